"""A recording as the car would hear it: silence around it, noise over both, in bounded memory."""

import tracemalloc

import numpy as np
import pytest
from speech_like import speech

from speech.evaluation import conditions
from speech.evaluation.car_noise import SCENES
from speech.evaluation.conditions import CLEAN, LEAD, TAIL, Condition, heard_in
from speech.pcm import level
from speech.protocols import RATE

TOWN = Condition("town", 5.0)


def heard(audio, condition, seed=1, block=1_600):
    return np.concatenate(
        list(heard_in([audio[at : at + block] for at in range(0, len(audio), block)], condition, seed))
    )


def test_clean_is_the_recording_between_silence():
    audio = speech()
    found = heard(audio, CLEAN)
    assert np.array_equal(found[LEAD:-TAIL], audio)
    assert not found[:LEAD].any()
    assert not found[-TAIL:].any()


def test_noise_is_there_before_the_voice_and_behind_it_and_as_loud_as_asked():
    audio = speech(silence_before=0.0)
    loud, quiet = heard(audio, Condition("town", 0.0)), heard(audio, Condition("town", 20.0))
    assert level(loud[:LEAD]) - level(quiet[:LEAD]) == pytest.approx(20, abs=0.5)
    assert level(loud[-TAIL:]) == pytest.approx(level(loud[:LEAD]), abs=4)


def test_a_seed_gives_its_noise_and_the_blocks_make_no_difference():
    audio = speech()
    assert np.array_equal(heard(audio, TOWN, 1, 1_600), heard(audio, TOWN, 1, 333))
    assert not np.array_equal(heard(audio, TOWN, 1), heard(audio, TOWN, 2))


def test_noise_over_silence_is_as_loud_as_beside_a_usual_voice():
    found = heard(np.zeros(RATE, np.int16), Condition("motorway", 10.0))
    assert level(found) == pytest.approx(-36, abs=0.5)


def test_long_audio_goes_in_pieces(monkeypatch):
    monkeypatch.setattr(conditions, "PIECE", RATE)
    blocks = (np.full(1_000, 50, np.int16) for _ in range(80))
    found = list(heard_in(blocks, TOWN, 1))
    assert [len(piece) for piece in found[:-1]] == [RATE] * (len(found) - 1)
    assert sum(map(len, found)) == LEAD + 80_000 + TAIL
    assert not np.array_equal(found[2], found[3])  # each has noise of its own


def test_every_clip_has_every_scene_or_one_after_the_other():
    all_of_them = conditions.conditions(0, every_scene=True)
    assert len(all_of_them) == 1 + 4 * len(SCENES)
    in_turn = [conditions.conditions(number, every_scene=False) for number in range(4)]
    assert [len(each) for each in in_turn] == [5] * 4
    assert {each[1].scene for each in in_turn} == set(SCENES)
    assert [each.name for each in in_turn[0]] == ["clean", "20 dB", "10 dB", "5 dB", "0 dB"]


def test_ten_minutes_need_no_more_memory_than_one(monkeypatch):
    monkeypatch.setattr(conditions, "PIECE", RATE)

    def most(seconds):
        tracemalloc.start()
        for _ in heard_in((speech_of_0_1_s for _ in range(seconds * 10)), TOWN, 1):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    speech_of_0_1_s = speech()[RATE // 2 :][:1_600]
    most(2)
    assert most(60) < 1.2 * most(6)
