"""What guidance along a route shows, as frames for the head unit, which passes it on to the cluster."""

import logging

from navigation.guidance.guide import Progress
from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.bus_state import BusError

log = logging.getLogger(__name__)

SOONEST, LATEST = 0.5, 1.0  # s between two of them: after a change, and without one
TEXT_AGAIN = 5.0  # s until street names that the head unit did not take are sent again
COMPASS_STEP = 7.5  # degrees
MOST_METRES, MOST_KM, MOST_MINUTES, MOST_POINT = 65_534.0, 6553.5, 15_299.0, 655_340.0  # of the signals


class GuideSender:
    """Not for several threads. A car without the signals is sent nothing."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge, self._signals = bridge, bridge.car.signals.guide
        self._last: dict[str, SignalValue] = {}
        self._sent_at = self._text_from = float("-inf")  # s: of the last one; when street names may be sent
        self._streets = ""  # that the head unit has
        self._problem = ""

    def send(self, progress: Progress, language: str, now: float) -> bool:
        """Send what there is to show, if it is time for it; `now` in s. Was it sent? Errors are logged once."""
        values = shown(progress)
        since = now - self._sent_at
        if not self._signals or since < (SOONEST if values != self._last else LATEST):
            return False
        streets = "\n".join(
            (progress.next.street.name(language) if progress.next else "", progress.street.name(language))
        )
        text = streets != self._streets and now >= self._text_from
        writes = {self._signals[meaning]: value for meaning, value in values.items()}
        self._sent_at = now
        try:
            self._bridge.send(writes, (Kind.STREETS, streets) if text else None)
        except (BusError, FrameError) as error:
            if text:  # the next one goes without
                self._text_from = now + TEXT_AGAIN
            if str(error) != self._problem:
                log.warning("guidance is not shown: %s", error)
            self._problem = str(error)
            return False
        self._last = values
        if text:
            self._streets = streets
        if streets == self._streets:
            self._problem = ""
        return True

    def forget(self) -> None:
        """Nothing is guided any more: the next one sends everything."""
        self._last, self._streets = {}, ""


def shown(progress: Progress) -> dict[str, SignalValue]:
    """{meaning, see vehicle.cars.signals.GUIDE: value}."""
    points = [*progress.points[1:], None, None][:2]
    turn = progress.next.turn.word if progress.next else "none"
    compass = round(progress.bearing / COMPASS_STEP) * COMPASS_STEP % 360
    return {
        "guide": "guiding",
        "turn": turn,
        "turn_distance": min(float(round(progress.to_next)), MOST_METRES),
        "left": min(round(progress.left / 1000, 1), MOST_KM),
        "limit": float(min(progress.limit, 254)) if progress.limit else "none",
        "compass": compass,
        "minutes": min(float(round(progress.seconds_left / 60)), MOST_MINUTES),
        "point2": point(points[0]),
        "point3": point(points[1]),
    }


def point(metres: float | None) -> SignalValue:
    return "none" if metres is None else min(float(round(metres / 10) * 10), MOST_POINT)
