"""The result of one command: its outcome, a reason, and the values that the sentence about it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from contract.values import Command
from vehicle.can.trace import FrameTrace
from vehicle.cars.function import Function
from vehicle.results.action import Action


class Outcome(Enum):
    CONFIRMED = "confirmed"  # sent, and reported by the status frames of the car
    ALREADY = "already"  # the car reported it before; nothing was sent
    REFUSED = "refused"  # by policy, permissions or missing values; nothing was sent
    SCHEDULED = "scheduled"  # it will be done later; nothing was sent yet
    SUPERSEDED = "superseded"  # a newer turn took its signals before it was confirmed; it is never sent again
    STOPPED = "stopped"  # somebody said stop before it was done
    NEEDS_CONFIRMATION = "needs_confirmation"  # the reply is a question; nothing was sent
    TIMED_OUT = "timed_out"  # sent, never confirmed
    FAILED = "failed"  # rejected by the ECU, not sent, overridden by hand, or changed since
    ANSWERED = "answered"  # a question, or a command for the assistant itself; nothing was sent
    HANDED_OFF = "handed_off"  # for an agent; nothing was sent


@dataclass(frozen=True)
class Refusal:
    """Why a command is not done: a reason of the contract, and what the sentence needs besides.

    Reasons and the keys of their `details`:
      not_fitted; ignition, parked, never, not_dark_moving, guiding, has_waypoint, ringing, calling (conditions of
      policy);
      unknown_state: what ("condition", "value", "target" or "position");
      range: low, high, unit, or listed (places in a list); step: step, unit;
      value_missing (asked for instead): kind of the value, "" for a number; not_found: kind (of the value, or
      what of a place is not there: near, number, within, within.around, home, work), words, km, around (Place);
      permission; nothing_to_undo; no_list; along_route; later; asks_first; too_many_scheduled; not_kept.
    """

    reason: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """`function` is the command's function as the car has it, `zone` the one that was meant, "" for none.

    `details` by outcome:
      REFUSED as Refusal. NEEDS_CONFIRMATION: places for the reason several_places, kind (of the value, of a message
      "message.to" or "message.text") for value_missing, else nothing: `action` is asked about, or the command.
      HANDED_OFF: the reason names the agent. CONFIRMED: undone=True if it was an undo, text if the car sent one back;
      the
      reason "superseded" if a later command of the turn changed the same signals. FAILED: the reason is one of the
      ECU, of
      the gateway, or, where policy stopped it after its first frame, as of a Refusal.
      SUPERSEDED, STOPPED, FAILED, TIMED_OUT: zones, the wired ones that it is about, if it is not about all.
      ANSWERED: answer, the kind of answer, and the facts of it (see vehicle/resolving/questions.py and dialog.py).
    """

    command: Command
    outcome: Outcome
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    function: Function | None = None
    zone: str = ""
    # that was sent, or need not be, or is asked about
    action: Action | None = field(default=None, compare=False, repr=False)
    frames: tuple[FrameTrace, ...] = ()
