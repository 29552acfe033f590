"""Plausibility checks: the alive counter of each received frame; age and range of a value when it is read.

Cycle times and ranges come from the DBC. The codec has already rejected frames with a wrong checksum.
"""

from collections.abc import Mapping

from vehicle.can.codec import Codec
from vehicle.can.values import SignalValue, known

MISSED_CYCLES = 5  # a value is too old after this many cycles of its message; assumed
SHORTEST_AGE = (
    0.5  # s; minimum for fast messages, because this process may run late without a real-time system; assumed
)
LARGEST_STEP = 4  # of an alive counter between two used frames: up to three frames in a row may be lost; assumed


class Plausibility:
    """Age and range limits of the signals of one car."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self._longest: dict[str, float | None] = {}
        self._bounds: dict[str, tuple[float, float]] = {}

    def longest_age(self, message: str) -> float | None:
        """Age in s after which the values of a message are too old; None for a message that is not cyclic."""
        if message not in self._longest:
            cycle = self.codec.dbc.cycle(message)
            self._longest[message] = max(MISSED_CYCLES * cycle, SHORTEST_AGE) if cycle else None
        return self._longest[message]

    def bounds(self, path: str) -> tuple[float, float]:
        """(lowest, highest) number of a signal by the DBC, half a step wider because of rounding."""
        if path not in self._bounds:
            found = self.codec.dbc.signal(path)
            half = found.scale / 2
            self._bounds[path] = float(found.minimum or 0) - half, float(found.maximum or 0) + half
        return self._bounds[path]

    def usable(self, path: str, value: SignalValue, age: float) -> bool:
        """May this value, received `age` s ago, be used? Not if it is too old, out of range, or "invalid"."""
        longest = self.longest_age(path.partition(".")[0])
        if longest is not None and age > longest:
            return False
        if isinstance(value, str):
            return known(value)
        low, high = self.bounds(path)
        return low <= value <= high


class Counters:
    """Checks the alive counters of the messages that one gateway receives. Every counter has 4 bits."""

    def __init__(self, plausibility: Plausibility) -> None:
        self._plausibility = plausibility
        self._last: dict[str, tuple[int, float]] = {}  # message -> (its last counter, time of the frame in s)

    def fault(self, message: str, values: Mapping[str, SignalValue], at: float) -> str:
        """Why a frame must not be used: its counter is frozen or jumped; "" if it is plausible.

        After a jump the next frame is compared with the new count, so that after a reset of the ECU only one frame is
        rejected. After a gap longer than the longest age of the message, any changed count is accepted.
        """
        count = self._plausibility.codec.alive_count(message, values)
        if count is None:
            return ""
        last, received = self._last.get(message, (None, at))
        self._last[message] = count, at
        if last is None:
            return ""
        step = (count - last) & 15
        if step == 0:
            return "alive counter frozen"
        longest = self._plausibility.longest_age(message)
        if step > LARGEST_STEP and (longest is None or at - received <= longest):
            return "alive counter jumped"
        return ""
