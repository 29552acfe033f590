"""Facts about how Korean replies are worded: one speech level, short, the right particles. Kiwi reads them."""

import re
from functools import cache

import pytest
from every_sentence import NAMES, every_sentence
from reply_world import World, place

from vehicle.can.dbc import car_names
from vehicle.cars.car import load
from vehicle.replies.reply import sentence
from vehicle.results.result import Outcome

LONGEST = 40  # Korean characters of a sentence that is no list
HANGUL = 0xAC00
DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
OPEN_AFTER = {"을": False, "를": True, "은": False, "는": True, "과": False, "와": True, "으로": False, "로": True}
OPEN_AFTER |= {"이": False, "가": True}
CASES = ("JKS", "JKO", "JKB", "JX", "JC")  # tags of particles


@cache
def kiwi():
    return pytest.importorskip("kiwipiepy").Kiwi()


@cache
def said(car: str) -> tuple[str, ...]:
    """Every Korean sentence about a car, one by one."""
    texts = dict.fromkeys(every_sentence(load(car), "ko"))
    found = (re.split(r"(?<=[.?!])(?<!\d\.)\s+", text) for text in texts if text)
    return tuple(dict.fromkeys(each for sentences in found for each in sentences))


@pytest.fixture(scope="module", params=car_names())
def sentences(request):
    return said(request.param)


def test_there_are_many(sentences):
    assert len(sentences) > 500


def test_every_sentence_ends_politely(sentences):
    """In 해요체: the ending of the sentence, and of each clause that could end it, is one in 요 or 죠."""
    wrong = []
    for text, tokens in zip(sentences, kiwi().tokenize(list(sentences))):
        endings = [token.form for token in tokens if token.tag == "EF"]
        quoted = re.search(r"'[^']*'", text)  # the words of the driver
        ends = text.rstrip(".?!").endswith(("요", "죠"))
        if not ends or (not quoted and any(not each.endswith(("요", "죠")) for each in endings)):
            wrong.append((text, endings))
    assert wrong == []


def test_no_sentence_is_long(sentences):
    named = re.compile("|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))))
    long = [text for text in sentences if len(named.sub("", text)) > LONGEST]
    assert long == []


def test_particles_follow_the_last_sound(sentences):
    """Of Hangul and of digits read in Korean; loanwords are in tests/languages/test_particles.py."""
    wrong = []
    for text, tokens in zip(sentences, kiwi().tokenize(list(sentences))):
        for token in tokens:
            before = text[token.start - 1 : token.start]
            before = DIGITS.get(before, before)
            if token.tag not in CASES or token.form not in OPEN_AFTER or not "가" <= before <= "힣":
                continue
            final = (ord(before) - HANGUL) % 28
            opens = final == 0 or (final == 8 and token.form in ("로", "으로"))
            if text[token.start : token.start + len(token.form)] == token.form and opens != OPEN_AFTER[token.form]:
                wrong.append((text, token.form))
    assert wrong == []


def test_no_stilted_words(sentences):
    stilted = re.compile(r"그렇게 되어|\d\.0[^\d]|말씀이세요|집 기능|\bNone\b|[{}]|  |<")
    assert [text for text in sentences if stilted.search(text)] == []


def test_an_odometer_has_no_decimals():
    world = World()
    result = world.answered("status.odometer", "describe", zones={"": 12345.6})
    assert sentence(result, world.context("ko")) == "총 주행 거리는 12346킬로미터예요."


@pytest.mark.parametrize(
    ("contact", "ko", "en"),
    [
        ("119", "119에 전화를 걸고 있어요.", "Calling 119."),
        ("010 1234 5678", "010 1234 5678번으로 전화를 걸고 있어요.", "Calling 010 1234 5678."),
        ("1588 0000", "1588 0000번으로 전화를 걸고 있어요.", "Calling 1588 0000."),
        ("공일공 일이삼사 오육칠팔", "공일공 일이삼사 오육칠팔번으로 전화를 걸고 있어요.", None),
        ("김민준", "김민준에게 전화를 걸고 있어요.", "Calling 김민준."),
        ("회사", "회사에 전화를 걸고 있어요.", None),
        ("Mike", "Mike에게 전화를 걸고 있어요.", "Calling Mike."),
    ],
)
def test_who_is_called(contact, ko, en):
    world = World()
    result = world.result(Outcome.CONFIRMED, world.action("phone.call", "do", "", contact))
    assert sentence(result, world.context("ko")) == ko
    if en:
        assert sentence(result, world.context("en")) == en


def test_a_long_list_is_cut_to_three():
    world = World()
    found = tuple((place(name), 1.0 + number) for number, name in enumerate("ABCDE"))
    whole = world.answered("nav.nearby", "nearby", places=found, first=1)
    rest = world.answered("nav.nearby", "nearby", places=found, first=4)
    assert [sentence(each, world.context("ko")) for each in (whole, rest)] == [
        "5곳 중에 3곳이에요, 직선거리예요. 1. A 1킬로미터, 2. B 2킬로미터, 3. C 3킬로미터. 몇 번째로 갈까요?",
        "5곳 중에 2곳이에요, 직선거리예요. 4. D 4킬로미터, 5. E 5킬로미터. 몇 번째로 갈까요?",
    ]


@pytest.mark.parametrize("car", car_names())
def test_every_english_sentence_can_be_said(car):
    texts = set(every_sentence(load(car), "en"))
    assert len(texts) > 500
    wrong = re.compile(r"[{}<]|  |\bNone\b|(?<![\d.])1 (?:degree|kilometre)s\b|\d\.0\b")
    assert [text for text in texts if wrong.search(text) or (text and text[-1] not in ".?")] == []
