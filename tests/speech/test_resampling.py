"""A tone stays the same tone, what 16 kHz cannot hold is gone, and chunks make no difference."""

import gc
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.pcm import level, rounded
from speech.protocols import RATE, AudioError
from speech.resampling import Resampler, resampled

RATES = [8_000, 11_025, 12_000, 22_050, 24_000, 32_000, 44_100, 48_000]
AMPLITUDE = 16_000
EDGE = 400  # samples at either end, where the filter sees the silence around


def tone(hertz, rate, seconds=1.0):
    return rounded(AMPLITUDE * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("part", [0.01, 0.1, 0.5, 0.89])  # of half the lower rate
def test_a_tone_comes_out_with_an_error_of_the_last_bit(rate, part):
    hertz = part * min(rate, RATE) / 2
    made = resampled(tone(hertz, rate), rate)
    exact = AMPLITUDE * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
    error = (made - exact)[EDGE:-EDGE]
    assert 10 * np.log10(np.mean(error**2) / np.mean(exact**2)) < -85


TOO_HIGH = [(rate, hertz) for rate in RATES for hertz in (8_000, 8_080, 9_600, 15_200) if hertz < rate / 2]


@pytest.mark.parametrize(("rate", "hertz"), TOO_HIGH)
def test_what_does_not_fit_does_not_fold_back(rate, hertz):
    assert level(resampled(tone(hertz, rate), rate)[EDGE:-EDGE]) < -85


def test_no_mirror_image_appears_above_what_came():
    made = resampled(tone(3_000, 8_000), 8_000)[EDGE:-EDGE].astype(float)
    spectrum = np.abs(np.fft.rfft(made * np.hanning(len(made))))
    hertz = np.fft.rfftfreq(len(made), 1 / RATE)
    assert 20 * np.log10(spectrum[hertz > 4_000].max() / spectrum.max()) < -85


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("samples", [0, 1, 2, 999, 44_100])
def test_the_output_is_as_long_as_the_input(rate, samples):
    assert len(resampled(np.ones(samples, np.int16), rate)) == -(-samples * RATE // rate)


@pytest.mark.parametrize("rate", RATES)
def test_a_constant_stays_exactly_that(rate):
    assert set(resampled(np.full(rate, 12_345, np.int16), rate)[EDGE:-EDGE].tolist()) == {12_345}


def test_16_khz_passes_to_the_last_bit():
    samples = np.random.default_rng(1).integers(-32768, 32768, 1000).astype(np.int16)
    assert np.array_equal(resampled(samples, RATE), samples)


NOISE = np.random.default_rng(3).integers(-32768, 32768, 6_000).astype(np.int16)


@pytest.mark.parametrize("rate", RATES)
@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, len(NOISE)), max_size=12))
def test_chunks_make_no_difference(rate, cuts):
    resampler = Resampler(rate)
    parts = [resampler.accept(chunk) for chunk in np.split(NOISE, sorted(cuts))]
    assert np.array_equal(np.concatenate([*parts, resampler.finish()]), resampled(NOISE, rate))


def test_one_sample_after_the_other_makes_no_difference():
    resampler = Resampler(44_100)
    parts = [resampler.accept(NOISE[at : at + 1]) for at in range(2_000)]
    assert np.array_equal(np.concatenate([*parts, resampler.finish()]), resampled(NOISE[:2_000], 44_100))


def test_a_long_stream_and_a_large_chunk_need_little_memory():
    resampler, ten_seconds = Resampler(48_000), np.zeros(10 * 48_000, np.int16)
    resampler.accept(ten_seconds[:480])
    tracemalloc.start()
    for _ in range(3):
        resampler.accept(ten_seconds)
    gc.collect()
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 100_000
    assert most < 4 * ten_seconds.nbytes


def test_there_and_back_is_where_it_was():
    samples = tone(1_000, RATE)
    back = resampled(resampled(samples, RATE, 48_000), 48_000)
    assert len(back) == len(samples)
    assert np.abs(back[EDGE:-EDGE].astype(int) - samples[EDGE:-EDGE]).max() <= 2


@pytest.mark.parametrize("rate", [7_000, 50_000])
def test_a_wrong_rate_is_refused_before_there_is_audio(rate):
    with pytest.raises(AudioError, match=f"{rate} Hz"):
        Resampler(rate)
