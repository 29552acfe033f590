"""malcha transcribe: audio files as words and their meaning, with ears that are worked out by hand."""

import json
import struct

import numpy as np
import pytest
from fake_ears import LOUD, QUIET, heard, written
from typer.testing import CliRunner

from languages import stopping
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.speech import ears
from speech.protocols import RATE, Heard, SpeechUnavailable


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
    def missing(languages, own):
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
    stops = set(stopping.phrases("ko"))
    assert stops < set(ears.stop_phrases("ko"))  # with stops alone "에어컨 켜 줘" is heard as "애 꼈어"
    assert "에어컨 켜 줘" in ears.stop_phrases("ko")
    assert ears.phrases("ko", True).count("네") > ears.phrases("ko", False).count("네")  # so it is likelier


def test_long_silence_is_one_line_and_none_beside_words(monkeypatch, tmp_path):
    heard(monkeypatch, (Heard("창문 닫아", 0.9),))
    long = [QUIET] * 18
    (line,) = transcribe("--json", written(tmp_path / "silent.wav", *long)).stdout.splitlines()
    assert json.loads(line) == {"file": str(tmp_path / "silent.wav"), "at": 0.0, "nothing": "no signal"}
    (line,) = transcribe("--json", written(tmp_path / "said.wav", *long, LOUD, *long)).stdout.splitlines()
    assert json.loads(line)["at"] == pytest.approx(18, abs=0.3)
    assert json.loads(line)["alternatives"][0]["text"] == "창문 닫아"


PCM, FLOAT = 1, 3


def wav(coding=PCM, channels=1, rate=RATE, bits=16, data=b"\1\0" * 800, stated=None):
    size = channels * bits // 8
    form = struct.pack("<HHIIHH", coding, channels, rate, rate * size, size, bits)
    body = b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", stated or len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


BAD_FILES = {
    "stereo": (wav(channels=2), "stereo"),
    "float": (wav(FLOAT, bits=32), "floating point"),
    "8 bit": (wav(bits=8), "8 bits a sample"),
    "wrong rate": (wav(rate=96_000), "96000 Hz cannot be used"),
    "odd rate": (wav(rate=16_001), "16001 Hz cannot be used"),
    "truncated": (wav(stated=3_200), "truncated"),
    "no samples": (wav(data=b""), "empty"),
    "empty": (b"", "empty"),
    "no WAV": (b"ID3\4" + bytes(400), "no WAV file"),
}


@pytest.mark.parametrize(("content", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_what_cannot_be_used_is_one_clear_line(monkeypatch, tmp_path, content, says):
    heard(monkeypatch)
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    said = transcribe(str(path))
    (line,) = said.stdout.replace("\n", " ").strip().splitlines()
    assert (said.exit_code, said.stderr) == (BAD_INPUT, "")
    assert "bad.wav" in line
    assert says in line
    assert "Traceback" not in said.output


@pytest.mark.parametrize("offset", [0, 9_000])
def test_clipped_audio_and_audio_beside_zero_are_heard(monkeypatch, tmp_path, offset):
    heard(monkeypatch, (Heard("창문 닫아", 0.9),))
    loud = np.clip(LOUD.astype(int) * 20 + offset, -32_768, 32_767).astype(np.int16)
    quiet = np.clip(QUIET.astype(int) + offset, -32_768, 32_767).astype(np.int16)
    said = transcribe("--json", written(tmp_path / "one.wav", quiet, loud, quiet, quiet))
    assert [json.loads(line).get("outcome") for line in said.stdout.splitlines()] == ["understood"]
