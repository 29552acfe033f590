"""WAV files: is it 16-bit mono PCM, and its samples block by block, so that a long file needs no memory for itself.

wav = open_wav(Path("drive.wav"))
for block in blocks_at_16_khz(wav):
    use(block)
"""

import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from speech.pcm import check_rate, samples_of
from speech.protocols import AudioError, Samples
from speech.resampling import Resampler

BLOCK = 0.1  # s of audio read at once: what a microphone gives at once, too
PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE = 1, 3, 6, 7, 0xFFFE  # kinds of coding, as a WAV file numbers them
CODINGS = {FLOAT: "floating point", A_LAW: "A-law", MU_LAW: "mu-law"}
CHANNELS = {1: "mono", 2: "stereo"}
WANTED = "16-bit mono PCM is needed"
SHORTEST_FORMAT = 16  # bytes of a "fmt " chunk without extension
# lengths that say that whoever wrote the file could not go back to write the right one: ffmpeg and sox to a pipe,
# arecord. The audio goes on to the end of the file
LENGTH_NOT_KNOWN = (0xFFFF_FFFF, 0x7FFF_F000, 0x8000_0000)


@dataclass(frozen=True)
class Wav:
    """A file that was looked at, and where its samples are."""

    path: Path
    rate: int  # Hz
    samples: int
    start: int  # byte of the first sample

    @property
    def seconds(self) -> float:
        return self.samples / self.rate


def open_wav(path: Path) -> Wav:
    """Reads the head of the file. AudioError if it is not whole 16-bit mono PCM, OSError if it cannot be read."""
    with path.open("rb") as file:
        size = path.stat().st_size
        if not size:
            raise AudioError(f"{path.name} is empty: it has no byte")
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WAVE":
            raise AudioError(f"{path.name} is no WAV file; {WANTED}")
        rate = 0
        for name, start, length in chunks(file, size):
            if name == b"fmt ":
                rate = rate_of(file.read(min(length, size - start)), path.name)
            elif name == b"data":
                if not rate:
                    break
                there = size - start
                stated = there if is_stream(head, length, size) else length
                return Wav(path, rate, samples_in(stated, there, path.name), start)
    raise AudioError(f"{path.name} is damaged or truncated: a WAV file without {'samples' if rate else 'a format'}")


def chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, place of its first byte, length as stated) of each part of the file."""
    start = 12
    while start + 8 <= size:
        file.seek(start)
        name, length = struct.unpack("<4sI", file.read(8))
        yield name, start + 8, length
        start += 8 + length + length % 2  # parts begin at even bytes


def is_stream(head: bytes, length: int, size: int) -> bool:
    """Was the length of the audio not known when it was written? `head` is the file's, `size` all of its bytes.

    A length of 0 says so (GStreamer, and programs that died before they could write another) only where the length of
    the whole file is wrong, too: a file may really have no audio.
    """
    (stated,) = struct.unpack_from("<I", head, 4)
    return length in LENGTH_NOT_KNOWN or (not length and stated != size - 8)


def rate_of(head: bytes, name: str) -> int:
    """The rate that a "fmt " chunk states, if all else in it is as needed."""
    if len(head) < SHORTEST_FORMAT:
        raise AudioError(f"{name} is truncated: it ends within its format")
    rate: int
    coding, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head)
    if coding == EXTENSIBLE and len(head) >= 26:
        (coding,) = struct.unpack_from("<H", head, 24)
    if coding != PCM:
        raise AudioError(f"{name} is {CODINGS.get(coding, f'coded in way {coding}')}; {WANTED}")
    if bits != 16:
        raise AudioError(f"{name} has {bits} bits a sample; {WANTED}")
    if channels != 1:
        raise AudioError(f"{name} is {CHANNELS.get(channels, f'of {channels} channels')}; {WANTED}")
    try:
        check_rate(rate)
    except AudioError as error:
        raise AudioError(f"{name}: {error}") from error
    return rate


def samples_in(stated: int, there: int, name: str) -> int:
    """How many samples the data chunk has. A file that is shorter than it says is not used: a word may be missing."""
    if stated > there:
        raise AudioError(f"{name} is truncated: it says that it has {stated} bytes of audio, and has {there}")
    if stated % 2:
        raise AudioError(f"{name} is damaged: {stated} bytes are no whole number of 16-bit samples")
    if not stated:
        raise AudioError(f"{name} is empty: it has no sample")
    return stated // 2


def blocks(wav: Wav) -> Iterator[Samples]:
    """The samples at the rate of the file."""
    at_once = round(wav.rate * BLOCK) * 2  # bytes
    with wav.path.open("rb") as file:
        file.seek(wav.start)
        left = wav.samples * 2
        while left:
            data = file.read(min(at_once, left))
            if not data:
                raise AudioError(f"{wav.path.name} was cut while it was read: {left} bytes are missing")
            left -= len(data)
            yield samples_of(data, wav.rate)


def blocks_at_16_khz(wav: Wav) -> Iterator[Samples]:
    """The same at the rate of everything in this room."""
    resampler = Resampler(wav.rate)
    for block in blocks(wav):
        yield resampler.accept(block)
    yield resampler.finish()


def read_at_16_khz(path: Path) -> Samples:
    """A whole file, for those that are known to be short."""
    return np.concatenate(list(blocks_at_16_khz(open_wav(path))))


def write_wav(path: Path, samples: Samples, rate: int) -> None:
    """A whole file, mono, of 16 bits. Raises OSError."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
