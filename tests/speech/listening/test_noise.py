"""The noise floor, when suppression is on and off, and that no sample is lost or doubled at the switch."""

import sys
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recordings import commands, needs_recordings

from speech.evaluation.car_noise import SCENES, CarNoise, active, car_noise, mixed
from speech.listening import rnnoise
from speech.listening.noise import NEEDED, NOISY_BELOW, QUIET_ABOVE, WARM_UP, NoiseFloor, Suppression
from speech.listening.rnnoise import Rnnoise, library
from speech.listening.vad import FRAME
from speech.pcm import level
from speech.protocols import RATE, SpeechUnavailable

needs_rnnoise = pytest.mark.skipif(find_spec("pyrnnoise") is None, reason="the package pyrnnoise is not installed")
NOISE, SPEECH = 0.02, 0.97  # probabilities of voice


def floor_after(*frames):
    floor = NoiseFloor()
    for dbfs, probability, count in frames:
        for _ in range(count):
            floor.update(dbfs, probability)
    return floor


def test_a_figure_needs_some_noise_alone():
    assert floor_after((-50.0, NOISE, NEEDED - 1)).dbfs is None
    assert floor_after((-50.0, NOISE, NEEDED)).dbfs == -50.0
    assert floor_after((-20.0, SPEECH, 100)).snr is None


def test_speech_and_what_may_be_speech_leave_the_floor_alone():
    assert floor_after((-50.0, NOISE, 10), (-20.0, SPEECH, 100), (-30.0, 0.5, 100)).dbfs == -50.0


def test_one_slammed_door_hardly_counts():
    assert floor_after((-50.0, NOISE, 50), (-5.0, NOISE, 1)).dbfs < -46


def test_a_blower_that_is_turned_on_is_known_after_two_seconds():
    assert floor_after((-60.0, NOISE, 500), (-35.0, NOISE, 62)).dbfs == pytest.approx(-35, abs=1)


def test_the_voice_is_assumed_first_and_then_known():
    assert floor_after((-46.0, NOISE, 5)).snr == pytest.approx(20, abs=0.1)
    assert floor_after((-46.0, NOISE, 5), (-36.0, SPEECH, 300)).snr == pytest.approx(9.5, abs=0.3)  # -36 with the noise


def test_a_voice_that_does_not_stand_out_has_no_snr():
    assert floor_after((-20.0, NOISE, 5), (-25.0, SPEECH, 300)).snr == 0.0
    assert floor_after((-10.0, NOISE, 5)).snr == 0.0


class Negating:
    """Stands for a cleaner: turns the sign, and holds back some samples until more come."""

    made = 0

    def __init__(self):
        Negating.made += 1
        self.waiting = np.zeros(0, np.int16)

    def accept(self, samples):
        together = np.concatenate([self.waiting, samples])
        self.waiting = together[-700:]
        return -together[:-700]

    def finish(self):
        return -self.waiting


COUNTED = np.arange(1, 1 + 80 * FRAME).astype(np.int32) % 30_000 + 1
FRAMES = COUNTED.astype(np.int16).reshape(-1, FRAME)


def through(snrs, suppression=None):
    suppression = suppression or Suppression(Negating)
    parts, switched = [], []
    for frame, snr in zip(FRAMES, snrs):
        parts.append(suppression.accept(frame, snr))
        switched.append(suppression.on)
    return np.concatenate([*parts, suppression.finish()]), switched


QUIET, NOISY, BETWEEN = QUIET_ABOVE + 1, NOISY_BELOW - 1, (QUIET_ABOVE + NOISY_BELOW) / 2


def test_quiet_audio_passes_to_the_last_bit_and_without_a_cleaner():
    before = Negating.made
    out, switched = through([QUIET] * 40)
    assert np.array_equal(out, FRAMES[:40].reshape(-1))
    assert not any(switched)
    assert Negating.made == before


def test_without_a_figure_nothing_is_switched():
    assert not any(through([None] * 10)[1])
    assert through([NOISY, None, None])[1] == [True, True, True]


def test_it_switches_at_two_levels():
    _, switched = through([BETWEEN, NOISY, BETWEEN, QUIET, BETWEEN, NOISY])
    assert switched == [False, True, True, False, False, True]


@given(st.lists(st.sampled_from([QUIET, NOISY, BETWEEN, None]), min_size=1, max_size=60))
def test_every_sample_comes_out_once_and_in_its_place(snrs):
    out, switched = through(snrs)
    assert np.array_equal(np.abs(out), FRAMES[: len(snrs)].reshape(-1))
    signs = np.sign(out).reshape(-1, FRAME)
    assert [bool(each[0] < 0) for each in signs] == switched  # at the frame itself, with all of it
    assert all(len(set(each)) == 1 for each in signs)


def test_the_cleaner_hears_what_was_before_the_switch():
    heard = []

    class Listening(Negating):
        def accept(self, samples):
            heard.append(len(samples))
            return super().accept(samples)

    through([QUIET] * 60 + [NOISY], Suppression(Listening))
    assert heard == [FRAME] * (WARM_UP + 1)


def test_what_is_missing_is_told_before_the_first_word(monkeypatch):
    library.cache_clear()
    monkeypatch.setattr(rnnoise, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match=r"pyrnnoise is missing.*pip install --no-deps pyrnnoise"):
        Suppression()


@pytest.mark.parametrize("content", [b"", b"no library at all", b"\x7fELF" + bytes(100)])
def test_a_damaged_library_is_named(tmp_path, content):
    path = tmp_path / "librnnoise.so"
    path.write_bytes(content)
    with pytest.raises(SpeechUnavailable, match=r"librnnoise\.so cannot be used"):
        library(path)


@needs_rnnoise
def test_the_package_itself_is_not_imported():
    Rnnoise().accept(np.zeros(RATE, np.int16))
    assert "pyrnnoise" not in sys.modules


def cleaned(samples, chunk=FRAME):
    stream = Rnnoise()
    parts = [stream.accept(samples[at : at + chunk]) for at in range(0, len(samples), chunk)]
    return np.concatenate([*parts, stream.finish()])


@needs_rnnoise
@pytest.mark.parametrize("scene", SCENES)
def test_noise_alone_is_taken_away(scene):
    noise = car_noise(SCENES[scene], 3.0, 2)
    assert level(cleaned(noise)[RATE:]) < level(noise[RATE:]) - 15


@needs_rnnoise
@pytest.mark.parametrize("samples", [0, 1, 159, 160, 5_000])
def test_as_many_samples_come_out_as_went_in(samples):
    assert len(cleaned(np.ones(samples, np.int16))) == samples


@needs_rnnoise
def test_chunks_make_no_difference():
    noise = car_noise(CarNoise(speed=100.0), 1.0, 2)
    assert all(np.array_equal(one, other) for one, other in pairwise(cleaned(noise, size) for size in (1, 160, 16_000)))


@needs_rnnoise
@needs_recordings
def test_a_voice_stays_where_it_was_and_the_noise_goes():
    clip = commands()[1]
    where = active(clip)
    noisy = mixed(clip, car_noise(SCENES["town"], len(clip) / RATE, 3), 10.0)
    out = cleaned(noisy).astype(float)
    lags = range(-200, 201)
    match = [np.dot(clip[1000:-1000].astype(float), np.roll(out, -lag)[1000:-1000]) for lag in lags]
    assert abs(lags[int(np.argmax(match))]) <= 2
    error_before = (noisy - clip.astype(float) * np.dot(noisy, clip.astype(float)) / np.dot(clip.astype(float), clip))[
        where
    ]
    error_after = (out - clip.astype(float))[where]
    assert np.mean(error_after**2) < np.mean(error_before**2)
