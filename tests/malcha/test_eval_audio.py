"""malcha eval-audio: recorded clips as figures, with ears that are worked out by hand."""

import json

import pytest
from fake_ears import LOUD, QUIET, heard, written
from typer.testing import CliRunner

from malcha.cli import hear
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from nlu.evaluation.clips import LIST
from speech.evaluation.conditions import LEVELS
from speech.protocols import Heard

pytest.importorskip("kocer", reason="counting characters needs the package kocer")

ON = '[{"function": "climate.ac", "op": "on"}]'
RIGHT, WRONG = Heard("에어컨 켜 줘", 0.9), Heard("에어컨 꺼 줘", 0.9)


def folder(path, *lines):
    written(path / "a.wav", LOUD)
    written(path / "radio.wav", LOUD, QUIET, LOUD)
    (path / LIST).write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def score(*arguments):
    return CliRunner().invoke(app, ["eval-audio", *arguments])


def figures(*arguments):
    said = score("--json", *arguments)
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)


def test_commands_and_what_is_not_for_the_car_have_their_figures(monkeypatch, tmp_path):
    heard(monkeypatch, (RIGHT,), (WRONG,), (), (Heard("창문 열어 줘", 0.4),))
    lines = [f"a.wav\t에어컨 켜 줘\t{ON}", "a.wav\t에어컨 켜 줘", "radio.wav\t\t-\tradio"]
    found = figures("--clean", folder(tmp_path, *lines), "--failures", "9")
    (line,) = found["conditions"]
    assert (line["n"], line["done"]["right"], line["opposite"]["right"], line["cer"]) == (2, 1, 1, 0.1)
    (other,) = found["not_for_car"]
    assert (other["n"], other["false"], other["per_hour"]) == (1, 1, 1200)  # in 3 s
    assert [each["heard_text"] for each in found["failures"]] == ["창문 열어 줘", "에어컨 꺼 줘"]  # the surer first
    assert (found["recogniser"], found["seed"]) == ("fake (1)", 0)


def test_one_press_of_the_button_is_one_utterance(monkeypatch, tmp_path):
    heard(monkeypatch, (RIGHT,), (WRONG,))
    found = figures("--clean", folder(tmp_path, f"radio.wav\t에어컨 켜 줘\t{ON}"))
    assert found["conditions"][0]["done"]["right"] == 1


def test_noise_is_tried_at_every_level_in_every_scene_or_in_one(monkeypatch, tmp_path):
    heard(monkeypatch, *[(RIGHT,)] * 40)
    where = folder(tmp_path, f"a.wav\t에어컨 켜 줘\t{ON}")
    assert [line["n"] for line in figures(where)["conditions"]] == [1, 4, 4, 4, 4]
    found = figures("--quick", where)
    assert [line["n"] for line in found["conditions"]] == [1] * (1 + len(LEVELS))
    assert [line["condition"] for line in found["conditions"]] == ["clean", "20 dB", "10 dB", "5 dB", "0 dB"]


def test_people_get_tables(monkeypatch, tmp_path):
    heard(monkeypatch, (WRONG,), (Heard("창문 열어 줘", 0.4),))
    lines = [f"a.wav\t에어컨 켜 줘\t{ON}", "radio.wav\t\t-\tradio"]
    said = score("--clean", folder(tmp_path, *lines), "--failures", "1")
    assert said.exit_code == 0
    for words in ("of them opposite", "100.0 %", "false an hour", "1200", "window open"):
        assert words in said.stdout, words


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"b.wav\t에어컨\t{ON}", "b.wav is not in the folder"),
        (f"stereo.wav\t에어컨\t{ON}", "stereo.wav is stereo"),
        (f"short.wav\t에어컨\t{ON}", "short.wav is truncated"),
        ("a.wav\t어제 비가 왔어", "the engine reads no command"),
    ],
)
def test_a_clip_that_cannot_be_used_is_named_before_anything_is_heard(monkeypatch, tmp_path, line, says):
    heard(monkeypatch)
    written(tmp_path / "stereo.wav", LOUD, channels=2)
    written(tmp_path / "short.wav", LOUD)
    (tmp_path / "short.wav").write_bytes((tmp_path / "short.wav").read_bytes()[:900])
    said = score(folder(tmp_path, f"a.wav\t에어컨 켜 줘\t{ON}", line))
    assert said.exit_code == BAD_INPUT
    assert "clips.tsv:2: " in said.stderr
    assert says in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1


def test_a_folder_without_a_list_a_language_and_a_picture_that_cannot_be_are_said(monkeypatch, tmp_path):
    heard(monkeypatch)
    assert "clips.tsv cannot be read" in score(str(tmp_path)).stderr
    where = folder(tmp_path, f"a.wav\t에어컨 켜 줘\t{ON}")
    assert "--locale de: only" in score(where, "--locale", "de").stderr
    assert "its folder does not exist" in score(where, "--svg", str(tmp_path / "no" / "a.svg")).stderr


def test_a_language_that_is_not_heard_is_said(monkeypatch, tmp_path):
    heard(monkeypatch)
    said = score("--locale", "en", "--clean", folder(tmp_path, "a.wav\topen the window"))
    assert said.exit_code == BAD_INPUT
    assert said.stderr.strip() == "malcha: no recogniser of the language 'en' is here, only ko"


def test_the_figures_are_drawn_where_that_can_be(monkeypatch, tmp_path):
    drawn = []
    monkeypatch.setattr(hear, "picture", lambda: lambda found, path: drawn.append((found["clips"], path)))
    heard(monkeypatch, (RIGHT,))
    figures("--clean", "--svg", str(tmp_path / "a.svg"), folder(tmp_path, f"a.wav\t에어컨 켜 줘\t{ON}"))
    assert drawn == [(1, tmp_path / "a.svg")]
