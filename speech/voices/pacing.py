"""Audio in short chunks, sent no faster than it is heard: then a cancel silences it within a chunk."""

from collections.abc import Iterator

from speech.protocols import Samples

CHUNK = 0.1  # s of audio in a chunk
AHEAD = 0.2  # s of audio that may be on their way, not heard yet


def chunks(samples: Samples, rate: int, seconds: float = CHUNK) -> Iterator[Samples]:
    """The samples in chunks of at most `seconds`, the last shorter."""
    size = max(1, int(seconds * rate))
    for at in range(0, len(samples), size):
        yield samples[at : at + size]


class Pace:
    """When each chunk of one reply is to be sent, so that at most AHEAD of audio is sent and not heard.

    pace = Pace()
    for chunk in chunks(piece.samples, piece.rate):
        stopped.wait(pace.due(len(chunk) / piece.rate, clock()) - clock())
        send(chunk)
    """

    def __init__(self, ahead: float = AHEAD) -> None:
        self._ahead = ahead
        self._heard = float("-inf")  # s, when all that was sent will have been heard

    def due(self, seconds: float, now: float) -> float:
        """When a chunk of this length is to be sent, not before `now`; it counts as sent then. All in s of one clock.

        A chunk that comes late, as one that was rendered slowly, is due at once; what follows it keeps its distance.
        """
        at = max(now, self._heard - max(0.0, self._ahead - seconds))
        self._heard = max(at, self._heard) + seconds
        return at
