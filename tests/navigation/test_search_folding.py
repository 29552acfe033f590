"""Names as they sound: what is folded together and what is not."""

import doctest
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigation.search.folding import ALPHABET, LONGEST, jamo, letters, readings, sounds


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("네일", "내일"),  # ㅔ ㅐ
        ("왜관", "외관"),
        ("의원", "이원"),
        ("쥬스", "주스"),
        ("까페", "카페"),
        ("코엑쓰", "코엑스"),
        ("빠리", "파리"),
        ("숲", "숩"),
        ("옷가게", "옫가게"),
        ("강남역에", "강나며게"),  # liaison
        ("밝아", "발가"),
        ("종로", "종노"),
        ("국립", "궁닙"),
        ("신라", "실라"),
        ("입학", "이팍"),
        ("좋다", "조타"),
        ("롯데 월드 타워", "롯데월드타워"),
        ("Café Müller", "cafemuller"),
        ("ＧＳ２５", "gs25"),
    ],
)
def test_heard_alike_is_written_alike(a, b):
    assert sounds(a) == sounds(b) != b""


@pytest.mark.parametrize(("a", "b"), [("강남", "강낭"), ("서울", "서을"), ("구로", "고로"), ("강", "감"), ("동", "돈")])
def test_what_is_heard_apart_stays_apart(a, b):
    assert sounds(a) != sounds(b)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("GS25", "지에스이십오"),
        ("CGV 강남", "씨지브이 강남"),
        ("63빌딩", "육삼빌딩"),
        ("63빌딩", "육십삼 빌딩"),
        ("63 Building", "sixty three building"),
        ("SK서광주유소", "에스케이서광주유소"),
        ("이마트24", "이마트이십사"),
        ("Starbucks", "스타벅스"),
    ],
)
def test_digits_and_latin_letters_are_read_both_ways(name, said):
    assert sounds(said) in readings(name)
    assert readings(name)[0] == sounds(name)


@pytest.mark.parametrize("text", ["", " ", "?!", "\x00\x1b", "東京", "♥"])
def test_without_a_letter_that_is_known_there_is_nothing(text):
    assert sounds(text) == b""
    assert readings(text) == ()


def test_a_long_text_is_cut():
    assert readings("가" * 1000) == (sounds("가" * LONGEST),)


def test_a_folded_name_can_be_looked_at():
    assert jamo(sounds("강남역 2")) == "ㄱㅏㅇㄴㅏㅁㅕㄱ2"


@given(st.text(max_size=40))
def test_any_text_is_folded_to_sounds(text):
    found = sounds(text)
    assert all(0 < each < ALPHABET for each in found)
    assert sounds(letters(text)) == found
    assert all(reading for reading in readings(text))


@pytest.mark.parametrize(
    "module",
    ["navigation.search.folding", "navigation.search.addresses", "navigation.search.query", "languages.ko.places",
     "languages.en.places"],
)  # fmt: skip
def test_the_examples_of_the_documentation(module):
    results = doctest.testmod(importlib.import_module(module))
    assert results.attempted > 0 == results.failed
