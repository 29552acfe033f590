"""WAV files in place of a microphone: chunks of 0.1 s, as fast as they are taken or as fast as they were spoken."""

import threading
import time
from collections.abc import Callable, Iterator

from speech.wav import BLOCK, Wav, blocks


def chunks(
    wav: Wav,
    real_time: bool = False,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[bytes]:
    """16-bit samples at the rate of the file. In `real_time` each comes when it has been spoken. Raises AudioError."""
    began = clock()
    for at, block in enumerate(blocks(wav), 1):
        if real_time:
            wait(max(0.0, began + at * BLOCK - clock()))
        yield block.astype("<i2").tobytes()


class InTurn:
    """Chunks for several readers in several threads, each of which gets what the others left."""

    def __init__(self, source: Iterator[bytes]) -> None:
        self._source, self._lock = source, threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with self._lock:
            return next(self._source)
