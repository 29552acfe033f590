"""How `malcha listen` begins an utterance: from the microphone, also behind a wake word, or from a WAV file; and where
its events are shown."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

from malcha.screens.console import console
from malcha.screens.json_lines import print_line
from malcha.screens.talk import TalkScreen
from malcha.screens.talk_json import announcement, event
from malcha.talk.announcements import Show as ShowAnnouncement
from malcha.talk.audio_files import InTurn, chunks
from malcha.talk.exchange import Exchange, Show
from malcha.talk.microphone import Microphone
from malcha.talk.reply_voice import Opened, ReplyVoice
from malcha.talk.talking import Said, Talk
from malcha.talk.waking import Source, Waking, Word, behind_word
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
        self._microphone: Source | None = None
        self._waking: Waking | None = None
        self.last: Exchange | None = None

    def wake(self, waking: Waking) -> None:
        """Whenever no utterance goes on, the microphone is heard for this word. Raises as `microphone` does."""
        self._waking = waking
        self.rest()

    def rest(self) -> None:
        """Is called when an utterance is over: it is the word's turn. Raises as `microphone` does."""
        if self._waking is not None and not self._waking.listening and (self.last is None or self.last.over):
            self._close()
            self._waking.listen()

    def microphone(self) -> Exchange:
        """Opens it, or takes it over where the wake word was said. Raises SpeechUnavailable, MicrophoneError."""
        self._close()
        if self._waking is not None and (handed := self._waking.hand_over()) is not None:
            self._microphone, audio = handed
        else:
            self._microphone = Microphone()
            audio = self._microphone.chunks()
        return self._begin(audio, self._microphone.rate, goes_on=True)

    def file(self, wav: Wav) -> Exchange:
        return self._begin(chunks(wav, real_time=True), wav.rate, goes_on=False)

    def behind_each(self, word: Word, wav: Wav) -> Iterator[Exchange]:
        """An utterance each time the wake word was said in the file; the next one only when it is over."""
        audio = InTurn(chunks(wav, real_time=True))  # the one before may still wait for a chunk
        while (behind := behind_word(audio, wav.rate, word)) is not None:
            yield self._begin(behind, wav.rate, goes_on=False)

    def close(self) -> None:
        """Nobody hears the microphone any more; an utterance may go on."""
        self._close()
        if self._waking is not None:
            self._waking.stop()

    def _close(self) -> None:
        """There is one microphone: an utterance before may go on, but hears nothing more."""
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

    def _begin(self, audio: Iterable[bytes], rate: int, goes_on: bool) -> Exchange:
        said = Said(rate, self._locale, self._seat, self._opened is not None, goes_on)
        talk = Talk(self._stub, self._measured(audio, rate), said)
        self.last = Exchange(talk, ReplyVoice(self._opened), self._show, self._ended)
        return self.last

    def _measured(self, audio: Iterable[bytes], rate: int) -> Iterator[bytes]:
        for chunk in audio:
            self._show_level(level(samples_of(chunk, rate)))
            yield chunk
