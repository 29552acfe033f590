"""How sentences are said, of sentences that are made up for these tests. No torch, no data sets."""

import pytest
from rich.console import Console

from languages import codes, part
from nlu.public_data import speech_shape
from nlu.public_data.sentence_shape import LONGEST, NO_SMALL_WORD, distance, shape_of, small_words_in
from nlu.public_data.speech_shape import OUTSIDE, distance_table, elicited, measured, one_command, outside, shape_table

KO = ["시계 좀 맞춰 줘", "시계 켜 줄래", "시계", "지금 시계 좀 켜져 있니"]
EN = ["please set the clock", "what's the clock", "set the clock", "set it up"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("시계 좀 맞춰 줘", "request"),
        ("시계 맞춰주세요", "request"),
        ("시계 맞춰 줘요 빨리요", "request"),
        ("시계 맞춰 줄래", "polite question"),
        ("시계 맞출 수 있을까요", "polite question"),
        ("시계 맞춰 주시겠습니까", "polite question"),
        ("시계 맞니", "question"),
        ("시계 맞는가", "question"),
        ("시계 몇 분 늦을까", "question"),
        ("시계 맞습니까", "question"),
        ("시계 보자", "let us"),
        ("시계 봅시다", "let us"),
        ("시계 맞춰라", "command"),
        ("시계 보렴", "command"),
        ("시계가 느립니다", "statement"),
        ("시계가 느리네요", "statement"),
        ("시계 맞춰", "plain"),
        ("시계가 느려요", "plain"),
        ("이 시계 얼마예요", "plain"),
        ("시계를 몰라", "plain"),
        ("느리니까", "noun or nothing"),
        ("시계 의자", "noun or nothing"),
        ("시계 좀", "noun or nothing"),
        ("빨리", "noun or nothing"),
    ],
)
def test_the_ending_of_a_korean_sentence(text, form):
    assert part("ko", "sentence_forms").form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("let's set the clock", "let's"),
        ("um please set the clock", "please"),
        ("hey could you set the clock", "polite question"),
        ("would you set the clock", "polite question"),
        ("why's the clock late", "wh-question"),
        ("will i be late", "yes-no question"),
        ("have you got a clock", "yes-no question"),
        ("i'm late", "i-statement"),
        ("oh no set the clock", "verb"),
        ("have a look at the clock", "verb"),
        ("settle the clock", "other"),
        ("the clock", "other"),
        ("okay", "other"),
    ],
)
def test_the_beginning_of_an_english_sentence(text, form):
    assert part("en", "sentence_forms").form(text) == form


@pytest.mark.parametrize("code", codes())
def test_a_form_is_one_of_the_names(code):
    said = part(code, "sentence_forms")
    assert {said.form(text) for text in (*KO, *EN, "?")} <= set(said.NAMES)


@pytest.mark.parametrize("text", ["시계 켜 줘", "시계 켜줘"])
def test_a_korean_word_is_one_however_it_was_typed(text):
    assert len(part("ko", "sentence_forms").words(text)) == 2


def test_small_words_are_whole_words():
    small_words = part("ko", "sentence_forms").SMALL_WORDS
    assert small_words_in("좀 한 번 아까", small_words) == ["jom", "hanbeon"]


def test_the_shape_of_sentences():
    shape = shape_of("made up", "ko", KO)
    assert (shape.sentences, shape.words, shape.characters[1]) == (4, (1.75, 2.5, 3.5), 5.5)
    assert shape.lengths["1"] == shape.lengths["2"] == 0.25
    assert shape.with_small_word["jom"] == 0.5
    assert shape.small_words["jom"] == 0.25 + 0.125  # alone in one sentence, beside another one in the second
    assert shape.small_words[NO_SMALL_WORD] == 0.5
    for distribution in (shape.lengths, shape.forms, shape.small_words):
        assert sum(distribution.values()) == pytest.approx(1)


def test_long_sentences_count_together():
    shape = shape_of("made up", "en", ["the " * LONGEST, "the " * (LONGEST + 9)])
    assert shape.lengths[str(LONGEST)] == 1


def test_distances():
    assert distance({"a": 0.5, "b": 0.5}, {"a": 0.5, "b": 0.5}) == 0
    assert distance({"a": 1}, {"b": 1}) == 1
    assert distance({"a": 0.75, "b": 0.25}, {"a": 0.5, "b": 0.5}) == 0.25


def test_only_one_command_counts(tmp_path):
    labels = ("climate.ac on", "none", "?", "unsupported", "climate.ac on && from=the window open")
    assert [label for label in labels if one_command(label)] == ["climate.ac on", "unsupported"]
    (tmp_path / "said_en.tsv").write_text("# made up\n1\t01\tnone\tnice\n1\t01\tclimate.ac on\tcold please\n")
    assert elicited("en", tmp_path) == ["cold please"]


def test_a_data_set_without_labels_counts_as_a_whole(tmp_path):
    source = next(source for source in OUTSIDE if not source.labels.exists())
    (tmp_path / source.file).write_text('{"text": "시계 켜 줘!"}\n{"text": "?"}\n', encoding="utf-8")
    assert outside(source, tmp_path) == ["시계 켜 줘"]


def test_missing_data_sets_are_told_and_the_rest_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(speech_shape, "authored", lambda: {"ko": KO, "en": EN})
    monkeypatch.setattr(speech_shape, "elicited", lambda language: {"ko": KO, "en": EN}[language])
    *missing, there = OUTSIDE
    (tmp_path / there.file).write_text('{"text": "시계"}\n{"text": "시계 켜져 있니"}\n', encoding="utf-8")
    console = Console(width=200, record=True)
    for language, shapes in measured(tmp_path, console).items():
        console.print(shape_table(language, shapes), distance_table(language, shapes))
    shown = console.export_text()
    assert [f"{source.name} is left out" in shown for source in OUTSIDE] == [True] * len(missing) + [False]
    assert there.name in shown
    assert "시계" not in shown


def test_a_file_that_was_not_labelled_is_refused(tmp_path):
    (tmp_path / OUTSIDE[0].file).write_text('{"id": "1", "text": "시계"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="sha256"):
        outside(OUTSIDE[0], tmp_path)
