"""Facts about how a reply is cut and streamed."""

import numpy as np
import pytest

from speech.voices.prompts import Prompts
from speech.voices.sentences import BETWEEN, CHUNK, pieces, sentences, streamed


class Loud:
    """A voice of 0.25 s a letter, each sample 1."""

    language = "ko"
    version = "1"
    rate = 24_000

    def __init__(self):
        self.rendered = []

    def render(self, text):
        self.rendered.append(text)
        return np.ones(len(text) * self.rate // 4, np.int16)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("창문을 열었어요.", ("창문을 열었어요.",)),
        ("시동이 꺼져 있어요. 다시 말씀해 주세요.", ("시동이 꺼져 있어요.", "다시 말씀해 주세요.")),
        ("온도를 22.5도로 맞췄어요.", ("온도를 22.5도로 맞췄어요.",)),
        (
            "1. 강남역, 2. 역삼역, 10. 선릉역. 몇 번째로 갈까요?",
            ("1. 강남역, 2. 역삼역, 10. 선릉역.", "몇 번째로 갈까요?"),
        ),
        ("Fan set to 3. Window open.", ("Fan set to 3.", "Window open.")),
        ("At 7:00 a.m. tomorrow. Yes?", ("At 7:00 a.m. tomorrow.", "Yes?")),
        ("It is 7:00 p.m. Shall I go?", ("It is 7:00 p.m.", "Shall I go?")),
        ("끝…  다음!", ("끝…", "다음!")),
        ("", ()),
        (" ... ", ()),
    ],
)
def test_sentences(text, cut):
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("sentence", "language", "cut"),
    [
        ("창문을 열었어요.", "ko", ("창문을 열었어요.",)),
        ("운전석 열선 시트를 2단으로 올렸어요.", "ko", ("운전석 열선 시트를", "2단으로 올렸어요.")),
        (
            "제가 할 일은 아닌 것 같아서 아무것도 하지 않았어요.",
            "ko",
            ("제가 할 일은 아닌 것 같아서", "아무것도 하지 않았어요."),
        ),
        ("Passenger temperature set to 22.5 degrees.", "en", ("Passenger temperature", "set to 22.5 degrees.")),
        ("Navigating to Gangnam Station.", "en", ("Navigating to Gangnam Station.",)),
    ],
)
def test_pieces(sentence, language, cut):
    assert pieces(sentence, language) == cut
    assert " ".join(cut) == sentence


def test_a_reply_comes_in_chunks_of_equal_length(tmp_path):
    voice = Loud()
    chunks = list(streamed(Prompts(voice, tmp_path), "네. 창문을 열었어요."))
    assert {len(chunk) for chunk in chunks[:-1]} == {round(CHUNK * voice.rate)}
    assert 0 < len(chunks[-1]) <= round(CHUNK * voice.rate)
    spoken = np.concatenate(chunks)
    assert len(spoken) == (2 + 9) * voice.rate // 4 + round(BETWEEN * voice.rate)
    assert np.count_nonzero(spoken == 0) == round(BETWEEN * voice.rate)


def test_nothing_is_rendered_before_it_is_asked_for(tmp_path):
    voice = Loud()
    stream = streamed(Prompts(voice, tmp_path), "하나예요. 둘이에요.")
    assert voice.rendered == []
    next(stream)
    assert voice.rendered == ["하나예요."]
    stream.close()  # the voice was stopped
    assert voice.rendered == ["하나예요."]


def test_a_sentence_in_the_cache_is_not_cut(tmp_path):
    voice = Loud()
    prompts = Prompts(voice, tmp_path)
    long = "운전석 열선 시트를 2단으로 올렸어요."
    prompts.render_ahead([long])
    list(streamed(prompts, long))
    assert voice.rendered == [long]


def test_a_fresh_sentence_begins_with_a_short_piece(tmp_path):
    voice = Loud()
    stream = streamed(Prompts(voice, tmp_path), "운전석 열선 시트를 2단으로 올렸어요.")
    next(stream)
    assert voice.rendered == ["운전석 열선 시트를"]


def test_nothing_to_say(tmp_path):
    assert list(streamed(Prompts(Loud(), tmp_path), "")) == []
