"""What counts as having closed: by its movement, by its position, by a stop on its way."""

import pytest

from vehicle.can.trace import FrameTrace
from vehicle.cars.car import load
from vehicle.delivery.closings import CAUGHT, Closings

CAR = load("genesis_g70")
MOVE, WINDOWS, TRUNK = "VA_MOVE_STS", "VA_WINDOW_STS", "CGW1"
WIRES = {f"{function.name} {zone}".strip(): wire for function, zone, wire in CAR.movements()}


def seen(*frames):
    """The memory after these frames (message, signals that differ from standing, open 40 %), a second apart."""
    closings = Closings(CAR)
    for at, (message, changed) in enumerate(frames):
        values = {path.partition(".")[2]: "standing" for wire in WIRES.values() if (path := wire.movement)}
        values |= {wire.status.partition(".")[2]: 40.0 for wire in WIRES.values()} | changed
        closings.see(FrameTrace(False, "mcan", 0, b"", message, values, float(at)))
    return closings


@pytest.mark.parametrize(
    ("what", "frames", "closed"),
    [
        ("window driver", [(MOVE, {"DrWdwMove": "closing"})], True),
        ("window driver", [(MOVE, {"DrWdwMove": "opening"})], False),
        ("window driver", [(MOVE, {"PsWdwMove": "closing"})], False),
        ("window driver", [(WINDOWS, {"DrWdwMove": "closing"})], False),  # no signal of this message
        ("window driver", [(WINDOWS, {"DrWdwPos": 40.0}), (WINDOWS, {"DrWdwPos": 39.0})], True),
        ("window driver", [(WINDOWS, {"DrWdwPos": 40.0}), (WINDOWS, {"DrWdwPos": 41.0})], False),
        ("window driver", [(WINDOWS, {"DrWdwPos": 40.0}), (WINDOWS, {"DrWdwPos": 40.0})], False),
        ("window driver", [(MOVE, {"DrWdwPos": 40.0}), (MOVE, {"DrWdwPos": 10.0})], False),  # nor of this one
        ("window driver", [(WINDOWS, {"DrWdwPos": 0.0})], False),  # the first that is heard of it
        ("sunroof", [(WINDOWS, {"RoofPos": "tilt"}), (WINDOWS, {"RoofPos": 0.0})], True),
        ("sunroof", [(WINDOWS, {"RoofPos": "tilt"}), (WINDOWS, {"RoofPos": 30.0})], False),
        ("sunroof", [(WINDOWS, {"RoofPos": 30.0}), (WINDOWS, {"RoofPos": "tilt"})], False),
        ("sunroof", [(WINDOWS, {"RoofPos": 0.0}), (WINDOWS, {"RoofPos": "tilt"})], False),
        ("trunk", [(TRUNK, {"CF_Gway_TrunkTgSw": "open"}), (TRUNK, {"CF_Gway_TrunkTgSw": "closed"})], True),
        ("trunk", [(TRUNK, {"CF_Gway_TrunkTgSw": "closed"}), (TRUNK, {"CF_Gway_TrunkTgSw": "open"})], False),
        ("trunk", [(TRUNK, {"CF_Gway_TrunkTgSw": "closed"}), (TRUNK, {"CF_Gway_TrunkTgSw": "closed"})], False),
    ],
)
def test_what_has_closed(what, frames, closed):
    assert seen(*frames).within(WIRES[what], 1.0) is closed


def test_it_is_over_after_a_while_and_begins_again_with_a_mark():
    closings, wire = seen((MOVE, {"DrWdwMove": "closing"})), WIRES["window driver"]
    assert [closings.within(wire, at) for at in (CAUGHT, CAUGHT + 0.1)] == [True, False]
    closings.mark(wire, 30.0)
    assert closings.within(wire, 35.0)
