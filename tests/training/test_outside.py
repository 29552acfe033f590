"""Templates from public data sets: what rows become, what is left out, and that nothing of the evaluation is sampled.

No torch.
"""

import json
import re
from pathlib import Path
from random import Random

import pytest

from languages.text import normalise
from nlu.engine.description import Source
from nlu.public_data import rows_used
from nlu.public_data.annotated_text import value_length
from nlu.public_data.clinc_rules import CLINC as CLINC_RULES
from nlu.public_data.massive_rules import MASSIVE
from nlu.public_data.rows_used import SOURCES, OutsideError, convert, described, read_outside, read_source
from nlu.public_data.skill_rules import MS_SKILLS
from nlu.sampling import sampler as sampling
from nlu.sampling.authored import TAGS, Meaning, Template, read_corpus, read_meaning
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import evaluation_keys, literal_text, problems
from nlu.sampling.sampler import Sampler, sentence_key
from nlu.sampling.templates import parse_template
from nlu.sampling.utterance import value_of
from nlu.sampling.weighted_templates import may_join

DATA = Path(__file__).parents[3] / "shared" / "data" / "nlu"
KO, EN, CAR, SKILLS, CLINC = SOURCES
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not on this machine")
# every row below is made up for these tests


def massive(intent, annotated):
    return {"intent": intent, "annot_utt": annotated}, intent


def car(intent, annotated):
    return {"source_intent": intent, "annot": annotated, "text": "-"}, intent


def skill(skill_name, intent, annotated):
    return {"skill": skill_name, "source_intent": intent, "annot": annotated}, f"{skill_name} {intent}"


def clinc(intent, text):
    return {"source_intent": intent, "text": text}, intent


CHANGE, CHECK, DECLARE = (f"VEHICLE_SETTINGS_{name}" for name in ("CHANGE", "CHECK", "DECLARATIVE"))


@pytest.mark.parametrize(
    ("source", "row", "header", "text"),
    [
        (
            KO,
            massive("alarm_set", "올리 [time : 새벽 네 시] 에 꼭 깨워줘"),
            "assistant.alarm do",
            "새벽 네 시에 꼭 깨워줘",
        ),
        (
            KO,
            massive("play_music", "[artist_name : 달빛악단의] 노래 틀어줘"),
            "media.play play",
            "{arg=달빛악단}의 노래 틀어줘",
        ),
        (
            KO,
            massive("play_music", "[artist_name : 달빛악단] 의 [song_name : 보라 우산] 틀어줘"),
            "media.play play",
            "{arg=달빛악단의 보라 우산} 틀어줘",
        ),
        (
            KO,
            massive("play_radio", "라디오에서 [radio_name : 팔십팔 점 삼] 틀어줘"),
            "media.tune set",
            "라디오에서 {number=팔십팔 점 삼} 틀어줘",
        ),
        (
            KO,
            massive("recommendation_locations", "가장 가까운 [business_type : 빵집이] 어디야"),
            "nav.nearby do",
            "가장 가까운 {arg=빵집}이 어디야",
        ),
        (KO, massive("iot_hue_lightoff", "[house_place : 다락방] 불 꺼 줘"), "home.light off", "다락방 불 꺼 줘"),
        (
            EN,
            massive("datetime_query", "what time is it in [place_name : oslo]"),
            "info.time query",
            "what time is it in oslo",
        ),
        (EN, massive("play_radio", "tune in to [radio_name : k. q. x.]"), "media.tune set", "tune in to {arg=kqx}"),
        (
            CAR,
            car(CHANGE, "{VALUE=raise} the {SETTING=temperature} to {AMOUNT=twenty three} {UNIT=degrees}"),
            "climate.temperature set",
            "raise the temperature to {number=twenty three degrees}",
        ),
        (CAR, car(CHANGE, "kindly turn the {SETTING=ac} {VALUE=on}"), "climate.ac on", "kindly turn the ac on"),
        (
            CAR,
            car(CHANGE, "get the {SETTING=passenger's side temp} to {AMOUNT=max}"),
            "climate.temperature set max",
            "get the {passenger=passenger's side} temp to max",
        ),
        (
            CAR,
            car(CHANGE, "{VALUE=enable} the {SETTING=rear pedestrian warning}"),
            "adas.pedestrian_alert on",
            "enable the rear pedestrian warning",
        ),
        (
            CAR,
            car(CHANGE, "switch {VALUE=off} the {SETTING=rear cross traffic alert}"),
            "adas.rear_cross_traffic off",
            "switch off the rear cross traffic alert",
        ),
        (
            CAR,
            car(CHANGE, "{VALUE=enable} the {SETTING=rearview bumper alert}"),
            "none",
            "enable the rearview bumper alert",
        ),
        (CAR, car(CHECK, "how are the {SETTING=tires}"), "status.tyre query", "how are the tires"),
        (
            CAR,
            car(DECLARE, "my {SETTING=co-driver} is {VALUE=freezing}"),
            "climate.temperature up",
            "my {passenger=co driver} is freezing",
        ),
        (CAR, car(DECLARE, "{SETTING=hand} went {VALUE=frozen}"), "steering.heat on", "hand went frozen"),
        (
            SKILLS,
            skill("phone", "OutgoingCall", "ring {contactName=aunt petunia} please"),
            "phone.call do",
            "ring {arg=aunt petunia} please",
        ),
        (
            SKILLS,
            skill("music", "PlayMusic", "{@MusicParent={@beforeMusic=please play} {@music=purple rain coat}}"),
            "media.play play",
            "please play {arg=purple rain coat}",
        ),
        (
            SKILLS,
            skill("general", "SelectItem", "i want the third one"),
            "dialog.select do",
            "i want the {number=third} one",
        ),
        (
            CLINC,
            clinc("text", "text oscar saying the soup is cold"),
            "message.send do",
            "text {to=oscar} saying {body=the soup is cold}",
        ),
        (CLINC, clinc("balance", "how rich is my piggy bank account"), "none", "how rich is my piggy bank account"),
    ],
)
def test_row_with_a_certain_meaning(source, row, header, text):
    assert convert(*row, source) == (header, text)


@pytest.mark.parametrize(
    ("source", "row"),
    [
        (KO, massive("play_music", "[song_name : 보라 우산은] 듣고 싶어")),  # a title, or a title and a particle?
        (KO, massive("iot_hue_lightoff", "불 꺼 줘")),  # at home, or in the car?
        (KO, massive("play_game", "같이 [game_name : 오목] 두자")),
        (EN, massive("audio_volume_up", "raise the volume [change_amount : to nine]")),
        (EN, massive("no_such_intent", "raise the volume")),
        (EN, massive("weather_query", "will it rain on olly")),  # another assistant's name
        (CAR, car(CHANGE, "set {SETTING=temperature} to {AMOUNT=seventy} {UNIT=fahrenheit degrees}")),
        (CAR, car(CHANGE, "set {SETTING=temperature} to {AMOUNT=71}")),  # no degree Celsius of a car
        (CAR, car(CHANGE, "turn the {SETTING=rear left heater} {VALUE=off}")),  # a zone that ours has not
        (CAR, car(CHANGE, "don't turn {VALUE=off} the {SETTING=ac}")),
        (CAR, car(CHANGE, "no more quiet")),
        (CAR, car(CHANGE, "turn {VALUE=up} the {SETTING=climate}")),  # which part of it?
        (CAR, car(CHANGE, "raise the {SETTING=fan} {VALUE=up} to {AMOUNT=forty}")),  # no level of a fan
        (EN, massive("alarm_set", "[time : " + "x" * 600 + "] wake me up")),  # longer than anybody speaks
        (CLINC, clinc("make_call", "call someone")),
        (CLINC, clinc("directions", "how do i get to the zoo by bus")),
        (CLINC, clinc("weather", "x" * 200 + " weather")),
    ],
)
def test_row_without_a_certain_meaning_is_left_out(source, row):
    assert convert(*row, source) is None


@pytest.mark.parametrize(
    ("words", "header", "value"),
    [
        ("빵집이", "nav.nearby do", "빵집"),
        ("분식가게가", "nav.nearby do", "분식가게"),
        ("놀이터를", "nav.nearby do", "놀이터"),
        ("싸이", "media.play play", "싸이"),
        ("보라 우산을", "media.play play", "보라 우산"),
        ("보라 우산이", "media.play play", ""),
        ("라디오", "media.tune set", ""),
    ],
)
def test_particle_inside_of_a_value_is_cut_or_the_row_left_out(words, header, value):
    assert words[: value_length(words, header, "ko")] == value


def write_rows(folder, file, rows):
    (folder / file).write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")


def test_repeated_rows_count_once_and_a_meaning_has_a_cap(tmp_path, monkeypatch):
    monkeypatch.setattr(rows_used, "CAP", 5)
    rows = [massive("alarm_set", f"wake me at {hour} sharp")[0] for hour in (*range(1, 9), 1, 1)]
    write_rows(tmp_path, EN.file, rows)
    templates = read_source(tmp_path / EN.file, EN, catalogue())
    assert len(templates) == 5
    assert templates == read_source(tmp_path / EN.file, EN, catalogue())
    assert described(templates) == (Source("MASSIVE en-US", "CC BY 4.0", 5),)


@pytest.mark.parametrize("line", ["{", "[]", '{"annot_utt": "x"}', '{"intent": "x"}', '{"intent": "\\u0000'])
def test_row_that_cannot_be_read_is_named(tmp_path, line):
    (tmp_path / EN.file).write_text(f'{{"intent": "x", "annot_utt": "x"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(OutsideError, match=f"{EN.file}:3: not a row of MASSIVE en-US"):
        read_source(tmp_path / EN.file, EN, catalogue())


@pytest.mark.parametrize("table", [MASSIVE, CLINC_RULES, MS_SKILLS], ids=["MASSIVE", "CLINC150", "Bot Framework"])
def test_every_rule_can_be_used(table):
    """Its header is one of the catalogue's, its expressions are well formed, and its groups are our slots."""
    for intent, rules in table.items():
        for rule in rules:
            assert read_meaning(rule.header, intent, catalogue()), intent
            groups = re.compile(rule.needs).groupindex
            assert set(groups) <= set(TAGS), intent
            assert not (groups and rule.slot), f"{intent}: '@' would shift the places of the groups"
            for expression in (rule.never, rule.slot, rule.without):
                re.compile(expression)


def test_folder_without_data_sets_is_refused(tmp_path):
    with pytest.raises(OutsideError, match="massive_train"):
        read_outside(tmp_path, catalogue())


CORPUS = {
    "ko/verbs.txt": "켜다 켜 켜고 켠\n",
    "ko/texts.txt": "nav.go: 다락산|보라섬\n",
    "ko/car.txt": "= climate.ac on\n에어컨 <켜다>\n찬 바람 <켜다>\n= climate.ac off\n에어컨 꺼 줘\n"
    "= none\n배고프다\n졸리다\n",
}


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "ko").mkdir()
    for name, content in CORPUS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return read_corpus(tmp_path, catalogue())


def template(line, function, op, language="ko"):
    return Template("x:1", language, parse_template(line, "x:1"), [Meaning(function, op)], False, "made up")


def test_outside_sentences_are_said_beside_our_own(corpus):
    extra = [template("내일 비 오니", "info.weather", "query"), template("소파가 푹신하다", "none", "none")]
    sampler, rng = Sampler(corpus, catalogue(), False, None, extra), Random(0)
    made = [sampler.sample(rng, noise=False) for _ in range(4000)]
    single = [u for u in made if len(u.segments) == 1 and u.segments[0].function != "none"]
    nothing = [u for u in made if [m.function for m in u.segments] == ["none"]]
    assert sum(u.text == "내일 비 오니" for u in single) / len(single) == pytest.approx(
        sampling.OUTSIDE_SHARE, abs=0.04
    )
    assert sum(u.text == "소파가 푹신하다" for u in nothing) / len(nothing) == pytest.approx(
        sampling.OUTSIDE_NONE_SHARE, abs=0.06
    )
    assert all("비 오니" not in u.text for u in made if len(u.segments) > 1)  # a question is not joined


@pytest.mark.parametrize(
    ("line", "function", "op", "language", "joins"),
    [
        ("거실 불 꺼 줘", "home.light", "off", "ko", True),
        ("turn off the attic lights", "home.light", "off", "en", True),
        ("내일 비 오니", "info.weather", "query", "ko", False),
        ("커피가 필요해", "assistant.note", "do", "ko", False),
        ("it is far too loud", "media.volume", "down", "en", False),
        ("please add plums and pears and figs to my list", "assistant.note", "do", "en", False),
        ("text {to=oscar}", "message.send", "do", "en", False),
    ],
)
def test_only_short_orders_stand_beside_another_command(line, function, op, language, joins):
    assert may_join(template(line, function, op, language)) is joins


def test_evaluation_sentences_are_never_sampled(corpus, tmp_path):
    (tmp_path / "ko.yaml").write_text(
        '- {text: "에어컨 꺼줘!", commands: []}\n- - {text: "소파가\\u0020푹신하다"}\n', encoding="utf-8"
    )
    keys = evaluation_keys(tmp_path)
    assert keys == {"에어컨꺼줘", "소파가푹신하다"}
    sampler, rng = (
        Sampler(corpus, catalogue(), False, None, [template("소파가 푹신하다", "none", "none")], keys),
        Random(0),
    )
    assert not {sentence_key(sampler.sample(rng).text) for _ in range(2000)} & keys
    assert sampler.excluded > 50


@pytest.mark.parametrize("line", ['- {text: "?!"}', '- {text: "\\e"}'])
def test_evaluation_file_with_a_text_that_cannot_be_read_is_named(tmp_path, line):
    (tmp_path / "ko.yaml").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"ko\.yaml: "):
        evaluation_keys(tmp_path)


def test_sampler_that_may_say_nothing_gives_up(tmp_path):
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "car.txt").write_text("= dialog.yes do\n그래\n", encoding="utf-8")
    sampler = Sampler(read_corpus(tmp_path, catalogue()), catalogue(), False, exclude=frozenset({"그래"}))
    with pytest.raises(RuntimeError, match="evaluation"):
        sampler.sample(Random(0), noise=False)


def test_corpus_check_names_the_line(corpus):
    found = problems(corpus, catalogue(), frozenset({"배고프다"}), {"ko": 4})
    assert "ko/car.txt:7: '배고프다' is a sentence of the evaluation" in found
    assert "ko: 3 literal lines, fewer than 4" in found
    assert "ko: no line for 'climate.ac query'" in found
    assert not any("climate.ac on" in line for line in found if line.startswith("ko"))


def test_literal_line_is_said_as_it_is_written():
    assert literal_text(template("{arg=빵집}으로 가자", "nav.go", "do")) == "빵집으로 가자"
    for line in ("{arg}으로 가자", "에어컨 <켜다>", "에어컨 (꺼|켜)"):
        assert literal_text(template(line, "nav.go", "do")) is None


@needs_data
def test_real_rows_make_well_formed_sentences():
    entries = catalogue()
    templates = read_outside(DATA, entries)
    assert {t.source for t in templates} == {source.name for source in SOURCES}
    assert {t.language for t in templates} == {"ko", "en"}
    assert len({(t.language, literal_text(t)) for t in templates}) > 20_000
    sampler, rng = Sampler(read_corpus(sentences_folder(), entries), entries, False, None, templates), Random(1)
    for one in rng.sample(templates, 3000):
        utterance = sampler.say([one], rng)
        assert normalise(utterance.text) == utterance.text
        meaning = utterance.segments[0]
        if any(span.tag == "number" for span in utterance.spans):
            assert isinstance(value_of(utterance, 0, entries[meaning.function]), float), utterance.text


def test_evaluation_only_data_is_not_read():
    assert not any("3i4k" in source.file or "dev" in source.file for source in SOURCES)


def sentences_folder():
    return Path(sampling.__file__).parents[1] / "corpus"
