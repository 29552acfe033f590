"""Which phrase was said, by the evidence of two recognisers, and whether one was."""

import pytest

from speech.protocols import Heard
from speech.recognising.confirming import UNPROPOSED, Choice, chosen, verdict

ON, OFF = "에어컨 켜 줘", "에어컨 꺼 줘"


def test_the_second_hearing_settles_what_the_first_left_open():
    proposed = [(Heard(ON, 0.5), "phrase"), (Heard(OFF, 0.5), "phrase")]
    found = chosen(proposed, {ON: -15.0, OFF: -5.0, "에어컨 꺼줘": -4.0}, [ON, OFF], ["에어컨 꺼줘"])
    assert found.phrases[0].text == OFF
    assert found.phrases[0].score > 0.95
    assert sum(each.score for each in found.phrases) == pytest.approx(1)
    assert found.lacks == pytest.approx((5.0 - 4.0) / 5)


def test_of_two_that_are_as_likely_the_proposed_one_was_said():
    found = chosen([(Heard(ON, 1.0), "phrase")], {ON: -5.0, OFF: -5.0, "에어": -30.0}, [ON, OFF], ["에어"])
    assert found.phrases[0].text == ON
    assert found.phrases[1].score < 0.1


def test_a_beginning_of_what_was_said_is_not_likelier_than_all_of_it():
    whole, part = "근처 주유소 찾아 줘", "근처 주유소"
    found = chosen([], {whole: -3.0, part: -1.0}, [whole, part], [whole])
    assert found.phrases[0].text == whole


def test_words_that_are_no_phrase_need_more():
    phrase, mixture = "통풍 시트 꺼 줘", "통풍 시트가 줘"
    weights = {phrase: -9.0, mixture: -4.0, "통풍 시트가 좋아": -2.0}
    proposed = [(Heard(mixture, 0.6), "mixture"), (Heard(phrase, 0.4), "phrase")]
    assert chosen(proposed, weights, [mixture, phrase], ["통풍 시트가 좋아"]).phrases[0].text == phrase


def test_talk_lacks_much_of_any_phrase():
    free = "남자친구 또 운동 갔어"
    found = chosen([], {"너 여자 친구 있어": -35.0, free: -3.0}, ["너 여자 친구 있어"], [free])
    assert found.lacks > 3
    assert verdict(found, worth=0.3) == "talk"


def test_without_phrases_nothing_was_chosen():
    assert chosen([], {"남자친구": -3.0}, [], ["남자친구"]) is None


def test_both_hearings_count():
    sure = Choice((Heard(ON, 1.0),), lacks=0.1)
    assert verdict(sure, worth=0.9) == "said"
    assert verdict(sure, worth=0.0) != "said"
    assert verdict(Choice((Heard(ON, 1.0),), lacks=6.0), worth=0.9) == "talk"
    assert UNPROPOSED < 0.01  # what the list's recogniser did not even propose is hardly one of the phrases
