"""When an utterance begins and ends, in frames of probabilities."""

import pytest

from speech.listening.endpoint import (
    COMPLETE_PAUSE,
    INCOMPLETE_PAUSE,
    LONGEST_GAP,
    LONGEST_UTTERANCE,
    LONGEST_WAIT,
    SHORTEST,
    UNKNOWN_PAUSE,
    Endpoint,
)
from speech.listening.events import NothingHeard, SpeechEnded, SpeechStarted
from speech.listening.vad import FRAME
from speech.protocols import RATE

HIGH, SOFT, LOW = 0.9, 0.4, 0.05  # SOFT keeps speech going and does not begin it
LONG = 40  # frames of voice, 1.3 s


def run(*pieces, complete=None):
    """[(frame after which it came, event)]; a piece is (probability, frames)."""
    endpoint, events, frames = Endpoint(), [], 0
    for probability, count in pieces:
        for _ in range(count):
            frames += 1
            event = endpoint.step(probability, complete)
            if event:
                events.append((frames, event))
    return events


def frames(samples):
    """How many whole frames so many samples need."""
    return -(-samples // FRAME)


def test_speech_began_with_its_first_frame_and_that_is_known_160_ms_later():
    assert run((LOW, 20), (HIGH, 10)) == [(20 + frames(SHORTEST), SpeechStarted(20 * FRAME))]


def test_speech_may_begin_at_once():
    assert run((HIGH, 5)) == [(5, SpeechStarted(0))]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_short_cough_is_no_speech(length):
    assert run(*[(LOW, 15), (HIGH, length), (LOW, 10)] * 4) == []


def test_coughs_do_not_add_up_and_a_stop_within_a_word_does_not_cut():
    gap = LONGEST_GAP // FRAME
    assert run((LOW, 5), (HIGH, 3), (LOW, gap), (HIGH, 3)) == [(5 + 3 + gap + 2, SpeechStarted(5 * FRAME))]
    assert run((LOW, 5), (HIGH, 3), (LOW, gap + 1), (HIGH, 3)) == []


def test_a_soft_sound_does_not_begin_speech_and_does_keep_it_going():
    assert run((SOFT, 50)) == []
    events = run((HIGH, LONG), (SOFT, 50), (LOW, 40))
    assert events[1][1] == SpeechEnded((LONG + 50) * FRAME, "silence")


@pytest.mark.parametrize(
    ("complete", "pause", "why"),
    [(True, COMPLETE_PAUSE, "complete"), (None, UNKNOWN_PAUSE, "silence"), (False, INCOMPLETE_PAUSE, "silence")],
)
def test_the_pause_that_ends_it_depends_on_what_was_said(complete, pause, why):
    events = run((HIGH, LONG), (LOW, 60), complete=complete)
    assert events[1:] == [(LONG + frames(pause), SpeechEnded(LONG * FRAME, why))]
    assert len(run((HIGH, LONG), (LOW, frames(pause) - 1), (HIGH, 5), complete=complete)) == 1  # it goes on


def test_the_three_pauses_are_in_order():
    assert COMPLETE_PAUSE < UNKNOWN_PAUSE < INCOMPLETE_PAUSE
    assert COMPLETE_PAUSE == 0.2 * RATE


def test_an_opinion_that_changes_in_the_pause_counts_at_once():
    endpoint = Endpoint()
    for _ in range(LONG):
        endpoint.step(HIGH, False)
    for _ in range(10):
        assert endpoint.step(LOW, False) is None
    assert endpoint.step(LOW, True) == SpeechEnded(LONG * FRAME, "complete")


def test_who_talks_on_is_ended_after_15_seconds():
    events = run((LOW, 30), (HIGH, 1000))
    assert events[1:] == [
        (30 + frames(LONGEST_UTTERANCE), SpeechEnded((30 + frames(LONGEST_UTTERANCE)) * FRAME, "too long"))
    ]


def test_who_says_nothing_is_waited_for_5_seconds():
    assert run((LOW, 1000)) == [(frames(LONGEST_WAIT), NothingHeard("no speech"))]


def test_who_begins_at_the_last_moment_is_heard():
    last = frames(LONGEST_WAIT) - 2
    assert run((LOW, last), (HIGH, 10)) == [(last + 5, SpeechStarted(last * FRAME))]
    assert run((LOW, last), (HIGH, 4), (LOW, 10))[0][1] == NothingHeard("no speech")  # it was a cough


def test_after_the_end_nothing_comes():
    assert len(run((HIGH, LONG), (LOW, 40), (HIGH, LONG), (LOW, 400))) == 2
