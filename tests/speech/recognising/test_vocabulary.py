"""Phrases are cut into words that a model knows, and nothing of them is lost."""

import pytest

from speech.recognising.vocabulary import NotInVocabulary, Vocabulary

KNOWN = {
    "강남역",
    "강남",
    "역",
    "역으로",
    "으로",
    "가",
    "자",
    "온도",
    "이십이",
    "점",
    "오",
    "도",
    "로",
    "켜",
    "줘",
    "백십구",
}
KNOWN |= {"일일구", "에", "세", "시", "삼", "유", "에스", "비", "가나", "다라", "가", "나다라"}
VOCABULARY = Vocabulary(KNOWN.__contains__)


def test_a_known_word_stays_whole():
    assert VOCABULARY.pieces("온도 켜 줘") == ("온도", "켜", "줘")


def test_an_unknown_word_is_cut_into_the_longest_first():
    assert VOCABULARY.pieces("강남역으로 가자") == ("강남역", "으로", "가", "자")


def test_the_fewest_pieces_are_taken_where_there_is_a_choice():
    assert VOCABULARY.pieces("가나다라") == ("가나", "다라")


def test_numbers_are_said():
    assert VOCABULARY.pieces("온도 22.5도로") == ("온도", "이십이", "점", "오", "도", "로")


def test_a_number_may_be_said_in_two_ways():
    assert VOCABULARY.ways("119에") == [[("백십구", "에")], [("일일구", "에")]]


def test_a_way_without_words_is_left_out_where_another_has_them():
    assert Vocabulary({"일일구", "에"}.__contains__).ways("119에") == [[("일일구", "에")]]


def test_short_latin_words_are_spelled():
    assert VOCABULARY.pieces("usb로") == ("유", "에스", "비", "로")


@pytest.mark.parametrize(
    ("phrase", "left"), [("youtube 켜 줘", ("youtube",)), ("온도 뷁 켜", ("뷁",)), ("온도 + 켜", ("+",)), ("", ("",))]
)
def test_what_has_no_words_is_told(phrase, left):
    with pytest.raises(NotInVocabulary) as error:
        VOCABULARY.pieces(phrase)
    assert error.value.left == left
    assert error.value.phrase == phrase


def test_punctuation_is_not_said():
    assert VOCABULARY.pieces("온도, 켜 줘!") == ("온도", "켜", "줘")


def test_the_model_is_asked_once_for_a_word():
    asked = []
    vocabulary = Vocabulary(lambda word: asked.append(word) or word in KNOWN)
    vocabulary.pieces("강남역으로")
    before = len(asked)
    vocabulary.pieces("강남역으로")
    assert len(asked) == before > 0
