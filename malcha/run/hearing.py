"""What is said in an audio file, one utterance after the other."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from contract.values import Context
from nlu.engine.engine import HAND_OFF, UNDERSTOOD, Engine
from nlu.service.hearing import Ears, texts, understood
from speech.listening.events import Event, Final, NothingHeard, SpeechStarted
from speech.listening.listener import Listener
from speech.protocols import RATE, AudioError
from speech.wav import blocks, open_wav


def utterances(path: Path, code: str, ears: Ears, engine: Engine) -> Iterator[dict[str, Any]]:
    """Each utterance: when it began (s), its alternatives, what the engine makes of them; or why nothing was heard.

    Raises AudioError for a file or a language that cannot be used, OSError where the file cannot be read.
    """
    if code not in ears.recognisers:
        raise AudioError(f"no recogniser of the language {code!r} is here, only {' and '.join(ears.recognisers)}")
    wav = open_wav(path)
    listener, begun, started, taken = _listener(wav.rate, code, ears, engine), 0.0, 0.0, 0

    def told(events: list[Event]) -> Iterator[dict[str, Any]]:
        nonlocal started
        for event in events:
            if isinstance(event, SpeechStarted):
                started = begun + event.at / RATE
            elif isinstance(event, NothingHeard):
                yield {"at": round(started, 2), "nothing": event.why}
            elif isinstance(event, Final):
                yield {"at": round(started, 2)} | _meaning(event, engine)

    for block in blocks(wav):
        taken += len(block)
        yield from told(listener.accept(block))
        if listener.over:
            listener = _listener(wav.rate, code, ears, engine)
            begun = started = taken / wav.rate
    if not begun or listener.speaking:  # what is silent behind an utterance is its end
        yield from told(listener.finish())


def _listener(rate: int, code: str, ears: Ears, engine: Engine) -> Listener:
    return Listener(
        ears.recognisers[code],
        ears.vad(),
        rate=rate,
        phrases=ears.phrases(code, Context()),
        suppression=ears.suppression(),
        complete=lambda text: True if _whole(engine, text) else None,
    )


def _whole(engine: Engine, text: str) -> bool:
    """Is it a whole command?"""
    try:
        return engine.understand(text).outcome in (UNDERSTOOD, HAND_OFF)
    except ValueError:
        return False


def _meaning(event: Final, engine: Engine) -> dict[str, Any]:
    """The alternatives, and what they would do."""
    found = understood(engine, event.alternatives, Context(now=datetime.now()))
    commands = [{name: value for name, value in asdict(each).items() if value is not None} for each in found.commands]
    said = [{"text": text, "score": round(score, 3)} for text, score in texts(event.alternatives)]
    meant = {"outcome": found.outcome, "confidence": round(found.confidence, 3), "commands": commands}
    return {"alternatives": said} | meant
