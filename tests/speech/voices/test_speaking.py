"""Facts about what speaks, with a voice of 0.1 s a letter, each sample 1."""

import logging
import threading

import numpy as np
import pytest

from speech.protocols import SpeechUnavailable
from speech.voices.prompts import Prompts
from speech.voices.speaking import BETWEEN, BETWEEN_PIECES, MOST_CHARACTERS, NoVoice, Speaker

RATE = 1000  # Hz
LONG = "운전석 열선 시트를 2단으로 올렸어요."


class Loud:
    """Renders letters and nothing else; `gate` holds it up, `broken` makes it fail."""

    language = "ko"
    version = "1"
    rate = RATE

    def __init__(self):
        self.rendered = []
        self.gate = threading.Event()
        self.gate.set()
        self.broken = False

    def render(self, text):
        assert self.gate.wait(10)
        self.rendered.append(text)
        if self.broken:
            raise SpeechUnavailable("no model")
        return np.ones(sum(map(str.isalnum, text.replace("漢", ""))) * RATE // 10, np.int16)


@pytest.fixture
def voice():
    return Loud()


@pytest.fixture
def prompts(voice, tmp_path):
    return Prompts(voice, tmp_path)


@pytest.fixture
def speaker(prompts):
    speaker = Speaker({"ko": prompts})
    yield speaker
    speaker.close()


def seconds_of_silence(piece):
    return np.count_nonzero(piece.samples == 0) / piece.rate


def test_a_reply_comes_sentence_by_sentence_with_pauses_between(speaker):
    first, second = speaker.speak("네. 창문을 열었어요.", "ko")
    assert (first.text, first.rate, len(first.samples), first.cached) == ("네.", RATE, RATE // 10, False)
    assert (second.text, len(second.samples)) == ("창문을 열었어요.", round((BETWEEN + 0.7) * RATE))
    assert seconds_of_silence(second) == BETWEEN


def test_what_is_in_the_cache_is_whole_and_not_rendered(speaker, prompts, voice):
    prompts.audio(LONG)
    (piece,) = speaker.speak(LONG, "ko")
    assert (piece.text, piece.cached) == (LONG, True)
    assert voice.rendered == [LONG]


def test_a_fresh_sentence_comes_in_pieces_and_is_there_the_next_time(speaker, voice):
    fresh = list(speaker.speak(LONG, "ko"))
    assert [piece.text for piece in fresh] == ["운전석 열선 시트를", "2단으로 올렸어요."]
    assert [seconds_of_silence(piece) for piece in fresh] == [0, BETWEEN_PIECES]
    list(speaker.speak("아니요.", "ko"))  # what was rendered before this is in the cache by now
    again = list(speaker.speak(LONG, "ko"))
    assert [piece.cached for piece in again] == [True, True]
    assert len(voice.rendered) == 3


def test_the_next_piece_is_rendered_while_one_is_heard(speaker, voice):
    spoken = speaker.speak("하나예요. 둘이에요. 셋이에요.", "ko")
    next(spoken)
    next(spoken)  # so the third was asked for, too; it may be under way
    assert voice.rendered[:2] == ["하나예요.", "둘이에요."]
    spoken.close()


def test_who_stops_asking_stops_the_rendering(speaker, voice):
    spoken = speaker.speak("하나예요. 둘이에요. 셋이에요. 넷이에요.", "ko")
    next(spoken)
    spoken.close()
    list(speaker.speak("끝.", "ko"))
    assert voice.rendered[-1] == "끝."
    assert len(voice.rendered) <= 3  # the second may have been under way


def test_nothing_is_rendered_before_it_is_asked_for(speaker, voice):
    speaker.speak("하나예요.", "ko")
    list(speaker.speak("둘이에요.", "ko"))
    assert voice.rendered == ["둘이에요."]


@pytest.mark.parametrize("text", ["", " ... ", "😀", "漢"])
def test_nothing_to_speak(speaker, text):
    assert list(speaker.speak(text, "ko")) == []


def test_a_word_without_sound_is_no_silence(speaker):
    first, second = speaker.speak("漢. 네. 漢. 네.", "ko")
    assert (seconds_of_silence(first), seconds_of_silence(second)) == (0, BETWEEN)


def test_a_language_without_a_voice_is_said(speaker):
    with pytest.raises(NoVoice, match="'fr' is here, only ko"):
        next(speaker.speak("Bonjour.", "fr"))


def test_a_long_text_is_spoken_in_part(speaker, caplog):
    with caplog.at_level(logging.WARNING):
        spoken = "".join(piece.text for piece in speaker.speak("한 문장이에요. " * 1000, "ko"))
    assert 0 < len(spoken) <= MOST_CHARACTERS
    assert "characters" in caplog.text


def test_a_long_text_without_an_end_is_cut(speaker):
    spoken = "".join(piece.text for piece in speaker.speak("가" * 100_000, "ko"))
    assert len(spoken) == MOST_CHARACTERS


def test_a_voice_that_fails_is_told(speaker, voice):
    voice.broken = True
    with pytest.raises(SpeechUnavailable, match="no model"):
        list(speaker.speak("네.", "ko"))
    voice.broken = False
    assert len(list(speaker.speak("네.", "ko"))) == 1


def test_several_speak_at_once(speaker, voice):
    voice.gate.clear()
    spoken = {}
    texts = [f"{word}예요." for word in ("하나", "두울", "세엣")]
    threads = [
        threading.Thread(target=lambda text=text: spoken.update({text: list(speaker.speak(text, "ko"))}))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    voice.gate.set()
    for thread in threads:
        thread.join(10)
    assert {text: [piece.text for piece in said] for text, said in spoken.items()} == {text: [text] for text in texts}


def test_it_is_busy_while_it_speaks_or_somebody_listens(speaker):
    assert not speaker.busy
    spoken = speaker.speak("하나예요. 둘이에요.", "ko")
    next(spoken)
    assert speaker.busy
    spoken.close()
    assert not speaker.busy
    with speaker.undisturbed():
        assert speaker.busy
    assert not speaker.busy


def test_preparing_loads_the_voice_and_keeps_nothing(speaker, voice, tmp_path):
    speaker.prepare("ko")
    speaker.prepare("fr")  # which has none
    list(speaker.speak("네.", "ko"))
    list(speaker.speak("아니요.", "ko"))  # the first is remembered by now
    assert voice.rendered == ["", "네.", "아니요."]
    assert list(tmp_path.iterdir()) == []


def test_a_closed_voice_says_so(speaker):
    speaker.close()
    with pytest.raises(SpeechUnavailable, match="closed"):
        list(speaker.speak("네.", "ko"))
