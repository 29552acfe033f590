"""Alternatives that order the opposite of each other are noticed, and no others."""

import pytest

from languages import codes, part
from speech.protocols import Heard
from speech.recognising.opposites import opposite_words, opposites


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("에어컨 켜 줘", "에어컨 꺼 줘", ("켜", "꺼")),
        ("에어컨 꺼줘", "에어컨 켜 줘", ("꺼", "켜")),
        ("엄마한테 전화 걸어 줘", "엄마한테 전화 끊어 줘", ("걸어", "끊어")),
        ("창문 열어 줘", "창문 닫아 줘", ("열어", "닫아")),
        ("볼륨 올려", "볼륨 내려", ("올려", "내려")),
        ("turn on the radio", "turn off the radio", ("on", "off")),
        ("켜고 켜", "켜고 꺼", ("켜", "꺼")),
    ],
)
def test_opposites(one, other, words):
    assert opposite_words(one, other) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("에어컨 켜 줘", "에어컨 켜 줘"),
        ("에어컨 켜 줘", "에어컨 켜"),
        ("에어컨 켜 줘", "라디오 꺼 줘"),
        ("켜고 켜", "꺼고 꺼"),
        ("", "꺼"),
    ],
)
def test_no_opposites(one, other):
    assert opposite_words(one, other) is None


def test_the_margin_is_that_of_the_two_alone():
    found = opposites([Heard("불 켜", 0.6), Heard("불 켜 줘", 0.1), Heard("불 꺼", 0.2)])
    assert found is not None
    assert (found.best.text, found.other.text) == ("불 켜", "불 꺼")
    assert found.margin == pytest.approx(0.5)
    assert not found.open


@pytest.mark.parametrize(("other", "is_open"), [(0.5, True), (0.3, True), (0.25, False), (0.1, False)])
def test_a_small_margin_is_open(other, is_open):
    found = opposites([Heard("불 켜", 0.5), Heard("불 꺼", other)])
    assert found is not None
    assert found.open is is_open


def test_only_the_best_is_compared():
    assert opposites([Heard("불 조명", 0.6), Heard("불 켜", 0.2), Heard("불 꺼", 0.1)]) is None
    assert opposites([]) is None


@pytest.mark.parametrize("code", codes())
def test_no_pair_stands_twice_and_none_is_the_same_word(code):
    pairs = [frozenset(pair) for pair in part(code, "opposites").PAIRS]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
