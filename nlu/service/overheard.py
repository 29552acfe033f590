"""Orders that are heard in some alternatives alone, and talk that reads as an order: asked about first.

Moonshine hears whatever is English, orders and talk alike, and is as sure of the one as of the other. What tells talk
is the engine: it is less sure of it, or reads an order in one alternative alone ("I turn the volume up ...", "I turned
..."), and talk is seldom as short as an order.

Korean is heard by a list of phrases, and talk is turned away by weighing it (speech/recognising/rejection.py). There
it is an order between two others: of the phrases that sound alike, one is the temperature and one the volume.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from contract.values import MOST_ALTERNATIVES, Command, Context, Understanding
from nlu.engine.engine import UNDERSTOOD, Engine
from speech.protocols import (
    Heard,
    RecognisedBy,
    Recogniser,
    Samples,
    Stream,
    ToldOfNoise,
    ToldOfPauses,
    in_doubt,
    is_doubtful,
)


@dataclass(frozen=True)
class Bar:
    """When an order is believed as it is heard."""

    support: float  # from which on, see below
    fewest_words: int  # shorter utterances are believed in any case


BARS: Mapping[str, Bar] = {
    # Chosen on 99 orders and 85 sentences of talk by the project's English voice, the talk written to be hard: of those
    # in which something was done, 4 of 7 sentences of talk and 4 of 83 right orders are asked about; with 0.9 5 orders
    # and no further talk, and with shorter utterances, too, 10 orders
    "en": Bar(support=0.8, fewest_words=5),
    # Of 93 synthetic utterances 2 would be done as the order beside the one that was said, and none that is right lost
    "ko": Bar(support=0.65, fewest_words=1),
}


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
        if one.outcome == found.outcome and _without_spaces(one.commands) == _without_spaces(found.commands)
    ]
    return found, sum(same) / total if total else 1.0


def _without_spaces(commands: Sequence[Command]) -> str:
    """The commands, however a recogniser cuts a name into words: "강남역" and "강남 역" are one place."""
    return repr(commands).replace(" ", "")


def is_open(engine: Engine, alternatives: Sequence[Heard], before: Context, bar: Bar) -> bool:
    """Is an order read in these words that may be another, or talk? Answers to a question of ours are believed, and so
    is what changes nothing: questions to the car, what is for an agent."""
    if before.pending or not alternatives or len(alternatives[0].text.split()) < bar.fewest_words:
        return False
    if is_doubtful([each.score for each in alternatives]) or (read := support(engine, alternatives, before)) is None:
        return False
    found, much = read
    changes = [each for each in found.commands if each.op != "query" and not each.function.startswith("dialog.")]
    return found.outcome == UNDERSTOOD and bool(changes) and much < bar.support


class Weighing:
    """A Recogniser that hands on in doubt what may be another order, or talk."""

    def __init__(self, recogniser: Recogniser, engine: Engine, before: Context) -> None:
        """Of one utterance, with what was said before it; of a language of BARS."""
        self._recogniser, self._engine, self._before = recogniser, engine, before
        self.language, self.name, self.version = recogniser.language, recogniser.name, recogniser.version

    def stream(self, phrases: Sequence[str] = ()) -> "WeighingStream":
        bar = BARS[self.language]
        return WeighingStream(
            self._recogniser.stream(phrases), lambda found: is_open(self._engine, found, self._before, bar)
        )


class WeighingStream:
    """A Stream: the other one, and its words weighed at the end."""

    def __init__(self, stream: Stream, is_open: Callable[[Sequence[Heard]], bool]) -> None:
        self._stream, self._is_open = stream, is_open

    @property
    def by(self) -> RecognisedBy:
        return self._stream.by

    def accept(self, samples: Samples) -> str:
        return self._stream.accept(samples)

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        if isinstance(self._stream, ToldOfNoise):
            self._stream.noise(snr)

    def paused(self) -> None:
        """See speech.protocols.ToldOfPauses."""
        if isinstance(self._stream, ToldOfPauses):
            self._stream.paused()

    def finish(self) -> tuple[Heard, ...]:
        found = self._stream.finish()
        return in_doubt(found) if self._is_open(found) else found
