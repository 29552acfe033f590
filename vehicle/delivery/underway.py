"""An action between sending and its end: what was sent, what it waits for, and when its frames are repeated."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from vehicle.can.values import SignalValue
from vehicle.gateway.bridge import Sent
from vehicle.results.action import Action
from vehicle.results.result import Refusal

REPEAT = 0.1  # s without an answer until a command frame is repeated, in case it was lost; doubles each time; assumed

NO_ZONES: tuple[str, ...] = ()


@dataclass(eq=False)
class Underway:
    """An action that was sent, or waits in the send queue, and is not confirmed yet.

    `undo` restores what was before. `awaited` are the expected signals that had another value when it was sent: these
    need a frame received after it. The others only have to keep their value, because their messages may have long
    cycles.
    """

    action: Action
    sent: Sent
    undo: Action | None
    awaited: frozenset[str]
    began: float  # s, when its turn began
    planned: float  # s, when policy has allowed it
    ordered: float = field(default=-math.inf, kw_only=True)  # s, when it was asked for: earlier if that was for later
    last_shown: dict[str, SignalValue] = field(default_factory=dict, kw_only=True)  # status signal -> last value
    # status signal -> s, since when it is off the way to its target
    overridden_since: dict[str, float] = field(default_factory=dict, kw_only=True)
    confirmed: set[str] = field(default_factory=set, kw_only=True)  # expected signals reported so since it was sent
    refusal: Refusal | None = field(default=None, kw_only=True)  # of policy, when it was to leave the queue
    # why it ends before its time: superseded (by a newer turn), stop
    ended_by: str = field(default="", kw_only=True)
    given_up: tuple[str, ...] = field(
        default=NO_ZONES, kw_only=True
    )  # zones that it leaves to others; the rest goes on
    given_up_for: str = field(default="superseded", kw_only=True)  # why, as in ended_by
    wake: Callable[[], None] = field(default=lambda: None, kw_only=True)  # wakes the turn that waits for it
    repeat_at: float = field(default=math.inf, kw_only=True)  # s, when it is repeated if unanswered; inf: never
    repeat_pause: float = field(default=REPEAT, kw_only=True)  # s, from the last sending to repeat_at

    def give_up(self, left: Action, zones: tuple[str, ...], why: str) -> None:
        """Others want these zones otherwise. What is `left` of the action goes on."""
        self.action, self.given_up, self.given_up_for = left, (*self.given_up, *zones), why
        self.awaited &= left.expects.keys()
        self.wake()


@dataclass(frozen=True)
class SignalTarget:
    """The value that was last commanded of a status signal."""

    values: tuple[SignalValue, ...]  # any of these confirms it
    at: float  # s, monotonic: when its frame was sent, or entered the send queue
