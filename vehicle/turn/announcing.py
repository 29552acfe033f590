"""What guidance says on the way, when nobody talks, and what it is likely to say next."""

from dataclasses import dataclass

from navigation.guidance.guide import Announcement, Guidance, Progress
from navigation.guidance.waiting import Waiting
from vehicle.turn.listeners import Listeners
from vehicle.turn.talk import Talk


@dataclass(frozen=True)
class Coming:
    """What is likely to be said next, the likeliest first, in a language."""

    texts: tuple[str, ...]
    language: str


class Announcing:
    """`said` tells every sentence when its time has come and nobody talks, `coming` what is likely to be said next."""

    def __init__(self, talk: Talk) -> None:
        self.said, self.coming = Listeners[Announcement](), Listeners[Coming]()
        self._talk, self._waiting = talk, Waiting()

    def new_route(self) -> None:
        """What waits is of another one."""
        self._waiting.new_route()

    def step(self, now: float, guidance: Guidance | None, progress: Progress | None, speed: float) -> None:
        """What is due, and what has waited, unless somebody talks; `now` in s, `speed` in km/h."""
        again = (guidance.again,) if guidance else ()
        for each in self._waiting.step(now, self._talk.free(now), progress, *again):
            self.said.tell(each)
            if guidance and (texts := guidance.coming(each, speed)):
                self.coming.tell(Coming(texts, each.language))
            self._talk.words(each.text, each.language)
