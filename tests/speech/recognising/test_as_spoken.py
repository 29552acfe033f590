"""Audio that comes faster than it is spoken is counted as if it had been spoken; a server is not late for it."""

import threading
import time

import numpy as np
import pytest

from contract.breaker import Breaker, State
from speech.protocols import RATE, Heard, RecognisedBy
from speech.recognising.as_spoken import AsSpoken
from speech.recognising.hedged import Hedged
from speech.recognising.why import SERVER_FIRST, SERVER_LATE

FRAME = 512
MINE, THEIRS = (Heard("창문 열어", 0.6),), (Heard("창문 열어", 0.9),)


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(
    ("first", "apart", "left"),
    [
        (FRAME, 0.0, 100 * FRAME / RATE),  # at once
        (FRAME, FRAME / RATE, 0.0),  # as it is spoken
        (RATE // 2, FRAME / RATE, 0.0),  # as it is spoken, behind what was kept of the time before
        (FRAME, 2 * FRAME / RATE, 0.0),  # slower
        (FRAME, FRAME / RATE / 2, 50 * FRAME / RATE),  # twice as fast
    ],
)
def test_what_is_left_of_the_time_that_speaking_takes(first, apart, left):
    clock = Clock()
    spoken = AsSpoken(clock)
    assert spoken.left() == 0.0
    spoken.give(first)
    for _ in range(100):
        clock.now += apart
        spoken.give(FRAME)
    assert spoken.left() == pytest.approx(left)
    clock.now += left
    assert spoken.left() == pytest.approx(0.0)


def test_speech_that_stands_still_on_the_way_and_catches_up_is_not_waited_for():
    clock = Clock()
    spoken = AsSpoken(clock)
    for pause in (0.0, 1.0, 2.0, 0.0):
        clock.now += pause
        spoken.give(RATE)
    assert spoken.left() == 0.0


class Paced:
    """A recogniser that takes `factor` s for a second of audio."""

    language, name, version = "ko", "vosk-ko", "1"

    def __init__(self, answer, factor=0.0):
        self.answer, self.factor = answer, factor
        self.by = RecognisedBy(self.name, self.version)

    def stream(self, phrases=()):
        return self

    def accept(self, samples):
        time.sleep(self.factor * len(samples) / RATE)
        return ""

    def finish(self):
        return self.answer


def sent_at_once(server, seconds):
    breaker = Breaker()
    stream = Hedged(Paced(MINE), server, breaker, patience=0.15).stream()
    for _ in range(round(seconds * RATE / FRAME)):
        stream.accept(np.zeros(FRAME, np.int16))
    return stream.finish(), stream.by.why, breaker.state


def test_a_file_sent_at_once_does_not_open_the_breaker():
    assert sent_at_once(Paced(THEIRS, factor=0.4), seconds=2.0) == (THEIRS, SERVER_FIRST, State.CLOSED)


def test_a_server_that_does_not_answer_is_late_all_the_same():
    gate = threading.Event()
    server = Paced(THEIRS)
    server.finish = lambda: gate.wait(20.0) and THEIRS
    assert sent_at_once(server, seconds=0.3) == (MINE, SERVER_LATE, State.OPEN)
    gate.set()
