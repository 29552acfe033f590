"""One utterance and its answer, under way in a thread of its own, and what key, button and Ctrl-C do to it."""

import threading
from collections.abc import Callable

from malcha.talk.loudspeaker import LoudspeakerError
from malcha.talk.reply_voice import ReplyVoice
from malcha.talk.talking import Talk
from malcha.v1 import turn_pb2, vehicle_pb2

Show = Callable[[vehicle_pb2.ConverseResponse], None]


class Exchange:
    """`show` gets every event; `ended` is called at the end, and then `turn`, `error` hold."""

    def __init__(self, talk: Talk, voice: ReplyVoice, show: Show, ended: Callable[["Exchange"], None]) -> None:
        self._talk, self._voice, self._show, self._ended = talk, voice, show, ended
        self.turn: turn_pb2.Turn | None = None  # None: no turn came of it
        self.error: Exception | None = None
        self.over = self.speaking = False
        self._thread = threading.Thread(target=self._run, name="utterance", daemon=True)
        self._thread.start()

    @property
    def listening(self) -> bool:
        return not self.over and self._talk.listening

    def release(self) -> None:
        self._talk.release()

    def hush(self) -> None:
        """The voice is silent; the turn goes on."""
        self._voice.hush()
        self._talk.hush()

    def cancel(self) -> None:
        self._voice.hush()
        self._talk.cancel()

    def wait(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        try:
            for told in self._talk.events():
                self._take(told)
        except Exception as error:
            self.error = error
            self._voice.hush()
        try:
            self._voice.close()
        except LoudspeakerError as error:
            self.error = self.error or error
        self.over = True
        self.speaking = False
        self._ended(self)

    def _take(self, told: vehicle_pb2.ConverseResponse) -> None:
        self._show(told)
        match told.WhichOneof("event"):
            case "turn":
                self.turn = told.turn
            case "reply_audio":
                self.speaking = True
                self._voice.take(told.reply_audio)
            case "spoken" if told.spoken.reason != "finished":
                self._voice.hush()  # what was silenced there is silent here


class PushToTalk:
    """What is pressed, at whatever moment: it begins an utterance, ends it, or silences the voice. For one thread."""

    def __init__(self, begin: Callable[[], Exchange]) -> None:
        """`begin` opens the microphone and starts an exchange."""
        self._begin, self.current = begin, None

    current: Exchange | None

    def key(self) -> None:
        """Enter. While the voice speaks it silences it, and no more."""
        now = self.current
        if now is None or now.over:
            self.current = self._begin()
        elif now.listening:
            now.release()
        elif now.speaking:
            now.hush()
        else:
            self.current = self._begin()  # the turn goes on: something moves, perhaps

    def wheel(self) -> None:
        """The button on the steering wheel. While the voice speaks it is silenced, and the driver may speak."""
        now = self.current
        if now is not None and not now.over and now.speaking:
            now.hush()
            self.current = self._begin()
        else:
            self.key()

    def woken(self) -> None:
        """The wake word was said. In an utterance it is a word like others."""
        if self.current is None or self.current.over:
            self.key()

    def end(self) -> None:
        """No further press will come: what is spoken is heard as far as it has come."""
        if self.current is not None and self.current.listening:
            self.current.release()

    def interrupt(self) -> bool:
        """Ctrl-C, or the wheel's button held: silences the voice, or calls off what goes on. False: nothing is."""
        now = self.current
        if now is None or now.over:
            return False
        if now.speaking:
            now.hush()
        else:
            now.cancel()
            self.current = None
        return True
