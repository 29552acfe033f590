"""How often frames may go out: by message, by bus, and words for themselves. Time is an argument."""

from collections.abc import Iterable

from contract.token_bucket import Bucket

TEXT = "text"  # the key of the frames of the text link

# (frames at once, frames/s after them). Far above what speech can ask for; they bound what a fault of ours can do.
PER_MESSAGE = (20.0, 100.0)  # no faster than the fastest cyclic message (10 ms)
PER_BUS = (40.0, 200.0)  # a quarter of what mcan carries (800 frames/s)
WORDS = (600.0, 400.0)  # the longest text (4,095 bytes, 7 a frame) at once; then half of mcan


class Rates:
    """How often frames may go out on one bus, by message and in total; words have a limit of their own."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, messages: Iterable[str], now: float, words: int = 0) -> bool:
        """Room for one frame of each message, and for so many of the text link? Then the room is taken, else none of it.

        With messages, words are only asked after: their frames are taken as they go, one by one.
        """
        names = list(messages)
        wanted = [(name, PER_MESSAGE, 1, 1) for name in names] + [("", PER_BUS, len(names), len(names))]
        wanted.append((TEXT, WORDS, words, 0 if names else words))
        buckets = [
            (self._buckets.setdefault(name, Bucket(*limit, limit[0], now)), room, take)
            for name, limit, room, take in wanted
        ]
        if not all(bucket.has(room, now) for bucket, room, _ in buckets):
            return False
        for bucket, _, take in buckets:
            bucket.level -= take
        return True
