"""The pictures of training and evaluation: small, and the same figures make the same file."""

import pytest

pytest.importorskip("matplotlib")
from contract.values import Command
from nlu.evaluation.hearing_picture import hearing_picture
from nlu.evaluation.labelled import Row
from nlu.evaluation.pictures import confusion_picture, learning_picture, massive_picture, reliability_picture
from nlu.evaluation.results import Result
from nlu.public_data.sentence_shape import shape_of
from nlu.public_data.shape_picture import shape_picture
from vehicle.catalogue.table import CATALOGUE

MOST_BYTES = 200_000
COMMANDS = [Command(name, next(iter(row.ops))) for name, row in CATALOGUE.items()]
HISTORY = [
    {"step": 200 * i, "loss": 5 / (1 + i), "exact_ko": 1 - 1 / (1 + i), "exact_en": 0.9 - 0.5 / (1 + i)}
    for i in range(200)
]
SHARES = {name: {"share": share} for name, share in (("done", 0.6), ("asked", 0.2), ("nothing", 0.1), ("wrong", 0.1))}
HEARING = {
    "conditions": [{"condition": name, "n": 20, "cer": 0.1, **SHARES} for name in ("clean", "10 dB", "0 dB")],
    "not_for_car": [{"condition": name, "per_hour": 9.5, "false": 3} for name in ("clean", "10 dB", "0 dB")],
}
SAID = {"ko": ["시계 좀 켜 줘", "시계"], "en": ["please set the clock", "the clock"]}


def results():
    """Every function taken for some other one, of another group or of its own, in both languages."""
    found = []
    for at, meant in enumerate(COMMANDS):
        for language, step in (("ko", 1), ("en", 7)):
            heard = COMMANDS[(at + step) % len(COMMANDS)]
            row, sure = Row("x", language, (meant,)), at / len(COMMANDS)
            found.append(Result(row, "understood", (heard,), (meant,), False, sure, at % 3 > 0, 0.4))
    return found


DRAWN = {
    "confusions": lambda path: confusion_picture(results(), path),
    "learning": lambda path: learning_picture(HISTORY, path),
    "massive": lambda path: massive_picture(
        [{"step": 9, "loss": 2.0, "intent_ko": 0.8}, {"step": 18, "loss": 1.0, "intent_ko": 0.9}], path
    ),
    "reliability": lambda path: reliability_picture(results(), path, 0.55),
    "speech": lambda path: shape_picture({code: [shape_of("made up", code, SAID[code])] * 4 for code in SAID}, path),
    "hearing": lambda path: hearing_picture(HEARING, path),
    "nothing but talk": lambda path: hearing_picture(HEARING | {"conditions": []}, path),
    "no confusions": lambda path: confusion_picture([], path),
    "nothing learned": lambda path: learning_picture([{"step": 0, "loss": 5.0}], path),
    "nothing relied on": lambda path: reliability_picture([], path),
}


@pytest.mark.parametrize("suffix", [".svg", ".png"])
@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_picture_is_small_and_always_the_same(tmp_path, draw, suffix):
    first, second = tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"
    for path in (first, second):
        draw(path)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size < MOST_BYTES


@pytest.mark.parametrize(
    ("full", "empty"),
    [("confusions", "no confusions"), ("learning", "nothing learned"), ("reliability", "nothing relied on")],
)
def test_a_picture_shows_its_figures(tmp_path, full, empty):
    for name in (full, empty):
        DRAWN[name](tmp_path / f"{name}.svg")
    assert (tmp_path / f"{full}.svg").read_bytes().count(b"<path") > (tmp_path / f"{empty}.svg").read_bytes().count(
        b"<path"
    )


def test_a_picture_has_no_date(tmp_path):
    learning_picture(HISTORY, tmp_path / "learning.svg")
    assert "dc:date" not in (tmp_path / "learning.svg").read_text()


def test_only_svg_and_png_are_drawn(tmp_path):
    with pytest.raises(ValueError, match=r"\.svg and \.png"):
        learning_picture(HISTORY, tmp_path / "learning.pdf")
