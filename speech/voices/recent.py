"""What was rendered last, in memory alone: it ends with the process."""

import threading
from collections import OrderedDict

from speech.protocols import Samples

MOST_BYTES = 5_000_000  # 100 s of speech


class Recent:
    """The audio of sentences; what was not used for longest goes first. For several threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._kept: OrderedDict[str, Samples] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> Samples | None:
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
            return self._kept.get(text)

    def put(self, text: str, samples: Samples) -> None:
        with self._lock:
            if (before := self._kept.pop(text, None)) is not None:
                self._bytes -= before.nbytes
            self._kept[text] = samples
            self._bytes += samples.nbytes
            while self._bytes > self._most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.nbytes
