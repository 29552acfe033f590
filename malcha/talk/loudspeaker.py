"""Where a reply is played: the loudspeaker of this machine, by the package sounddevice (PortAudio), or a WAV file.

opened = loudspeaker()
if opened is not None:
    player = opened(24_000)
    player.play(chunk)  # 16-bit little-endian mono samples
    player.close()
"""

import logging
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from malcha.talk.sound import sounddevice
from speech.protocols import SpeechUnavailable

log = logging.getLogger(__name__)

WAITING = 0.2  # s of audio that wait to be played; more is not taken
BLOCK = 0.02  # s that PortAudio asks for at once
GONE_AFTER = 1.5  # s in which nothing was played: it was unplugged. PortAudio does not say so on every system
SAMPLE = 2  # bytes


class LoudspeakerError(Exception):
    """There is no loudspeaker, it cannot be used, or it has gone; says which."""


class Player(Protocol):
    """What plays one reply, at one rate."""

    def play(self, chunk: bytes) -> None:
        """16-bit little-endian mono samples; waits while enough is waiting already."""
        ...

    def stop(self) -> None:
        """Silent at once; what waits is dropped. From any thread."""
        ...

    def close(self) -> None:
        """What waits is still heard; then it is closed."""
        ...


def loudspeaker() -> Callable[[int], Player] | None:
    """How the usual one of the system is opened, at a rate in Hz. None: there is none, and the log says why."""
    try:
        package = sounddevice()
        package.query_devices(kind="output")
    except SpeechUnavailable as error:
        log.info("the reply is not heard: %s", error)
        return None
    except (package.PortAudioError, ValueError) as error:
        log.info("the reply is not heard: there is no loudspeaker: %s", error)
        return None
    return lambda rate: Loudspeaker(package, rate)


class Loudspeaker:
    """A Player. PortAudio takes what waits in a thread of its own; nothing that waits is silence."""

    def __init__(self, package: Any, rate: int) -> None:
        """Opens it. Raises LoudspeakerError."""
        self._most = round(rate * WAITING) * SAMPLE
        self._waiting = bytearray()
        self._changed = threading.Condition()
        try:
            self._stream = package.RawOutputStream(
                samplerate=rate,
                blocksize=round(rate * BLOCK),
                channels=1,
                dtype="int16",
                latency="low",
                callback=self._give,
            )
            self._stream.start()
        except (package.PortAudioError, ValueError) as error:
            raise LoudspeakerError(f"the loudspeaker cannot be used at {rate} Hz: {error}") from error

    def play(self, chunk: bytes) -> None:
        """Raises LoudspeakerError where it has gone."""
        with self._changed:
            self._waiting += chunk
            self._wait(self._most)

    def stop(self) -> None:
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def close(self) -> None:
        """Raises LoudspeakerError where it has gone before all was heard."""
        try:
            with self._changed:
                self._wait(0)
            self._stream.stop()  # plays what PortAudio has taken
        finally:
            self._stream.close()

    def _wait(self, most: int) -> None:
        """Until at most so many bytes wait."""
        while (before := len(self._waiting)) > most:
            if not self._changed.wait_for(lambda: len(self._waiting) < before, GONE_AFTER):
                self._waiting.clear()
                raise LoudspeakerError(f"the loudspeaker has played nothing for {GONE_AFTER:g} s: unplugged?")

    def _give(self, wanted: Any, samples: int, when: Any, status: Any) -> None:
        """Called by PortAudio: fills `wanted`, with silence where nothing waits."""
        with self._changed:
            given = bytes(self._waiting[: len(wanted)])
            del self._waiting[: len(given)]
            self._changed.notify_all()
        wanted[:] = given + bytes(len(wanted) - len(given))


class WavFile:
    """A Player for machines without a loudspeaker: the reply becomes a file."""

    def __init__(self, path: Path, rate: int) -> None:
        """Raises OSError."""
        self._file = wave.open(str(path), "wb")  # noqa: SIM115
        self._file.setnchannels(1)
        self._file.setsampwidth(SAMPLE)
        self._file.setframerate(rate)
        self._stopped = False

    def play(self, chunk: bytes) -> None:
        if not self._stopped:
            self._file.writeframes(chunk)

    def stop(self) -> None:
        self._stopped = True

    def close(self) -> None:
        self._file.close()
