"""What happens in a turn, as it happens, for a client that shows and speaks before the last command has ended.

The order is: Understood (of an utterance), then for each command Sent and Finished, then Replied. A command that was
refused or answered has no Sent. A second Finished with the same index corrects the first: a later command of the turn
has superseded it, or it was tried again. The last Finished of each index is the result of the turn.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contract.values import Command, Understanding
from vehicle.can.trace import FrameTrace
from vehicle.results.result import Result


@dataclass(frozen=True)
class Understood:
    """The NLU has answered, whatever the outcome; nothing was sent yet."""

    understanding: Understanding


@dataclass(frozen=True)
class Sent:
    """The first frames of a command are on the bus. `index` is the command's place in the results of the turn, from
    0."""

    index: int
    command: Command
    frames: tuple[FrameTrace, ...]


@dataclass(frozen=True)
class Finished:
    """A command has its outcome, or another one than was reported before. `reply` is its sentence at this moment, ""
    where a later command of the turn has superseded it."""

    index: int
    result: Result
    reply: str


@dataclass(frozen=True)
class Replied:
    """The whole reply, at the end of the turn."""

    reply: str


Event = Understood | Sent | Finished | Replied
EventHandler = Callable[[Event], None]


def ignore_event(event: Event) -> None:
    """For a client that waits for the whole turn."""
