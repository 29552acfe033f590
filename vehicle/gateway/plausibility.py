"""Is what the car sent fit to be used? Alive counters as frames arrive; age and range as values are asked for.

Cycle times and ranges are the DBC's. Checksums are the codec's: a frame with a wrong one never gets here.
"""

from collections.abc import Mapping

from vehicle.can.codec import Codec
from vehicle.can.values import WireValue, known

MISSED_CYCLES = 5  # a value is too old after so many cycles of its message; assumed
SHORTEST_AGE = 0.5  # s; nor is a value older than this at once: a receiver without real time may be late; assumed
LARGEST_STEP = 4  # of an alive counter between two used frames: up to three in a row may get lost; assumed


class Plausibility:
    """Age and range of the values of one car."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self._longest: dict[str, float | None] = {}
        self._bounds: dict[str, tuple[float, float]] = {}

    def longest_age(self, message: str) -> float | None:
        """s after which the values of a message are too old; None for one that does not come in cycles."""
        if message not in self._longest:
            cycle = self.codec.dbc.cycle(message)
            self._longest[message] = max(MISSED_CYCLES * cycle, SHORTEST_AGE) if cycle else None
        return self._longest[message]

    def bounds(self, path: str) -> tuple[float, float]:
        """(lowest, highest) number that the DBC gives a signal, half a step wider for rounding."""
        if path not in self._bounds:
            found = self.codec.dbc.signal(path)
            half = found.scale / 2
            self._bounds[path] = float(found.minimum or 0) - half, float(found.maximum or 0) + half
        return self._bounds[path]

    def usable(self, path: str, value: WireValue, age: float) -> bool:
        """May this value, received `age` s ago, be used and spoken? Not if it is too old, out of range, or "invalid"."""
        longest = self.longest_age(path.partition(".")[0])
        if longest is not None and age > longest:
            return False
        if isinstance(value, str):
            return known(value)
        low, high = self.bounds(path)
        return low <= value <= high


class Counters:
    """The alive counters of what one gateway receives. Every counter has 4 bits."""

    def __init__(self, plausibility: Plausibility) -> None:
        self._plausibility = plausibility
        self._last: dict[str, tuple[int, float]] = {}  # message -> (its last counter, s when the frame was received)

    def fault(self, message: str, values: Mapping[str, WireValue], at: float) -> str:
        """Why a frame must not be used: its counter stands still, or jumped; "" if it is fine.

        After a jump the next frame is measured against the new count, so that an ECU that was reset is believed again
        with its second frame. After a silence longer than the message may have, any other count will do.
        """
        count = self._plausibility.codec.alive_count(message, values)
        if count is None:
            return ""
        last, heard = self._last.get(message, (None, at))
        self._last[message] = count, at
        if last is None:
            return ""
        step = (count - last) & 15
        if step == 0:
            return "alive counter frozen"
        longest = self._plausibility.longest_age(message)
        if step > LARGEST_STEP and (longest is None or at - heard <= longest):
            return "alive counter jumped"
        return ""
