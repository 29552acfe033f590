"""The microphone of this machine, by the package sounddevice (PortAudio).

microphone = Microphone()
for chunk in microphone.chunks():  # bytes of 0.1 s, until microphone.close()
    ...
"""

import queue
from collections.abc import Iterator
from typing import Any

from malcha.talk.sound import sounddevice
from speech.pcm import HIGHEST_RATE, LOWEST_RATE
from speech.protocols import RATE

CHUNK = 0.1  # s
SILENT_FOR = 1.5  # s without a chunk: it was unplugged. PortAudio does not say so on every system
MOST_WAITING = 100  # chunks that nobody takes; then the oldest are lost


class MicrophoneError(Exception):
    """There is no microphone, it cannot be used, or it has gone; says which."""


class Microphone:
    """The usual one of the system, 16 bits, mono, at RATE; at its own rate where it has not that."""

    def __init__(self, silent_for: float = SILENT_FOR) -> None:
        """Opens it: from now on it is heard. Raises SpeechUnavailable, MicrophoneError."""
        self._silent_for, self._gone, self._closed = silent_for, False, False
        self._coming: queue.Queue[bytes | None] = queue.Queue(MOST_WAITING)
        package = sounddevice()
        try:
            self.rate = rate_of(package)
            self._stream = package.RawInputStream(
                samplerate=self.rate,
                blocksize=round(self.rate * CHUNK),
                channels=1,
                dtype="int16",
                callback=self._take,
                finished_callback=self._ended,
            )
            self._stream.start()
        except (package.PortAudioError, ValueError) as error:
            raise MicrophoneError(f"the microphone cannot be used: {error}") from error

    def close(self) -> None:
        """Nothing more is wanted: `chunks` ends, and it is free for others. From any thread."""
        self._closed = True
        self._put(None)
        self._stream.close()

    def chunks(self) -> Iterator[bytes]:
        """16-bit samples as they come. Raises MicrophoneError where the microphone is gone."""
        while True:
            try:
                chunk = self._coming.get(timeout=self._silent_for)
            except queue.Empty:
                raise MicrophoneError(
                    f"the microphone has given nothing for {self._silent_for:g} s: unplugged?"
                ) from None
            if chunk is None and self._gone:
                raise MicrophoneError("the microphone has gone: unplugged?")
            if chunk is None:
                return
            yield chunk

    def _take(self, data: Any, samples: int, when: Any, status: Any) -> None:
        """Called by PortAudio in a thread of its own."""
        self._put(bytes(data))

    def _ended(self) -> None:
        """Called by PortAudio where it gives up, and when it is closed."""
        self._gone = not self._closed
        self._put(None)

    def _put(self, chunk: bytes | None) -> None:
        while True:
            try:
                self._coming.put_nowait(chunk)
                return
            except queue.Full:
                self._drop()

    def _drop(self) -> None:
        try:
            self._coming.get_nowait()
        except queue.Empty:
            return


def rate_of(package: Any) -> int:
    """Hz. Raises MicrophoneError where there is none, or none that suits."""
    try:
        device = package.query_devices(kind="input")
    except (package.PortAudioError, ValueError) as error:
        raise MicrophoneError(f"there is no microphone: {error}") from error
    try:
        package.check_input_settings(channels=1, dtype="int16", samplerate=RATE)
        return RATE
    except (package.PortAudioError, ValueError):
        own = round(float(device["default_samplerate"]))
    if not LOWEST_RATE <= own <= HIGHEST_RATE:
        raise MicrophoneError(f"the microphone {device['name']} gives {own} Hz, and no {RATE} Hz")
    return own
