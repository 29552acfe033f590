"""What a recogniser answers in pieces is put together as the phrase was written, and judged by the list."""

import json
import math

import pytest

from speech.recognising.phrase_list import CHAIN, MIXTURE, PHRASE, PhraseList
from speech.recognising.phrases import OF_THE_TALK, phrases_for
from speech.recognising.vocabulary import Vocabulary

KNOWN = {"켜", "꺼", "줘", "가", "자", "도", "로", "에어컨", "라디오", "강남역", "으로", "이십이", "온도", "맞춰", "집"}
KNOWN |= {"코엑스", "백십구", "일일구", "에", "전화"}
VOCABULARY = Vocabulary(KNOWN.__contains__)


def made(*phrases):
    return PhraseList(phrases, VOCABULARY)


def words(text):
    return tuple(text.split())


def test_a_phrase_comes_back_as_it_was_written():
    phrases = made("강남역으로 가자", "온도 22도로 맞춰줘")
    assert phrases.joined(words("강남역 으로 가 자")) == "강남역으로 가자"
    assert phrases.joined(words("온도 이십이 도 로 맞춰 줘")) == "온도 22도로 맞춰줘"


def test_every_way_of_a_number_comes_back_as_the_same_phrase():
    phrases = made("119에 전화")
    assert {phrases.joined(words(said)) for said in ("백십구 에 전화", "일일구 에 전화")} == {"119에 전화"}


def test_of_two_phrases_that_sound_alike_the_first_is_answered():
    assert made("에어컨 켜줘", "에어컨 켜 줘").joined(words("에어컨 켜 줘")) == "에어컨 켜줘"


def test_a_mixture_is_spelled_word_by_word():
    assert made("강남역으로 가자", "에어컨 켜 줘").joined(words("에어컨 가 자")) == "에어컨 가자"


def test_a_particle_that_is_left_over_is_written_to_the_word_before():
    assert made("강남역으로 가자", "집 코엑스").joined(words("코엑스 으로 가 자")) == "코엑스으로 가자"


def test_nothing_that_was_said_is_lost():
    assert made("에어컨 켜 줘").joined(words("라디오 켜 전화")) == "라디오 켜 전화"
    assert made("에어컨 켜 줘").joined(()) == ""


def test_a_phrase_a_chain_of_pairs_and_a_mixture_are_told_apart():
    phrases = made("에어컨 켜 줘", "라디오 켜", "라디오 꺼 줘")
    assert phrases.kind(words("에어컨 켜 줘")) == PHRASE
    assert phrases.kind(words("라디오 켜 줘")) == CHAIN
    assert phrases.kind(words("켜 줘")) == MIXTURE  # nothing begins with 켜
    assert phrases.kind(words("에어컨 꺼 줘")) == MIXTURE


def test_a_phrase_is_more_probable_than_a_chain_and_that_than_a_mixture():
    phrases = made("에어컨 켜 줘", "라디오 켜", "라디오 꺼 줘")
    said = [phrases.log_probability(words(text)) for text in ("에어컨 켜 줘", "라디오 켜 줘", "에어컨 꺼 라디오")]
    assert said == sorted(said, reverse=True)
    assert len(set(said)) == 3


def test_a_phrase_given_several_times_is_more_probable():
    once, often = made("에어컨 켜", "라디오 켜"), made("에어컨 켜", "에어컨 켜", "에어컨 켜", "라디오 켜")
    assert often.log_probability(words("에어컨 켜")) > once.log_probability(words("에어컨 켜"))


def test_probabilities_are_at_most_one_and_unknown_words_no_error():
    phrases = made("에어컨 켜")
    assert phrases.log_probability(words("에어컨 켜")) <= 0
    assert -800 < phrases.log_probability(words("모르는 말 " * 40)) < -20
    assert math.isfinite(made().log_probability(()))


def test_phrases_without_words_are_told_and_the_others_kept():
    phrases = made("에어컨 켜", "youtube 켜", "뷁")
    assert [error.phrase for error in phrases.left_out] == ["youtube 켜", "뷁"]
    assert [phrase for phrase in json.loads(phrases.grammar()) if len(phrase) > 1] == ["에어컨 켜"]


def test_single_syllables_are_listened_for_besides_and_are_no_phrase():
    phrases = made("에어컨 켜 줘")
    assert {"가", "켜"} <= set(json.loads(phrases.grammar()))
    assert phrases.kind(words("가")) == MIXTURE


def test_the_grammar_repeats_what_counts_several_times():
    assert json.loads(made("에어컨 켜", "에어컨 켜", "라디오 켜").grammar()).count("에어컨 켜") == 2


def test_the_talk_comes_first_and_counts_several_times():
    chosen = phrases_for(["네", "아니"], ["창문 열어 줘", "네", ""], ["강남역", "창문  열어 줘"])
    assert chosen.count("네") == chosen.count("아니") == OF_THE_TALK
    assert chosen.count("창문 열어 줘") == chosen.count("강남역") == 1
    assert list(dict.fromkeys(chosen)) == ["네", "아니", "창문 열어 줘", "강남역"]


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_no_more_than_asked_for_and_the_likely_ones_are_kept(most):
    chosen = phrases_for(["네"], ["가", "나"], ["다"], most=most)
    assert list(dict.fromkeys(chosen)) == ["네", "가", "나"][:most]
