"""The phrases that sound most like a text."""

import pytest

pytest.importorskip("rapidfuzz")

from speech.recognising.nearest import Nearest

PHRASES = ("창문 열어 줘", "창문 닫아 줘", "선루프 열어 줘", "에어컨 켜 줘", "에어컨 꺼 줘", "창문 열어 줘")


def test_the_most_alike_come_first_and_none_twice():
    found = Nearest(PHRASES).to(["창문 여러 주와", "창문 열어 좋아"], each=2)
    assert found[0] == "창문 열어 줘"
    assert len(found) == len(set(found)) <= 4


def test_letters_are_compared_and_not_syllables():
    assert Nearest(PHRASES).to(["에어컨 껴 줘"], each=2) == ["에어컨 켜 줘", "에어컨 꺼 줘"]


def test_what_is_like_none_of_them_has_none():
    assert Nearest(PHRASES).to(["good morning"], each=3) == []
    assert Nearest(()).to(["창문"], each=3) == []
