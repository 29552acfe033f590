"""Guidance and map of the head unit: destination, distance, time. Without roads: distances are straight lines."""

from collections.abc import Mapping
from math import atan2, degrees, hypot

from sim_can.ecus.geography import Position, distance, east_north, position_after
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

CITY_SPEED = 24.0  # km/h, mean over a straight line through Seoul by day, assumed
MOST_WAYPOINTS = 14
LAT, LON = "VA_POSITION_STS.Lat", "VA_POSITION_STS.Lon"
GUIDANCE, WAYPOINTS, SCALE = "VA_NAV_STS.GuidanceState", "VA_NAV_STS.WaypointCount", "VA_DISPLAY_STS.MapScale"
GUIDANCE_MESSAGES = ("HU_CLU_PE_02", "HU_CLU_PE_12")  # messages with values only while guiding
UPDATE = 1.0  # s between two updates of distance and time


class Navigation:
    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        self.stops: list[Position] = []  # waypoints, then the destination
        self.commands = {"VA_DEST_CMD": self.destination, "VA_NAV_CMD": self.navigation, "VA_DISPLAY_CMD": self.display}
        self._waited = 0.0

    @property
    def here(self) -> Position:
        return self.signals.exact(LAT), self.signals.exact(LON)

    def destination(self, values: Mapping[str, SignalValue]) -> str:
        """VA_DEST_CMD. A waypoint needs a destination; new waypoints are put after older ones."""
        latitude, longitude = values["DestLat"], values["DestLon"]
        if isinstance(latitude, str) or isinstance(longitude, str):
            return "bad_value"
        if values["IsWaypoint"] == "waypoint":
            if not 0 < len(self.stops) <= MOST_WAYPOINTS:
                return "not_now"
            self.stops.insert(-1, (latitude, longitude))
        else:
            self.stops = [(latitude, longitude)]
        for name in ("DestLat", "DestLon", "IsWaypoint"):
            self.signals.put(f"VA_DEST_STS.{name}", values[name])
        self._route_changed()
        return "none"

    def navigation(self, values: Mapping[str, SignalValue]) -> str:
        if values["NavAction"] == "cancel":
            self.stops = []
        elif values["NavAction"] == "remove_waypoint":
            if len(self.stops) < 2:
                return "not_now"
            del self.stops[-2]
        self._route_changed()
        return "none"

    def display(self, values: Mapping[str, SignalValue]) -> str:
        """VA_DISPLAY_CMD: zooming in makes the scale smaller, 1 to 10."""
        if (zoom := values["MapZoomSet"]) == "no_change":
            return "none"
        scale = self.signals.number(SCALE) + (-1 if zoom == "zoom_in" else 1)
        limits = self.signals.range_of(SCALE)
        if not limits.low <= scale <= limits.high:
            return "not_now"
        self.signals.put(SCALE, scale)
        return "none"

    def move(self, km: float) -> None:
        """The car has driven `km` towards the next stop, or to the east without one."""
        if self.stops and km >= hypot(*east_north(self.here, self.stops[0])):
            latitude, longitude = self.stops[0]
            del self.stops[0]
            self._route_changed()
        else:
            latitude, longitude = position_after(self.here, km, self.stops[0] if self.stops else None)
        self.signals.glide(LAT, latitude)
        self.signals.glide(LON, longitude)

    def step(self, dt: float) -> None:
        """While guiding, distance and time are updated once a second, and at once after a change."""
        self._waited -= dt
        if self.stops and self._waited <= 0:
            self._waited = UPDATE
            self._update_guidance()

    def _route_changed(self) -> None:
        put, dbc = self.signals.put, self.signals.codec.dbc
        put(GUIDANCE, "guiding" if self.stops else "idle")
        put(WAYPOINTS, max(0, len(self.stops) - 1))
        self._waited = UPDATE
        if self.stops:
            self._update_guidance()
        else:
            for path in ("VA_DEST_STS.DestLat", "VA_DEST_STS.DestLon", "VA_DEST_STS.IsWaypoint"):
                put(path, dbc.start(path))
            for message in GUIDANCE_MESSAGES:
                for found in dbc.messages[message].message.signals:
                    put(f"{message}.{found.name}", dbc.start(f"{message}.{found.name}"))

    def _update_guidance(self) -> None:
        put = self.signals.put
        here = self.here
        legs = [distance(a, b) for a, b in zip([here, *self.stops], self.stops, strict=False)]
        tenths = min(round(sum(legs) * 10), 655359)
        minutes = min(round(sum(legs) / CITY_SPEED * 60), 254 * 60 + 59)
        east, north = east_north(here, self.stops[0])
        values: dict[str, SignalValue] = {
            "HU_CLU_PE_12.Navi_DistToDest_I": tenths // 10,
            "HU_CLU_PE_12.Navi_DistToDest_F": tenths % 10,
            "HU_CLU_PE_12.Navi_DistToDest_U": "km",
            "HU_CLU_PE_12.Navi_EstimHour": minutes // 60,
            "HU_CLU_PE_12.Navi_EstimMin": minutes % 60,
            "HU_CLU_PE_12.Navi_EstimTimeType": "remaining",
            "HU_CLU_PE_12.Navi_Compass": round(degrees(atan2(east, north)) / 7.5) * 7.5 % 360,
            "HU_CLU_PE_02.TBT_Display_Type": "destination_bearing",
            "HU_CLU_PE_02.TBT_Distance_Turn_Point": min(round(legs[0] * 1000), 65534),
        }
        for path, value in values.items():
            put(path, value)
