"""Who talks in the car at this moment: the driver, or the assistant. What can wait, as an announcement, waits for both.

Written and read by any thread. Times are s of one monotonic clock.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from languages import part

REPLY_SOON = 2.0  # s from the beginning of a turn in which its reply may come; later it waits for the car; our choice
BREATH = 0.5  # s behind the driver's last word: the turn is about to begin
LONGEST_WORDS = 15.0  # s that a reply of words alone counts as being spoken
LONGEST_WAIT = 6.0  # s that a reply waits for an announcement to end; the longest has some 5 s


class Talk:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._drivers = self._replies = 0
        self._until = float("-inf")  # s: somebody may still speak
        self._turns: list[float] = []  # when those under way began
        self._announcing: list[Callable[[], None]] = []  # what silences each announcement that is spoken

    def free(self, now: float) -> bool:
        """Does nobody talk, and is no reply about to come?"""
        with self._changed:
            soon = any(now - began < REPLY_SOON for began in self._turns)
            return not (self._drivers or self._replies or self._announcing or soon or now < self._until)

    @contextmanager
    def driver(self) -> Iterator[None]:
        """The driver speaks while this lasts. An announcement is silent at once."""
        with self._changed:
            self._drivers += 1
            announcing = list(self._announcing)
        for silence in announcing:
            silence()
        try:
            yield
        finally:
            with self._changed:
                self._drivers -= 1
                self._until = max(self._until, self._clock() + BREATH)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn is under way."""
        began = self._clock()
        with self._changed:
            self._turns.append(began)
        try:
            yield
        finally:
            with self._changed:
                self._turns.remove(began)

    def words(self, text: str, language: str) -> None:
        """These words are for a client to speak: for about as long as that takes nothing else is to be said."""
        took = min(len(text) * part(language, "guidance").LETTER, LONGEST_WORDS)
        with self._changed:
            self._until = max(self._until, self._clock() + took)

    @contextmanager
    def reply(self) -> Iterator[None]:
        """A reply is spoken here while this lasts; it begins when an announcement has ended."""
        with self._changed:
            self._changed.wait_for(lambda: not self._announcing, LONGEST_WAIT)
            self._replies += 1
        try:
            yield
        finally:
            with self._changed:
                self._replies -= 1
                self._until = self._clock()  # it has ended, however long its words would have taken

    @contextmanager
    def announcement(self, silence: Callable[[], None]) -> Iterator[None]:
        """An announcement is spoken here while this lasts. `silence` is called when the driver begins to speak."""
        with self._changed:
            self._announcing.append(silence)
            spoken_over = self._drivers > 0
        if spoken_over:
            silence()
        try:
            yield
        finally:
            with self._changed:
                self._announcing.remove(silence)
                self._changed.notify_all()
