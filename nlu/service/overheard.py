"""Talk that a recogniser of every word hears right, and that the engine takes for an order: it is asked about first.

Korean is heard by a list of phrases, and talk is turned away by weighing it (speech/recognising/rejection.py).
Moonshine hears whatever is English, orders and talk alike, and is as sure of the one as of the other. What tells talk
is the engine: it is less sure of it, or reads an order in one alternative alone ("I turn the volume up ...", "I turned
..."), and talk is seldom as short as an order.
"""

from collections.abc import Sequence

from contract.values import MOST_ALTERNATIVES, Context, Understanding
from nlu.engine.engine import UNDERSTOOD, Engine
from speech.protocols import Heard, RecognisedBy, Recogniser, Samples, Stream, ToldOfNoise, in_doubt, is_doubtful

LANGUAGES = ("en",)  # whose recogniser hears every word
# Chosen on 99 orders and 85 sentences of talk by the project's English voice, the talk written to be hard: of those in
# which something was done, 4 of 7 sentences of talk and 4 of 83 right orders are asked about; with 0.9 5 orders and no
# further talk, and with shorter utterances, too, 10 orders
BELIEVED = 0.8  # of support, see below
FEWEST_WORDS = 5  # shorter utterances are believed as they are


def support(engine: Engine, alternatives: Sequence[Heard], before: Context) -> tuple[Understanding, float] | None:
    """The reading of the alternatives together, and how much speaks for it, 0 to 1: the mean of the engine's confidence
    over the alternatives by their scores, 0 for those that are read as something else. None where none can be read."""
    heard = alternatives[:MOST_ALTERNATIVES]
    try:
        found = engine.understand([(each.text, each.score) for each in heard], before)
        read = [engine.understand(each.text, before) for each in heard]
    except ValueError:
        return None
    total = sum(each.score for each in heard)
    same = [
        each.score * one.confidence
        for each, one in zip(heard, read, strict=True)
        if (one.outcome, one.commands) == (found.outcome, found.commands)
    ]
    return found, sum(same) / total if total else 1.0


def may_be_talk(engine: Engine, alternatives: Sequence[Heard], before: Context) -> bool:
    """Is an order read in these words that may be talk? Answers to a question of ours are believed, and so is what
    changes nothing: questions to the car, what is for an agent."""
    if before.pending or not alternatives or len(alternatives[0].text.split()) < FEWEST_WORDS:
        return False
    if is_doubtful([each.score for each in alternatives]) or (read := support(engine, alternatives, before)) is None:
        return False
    found, much = read
    changes = [each for each in found.commands if each.op != "query" and not each.function.startswith("dialog.")]
    return found.outcome == UNDERSTOOD and bool(changes) and much < BELIEVED


class Weighing:
    """A Recogniser that hands on in doubt what may be talk."""

    def __init__(self, recogniser: Recogniser, engine: Engine, before: Context) -> None:
        """Of one utterance, with what was said before it."""
        self._recogniser, self._engine, self._before = recogniser, engine, before
        self.language, self.name, self.version = recogniser.language, recogniser.name, recogniser.version

    def stream(self, phrases: Sequence[str] = ()) -> "WeighingStream":
        return WeighingStream(self._recogniser.stream(phrases), self._engine, self._before)


class WeighingStream:
    """A Stream: the other one, and its words weighed at the end."""

    def __init__(self, stream: Stream, engine: Engine, before: Context) -> None:
        self._stream, self._engine, self._before = stream, engine, before

    @property
    def by(self) -> RecognisedBy:
        return self._stream.by

    def accept(self, samples: Samples) -> str:
        return self._stream.accept(samples)

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        if isinstance(self._stream, ToldOfNoise):
            self._stream.noise(snr)

    def finish(self) -> tuple[Heard, ...]:
        found = self._stream.finish()
        return in_doubt(found) if may_be_talk(self._engine, found, self._before) else found
