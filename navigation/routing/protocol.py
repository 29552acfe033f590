"""What a router is to those who use it, and what a route is: plain values that know no engine."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import isfinite
from typing import Protocol

import numpy as np
import numpy.typing as npt

Line = npt.NDArray[np.float64]  # shape (points, 2): latitude and longitude in degrees, WGS84
FARTHEST = 300.0  # m from a road: a stop farther away is refused
SAME = 5.0  # m: two stops in a row nearer to each other are one
MOST_STOPS = 16  # start and destination among them
MOST_ALTERNATIVES = 3  # beside the first route


class RoutingUnavailable(Exception):
    """There is no engine, or no tiles for it; says which, and what to do, in one sentence."""


class Why(StrEnum):
    """Why there is no route."""

    TOO_FEW_STOPS = "too_few_stops"
    TOO_MANY_STOPS = "too_many_stops"
    SAME_PLACE = "same_place"  # a stop is where the one before it is
    FAR_FROM_ROAD = "far_from_road"  # a stop is on the map and more than FARTHEST from every road
    OFF_THE_MAP = "off_the_map"  # a stop is where the map has nothing
    NOT_CONNECTED = "not_connected"  # such as an island without a bridge
    TOO_LONG = "too_long"  # for the engine


class NoRoute(Exception):
    """There is no route between these stops. The message is one sentence for a log."""

    def __init__(self, why: Why, message: str, stop: int | None = None, metres: float | None = None) -> None:
        """`stop` is the stop that is to blame, counted from 0; `metres` how far it is from the nearest road, if the
        map has one within 35 km."""
        super().__init__(message)
        self.why, self.stop, self.metres = why, stop, metres


@dataclass(frozen=True)
class Point:
    """Degrees, WGS84. Raises ValueError for what is no point on the Earth."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon) and abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"{self.lat}, {self.lon} is no latitude and longitude in degrees")


class Preference(StrEnum):
    """What the driver wants of a route; the words of the catalogue's nav.route_option."""

    RECOMMENDED = "recommended"
    FAST = "fast"
    FREE = "free"  # of toll
    SHORT = "short"
    AVOID_HIGHWAY = "avoid_highway"  # no motorway


@dataclass(frozen=True)
class Options:
    """How a route is wanted. Raises ValueError.

    FREE and AVOID_HIGHWAY avoid wherever there is another way, however long; where there is none, as where the car is
    on such a road, the route has toll or motorway, and says so.
    """

    prefer: Preference = Preference.RECOMMENDED
    alternatives: int = 0  # routes beside the best, if there are any; only without waypoints
    language: str = "ko"  # of the instructions: a code of languages/
    heading: float | None = None  # degrees clockwise from north in which the car stands at the first stop
    any_order: bool = False  # the waypoints may be visited in any order; the destination stays the last

    def __post_init__(self) -> None:
        if not 0 <= self.alternatives <= MOST_ALTERNATIVES:
            raise ValueError(f"{self.alternatives} alternatives: 0 to {MOST_ALTERNATIVES} can be had")
        if self.heading is not None and not isfinite(self.heading):
            raise ValueError(f"a heading of {self.heading} degrees is none")


PLAIN = Options()


class Turn(IntEnum):
    """What is done at a point of a route. The numbers are those on the bus (TBT_Direction) and are ours: no public
    layout of this car has any. docs/navigation.md has the table."""

    NONE = 0
    DEPART = 1
    STRAIGHT = 2  # go on; also where only the name of the street changes
    KEEP_LEFT = 3
    KEEP_RIGHT = 4
    SLIGHT_LEFT = 5
    SLIGHT_RIGHT = 6
    LEFT = 7
    RIGHT = 8
    SHARP_LEFT = 9
    SHARP_RIGHT = 10
    U_TURN_LEFT = 11
    U_TURN_RIGHT = 12
    RAMP_STRAIGHT = 13  # onto a motorway
    RAMP_LEFT = 14
    RAMP_RIGHT = 15
    EXIT_LEFT = 16  # off a motorway
    EXIT_RIGHT = 17
    MERGE = 18
    MERGE_LEFT = 19
    MERGE_RIGHT = 20
    ROUNDABOUT_ENTER = 21
    ROUNDABOUT_EXIT = 22
    FERRY_ENTER = 23
    FERRY_EXIT = 24
    WAYPOINT = 25
    ARRIVE = 26
    ARRIVE_LEFT = 27  # the destination is on the left
    ARRIVE_RIGHT = 28

    @property
    def word(self) -> str:
        """As the value table of the bus and the languages call it: "u_turn_left"."""
        return self.name.lower()

    @property
    def arrives(self) -> bool:
        return self >= Turn.ARRIVE


SILENT = (Turn.NONE, Turn.DEPART, Turn.STRAIGHT)  # nothing to do there: not announced


@dataclass(frozen=True)
class Street:
    """A name in each language, under its code; "" for none. Where the map has no English name it is the local one."""

    ko: str = ""
    en: str = ""

    def name(self, language: str) -> str:
        """Raises AttributeError for a language that names of streets do not come in."""
        return str(getattr(self, language))


@dataclass(frozen=True)
class Maneuver:
    """What is done at one point of the line."""

    turn: Turn
    street: Street  # that is taken there
    distance: float  # m from here to the next maneuver
    seconds: float  # for that distance, as the engine expects
    begin: int  # index on the line
    instruction: str  # of the engine, in the language of the options
    exit: int = 0  # of a roundabout: which one, counted from 1; 0 for none


@dataclass(frozen=True)
class Leg:
    """From one stop to the next."""

    begin: int  # index on the line
    end: int
    distance: float  # m
    seconds: float


@dataclass(frozen=True)
class Stretch:
    """A piece of the line on which these stay the same."""

    begin: int  # index on the line; it ends where the next one begins
    street: Street
    limit: int  # km/h; 0 where the map has none
    tunnel: bool
    toll: bool


@dataclass(frozen=True, eq=False)
class Route:
    """A way from the first stop to the last."""

    stops: tuple[Point, ...]  # as given, in the order in which they are visited
    order: tuple[int, ...]  # their numbers as given, from 0
    distance: float  # m
    seconds: float
    line: Line
    legs: tuple[Leg, ...]  # one less than stops
    maneuvers: tuple[Maneuver, ...]  # the first departs, the last arrives
    stretches: tuple[Stretch, ...]  # the first begins at 0
    toll: bool  # somewhere on it
    motorway: bool
    ferry: bool
    prefer: Preference

    @property
    def unavoided(self) -> str:
        """What the driver did not want and is on it all the same: "toll", "motorway", or "" for nothing."""
        if self.prefer is Preference.FREE and self.toll:
            return "toll"
        return "motorway" if self.prefer is Preference.AVOID_HIGHWAY and self.motorway else ""

    def stretch_at(self, index: int) -> int:
        """The number of the stretch that a point of the line is on; where two meet, of the second."""
        return max(0, bisect_right(self.stretches, index, key=lambda each: each.begin) - 1)


class Router(Protocol):
    """Computes routes on one map."""

    def route(self, stops: Sequence[Point], options: Options = PLAIN) -> tuple[Route, ...]:
        """Routes through the stops, the best first, then alternatives. Raises NoRoute, RoutingUnavailable."""
        ...
