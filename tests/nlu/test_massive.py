"""Reading MASSIVE and scoring as its paper does; on rows of our own."""

import json
from random import Random

import pytest

from nlu.massive.rows import OTHERS, MassiveError, Row, read_massive, read_others, score, spans, tagged
from nlu.massive.variants import slot_values, vary


def line(**changes):
    """A row of MASSIVE as it stands in its files."""
    row = {
        "id": "1",
        "locale": "ko-KR",
        "partition": "train",
        "intent": "alarm_set",
        "annot_utt": "[time : 일곱 시] 에 깨워 줘",
    }
    return json.dumps(row | changes, ensure_ascii=False)


def folder(path, *lines):
    (path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_of_both_locales_are_read_by_partition(tmp_path):
    lines = (
        line(),
        line(locale="en-US", annot_utt="Wake me at [time : seven]"),
        line(id="2", partition="test"),
        line(locale="de-DE"),
        '{"text": "x"}',
    )
    rows = read_massive(folder(tmp_path, *lines))
    assert {name: len(some) for name, some in rows.items()} == {"train": 2, "test": 1}
    assert rows["train"][1] == Row("1", "en-US", ("wake", "me", "at", "seven"), ("O", "O", "O", "B-time"), "alarm_set")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((line(),), "no training rows of en-US"),
        ((line(), '{"annot_utt": "x", "locale": "ko-KR"}'), r"rows.jsonl:2 is not a row of MASSIVE"),
        ((line(), '{"annot_utt": '), r"rows.jsonl:2 is not a row of MASSIVE"),
        ((line(annot_utt=" "),), "rows.jsonl:1 is not a row of MASSIVE: no word in it"),
        ((line(partition="validation"),), "partition 'validation' is none of train, dev, test"),
        ((line(), line(id="2"), line(partition="dev")), r"rows.jsonl:3 is row 1 of ko-KR again, after .*rows.jsonl:1"),
        ((), "no training rows of ko-KR"),
    ],
)
def test_what_is_not_massive_is_named(tmp_path, lines, says):
    with pytest.raises(MassiveError, match=says):
        read_massive(folder(tmp_path, *lines))
    with pytest.raises(MassiveError, match="is not a folder"):
        read_massive(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (["O", "B-time", "I-time", "O"], {("time", 1, 3)}),
        (["B-time", "B-time"], {("time", 0, 1), ("time", 1, 2)}),
        (["I-time", "I-time", "I-date"], {("time", 0, 2), ("date", 2, 3)}),
        (["O", "O"], set()),
        (["B-date", "O", "I-date"], {("date", 0, 1), ("date", 2, 3)}),
    ],
)
def test_spans_of_tags(tags, found):
    assert spans(tags) == found


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "rows.jsonl").write_bytes(line().encode() + b'\n{"annot_utt": "\xff"}\n')
    with pytest.raises(MassiveError, match=r"rows.jsonl:2 is not a row"):
        read_massive(tmp_path)


def test_a_line_separator_inside_of_an_utterance_does_not_end_its_row(tmp_path):
    rows = read_massive(folder(tmp_path, line(annot_utt="깨워\u2028줘"), line(locale="en-US")))
    assert rows["train"][0].words == ("깨워", "줘")


def test_slots_beside_each_other_and_empty_ones():
    assert tagged("[a : x y] [b : z]") == (("x", "y", "z"), ("B-a", "I-a", "B-b"))
    assert tagged("no slot") == (("no", "slot"), ("O", "O"))


def test_scores():
    rows = [
        Row("1", "ko-KR", ("a", "b", "c"), ("B-x", "I-x", "O"), "one"),
        Row("2", "ko-KR", ("a", "b"), ("O", "B-y"), "two"),
        Row("3", "ko-KR", ("a",), ("O",), "one"),
        Row("4", "ko-KR", ("a",), ("O",), "two"),
    ]
    answers = [("one", ["B-x", "I-x", "O"]), ("two", ["B-y", "O"]), ("one", ["O"]), ("one", ["B-x"])]
    found = score(rows, answers)
    assert (found.rows, found.intent, found.exact) == (4, 0.75, 0.5)
    assert found.slot_f1 == pytest.approx(2 * 1 / (2 + 3))


def test_scores_of_nothing_and_of_too_few_answers_are_refused():
    with pytest.raises(ValueError, match="no rows"):
        score([], [])
    with pytest.raises(ValueError, match="shorter"):
        score([Row("1", "ko-KR", ("a",), ("O",), "one")], [])


def test_sentences_of_other_data_sets(tmp_path):
    assert read_others(tmp_path) == []
    (tmp_path / OTHERS[0]).write_text('{"text": "Play, please!"}\n{"text": "an alarm"}\n')
    (tmp_path / "ko_evaluation_only.jsonl").write_text('{"text": "not to be read"}\n')
    assert read_others(tmp_path) == ["an alarm", "play please"]
    (tmp_path / OTHERS[1]).write_text('{"text": "an alarm"}\n{}\n')
    with pytest.raises(MassiveError, match=f"{OTHERS[1]}:2 is not a row with a text"):
        read_others(tmp_path)


def test_variants_take_values_of_their_slot_intent_and_locale():
    rows = [
        Row("1", "en-US", *tagged("wake me at [time : nine am] on [date : friday]"), "alarm_set"),
        Row("2", "en-US", *tagged("wake me at [time : seven]"), "alarm_set"),
        Row("3", "en-US", *tagged("weather at [time : noon]"), "weather_query"),
        Row("1", "ko-KR", *tagged("[date : 금요일] [time : 오전 아홉 시] 에 깨워줘"), "alarm_set"),
    ]
    values, rng = slot_values(rows), Random(0)
    assert values["en-US", "alarm_set", "time"] == [("nine", "am"), ("seven",)]
    made = {(row.id, row.locale): {vary(row, values, rng) for _ in range(100)} for row in rows}
    assert made["1", "en-US"] == {
        rows[0],
        Row("1", "en-US", *tagged("wake me at [time : seven] on [date : friday]"), "alarm_set"),
    }
    assert made["2", "en-US"] == {rows[1], Row("2", "en-US", *tagged("wake me at [time : nine am]"), "alarm_set")}
    assert made["3", "en-US"] == {rows[2]}
    assert made["1", "ko-KR"] == {rows[3]}


def test_a_row_without_slots_stays_itself():
    row = Row("1", "en-US", ("stop",), ("O",), "audio_volume_mute")
    assert vary(row, slot_values([row]), Random(0)) is row
