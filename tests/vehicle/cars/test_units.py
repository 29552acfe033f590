"""Facts about the conversion between spoken numbers and signal values."""

import pytest

from vehicle.cars.car import load
from vehicle.cars.units import from_signal, snapped, to_signal

CAR = load("genesis_g70")
VOLUME = CAR.functions["media.volume"]
WIRE = VOLUME.wires[""]


@pytest.mark.parametrize(("percent", "steps"), [(0, 0), (1, 0), (2, 1), (50, 23), (51, 23), (100, 45)])
def test_percent_are_steps_of_the_signal(percent, steps):
    assert to_signal(CAR, VOLUME, WIRE, percent) == steps


def test_steps_are_whole_percent():
    assert [from_signal(CAR, VOLUME, WIRE, steps) for steps in (0, 23, 24, 45)] == [0, 51, 53, 100]


@pytest.mark.parametrize(("asked", "said"), [(50, 50), (51, 51), (60, 51), ("max", 51), (None, 51)])
def test_what_was_asked_is_said_where_this_is_its_step(asked, said):
    assert from_signal(CAR, VOLUME, WIRE, 23, asked) == said


@pytest.mark.parametrize("percent", range(101))
def test_every_percentage_is_said_as_it_was_asked(percent):
    for function in CAR.functions.values():
        if function.value and function.value.kind == "percent" and "set" in function.ops:
            for wire in function.wires.values():
                shown = to_signal(CAR, function, wire, percent)
                assert from_signal(CAR, function, wire, shown, percent) == percent


def test_other_units_are_those_of_the_signal():
    function = CAR.functions["climate.temperature"]
    wire = function.wires["driver"]
    assert to_signal(CAR, function, wire, 22.5) == 22.5
    assert from_signal(CAR, function, wire, 22.5) == 22.5
    assert from_signal(CAR, function, wire, "HI") == CAR.dbc.number_of(wire.status, "HI")


def test_a_number_goes_to_the_nearest_step_and_a_word_stays():
    path = CAR.functions["climate.temperature"].wires["driver"].command
    assert snapped(CAR, path, 22.4) == 22.5
    assert snapped(CAR, path, "HI") == "HI"
