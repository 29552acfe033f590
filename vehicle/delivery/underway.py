"""An action on its way: what was sent of it, what it waits for, and when it is sent again."""

import math
from dataclasses import dataclass, field

from vehicle.can.values import WireValue
from vehicle.gateway.bridge import Sent
from vehicle.results.action import Action
from vehicle.results.result import Refusal

REPEAT = 0.1  # s without an answer until a command frame is sent again, for it may be lost; doubles each time; assumed


@dataclass
class Underway:
    """An action on the bus that waits for its confirmation; `undo` restores what was before.

    `open` are the expected signals that were not so when it was sent: these need a frame received after it. The others
    must only still hold: their messages may be slow ones. `shown` is what the car last showed of what is asked for.
    """

    action: Action
    sent: Sent
    undo: Action | None
    awaited: frozenset[str]
    last_shown: dict[str, WireValue] = field(default_factory=dict, kw_only=True)  # status signal -> value
    overridden_since: float | None = field(default=None, kw_only=True)  # s, since when a status shows what nobody asked for
    confirmed: set[str] = field(
        default_factory=set, kw_only=True
    )  # expected signals that were as expected since it was sent
    refusal: Refusal | None = field(default=None, kw_only=True)  # what policy said when its turn came
    repeat_at: float = field(default=math.inf, kw_only=True)  # s, when it is sent again if unanswered; inf: never again
    repeat_pause: float = field(default=REPEAT, kw_only=True)  # s, before that


@dataclass(frozen=True)
class SignalTarget:
    """What was last asked of a status signal, by a command that was allowed."""

    values: tuple[WireValue, ...]  # any of these is it
    at: float  # s, monotonic: when its frame was sent, or began to wait
