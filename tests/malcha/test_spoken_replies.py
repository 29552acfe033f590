"""The voice of a machine, and the prompts that are rendered ahead, with a voice that needs no model."""

import logging
import threading
from pathlib import Path

import numpy as np
import pytest
from letters import Letters
from typer.testing import CliRunner

from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.config.effective import fixed
from malcha.speech import prompts, voices
from speech.protocols import SpeechUnavailable
from speech.voices import rendering
from speech.voices.prompts import Prompts
from vehicle.cars.car import load

CAR = load("genesis_g70")


@pytest.fixture
def installed(monkeypatch):
    """Both voices as if they were installed; what is rendered is remembered."""
    rendered = []

    def render(self, language, text):
        rendered.append((language, text))
        return np.ones(len(text), np.int16)

    monkeypatch.setattr(rendering.Renderer, "render", render)
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": lambda: "k1", "en": lambda: "e1"})
    return rendered


def missing_package():
    raise SpeechUnavailable("the package kokoro is not installed: make speech")


def test_it_speaks_each_language_that_is_installed(installed, tmp_path):
    with voices.speaking(fixed({"speech.cache": tmp_path})) as speaker:
        assert speaker.languages == ("ko", "en")
        assert [piece.text for piece in speaker.speak("네. 창문을 열었어요.", "ko")] == ["네.", "창문을 열었어요."]
        assert [piece.text for piece in speaker.speak("Window open.", "en")] == ["Window open."]
    assert installed[-1] == ("en", "Window open.")
    assert list(tmp_path.iterdir()) == [], "what is spoken is not kept on disk"
    with pytest.raises(SpeechUnavailable, match="closed"):
        list(speaker.speak("아니요.", "ko"))


def test_one_language_may_be_missing(installed, monkeypatch, tmp_path):
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": lambda: "k1", "en": missing_package})
    with voices.speaking(fixed({"speech.cache": tmp_path})) as speaker:
        assert speaker.languages == ("ko",)


def test_muted_nothing_speaks(installed):
    with voices.speaking(fixed({"speech.mute": True})) as speaker:
        assert speaker is None


def test_without_packages_one_line_says_so(monkeypatch, caplog):
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": missing_package, "en": missing_package})
    with caplog.at_level(logging.INFO), voices.speaking(fixed({})) as speaker:
        assert speaker is None
    assert [record.getMessage() for record in caplog.records] == [
        "no voice: the package kokoro is not installed: make speech"
    ]


def test_prompts_are_kept_in_the_cache_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert voices.folder(fixed({})) == tmp_path / "malcha" / "voice"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert voices.folder(fixed({})) == tmp_path / ".cache" / "malcha" / "voice"
    assert voices.folder(fixed({"speech.cache": Path("/elsewhere")})) == Path("/elsewhere")


def test_without_a_home_nothing_is_kept(monkeypatch, caplog):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", none)
    assert voices.folder(fixed({})) is None
    assert "rendered anew" in caplog.text


def test_likely_are_single_sentences():
    found = prompts.likely(CAR, "ko", 500)
    assert len(found) == 500
    assert {"주차 중일 때만 할 수 있어요.", "기어를 P에 놓고 다시 말씀해 주세요."} <= set(found)


def test_the_languages_come_in_turn_and_without_what_is_there(tmp_path):
    both = {code: Prompts(Letters(code), tmp_path / code) for code in ("ko", "en")}
    both["ko"].audio("나.")
    texts = prompts.missing(both, {"ko": ["가.", "나.", "다."], "en": ["A."]})
    assert texts == [("ko", "가."), ("en", "A."), ("ko", "다.")]


def test_what_is_rendered_is_told_and_ends_when_it_is_to(tmp_path, caplog):
    one = {"ko": Prompts(Letters(), tmp_path)}
    texts, told = [("ko", "가."), ("ko", "나."), ("ko", "다.")], []
    answers = iter((False, False, True))
    assert prompts.render(one, texts, lambda: next(answers), lambda done, text: told.append((done, text))) == 2
    assert told == [(0, "가."), (1, "나.")]
    with caplog.at_level(logging.INFO):
        assert prompts.render(one, prompts.missing(one, {"ko": ["다."]}), lambda: False) == 1
    assert "all 1 are rendered" in caplog.text


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(prompts, "BEGIN_AFTER", 0.0)
    monkeypatch.setattr(prompts, "LOOK_AGAIN", 0.001)


def until(condition):
    for _ in range(1000):
        if condition():
            return True
        threading.Event().wait(0.005)
    return False


def test_they_are_rendered_ahead_while_it_is_quiet(installed, at_once, tmp_path, monkeypatch):
    monkeypatch.setattr(prompts, "likely", lambda car, code, most: [f"{code} {number}." for number in range(most)])
    talking, asked = threading.Event(), []
    talking.set()

    def busy():
        asked.append(len(installed))
        return talking.is_set()

    with prompts.rendered_ahead(fixed({"speech.cache": tmp_path, "speech.ahead": 3}), CAR, busy):
        assert until(lambda: len(asked) > 3)
        assert asked[:4] == [0, 0, 0, 0]
        talking.clear()
        assert until(lambda: len(installed) == 6)
    assert installed[:2] == [("ko", "ko 0."), ("en", "en 0.")]
    with prompts.rendered_ahead(fixed({"speech.cache": tmp_path, "speech.ahead": 3}), CAR, talking.is_set):
        pass
    assert len(installed) == 6  # they are there


def test_none_is_rendered_ahead_where_none_is_wanted(installed, at_once, tmp_path):
    with prompts.rendered_ahead(fixed({"speech.cache": tmp_path, "speech.ahead": 0}), CAR, lambda: False):
        assert until(lambda: not any(thread.name == "prompts" for thread in threading.enumerate()))
    assert installed == []


def test_rendering_ahead_without_packages_is_said(at_once, monkeypatch, caplog, tmp_path):
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": missing_package})
    with prompts.rendered_ahead(fixed({"speech.cache": tmp_path}), CAR, lambda: False):
        assert until(lambda: "not rendered ahead" in caplog.text)


def prompts_verb(*arguments):
    return CliRunner().invoke(app, ["voice", "prompts", *arguments])


def test_the_verb_renders_what_is_not_there(installed, tmp_path):
    said = prompts_verb("--locale", "ko", "--ahead", "3", "--speech-cache", str(tmp_path))
    assert said.stdout.strip() == f"3 prompts rendered, 0 were there: {tmp_path}"
    said = prompts_verb("--ahead", "3", "--speech-cache", str(tmp_path))
    assert said.stdout.strip() == f"3 prompts rendered, 3 were there: {tmp_path}"
    assert {language for language, _ in installed[3:]} == {"en"}


def test_the_verb_lists_the_sentences(tmp_path):
    said = prompts_verb("--locale", "en-US", "--ahead", "2", "--list")
    assert said.stdout.splitlines() == prompts.likely(CAR, "en", 2)


def test_a_locale_that_is_none_is_said():
    said = prompts_verb("--locale", "fr")
    assert said.exit_code == BAD_INPUT
    assert "must be one of en, en-US, ko, ko-KR" in said.stderr


def test_the_verb_says_which_package_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(voices.by_language, "VERSIONS", {"ko": missing_package})
    said = prompts_verb("--speech-cache", str(tmp_path))
    assert said.exit_code == BAD_INPUT
    assert "make speech" in said.stderr
