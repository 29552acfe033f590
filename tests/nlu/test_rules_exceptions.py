"""Which zones are meant: all but some, the rest, and the speaker's own."""

from pathlib import Path

import pytest

from contract.values import Command, Context
from nlu.engine.description import LABELS
from nlu.engine.engine import Engine

DIRECTORY = Path(__file__).parents[2] / "nlu" / "model"
HEATED = (Command("seat.heat", "on", "all"),)
DRIVERS = (Command("window", "open", "driver"),)
pytestmark = pytest.mark.skipif(not (DIRECTORY / LABELS).exists(), reason="no model: make train")


@pytest.fixture(scope="module")
def engine():
    return Engine.load(DIRECTORY)


def heard(engine, text, last=(), seat="driver"):
    """(function, op, zones); the outcome where nothing was understood."""
    found = engine.understand(text, Context(tuple(last), seat=seat))
    if found.outcome != "understood":
        return found.outcome
    ((function, op),) = {(each.function, each.op) for each in found.commands}
    return function, op, tuple(each.zone for each in found.commands)


@pytest.mark.parametrize(
    ("text", "last", "wanted"),
    [
        ("조수석만 빼고 창문 다 열어", (), ("window", "open", ("driver", "rear"))),
        ("창문 다 닫아 조수석만 빼고", (), ("window", "close", ("driver", "rear"))),
        ("앞자리만 빼고 창문 닫아", (), ("window", "close", ("rear",))),
        ("조수석이랑 뒷자리 빼고 창문 다 닫아", (), ("window", "close", ("driver",))),
        ("뒷자리 오른쪽만 빼고 창문 다 열어", (), ("window", "open", ("front", "rear_left"))),
        ("오른쪽만 빼고 창문 다 닫아", (), ("window", "close", ("left",))),
        ("운전석 창문만 빼고 다 열어 줘", (), ("window", "open", ("passenger", "rear"))),
        ("조수석 제외하고 온도 다 올려", (), ("climate.temperature", "up", ("driver",))),
        ("뒤쪽 빼고 실내등 다 꺼", (), ("light.interior", "off", ("front",))),
        ("조수석 말고 다 꺼", HEATED, ("seat.heat", "off", ("driver", "rear"))),
        ("내 자리만 남기고 다 꺼", HEATED, ("seat.heat", "off", ("passenger", "rear"))),
        ("조수석 말고 운전석 열선 켜 줘", (), ("seat.heat", "on", ("driver",))),
        ("open every window except the passenger's", (), ("window", "open", ("driver", "rear"))),
        ("close all the windows except for the back ones", (), ("window", "close", ("front",))),
        ("open all windows but the rear right", (), ("window", "open", ("front", "rear_left"))),
        ("turn off all but mine", HEATED, ("seat.heat", "off", ("passenger", "rear"))),
        ("turn on the seat heaters for everyone but the driver", (), ("seat.heat", "on", ("passenger", "rear"))),
        ("close all but the passenger's window", (), ("window", "close", ("driver", "rear"))),
        ("only the rear", DRIVERS, ("window", "open", ("rear",))),
        ("just mine please", HEATED, ("seat.heat", "on", ("speaker",))),
        ("뒷자리만", DRIVERS, ("window", "open", ("rear",))),
        ("조수석만 해 줘", HEATED, ("seat.heat", "on", ("passenger",))),
        ("only the right", [Command("window", "open", "rear")], ("window", "open", ("rear_right",))),
        ("all but mine", HEATED, ("seat.heat", "on", ("passenger", "rear"))),
    ],
)
def test_all_but_and_only(engine, text, last, wanted):
    assert heard(engine, text, last) == wanted


@pytest.mark.parametrize("text", ["나 빼고 열선 다 켜 줘", "seat heaters on for everyone but me"])
@pytest.mark.parametrize(
    ("seat", "zones"),
    [
        ("driver", ("passenger", "rear")),
        ("passenger", ("driver", "rear")),
        ("rear_left", ("front", "rear_right")),
        ("rear_right", ("front", "rear_left")),
    ],
)
def test_who_speaks_is_left_out_by_the_seat(engine, text, seat, zones):
    assert heard(engine, text, seat=seat) == ("seat.heat", "on", zones)


def test_a_speaker_whose_seat_the_function_does_not_have_leaves_nobody_out(engine):
    assert heard(engine, "나 빼고 온도 다 올려", seat="rear_left") == ("climate.temperature", "up", ("all",))


@pytest.mark.parametrize(
    ("text", "last", "wanted"),
    [
        ("나머지도 열어 줘", DRIVERS, ("window", "open", ("passenger", "rear"))),
        ("나머지 창문도 열어", DRIVERS, ("window", "open", ("passenger", "rear"))),
        ("open the rest", DRIVERS, ("window", "open", ("passenger", "rear"))),
        ("open the other windows", DRIVERS, ("window", "open", ("passenger", "rear"))),
        ("open the rest", [Command("window", "open", "front")], ("window", "open", ("rear",))),
        ("나머지도 열어 줘", [Command("window", "open", "speaker")], ("window", "open", ("passenger", "rear"))),
    ],
)
def test_the_rest_is_what_was_not_named_before(engine, text, last, wanted):
    assert heard(engine, text, last) == wanted


@pytest.mark.parametrize("text", ["조수석 창문 열고 나머지는 닫아", "open the passenger window and close the rest"])
def test_the_rest_of_the_same_utterance(engine, text):
    found = engine.understand(text)
    opened, closed = ("open", "passenger"), [("close", "driver"), ("close", "rear")]
    assert [(each.op, each.zone) for each in found.commands] == [opened, *closed]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("내 쪽 창문 좀 열어 줘", ("window", "open", ("speaker",))),
        ("제 자리 열선 켜 주세요", ("seat.heat", "on", ("speaker",))),
        ("open my window please", ("window", "open", ("speaker",))),
        ("warm my seat", ("seat.heat", "on", ("speaker",))),
        ("운전석 창문 열어", ("window", "open", ("driver",))),
        ("open the driver's window", ("window", "open", ("driver",))),
    ],
)
def test_what_is_mine_is_where_the_speaker_sits(engine, text, wanted):
    assert heard(engine, text) == wanted


@pytest.mark.parametrize(
    "text", ["운전석 빼고 다 잠가", "lock all doors but mine", "에어컨 빼고 다 꺼", "turn off everything but the radio"]
)
def test_what_has_no_name_is_asked_for_again(engine, text):
    found = engine.understand(text)
    assert (found.outcome, found.commands, found.candidates) == ("ambiguous", (), ())


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("바람을 얼굴 말고 발 쪽으로", Command("climate.airflow", "set", None, "feet")),
        ("창문 하나도 남기지 말고 다 닫아", Command("window", "close", "all")),
    ],
)
def test_what_only_looks_like_an_exception_is_left_to_the_network(engine, text, command):
    assert engine.understand(text).commands == (command,)


@pytest.mark.parametrize("text", ["unlock all doors except the back", "뒷자리 빼고 다 잠가"])
def test_what_cannot_be_left_out_is_not_done_to_all(engine, text):
    """The doors lock together, or the driver's alone: the rear ones cannot stay as they are."""
    assert engine.understand(text).outcome == "ambiguous"
