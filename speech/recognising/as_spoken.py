"""When audio would have ended had it come no faster than it is spoken.

A file may be sent at once. A recogniser that keeps up with speech needs a part of its length to hear it, and is not
late for that: what is waited for is counted from the end of the audio as it would have been spoken.
"""

import time
from collections.abc import Callable

from speech.protocols import RATE


class AsSpoken:
    """The audio of one utterance, as it comes. Its first chunk was spoken by the time when it comes; what stands still
    on the way later and then comes in a rush shifts nothing, so that a driver who has spoken does not wait for it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` in s."""
        self._clock = clock
        self._samples = 0
        self._began: float | None = None  # s: when its first sample was spoken

    def give(self, samples: int) -> None:
        """So many more have come, at RATE."""
        self._samples += samples
        if self._began is None:
            self._began = self._clock() - self._samples / RATE

    def left(self) -> float:
        """s until it would have ended; 0 where it came as it was spoken, or slower."""
        if self._began is None:
            return 0.0
        return max(0.0, self._began + self._samples / RATE - self._clock())
