"""Which words were said, by the evidence of two recognisers, and whether they were for the car."""

import pytest

from speech.protocols import Heard
from speech.recognising.confirming import UNPROPOSED, Choice, chosen, verdict
from speech.recognising.rejection import Evidence
from speech.recognising.whisper import Said

ON, OFF = "에어컨 켜 줘", "에어컨 꺼 줘"
LIST = frozenset([ON, OFF, "근처 주유소 찾아 줘", "근처 주유소", "통풍 시트 꺼 줘", "너 여자 친구 있어"])


def choice(proposed, weights, *said):
    return chosen(proposed, weights, [Said(*each) for each in said], LIST.__contains__)


def test_the_second_hearing_settles_what_the_first_left_open():
    proposed = [(Heard(ON, 0.5), "phrase"), (Heard(OFF, 0.5), "phrase")]
    found = choice(proposed, {ON: -15.0, OFF: -5.0}, ("에어컨 꺼줘", -4.0))
    assert found.texts[0].text == OFF
    assert found.texts[0].score > 0.95
    assert sum(each.score for each in found.texts) == pytest.approx(1)
    assert found.listed


def test_a_phrase_that_it_writes_itself_is_as_likely_as_it_says():
    found = choice([(Heard(OFF, 1.0), "phrase")], {OFF: -9.0}, ("에어컨 꺼줘", -4.0))
    assert found.likely == pytest.approx(-4.0 / 5)


def test_of_two_that_are_as_likely_the_proposed_one_was_said():
    found = choice([(Heard(ON, 1.0), "phrase")], {ON: -5.0, OFF: -5.0}, ("에어", -30.0))
    assert found.texts[0].text == ON
    assert found.texts[1].score < 0.1


def test_a_beginning_of_what_was_said_is_not_likelier_than_all_of_it():
    whole, part = "근처 주유소 찾아 줘", "근처 주유소"
    found = choice([], {whole: -3.0, part: -1.0}, ("근처 주유소 찾아줘", -3.0))
    assert found.texts[0].text == whole


def test_a_phrase_of_the_list_is_said_rather_than_words_that_sound_like_it():
    found = choice([], {ON: -5.0}, ("에어컨 키워줘", -3.0))
    assert found.texts[0].text == ON
    assert choice([], {ON: -9.0}, ("에어컨 키워줘", -3.0)).texts[0].text == "에어컨 키워줘"


def test_words_that_are_no_phrase_need_more():
    phrase, mixture = "통풍 시트 꺼 줘", "통풍 시트가 줘"
    proposed = [(Heard(mixture, 0.6), "mixture"), (Heard(phrase, 0.4), "phrase")]
    assert choice(proposed, {phrase: -9.0, mixture: -4.0}, ("통풍 시트가 좋아", -9.0)).texts[0].text == phrase


def test_talk_is_heard_as_talk_and_is_no_phrase():
    said = "남자친구 또 운동 갔어"
    found = choice([(Heard("너 여자 친구 있어", 1.0), "phrase")], {"너 여자 친구 있어": -35.0}, (said, -2.0))
    assert (found.texts[0].text, found.listed) == (said, False)
    assert verdict(found, evidence(seconds=2.0), turned_away=True) == "said"


def test_without_texts_nothing_was_chosen():
    assert choice([], {}) is None


def evidence(talk=20.0, seconds=1.2):
    return Evidence(seconds, syllables=5, phrases=30.0, talk=talk, score=0.5, phrase=True, agreement=0.9)


def test_other_words_have_to_be_likely_and_a_phrase_believed_by_the_list():
    sure = Choice((Heard(ON, 1.0),), listed=True, likely=-2.0)
    assert verdict(sure, evidence(), turned_away=False) == "said"
    assert verdict(sure, evidence(talk=60.0), turned_away=True) == "doubtful"
    words = [Choice((Heard("거실 불 좀", 1.0),), False, likely) for likely in (-0.1, -0.5, -1.0)]
    assert [verdict(each, evidence(), turned_away=True) for each in words] == ["said", "doubtful", "talk"]
    assert UNPROPOSED < 0.01  # what the list's recogniser did not even propose is hardly one of the phrases


@pytest.mark.parametrize("text", ["어", "집", "바람 꺼"])
def test_what_is_short_and_was_turned_away_was_not_said(text):
    short = Choice((Heard(text, 1.0),), listed=True, likely=-0.01)
    assert verdict(short, evidence(), turned_away=True) == "talk"
    assert verdict(short, evidence(seconds=0.6), turned_away=False) == "said"


def test_a_few_syllables_over_a_long_sound_are_none():
    assert verdict(Choice((Heard(ON, 1.0),), True, -0.01), evidence(seconds=5.0), turned_away=False) == "talk"


def test_of_several_opposites_on_the_list_the_likeliest_counts():
    listed = {"불 켜 줘", "불 틀어 줘"}
    proposed = [(Heard("불 틀어 줘", 0.9), "phrase"), (Heard("불 켜 줘", 0.1), "phrase")]
    for weights in ({"불 켜 줘": -6.0, "불 틀어 줘": -9.0}, {"불 틀어 줘": -9.0, "불 켜 줘": -6.0}):
        found = chosen(proposed, weights, [Said("불 꺼줘", -4.5)], listed.__contains__)
        assert found.texts[0].text == "불 꺼줘"


def test_what_the_list_lacks_is_as_likely_as_its_opposite_that_it_has():
    proposed = [(Heard("창문 열어 줘", 0.9), "phrase")]
    said = [Said("창문 닫아줘", -3.0), Said("창문 달아줘", -3.5)]
    found = chosen(proposed, {"창문 열어 줘": -6.0}, said, {"창문 열어 줘"}.__contains__)
    assert found.texts[0].text == "창문 닫아줘"
    assert not found.listed


def test_what_both_hear_is_no_less_likely_for_being_no_phrase():
    both = "조수석 온도 23도로 맞춰 줘"
    found = choice(
        [(Heard(both, 0.9), "chain")],
        {both: -0.4},
        ("조수석 온도 23도로 맞춰줘", -0.4),
        (both, -5.0),
        ("조수석 온도", -5.0),
    )
    assert found.texts[0].text == both
    assert found.texts[0].score > 0.9
    assert verdict(found, evidence(seconds=2.0), turned_away=False) == "said"
