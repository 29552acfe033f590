"""What the next turn of a client may refer to: the last commands, an open question, an open list, how to undo."""

from dataclasses import dataclass

from contract.values import Command, Context
from navigation.places import Place
from vehicle.results.action import Action

QUESTION_LIFETIME = 20.0  # s until an unanswered question is dropped
MEMORY = 120.0  # s for which "more" and "there" still refer to the last turn
FIRST = Command("dialog.select", "do", value=1)  # what a yes to a list of one place means


@dataclass
class Session:
    last: tuple[Command, ...] = ()  # commands of the last turn that had any
    last_at: float = 0.0  # s, monotonic
    pending: tuple[Command, ...] = ()  # performed after a yes
    risky: bool = False  # the question was "shall I?" and not "did you mean?"
    asked_at: float = 0.0  # s, monotonic
    places: tuple[Place, ...] = ()  # the open list
    place_for: Command | None = None  # the command that a place of the list is for
    listed_at: float = 0.0  # s, monotonic
    # restore what was before the last turn that changed something, in the order of sending
    undo: tuple[Action, ...] = ()
    undo_is_older: bool = False  # than this turn
    reply: str = ""  # the last one

    def begin_turn(self) -> None:
        self.undo_is_older = True

    def remember_undo(self, action: Action | None) -> None:
        """How to take back a command of this turn, None: it cannot be. Undo goes back one turn, so older ones go."""
        kept = () if self.undo_is_older else self.undo
        self.undo, self.undo_is_older = kept + ((action,) if action else ()), False

    def ask(self, command: Command, now: float, risky: bool) -> None:
        """A question about this command is open. Those of one turn are answered together, as risky if one is."""
        self.risky = risky or (self.risky and bool(self.pending))
        self.pending, self.asked_at = (*self.pending, command), now

    def offer(self, places: tuple[Place, ...], place_for: Command, now: float) -> None:
        """A list of places is open; a list of one can be answered by a yes, too."""
        self.close()
        self.places, self.place_for, self.listed_at = places, place_for, now
        if len(places) == 1:
            self.ask(FIRST, now, risky=False)

    def close(self) -> None:
        """No list is open any more."""
        self.places, self.pending = (), tuple(command for command in self.pending if command != FIRST)

    def answer(self, now: float) -> tuple[Command, ...]:
        """The commands that a yes performs: only once, and none after QUESTION_LIFETIME."""
        pending, self.pending = self.pending, ()
        return pending if now - self.asked_at <= QUESTION_LIFETIME else ()

    def context(self, now: float) -> Context:
        """What goes to the NLU with the next request."""
        if now - self.asked_at > QUESTION_LIFETIME:
            self.pending = ()
        return Context(self.last if now - self.last_at < MEMORY else (), bool(self.pending))
