"""Korean heard twice: by vosk with the list of phrases, and, where that is not enough, by Whisper with all words."""

from collections import OrderedDict
from collections.abc import Sequence

from languages import stopping
from speech.protocols import Heard, RecognisedBy, Samples, in_doubt
from speech.recognising import confirming, rejection
from speech.recognising.confirming import Choice, chosen, together
from speech.recognising.nearest import Nearest
from speech.recognising.vosk_ko import LISTS_KEPT, VoskKorean
from speech.recognising.vosk_results import merged
from speech.recognising.vosk_stream import ANSWERED, VoskStream
from speech.recognising.whisper import Whisper

LOOKED_UP = 3  # texts of either recogniser whose nearest phrases are weighed, too
NEAREST = 8  # phrases of each
MOST_WEIGHED = 24  # phrases in all that were not proposed
_STOPS = frozenset(stopping.phrases("ko"))


class Confirmed:
    """A Recogniser: vosk's, with what it hears weighed by Whisper."""

    language = "ko"

    def __init__(self, first: VoskKorean, second: Whisper) -> None:
        self.first, self.second = first, second
        self.name, self.version = f"{first.name}+whisper", f"{first.version}, {second.version}"
        self._nearest: OrderedDict[tuple[str, ...], Nearest] = OrderedDict()

    def stream(self, phrases: Sequence[str] = ()) -> "ConfirmedStream":
        return ConfirmedStream(self, self.first.stream(phrases), tuple(phrases))

    def prepare(self, phrases: Sequence[str]) -> None:
        """See VoskKorean."""
        self.first.prepare(phrases)
        self.nearest(tuple(phrases))

    def nearest(self, phrases: tuple[str, ...]) -> Nearest:
        """Those of the list, ready to be searched; of the last LISTS_KEPT lists they are kept."""
        if phrases not in self._nearest:
            self._nearest[phrases] = Nearest(phrases)
        self._nearest.move_to_end(phrases)
        while len(self._nearest) > LISTS_KEPT:
            self._nearest.popitem(last=False)
        return self._nearest[phrases]


class ConfirmedStream:
    """A Stream: one utterance. `choice` and `free` tell after finish what the second hearing made of it."""

    def __init__(self, owner: Confirmed, first: VoskStream, phrases: tuple[str, ...]) -> None:
        self._owner, self._first, self._phrases = owner, first, phrases
        self.by = RecognisedBy(owner.name, owner.version)
        self.choice: Choice | None = None
        self.free: tuple[str, ...] = ()

    def accept(self, samples: Samples) -> str:
        return self._first.accept(samples)

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._first.noise(snr)

    def finish(self) -> tuple[Heard, ...]:
        found, first = self._first.finish(), self._first
        if not self._phrases or not len(first.samples) or first.made == "answer" or _stops(found):
            return found  # a stop waits for nobody, and a single word says little to who knows all words
        self._hear_again()
        worth = rejection.worth(first.evidence) if first.evidence else 0.0
        verdict = confirming.verdict(self.choice, worth) if self.choice else "talk"
        if verdict == "talk" or self.choice is None:
            return in_doubt([Heard(text, 1 / len(self.free)) for text in self.free[:ANSWERED]])
        answer = tuple(merged(self.choice.phrases)[:ANSWERED])
        return in_doubt(answer) if verdict == "doubtful" else answer

    def _hear_again(self) -> None:
        second, proposed = self._owner.second, self._first.proposed
        audio = second.encoded(self._first.samples)
        said = second.texts(audio)
        self.free = tuple(each.text for each in said)
        looked_up = [*self.free[:LOOKED_UP], *(each.text for each, _ in proposed[:LOOKED_UP])]
        near = self._owner.nearest(self._phrases).to(looked_up, NEAREST)[:MOST_WEIGHED]
        phrases = list(dict.fromkeys([*(each.text for each, _ in proposed), *near]))
        texts = list(dict.fromkeys((*phrases, *self.free)))
        weights = dict(zip(texts, second.weighed(audio, [together(text) for text in texts]), strict=True))
        self.choice = chosen(proposed, weights, phrases, self.free)


def _stops(found: Sequence[Heard]) -> bool:
    return bool(found) and found[0].text in _STOPS
