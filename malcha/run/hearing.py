"""What is said in an audio file, one utterance after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contract.values import Context, Understanding
from nlu.engine.engine import Engine
from nlu.service.ears import Ears, read
from speech.listening.events import Event, Final, NothingHeard, SpeechStarted
from speech.protocols import RATE, Heard
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
    wav, before = open_wav(path), Context(now=datetime.now())
    listener, begun, started, taken = ears.listener(engine, code, wav.rate, before), 0.0, 0.0, 0

    def told(events: list[Event]) -> Iterator[Utterance]:
        nonlocal started
        for event in events:
            if isinstance(event, SpeechStarted):
                started = begun + event.at / RATE
            elif isinstance(event, NothingHeard):
                yield Utterance(started, nothing=event.why)
            elif isinstance(event, Final):
                found = read(engine, event.alternatives, before)
                yield Utterance(started, event.alternatives, found, "" if found else "no words")

    for block in blocks(wav):
        taken += len(block)
        yield from told(listener.accept(block))
        if listener.over:
            listener = ears.listener(engine, code, wav.rate, before)
            begun = started = taken / wav.rate
    if not begun or listener.speaking:  # what is silent behind an utterance is its end
        yield from told(listener.finish())
