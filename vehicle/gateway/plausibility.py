"""Is what the car sent fit to be used? Alive counters as frames arrive; age and range as values are asked for.

Cycle times and ranges are the DBC's. Checksums are the codec's: a frame with a wrong one never gets here.
"""

from collections.abc import Mapping
from functools import cache

from vehicle.can import codec, dbc
from vehicle.can.codec import WireValue

MISSED_CYCLES = 5  # a value is too old after so many cycles of its message; assumed
SHORTEST_AGE = 0.5  # s; nor is a value older than this at once: a receiver without real time may be late; assumed
LARGEST_STEP = 4  # of an alive counter between two used frames: up to three in a row may get lost; assumed
COUNTERS = {  # signals of the alive counters that public messages have, lowest bits first
    "WHL_SPD11": ("WHL_SPD_AliveCounter_LSB", "WHL_SPD_AliveCounter_MSB"),
    "CLU13": ("CF_Clu_AliveCnt2",),
}


@cache
def longest_age(message: str) -> float | None:
    """s after which the values of a message are too old; None for one that does not come in cycles."""
    cycle = dbc.messages()[message].message.cycle_time
    return max(MISSED_CYCLES * cycle / 1000, SHORTEST_AGE) if cycle else None


@cache
def bounds(path: str) -> tuple[float, float]:
    """(lowest, highest) number that the DBC gives a signal, half a step wider for rounding."""
    found = dbc.signal(path)
    return float(found.minimum or 0) - found.scale / 2, float(found.maximum or 0) + found.scale / 2


def usable(path: str, value: WireValue, age: float) -> bool:
    """May this value, received `age` s ago, be used and spoken? Not if it is too old, out of range, or says "invalid"."""
    longest = longest_age(path.partition(".")[0])
    if longest is not None and age > longest:
        return False
    if isinstance(value, str):
        return codec.known(value)
    low, high = bounds(path)
    return low <= value <= high


@cache
def counter_signals(message: str) -> tuple[tuple[str, int], ...]:
    """(signal, bits) of a message's alive counter, lowest bits first; none where it has no counter."""
    names = ("Alive",) if codec.own(dbc.messages()[message].message.frame_id) else COUNTERS.get(message, ())
    return tuple((name, dbc.signal(f"{message}.{name}").length) for name in names)


class Counters:
    """The alive counters of what one gateway hears. Every counter has 4 bits."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, float]] = {}  # message -> (its last counter, s when the frame was heard)

    def fault(self, message: str, values: Mapping[str, WireValue], at: float) -> str:
        """Why a frame must not be used: its counter stands still, or jumped; "" if it is fine.

        After a jump the next frame is measured against the new count, so that an ECU that was reset is believed again
        with its second frame. After a silence longer than the message may have, any other count will do.
        """
        signals = counter_signals(message)
        if not signals:
            return ""
        count = shift = 0
        for name, bits in signals:
            count |= int(values[name]) << shift
            shift += bits
        last, heard = self._last.get(message, (None, at))
        self._last[message] = count, at
        if last is None:
            return ""
        step = (count - last) & 15
        if step == 0:
            return "alive counter frozen"
        longest = longest_age(message)
        if step > LARGEST_STEP and (longest is None or at - heard <= longest):
            return "alive counter jumped"
        return ""
