"""What one command came to: an outcome, a reason, and the numbers and words that a sentence about it needs. No sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from contract.values import Command
from vehicle.can.trace import FrameTrace
from vehicle.cars.function import Function
from vehicle.results.action import Action


class Outcome(Enum):
    CONFIRMED = "confirmed"  # the car's status frame says so
    ALREADY = "already"  # it was so before; nothing was sent
    REFUSED = "refused"  # by policy; nothing was sent
    NEEDS_CONFIRMATION = "needs_confirmation"  # the assistant asked; nothing was sent
    TIMED_OUT = "timed_out"  # sent, never confirmed
    FAILED = "failed"  # the ECU rejected it, or the bus did not take it
    ANSWERED = "answered"  # a question, or a word to the assistant; nothing was sent
    HANDED_OFF = "handed_off"  # for an agent; nothing was sent


@dataclass(frozen=True)
class Refusal:
    """Why not: a reason of the contract, and what the sentence needs besides.

    Reasons and their details (keys of `details`), as replies know them:
      not_fitted; ignition, parked, never, not_dark_moving, guiding, has_waypoint, ringing, calling (conditions of policy);
      unknown_state: what ("condition", "value", "target" or "position");
      range: low, high, unit, or listed (places in a list); step: step, unit;
      value_missing: kind (of the value, "" for a number); not_found: kind (of the value), words;
      permission; nothing_to_undo; no_list.
    """

    reason: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """`function` is the command's function as the car has it, `zone` the one that was meant, "" for none.

    `details` by outcome:
      REFUSED as Refusal. NEEDS_CONFIRMATION: places for the reason several_places, else nothing: `action` is asked about.
      HANDED_OFF: the reason names the agent. CONFIRMED: undone=True where it was an undo; the reason "superseded" where a
      later command of the turn changed the same signals. FAILED: the reason is a word of the ECU or of the gateway.
      ANSWERED: answer, the kind of answer, and the facts of it (see vehicle/resolving/questions.py and dialog.py).
    """

    command: Command
    outcome: Outcome
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    function: Function | None = None
    zone: str = ""
    action: Action | None = field(default=None, compare=False, repr=False)  # what was sent, was so already, or is asked
    frames: tuple[FrameTrace, ...] = ()
