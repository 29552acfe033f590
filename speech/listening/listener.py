"""One utterance: audio in, events out.

    listener = Listener(recogniser, Vad(session), rate=44_100, suppression=Suppression(), complete=is_whole_command)
    for chunk in microphone:
        for event in listener.accept(samples_of(chunk, 44_100)):
            ...  # SpeechStarted, Partial, SpeechEnded, then Final or NothingHeard
        if listener.over:
            break

No clock: it is as fast as its audio comes, and time is counted in samples. One thread at a time. What comes after the
end is let go, so an hour of noise needs no more memory than a second of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from speech.listening.endpoint import LONGEST_GAP, MILLISECOND, SHORTEST, Endpoint
from speech.listening.events import Event, NothingHeard, Partial, SpeechEnded, SpeechStarted, heard
from speech.listening.noise import NoiseFloor, Suppression
from speech.listening.vad import FRAME, VoiceActivity
from speech.pcm import SILENCE, DcRemoval, clipped_share, level, peak
from speech.protocols import RATE, RecognisedBy, Recogniser, Samples, Stream, ToldOfNoise, ToldOfPauses
from speech.resampling import Resampler

# The recogniser gets little of the silence around the voice: talk that is not for the car explains silence better than
# orders do, and "에어컨 켜 줘" between two silences of 0.3 s was no more likely an order than any syllables.
PRE_ROLL = 160 * MILLISECOND  # of it before the voice: the h of "히터" is no voice yet
TAIL = 100 * MILLISECOND  # of it behind the voice; the rest is given when somebody speaks on
PAUSED = 2 * FRAME  # of silence, at which the recogniser is told of a pause: most between words are shorter
# kept until it is sure that somebody speaks: a voice of SHORTEST may be in single frames with a gap after each
KEPT = PRE_ROLL + SHORTEST + SHORTEST // FRAME * LONGEST_GAP
AT_ONCE = 4_800  # samples of a chunk looked at together, 0.1 s at 48 kHz: a larger one is taken in pieces
NO_SIGNAL = -90.0  # dBFS: every microphone that is on has more noise of its own; the last bit alone has -90.3

Complete = Callable[[str], bool | None]  # are these words a whole command? None: no opinion


@dataclass(frozen=True)
class Levels:
    """For a meter: the last 32 ms."""

    dbfs: float = SILENCE
    peak: float = SILENCE  # dBFS
    clipped: float = 0.0  # share of the samples
    floor: float | None = None  # dBFS of the noise; None as long as it is not known
    voice: float = 0.0  # probability
    suppressing: bool = False


def no_opinion(text: str) -> bool | None:
    return None


class Listener:
    """`suppression` None takes no noise out. `floor` may be kept from utterance to utterance."""

    def __init__(
        self,
        recogniser: Recogniser,
        vad: VoiceActivity,
        *,
        rate: int = RATE,
        phrases: Sequence[str] = (),
        suppression: Suppression | None = None,
        complete: Complete = no_opinion,
        floor: NoiseFloor | None = None,
    ) -> None:
        self._resampler = Resampler(rate)
        stream = recogniser.stream(phrases)  # now, so that the first word need not wait for it
        self._stream: Stream | None = stream
        self._by = stream.by  # without the stream's memory, once it is over
        self._vad, self._suppression, self._complete = vad, suppression, complete
        vad.reset()
        self._floor = floor or NoiseFloor()
        self._dc, self._endpoint = DcRemoval(), Endpoint()
        self._waiting = np.zeros(0, dtype=np.int16)  # less than a frame
        self._kept = np.zeros(0, dtype=np.int16)  # the last of what the recogniser has not got
        self._taken = 0  # samples of whole frames so far
        self._cleaned = 0  # samples that came out of the suppression
        self._loudest = SILENCE
        self._text = ""
        self._is_complete: bool | None = None
        self.levels = Levels()
        self.over = False

    @property
    def by(self) -> RecognisedBy:
        """Who recognises it, as far as is known by now."""
        return self._stream.by if self._stream else self._by

    @property
    def speaking(self) -> bool:
        """Has somebody begun, and not ended yet?"""
        return not self.over and self._endpoint.began is not None

    def accept(self, samples: Samples) -> list[Event]:
        """The next chunk, of any size, at the rate given."""
        events: list[Event] = []
        for start in range(0, len(samples), AT_ONCE):
            if self.over:
                break
            self._take(self._resampler.accept(samples[start : start + AT_ONCE]), events)
        return events

    def finish(self) -> list[Event]:
        """No audio follows: the button was let go, the stream was closed, the file is at its end."""
        events: list[Event] = []
        if self.over:
            return events
        rest = self._resampler.finish()
        fill = -(len(self._waiting) + len(rest)) % FRAME  # the last frame is made whole with silence
        self._take(np.concatenate([rest, np.zeros(fill, dtype=np.int16)]), events)
        if not self.over and self._endpoint.began is None:
            self._nothing(events)
        elif not self.over:
            self._end(SpeechEnded(self._endpoint.last_voice, "audio ended"), events)
        return events

    def cancel(self) -> None:
        """Nothing of it counts, and nothing more comes out."""
        self.over = True
        self._stream = None
        self._kept = self._waiting = np.zeros(0, dtype=np.int16)

    def _take(self, samples: Samples, events: list[Event]) -> None:
        audio = np.concatenate([self._waiting, samples])
        whole = len(audio) // FRAME * FRAME
        self._waiting = audio[whole:]
        for start in range(0, whole, FRAME):
            if self.over:
                break
            self._frame(audio[start : start + FRAME], events)

    def _frame(self, raw: Samples, events: list[Event]) -> None:
        self._taken += FRAME
        frame = self._dc.removed(raw)
        probability, dbfs = self._vad.probability(frame), level(frame)
        self._loudest = max(self._loudest, dbfs)
        self._floor.update(dbfs, probability)
        clean = self._suppression.accept(frame, self._floor.snr) if self._suppression else frame
        suppressing = self._suppression is not None and self._suppression.on
        self.levels = Levels(dbfs, peak(raw), clipped_share(raw), self._floor.dbfs, probability, suppressing)
        self._cleaned += len(clean)
        self._kept = np.concatenate([self._kept, clean])
        event = self._endpoint.step(probability, self._is_complete)
        if isinstance(event, SpeechStarted):
            events.append(event)
            self._kept = self._kept[max(0, event.at - PRE_ROLL - self._given) :]
        if self._endpoint.began is None:
            self._kept = self._kept[-KEPT:]
        else:
            self._recognise(self._take_kept(self._endpoint.last_voice + TAIL), events)
            if self._taken - self._endpoint.last_voice == PAUSED and isinstance(self._stream, ToldOfPauses):
                self._stream.paused()
        if isinstance(event, SpeechEnded):
            self._end(event, events)
        elif isinstance(event, NothingHeard):
            self._nothing(events)

    @property
    def _given(self) -> int:
        """Number of the first sample that is kept."""
        return self._cleaned - len(self._kept)

    def _take_kept(self, end: int) -> Samples:
        """What is kept of the audio before sample number `end`, for the recogniser."""
        length = max(0, end - self._given)
        taken, self._kept = self._kept[:length], self._kept[length:]
        return taken

    def _recognise(self, samples: Samples, events: list[Event]) -> None:
        if self._stream is None or not len(samples):
            return
        text = self._stream.accept(samples)
        if text and text != self._text:
            self._text, self._is_complete = text, self._complete(text)
            events.append(Partial(text, self._taken))

    def _end(self, event: SpeechEnded, events: list[Event]) -> None:
        events.append(event)
        if self._suppression:
            rest = self._suppression.finish()
            self._cleaned += len(rest)
            self._kept = np.concatenate([self._kept, rest])
        self._recognise(self._take_kept(self._endpoint.last_voice + TAIL), events)
        stream, snr = self._stream, self._floor.snr
        if isinstance(stream, ToldOfNoise) and snr is not None:
            stream.noise(snr)
        alternatives = stream.finish() if stream else ()
        events.append(heard(alternatives, stream.by if stream else None))
        self.cancel()

    def _nothing(self, events: list[Event]) -> None:
        events.append(NothingHeard("no signal" if self._loudest <= NO_SIGNAL else "no speech"))
        self.cancel()
