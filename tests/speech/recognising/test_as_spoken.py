"""Audio that comes faster than it is spoken is counted as if it had been spoken; a server is not late for it."""

import threading
from concurrent.futures import Future
from typing import ClassVar

import numpy as np
import pytest
from clocks import Clock

from contract.breaker import Breaker, State
from speech.protocols import RATE, Heard, RecognisedBy
from speech.recognising import asked
from speech.recognising.as_spoken import AsSpoken
from speech.recognising.hedged import Hedged
from speech.recognising.why import SERVER_FIRST, SERVER_LATE

FRAME = 512
MINE, THEIRS = (Heard("창문 열어", 0.6),), (Heard("창문 열어", 0.9),)


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


class Waited(Future):
    """An answer that somebody waits for."""

    waits: ClassVar[list[float]] = []  # s
    begun = threading.Event()

    def result(self, timeout=None):
        self.waits.append(timeout)
        self.begun.set()
        return super().result(timeout)


@pytest.fixture(autouse=True)
def waited(monkeypatch):
    """The s that answers are waited for, by a clock that stands still while audio comes."""
    monkeypatch.setattr(Waited, "waits", [])
    monkeypatch.setattr(Waited, "begun", threading.Event())
    monkeypatch.setattr(asked, "Future", Waited)
    monkeypatch.setattr(asked, "AsSpoken", lambda: AsSpoken(Clock()))
    return Waited


class Known:
    """A recogniser that has its answer at the end, once `ready` is set."""

    language, name, version = "ko", "vosk-ko", "1"

    def __init__(self, answer, ready=None):
        self.answer, self.ready = answer, ready
        self.by = RecognisedBy(self.name, self.version)

    def stream(self, phrases=()):
        return self

    def accept(self, samples):
        return ""

    def finish(self):
        if self.ready:
            self.ready.wait(20.0)
        return self.answer


def sent_at_once(server, seconds):
    breaker = Breaker()
    stream = Hedged(Known(MINE), server, breaker, patience=0.15).stream()
    for _ in range(round(seconds * RATE / FRAME)):
        stream.accept(np.zeros(FRAME, np.int16))
    return stream.finish(), stream.by.why, breaker.state


def test_a_file_sent_at_once_is_waited_for_as_if_it_were_spoken(waited):
    server = Known(THEIRS, ready=waited.begun)
    assert sent_at_once(server, seconds=2.0) == (THEIRS, SERVER_FIRST, State.CLOSED)
    assert waited.waits == [pytest.approx(0.15 + 2.0, abs=2 * FRAME / RATE)]


def test_a_server_that_does_not_answer_is_late_all_the_same():
    never = threading.Event()
    assert sent_at_once(Known(THEIRS, ready=never), seconds=0.3) == (MINE, SERVER_LATE, State.OPEN)
    never.set()
