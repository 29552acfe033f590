"""One utterance that vosk hears: decoded with the phrases, beside them with what is not for the car, and judged."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np

from speech.protocols import RATE, Heard, RecognisedBy, Samples, in_doubt
from speech.recognising import short_answers
from speech.recognising.phrase_list import CHAIN, MIXTURE, PHRASE, Kind, PhraseList
from speech.recognising.rejection import Evidence, Verdict, agreement, verdict
from speech.recognising.short_answers import Decoded
from speech.recognising.vosk_results import alternatives_of, cleaned, merged, ranked, shares

LONGEST = 15  # s of one utterance; what comes behind is not recognised, and `full` says so
ANSWERED = 8  # alternatives, at most
LIST_WEIGHT = 1.0  # of PhraseList.log_probability beside vosk's likelihood: with 0, 10 of 20 commands that the list of
# 20,000 does not hold come out right, with 1, 16
TRUST: dict[Kind, float] = {PHRASE: 1.0, CHAIN: 0.7, MIXTURE: 0.3}  # what the scores add up to, by what the best is
OPEN_TRUST = 0.2  # likewise of open decoding, whose words are right in 4 of 60 sentences of people
OPEN_LONGEST = 6  # s of the utterance that are decoded again when the list failed: that may take as long itself

Made = Literal["", "phrase", "chain", "mixture", "answer", "open", "talk"]


@dataclass
class Prepared:
    """A phrase list, and recognisers that know it and have no utterance."""

    phrases: PhraseList
    grammar: str
    alternatives: int  # that are wanted
    few: "Prepared | None" = None  # those of them that are waited for now
    idle: list[Any] = field(default_factory=list)


class Owner(Protocol):
    """Who has the model: VoskKorean."""

    name: str
    version: str
    open_when_list_fails: bool
    talk: Prepared | None

    def take(self, prepared: Prepared | None) -> Any:
        """A recogniser without an utterance."""

    def give_back(self, recogniser: Any, prepared: Prepared) -> None:
        """It is not needed any more."""

    def heard_openly(self, audio: bytes) -> list[Heard]:
        """The alternatives of audio without a phrase list."""


class _Beside:
    """The same audio with another list."""

    def __init__(self, owner: Owner, prepared: Prepared, longest: float = LONGEST) -> None:
        """Audio of more than `longest` s is not decoded."""
        self._owner, self.prepared, self._room = owner, prepared, round(longest * RATE * 2)
        self._recogniser: Any = owner.take(prepared)

    def accept(self, data: bytes) -> None:
        self._room -= len(data)
        if self._room >= 0:
            self._recogniser.AcceptWaveform(data)

    def let_go(self) -> None:
        """Nobody needs it any more."""
        self._owner.give_back(self._recogniser, self.prepared)

    def finish(self) -> tuple[list[str], list[float]]:
        """Texts and log-likelihoods; none of audio that was too long."""
        found = alternatives_of(self._recogniser.FinalResult()) if self._room >= 0 else ([], [])
        self.let_go()
        return found


class VoskStream:
    """A Stream: one utterance.

    `made` tells after finish what the best alternative is made of: "phrase" of the list, "chain" of its pairs of words,
    "mixture" of its words, "answer" of the few that are waited for (short_answers.py), "open" where there was no list,
    "talk" where it was turned away (rejection.py), "" where nothing was heard.
    """

    def __init__(self, owner: Owner, prepared: Prepared | None, asked: Prepared | None) -> None:
        self._owner, self._prepared = owner, prepared
        self.by = RecognisedBy(owner.name, owner.version)
        self._recogniser: Any = owner.take(prepared)
        self._talk = _Beside(owner, owner.talk) if prepared and owner.talk else None
        few = prepared.few if prepared and owner.talk else None
        self._few = _Beside(owner, few, short_answers.LONGEST) if few and len(few.phrases) else None
        self._audio = bytearray()
        self._noise = np.random.default_rng(0)  # the same for every utterance: the same audio gets the same scores
        self._partial = ""
        self.made: Made = ""
        self.evidence: Evidence | None = None  # of an utterance that may have been talk
        self.proposed: tuple[tuple[Heard, Kind], ...] = ()  # what the list makes of the utterance, believed or not
        self._snr: float | None = None  # dB
        self.full = False  # was more said than is recognised?
        self.left_out = asked.phrases.left_out if asked else []

    def accept(self, samples: Samples) -> str:
        if self._recogniser is None:
            raise ValueError("the utterance is finished; a new one needs a new stream")
        noise = np.rint(self._noise.standard_normal(len(samples)))  # of the last bit; else silence has no logarithm
        data = np.clip(samples + noise, -32_768, 32_767).astype(np.int16).tobytes()
        room = LONGEST * RATE * 2 - len(self._audio)
        self.full |= len(data) > room
        if data := data[:room]:
            self._audio += data
            self._recogniser.AcceptWaveform(data)  # its opinion that speech has ended is not asked
            for beside in (self._talk, self._few):
                if beside:
                    beside.accept(data)
            self._partial = self._joined(cleaned(json.loads(self._recogniser.PartialResult()).get("partial", "")))
            if self._few and len(self._partial.replace(" ", "")) > short_answers.MOST_SYLLABLES:
                self._few.let_go()
                self._few = None
        return self._partial

    @property
    def samples(self) -> Samples:
        """What is recognised of the audio so far."""
        return np.frombuffer(bytes(self._audio), np.int16)

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._snr = snr

    def finish(self) -> tuple[Heard, ...]:
        if self._recogniser is None:
            raise ValueError("the utterance is finished; a new one needs a new stream")
        recogniser, self._recogniser = self._recogniser, None
        texts, likelihoods = alternatives_of(recogniser.FinalResult()) if self._audio else ([], [])
        if self._prepared is None:
            found = ranked(texts, likelihoods, OPEN_TRUST)
            self.made = "open" if found else ""
            return tuple(found[:ANSWERED])
        self._owner.give_back(recogniser, self._prepared)
        phrases = self._prepared.phrases
        words = [tuple(text.split()) for text in texts]
        weighed = [
            likelihood + LIST_WEIGHT * phrases.log_probability(each)
            for each, likelihood in zip(words, likelihoods, strict=True)
        ]
        best = max(range(len(words)), key=weighed.__getitem__, default=None)
        kind = phrases.kind(words[best]) if best is not None and words[best] else MIXTURE
        found = ranked([self._joined(each) for each in texts], weighed, TRUST[kind])
        talk = self._talked() if self._talk else None
        best_of_list = Decoded(self._joined(texts[0]), max(likelihoods)) if found else None
        answer, answered = self._answer([each for each in (best_of_list, talk) if each])
        believed = self._verdict(found[0], kind, texts, likelihoods, talk) if found else "said"
        made_of = {self._joined(text): phrases.kind(each) for text, each in zip(texts, words, strict=True)}
        self.proposed = tuple((each, made_of[each.text]) for each in found[:ANSWERED])
        if answered == "said" or (answered == "doubtful" and believed != "said"):
            self.made = "answer"
            return answer if answered == "said" else in_doubt(answer)
        if believed == "talk":
            self.made = "talk"
            return ()
        self.made = kind if found else ""
        if kind == MIXTURE and self._owner.open_when_list_fails and self._audio:
            openly = self._owner.heard_openly(bytes(self._audio[: OPEN_LONGEST * RATE * 2]))
            known = {heard.text for heard in found}
            found = found[: ANSWERED // 2] + [heard for heard in openly if heard.text not in known]
            self.made = self.made or ("open" if found else "")
        answer = tuple(merged(found)[:ANSWERED])
        return in_doubt(answer) if believed == "doubtful" else answer

    def _talked(self) -> Decoded:
        """What the utterance is if it is not for the car."""
        assert self._talk
        texts, likelihoods = self._talk.finish()
        text = self._talk.prepared.phrases.joined(tuple(texts[0].split())) if texts else ""
        return Decoded(text, max(likelihoods, default=0.0))

    def _answer(self, others: Sequence[Decoded]) -> tuple[tuple[Heard, ...], Verdict]:
        """One of the few words that are waited for, and whether it was said; () where something else was."""
        texts, likelihoods = self._few.finish() if self._few else ([], [])
        words = tuple(texts[0].split()) if texts else ()
        if not self._few or self._few.prepared.phrases.kind(words) != PHRASE:
            return (), "talk"
        few = self._few.prepared.phrases
        whole = [at for at, text in enumerate(texts) if few.kind(tuple(text.split())) == PHRASE]
        spoken = [few.joined(tuple(texts[at].split())) for at in whole]
        found = ranked(spoken, [likelihoods[at] for at in whole], TRUST[PHRASE])
        return tuple(found), short_answers.verdict(Decoded(few.joined(words), likelihoods[0]), others)

    def _verdict(
        self, best: Heard, kind: Kind, texts: Sequence[str], likelihoods: Sequence[float], talk: Decoded | None
    ) -> Verdict:
        """Is it speech that is not for the car? Nobody knows where no such sentences were given."""
        if not talk:
            return "said"
        self.evidence = Evidence(
            seconds=len(self._audio) / 2 / RATE,
            syllables=len(best.text.replace(" ", "")),
            phrases=max(likelihoods),
            talk=talk.likelihood,
            score=best.score,
            phrase=kind == PHRASE,
            agreement=agreement(best.text, list(zip(texts, shares(likelihoods), strict=True))),
            snr=self._snr,
        )
        return verdict(self.evidence)

    def _joined(self, text: str) -> str:
        return self._prepared.phrases.joined(tuple(text.split())) if self._prepared else text
