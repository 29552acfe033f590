"""What no function does is not taken for the next best thing, and what may hold any words stays."""

from pathlib import Path

import pytest

from nlu.engine.description import LABELS
from nlu.engine.engine import Engine

DIRECTORY = Path(__file__).parents[2] / "nlu" / "model"
pytestmark = pytest.mark.skipif(not (DIRECTORY / LABELS).exists(), reason="no model: make train")


@pytest.fixture(scope="module")
def engine():
    return Engine.load(DIRECTORY)


@pytest.mark.parametrize(
    "text",
    [
        "와이파이 켜줘", "안드로이드 오토 켜줘", "보닛 열어 줘", "충전구 닫아줘", "어린이 잠금장치 잠가",
        "등받이 좀 세워줘", "눈길 모드 켜줘", "저음 좀 줄여 줘", "에어컨 켜고 와이파이 켜 줘", "open the hood",
        "child lock on", "switch to snow mode", "turn the bass down", "turn on the wifi",
    ],
)  # fmt: skip
def test_what_is_not_offered_is_named_so(engine, text):
    found = engine.understand(text)
    assert (found.outcome, found.commands, found.candidates, found.reason) == ("unsupported", (), (), "")


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("와이파이 카페로 가자", "nav.go"),
        ("play bass drop", "media.play"),
        ("text anna the wifi is down", "message.send"),
        ("세차장으로 가자", "nav.go"),
        ("스포츠 모드", "drive_mode"),
        ("비상 깜빡이 켜", "hazard"),
    ],
)
def test_names_and_messages_may_hold_any_words(engine, text, function):
    assert [command.function for command in engine.understand(text).commands] == [function]


@pytest.mark.parametrize(
    "text", ["에코 모드 해제해", "turn off sport mode", "get out of eco mode", "스포츠 모드 꺼 줘"]
)
def test_a_mode_that_is_left_is_not_set(engine, text):
    (command,) = engine.understand(text).commands
    assert (command.function, command.op, command.value) == ("drive_mode", "set", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("에코 모드 켜 줘", "eco"), ("sport mode on", "sport"), ("라디오 그만하고 블루투스로 바꿔", "bluetooth")],
)
def test_a_mode_that_is_wanted_is_set(engine, text, value):
    assert [command.value for command in engine.understand(text).commands][-1] == value


@pytest.mark.parametrize("text", ["꺼", "off", "turn it off"])
def test_a_bare_off_before_which_nothing_was_said_is_asked_about(engine, text):
    found = engine.understand(text)
    assert (found.outcome, found.commands, found.candidates) == ("ambiguous", (), ())
