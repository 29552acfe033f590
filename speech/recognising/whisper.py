"""Whisper base (OpenAI, MIT) on CTranslate2: what was likely said in all words of the language, and how likely texts
of somebody else's are.

It has heard people of all kinds (680,000 hours; Radford et al. 2022), then learned from synthetic voices what is said
to a car, and in which noise (speech/training). It knows no list, and is asked beside a recogniser that has one: see
confirming.py.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from speech.protocols import RATE, Samples, SpeechUnavailable
from speech.recognising.fewer_pieces import keep_pieces
from speech.recognising.log_mel import log_mel
from speech.recognising.whisper_model import INSTALL, model_folder, version

THREADS = 1  # with two a text takes 130 ms instead of 60: they wait for each other at each of its pieces
# s of silence behind the audio. Whisper itself was made for 30 s in all and repeats sentences in less than 10; what was
# learned for the car lets it hear the utterance alone, in a quarter of the time
BEYOND = 0.6
BEAM = 5
PIECES_A_SECOND = 12.0  # at most: Korean has 5 to 8 syllables a second, of one to two pieces each
FEWEST_PIECES = 12
AT_ONCE = 8  # texts that are weighed together; each needs 3 MB meanwhile
_MARKS = str.maketrans("", "", ".,?!~…")


@dataclass(frozen=True)
class Said:
    """A text that the network holds for likely."""

    text: str  # without marks: "에어컨 켜줘"
    log_probability: float  # natural logarithm, of the whole text


class Whisper:
    """The loaded network, of one language. May be used from several threads; they take turns."""

    def __init__(self, language: str) -> None:
        """`language` as "ko". Loads the packages: 0.7 s. Raises SpeechUnavailable."""
        try:
            import ctranslate2
            import tokenizers
        except ImportError as error:
            raise SpeechUnavailable(
                f"Whisper needs the packages ctranslate2 and tokenizers: {INSTALL} ({error})"
            ) from error
        with model_folder() as files:
            try:
                keep_pieces(files, language)
                self._model = ctranslate2.models.Whisper(str(files), compute_type="int8", intra_threads=THREADS)
                self._pieces = tokenizers.Tokenizer.from_file(str(files / "tokenizer.json"))
            except SpeechUnavailable:
                raise
            except Exception as error:  # neither library raises anything narrower
                raise SpeechUnavailable(f"Whisper cannot be loaded ({error}); install it again: {INSTALL}") from error
        self._views = ctranslate2.StorageView
        *self._prompt, self._end = marks(self._pieces, language)  # pieces from the end of a text on are no text
        self.version = version()

    def encoded(self, samples: Samples) -> "Encoded":
        """Audio at RATE."""
        seconds = math.ceil(10 * (len(samples) / RATE + BEYOND)) / 10
        mel = np.ascontiguousarray(log_mel(samples, seconds)[None])
        states = self._model.encode(self._views.from_array(mel))
        return Encoded(np.asarray(states), len(samples) / RATE)

    def texts(self, audio: "Encoded") -> list[Said]:
        """What was likely said, most probable first; at most BEAM."""
        found = self._model.generate(
            self._views.from_array(audio.states),
            [self._prompt],
            beam_size=BEAM,
            num_hypotheses=BEAM,
            length_penalty=0,  # the score is the whole text's
            return_scores=True,
            max_length=len(self._prompt) + audio.most,
        )[0]
        best: dict[str, float] = {}
        for pieces, score in zip(found.sequences_ids, found.scores, strict=True):
            text = self._pieces.decode([piece for piece in pieces if piece < self._end])
            text = " ".join(text.translate(_MARKS).split())
            if text and "\ufffd" not in text:
                best.setdefault(text, float(score))
        return [Said(text, score) for text, score in best.items()]

    def weighed(self, audio: "Encoded", texts: Sequence[str]) -> list[float]:
        """The log-probability of each of these texts, as if it had been written; what would follow is left open."""
        pieces = [self._pieces.encode(" " + text, add_special_tokens=False).ids for text in texts]
        found: list[float] = []
        for begin in range(0, len(pieces), AT_ONCE):
            part = pieces[begin : begin + AT_ONCE]
            states = np.repeat(audio.states, len(part), axis=0)
            frames = [states.shape[1]] * len(part)
            for each in self._model.align(self._views.from_array(states), self._prompt, part, frames):
                found.append(float(np.log(np.maximum(each.text_token_probs, np.finfo(np.float32).tiny)).sum()))
        return found


def marks(pieces: Any, language: str) -> list[int]:
    """The numbers of the pieces that stand before a text, and of the one that ends it, by the tokeniser. Raises
    SpeechUnavailable for a language that there is not."""
    names = ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>", "<|endoftext|>")
    found = [number for name in names if (number := pieces.token_to_id(name)) is not None]
    if len(found) < len(names):
        raise SpeechUnavailable(f"Whisper knows no language {language!r}")
    return found


@dataclass(frozen=True)
class Encoded:
    """Audio as the decoder reads it."""

    states: Any  # (1, steps of 20 ms, 512)
    seconds: float

    @property
    def most(self) -> int:
        """Pieces that may be said in it."""
        return max(FEWEST_PIECES, round(self.seconds * PIECES_A_SECOND))
