"""How it goes to a destination by road, as replies speak of it."""

from dataclasses import dataclass

from navigation.routing.protocol import NoRoute, RoutingUnavailable, Why

HERE = 0  # number of the stop of a route where the car is


@dataclass(frozen=True)
class Way:
    """`problem` says why there is none: a word of navigation.routing.protocol.Why, with ".here" behind it where it is
    so where the car is; or "unavailable". `unavoided`: see Route."""

    km: float = 0.0
    minutes: int = 0
    problem: str = ""
    unavoided: str = ""


def way_of(metres: float, seconds: float, unavoided: str) -> Way:
    """No way takes no time."""
    return Way(metres / 1000, max(1, round(seconds / 60)), unavoided=unavoided)


def no_way(error: NoRoute | RoutingUnavailable) -> Way:
    """That there is no road where the car is, is another thing than that there is none at a stop."""
    if isinstance(error, RoutingUnavailable):
        return Way(problem="unavailable")
    at_start = error.stop == HERE and error.why in (Why.FAR_FROM_ROAD, Why.OFF_THE_MAP)
    return Way(problem=f"{error.why}.here" if at_start else str(error.why))
