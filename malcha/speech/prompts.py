"""The sentences that the car is likely to say, rendered before it says them: while nobody speaks or listens."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest

from malcha.config.effective import Effective
from malcha.run.beside import beside
from malcha.speech.voices import Voices, folder, prompts
from speech.protocols import SpeechUnavailable
from speech.voices.rendering import Renderer
from speech.voices.sentences import sentences
from vehicle.cars.car import Car
from vehicle.turn.likely import replies

log = logging.getLogger(__name__)

BEGIN_AFTER = 60.0  # s: the gateway starts first, its ears load, and who only tries it out is not kept busy
LOOK_AGAIN = 1.0  # s until it is looked again whether somebody speaks
NICENESS = 19  # of the process: it takes what nobody else needs
DEADLINE = 600.0  # s of a sentence: it may have to wait long
TELL_EVERY = 50  # sentences
END_AFTER = 60.0  # s that its process waits for the next sentence


def likely(car: Car, code: str, most: int) -> list[str]:
    """Sentences, each once, the likeliest first: the cache has single sentences."""
    found = dict.fromkeys(sentence for reply in replies(car, code) for sentence in sentences(reply))
    return list(found)[:most]


def missing(voices: Voices, wanted: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """[(language, sentence)] that are not kept yet, the languages in turn."""
    each = ([(code, text) for text in texts if not voices[code].has(text)] for code, texts in wanted.items())
    return [pair for together in zip_longest(*each) for pair in together if pair is not None]


@contextmanager
def rendered_ahead(config: Effective, car: Car, busy: Callable[[], bool]) -> Iterator[None]:
    """The likely sentences of all languages that have a voice are rendered in the background while this lasts.

    None is begun while it is `busy`: somebody speaks, or is listened to. A process of its own renders them, of the
    lowest priority, and ends when all are there.
    """
    renderer = Renderer(NICENESS, END_AFTER, DEADLINE)

    def run(stop: threading.Event) -> None:
        try:
            kept_in, most = folder(config), config.settings.speech.ahead
            if kept_in is None or not most or stop.wait(BEGIN_AFTER):
                return
            voices = prompts(renderer, kept_in)
            texts = missing(voices, {code: likely(car, code, most) for code in voices})
            render(voices, texts, lambda: not quiet(busy, stop))
        except SpeechUnavailable as error:
            if not stop.is_set():
                log.warning("prompts are not rendered ahead: %s", error)
        finally:
            renderer.close()

    with beside("prompts", run, renderer.close):
        yield


def quiet(busy: Callable[[], bool], stop: threading.Event) -> bool:
    """Waits until it is not busy; False where it is to stop before."""
    while not stop.is_set():
        if not busy():
            return True
        stop.wait(LOOK_AGAIN)
    return False


def render(
    voices: Voices,
    texts: Sequence[tuple[str, str]],
    stopped: Callable[[], bool],
    told: Callable[[int, str], None] = lambda done, text: None,
) -> int:
    """Renders (language, sentence) into the cache until `stopped`, which is asked before each; how many that were.

    `told` gets how many are done, and the one that comes next. Raises SpeechUnavailable.
    """
    for done, (code, text) in enumerate(texts):
        if stopped():
            return done
        if not done % TELL_EVERY:
            log.info("prompts: %d of %d rendered", done, len(texts))
        told(done, text)
        voices[code].audio(text)
    if texts:
        log.info("prompts: all %d are rendered", len(texts))
    return len(texts)
