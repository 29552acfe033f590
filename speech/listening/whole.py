"""One utterance whose begin and end somebody else has found: all of its audio goes to the recogniser as it is."""

from collections.abc import Sequence

from speech.listening.endpoint import LONGEST_UTTERANCE, MILLISECOND
from speech.listening.events import Event, Partial, SpeechEnded, Why, heard
from speech.listening.vad import FRAME
from speech.protocols import RATE, Recogniser, Samples, Stream, ToldOfNoise, ToldOfPauses
from speech.quiet import Quiet
from speech.resampling import Resampler

# samples; a Listener gives its recogniser up to LONGEST_UTTERANCE and what lay before and at the end of it
LONGEST_WHOLE = LONGEST_UTTERANCE + 1_000 * MILLISECOND
PAUSED = 2  # frames of 32 ms: most pauses between words are shorter. A car sends 0.1 s of silence behind a voice


class Whole:
    """Takes audio and tells events as a Listener does, SpeechStarted aside. What comes after the end is let go."""

    def __init__(self, recogniser: Recogniser, rate: int = RATE, phrases: Sequence[str] = ()) -> None:
        """`rate` of the audio in Hz. Raises AudioError for one that is not taken."""
        self._resampler = Resampler(rate)
        self._stream: Stream | None = recogniser.stream(phrases)
        self._quiet = Quiet(FRAME)
        self._told = False  # of this pause
        self._taken = 0  # samples
        self._text = ""

    @property
    def over(self) -> bool:
        return self._stream is None

    def accept(self, samples: Samples) -> list[Event]:
        """The next chunk, of any size, at the rate given."""
        return [] if self._stream is None else self._recognise(self._stream, self._resampler.accept(samples))

    def finish(self, snr: float | None = None) -> list[Event]:
        """No audio follows; `snr` dB of voice over noise, where whoever has found the end knows it."""
        if self._stream is None:
            return []
        if snr is not None and isinstance(self._stream, ToldOfNoise):
            self._stream.noise(snr)
        events = self._recognise(self._stream, self._resampler.finish())
        return events if self.over else [*events, *self._end(self._stream, "audio ended")]

    def _recognise(self, stream: Stream, samples: Samples) -> list[Event]:
        room = LONGEST_WHOLE - self._taken
        self._taken += min(room, len(samples))
        text = stream.accept(samples[:room]) if len(samples) else self._text
        self._tell_of_pause(stream, samples[:room])
        events: list[Event] = []
        if text and text != self._text:
            self._text = text
            events.append(Partial(text, self._taken))
        return [*events, *self._end(stream, "too long")] if len(samples) > room else events

    def _tell_of_pause(self, stream: Stream, samples: Samples) -> None:
        if self._quiet.accept(samples):
            self._told = False
        if self._quiet.blocks >= PAUSED and not self._told and isinstance(stream, ToldOfPauses):
            self._told = True
            stream.paused()

    def _end(self, stream: Stream, why: Why) -> list[Event]:
        self._stream = None
        return [SpeechEnded(self._taken, why), heard(stream.finish(), stream.by)]
