"""Audio as Whisper's network reads it."""

import numpy as np
import pytest

from speech.protocols import RATE
from speech.recognising.log_mel import BANDS, log_mel


def tone(hertz, seconds=1.0):
    return np.rint(8_000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


def test_a_frame_each_ten_milliseconds_and_silence_behind():
    found = log_mel(tone(440), 3.0)
    assert found.shape == (BANDS, 300)
    assert found.dtype == np.float32
    assert found[:, 150:].max() == found.min()


@pytest.mark.parametrize(("hertz", "band"), [(300, 7), (1_000, 25), (3_000, 54)])
def test_a_tone_is_loudest_in_its_band(hertz, band):
    # centres of the bands by Slaney's scale: 45.2456 mel over 81 steps; 1000 Hz is 15 mel
    assert abs(int(log_mel(tone(hertz), 2.0)[:, 50].argmax()) - band) <= 1


def test_the_loudest_and_the_quietest_are_eight_powers_of_ten_apart():
    found = log_mel(tone(440), 2.0)
    assert found.max() - found.min() == pytest.approx(8.0 / 4)


def test_audio_that_is_longer_is_cut_and_silence_is_even():
    assert log_mel(tone(440, 3.0), 2.0).shape == (BANDS, 200)
    silence = log_mel(np.zeros(RATE, np.int16), 2.0)
    assert np.isfinite(silence).all()
    assert silence.max() == silence.min()
