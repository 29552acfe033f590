"""What the authored sentences become. No network, no torch."""

from pathlib import Path
from random import Random

import pytest

from languages import part
from languages.numbers import parse_number, spoken_unit
from languages.text import normalise
from nlu.engine.description import read_description
from nlu.sampling import clauses, sampler
from nlu.sampling.authored import TAGS, Meaning, Template, read_corpus, text_list
from nlu.sampling.catalogue import ALIASES, Entry, catalogue
from nlu.sampling.check_corpus import LITERAL_LINES, evaluation_keys, problems
from nlu.sampling.follow_ups import may_follow
from nlu.sampling.sampler import Sampler
from nlu.sampling.templates import Slot, TemplateError, Text, count_readings, parse_template, sample_leaves
from nlu.sampling.utterance import value_of

CORPUS = Path(__file__).parents[2] / "nlu" / "corpus"
MODEL = Path(__file__).parents[2] / "nlu" / "model"
UTTERANCES = Path(__file__).parents[1] / "utterances"
ENTRIES = {
    "seat.heat": Entry(
        ("on", "off", "set", "up"),
        ("driver", "passenger", "all"),
        ("min", "max"),
        kind="number",
        unit="level",
        limits=(1.0, 3.0, 1.0),
    ),
    "nav.go": Entry(("do",), kind="place"),
    "climate.temperature": Entry(("set", "up"), kind="number", unit="degC", limits=(17.0, 27.0, 0.5)),
    "window": Entry(("open", "close"), ("driver", "all"), kind="percent", unit="%", limits=(0.0, 100.0, 1.0)),
    "none": Entry(("none",)),
    "same": Entry(
        ("on", "off", "set", "up", "open", "close", "do", "same"),
        ("driver", "passenger", "all"),
        ("min", "max"),
        kind="same",
    ),
}
VERBS = "켜다 켜 켜고 켠\n가다 가 가고 간\n"


def corpus_of(folder, lines):
    """A corpus of one Korean file."""
    (folder / "ko").mkdir(exist_ok=True)
    for name, content in (
        ("verbs.txt", VERBS),
        ("zones.txt", "driver: 운전석\npassenger: 조수석\nall: 다\n"),
        ("texts.txt", "nav.go: 강남역|서울|제주\n"),
        ("car.txt", lines),
    ):
        (folder / "ko" / name).write_text(content, encoding="utf-8")
    return read_corpus(folder, ENTRIES)


def say(folder, lines, seed=0, noise=False):
    corpus = corpus_of(folder, lines)
    return Sampler(corpus, ENTRIES, held_out=False).say(corpus.templates[:1], Random(seed), noise)


@pytest.fixture(scope="module")
def real():
    entries = catalogue()
    return read_corpus(CORPUS, entries), entries


def test_the_shipped_model_knows_the_catalogue_that_training_reads():
    """The catalogue may have more than the model, which has to be trained for it; what the model knows is in it.

    What is said after a function as well: without a new training, it may not change.
    """
    description = read_description(MODEL / "malcha.json")
    entries = catalogue()
    for name, known in description.catalogue.items():
        now = entries[name].described()
        assert set(known.ops) <= set(now.ops), name
        assert set(known.zones) <= set(now.zones), name
        assert set(known.words) <= set(now.words), name
        assert known.numbers.items() <= now.numbers.items(), name
        assert (known.unit, known.agent) == (now.unit, now.agent), name
        assert known.kind in (now.kind, ""), name  # "": it was trained without a value
    assert list(description.catalogue) == list(description.functions)
    assert description.aliases == ALIASES


def test_alternatives_may_nest_and_be_empty():
    (clause,) = parse_template("(a|b (c|d)|) e", "x:1")
    assert count_readings(clause) == 4
    rng = Random(0)
    made = {
        "".join(leaf.words for leaf in sample_leaves(clause, rng) if isinstance(leaf, Text)).strip() for _ in range(100)
    }
    assert made == {"a e", "b c e", "b d e", "e"}


@pytest.mark.parametrize("line", ["(a|b", "a)", "a|b", "{arg", "<켜다", "a {}", "{number=}", "(" * 9 + "a" + ")" * 9])
def test_bad_template_names_file_and_line(line):
    with pytest.raises(TemplateError, match=r"ko/car\.txt:7: "):
        parse_template(line, "ko/car.txt:7")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("열선 <켜다>\n", "before the first '=' header"),
        ("= seat.heat fly\n열선\n", "no 'seat.heat fly'"),
        ("= seat.heat set warm\n열선\n", "no value word"),
        ("= seat.heat on zone=roof\n열선\n", "no zone roof"),
        ("= seat.heat on\n열선 <끄다>\n", "<끄다> is not in verbs.txt"),
        ("= seat.heat on\n열선 {arg}\n", "no list for seat.heat"),
        ("= seat.heat on\n{rear} 열선\n", "no zone rear"),
        ("= nav.go do\n{zone} 가자\n", "has no zones"),
        ("= nav.go do\n{number} 가자\n", "takes no number"),
        ("= seat.heat set\n열선 {number=따뜻}\n", "not a number"),
        ("= seat.heat on\n열선 {colour}\n", "unknown slot"),
        ("= nav.go do\n{along=가는 길에} 서울로\n", "no value with {along}"),
        ("= seat.heat on\n{room=거실} 열선\n", "no value with {room}"),
        ("= same up after=roof\n더\n", "no function roof"),
        ("= seat.heat up after=nav.go\n더\n", "no value word"),
        ("= same do after=nav.go,window\n{arg}으로\n", "no list for window"),
        ("= seat.heat on\n열선 켜고 && 가자\n", "2 clauses but 1 meanings"),
    ],
)
def test_sentence_that_contradicts_the_catalogue_is_refused(tmp_path, lines, complaint):
    with pytest.raises(TemplateError, match=complaint) as caught:
        corpus_of(tmp_path, lines)
    assert "ko/car.txt:" in str(caught.value)


@pytest.mark.parametrize(
    ("place", "written"),
    [("강남역", "강남역으로 가자"), ("서울", "서울로 가자"), ("제주", "제주로 가자"), ("cgv", "cgv로 가자")],
)
def test_particle_follows_the_final_consonant(tmp_path, place, written):
    utterance = say(tmp_path, f"= nav.go do\n{{arg={place}}}으로 가자\n")
    assert utterance.text == written
    (span,) = utterance.spans
    assert utterance.text[span.begin : span.end] == place


@pytest.mark.parametrize(
    ("line", "functions"),
    [
        ("= same up\n더", {"seat.heat", "climate.temperature"}),  # "more" of a window is said only with after=
        ("= same up after=window\n더", {"window"}),
        ("= same set\n{number}", {"seat.heat", "climate.temperature"}),
        ("= same set\n{number=이십 도}", {"climate.temperature"}),
        ("= same set max\n제일 세게", {"seat.heat"}),
        ("= same same\n{passenger}도", {"seat.heat"}),
        ("= same same\n{arg=서울}", {"nav.go"}),
        ("= same same after=nav.go,seat.heat\n{arg=서울}", {"nav.go"}),
    ],
)
def test_a_follow_up_follows_what_has_its_op_zone_and_value(tmp_path, line, functions):
    (template,) = corpus_of(tmp_path, line).templates
    assert set(may_follow(template, ENTRIES)) == functions


def test_a_follow_up_that_can_follow_nothing_is_refused(tmp_path):
    corpus = corpus_of(tmp_path, "= same set min after=nav.go\n제일 약하게\n")
    with pytest.raises(TemplateError, match=r"ko/car\.txt:2: a follow-up that can follow none of nav\.go"):
        Sampler(corpus, ENTRIES, held_out=False)


def test_the_number_of_a_follow_up_is_one_of_what_it_follows(tmp_path):
    made = [say(tmp_path, "= same set after=climate.temperature\n그럼 {number}\n", seed) for seed in range(60)]
    fitting = [u for u in made if u.context == "climate.temperature"]
    assert len(fitting) > 40
    assert all(spoken_unit(u.text[u.spans[0].begin : u.spans[0].end]) in ("", "degC", None) for u in fitting)
    assert {value_of(u, 0, ENTRIES["climate.temperature"]) for u in fitting} >= {18.0, 20.0, 22.0}


def test_verb_before_another_command_is_linked(tmp_path):
    for seed in range(30):
        utterance = say(tmp_path, "= seat.heat on && nav.go do\n열선 <켜다> && {arg}으로 <가다>\n", seed)
        first = utterance.text[: utterance.starts[1]].strip()
        assert first.startswith(("열선 켜", "열선 켠"))
        assert first != "열선 켜라"
        assert utterance.segments[1] == Meaning("nav.go", "do")


PLACES = ["여의도", "잠실"]
LISTS = {
    "nav.go": PLACES, "near": ["시청", "우리 집"], "nav.nearby": ["꽃집", "빵집"], "message.to": ["이모", "삼촌"],
    "message.body": ["늦어"], "home.room": ["안방", "서재"], "media.play": ["소나기"],
    "light.ambient": ["보라색"],
}  # fmt: skip
ENGLISH = {
    "near": ["the harbor", "my office"], "nav.nearby": ["a bakery", "pizza"], "phone.call": ["my uncle", "maggie"],
}  # fmt: skip
OUTSIDE_ENTRIES = {
    **ENTRIES,
    "nav.nearby": Entry(("do",), kind="category"),
    "message.send": Entry(("do",), kind="message"),
    "home.light": Entry(("off",), kind="device", agent="home"),
    "media.play": Entry(("play",), kind="text"),
    "phone.call": Entry(("do",), kind="contact"),
    "agent.handoff": Entry(("do",), kind="text"),
    "light.ambient": Entry(("set",), kind="colour"),
}


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """Says a row of a public data set, with other names in it, and with another ending where the test wants that."""
    monkeypatch.setattr(clauses, "INVENTED_SHARE", 0.0)
    monkeypatch.setattr(sampler, "REFILLED_SHARE", 1.0)
    monkeypatch.setattr(sampler, "REWORDED_SHARE", 0.0)
    for language, lists in (("ko", LISTS), ("en", ENGLISH)):
        (tmp_path / language).mkdir()
        written = "".join(f"{name}: {'|'.join(words)}\n" for name, words in lists.items())
        (tmp_path / language / "texts.txt").write_text(written, encoding="utf-8")
    (tmp_path / "ko" / "verbs.txt").write_text(VERBS, encoding="utf-8")
    corpus = read_corpus(tmp_path, OUTSIDE_ENTRIES)
    sampling = Sampler(corpus, OUTSIDE_ENTRIES, held_out=False)

    def say(line, function, op="do", language="ko", seeds=40, source="made up"):
        row = Template("x:1", language, parse_template(line, "x:1"), [Meaning(function, op)], False, source)
        return [sampling.say([row], Random(seed), noise=False) for seed in range(seeds)]

    return say


def tagged(utterance):
    return {span.tag: utterance.text[span.begin : span.end] for span in utterance.spans}


@pytest.mark.parametrize(
    ("line", "function", "op", "texts"),
    [
        ("{arg=부산}으로 가자", "nav.go", "do", {"여의도로 가자", "잠실로 가자"}),  # with its particle
        ("{near=부산역} 앞 {arg=약국}을 찾아", "nav.nearby", "do",
         {f"{near} 앞 {arg}을 찾아" for near in LISTS["near"] for arg in LISTS["nav.nearby"]}),
        ("{to=엄마}한테 {body=가}라고 해", "message.send", "do", {"이모한테 가라고 해", "삼촌한테 가라고 해"}),
        ("{room=거실} 불 {number=반만} 남겨", "home.light", "off", {"안방 불 반만 남겨", "서재 불 반만 남겨"}),
        ("{along=가는 길에} {arg=약국}", "nav.nearby", "do", {"가는 길에 꽃집", "가는 길에 빵집"}),
        ("{arg=초록색}으로", "light.ambient", "set", {"초록색으로"}),  # no name
        ("{arg=옆 차 비서} 불러", "agent.handoff", "do", {"옆 차 비서 불러"}),  # not in the lists
    ],
)  # fmt: skip
def test_a_row_of_a_data_set_may_have_other_names_in_it(outside, line, function, op, texts):
    found = outside(line, function, op)
    assert {utterance.text for utterance in found} == texts
    tags = {leaf.name for leaf in sample_leaves(parse_template(line, "x:1")[0], Random(0)) if isinstance(leaf, Slot)}
    assert all(set(tagged(utterance)) == tags for utterance in found)


def test_the_spans_of_other_names_are_theirs(outside):
    for utterance in outside("{near=부산역} 앞 {arg=약국}을 찾아", "nav.nearby"):
        assert tagged(utterance)["near"] in LISTS["near"]
        assert tagged(utterance)["arg"] in LISTS["nav.nearby"]


def test_an_authored_row_keeps_its_words(outside):
    assert {u.text for u in outside("{arg=부산}으로 가자", "nav.go", source="")} == {"부산으로 가자"}


@pytest.mark.parametrize(
    ("line", "function", "texts"),
    [
        ("find a {arg=florist} near the {near=station}", "nav.nearby",
         {f"find a {arg} near the {near}" for arg in ("bakery", "pizza") for near in ("harbor", "office")}),
        ("{arg=florist} by {near=the station}", "nav.nearby",
         {f"{arg} by {near}" for arg in ENGLISH["nav.nearby"] for near in ENGLISH["near"]}),
        ("call my {arg=mum}", "phone.call", {"call my uncle", "call my maggie"}),
    ],
)  # fmt: skip
def test_an_article_is_not_said_twice(outside, line, function, texts):
    assert {utterance.text for utterance in outside(line, function, language="en")} == texts


@pytest.mark.parametrize(
    ("line", "function", "op", "spans"),
    [
        ("{near=시청} 앞 {arg=꽃집} 찾아 줘", "nav.nearby", "do", {"near": "시청", "arg": "꽃집"}),
        ("{arg=여의도}로 가", "nav.go", "do", {"arg": "여의도"}),
        ("{arg=여의도} 어떻게 가", "nav.go", "do", {"arg": "여의도"}),
        ("{to=이모}한테 전해 줘 {body=지금 가}", "message.send", "do", {"to": "이모", "body": "지금 가"}),
    ],
)
def test_another_ending_touches_no_span(outside, monkeypatch, line, function, op, spans):
    monkeypatch.setattr(sampler, "REWORDED_SHARE", 1.0)
    monkeypatch.setattr(sampler, "REFILLED_SHARE", 0.0)
    found = outside(line, function, op, seeds=150)
    assert all(tagged(utterance) == spans for utterance in found)
    several = len({utterance.text for utterance in found})
    assert several == 1 if line.endswith("}") else several > 5  # a message that ends in "가" is no order to go


@pytest.mark.parametrize(("line", "op"), [("call {arg=me maybe}", "do"), ("{arg=call me maybe} please", "play")])
def test_another_beginning_stands_before_an_order_only(outside, monkeypatch, line, op):
    """Not before a title that begins as one."""
    monkeypatch.setattr(sampler, "REWORDED_SHARE", 1.0)
    monkeypatch.setattr(sampler, "REFILLED_SHARE", 0.0)
    found = outside(line, "phone.call" if op == "do" else "media.play", op, "en")
    assert {tagged(utterance)["arg"] for utterance in found} == {line[line.index("=") + 1 : line.index("}")]}
    texts = {utterance.text for utterance in found}
    assert texts == {"call me maybe please"} if op == "play" else len(texts) > 5


def test_what_joins_two_orders_fits_the_second_with_its_beginning(real, monkeypatch):
    """ "and can you" stands before "close it", not before "could you close it"."""
    monkeypatch.setattr(sampler, "REWORDED_SHARE", 0.7)
    sampling = Sampler(*real, held_out=False)
    rows = [
        Template(f"x:{at}", "en", parse_template(line, "x"), [Meaning(*meaning)], False, "made up")
        for at, (line, meaning) in enumerate(
            [("open the trunk", ("trunk", "open")), ("close the window", ("window", "close"))]
        )
    ]
    texts = {sampling.say(rows, Random(seed), noise=False).text for seed in range(300)}
    assert {"open the trunk and can you close the window", "open the trunk and could you close the window"} < texts
    assert not any(text.count("you") > 1 or text.count("please") > 1 for text in texts)


@pytest.mark.parametrize("function", ["dialog.yes", "dialog.stop"])
def test_an_answer_keeps_its_words(real, monkeypatch, function):
    monkeypatch.setattr(sampler, "REWORDED_SHARE", 1.0)
    corpus, entries = real
    row = Template("x:1", "ko", parse_template("그렇게 해 줘", "x:1"), [Meaning(function, "do")], False, "made up")
    sampling = Sampler(corpus, entries, held_out=False)
    assert {sampling.say([row], Random(seed), noise=False).text for seed in range(50)} == {"그렇게 해 줘"}


@pytest.mark.parametrize(
    ("slot", "function", "name"),
    [
        ("near", "nav.go", "near"), ("near", "nav.nearby", "near"), ("arg", "nav.go", "nav.go"),
        ("to", "message.send", "message.to"), ("body", "message.send", "message.body"),
        ("room", "home.tv", "home.room"),
    ],
)  # fmt: skip
def test_each_slot_has_its_list(slot, function, name):
    assert text_list(slot, function) == name


def test_a_sentence_with_a_place_near_another_needs_a_list_of_those(tmp_path):
    with pytest.raises(TemplateError, match="no list for near"):
        corpus_of(tmp_path, "= nav.go do\n{near} 앞 {arg}으로 가자\n")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_station_of_the_lists_is_a_frequency(real, language):
    """A frequency is a {number}: no sentence may have it as an {arg}."""
    corpus, _ = real
    assert [name for name in corpus.texts[language]["media.tune"] if parse_number(name, "MHz") is not None] == []


def test_a_name_made_of_syllables_has_no_marks_of_the_words_that_they_are_from():
    rng, lexicon = Random(0), ["r&b", "o'hare", "22.5", "마-루"]
    names = {part("ko", "wording").invent(lexicon, False, rng) for _ in range(300)}
    made = [name for name in names if " " not in name and name not in lexicon]
    assert len(made) > 50
    assert all(map(str.isalnum, made))


def test_a_reason_belongs_to_its_command(tmp_path, monkeypatch):
    monkeypatch.setattr(clauses, "REASON_SHARE", 1.0)
    utterance = say(tmp_path, "= reason before\n추우니까\n= reason after\n추워\n= seat.heat on\n열선 켜 줘\n")
    assert utterance.text in ("추우니까 열선 켜 줘", "열선 켜 줘 추워")
    assert (utterance.starts, utterance.segments) == ([0], [Meaning("seat.heat", "on")])


def test_two_zones_are_labelled_in_the_order_spoken(tmp_path):
    orders = set()
    for seed in range(200):
        utterance = say(tmp_path, "= seat.heat on\n{zone} 열선 <켜다>\n", seed)
        said = [span.tag for span in sorted(utterance.zones, key=lambda span: span.begin)]
        assert list(utterance.segments[0].zones) == said
        orders.add(tuple(said))
    assert {("driver", "passenger"), ("passenger", "driver"), ("driver",), ("all",)} <= orders


def test_number_is_within_the_span_with_its_unit(tmp_path):
    utterance = say(tmp_path, "= seat.heat set\n열선 {number=이 단계}로 <켜다>\n")
    assert value_of(utterance, 0, ENTRIES["seat.heat"]) == 2.0


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("= nav.go do\n{near=부산역} 앞 {arg=우체국}으로 가자\n", {"name": "우체국", "near": "부산역"}),
        ("= nav.go do\n{arg=우체국}으로 가자\n", "우체국"),
        ("= nav.nearby do\n{along=가는 길에} {arg=주유소} 있어\n", {"name": "주유소", "along_route": True}),
        ("= home.light set\n{room=거실} 불 {number=반만} 켜 줘\n", {"room": "거실", "value": 50.0}),
        ("= home.light off\n{room=안방} 불 꺼\n", {"room": "안방"}),
        ("= home.aircon set\n에어컨 {arg=제습}으로\n", {"value": "제습"}),
        ("= home.light off\n집 불 꺼\n", None),
    ],
)
def test_the_value_of_a_place_and_of_a_device_has_parts(tmp_path, line, value):
    entries = {
        **ENTRIES,
        "nav.nearby": Entry(("do",), kind="category"),
        "home.light": Entry(("set", "off"), kind="device", agent="home"),
        "home.aircon": Entry(("set",), kind="device", agent="home"),
    }
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "car.txt").write_text(line, encoding="utf-8")
    corpus = read_corpus(tmp_path, entries)
    utterance = Sampler(corpus, entries, held_out=corpus.templates[0].held_out).say(corpus.templates, Random(0), False)
    assert value_of(utterance, 0, entries[utterance.segments[0].function]) == value


def test_same_seed_gives_the_same_sentences(real):
    corpus, entries = real
    samplers = [(Sampler(corpus, entries, False), rng) for rng in (Random(5), Random(5), Random(6))]
    made = [[sampler.sample(rng) for _ in range(50)] for sampler, rng in samplers]
    assert made[0] == made[1] != made[2]


def test_sampled_sentences_are_well_formed(real):
    """Segments start in order, spans lie inside one segment, numbers can be read, the text is normalised."""
    corpus, entries = real
    sampler, rng = Sampler(corpus, entries, held_out=False), Random(1)
    for _ in range(3000):
        utterance = sampler.sample(rng)
        assert normalise(utterance.text) == utterance.text
        assert utterance.starts[0] == 0
        assert utterance.starts == sorted(set(utterance.starts))
        ends = [*utterance.starts[1:], len(utterance.text)]
        for span in utterance.spans:
            assert span.tag in TAGS
            assert any(begin <= span.begin < span.end <= end for begin, end in zip(utterance.starts, ends, strict=True))
        for at, meaning in enumerate(utterance.segments):
            numbers = [s for s in utterance.spans if s.tag == "number" and utterance.starts[at] <= s.begin < ends[at]]
            if numbers:
                value = value_of(utterance, at, entries[meaning.function])
                number = value.get("value") if isinstance(value, dict) else value  # of a device at home
                assert isinstance(number, float), utterance.text


def test_held_out_templates_are_never_trained_on(real):
    corpus, entries = real
    rng = Random(2)
    held, kept = ({t.where for t in corpus.templates if t.held_out is side} for side in (True, False))
    assert held
    assert not held & kept
    assert 0.02 < len(held) / len(corpus.templates) < 0.1
    Sampler(corpus, entries, held_out=True).sample(rng)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_function_and_op_has_sentences(real, language):
    corpus, entries = real
    said = {(m.function, m.op) for t in corpus.templates if t.language == language for m in t.meanings}
    assert {name for name, _ in said} == set(entries)


def test_the_corpus_is_whole_and_holds_no_sentence_of_the_evaluation(real):
    corpus, entries = real
    assert problems(corpus, entries, evaluation_keys(UTTERANCES), LITERAL_LINES) == []
