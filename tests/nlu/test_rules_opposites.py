"""Alternatives that order the opposite of each other are noticed, and no others."""

import pytest

from contract.values import Command, Understanding
from languages import codes, part
from nlu.rules.opposites import asked, opposite_words


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


ON, OFF = Command("climate.ac", "on"), Command("climate.ac", "off")


def read(text, *commands):
    return Understanding("understood" if commands else "out_of_scope", commands, 0.9, text=text)


def answer(*alternatives):
    """What comes of (text, score, command) where the first is chosen."""
    readings = [read(text, *commands) for text, _, *commands in alternatives]
    return asked(0, readings, [score for _, score, *_ in alternatives])


@pytest.mark.parametrize(("other", "is_open"), [(0.5, True), (0.3, True), (0.25, False), (0.1, False)])
def test_a_small_margin_is_asked_about(other, is_open):
    found = answer(("에어컨 켜", 0.5, ON), ("에어컨 꺼", other, OFF))
    assert found.outcome == ("ambiguous" if is_open else "understood")
    assert (found.commands, found.candidates) == (((), (ON, OFF)) if is_open else ((ON,), ()))


def test_the_scores_of_the_two_alone_count():
    assert answer(("에어컨 켜", 0.3, ON), ("에어컨 꺼", 0.3, OFF), ("에어컨 켜 줘", 0.3, ON)).outcome == "ambiguous"


@pytest.mark.parametrize(
    "alternatives",
    [
        [("에어컨 켜", 0.5, ON), ("에어컨 꺼", 0.5, ON)],  # they mean the same
        [("에어컨 켜", 0.5, ON), ("에어컨 꺼", 0.5)],  # one means nothing
        [("에어컨 켜", 0.0, ON), ("에어컨 꺼", 0.0, OFF)],  # no scores were given
        [("에어컨 조명", 0.5, ON), ("에어컨 켜", 0.5, ON), ("에어컨 꺼", 0.5, OFF)],  # neither is the chosen one
        [("에어컨 켜", 1.0, ON)],
    ],
)
def test_nothing_is_asked(alternatives):
    found = answer(*alternatives)
    assert (found.outcome, found.commands) == ("understood", (ON,))


def test_commands_whose_values_are_mappings_are_asked_about_too():
    first, second = (Command("nav.nearby", "do", None, {"name": "약국", "near": near}) for near in ("왼쪽", "오른쪽"))
    found = answer(("왼쪽 약국", 0.5, first), ("오른쪽 약국", 0.5, second))
    assert found.candidates == (first, second)


@pytest.mark.parametrize("code", codes())
def test_no_pair_stands_twice_and_none_is_the_same_word(code):
    pairs = [frozenset(pair) for pair in part(code, "opposites").PAIRS]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)
