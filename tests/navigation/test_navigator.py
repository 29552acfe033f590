"""Facts about one drive: it begins, gets a new route where the car has left it, and ends."""

from dataclasses import replace

import pytest
from made_routes import point, route

from navigation.navigator import Navigator
from navigation.routing.protocol import NoRoute, Options, Turn, Why

STRAIGHT = route([(0, 0), (1000, 0), (2000, 0)], [Turn.WAYPOINT], stops=(1,))
DETOUR = route([(700, -200), (1500, -200), (2000, 0)], [Turn.LEFT])


class Router:
    """Gives these routes one after the other, the last one again and again; remembers what it was asked."""

    def __init__(self, *routes):
        self.routes, self.asked = list(routes), []

    def route(self, stops, options=Options()):  # noqa: B008
        self.asked.append((tuple(stops), options))
        found = self.routes.pop(0) if len(self.routes) > 1 else self.routes[0]
        if isinstance(found, Exception):
            raise found
        return (found,)


def leaving(navigator, seconds=40):
    """Drives 700 m along the route and then south; the steps."""
    steps, time = [], 0.0
    for east in range(0, 700, 14):
        steps.append(navigator.step(point(east, 0), 50, 90, time))
        time += 1
    for south in range(0, 14 * seconds, 14):
        steps.append(navigator.step(point(700, -south), 50, 180, time))
        time += 1
    return steps


def test_nothing_is_guided_before_and_after():
    navigator = Navigator(Router(STRAIGHT))
    assert navigator.step(point(0, 0), 50, 90, 0.0) is None
    navigator.go(STRAIGHT.stops)
    assert navigator.route is STRAIGHT
    navigator.cancel()
    assert navigator.step(point(0, 0), 50, 90, 1.0) is None
    assert navigator.stops == ()


def test_a_new_route_goes_to_the_stops_that_are_left_with_the_heading_of_the_car():
    router = Router(STRAIGHT, DETOUR)
    navigator = Navigator(router)
    navigator.go(STRAIGHT.stops, Options(language="en"))
    steps = leaving(navigator, 14)
    (new,) = [step for step in steps if step.new_route]
    assert new.new_route is DETOUR
    assert [each.kind for each in new.progress.said] == ["off_route"]
    stops, options = router.asked[-1]
    assert stops[1:] == STRAIGHT.stops[1:]  # the waypoint was not reached
    assert (options.heading, options.language) == (180, "en")
    assert [each.kind for step in steps for each in step.progress.said].count("start") == 1


def test_a_waypoint_that_was_passed_is_not_driven_to_again():
    router = Router(STRAIGHT, DETOUR)
    navigator = Navigator(router)
    navigator.go(STRAIGHT.stops)
    for time, east in enumerate(range(0, 1300, 14)):
        navigator.step(point(east, 0), 50, 90, float(time))
    assert navigator.stops == STRAIGHT.stops[-1:]
    for south in range(0, 250, 14):
        time += 1
        navigator.step(point(1300, -south), 50, 180, float(time))
    assert router.asked[-1][0][1:] == STRAIGHT.stops[-1:]


def test_where_there_is_no_new_route_the_old_one_stays_and_it_is_tried_again():
    none = NoRoute(Why.NOT_CONNECTED, "no way")
    router = Router(STRAIGHT, none, none, DETOUR)
    navigator = Navigator(router)
    navigator.go(STRAIGHT.stops)
    steps = leaving(navigator, 60)
    problems = [at for at, step in enumerate(steps) if step.problem]
    assert [steps[at].problem for at in problems] == ["no way", "no way"]
    assert problems[1] - problems[0] >= 15  # s
    assert navigator.route is DETOUR


def test_a_route_that_cannot_be_had_leaves_the_one_that_is_guided():
    navigator = Navigator(Router(STRAIGHT, NoRoute(Why.NOT_CONNECTED, "no way")))
    navigator.go(STRAIGHT.stops)
    with pytest.raises(NoRoute):
        navigator.change(point(0, 0), [point(9, 9)], Options())
    assert navigator.route is STRAIGHT


def test_a_route_that_was_chosen_is_taken_as_it_is():
    router = Router(DETOUR)
    chosen = replace(STRAIGHT)
    assert Navigator(router).go(STRAIGHT.stops, chosen=chosen) is chosen
    assert router.asked == []


def test_it_ends_at_arrival():
    navigator = Navigator(Router(STRAIGHT))
    navigator.go(STRAIGHT.stops)
    steps = [navigator.step(point(east, 0), 50, 90, float(at)) for at, east in enumerate(range(0, 2003, 14))]
    arrived = [step for step in steps if step and step.progress.arrived]
    assert len(arrived) == 1
    assert steps[-1] is None or steps[-1] is arrived[0]
    assert navigator.guidance is None
