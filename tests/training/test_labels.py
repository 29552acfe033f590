"""Rows of public data sets by their labels, and that nothing of the evaluation is sampled. No torch."""

import hashlib
import json
from pathlib import Path
from random import Random

import pytest

from languages.text import normalise
from nlu.engine.description import Source
from nlu.public_data import labelled_rows
from nlu.public_data.elicited import read_elicited
from nlu.public_data.labelled_rows import SOURCES, LabelsError, described, evaluation_texts, read_public, read_source
from nlu.public_data.labels import read_label
from nlu.public_data.row_text import text_of
from nlu.sampling import sampler as sampling
from nlu.sampling.authored import Meaning, Template, read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import evaluation_keys, literal_text, problems
from nlu.sampling.sampler import Sampler, sentence_key
from nlu.sampling.templates import Slot, TemplateError, parse_template
from nlu.sampling.utterance import value_of
from nlu.sampling.weighted_templates import may_join

DATA = Path(__file__).parents[3] / "shared" / "data" / "nlu"
KO, EN = SOURCES[:2]
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the public data sets are not on this machine")
# every row below is made up for these tests


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"annot_utt": "올리 [time : 새벽 네 시] 에 꼭 깨워줘"}, "새벽 네 시에 꼭 깨워줘"),
        ({"annot_utt": "ok google play [media_type : W. Q. X. R.] now"}, "play wqxr now"),
        ({"annot": "set the {SETTING=fan} to {AMOUNT=Two}!", "text": "-"}, "set the fan to two"),
        ({"text": "What's the TIME?"}, "what's the time"),
        ({"text": "?!"}, ""),
    ],
)
def test_a_row_is_read_as_a_recogniser_would_write_it(row, text):
    assert text_of(row) == text


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("none", "소파가 푹신하다", [("none none", "", (), "소파가 푹신하다")]),
        ("window close zone=driver,passenger", "앞 창문 둘 다 닫아", [
            ("window close", "", ("driver", "passenger"), "앞 창문 둘 다 닫아")]),
        ("climate.fan set max", "바람 제일 세게", [("climate.fan set", "max", (), "바람 제일 세게")]),
        ("nav.go do {arg=post office} {near=station}", "the post office by the station", [
            ("nav.go do", "", (), "the {arg=post office} by the {near=station}")]),
        ("nav.go do {arg=역}", "역으로 가자", [("nav.go do", "", (), "{arg=역}으로 가자")]),
        ("nav.nearby do {arg=open late} {near=la}", "what is open late in la", [
            ("nav.nearby do", "", (), "what is {arg=open late} in {near=la}")]),
        ("nav.go do {arg=4:15} {near=23:30}", "the post office by the station", [
            ("nav.go do", "", (), "the {arg=post office} by the {near=station}")]),
        ("climate.ac on && from=6: media.resume do", "ac on music", [
            ("climate.ac on", "", (), "ac on"), ("media.resume do", "", (), "music")]),
        ("climate.ac off {time=십 분 뒤에}", "십 분 뒤에 에어컨 꺼", [("climate.ac off", "", (), "에어컨 꺼")]),
        ("climate.ac on && from=and media.volume set {number=40}", "ac on and volume 40", [
            ("climate.ac on", "", (), "ac on"), ("media.volume set", "", (), "and volume {number=40}")]),
    ],
)  # fmt: skip
def test_a_label_says_what_each_part_of_a_text_means(label, text, said):
    labelled = read_label(label, text, "ko" if text > "z" else "en", catalogue(), "x 1")
    assert [
        (f"{meaning.function} {meaning.op}", meaning.word, meaning.zones, marked(clause))
        for meaning, clause in zip(labelled.meanings, labelled.clauses, strict=True)
    ] == said


def marked(clause):
    return "".join(f"{{{leaf.name}={leaf.words}}}" if isinstance(leaf, Slot) else leaf.words for leaf in clause)


def test_on_what_nobody_can_tell_nothing_is_trained():
    assert read_label("?", "무엇이든", "ko", catalogue(), "x 1") is None


def test_what_is_not_offered_is_trained_as_an_intent_of_its_own():
    (meaning,) = read_label("unsupported", "스노우 모드 켜 줘", "ko", catalogue(), "x 1").meanings
    assert (meaning.function, meaning.op) == ("unsupported", "unsupported")


@pytest.mark.parametrize(
    ("label", "text", "why"),
    [
        ("toaster on", "toaster on", "has no 'toaster on'"),
        ("window close zone=moon", "close it", "no zone moon"),
        ("nav.go do {arg=seoul}", "take me to busan", "do not begin a word"),
        ("nav.go do {arg=동}", "광동으로 가자", "do not begin a word"),
        ("climate.temperature set {number=warm}", "make it warm", "not a number"),
        ("message.send do {to=my mum} {body=mum}", "text my mum", "overlaps"),
        ("climate.ac on && media.resume do", "ac on and music", "begins with from="),
        ("climate.ac on && from=then media.resume do", "ac on and music", "no word 'then'"),
    ],
)
def test_a_label_that_does_not_fit_is_named(label, text, why):
    with pytest.raises(TemplateError, match=f"x 1: .*{why}"):
        read_label(label, text, "ko" if text > "z" else "en", catalogue(), "x 1")


@pytest.fixture
def labelled(tmp_path, monkeypatch):
    """A data set of four rows with its labels: a folder."""
    monkeypatch.setattr(labelled_rows, "LABELS", tmp_path / "labels")
    rows = [
        {"id": "7", "annot_utt": "turn the [device_type : ac] on"},
        {"id": "8", "annot_utt": "turn the ac on"},
        {"id": "9", "annot_utt": "good grief"},
        {"id": "10", "annot_utt": "nobody has read this"},
    ]
    (tmp_path / EN.file).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    write_labels(tmp_path, "7\tclimate.ac on\n8\tclimate.ac on\n9\tnone\n")
    return tmp_path


def write_labels(folder, lines):
    (folder / "labels").mkdir(exist_ok=True)
    digest = hashlib.sha256((folder / EN.file).read_bytes()).hexdigest()
    EN.labels.write_text(f"# made up\n# sha256 {digest}\n{lines}", encoding="utf-8")


def test_only_what_somebody_has_labelled_is_used_and_each_text_once(labelled):
    templates = read_public(labelled, catalogue())
    assert [literal_text(template) for template in templates] == ["turn the ac on", "good grief"]
    assert described(templates) == (Source("MASSIVE en-US", "CC BY 4.0", 2),)


def test_labels_of_another_file_are_refused(labelled):
    with (labelled / EN.file).open("a", encoding="utf-8") as file:
        file.write('\n{"id": "11", "annot_utt": "one more"}\n')
    with pytest.raises(LabelsError, match="sha256 differs"):
        read_source(labelled / EN.file, EN, catalogue())


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("99\tnone\n", "no rows 99"),
        ("7\tnone\n7\tnone\n", "labelled before"),
        ("7 none\n", "not an id and a label"),
        ("7\tmedia.fly do\n", "has no 'media.fly do'"),
    ],
)
def test_labels_that_cannot_be_used_are_named(labelled, lines, why):
    write_labels(labelled, lines)
    with pytest.raises(ValueError, match=why):
        read_source(labelled / EN.file, EN, catalogue())


@pytest.mark.parametrize("line", ["{", "[]", '{"intent": "x"}'])
def test_a_row_that_cannot_be_read_is_named(labelled, line):
    (labelled / EN.file).write_text(f'{{"id": "7", "text": "x"}}\n{line}\n', encoding="utf-8")
    write_labels(labelled, "7\tnone\n")
    with pytest.raises(ValueError, match=f"{EN.file}:2: not a row"):
        read_source(labelled / EN.file, EN, catalogue())


def test_sentences_of_an_evaluation_beside_the_data_are_known(labelled):
    (labelled / labelled_rows.EVALUATION).write_text('{"text": "Warm the wheel!"}\n', encoding="utf-8")
    assert evaluation_texts(labelled) == ["warm the wheel"]


def test_every_elicited_sentence_has_a_label_that_fits():
    templates = read_elicited(catalogue())
    assert {template.language for template in templates} == {"ko", "en"}
    assert len(templates) > 10_000


@pytest.mark.parametrize("line", ["1\t01\tnone", "1\t01\ttoaster on\ttoast"])
def test_an_elicited_line_that_is_wrong_is_named(tmp_path, line):
    (tmp_path / "said_ko.tsv").write_text(f"# made up\n{line}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"said_ko\.tsv:2: "):
        read_elicited(catalogue(), tmp_path)


def test_folder_without_data_sets_is_refused(tmp_path):
    with pytest.raises(LabelsError, match="massive_train"):
        read_public(tmp_path, catalogue())


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
    templates = read_public(DATA, entries)
    assert {t.source for t in templates} == {source.name for source in SOURCES}
    assert {t.language for t in templates} == {"ko", "en"}
    assert len({(t.language, literal_text(t)) for t in templates}) > 20_000
    sampler, rng = Sampler(read_corpus(sentences_folder(), entries), entries, False, None, templates), Random(1)
    for one in rng.sample(templates, 3000):
        utterance = sampler.say([one], rng)
        assert normalise(utterance.text) == utterance.text
        meaning = utterance.segments[0]
        if len(one.meanings) == 1 and any(span.tag == "number" for span in utterance.spans):
            assert value_of(utterance, 0, entries[meaning.function]) is not None, utterance.text


def test_evaluation_only_data_is_not_read():
    assert not any("3i4k" in source.file or "dev" in source.file for source in SOURCES)


def sentences_folder():
    return Path(sampling.__file__).parents[1] / "corpus"
