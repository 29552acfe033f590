"""A vosk model of the user's own, of any language, decoded without a phrase list."""

import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speech.protocols import RATE, Heard, RecognisedBy, Samples, SpeechUnavailable
from speech.recognising.vosk_results import alternatives_of, cleaned, shares

ALTERNATIVES = 5
TRUST = 0.8  # that the scores add up to: vosk's own confidence is 1 even on noise
LONGEST = 15 * RATE  # samples of one utterance


class OwnVosk:
    """A Recogniser."""

    name = "own-vosk"

    def __init__(self, folder: Path, language: str) -> None:
        """Raises SpeechUnavailable."""
        try:
            import vosk
        except ImportError as error:
            raise SpeechUnavailable(f"the model in {folder} needs the package vosk: make speech") from error
        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(folder))
        except Exception as error:  # vosk raises nothing narrower
            raise SpeechUnavailable(f"vosk cannot load the model in {folder} ({error})") from error
        self._vosk, self.language = vosk, language
        self.version = f"vosk {importlib.metadata.version('vosk')}, {folder.name}"

    def stream(self, phrases: Sequence[str] = ()) -> "OwnVoskStream":
        """A new utterance; `phrases` are not used."""
        recogniser = self._vosk.KaldiRecognizer(self._model, RATE)
        recogniser.SetMaxAlternatives(ALTERNATIVES)
        return OwnVoskStream(RecognisedBy(self.name, self.version), recogniser)


class OwnVoskStream:
    """A Stream."""

    def __init__(self, by: RecognisedBy, recogniser: Any) -> None:
        self.by = by
        self._recogniser, self._room, self._partial = recogniser, LONGEST, ""

    def accept(self, samples: Samples) -> str:
        taken = samples[: self._room]
        if len(taken):
            self._room -= len(taken)
            self._recogniser.AcceptWaveform(taken.tobytes())
            self._partial = cleaned(json.loads(self._recogniser.PartialResult()).get("partial", ""))
        return self._partial

    def finish(self) -> tuple[Heard, ...]:
        texts, likelihoods = alternatives_of(self._recogniser.FinalResult())
        found: dict[str, float] = {}
        for text, share in zip(texts, shares(likelihoods), strict=True):
            if text:
                found[text] = found.get(text, 0.0) + TRUST * share
        return tuple(Heard(text, score) for text, score in sorted(found.items(), key=lambda item: -item[1]))
