"""Places near the car in what its recogniser listens for: looked up again when it has moved, or there is another map.

A recogniser takes half a second to prepare a list, so that is done here, beside the utterances; until it is done they
have the list before.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from malcha.speech.ears import LISTED, names
from navigation.atlas import Atlas
from navigation.near_names import names_near
from navigation.places import distance_km

log = logging.getLogger(__name__)

MOVED = 5.0  # km from where the names were looked up
EVERY = 5.0  # s between two looks at the position
STOP_DEADLINE = 5.0  # s that an end waits for a list that is being prepared

Position = tuple[float, float]  # degrees north, degrees east
Prepare = Callable[[str, tuple[str, ...]], None]  # a language and the names near by


@dataclass
class Near:
    """The names by language, of those that are recognised with a list of phrases. For several threads: what is read is
    replaced as a whole."""

    atlas: Callable[[], Atlas | None]
    position: Callable[[], Position | None]
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _of: Atlas | None = None
    _at: Position | None = None

    def names(self, code: str) -> tuple[str, ...]:
        return self._names.get(code, ())

    def step(self, prepare: Prepare) -> bool:
        """Looks the names up again where that is due, and has their lists prepared; was it?"""
        atlas, here = self.atlas(), self.position()
        if atlas is None or here is None or not self._due(atlas, here):
            return False
        found = {code: names_near(atlas, here, code, frozenset(names(code))) for code in LISTED}
        for code, near in found.items():
            if near != self.names(code):
                prepare(code, near)
                log.info("%d names of the map %s near by are listened for in %s", len(near), atlas.map, code)
        self._names, self._of, self._at = found, atlas, here
        return True

    def _due(self, atlas: Atlas, here: Position) -> bool:
        return atlas is not self._of or self._at is None or distance_km(*here, *self._at) > MOVED


@contextmanager
def kept(near: Near, prepare: Prepare, ready: Callable[[], bool]) -> Iterator[None]:
    """The names are kept those near by for as long as this lasts, from when the ears are `ready`."""
    stopping = threading.Event()

    def run() -> None:
        while not stopping.wait(EVERY):
            try:
                if ready():
                    near.step(prepare)
            except Exception:  # a map that is being replaced; what was listened for is, still
                log.exception("the names near by could not be looked up")

    thread = threading.Thread(target=run, name="near names", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(STOP_DEADLINE)
