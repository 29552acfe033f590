"""Guidance and map of the head unit: destination, distance, time.

It guides by straight lines, unless the voice gateway tells it how it goes on by road (VA_GUIDE_INF, VA_ROUTE_INF).
"""

from collections.abc import Mapping, Sequence
from math import atan2, degrees, hypot

import can

from sim_can.cars.genesis_g70.cluster import Cluster
from sim_can.ecus.following import Following
from sim_can.ecus.geography import Position, distance, east_north, position_after
from sim_can.frames.acknowledge import TAKEN
from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue

CITY_SPEED = 24.0  # km/h, mean over a straight line through Seoul by day, assumed
MOST_WAYPOINTS = 14
LAT, LON = "VA_POSITION_STS.Lat", "VA_POSITION_STS.Lon"
GUIDANCE, WAYPOINTS, SCALE = "VA_NAV_STS.GuidanceState", "VA_NAV_STS.WaypointCount", "VA_DISPLAY_STS.MapScale"
DESTINATION = ("VA_DEST_STS.DestLat", "VA_DEST_STS.DestLon", "VA_DEST_STS.IsWaypoint")
STOP = ("VA_STOP_STS.StopLat", "VA_STOP_STS.StopLon", "VA_STOP_STS.StopAction")
UPDATE = 1.0  # s between two updates of distance and time
GUIDED_FOR = 3.0  # s after the last VA_GUIDE_INF that the way by road counts
WITHOUT_SPEEDS = 50.0  # km/h of a way that is driven by a profile


class Navigation:
    def __init__(self, signals: Signals, texts: Texts) -> None:
        self.signals, self._texts = signals, texts
        self.cluster = Cluster(signals, lambda: self._time)
        self.stops: list[Position] = []  # waypoints, then the destination
        self.commands = {
            "VA_DEST_CMD": self.destination,
            "VA_STOP_CMD": self.stop,
            "VA_NAV_CMD": self.navigation,
            "VA_DISPLAY_CMD": self.display,
            "VA_GUIDE_INF": self.guide,
            "VA_ROUTE_INF": self.route,
        }
        self._waited = self._time = 0.0
        self._guided = 0.0  # s that the way by road still counts
        self._km = 0.0  # left by road
        self._way: Following | None = None
        self._ends: list[float] = []  # m along the way of each stop

    @property
    def here(self) -> Position:
        return self.signals.exact(LAT), self.signals.exact(LON)

    @property
    def unrouted(self) -> tuple[Position, ...]:
        """The stops that it drives to as the crow flies, as it has no way to them."""
        return () if self._way else tuple(self.stops)

    def destination(self, values: Mapping[str, SignalValue]) -> str:
        """VA_DEST_CMD. A waypoint needs a destination; it is the last one from now on, also where it was one before."""
        latitude, longitude = values["DestLat"], values["DestLon"]
        if isinstance(latitude, str) or isinstance(longitude, str):
            return "bad_value"
        stop = latitude, longitude
        if values["IsWaypoint"] == "waypoint":
            others = [each for each in self.stops[:-1] if each != stop]
            if not self.stops or len(others) >= MOST_WAYPOINTS:
                return "not_now"
            self.stops[:-1] = [*others, stop]
        else:
            self.stops = [stop]
        for name in ("DestLat", "DestLon", "IsWaypoint"):
            self.signals.put(f"VA_DEST_STS.{name}", values[name])
        self._forget(STOP)
        self._stops_commanded()
        return TAKEN

    def stop(self, values: Mapping[str, SignalValue]) -> str:
        """VA_STOP_CMD: the waypoint at this place is the first, also where it was none before, or it is removed."""
        latitude, longitude = values["StopLat"], values["StopLon"]
        if isinstance(latitude, str) or isinstance(longitude, str):
            return "bad_value"
        stop = latitude, longitude
        others = [each for each in self.stops[:-1] if each != stop]
        if values["StopAction"] == "remove" and stop not in self.stops[:-1]:
            return "not_found"
        if not self.stops or len(others) >= MOST_WAYPOINTS:
            return "not_now"
        self.stops[:-1] = others if values["StopAction"] == "remove" else [stop, *others]
        for name in ("StopLat", "StopLon", "StopAction"):
            self.signals.put(f"VA_STOP_STS.{name}", values[name])
        self._stops_commanded()
        return TAKEN

    def navigation(self, values: Mapping[str, SignalValue]) -> str:
        if values["NavAction"] == "cancel":
            self.stops = []
        elif values["NavAction"] == "remove_waypoint":
            if len(self.stops) < 2:
                return "not_now"
            del self.stops[-2]
        if values["NavAction"] != "no_change":
            self._stops_commanded()
        return TAKEN

    def display(self, values: Mapping[str, SignalValue]) -> str:
        """VA_DISPLAY_CMD: zooming in makes the scale smaller, 1 to 10."""
        if (zoom := values["MapZoomSet"]) == "no_change":
            return TAKEN
        scale = self.signals.number(SCALE) + (-1 if zoom == "zoom_in" else 1)
        limits = self.signals.range_of(SCALE)
        if not limits.low <= scale <= limits.high:
            return "not_now"
        self.signals.put(SCALE, scale)
        return TAKEN

    def guide(self, values: Mapping[str, SignalValue]) -> str:
        """VA_GUIDE_INF: how it goes on by road. Of no effect when nothing is guided."""
        if text := self._texts.take(Kind.STREETS, 0):
            self.cluster.texts.show(text)
        if not self.stops or values["Guide"] != "guiding":
            return TAKEN
        self._guided = GUIDED_FOR
        metres = float(values["TurnDistance"])
        self.cluster.turn(values["Turn"], metres, values["SpeedLimit"])
        self.cluster.point(1, metres if values["Turn"] != "none" else "none")
        self._km = float(values["DistLeft"])
        return TAKEN

    def route(self, values: Mapping[str, SignalValue]) -> str:
        """VA_ROUTE_INF, which follows a VA_GUIDE_INF."""
        if self.stops and self._guided > 0:
            self.cluster.left(self._km, int(values["MinutesLeft"]), values["Compass"])
            for number in (2, 3):
                self.cluster.point(number, values[f"Point{number}"])
        return TAKEN

    def follow(self, legs: Sequence[Sequence[Position]], speeds: Sequence[float] = ()) -> Following | None:
        """The way to the stops: see Car.follow. None if it is one to other stops. Raises ValueError."""
        if not legs or len(legs) != len(self.stops):
            return None
        points = [point for number, leg in enumerate(legs) for point in leg[1 if number else 0 :]]
        way = Following(points, speeds or [WITHOUT_SPEEDS] * (len(points) - 1))
        ends, at = [], 0
        for number, leg in enumerate(legs):
            at += len(leg) - 1
            ends.append(way.begins[at] if number < len(legs) - 1 else way.length)
        self._ends = ends
        self._way = way
        return way

    def frames(self) -> list[can.Message]:
        """Those of the text link to the cluster."""
        return self.cluster.frames()

    def move(self, km: float) -> None:
        """The car has driven `km`: along its way, else towards the next stop, or to the east without one."""
        if self._way:
            self._way.advance(km * 1000)
            latitude, longitude = self._way.now().at
            while self._ends and self._way.along >= self._ends[0]:
                del self._ends[0], self.stops[0]
                self._forget(STOP)
                self._stop_reached()
        elif self.stops and km >= hypot(*east_north(self.here, self.stops[0])):
            latitude, longitude = self.stops[0]
            del self.stops[0]
            self._forget(STOP)
            self._stop_reached()
        else:
            latitude, longitude = position_after(self.here, km, self.stops[0] if self.stops else None)
        self.signals.glide(LAT, latitude)
        self.signals.glide(LON, longitude)

    def step(self, dt: float) -> None:
        """While guiding by straight lines, distance and time are updated once a second, and at once after a change."""
        self._time += dt
        self._waited -= dt
        was_guided, self._guided = self._guided > 0, max(0.0, self._guided - dt)
        if self.stops and was_guided and not self._guided:
            self._waited = 0.0
        if self.stops and not self._guided and self._waited <= 0:
            self._waited = UPDATE
            self._guide_straight()

    def _stops_commanded(self) -> None:
        """There are other stops: the way that there was leads to none of them."""
        self._way, self._ends, self._guided = None, [], 0.0
        self._stop_reached()

    def _stop_reached(self) -> None:
        put = self.signals.put
        put(GUIDANCE, "guiding" if self.stops else "idle")
        put(WAYPOINTS, max(0, len(self.stops) - 1))
        self._waited = UPDATE
        if self.stops:
            self.cluster.gates(True)
            if not self._guided:
                self._guide_straight()
        else:
            self._way, self._ends, self._guided = None, [], 0.0
            self._forget(DESTINATION + STOP)
            self.cluster.clear()

    def _forget(self, paths: Sequence[str]) -> None:
        """What was commanded counts no more: the status signals are as at the start."""
        for path in paths:
            self.signals.put(path, self.signals.codec.dbc.start(path))

    def _guide_straight(self) -> None:
        here = self.here
        legs = [distance(a, b) for a, b in zip([here, *self.stops], self.stops, strict=False)]
        east, north = east_north(here, self.stops[0])
        compass = round(degrees(atan2(east, north)) / 7.5) * 7.5 % 360
        self.cluster.no_turns()
        self.cluster.left(sum(legs), round(sum(legs) / CITY_SPEED * 60), compass)
        self.cluster.bearing(legs[0] * 1000)
