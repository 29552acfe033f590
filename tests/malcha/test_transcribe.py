"""malcha transcribe: audio files as words and their meaning, with ears that are worked out by hand."""

import json
import wave

import numpy as np
import pytest
from typer.testing import CliRunner

from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.run import ears
from nlu.service.ears import Ears
from speech.protocols import RATE, Heard, RecognisedBy, SpeechUnavailable

LOUD = np.tile(np.array([8_000, -8_000], np.int16), RATE // 2)  # 1 s
QUIET = np.zeros(RATE, np.int16)  # 1 s


class Loudness:
    def probability(self, frame):
        return 0.95 if np.abs(frame).mean() > 1_000 else 0.05

    def reset(self):
        pass


class Recogniser:
    """Hears one thing after the other."""

    language, name, version = "ko", "fake", "1"
    by = RecognisedBy("fake", "1")

    def __init__(self, *answers):
        self.answers = list(answers)

    def stream(self, phrases=()):
        return self

    def accept(self, samples):
        return ""

    def finish(self):
        return self.answers.pop(0) if self.answers else ()


def heard(monkeypatch, *answers):
    recogniser = Recogniser(*answers)
    found = Ears({"ko": recogniser}, Loudness, lambda: None, lambda code, before: ())
    monkeypatch.setattr(ears, "ears", lambda: found)


def written(path, *parts, rate=RATE, channels=1):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.concatenate(parts).tobytes())
    return str(path)


def transcribe(*arguments):
    return CliRunner().invoke(app, ["transcribe", *arguments])


def test_each_pause_ends_an_utterance_and_each_is_understood(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("에어컨 켜 줘", 0.9),), (Heard("오늘 날씨 어때", 0.8),))
    path = written(tmp_path / "two.wav", LOUD, QUIET, LOUD, QUIET)
    said = transcribe("--json", path)
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    assert said.exit_code == 0
    assert [line["alternatives"][0]["text"] for line in lines] == ["에어컨 켜 줘", "오늘 날씨 어때"]
    assert [line["outcome"] for line in lines] == ["understood", "hand_off"]
    assert [(each["function"], each["op"]) for each in lines[0]["commands"]] == [("climate.ac", "on")]
    assert lines[0]["at"] == pytest.approx(0.0, abs=0.1)
    assert lines[1]["at"] == pytest.approx(2.0, abs=0.2)


def test_words_that_nobody_can_read_are_none(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("...", 0.9),), (Heard("창문 닫아", 0.9),))
    said = transcribe("--json", written(tmp_path / "two.wav", LOUD, QUIET, LOUD, QUIET))
    first, second = map(json.loads, said.stdout.splitlines())
    assert (said.exit_code, first["nothing"], second["outcome"]) == (0, "no words", "understood")


def test_opposites_that_sound_alike_are_asked_about(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("음악 켜 줘", 0.5), Heard("음악 꺼 줘", 0.45)))
    (line,) = transcribe("--json", written(tmp_path / "one.wav", LOUD, QUIET)).stdout.splitlines()
    assert (json.loads(line)["outcome"], json.loads(line)["commands"]) == ("ambiguous", [])


def test_people_get_a_line_an_utterance(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("조수석 창문 열어 줘", 0.75),), ())
    said = transcribe(written(tmp_path / "one.wav", LOUD, QUIET, LOUD, QUIET))
    first, second = said.stdout.splitlines()
    assert "조수석 창문 열어 줘 (0.75)" in first
    assert "window open passenger" in first
    assert "nothing heard: no words" in second


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_heard(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("창문 닫아", 0.9),))
    stereo = written(tmp_path / "stereo.wav", LOUD, LOUD, channels=2)
    good = written(tmp_path / "good.wav", LOUD, QUIET)
    said = transcribe("--json", stereo, str(tmp_path / "nowhere.wav"), good)
    first, second, third = map(json.loads, said.stdout.splitlines())
    assert said.exit_code == BAD_INPUT
    assert "stereo" in first["error"]
    assert "nowhere.wav" in second["error"]
    assert third["alternatives"][0]["text"] == "창문 닫아"


def test_a_language_that_is_not_heard_is_said(monkeypatch, tmp_path):
    heard(monkeypatch)
    said = transcribe("--json", "--lang", "en", written(tmp_path / "one.wav", LOUD))
    assert said.exit_code == BAD_INPUT
    assert "no recogniser of the language 'en'" in json.loads(said.stdout)["error"]


def test_without_the_packages_one_line_says_how_to_get_them(monkeypatch, tmp_path):
    def missing():
        raise SpeechUnavailable("the package vosk is missing: make speech")

    monkeypatch.setattr(ears, "ears", missing)
    said = transcribe(written(tmp_path / "one.wav", LOUD))
    assert said.exit_code == BAD_INPUT
    assert said.stderr.strip().splitlines() == ["malcha: the package vosk is missing: make speech"]


def test_every_phrase_is_one_order_and_places_have_their_particle():
    lines = ears.commands("ko")
    assert len(lines) == len(set(lines)) >= 10_000
    assert max(len(line.split()) for line in lines) <= 7  # six, and how it asks
    assert {"에어컨 켜 줘", "창문 열어 줘"} <= set(lines)
    assert {"서울역으로 가자", "코엑스로 안내해 줘"} <= set(ears.places("ko"))
    assert {"멈춰", "창문 멈춰", "온도 22도로 맞춰 줘"} <= set(ears.phrases("ko", False))
    assert set(ears.stop_phrases("ko")) < set(ears.phrases("ko", False))
    assert ears.phrases("ko", True).count("네") > ears.phrases("ko", False).count("네")  # so it is likelier
