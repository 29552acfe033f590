"""Reading MASSIVE and scoring as its paper does; on rows of our own."""

import json

import pytest

from nlu.massive import MassiveError, Row, read_massive, score, spans, tagged


def line(**changes):
    row = {"id": "1", "locale": "ko-KR", "partition": "train", "intent": "alarm_set", "annot_utt": "[time : 일곱 시] 에 깨워 줘"}
    return json.dumps(row | changes, ensure_ascii=False)


def folder(path, *lines):
    (path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_of_both_locales_are_read_by_partition(tmp_path):
    lines = (
        line(),
        line(locale="en-US", annot_utt="Wake me at [time : seven]"),
        line(partition="test"),
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
