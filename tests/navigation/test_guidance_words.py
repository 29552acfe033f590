"""Facts about the words of guidance: every turn has some in every language."""

import pytest

from languages import codes, part
from navigation.guidance.announcing import spoken_metres
from navigation.guidance.matching import Wish
from navigation.routing.protocol import SILENT, Turn

SAID = [turn for turn in Turn if turn not in SILENT]


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("turn", SAID, ids=lambda turn: turn.word)
def test_every_turn_is_one_sentence(language, turn):
    words = part(language, "guidance")
    for metres in (0, 50, 300, 1200):
        text = words.announcement(turn.word, metres, "", 2)
        assert text.endswith(".")
        assert "  " not in text
        assert "_" not in text


@pytest.mark.parametrize("language", codes())
def test_every_wish_has_a_sentence(language):
    assert part(language, "guidance").WISHES.keys() == {wish.value for wish in Wish if wish}


@pytest.mark.parametrize(("metres", "said"), [(3, 10), (42, 40), (118, 100), (310, 300), (640, 600), (1234, 1200)])
def test_distances_are_said_in_round_numbers(metres, said):
    assert spoken_metres(metres) == said


def test_korean_and_english_amounts():
    ko, en = part("ko", "guidance"), part("en", "guidance")
    assert (ko.distance(300), ko.distance(1250), ko.distance(12_400)) == ("300미터", "1.2킬로미터", "12킬로미터")
    assert (en.distance(300), en.distance(1000), en.distance(1250)) == ("300 metres", "1 kilometre", "1.2 kilometres")
    assert (ko.duration(20), ko.duration(3600), ko.duration(5400)) == ("1분", "1시간", "1시간 30분")
    assert (en.duration(60), en.duration(7260)) == ("1 minute", "2 hours 1 minute")
