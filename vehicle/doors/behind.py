"""What comes behind the utterance of a call: the button, "cancel", and "stop" while the turn goes on or the voice
speaks."""

import threading
from collections.abc import Callable
from dataclasses import replace

from contract.values import Alternatives
from languages.stopping import DANGER
from malcha.v1 import vehicle_pb2
from speech.listening.events import Event, Final, Partial
from speech.listening.listener import Listener
from speech.pcm import samples_of
from speech.protocols import AudioError
from vehicle.delivery import stopping
from vehicle.doors.aloud import CANCELLED, Silence
from vehicle.doors.utterance import CONTROLS, Hearing
from vehicle.turn import stop_words
from vehicle.turn.assistant import Assistant
from vehicle.turn.events import ignore_event
from vehicle.turn.requester import Requester, Turn

STOPPED, PRESSED = "stopped", "pressed"


class Behind:
    """`rate` in Hz is that of the audio, 0 where the call has none; `hearing` None listens to nothing."""

    def __init__(
        self,
        assistant: Assistant,
        hearing: Hearing | None,
        code: str,
        rate: int,
        silence: Silence,
        call_off: Callable[[], None],
    ) -> None:
        """`call_off`: nothing more of the turn is wanted."""
        self.assistant, self.hearing, self.code, self.rate, self.silence = assistant, hearing, code, rate, silence
        self.call_off = call_off
        self._stop: Turn | None = None
        self._stopping = threading.Lock()  # held while one halts something
        self._listener: Listener | None = None

    def take(self, request: vehicle_pb2.ConverseRequest, requester: Requester) -> None:
        """Raises AudioError."""
        if request.control == vehicle_pb2.CONTROL_CANCEL:
            self.call_off()
            self.silence.ask(CANCELLED)
        elif request.control == vehicle_pb2.CONTROL_PRESSED:
            self.silence.ask(PRESSED)
        elif request.audio and self.rate:
            for words in self._heard(request.audio):
                self._heed(words, requester)
        elif request.control not in CONTROLS:
            raise AudioError("after the first request only audio and control are taken")

    def stop(self) -> Turn | None:
        """What a stop came to. A turn that was halted has its end before the stop has its own: that is waited for."""
        with self._stopping:
            return self._stop

    def _heard(self, audio: bytes) -> list[Alternatives]:
        samples = samples_of(audio, self.rate)
        if self.hearing is None:
            return []
        if self._listener is None or self._listener.over:
            self._listener = self.hearing.for_stop(self.code, self.rate)
        return [words for event in self._listener.accept(samples) if (words := words_of(event))]

    def _heed(self, words: Alternatives, requester: Requester) -> None:
        """Of all words only a stop counts."""
        if not (how := stop_words.spoken(words, self.assistant.delivery)):
            return
        self.silence.ask(STOPPED)
        with self._stopping:
            if self._stop is None and stopping.what_moves(self.assistant.delivery):
                anew = replace(requester, id="", on_event=ignore_event)
                self._stop = self.assistant.stop(self.code, anew, danger=how == DANGER, text=words[0][0])


def words_of(event: Event) -> Alternatives:
    """What was heard by then."""
    if isinstance(event, Partial):
        return [(event.text, 1.0)]
    return [(each.text, each.score) for each in event.alternatives] if isinstance(event, Final) else []
