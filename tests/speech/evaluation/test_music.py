"""The music of our own: as loud as a radio, the same for a seed, with the pitch of a voice in it."""

import numpy as np
import pytest

from speech.evaluation.music import LOUDNESS, music
from speech.listening.vad import FRAME, Vad, open_session
from speech.pcm import level, peak
from speech.protocols import RATE, SpeechUnavailable


def test_a_seed_gives_its_song_and_another_seed_another():
    assert np.array_equal(music(2.0, 1), music(2.0, 1))
    assert not np.array_equal(music(2.0, 1), music(2.0, 2))
    assert len(music(2.5, 1)) == 2.5 * RATE
    assert len(music(0.0, 1)) == 0


@pytest.mark.parametrize("seed", range(4))
def test_it_is_as_loud_as_a_radio_and_fits_the_scale(seed):
    song = music(6.0, seed)
    assert level(song) == pytest.approx(LOUDNESS, abs=0.2)
    assert peak(song) < 0


def test_much_of_it_lies_where_a_voice_does():
    power = np.abs(np.fft.rfft(music(8.0, 1).astype(float))) ** 2
    hertz = np.fft.rfftfreq(8 * RATE, 1 / RATE)
    assert power[(hertz > 150) & (hertz < 3_500)].sum() > 0.3 * power.sum()


def test_hardly_a_frame_of_it_is_taken_for_voice():
    try:
        vad = Vad(open_session())
    except SpeechUnavailable as error:
        pytest.skip(str(error))
    song = music(10.0, 1)
    voice = [vad.probability(song[at : at + FRAME]) > 0.5 for at in range(0, len(song) - FRAME, FRAME)]
    assert np.mean(voice) < 0.05
