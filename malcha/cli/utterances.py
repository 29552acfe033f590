"""How `malcha listen` begins an utterance: from the microphone, or from a WAV file; and where its events are shown."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from malcha.screens.console import console
from malcha.screens.json_lines import print_line
from malcha.screens.talk import TalkScreen
from malcha.screens.talk_json import announcement, event
from malcha.talk.announcements import Show as ShowAnnouncement
from malcha.talk.audio_files import chunks
from malcha.talk.exchange import Exchange, Show
from malcha.talk.microphone import Microphone
from malcha.talk.reply_voice import Opened, ReplyVoice
from malcha.talk.talking import Said, Talk
from speech.pcm import level, samples_of
from speech.wav import Wav

ShowLevel = Callable[[float], None]  # dBFS


def shown(as_json: bool, stack: ExitStack) -> tuple[Show, ShowLevel, ShowAnnouncement]:
    """Where events of utterances, the level of the microphone, and what guidance says go."""
    if as_json:
        return lambda told: print_line(event(told)), lambda dbfs: None, lambda told: print_line(announcement(told))
    screen = stack.enter_context(TalkScreen(console()))
    return screen.show, screen.level, screen.tell


class Begin:
    """Begins exchanges; `last` is the last of them."""

    def __init__(
        self,
        stub: Any,
        locale: str,
        seat: int,
        opened: Opened | None,
        show: Show,
        show_level: ShowLevel,
        ended: Callable[[Exchange], None],
    ) -> None:
        """`opened` None: no reply is wanted as audio."""
        self._stub, self._locale, self._seat, self._opened = stub, locale, seat, opened
        self._show, self._show_level, self._ended = show, show_level, ended
        self._microphone: Microphone | None = None
        self.last: Exchange | None = None

    def microphone(self) -> Exchange:
        """Opens it. Raises SpeechUnavailable, MicrophoneError."""
        self.close()
        self._microphone = microphone = Microphone()
        return self._begin(microphone.chunks(), microphone.rate, goes_on=True)

    def file(self, wav: Wav) -> Exchange:
        return self._begin(chunks(wav, real_time=True), wav.rate, goes_on=False)

    def close(self) -> None:
        """There is one microphone: an utterance before may go on, but hears nothing more."""
        if self._microphone is not None:
            self._microphone.close()

    def _begin(self, audio: Iterable[bytes], rate: int, goes_on: bool) -> Exchange:
        said = Said(rate, self._locale, self._seat, self._opened is not None, goes_on)
        talk = Talk(self._stub, self._measured(audio, rate), said)
        self.last = Exchange(talk, ReplyVoice(self._opened), self._show, self._ended)
        return self.last

    def _measured(self, audio: Iterable[bytes], rate: int) -> Iterator[bytes]:
        for chunk in audio:
            self._show_level(level(samples_of(chunk, rate)))
            yield chunk
