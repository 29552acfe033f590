"""Facts about guidance along a route: what is said when, what is shown, and when a new route is wished."""

from itertools import pairwise

import pytest
from made_routes import drive, point, route

from navigation.guidance.announcing import Stage, reach
from navigation.guidance.guide import Guidance
from navigation.guidance.matching import Wish
from navigation.routing.protocol import Turn

L = route([(0, 0), (1500, 0), (1500, 1200), (2500, 1200)], [Turn.LEFT, Turn.RIGHT])


def said(steps):
    return [each for step in steps for each in step.said]


def test_each_maneuver_is_announced_once_a_stage_and_the_drive_ends_at_arrival():
    steps = list(drive(Guidance(L)))
    kinds = [(each.kind, each.maneuver) for each in said(steps)]
    assert kinds == [
        ("start", None),
        ("far", 1), ("near", 1), ("now", 1),
        ("far", 2), ("near", 2), ("now", 2),
        ("far", 3), ("near", 3), ("now", 3),
        ("arrived", None),
    ]  # fmt: skip
    assert steps[-1].arrived
    assert not any(step.wish for step in steps)


@pytest.mark.parametrize("speed", [20, 50, 80, 110])
def test_announcements_come_at_distances_that_fit_the_speed(speed):
    far = {each.kind: each.metres for each in said(drive(Guidance(L), speed, step=0.1)) if each.maneuver == 1}
    for stage in Stage:
        assert far[stage.name.lower()] == pytest.approx(reach(stage, speed), abs=speed / 3.6 * 0.1 + 1)
    assert reach(Stage.NOW, speed) / (speed / 3.6) >= 4  # s to turn


@pytest.mark.parametrize(("language", "sentence"), [("ko", "500미터 앞에서 1번길 방향으로 좌회전하세요."), ("en", "In 500 metres, turn left onto Street 1.")])  # fmt: skip  # noqa: E501
def test_the_sentence_says_distance_street_and_turn(language, sentence):
    texts = [each.text for each in said(drive(Guidance(L, language), 50))]
    assert sentence in texts


def test_two_turns_in_a_row_are_said_together():
    short = route([(0, 0), (800, 0), (800, 80), (1800, 80)], [Turn.LEFT, Turn.RIGHT])
    texts = [each.text for each in said(drive(Guidance(short), 50)) if each.maneuver == 1]
    assert any("좌회전하세요. 이어서 우회전하세요." in text for text in texts)


def test_who_begins_close_to_a_turn_hears_only_what_still_fits():
    guidance = Guidance(L)
    first = guidance.step(point(1460, 0), 50, 90, 0.0)
    assert [each.kind for each in first.said] == ["start", "now"]
    second = guidance.step(point(1470, 0), 50, 90, 0.7)
    assert second.said == ()


def test_distances_and_time_run_down_to_zero():
    steps = list(drive(Guidance(L)))
    assert steps[0].left == pytest.approx(3700, abs=1)
    assert steps[0].points == pytest.approx((1500, 2700, 3700), abs=1)
    assert steps[0].seconds_left == pytest.approx(3700 / 50 * 3.6, abs=1)
    for a, b in pairwise(steps):
        assert b.left <= a.left
        assert b.seconds_left <= a.seconds_left
    assert steps[-1].left == steps[-1].seconds_left == 0
    assert max(abs(step.arrival - steps[0].arrival) for step in steps[:-3]) < 2  # s


def test_street_limit_and_tunnel_are_those_under_the_car():
    found = route([(0, 0), (500, 0), (1000, 0), (1500, 0)], [Turn.STRAIGHT] * 2, tunnel=(1,), limit=60)
    for step in drive(Guidance(found)):
        if step.arrived:
            break
        if abs(step.along - round(step.along, -2)) < 1:  # at the very end of a piece
            continue
        piece = min(2, int(step.along // 500))
        assert (step.street.en, step.limit, step.tunnel) == (f"Street {piece}", 60, piece == 1)
        assert step.next.turn is Turn.ARRIVE  # going straight on is nothing to announce


def test_waypoints_are_passed_in_turn_and_only_the_last_stop_ends_it():
    found = route([(0, 0), (1000, 0), (2000, 0)], [Turn.WAYPOINT], stops=(1,))
    steps = list(drive(Guidance(found)))
    assert [each.kind for each in said(steps)].count("waypoint") == 1
    passed = next(step for step in steps if step.stops_passed)
    assert passed.along == pytest.approx(1000, abs=25)
    assert not passed.arrived
    assert steps[-1].arrived


@pytest.mark.parametrize("seed", range(20))
def test_jitter_of_15_m_wishes_no_new_route_and_repeats_nothing(seed):
    steps = list(drive(Guidance(L), 40, 1.0, jitter=15, seed=seed))
    assert not any(step.wish for step in steps)
    kinds = [(each.kind, each.maneuver) for each in said(steps)]
    assert len(kinds) == len(set(kinds)) == 11
    assert steps[-1].arrived
    truth = [min(at * 40 / 3.6, 3700) for at in range(len(steps))]
    assert max(abs(step.along - at) for step, at in zip(steps[2:-3], truth[2:-3], strict=True)) < 25


@pytest.mark.parametrize("seed", range(5))
def test_a_car_that_stands_with_jitter_wishes_nothing(seed):
    guidance = Guidance(L)
    list(drive(guidance, end=700))
    time = 100.0
    for step in drive(Guidance(L), 0.001, 1.0, jitter=15, seed=seed, end=0.05):
        found = guidance.step(step.at, 0.0, None, time)
        time += 1
        assert not found.wish


def test_a_tunnel_without_fix_is_reckoned_by_speed():
    steps = list(drive(Guidance(L), 70, 0.5, fix=lambda along: not 300 < along < 1300))
    inside = [step for step in steps if step.estimated]
    assert len(inside) > 80
    assert not any(step.wish for step in steps)
    assert inside[-1].along == pytest.approx(1300, abs=15)
    assert ("far", 1) in [(each.kind, each.maneuver) for each in said(inside)]
    assert steps[-1].arrived


def test_a_position_that_stays_the_same_while_the_wheels_turn_is_none():
    guidance = Guidance(L)
    for time in range(10):
        found = guidance.step(point(100, 0), 50, 90, float(time))
    assert found.estimated
    assert found.along == pytest.approx(100 + 9 * 50 / 3.6, abs=1)


def test_no_position_never_arrives():
    guidance = Guidance(L)
    guidance.step(point(0, 0), 50, 90, 0.0)
    for time in range(1, 600):
        found = guidance.step(None, 50, None, float(time))
        assert not found.arrived
        assert not found.wish


def test_a_wrong_heading_at_the_start_wishes_nothing():
    turned = lambda along, bearing: (bearing + 180) % 360 if along < 600 else bearing  # noqa: E731
    steps = list(drive(Guidance(L), heading=turned))
    assert not any(step.wish for step in steps)
    assert steps[-1].arrived


def test_a_start_beside_the_road_is_none_that_left_it():
    guidance = Guidance(L)
    time = 0.0
    for north in range(-200, 1, 4):  # out of an estate to the road
        found = guidance.step(point(200, north), 14, 0, time)
        assert not found.wish
        time += 1
    assert found.on_route


def test_a_u_turn_of_the_route_is_none_that_left_it():
    back = route([(0, 0), (1000, 0), (1000, 12), (100, 12)], [Turn.U_TURN_LEFT, Turn.STRAIGHT])
    guidance, time = Guidance(back), 0.0
    way = [(east, 0, 90, 40) for east in range(0, 1000, 11)]
    way += [(1005, 0, 90, 15), (1015, 5, 45, 12), (1020, 15, 0, 12), (1012, 30, 300, 12), (1004, 35, 270, 15)]
    way += [(995, 25, 250, 18), (985, 14, 265, 25)] + [(east, 12, 270, 40) for east in range(975, 95, -11)]
    for east, north, heading, speed in way:
        found = guidance.step(point(east, north), speed, heading, time)
        assert not found.wish, (east, north)
        time += 1
    assert found.arrived


def test_who_turns_off_gets_one_wish_soon_and_no_other_for_15_seconds():
    guidance, time, wishes = Guidance(L), 0.0, []
    list_of = [(east, 0, 90) for east in range(0, 700, 14)] + [(700, -north, 180) for north in range(0, 500, 14)]
    for east, north, heading in list_of:
        found = guidance.step(point(east, north), 50, heading, time)
        if found.wish:
            wishes.append((found.wish, time, -north))
        time += 1
    assert [wish for wish, _, _ in wishes][:1] == [Wish.OFF_ROUTE]
    assert 60 < wishes[0][2] < 160  # m away from the route
    assert all(b - a >= 15 for (_, a, _), (_, b, _) in pairwise(wishes))


def test_who_goes_the_other_way_on_the_same_road_gets_a_wish_after_some_150_m():
    guidance, time = Guidance(L), 0.0
    for east in range(0, 800, 14):
        assert not guidance.step(point(east, 0), 50, 90, time).wish
        time += 1
    for driven in range(0, 600, 14):
        if guidance.step(point(800 - driven, 0), 50, 270, time).wish is Wish.WRONG_WAY:
            break
        time += 1
    assert 130 <= driven <= 220


def test_a_short_cut_back_onto_the_route_is_followed():
    guidance, time = Guidance(L), 0.0
    for east in range(0, 1300, 14):
        guidance.step(point(east, 0), 50, 90, time)
        time += 1
    for part in range(0, 283, 14):  # across the corner
        found = guidance.step(point(1300 + part * 0.707, part * 0.707), 50, 45, time)
        time += 1
    for north in range(210, 400, 14):
        found = guidance.step(point(1500, north), 50, 0, time)
        time += 1
    assert found.on_route
    assert found.along == pytest.approx(1500 + 392, abs=30)


def test_time_that_goes_back_and_no_numbers_are_refused():
    guidance = Guidance(L)
    guidance.step(point(0, 0), 50, 90, 5.0)
    with pytest.raises(ValueError, match="goes back"):
        guidance.step(point(0, 0), 50, 90, 4.0)
    with pytest.raises(ValueError, match="numbers"):
        guidance.step(point(0, 0), float("nan"), 90, 6.0)


def test_the_same_steps_give_the_same_progress():
    assert list(drive(Guidance(L), jitter=10, seed=3)) == list(drive(Guidance(L), jitter=10, seed=3))
