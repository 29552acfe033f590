"""Places near the car, and those that were driven to, in what its recogniser listens for: looked up again when it has
moved, when there is another map, or when it drives to a place for the first time.

A recogniser takes half a second to prepare a list, so that is done here, beside the utterances; until it is done they
have the list before.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from malcha.run.beside import repeatedly
from malcha.speech.ears import LISTED, names
from navigation.atlas import Atlas
from navigation.history import Visited
from navigation.near_names import names_near, visited_names
from navigation.places import distance_km

log = logging.getLogger(__name__)

MOVED = 5.0  # km from where the names were looked up
EVERY = 5.0  # s between two looks at the position

Position = tuple[float, float]  # degrees north, degrees east
Prepare = Callable[[str, tuple[str, ...]], None]  # a language and the names near by


@dataclass
class Near:
    """The names by language, of those that are recognised with a list of phrases. For several threads: what is read is
    replaced as a whole."""

    atlas: Callable[[], Atlas | None]
    position: Callable[[], Position | None]
    history: Callable[[], Sequence[Visited]] = tuple  # that were driven to, the newest first
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _of: Atlas | None = None
    _at: Position | None = None
    _visited: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, code: str) -> tuple[str, ...]:
        return self._names.get(code, ())

    def step(self, prepare: Prepare) -> bool:
        """Looks the names up again where that is due, and has their lists prepared; was it?"""
        atlas, here = self.atlas(), self.position()
        visited = {code: visited_names(self.history(), code, frozenset(names(code))) for code in LISTED}
        if here is None or not self._due(atlas, here, visited):
            return False
        found = {code: self._found(atlas, here, code, visited[code]) for code in LISTED}
        for code, near in found.items():
            if near != self.names(code):
                prepare(code, near)
                log.info("%d names near by and driven to are listened for in %s", len(near), code)
        self._names, self._of, self._at, self._visited = found, atlas, here, visited
        return True

    def _due(self, atlas: Atlas | None, here: Position, visited: dict[str, tuple[str, ...]]) -> bool:
        if any(set(each) != set(self._visited.get(code, ())) for code, each in visited.items()):
            return True
        if atlas is None:
            return False
        return atlas is not self._of or self._at is None or distance_km(*here, *self._at) > MOVED

    @staticmethod
    def _found(atlas: Atlas | None, here: Position, code: str, visited: tuple[str, ...]) -> tuple[str, ...]:
        near = () if atlas is None else names_near(atlas, here, code, frozenset(names(code)))
        return tuple(dict.fromkeys((*near, *visited)))


def kept(near: Near, prepare: Prepare, ready: Callable[[], bool]) -> AbstractContextManager[None]:
    """The names are kept those near by for as long as this lasts, from when the ears are `ready`."""
    return repeatedly("near names", lambda: ready() and near.step(prepare), EVERY)
