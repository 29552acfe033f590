"""Korean heard twice: by vosk with the list of phrases, and by Whisper, which knows all words and weighs the phrases.

Whisper hears an utterance as a whole. It begins in each pause, so that its work is nearly done when the pause turns out
to be the end.
"""

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

from languages import stopping
from speech.protocols import RATE, Heard, RecognisedBy, Samples, in_doubt, is_doubtful
from speech.recognising import confirming, rejection
from speech.recognising.confirming import Choice, chosen, together
from speech.recognising.nearest import Nearest
from speech.recognising.phrase_list import PHRASE
from speech.recognising.rejection import Evidence
from speech.recognising.vosk_ko import LISTS_KEPT, VoskKorean
from speech.recognising.vosk_results import merged
from speech.recognising.vosk_stream import ANSWERED, VoskStream
from speech.recognising.whisper import Encoded, Said, Whisper

log = logging.getLogger(__name__)

# What is weighed; each text takes some 8 ms. With three times as many nothing came out otherwise (confirming.py)
PROPOSED = 3  # texts of the first hearing
NEAR = 4  # phrases that sound like what either hearing makes of the utterance
LOOKED_UP, NEAREST = 3, 8  # texts of each hearing that phrases are looked up for, and phrases of each text
SAME = RATE // 10  # samples that an utterance may have more than in its last pause, and still be the same: silence
PATIENCE = 1.5  # s behind the end that the second hearing is waited for: it takes 0.2 to 0.4 s on two idle cores
# what a phrase has to be worth (rejection.worth), and its score, for the first hearing to be enough: of 161 synthetic
# orders, in noise in part, 27 had that, all of them right
SURE, SURE_SCORE = 0.6, 0.9
_STOPS = frozenset(stopping.phrases("ko"))


class Confirmed:
    """A Recogniser: vosk's, with what it hears weighed by Whisper."""

    language = "ko"

    def __init__(self, first: VoskKorean, second: Whisper) -> None:
        self.first, self.second = first, second
        self.name, self.version = f"{first.name}+whisper", f"{first.version}, {second.version}"
        self.ahead = ThreadPoolExecutor(1, thread_name_prefix="second hearing")
        self.nearest = lru_cache(LISTS_KEPT)(Nearest)  # of a list, ready to be searched

    def stream(self, phrases: Sequence[str] = ()) -> "ConfirmedStream":
        return ConfirmedStream(self, self.first.stream(phrases), tuple(phrases))

    def prepare(self, phrases: Sequence[str]) -> None:
        """See VoskKorean."""
        self.first.prepare(phrases)
        self.nearest(tuple(phrases))


@dataclass(frozen=True)
class SecondHearing:
    """What Whisper makes of an utterance."""

    audio: Encoded
    said: tuple[Said, ...]  # what it writes itself, best first
    weights: dict[str, float]  # log-probability of phrases that sound like it, and of what was proposed


class ConfirmedStream:
    """A Stream: one utterance. `second` and `choice` tell after finish what was heard a second time, and chosen."""

    def __init__(self, owner: Confirmed, first: VoskStream, phrases: tuple[str, ...]) -> None:
        self._owner, self._first, self._phrases = owner, first, phrases
        self.by = RecognisedBy(owner.name, owner.version)
        self._partial = ""
        self._ahead: Future[SecondHearing] | None = None
        self._ahead_of = 0  # samples that it hears
        self.second: SecondHearing | None = None
        self.choice: Choice | None = None

    def accept(self, samples: Samples) -> str:
        self._partial = self._first.accept(samples)
        return self._partial

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._first.noise(snr)

    def paused(self) -> None:
        """See speech.protocols.ToldOfPauses."""
        samples = self._first.samples
        if self._phrases and len(samples):
            self._call_off()  # of the pause before: it was not the last
            self._ahead = self._owner.ahead.submit(self._hear, samples, [self._partial])
            self._ahead_of = len(samples)

    def finish(self) -> tuple[Heard, ...]:
        found, first = self._first.finish(), self._first
        evidence = first.evidence  # none: the list made nothing of it, or nobody knows what talk is
        if evidence is None or not self._phrases or first.made == "answer" or self._is_sure(found, evidence):
            self._call_off()
            return found  # of a single word, an answer, who knows all words knows little
        try:
            return self._weighing(evidence)
        except TimeoutError:
            log.info("the second hearing is not there %g s behind the end; the utterance is heard once", PATIENCE)
        except (RuntimeError, MemoryError):  # ctranslate2 raises nothing narrower
            log.exception("the second hearing failed; the utterance is heard once")
        return found

    def _weighing(self, evidence: Evidence) -> tuple[Heard, ...]:
        """What is handed on of what both have heard. Raises TimeoutError."""
        first = self._first
        proposed = first.proposed[:PROPOSED]
        self.second = second = self._heard([each.text for each, _ in proposed])
        is_listed = self._owner.nearest(self._phrases).__contains__
        self.choice = choice = chosen(proposed, second.weights, second.said, is_listed)
        if choice is None:
            return ()
        verdict = confirming.verdict(choice, evidence, first.made == "talk")
        best = choice.texts[0].text
        if best in _STOPS and first.made == "talk" and not (second.said and second.said[0].text == together(best)):
            verdict = "talk"  # a stop is done in doubt, too: one of the two has to have heard it
        if verdict == "talk":
            return ()
        answer = tuple(merged(choice.texts)[:ANSWERED])
        return in_doubt(answer) if verdict == "doubtful" else answer

    def _is_sure(self, found: Sequence[Heard], evidence: Evidence) -> bool:
        """Is the first hearing enough? A stop that it believes waits for nobody."""
        if not found or is_doubtful([each.score for each in found]):
            return False
        sure = rejection.worth(evidence) >= SURE and found[0].score >= SURE_SCORE
        return found[0].text in _STOPS or (sure and self._first.made == PHRASE)

    def _heard(self, proposed: Sequence[str]) -> SecondHearing:
        """The second hearing: the one of the last pause, where nothing was said behind it. What was proposed since then
        is not weighed: of 298 utterances it decided none. Raises TimeoutError."""
        samples = self._first.samples
        if self._ahead is None or len(samples) - self._ahead_of > SAME:
            self._call_off()
            self._ahead = self._owner.ahead.submit(self._hear, samples, proposed)
        try:
            return self._ahead.result(PATIENCE)
        except TimeoutError:
            self._call_off()
            raise

    def _call_off(self) -> None:
        """What has not begun yet is not begun."""
        if self._ahead:
            self._ahead.cancel()

    def _hear(self, samples: Samples, looked_up: Sequence[str]) -> SecondHearing:
        second = self._owner.second
        audio = second.encoded(samples)
        said = tuple(second.texts(audio))
        known = [*(each.text for each in said[:LOOKED_UP]), *looked_up[:LOOKED_UP]]
        near = self._owner.nearest(self._phrases).to(known, NEAREST)[:NEAR]
        return SecondHearing(audio, said, self._weighed(audio, [*looked_up[:LOOKED_UP], *near]))

    def _weighed(self, audio: Encoded, texts: Iterable[str]) -> dict[str, float]:
        texts = tuple(dict.fromkeys(filter(None, texts)))
        weights = self._owner.second.weighed(audio, [together(text) for text in texts])
        return dict(zip(texts, weights, strict=True))
