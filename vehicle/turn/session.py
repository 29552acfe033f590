"""What the next turn of a client may refer to: the last commands, an open question, an open list, how to undo."""

from dataclasses import dataclass

from contract.values import Command, Context
from languages import OTHERWISE
from navigation.places import Place
from vehicle.results.action import Action
from vehicle.turn.schedule import Entry

QUESTION_LIFETIME = 20.0  # s until an unanswered question is dropped
UNDO_LEVELS = 5  # turns that can be taken back
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
    around: Place | None = None  # what the places of the list are near; None: the car
    listed: int = 0  # places of the list that were read out
    listed_at: float = 0.0  # s, monotonic
    mentioned: Place | None = None  # the place that was spoken of last
    mentioned_at: float = 0.0  # s, monotonic
    slot: Command | None = None  # the command whose value was asked for
    slot_at: float = 0.0  # s, monotonic
    # (utterance id, how to take it back) of each of the last turns that changed something, the newest last; () for one
    # that cannot be
    undo: tuple[tuple[str, tuple[Action, ...]], ...] = ()
    scheduled: tuple[int, ...] = ()  # entries of the schedule that the last turn has made
    scheduled_in: str = ""  # utterance id of that turn
    # (utterance id, entry that gave way to an order of it, the ids of what is left of the entry)
    replaced: tuple[tuple[str, Entry, tuple[int, ...]], ...] = ()
    reply: str = ""  # the last one
    lang: str = OTHERWISE  # code of the language of the last utterance: "119" alone has none of its own
    undone_in: "Session | None" = None  # the session that takes back what is done in this one; None: this one

    def aside(self) -> "Session":
        """For a turn of this client in which nobody speaks: questions and lists stay open, "more" refers to what was
        said last. What is done can be taken back all the same."""
        return Session(undone_in=self)

    def remember_undo(self, turn: str, action: Action | None) -> None:
        """How to take back a command of this turn, None: it cannot be. The last UNDO_LEVELS turns are remembered.

        Turns of one client may overlap: each keeps its own.
        """
        if self.undone_in is not None:
            self.undone_in.remember_undo(turn, action)
            return
        turns = dict(self.undo)
        turns[turn] = turns.get(turn, ()) + ((action,) if action else ())
        self.undo = tuple(turns.items())[-UNDO_LEVELS:]

    def gave_way(self, turn: str, entry: Entry, rest: tuple[int, ...]) -> None:
        """An entry of the schedule gave way to an order of this turn. Those of the last turn are remembered."""
        self.replaced = (*(each for each in self.replaced if each[0] == turn), (turn, entry, rest))

    def take_back(self, turns: int) -> tuple[Action, ...]:
        """The actions that take back this many turns, newest first; none beyond a turn that cannot be taken back."""
        actions: list[Action] = []
        while turns > 0 and self.undo and self.undo[-1][1]:
            actions += reversed(self.undo[-1][1])
            self.undo, turns = self.undo[:-1], turns - 1
        return tuple(actions)

    def ask(self, command: Command, now: float, risky: bool) -> None:
        """A question about this command is open. Those of one turn are answered together, as risky if one is."""
        self.slot = None
        self.risky = risky or (self.risky and bool(self.pending))
        self.pending, self.asked_at = (*self.pending, command), now

    def open_slot(self, command: Command, now: float) -> None:
        """The value of this command is asked for: the next utterance may be no more than it."""
        self.slot, self.slot_at = command, now

    def open_command(self, now: float) -> Command | None:
        """The command whose value is asked for; None, and the slot is closed, after QUESTION_LIFETIME."""
        if now - self.slot_at > QUESTION_LIFETIME:
            self.slot = None
        return self.slot

    def offer(self, places: tuple[Place, ...], place_for: Command, now: float, listed: int = 0) -> None:
        """A list of places is open, `listed` of which were read out; a list of one can be answered by a yes, too."""
        self.close()
        self.mentioned = None
        self.places, self.place_for, self.listed, self.listed_at = places, place_for, listed, now
        self.around = None
        if len(places) == 1:
            self.ask(FIRST, now, risky=False)

    def mention(self, place: Place, now: float) -> None:
        """A place was spoken of: "take me there" means it. Nothing is asked, and no list is open any more."""
        self.close()
        self.mentioned, self.mentioned_at = place, now

    def there(self, now: float) -> Place | None:
        """The one place that was spoken of or listed last; None for none, or several."""
        if self.mentioned and now - self.mentioned_at < MEMORY:
            return self.mentioned
        return self.places[0] if len(self.places) == 1 and now - self.listed_at < MEMORY else None

    def gone(self) -> None:
        """A place was gone to, or is a stop now: no older list and no place spoken of before is meant any more."""
        self.close()
        self.mentioned = None

    def close(self) -> None:
        """No list is open any more."""
        self.places, self.pending = (), tuple(command for command in self.pending if command != FIRST)

    def let_go(self) -> None:
        """No question, list or slot is open any more."""
        self.pending, self.places, self.slot = (), (), None

    def stay_open(self, slot: Command | None, now: float) -> None:
        """The answer was not clear: the question, or the one for the value of `slot`, is as if it were asked now."""
        if self.pending and now - self.asked_at <= QUESTION_LIFETIME:
            self.asked_at = now
        if slot is not None and now - self.slot_at <= QUESTION_LIFETIME:
            self.open_slot(slot, now)

    def answer(self, now: float) -> tuple[Command, ...]:
        """The commands that a yes performs: only once, and none after QUESTION_LIFETIME."""
        pending, self.pending = self.pending, ()
        return pending if now - self.asked_at <= QUESTION_LIFETIME else ()

    def context(self, now: float) -> Context:
        """What goes to the NLU with the next request."""
        if now - self.asked_at > QUESTION_LIFETIME:
            self.pending = ()
        asked = bool(self.pending or self.open_command(now))
        return Context(self.last if now - self.last_at < MEMORY else (), asked)
