"""What the second hearing learns from: speakers, cars, and the files of it."""

from random import Random

import numpy as np
import pytest

from speech.listening.vad import FRAME
from speech.pcm import level
from speech.protocols import RATE
from speech.training import in_the_car
from speech.training.in_the_car import heard, other_voice, scene
from speech.training.recordings import recordings
from speech.training.speakers import OWN, speaker, styles


class Loudness:
    """A VoiceActivity: what is loud is a voice."""

    def reset(self):
        pass

    def probability(self, frame):
        return 0.99 if level(frame) > -30 else 0.01


def voice(seconds=1.0):
    time = np.arange(round(seconds * RATE)) / RATE
    return np.rint(9_000 * np.sin(2 * np.pi * 220 * time) * (1.2 + np.sin(2 * np.pi * 4 * time)) / 2).astype(np.int16)


@pytest.fixture
def no_suppression(monkeypatch):
    monkeypatch.setattr(in_the_car, "Suppression", lambda: None)


def test_a_speaker_is_a_mix_and_never_mostly_the_voice_that_evaluations_use():
    rng = Random(0)
    some = [speaker([*OWN, "af_heart"], rng) for _ in range(200)]
    for each in some:
        assert sum(each.shares.values()) == pytest.approx(1.0)
        assert sum(each.shares.get(name, 0.0) for name in OWN) <= 0.7
    assert len({tuple(each.shares) for each in some}) > 3
    assert len({each.speed for each in some}) == 200


def test_voices_are_read_by_name_and_a_folder_without_is_told(tmp_path):
    with pytest.raises(ValueError, match="npm pack kokoro-js"):
        styles(tmp_path)
    np.ones((3, 256), np.float32).tofile(tmp_path / "af_one.bin")
    assert {name: each.shape for name, each in styles(tmp_path).items()} == {"af_one": (3, 256)}


def test_the_same_chance_gives_the_same_audio_and_another_one_another():
    one, again, other = (other_voice(voice(), np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one[:1000], other[:1000])
    assert 0.85 < len(one) / RATE < 1.16


@pytest.mark.usefixtures("no_suppression")
def test_a_voice_reaches_the_recogniser_with_little_silence_around_it():
    found = heard(voice(), False, Loudness(), np.random.default_rng(3))
    assert found is not None
    assert 0.85 < len(found) / RATE < 1.6


@pytest.mark.usefixtures("no_suppression")
def test_what_the_ears_do_not_take_for_an_utterance_is_left_out():
    class Deaf(Loudness):
        def probability(self, frame):
            assert len(frame) == FRAME
            return 0.0

    assert heard(voice(), True, Deaf(), np.random.default_rng(3)) is None


def test_every_car_makes_noise():
    for seed in range(50):
        what = scene(np.random.default_rng(seed))
        assert what.speed >= 10
        assert 0 <= what.rain <= 1


def test_recordings_are_found_with_what_was_said(tmp_path):
    with pytest.raises(ValueError, match=r"speech\.training\.recordings"):
        recordings(tmp_path)
    np.save(tmp_path / "7-1.npy", voice(0.2))
    (tmp_path / "said-0.tsv").write_text("7\t1\t창문 열어 줘\n", encoding="utf-8")
    (found,) = recordings(tmp_path)
    assert (found.text, len(found.samples())) == ("창문 열어 줘", RATE // 5)
