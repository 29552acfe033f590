"""Facts about who talks in the car, by a clock that a test moves."""

import threading

import pytest
from clocks import Clock

from vehicle.turn.talk import BREATH, LONGEST_WORDS, REPLY_SOON, Talk


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def talk(clock):
    return Talk(clock)


def test_nobody_talks_at_first(talk, clock):
    assert talk.free(clock())


def test_the_driver_is_not_talked_over_nor_the_breath_before_the_turn(talk, clock):
    with talk.driver(), talk.driver():
        clock.now += 100.0
        assert not talk.free(clock())
    assert not talk.free(clock())
    clock.now += BREATH
    assert talk.free(clock())


def test_a_turn_is_about_to_be_answered_for_a_while(talk, clock):
    with talk.turn():
        assert not talk.free(clock())
        clock.now += REPLY_SOON
        assert talk.free(clock())  # it waits for the car: a sunroof takes 20 s
        with talk.turn():
            assert not talk.free(clock())


def test_words_for_a_client_count_as_long_as_they_take_to_say(talk, clock):
    talk.words("코엑스로 안내할게요.", "ko")
    clock.now += 1.0
    assert not talk.free(clock())
    clock.now += 1.0
    assert talk.free(clock())
    talk.words("아" * 1000, "ko")
    clock.now += LONGEST_WORDS
    assert talk.free(clock())


def test_a_reply_that_is_spoken_here_ends_when_its_voice_does(talk, clock):
    talk.words("코엑스로 안내할게요. 1.8킬로미터, 2분 걸려요.", "ko")
    with talk.reply():
        clock.now += 1.0
        assert not talk.free(clock())
    assert talk.free(clock())  # it was silenced


def test_an_announcement_is_silent_when_the_driver_begins(talk, clock):
    asked = []
    with talk.announcement(lambda: asked.append("silence")):
        assert not talk.free(clock())
        assert asked == []
        with talk.driver():
            assert asked == ["silence"]
    with talk.driver(), talk.announcement(lambda: asked.append("again")):
        assert asked == ["silence", "again"]  # it comes a moment too late


def test_a_reply_begins_behind_an_announcement(talk):
    order, began, going = [], threading.Event(), threading.Event()

    def announce():
        with talk.announcement(lambda: None):
            began.set()
            going.wait(5.0)
            order.append("announcement")

    thread = threading.Thread(target=announce)
    thread.start()
    began.wait(5.0)
    threading.Timer(0.0, going.set).start()
    with talk.reply():
        order.append("reply")
    thread.join()
    assert order == ["announcement", "reply"]
