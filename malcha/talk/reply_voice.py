"""The reply as sound: pieces as they come to a loudspeaker that is opened with the first of them."""

import threading
from collections.abc import Callable

from malcha.talk.loudspeaker import Player
from malcha.v1 import vehicle_pb2

Opened = Callable[[int], Player]  # rate in Hz


class ReplyVoice:
    """Of one reply. `opened` None: nothing is heard, and all is as it were."""

    def __init__(self, opened: Opened | None) -> None:
        self._opened = opened
        self._player: Player | None = None
        self._hushed = threading.Event()

    def take(self, piece: vehicle_pb2.ReplyAudio) -> None:
        """The next piece. Raises what opening and playing raise."""
        if self._opened is None or self._hushed.is_set() or not piece.audio:
            return
        if self._player is None:
            self._player = self._opened(piece.rate_hz)
        self._player.play(piece.audio)
        if self._hushed.is_set():  # meanwhile
            self._player.stop()

    def hush(self) -> None:
        """Nothing more of this reply is heard. From any thread."""
        self._hushed.set()
        if self._player is not None:
            self._player.stop()

    def close(self) -> None:
        if self._player is not None:
            self._player.close()
