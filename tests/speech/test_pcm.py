"""What is usable audio, and what levels, clipping and offset are of signals that can be worked out by hand."""

import numpy as np
import pytest

from speech.pcm import (
    SILENCE,
    DcRemoval,
    check_rate,
    clipped_share,
    dc_offset,
    level,
    peak,
    rounded,
    samples_of,
    without_dc,
)
from speech.protocols import RATE, AudioError

SECOND = np.arange(RATE) / RATE


def sine(hertz: float, amplitude: float):
    return rounded(amplitude * np.sin(2 * np.pi * hertz * SECOND))


def test_the_lower_byte_comes_first():
    assert samples_of(b"\x01\x00\xff\xff\x00\x80\xff\x7f").tolist() == [1, -1, -32768, 32767]


def test_no_bytes_are_no_samples():
    assert len(samples_of(b"")) == 0


def test_half_a_sample_is_refused():
    with pytest.raises(AudioError, match="3 bytes are no whole number of samples"):
        samples_of(b"\x00\x00\x00")


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])
def test_rates_of_sound_cards_are_taken(rate):
    check_rate(rate)


@pytest.mark.parametrize("rate", [-16_000, 0, 1, 7_999, 7_975, 48_001, 48_025, 96_000, 16_001])
def test_other_rates_are_refused_with_what_is_needed(rate):
    with pytest.raises(AudioError, match=f"{rate} Hz cannot be used: a rate from 8000 to 48000 Hz"):
        samples_of(b"\x00\x00", rate)


def test_a_square_at_full_scale_has_0_dbfs_and_a_sine_3_less():
    assert level(np.tile(np.array([32767, -32768], np.int16), 100)) == pytest.approx(0, abs=0.001)
    assert level(sine(1000, 32767)) == pytest.approx(-3.01, abs=0.01)
    assert level(sine(1000, 3276.7)) == pytest.approx(-23.01, abs=0.01)


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(100, np.int16)])
def test_digital_zero_has_a_level_that_can_be_shown(samples):
    assert level(samples) == peak(samples) == SILENCE
    assert clipped_share(samples) == dc_offset(samples) == 0


def test_the_lowest_sample_does_not_overflow():
    lowest = np.array([-32768], np.int16)
    assert peak(lowest) == 0
    assert clipped_share(lowest) == 1


def test_clipping_is_counted_at_both_ends():
    assert clipped_share(sine(100, 32000)) == 0
    overdriven = clipped_share(sine(100, 2 * 32768))  # beyond half its height: two thirds of the time
    assert overdriven == pytest.approx(2 / 3, abs=0.02)


def test_an_offset_is_found_and_removed():
    beside = rounded(sine(200, 5000) + 3000.0)
    assert dc_offset(beside) == pytest.approx(3000, abs=1)
    assert np.abs(without_dc(beside) - sine(200, 5000)).max() <= 1


def test_a_stream_comes_to_stand_around_zero():
    removal = DcRemoval()
    beside = rounded(sine(200, 3000) - 6000.0)
    frames = [removal.removed(beside[start : start + 512]) for start in range(0, RATE, 512)]
    assert abs(dc_offset(np.concatenate(frames[1:]))) < 60
    assert level(frames[-1]) == pytest.approx(level(sine(200, 3000)), abs=0.3)


def test_an_offset_that_moves_is_followed():
    removal = DcRemoval()
    for offset in (4000, -4000):
        for _ in range(150):  # 5 s
            frame = removal.removed(np.full(512, offset, np.int16))
        assert abs(dc_offset(frame)) < 100


def test_a_stream_around_zero_passes_to_the_last_bit():
    removal = DcRemoval()
    samples = rounded(sine(150, 8000) + 40.0)  # an offset that any microphone has
    for start in range(0, RATE, 512):
        assert np.array_equal(removal.removed(samples[start : start + 512]), samples[start : start + 512])
