"""Rate limits of sent frames: for each message, for each bus, and separately for texts. Time is an argument."""

from collections.abc import Iterable

from contract.token_bucket import Bucket

TEXT = "text"  # the key of the frames of the text link

# (burst in frames, then frames/s). Far above what speech needs; they limit the bus load that a bug could cause.
PER_MESSAGE = (20.0, 100.0)  # no faster than the fastest cyclic message (10 ms)
PER_BUS = (40.0, 200.0)  # a quarter of what mcan carries (800 frames/s)
URGENT = "urgent"  # the key of the commands that overtake: stop
PER_STOP = (20.0, 20.0)  # so that a stop is sent whatever else has used up, and a bug can still not fill the bus
PER_TEXT_LINK = (600.0, 400.0)  # the longest text (4,095 bytes, 7 in a frame) at once; then half of mcan


class Rates:
    """The rate limits of one bus: for each message and in total; texts have a limit of their own."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, messages: Iterable[str], now: float, text_frames: int = 0, urgent: bool = False) -> bool:
        """May one frame of each message and `text_frames` ISO-TP frames be sent now? If so, they are counted, else
        nothing is.

        Together with messages the text frames are only checked, not counted: they are counted one by one as they are
        sent. `urgent` frames have a limit of their own and nothing else counts against it.
        """
        names = list(messages)
        if urgent:
            wanted = [(URGENT, PER_STOP, len(names), len(names))]
        else:
            wanted = [(name, PER_MESSAGE, 1, 1) for name in names] + [("", PER_BUS, len(names), len(names))]
            wanted.append((TEXT, PER_TEXT_LINK, text_frames, 0 if names else text_frames))
        buckets = [
            (self._buckets.setdefault(name, Bucket(*limit, limit[0], now)), room, take)
            for name, limit, room, take in wanted
        ]
        if not all(bucket.has(room, now) for bucket, room, _ in buckets):
            return False
        for bucket, _, take in buckets:
            bucket.level -= take
        return True

    def give_back(self, messages: Iterable[str], text_frames: int = 0) -> None:
        """What was counted by `take` and not sent."""
        names = list(messages)
        for name, number in [*((name, 1) for name in names), ("", len(names)), (TEXT, text_frames)]:
            if name in self._buckets:
                self._buckets[name].level += number
