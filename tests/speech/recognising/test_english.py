"""English recognition: by hand, and with the packaged network on readings that lie in its package."""

import importlib.util
import math

import numpy as np
import pytest
from recordings import commands, needs_recordings

from speech.evaluation.car_noise import SCENES, car_noise
from speech.protocols import RATE, Heard, SpeechUnavailable
from speech.recognising import moonshine
from speech.recognising.english import SURE_ENOUGH, MoonshineEnglish, cleaned, ranked, words
from speech.recognising.moonshine import Moonshine, Named, Text
from speech.wav import read_at_16_khz


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Turn it up!", "turn it up"),
        ("'\"Did I shut the trunk?\"'", "did i shut the trunk"),
        ("Set it to 22.5 degrees, please.", "set it to 22.5 degrees please"),
        ("Is the A.C. on?", "is the a c on"),
        ("It’s R&B at 5:30.", "it's r&b at 5:30"),
        ("...", ""),
    ],
)
def test_text_is_as_it_would_be_typed(written, said):
    assert cleaned(written) == said


def test_capitals_and_marks_make_no_alternative():
    found = ranked([Text("Go.", math.log(0.5), 2), Text("go", math.log(0.3), 2), Text("No.", math.log(0.1), 2)])
    assert [each.text for each in found] == ["go", "no"]
    assert sum(each.score for each in found) == pytest.approx(math.sqrt(0.8))
    assert found[0].score == pytest.approx(8 * found[1].score)


def test_no_words_are_no_alternative():
    assert ranked([Text("...", -0.1, 2)]) == ()
    assert ranked([]) == ()


def test_what_is_not_sure_is_no_words():
    sure, unsure = (Heard("stop", 0.7), Heard("stock", 0.1)), (Heard("stop", 0.4), Heard("stock", 0.1))
    assert words(sure) == sure
    assert words(unsure) == words(()) == words((Heard("you", 0.9),)) == ()


def test_without_the_package_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match=r"moonshine-voice.*make speech"):
        MoonshineEnglish()


def test_a_damaged_model_is_said(tmp_path):
    for name in (moonshine.ENCODER, moonshine.DECODER, moonshine.PIECES):
        (tmp_path / name).write_bytes(b"no network")
    with pytest.raises(SpeechUnavailable, match="cannot be loaded"):
        MoonshineEnglish(tmp_path)


@pytest.fixture(scope="module")
def english():
    if importlib.util.find_spec(moonshine.MODULE) is None:
        pytest.skip("the package moonshine-voice is not installed")
    return MoonshineEnglish()


@pytest.fixture(scope="module")
def reading(english):
    """Of Beckett, "Ever tried. Ever failed. No matter. Try again."; 16 kHz."""
    return read_at_16_khz(moonshine.model_folder().parent / "beckett.wav")


def heard(recogniser, samples, phrases=()):
    stream = recogniser.stream(phrases)
    partials = [stream.accept(samples[at : at + 512]) for at in range(0, len(samples), 512)]
    return stream.finish(), partials


def test_words_are_heard_and_their_beginning_before(english, reading):
    found, partials = heard(english, reading[: 4 * RATE])
    assert found[0].text.startswith("ever tried ever failed")
    assert SURE_ENOUGH <= sum(each.score for each in found) <= 1
    assert any(partial.startswith("ever tried") for partial in partials[: 2 * RATE // 512])


def test_a_text_is_as_probable_when_it_is_asked_about(english, reading):
    network: Moonshine = english.network
    audio = network.encoded(reading[: round(1.7 * RATE)])
    best = network.texts(audio, 4)[0]
    before, name = best.text.rsplit(" ", 1)
    (weighed,) = network.weighed(audio, [Named(before, name, "")])
    assert weighed.name + weighed.rest == pytest.approx(best.log_probability, abs=0.3)  # int8: a batch rounds otherwise
    assert weighed.pieces == best.pieces


def test_ten_seconds_and_more_are_heard(english, reading):
    audio = english.network.encoded(np.resize(reading, 12 * RATE))
    assert len(english.network.texts(audio, 1)[0].text.split()) > 5


@pytest.mark.parametrize("scene", SCENES)
def test_noise_is_no_words(english, scene):
    assert heard(english, car_noise(SCENES[scene], 2.0, seed=3))[0] == ()


def test_silence_is_no_words(english):
    assert heard(english, np.zeros(2 * RATE, np.int16))[0] == ()


@needs_recordings
def test_korean_is_no_words(english):
    wrong = [found for clip in commands()[1:3] if (found := heard(english, clip)[0])]
    assert wrong == []
