"""Names in what was heard, with a network that is worked out by hand."""

import pytest

from speech.recognising.moonshine import Text, Weighed
from speech.recognising.names import LIKELIER, Names

PLACES = ("Gangnam Station", "Olympic Park", "Bulguksa Temple", "Open Garden", "COEX")


class Network:
    """Answers the same for every sentence, and keeps what it was asked."""

    def __init__(self, name=-9.0, rest=-0.5):
        self.asked, self.answer = [], Weighed(name, rest, 7)

    def __call__(self, sentences):
        self.asked += [each.text for each in sentences]
        return [self.answer] * len(sentences)


def mended(text, network, log_probability=-4.0):
    found = Names(PLACES).mended([Text(text, log_probability, 7)], network)
    return found[0].text


def test_a_name_that_was_nearly_heard_stands_for_it():
    assert mended("Take me to gungnam station.", Network()) == "Take me to Gangnam Station."
    assert mended("Let's go to Boolguxa temple, please.", Network()) == "Let's go to Bulguksa Temple, please."


def test_the_network_decides():
    assert mended("Take me to gungnam station.", Network(name=-9.0 - LIKELIER)) == "Take me to gungnam station."
    assert mended("Take me to gungnam station.", Network(rest=-5.0)) == "Take me to gungnam station."


def test_a_name_never_counts_more_than_if_it_had_been_certain():
    found = Names(PLACES).mended([Text("To olimpic park.", -4.0, 7)], Network(name=-1.0, rest=-0.5))
    assert found[0].log_probability == pytest.approx(-0.5)


@pytest.mark.parametrize("text", ["Turn the radio on.", "Open the window.", "What time is it?", ""])
def test_what_is_like_no_name_is_left_and_nobody_is_asked(text):
    network = Network()
    assert mended(text, network) == text
    assert network.asked == []


def test_what_is_certain_is_left():
    network = Network()
    assert mended("Take me to gungnam station.", network, log_probability=-0.3) == "Take me to gungnam station."
    assert network.asked == []


def test_words_of_opposite_meaning_are_never_exchanged():
    network = Network(name=0.0, rest=0.0)
    assert mended("Close garden.", network) == "Close garden."  # Open Garden
    assert mended("Open gardens.", network) == "Open gardens."
    assert Names(["turn up", "Volume down", "stop it"]).mended([Text("Turn app.", -4.0, 4)], network)[0].text == (
        "Turn app."
    )
    assert network.asked == []


def test_short_names_are_not_looked_for():
    assert len(Names(PLACES)) == 3
    assert mended("Go to co-x.", Network()) == "Go to co-x."
