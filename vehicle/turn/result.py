"""What one command came to."""

from dataclasses import dataclass
from enum import Enum

from contract.values import Command
from vehicle.can.trace import FrameTrace


class Outcome(Enum):
    CONFIRMED = "confirmed"  # the car's status frame says so
    ALREADY = "already"  # it was so before
    REFUSED = "refused"  # by policy; nothing was sent
    NEEDS_CONFIRMATION = "needs_confirmation"  # the assistant asked
    TIMED_OUT = "timed_out"  # sent, never confirmed
    FAILED = "failed"  # the ECU rejected it, or the bus did not take it
    ANSWERED = "answered"  # a question, or a word to the assistant
    HANDED_OFF = "handed_off"  # for an agent


@dataclass(frozen=True)
class Refusal:
    """Why not: a reason for scripts and a sentence for the driver in both languages."""

    reason: str
    ko: str
    en: str


@dataclass(frozen=True)
class Result:
    command: Command
    outcome: Outcome
    reply: str
    reason: str = ""
    frames: tuple[FrameTrace, ...] = ()
