"""What is heard with, and what the words that were heard mean: the same for a call and for a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from contract.values import MOST_ALTERNATIVES, Context, Understanding
from nlu.engine.engine import AMBIGUOUS, HAND_OFF, OUT_OF_SCOPE, UNDERSTOOD, Engine
from nlu.service.overheard import BARS, Weighing
from speech.listening.listener import Listener
from speech.listening.noise import Suppression
from speech.listening.vad import VoiceActivity
from speech.listening.whole import Whole
from speech.protocols import Heard, NoRecogniser, Recogniser, is_doubtful

STOP = "dialog.stop"

# (language, what was said before, is a list of places open?) -> what may be said now
Phrases = Callable[[str, Context, bool], Sequence[str]]


@dataclass(frozen=True)
class Ears:
    """What a machine hears with."""

    recognisers: Mapping[str, Recogniser]  # by language
    vad: Callable[[], VoiceActivity]
    suppression: Callable[[], Suppression | None]  # for an utterance; None: noise is left in
    phrases: Phrases

    def recogniser(self, code: str) -> Recogniser:
        """Raises NoRecogniser."""
        if code not in self.recognisers:
            there = " and ".join(sorted(self.recognisers)) or "none"
            raise NoRecogniser(f"no recogniser of the language {code!r} is here, only {there}")
        return self.recognisers[code]

    def listener(self, engine: Engine, code: str, rate: int, before: Context, more: Sequence[str] = ()) -> Listener:
        """For one utterance of audio at `rate` Hz; `more` are phrases that come before those of these ears: the names
        of the list that is open.

        Raises NoRecogniser, AudioError for a rate that is not taken.
        """
        recogniser = self._weighing(engine, code, before)

        def complete(text: str) -> bool | None:
            """Are these words a whole command? What is not one may still become one: None, no opinion."""
            found = read(engine, [Heard(text, 1.0)], before)
            return True if found and found.outcome in (UNDERSTOOD, HAND_OFF) else None

        return Listener(
            recogniser,
            self.vad(),
            rate=rate,
            phrases=self._phrases(code, before, more),
            suppression=self.suppression(),
            complete=complete,
        )

    def whole(self, engine: Engine, code: str, rate: int, before: Context, more: Sequence[str] = ()) -> Whole:
        """As `listener`, for audio that belongs to the utterance from the first sample to the last."""
        return Whole(self._weighing(engine, code, before), rate, self._phrases(code, before, more))

    def _weighing(self, engine: Engine, code: str, before: Context) -> Recogniser:
        """The recogniser, with what it hears weighed by the engine. Raises NoRecogniser."""
        recogniser = self.recogniser(code)
        return Weighing(recogniser, engine, before) if code in BARS else recogniser

    def _phrases(self, code: str, before: Context, more: Sequence[str]) -> Sequence[str]:
        """With none of `more` the same list again: a recogniser keeps what it has made of it."""
        own = self.phrases(code, before, bool(more))
        return [*more, *own] if more else own


def texts(alternatives: Sequence[Heard]) -> list[tuple[str, float]]:
    """The alternatives as the engine takes them."""
    return [(each.text, each.score) for each in alternatives[:MOST_ALTERNATIVES]]


def read(engine: Engine, alternatives: Sequence[Heard], before: Context) -> Understanding | None:
    """The reading of the alternatives together; None where the engine can read none of them: they are no words.

    What was heard in doubt is asked about, but for a stop; if it means nothing to the car, it was not for the car.
    """
    heard = texts(alternatives)
    try:
        found = engine.understand(heard, before)
    except ValueError:
        return None
    if not is_doubtful([score for _, score in heard]):
        return found
    return None if found.outcome == OUT_OF_SCOPE else asked(found)


def asked(found: Understanding) -> Understanding:
    """The same, with its commands to be asked about before they are done. A stop is done."""
    if not found.commands or any(command.function == STOP for command in found.commands):
        return found
    return replace(found, outcome=AMBIGUOUS, commands=(), candidates=found.commands)
