"""What the next turn may refer to: the last commands, an open question, an open list, how to undo. One car, one talk."""

from dataclasses import dataclass

from contract.values import Command, Context
from navigation.places import Place
from vehicle.results.action import Action

QUESTION_LIFETIME = 20.0  # s until an unanswered question is dropped
MEMORY = 120.0  # s for which "more" and "there" still refer to the last turn
FIRST = Command("dialog.select", "do", value=1)  # what a yes to a list of one place means


@dataclass
class Session:
    last: tuple[Command, ...] = ()
    last_at: float = 0.0  # s, monotonic
    pending: tuple[Command, ...] = ()  # wait for a yes
    risky: bool = False  # the question was "really?", not "did you mean?"
    asked_at: float = 0.0
    places: tuple[Place, ...] = ()  # the open list
    place_for: Command | None = None  # what a place chosen from it is for
    listed_at: float = 0.0
    undo: tuple[Action, ...] = ()
    reply: str = ""

    def ask(self, command: Command, now: float, risky: bool) -> None:
        """The assistant asked about this command; several of one turn wait together, and one that is risky makes all so."""
        self.risky = risky or (self.risky and bool(self.pending))
        self.pending, self.asked_at = (*self.pending, command), now

    def offer(self, places: tuple[Place, ...], place_for: Command, now: float) -> None:
        """The list that is open from now on; a single place waits for a yes as well."""
        self.close()
        self.places, self.place_for, self.listed_at = places, place_for, now
        if len(places) == 1:
            self.ask(FIRST, now, risky=False)

    def close(self) -> None:
        """No list is open any more."""
        self.places, self.pending = (), tuple(asked for asked in self.pending if asked != FIRST)

    def answer(self, now: float) -> tuple[Command, ...]:
        """The commands that wait for a yes, at most once and not after the question has expired."""
        pending, self.pending = self.pending, ()
        return pending if now - self.asked_at <= QUESTION_LIFETIME else ()

    def context(self, now: float) -> Context:
        """What goes to the NLU with the next request."""
        if now - self.asked_at > QUESTION_LIFETIME:
            self.pending = ()
        return Context(self.last if now - self.last_at < MEMORY else (), bool(self.pending))
