"""The stops and the route option that the head unit has been commanded, whoever did it, from its status frames.

It reports the last commanded stop, how many waypoints there are, and whether it guides. The rest is remembered, and
kept for the next start of this process: see KeptDrive.
"""

import logging
from collections import deque
from collections.abc import Sequence

from navigation.guidance.path import metres
from navigation.places import Place, only_named
from navigation.routing.protocol import FARTHEST, Point, Preference
from navigation.stops import changed, same
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.history import History
from vehicle.turn.kept_drive import Drive, KeptDrive, Names, Stop

log = logging.getLogger(__name__)

PASSED_NEAR = 150.0  # m: a waypoint that is gone and so near was reached; one farther away was removed
SAME = 5.0  # m: the signals of a position have steps of 3 m
KEPT_AGAIN = 600.0  # s after which a drive is kept anew, so that one of many hours is not of long ago
MOST_NAMES = 32  # of places that were named
MOST_WAITING = 16  # commanded stops between two steps: as many as a head unit has
COMMANDED = ("destination", "waypoint")  # kinds of stops that are set; any other kind moves or removes one
Seen = tuple[float, float, str]  # a commanded stop, as the head unit reports it: degrees north, degrees east, kind


class CommandedStops:
    """`stops` are those to come, the destination last; empty while nothing is guided. `interrupted` is a drive that the
    head unit does not know any more. Not for several threads, but for `named` and `called`."""

    def __init__(self, bridge: Bridge, situation: Situation, kept: KeptDrive, now: float, history: History) -> None:
        """`now` in s since 1970. `history` gets every stop that guidance begins to lead to."""
        self.situation, self._kept, self._history = situation, kept, history
        self._waiting: deque[Seen] = deque(maxlen=MOST_WAITING)  # that no step has seen: several may come between two
        bridge.observers.append(self._on_frame)
        self.stops: tuple[Point, ...] = ()
        self.option = Preference.RECOMMENDED
        self.interrupted: Drive | None = None
        self.reached = False  # with the last step a waypoint was reached
        self._to_come: tuple[Point, ...] = ()
        self._guided = False  # was it so with the last step?
        self._seen: Seen | None = None  # the last commanded destination or waypoint
        self._moved: Seen | None = None  # the last waypoint that was made the first, or removed
        self._fewer = False  # waypoints than are known: with the last step
        self._count = 0  # of waypoints, as last reported
        self._called: tuple[Place, ...] = ()  # stops as they were named, the newest first; replaced, not changed
        self._problem = ""
        self._drive: Drive | None = None  # as it was last kept
        self._kept_at = now
        try:
            self._drive = kept.drive(now)
        except KeptDriveError as error:
            self._warn(error)
        for stop in self._drive.stops if self._drive else ():
            if stop.names:
                ko, en = stop.names.get("ko", ""), stop.names.get("en", "")
                self.named(only_named(ko or en, en or ko, stop.at.lat, stop.at.lon))

    def named(self, place: Place) -> None:
        """A stop is about to be commanded that is called so."""
        self._called = (place, *self._called)[:MOST_NAMES]

    def called(self, stop: Point) -> Place | None:
        """What a stop there was called when it was commanded; None where that is not known."""
        return next((place for place in self._called if same(Point(place.lat, place.lon), stop)), None)

    def step(self, now: float, to_come: tuple[Point, ...] = ()) -> None:
        """`now` in s since 1970. `to_come` are the stops ahead on the route, which passes up to 300 m beside them."""
        self.reached, self._to_come = False, to_come
        signals, value = self.situation.signals, self.situation.value
        guidance = value(signals.guidance)
        if not signals.destination or guidance is None:  # the head unit is silent: perhaps it begins anew
            self.stops, self._seen, self._moved, self._guided = (), None, None, False
            return
        if guidance != "guiding":
            self._not_guiding()
            return
        last, count = seen_of([value(path) for path in signals.destination]), value(signals.waypoints)
        if last is None or not isinstance(count, int | float):
            return  # not all of it has been heard
        moved = seen_of([value(path) for path in signals.stop]) if signals.stop else None
        news = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not self._guided:  # what was done to the stops before is known from the kept ones, or not at all
            news, self._moved = [each for each in news if each[2] in COMMANDED], moved
        for seen in news if any(each[2] in COMMANDED for each in news) else [*news, last]:
            if seen[2] in COMMANDED:
                self._guiding(seen, int(count))
            elif seen != self._moved:
                self.stops, self._moved = changed(self.stops, seen[2], Point(*seen[:2])), seen
        self._moved = moved and self._moved
        try:
            self.option = Preference(str(value(signals.route_option)))
        except ValueError:  # not reported, or an option of that car alone
            self.option = Preference.RECOMMENDED
        self._keep(now)

    def _on_frame(self, frame: FrameTrace) -> None:
        """From the thread of a bus."""
        signals = self.situation.signals
        found = (each for each in (signals.destination, signals.stop) if each)
        paths = next((each for each in found if each[0].partition(".")[0] == frame.message), None)
        if frame.sent or paths is None:
            return
        seen = seen_of([frame.signals.get(path.partition(".")[2]) for path in paths])
        if seen is None and paths == signals.destination:
            self._waiting.clear()
        elif seen is None:
            return
        elif not self._waiting or self._waiting[-1] != seen:
            self._waiting.append(seen)

    def _guiding(self, seen: Seen, count: int) -> None:
        if not self._guided:
            self.stops = self._begun(seen, count)
        elif seen != self._seen:
            self.stops = self._with(seen, self.stops)
        else:
            lost = min(self._count - count, len(self.stops) - 1 - count)
            if lost > 0 and not self._fewer:  # the stop that was removed may be in the next frame
                self._fewer = True
                return
            for _ in range(lost):
                self._one_less()
        self._fewer = False
        self._guided, self.interrupted = True, None
        self._seen, self._count = seen, count

    def _begun(self, seen: Seen, count: int) -> tuple[Point, ...]:
        """The stops of a drive that was under way before this process heard of it."""
        drive = self._drive
        known = tuple(stop.at for stop in drive.stops) if drive else ()
        if drive and same_command(drive.last, seen):
            return known[-(count + 1) :]  # the first ones were reached meanwhile
        if seen[2] == "waypoint" and count != len(known):
            return ()  # to where is not known
        return self._with(seen, known)

    @staticmethod
    def _with(seen: Seen, stops: tuple[Point, ...]) -> tuple[Point, ...]:
        """A new waypoint is put behind older ones; a new destination takes the place of all."""
        return changed(stops, seen[2], Point(seen[0], seen[1]))

    def _one_less(self) -> None:
        """A waypoint was reached, or the last one was removed."""
        here, ahead = self.situation.position(), self._to_come
        passed = bool(ahead) and ahead == self.stops[1:][-len(ahead) :]
        self.reached = passed or bool(here and metres(Point(*here), self.stops[0]) < PASSED_NEAR)
        self.stops = self.stops[1:] if self.reached else (*self.stops[:-2], self.stops[-1])

    def _not_guiding(self) -> None:
        """Arrived, or cancelled; where that was not seen, the head unit has lost its destination."""
        if self._guided:
            self._forget()
        elif self._drive and (here := self.situation.position()):
            if metres(Point(*here), self._drive.stops[-1].at) < FARTHEST:
                self._forget()
            else:
                self.interrupted = self._drive
        self.stops, self._seen, self._moved, self._guided = (), None, None, False

    def _keep(self, now: float) -> None:
        if not self.stops or self._seen is None:
            return
        stops = tuple(Stop(stop, self._names_of(stop)) for stop in self.stops)
        drive = Drive(stops, self.option.value, self._seen)
        if drive == self._drive and now - self._kept_at < KEPT_AGAIN:
            return
        before = self._drive.stops if self._drive else ()
        for stop in drive.stops:
            if not any(metres(stop.at, each.at) < SAME for each in before):  # one of before a restart has counted
                self._history.add(stop.at, stop.names, now)
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
        place = self.called(stop)
        return {"ko": place.ko, "en": place.en} if place else {}

    def _warn(self, error: KeptDriveError) -> None:
        """Once, and not with every step."""
        if str(error) != self._problem:
            log.warning("%s; after a restart it will not be known", error)
        self._problem = str(error)


def seen_of(values: Sequence[SignalValue | None]) -> Seen | None:
    """None where there is no commanded stop."""
    lat, lon, kind = values
    if not (isinstance(lat, int | float) and isinstance(lon, int | float)):
        return None
    return float(lat), float(lon), str(kind)


def same_command(kept: Seen, seen: Seen) -> bool:
    return kept[2] == seen[2] and metres(Point(*kept[:2]), Point(*seen[:2])) < SAME
