"""The stops and the route option that the head unit has been commanded, whoever did it, from its status frames.

It reports the last commanded stop, how many waypoints there are, and whether it guides. The rest is remembered, and
kept for the next start of this process: see KeptDrive.
"""

import logging

from navigation.guidance.path import metres
from navigation.places import Place
from navigation.routing.protocol import Point, Preference
from vehicle.gateway.situation import Situation
from vehicle.turn.kept_drive import Drive, KeptDrive, KeptDriveError, Names, Stop

log = logging.getLogger(__name__)

PASSED_NEAR = 150.0  # m: a waypoint that is gone and so near was reached; one farther away was removed
SAME = 5.0  # m: the signals of a position have steps of 3 m
KEPT_AGAIN = 600.0  # s after which a drive is kept anew, so that one of many hours is not of long ago
MOST_NAMES = 32  # of places that were named


class CommandedStops:
    """`stops` are those to come, the destination last; empty while nothing is guided. `interrupted` is a drive that the
    head unit does not know any more. Not for several threads, but for `named`."""

    def __init__(self, situation: Situation, kept: KeptDrive, now: float) -> None:
        """`now` in s since 1970."""
        self.situation, self._kept = situation, kept
        self.stops: tuple[Point, ...] = ()
        self.option = Preference.RECOMMENDED
        self.interrupted: Drive | None = None
        self.reached = False  # with the last step a waypoint was reached
        self._guided = False  # was it so with the last step?
        self._seen: tuple[float, float, str] | None = None  # the last commanded stop
        self._count = 0  # of waypoints, as last reported
        self._names: tuple[tuple[Point, Names], ...] = ()  # replaced, not changed
        self._problem = ""
        self._drive: Drive | None = None  # as it was last kept
        self._kept_at = now
        try:
            self._drive = kept.drive(now)
        except KeptDriveError as error:
            self._warn(error)
        for stop in self._drive.stops if self._drive else ():
            self._names = (*self._names, (stop.at, stop.names))

    def named(self, place: Place) -> None:
        """A stop is about to be commanded that is called so."""
        names = {"ko": place.ko, "en": place.en}
        self._names = (*self._names, (Point(place.lat, place.lon), names))[-MOST_NAMES:]

    def step(self, now: float) -> None:
        """`now` in s since 1970."""
        self.reached = False
        signals, value = self.situation.signals, self.situation.value
        guidance = value(signals.guidance)
        if not signals.destination or guidance is None:  # the head unit is silent: perhaps it begins anew
            self.stops, self._seen, self._guided = (), None, False
            return
        if guidance != "guiding":
            self._not_guiding()
            return
        lat, lon, kind = (value(path) for path in signals.destination)
        count = value(signals.waypoints)
        if not (isinstance(lat, int | float) and isinstance(lon, int | float) and isinstance(count, int | float)):
            return  # not all of it has been heard
        self._guiding((float(lat), float(lon), str(kind)), int(count))
        try:
            self.option = Preference(str(value(signals.route_option)))
        except ValueError:  # not reported, or an option of that car alone
            self.option = Preference.RECOMMENDED
        self._keep(now)

    def _guiding(self, seen: tuple[float, float, str], count: int) -> None:
        if not self._guided:
            self.stops = self._begun(seen, count)
        elif seen != self._seen:
            self.stops = self._with(seen, self.stops)
        elif count < self._count and len(self.stops) > 1:
            self._one_less()
        self._guided, self.interrupted = True, None
        self._seen, self._count = seen, count

    def _begun(self, seen: tuple[float, float, str], count: int) -> tuple[Point, ...]:
        """The stops of a drive that was under way before this process heard of it."""
        drive = self._drive
        known = tuple(stop.at for stop in drive.stops) if drive else ()
        if drive and same(drive.last, seen):
            return known[-(count + 1) :]  # the first ones were reached meanwhile
        if seen[2] == "waypoint" and count != len(known):
            return ()  # to where is not known
        return self._with(seen, known)

    @staticmethod
    def _with(seen: tuple[float, float, str], stops: tuple[Point, ...]) -> tuple[Point, ...]:
        """A new waypoint is put behind older ones; a new destination takes the place of all."""
        stop = Point(seen[0], seen[1])
        if seen[2] != "waypoint":
            return (stop,)
        return (*stops[:-1], stop, stops[-1]) if stops else ()

    def _one_less(self) -> None:
        """A waypoint was reached, or the last one was removed."""
        here = self.situation.position()
        self.reached = bool(here and metres(Point(*here), self.stops[0]) < PASSED_NEAR)
        self.stops = self.stops[1:] if self.reached else (*self.stops[:-2], self.stops[-1])

    def _not_guiding(self) -> None:
        """Arrived, or cancelled; where that was not seen, the head unit has lost its destination."""
        if self._guided:
            self._forget()
        elif self._drive and (here := self.situation.position()):
            if metres(Point(*here), self._drive.stops[-1].at) < PASSED_NEAR:
                self._forget()
            else:
                self.interrupted = self._drive
        self.stops, self._seen, self._guided = (), None, False

    def _keep(self, now: float) -> None:
        if not self.stops or self._seen is None:
            return
        stops = tuple(Stop(stop, self._names_of(stop)) for stop in self.stops)
        drive = Drive(stops, self.option.value, self._seen)
        if drive == self._drive and now - self._kept_at < KEPT_AGAIN:
            return
        self._drive, self._kept_at = drive, now
        try:
            self._kept.keep(drive, now)
        except KeptDriveError as error:
            self._warn(error)

    def _forget(self) -> None:
        self._drive = self.interrupted = None
        try:
            self._kept.forget()
        except KeptDriveError as error:
            self._warn(error)

    def _names_of(self, stop: Point) -> Names:
        return next((names for at, names in reversed(self._names) if metres(at, stop) < SAME), {})

    def _warn(self, error: KeptDriveError) -> None:
        """Once, and not with every step."""
        if str(error) != self._problem:
            log.warning("%s; after a restart it will not be known", error)
        self._problem = str(error)


def same(kept: tuple[float, float, str], seen: tuple[float, float, str]) -> bool:
    return kept[2] == seen[2] and metres(Point(*kept[:2]), Point(*seen[:2])) < SAME
