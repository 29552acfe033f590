"""What the turns of a gateway share: what was commanded last, by which turn, and what the car reports back."""

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.delivery.closings import Closings
from vehicle.delivery.feedback import Feedback, Received
from vehicle.delivery.floor import Floor
from vehicle.delivery.precedence import at_odds, same_signals, wishes, without
from vehicle.delivery.underway import NO_ZONES, SignalTarget, Underway
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.results.action import Action

WHOLE_CYCLE = 1.25  # cycles within which a frame of a cyclic message arrives in spite of jitter; our choice
STALLED = 0.1  # s without any frame: the car sends 100 a second, so it, or this process, has stalled
CATCH_UP = 0.5  # s to read received frames that wait in the process, before statuses count as too old; our choice


class Delivery:
    """One for each gateway. Used by the turn that works (see Floor), but for what says otherwise."""

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge, self.car, self.clock = bridge, bridge.car, clock
        self.state: State = bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.feedback = Feedback(bridge.car.codec, bridge.state)
        self.floor = Floor()
        self.targets: dict[str, SignalTarget] = {}  # status signal -> the value last asked for; replaced, not changed
        # command or status signal -> (s, when the newest turn began that commanded it; any of these values)
        self._wanted: dict[str, tuple[float, tuple[SignalValue, ...]]] = {}
        self._moved_by = frozenset(wire.command for _, _, wire in self.car.movements())  # command signals
        self._stopped = -math.inf  # s, when the last stop was said
        self._halted = -math.inf  # s, when the last one was said that halted something, or that spoke of danger
        self.closings = Closings(self.car)
        self._one_text = threading.Lock()
        self._lock = threading.Lock()  # a stop does not wait for the floor
        bridge.observers.append(self._see)

    def _see(self, frame: FrameTrace) -> None:
        """Called by the threads of the buses."""
        if not frame.sent:
            self.closings.see(frame)
            self.feedback.see(frame)

    def catch_up(self) -> None:
        """If this process was stalled, received frames wait to be read. They are read first, or every status would
        count as too old. To be called before a turn works."""
        now = self.clock()
        if self.state.seconds_since_frame(now) > STALLED:
            self.state.wait(lambda: not self.state.late(self.clock()), now + CATCH_UP, self.clock)

    def patience(self, action: Action) -> float:
        """s from the command to its deadline: the row's, or WHOLE_CYCLE of its slowest status if that is longer."""
        cycles = (self.car.dbc.cycle(path.partition(".")[0]) for path in action.expects)
        return max(action.row.deadline, WHOLE_CYCLE * max(cycles, default=0.0))

    def claim(self, action: Action, began: float) -> None:
        """A turn that began at `began` s wants these signals so, whether they had to be sent or are so already."""
        with self._lock:
            for path, values in wishes(action).items():
                if began >= self._wanted.get(path, (began, values))[0]:
                    self._wanted[path] = began, values

    def commanded(self, action: Action, underway: Underway, began: float) -> None:
        """An action was sent, or queued."""
        self.claim(action, began)
        targets = {path: SignalTarget(values, underway.sent.at) for path, values in action.expects.items()}
        with self._lock:
            self.targets = self.targets | targets

    def overtaken(self, action: Action, began: float, made: float | None = None) -> str:
        """Why an action of a turn that began at `began` s may not be sent any more, "" if it may.

        stop: it would move something, or play or dial what was named, and somebody has said stop since. What was
        ordered at `made` s for later moves nothing either once something was halted meanwhile, or somebody was in
        danger. superseded: a newer turn wants the same signals otherwise. An event has its own sequence number, and
        each counts.
        """
        moves = bool(action.writes.keys() & self._moved_by)
        if began < self._stopped and (action.text is not None or moves):
            return "stop"
        if made is not None and made < self._halted and moves:
            return "stop"
        return "superseded" if self.taken(action, began) else ""

    def taken(self, action: Action, began: float) -> set[str]:
        """The signals of an action of a turn that began at `began` s that a newer turn wants otherwise."""
        wanted = {path: (self._wanted.get(path, (began, values)), values) for path, values in wishes(action).items()}
        newer = {path for path, ((at, others), own) in wanted.items() if at > began and not set(others) & set(own)}
        return set() if action.event else newer

    def still_wanted(self, action: Action, began: float) -> tuple[Action, tuple[str, ...], str]:
        """(what of an action may still be sent, the zones that newer turns want otherwise, why nothing may be sent)"""
        why = self.overtaken(action, began)
        left = without(action, self.taken(action, began)) if why == "superseded" else None
        return (*left, "") if left else (action, NO_ZONES, why)

    def gives_way(self, action: Action, made: float | None, turn: Received) -> str:
        """ "superseded" where what was ordered at `made` s for later meets an action under way of another turn that was
        ordered since, and wants the same signals otherwise."""
        if made is None or action.event:
            return ""
        theirs = [each for each in self.feedback.underway() if each not in turn.open]
        newer = any(each.ordered > made and at_odds(each.action, action) for each in theirs)
        return "superseded" if newer else ""

    def supersede(self, newer: Action, turn: Received, began: float, why: str) -> None:
        """An older action that wants the same signals otherwise is not repeated: that would undo the newer one.

        `turn` is that of the newer one, which began at `began` s; an action of another turn that began no later ends,
        for this reason. Where the newer one wants only some of its zones, it goes on with the others.
        """
        for older in [each for each in self.feedback.underway() if each.action is not newer]:
            own, taken = older in turn.open, at_odds(older.action, newer)
            if older.began > began or not (taken or (own and same_signals(older.action, newer))):
                continue
            left = None if own or older.sent.waiting else what_is_left(older, taken)
            if left is not None:  # what is still queued would go out whole
                older.give_up(*left, why)
                continue
            older.repeat_at = math.inf
            if not own:
                self.end(older, why)

    def stop(self, at: float) -> None:
        """Somebody has said stop: no turn that began before moves anything any more."""
        self._stopped = max(at, self._stopped)

    def halts(self, at: float) -> None:
        """The stop said at `at` s halts something, or speaks of danger: what was ordered before for a later time does
        not move anything either. One that finds nothing, and pauses the music, leaves the schedule alone."""
        self._halted = max(at, self._halted)

    @contextmanager
    def text_on_its_way(self) -> Iterator[None]:
        """While an action with a text is sent: the head unit takes its time, and one text at a time. Others work."""
        with self.floor.released(), self._one_text:
            yield

    def end(self, underway: Underway, why: str) -> None:
        """End an action of another turn: it is neither sent nor repeated any more."""
        underway.ended_by = underway.ended_by or why
        self.bridge.cancel(underway.sent, why)
        underway.wake()


def ends_for(older: Underway, newer: Action, own: bool) -> bool:
    """Does an action end for the newer one, and not only lose some of its zones? `own`: both are of one turn."""
    taken = at_odds(older.action, newer)
    return bool(taken) and (own or what_is_left(older, taken) is None)


def what_is_left(older: Underway, taken: set[str]) -> tuple[Action, tuple[str, ...]] | None:
    """What an action that is underway still wants without these signals; see `without`. None for one that presses
    keys: its next press would bring them."""
    writes = {f"{message}.{name}" for message, values in older.sent.writes.items() for name in values}
    return without(older.action, taken) if older.action.writes.keys() <= writes else None
