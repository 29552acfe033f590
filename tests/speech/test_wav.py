"""Files that are read, and files that are refused: with their name and with what they are."""

import struct
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest

from speech.protocols import RATE, AudioError
from speech.wav import blocks, blocks_at_16_khz, open_wav, read_at_16_khz

SAMPLES = np.random.default_rng(5).integers(-32768, 32768, 5_000).astype(np.int16)
PCM, FLOAT, A_LAW, EXTENSIBLE = 1, 3, 6, 0xFFFE


def part(name: bytes, content: bytes, stated: int | None = None) -> bytes:
    return struct.pack("<4sI", name, len(content) if stated is None else stated) + content + b"\0" * (len(content) % 2)


def form(coding=PCM, channels=1, rate=RATE, bits=16, more=b"") -> bytes:
    width = channels * bits // 8
    return part(b"fmt ", struct.pack("<HHIIHH", coding, channels, rate, rate * width, width, bits) + more)


def riff(*parts: bytes) -> bytes:
    content = b"WAVE" + b"".join(parts)
    return struct.pack("<4sI", b"RIFF", len(content)) + content


def streamed(length: int, audio: bytes, whole: int = 0xFFFFFFFF) -> bytes:
    """What is written to a pipe: `length` of the audio and of the `whole` file are those of the first moment."""
    return struct.pack("<4sI", b"RIFF", whole) + b"WAVE" + form() + struct.pack("<4sI", b"data", length) + audio


def extension(coding: int) -> bytes:
    return struct.pack("<HHI", 22, 16, 4) + struct.pack("<H", coding) + bytes.fromhex("000000001000800000aa00389b71")


DATA = part(b"data", SAMPLES.tobytes())


@pytest.fixture
def file(tmp_path):
    def written(content: bytes) -> Path:
        path = tmp_path / "a.wav"
        path.write_bytes(content)
        return path

    return written


def test_what_the_standard_library_writes_is_read(tmp_path):
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(24_000)
        out.writeframes(SAMPLES.tobytes())
    wav = open_wav(path)
    assert (wav.rate, wav.samples, wav.seconds) == (24_000, 5_000, 5_000 / 24_000)
    assert np.array_equal(np.concatenate(list(blocks(wav))), SAMPLES)


@pytest.mark.parametrize(
    "content",
    [
        riff(form(), DATA),
        riff(form(), part(b"LIST", b"odd"), DATA),  # a part of odd length is filled up
        riff(part(b"JUNK", bytes(28)), form(), DATA),
        riff(form(), DATA, part(b"LIST", b"behind it")),
        riff(form(EXTENSIBLE, more=extension(PCM)), DATA),
    ],
    ids=["plain", "odd part", "part in front", "part behind", "extensible"],
)
def test_other_parts_are_passed_over(file, content):
    assert np.array_equal(read_at_16_khz(file(content)), SAMPLES)


@pytest.mark.parametrize(
    ("length", "whole"),
    [(0xFFFFFFFF, 0xFFFFFFFF), (0x7FFFF000, 0x7FFFF024), (0x80000000, 0x80000024), (0, 0), (0, 36), (0, 0xFFFFFFFF)],
    ids=["ffmpeg", "sox", "arecord", "zeros", "header of nothing", "zero audio"],
)
def test_a_file_written_to_a_pipe_goes_on_to_its_end(file, length, whole):
    wav = open_wav(path := file(streamed(length, SAMPLES.tobytes(), whole)))
    assert wav.samples == len(SAMPLES)
    assert np.array_equal(read_at_16_khz(path), SAMPLES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty: it has no byte"),
        (b"ID3\x04" + bytes(200), "is no WAV file"),
        (b"RIFF", "is no WAV file"),
        (b"RIFF\x24\0\0\0AVI " + bytes(100), "is no WAV file"),
        (b"RIFX\0\0\0\x24WAVE" + bytes(100), "is no WAV file"),
        (riff(form(channels=2), DATA), "is stereo"),
        (riff(form(channels=6), DATA), "is of 6 channels"),
        (riff(form(channels=0), DATA), "is of 0 channels"),
        (riff(form(FLOAT, bits=32), DATA), "is floating point"),
        (riff(form(EXTENSIBLE, bits=32, more=extension(FLOAT)), DATA), "is floating point"),
        (riff(form(A_LAW, bits=8), DATA), "is A-law"),
        (riff(form(85), DATA), "is coded in way 85"),
        (riff(form(bits=8), DATA), "has 8 bits a sample"),
        (riff(form(bits=24), DATA), "has 24 bits a sample"),
        (riff(form(bits=32), DATA), "has 32 bits a sample"),
        (riff(form(rate=96_000), DATA), "96000 Hz cannot be used"),
        (riff(form(rate=0), DATA), "0 Hz cannot be used"),
        (riff(form(), part(b"data", b"")), "is empty: it has no sample"),
        (riff(form(), part(b"data", b"\0\0\0")), "3 bytes are no whole number"),
        (riff(form()), "without samples"),
        (riff(DATA), "without a format"),
        (riff(DATA, form()), "without a format"),
        (riff(form())[:30], "is truncated: it ends within its format"),
        (riff(form(), DATA)[:-1], "it says that it has 10000 bytes of audio, and has 9999"),
        (riff(form(), DATA)[:45], "has 1"),
        (riff(form(), part(b"data", b"\0\0", stated=0xFFFFFFFE)), "is truncated"),
        (riff(form(), part(b"data", b"\0\0", stated=0x7FFFFFFE)), "is truncated"),
        (riff(form(), part(b"data", b""), part(b"LIST", b"behind it")), "is empty: it has no sample"),
        (streamed(0xFFFFFFFF, b""), "is empty: it has no sample"),
        (streamed(0, b""), "is empty: it has no sample"),
        (streamed(0xFFFFFFFF, b"\0\0\0"), "3 bytes are no whole number"),
        (riff(form(), part(b"LIST", b"", stated=0xFFFFFFFF), DATA), "without samples"),
    ],
)
def test_anything_else_is_refused_with_what_it_is(file, content, says):
    with pytest.raises(AudioError, match=says):
        open_wav(file(content))


def test_a_refusal_says_which_file_and_what_is_needed(file):
    with pytest.raises(AudioError, match=r"a\.wav is stereo; 16-bit mono PCM is needed"):
        open_wav(file(riff(form(channels=2), DATA)))


def test_every_cut_of_a_file_is_an_error_and_never_a_shorter_file(file):
    whole = riff(form(), part(b"data", SAMPLES[:20].tobytes()))
    for length in range(len(whole)):
        with pytest.raises(AudioError):
            open_wav(file(whole[:length]))


def test_a_file_that_shrinks_while_it_is_read_is_an_error(file):
    path = file(riff(form(), DATA))
    wav = open_wav(path)
    path.write_bytes(path.read_bytes()[:2_000])
    with pytest.raises(AudioError, match="was cut while it was read"):
        list(blocks(wav))


def test_what_is_no_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match=r"a\.wav"):
        open_wav(tmp_path / "a.wav")
    with pytest.raises(OSError, match=r"."):
        open_wav(tmp_path)


def test_100_megabytes_are_read_in_less_than_2(tmp_path):
    path, length = tmp_path / "long.wav", 100_000_000
    with path.open("wb") as out:
        out.write(riff(form(rate=48_000), part(b"data", b"", stated=length)))
        out.truncate(out.tell() + length)  # a file with a hole: nothing is written
    wav, samples = open_wav(path), 0
    next(blocks_at_16_khz(wav))  # the filter is made once
    tracemalloc.start()
    for block in blocks(wav):
        samples += len(block)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert samples == length // 2
    assert most < 2_000_000
