"""Facts about the simulated car on a way of given points."""

from itertools import pairwise

import pytest

from sim_can.ecus.following import SLOWING_DOWN, SPEEDING_UP, Following

LAT, LON = 37.5, 127.03
WEST_TO_EAST = [(LAT, LON), (LAT, LON + 0.01), (LAT + 0.005, LON + 0.01)]  # 882 m, a corner to the left, 556 m


def driven(way, step=0.5):
    found = [way.now()]
    while not found[-1].ended:
        found.append(way.step(step))
    return found


def test_it_follows_the_points_to_their_end_and_stands():
    way = Following(WEST_TO_EAST, [50, 50])
    steps = driven(way)
    assert steps[0].at == WEST_TO_EAST[0]
    assert steps[-1].at == pytest.approx(WEST_TO_EAST[-1])
    assert steps[-1].speed == 0
    assert way.length == pytest.approx(882 + 556, abs=3)
    assert len(steps) * 0.5 == pytest.approx(way.length / 50 * 3.6, rel=0.25)


def test_it_keeps_to_the_speed_of_each_piece_and_is_slow_in_the_corner():
    steps = driven(Following(WEST_TO_EAST, [60, 30]))
    assert 55 < max(step.speed for step in steps) <= 60.001
    second = [step for step in steps if step.heading == 0.0]
    assert max(step.speed for step in second) <= 30.001
    assert second[0].speed < 25


def test_it_speeds_up_and_slows_down_as_people_do():
    steps = driven(Following(WEST_TO_EAST, [80, 50]), 0.1)
    changes = [(b.speed - a.speed) / 3.6 / 0.1 for a, b in pairwise(steps[1:-1])]
    assert max(changes) <= SPEEDING_UP + 0.05
    assert min(changes) >= -SLOWING_DOWN * 1.5


@pytest.mark.parametrize(
    ("points", "speeds"), [([(1, 2)], []), (WEST_TO_EAST, [50]), (WEST_TO_EAST, [50, 0]), ([], [])]
)
def test_what_is_no_way_is_refused(points, speeds):
    with pytest.raises(ValueError, match=r"no way|nowhere"):
        Following(points, speeds)


def test_points_that_are_the_same_do_not_stop_it():
    assert driven(Following([WEST_TO_EAST[0], *WEST_TO_EAST], [50, 50, 50]))[-1].ended
