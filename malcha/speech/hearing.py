"""What is said in an audio file, one utterance after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contract.values import Context, Understanding
from nlu.engine.engine import Engine
from nlu.service.ears import Ears, read
from speech.listening.events import Event, Final, NothingHeard, SpeechStarted
from speech.protocols import RATE, Heard, Samples
from speech.wav import blocks, open_wav


@dataclass(frozen=True)
class Utterance:
    """What was said, best first, and what it means; or why nothing was heard."""

    at: float  # s, when it began
    alternatives: tuple[Heard, ...] = ()
    understanding: Understanding | None = None  # None: nothing was heard
    nothing: str = ""


def utterances(path: Path, code: str, ears: Ears, engine: Engine) -> Iterator[Utterance]:
    """Each utterance of a file. Raises NoRecogniser, AudioError, OSError where the file cannot be read."""
    wav = open_wav(path)
    return said_in(blocks(wav), wav.rate, code, ears, engine)


def said_in(audio: Iterable[Samples], rate: int, code: str, ears: Ears, engine: Engine) -> Iterator[Utterance]:
    """Each utterance of audio at `rate` Hz that comes block by block. What of a block is behind the end of an utterance
    is let go, so they are short: 0.1 s. Raises as `utterances`, and whatever the blocks raise.

    That nobody speaks is said once, and only where nobody does in all of it: an hour of silence is one line.
    """
    before = Context(now=datetime.now())
    listener, begun, taken = ears.listener(engine, code, rate, before), 0.0, 0
    started: float | None = None  # s; None: nobody has spoken to this listener
    silence: Utterance | None = None
    any_said = False

    def told(events: list[Event]) -> Iterator[Utterance]:
        nonlocal started, silence
        for event in events:
            if isinstance(event, SpeechStarted):
                started = begun + event.at / RATE
            elif isinstance(event, NothingHeard) and started is None:
                silence = silence or Utterance(begun, nothing=event.why)
            elif isinstance(event, NothingHeard):
                yield Utterance(started or begun, nothing=event.why)
            elif isinstance(event, Final):
                found = read(engine, event.alternatives, before)
                yield Utterance(started or begun, event.alternatives, found, "" if found else "no words")

    for block in audio:
        taken += len(block)
        for utterance in told(listener.accept(block)):
            any_said = True
            yield utterance
        if listener.over:
            listener = ears.listener(engine, code, rate, before)
            begun, started = taken / rate, None
    if not begun or listener.speaking:  # what is silent behind an utterance is its end
        for utterance in told(listener.finish()):
            any_said = True
            yield utterance
    if silence and not any_said:
        yield silence
