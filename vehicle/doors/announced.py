"""What guidance says, for one watcher of events: as text, and as audio where that is wanted and there is a voice."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from malcha.v1 import vehicle_pb2
from navigation.guidance.guide import Announcement
from navigation.routing.protocol import Turn
from vehicle.doors.aloud import Silence, Speaking, reply_audio
from vehicle.doors.behind import PRESSED
from vehicle.turn.talk import Talk

Put = Callable[[vehicle_pb2.WatchEventsResponse], None]


def announcement_to_proto(said: Announcement) -> vehicle_pb2.WatchEventsResponse:
    """Without its time."""
    found = vehicle_pb2.Announcement(
        text=said.text,
        locale=said.language,
        kind=said.kind,
        maneuver="" if said.turn is Turn.NONE else said.turn.word,
        distance_m=round(said.metres),
        street=said.street,
    )
    return vehicle_pb2.WatchEventsResponse(announcement=found)


class Announced:
    """`put` takes what the watcher is told, from any thread, and never waits."""

    def __init__(self, talk: Talk, speaking: Speaking | None, put: Put, clock: Callable[[], float]) -> None:
        """`speaking` None: text alone."""
        self._talk, self._speaking, self._put, self._clock = talk, speaking, put, clock
        self._aloud: queue.SimpleQueue[Announcement | None] = queue.SimpleQueue()
        self._left = threading.Event()

    @contextmanager
    def open(self) -> Iterator[Callable[[Announcement], None]]:
        """While this lasts, what takes announcements, from the thread of guidance."""
        if self._speaking is not None:
            threading.Thread(target=self._speak, args=(self._speaking,), name="announce", daemon=True).start()
        try:
            yield self._take
        finally:
            self._left.set()
            self._aloud.put(None)

    def _take(self, said: Announcement) -> None:
        self._put(announcement_to_proto(said))
        if self._speaking is not None:
            self._speaking.prepare(said.language)
            self._aloud.put(said)

    def _speak(self, speaking: Speaking) -> None:
        while (said := self._aloud.get()) is not None:
            silence = Silence()
            with self._talk.announcement(lambda silence=silence: silence.ask(PRESSED)):  # type: ignore[misc]
                sentences = speaking.speak(said.text, said.language)
                for told in reply_audio(sentences, silence, lambda: not self._left.is_set(), self._clock):
                    self._put(as_event(told))


def as_event(told: vehicle_pb2.ConverseResponse) -> vehicle_pb2.WatchEventsResponse:
    """A piece of a voice, or its end."""
    if told.HasField("reply_audio"):
        return vehicle_pb2.WatchEventsResponse(announcement_audio=told.reply_audio)
    return vehicle_pb2.WatchEventsResponse(announcement_spoken=told.spoken)
