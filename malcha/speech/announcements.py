"""What guidance is likely to say next, rendered before it says it: between two announcements, while nobody speaks.

An announcement has names of streets and distances in it, so it is not among the prompts that are rendered at the start.
When a maneuver is announced from afar there are some 20 s until it is announced again.
"""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from malcha.config.effective import Effective
from malcha.run.beside import beside
from malcha.speech.prompts import DEADLINE, END_AFTER, NICENESS, missing, quiet
from malcha.speech.voices import Voices, folder, prompts
from speech.protocols import SpeechUnavailable
from speech.voices.rendering import Renderer
from speech.voices.sentences import sentences
from vehicle.turn.announcing import Coming
from vehicle.turn.listeners import Listeners

log = logging.getLogger(__name__)


@contextmanager
def announcements_ahead(config: Effective, coming: Listeners[Coming], busy: Callable[[], bool]) -> Iterator[None]:
    """What comes is rendered into the cache while this lasts; what came before and is not rendered yet is dropped.

    No sentence is begun while it is `busy`: somebody speaks, or is listened to. A process of its own renders them, of
    the lowest priority; without a cache nothing is.
    """
    kept_in = folder(config)
    if kept_in is None:
        yield
        return
    renderer = Renderer(NICENESS, END_AFTER, DEADLINE)
    wanted: queue.SimpleQueue[Coming | None] = queue.SimpleQueue()

    def run(stop: threading.Event) -> None:
        try:
            voices = prompts(renderer, kept_in)
            while (found := wanted.get()) is not None:
                rendered(voices, found, lambda: not wanted.empty() or not quiet(busy, stop))
        except SpeechUnavailable as error:
            if not stop.is_set():
                log.warning("announcements are not rendered ahead: %s", error)
        finally:
            renderer.close()

    def wake() -> None:
        wanted.put(None)
        renderer.close()

    with beside("announcements", run, wake), coming.told(wanted.put):
        yield


def rendered(voices: Voices, coming: Coming, stopped: Callable[[], bool]) -> int:
    """Renders, until `stopped`, what of it has a voice and is not kept; how many sentences.

    Raises SpeechUnavailable.
    """
    if coming.language not in voices:
        return 0
    texts = list(dict.fromkeys(sentence for text in coming.texts for sentence in sentences(text)))
    wanted = missing(voices, {coming.language: texts})
    for done, (code, text) in enumerate(wanted):
        if stopped():
            return done
        voices[code].audio(text)
    return len(wanted)
