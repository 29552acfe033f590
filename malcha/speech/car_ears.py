"""What the gateway hears with: loaded beside its start, so that text is served at once."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillLoading
from dataclasses import dataclass, field

from contract.values import Context
from malcha.speech.contacts import Contacts
from malcha.speech.ears import prepare
from nlu.engine.engine import Engine
from nlu.service.ears import Ears
from speech.listening.listener import Listener
from speech.protocols import STILL_LOADING, NoRecogniser, SpeechUnavailable
from speech.recognising.confirmed import Confirmed
from speech.recognising.hedged import Hedged

log = logging.getLogger(__name__)

# s that an utterance waits for ears that are still being loaded: its audio is kept so long (serving/read_ahead.py)
LOADING_PATIENCE = 5.0


@dataclass(frozen=True)
class CarEars:
    """A vehicle.doors.utterance.Hearing, of ears that may still be loading."""

    loading: Future[Ears]
    engine: Engine
    stop_phrases: Callable[[str], Sequence[str]]
    patience: float = LOADING_PATIENCE
    contacts: Contacts = field(default_factory=dict)

    def listener(self, code: str, rate: int, before: Context, names: Sequence[str]) -> Listener:
        return self._ears().listener(self.engine, code, rate, before, names)

    def for_stop(self, code: str, rate: int) -> Listener:
        """By the car's own recogniser, where it has one: a stop waits for no server."""
        ears = self._ears()
        recogniser = ears.recogniser(code)
        if isinstance(recogniser, Hedged):
            recogniser = recogniser.own or recogniser
        if isinstance(recogniser, Confirmed):
            recogniser = recogniser.first
        phrases, suppression = self.stop_phrases(code), ears.suppression()
        return Listener(recogniser, ears.vad(), rate=rate, phrases=phrases, suppression=suppression)

    def loaded(self) -> bool:
        """Have the ears been loaded? Never where they cannot be."""
        return self.loading.done() and self.loading.exception() is None

    def prepare(self, code: str, near: tuple[str, ...]) -> None:
        """Has the recogniser of a language, if it is there, make its lists with these names near by. Once `loaded`."""
        recogniser = self.loading.result().recognisers.get(code)
        if recogniser is not None:
            prepare(recogniser, near, self.contacts)

    def _ears(self) -> Ears:
        """Raises NoRecogniser."""
        try:
            return self.loading.result(self.patience)
        except StillLoading:
            raise NoRecogniser(f"{STILL_LOADING}, after {self.patience:g} s more") from None
        except SpeechUnavailable as error:
            raise NoRecogniser(f"this gateway hears nothing: {error}") from error


def loading(load: Callable[[], Ears]) -> Future[Ears]:
    """`load` in a thread of its own."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="ears")
    found = pool.submit(load)
    pool.shutdown(wait=False)
    found.add_done_callback(told)
    return found


def told(found: Future[Ears]) -> None:
    error = found.exception()
    if isinstance(error, SpeechUnavailable):
        log.info("nothing is heard, text alone is taken: %s", error)
    elif error is not None:
        log.error("the ears could not be loaded; text alone is taken", exc_info=error)
    else:
        log.info("hearing %s", ", ".join(sorted(found.result().recognisers)))
