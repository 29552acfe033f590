"""Which languages are heard, with recognisers that need no package."""

import logging
import sys
from types import SimpleNamespace

import pytest

from contract.values import Command, Context, Understanding
from languages.stopping import stop_of
from malcha.speech import ears
from nlu.service.ears import read
from speech.protocols import Heard, SpeechUnavailable
from speech.recognising.short_answers import likely_now


def missing(own):
    raise SpeechUnavailable("the package is missing: make speech")


@pytest.fixture
def loaded(monkeypatch):
    """What is loaded, and with which folder."""
    found = []

    def recogniser(code):
        return lambda own: found.append((code, own)) or SimpleNamespace(language=code)

    monkeypatch.setattr(ears, "open_session", lambda: None)
    monkeypatch.setattr(ears, "suppression", lambda: lambda: None)
    monkeypatch.setattr(ears, "RECOGNISERS", {"ko": recogniser("ko"), "en": recogniser("en")})
    return found


def test_all_languages_are_loaded_unless_some_are_asked_for(loaded):
    assert set(ears.ears().recognisers) == {"ko", "en"}
    assert set(ears.ears(("en",)).recognisers) == {"en"}
    assert sorted(loaded) == [("en", None), ("en", None), ("ko", None)]


def test_without_a_second_hearing_there_is_the_first(monkeypatch, caplog):
    def missing_whisper(language):
        raise SpeechUnavailable("Whisper needs the package ctranslate2: make speech")

    monkeypatch.setattr(ears.nearest, "check", lambda: None)
    monkeypatch.setattr(ears, "Whisper", missing_whisper)
    first = SimpleNamespace(language="ko", name="first", version="1")
    with caplog.at_level(logging.INFO):
        assert ears.confirmed(first) is first
    assert caplog.messages == [
        "Korean is heard once, and not by Whisper too: Whisper needs the package ctranslate2: make speech"
    ]
    monkeypatch.setattr(ears, "Whisper", lambda language: SimpleNamespace(version="2"))
    assert ears.confirmed(first).first is first


def test_without_the_package_that_searches_phrases_it_is_the_first_too(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)  # as if it were not installed
    monkeypatch.setattr(ears, "Whisper", lambda language: SimpleNamespace(version="2"))
    first = SimpleNamespace(language="ko", name="first", version="1")
    with caplog.at_level(logging.INFO):
        assert ears.confirmed(first) is first
    assert "rapidfuzz: make whisper" in caplog.text


def test_a_model_of_ones_own_is_handed_on(loaded, tmp_path):
    ears.ears(own={"en": tmp_path, "ko": None})
    assert sorted(loaded, key=str) == [("en", tmp_path), ("ko", None)]


def test_a_missing_language_is_one_line_and_the_other_is_heard(loaded, monkeypatch, caplog):
    monkeypatch.setitem(ears.RECOGNISERS, "ko", missing)
    with caplog.at_level(logging.WARNING):
        assert set(ears.ears().recognisers) == {"en"}
    assert caplog.messages == ["the package is missing: make speech; the other languages are heard"]


def test_with_none_left_it_is_an_error(loaded, monkeypatch):
    for code in ("ko", "en"):
        monkeypatch.setitem(ears.RECOGNISERS, code, missing)
    with pytest.raises(SpeechUnavailable, match="make speech"):
        ears.ears()


def test_a_language_that_nobody_recognises_is_none(loaded):
    assert ears.ears(("de",)).recognisers == {}


def test_a_folder_without_a_model_is_said(tmp_path):
    for load in (ears.korean, ears.english):
        with pytest.raises(SpeechUnavailable, match="holds no model"):
            load(tmp_path)


def test_a_language_without_phrases_gets_the_names_of_places():
    names = ears.now_likely("en", Context(), False)
    assert {"Gangnam Station", "Olympic Park"} <= set(names)
    assert all(name.isascii() for name in names)
    assert len(names) == len(set(names))


def test_what_is_heard_in_doubt_is_asked_about_and_a_stop_is_not():
    heat, stop = Command("seat.heat", "on"), Command("dialog.stop", "do")

    class Means:
        def understand(self, alternatives, before):
            command = stop if alternatives[0][0] == "멈춰" else heat
            return Understanding("understood", (command,), 0.9)

    def outcome(text, *scores):
        found = read(Means(), [Heard(text, score) for score in scores], Context())
        return found.outcome, found.commands or found.candidates

    assert outcome("열선 켜", 0.6, 0.2) == ("understood", (heat,))
    assert outcome("열선 켜", 0.06, 0.02) == ("ambiguous", (heat,))
    assert outcome("열선 켜", 0.0) == ("understood", (heat,))  # no score says nothing
    assert outcome("멈춰", 0.05) == ("understood", (stop,))


def test_answers_are_waited_for_after_a_question_and_numbers_beside_a_list():
    likely = {
        (asked, listed): set(likely_now(ears.phrases("ko", asked, listed)))
        for asked in (False, True)
        for listed in (False, True)
    }
    assert {"멈춰", "다음"} <= likely[False, False]
    assert not {"그래", "아니", "두 번째"} & likely[False, False]
    assert {"그래", "아니"} <= likely[True, False]
    assert "두 번째 거" not in likely[True, False]
    assert {"그래", "아니", "두 번째 거"} <= likely[False, True]


def test_a_stop_is_listened_for_among_all_orders():
    listened = ears.stop_phrases("ko")
    stops = [phrase for phrase in listened if stop_of(phrase)]
    assert 50 < len(stops) < len(listened) / 2
    assert "에어컨 켜 줘" in listened
    assert "stop" in ears.stop_phrases("en")
