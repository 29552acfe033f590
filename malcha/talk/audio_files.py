"""WAV files in place of a microphone: chunks of 0.1 s, as fast as they are taken or as fast as they were spoken."""

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
