"""What happens in a turn, as it happens, for a client that shows and speaks before the last command has ended."""

from collections.abc import Callable
from dataclasses import dataclass

from contract.values import Command, Understanding
from vehicle.can.trace import FrameTrace
from vehicle.results.result import Result


@dataclass(frozen=True)
class Understood:
    understanding: Understanding


@dataclass(frozen=True)
class Sent:
    """The frames of a command are on the bus. `index` is the command's place in the results of the turn."""

    index: int
    command: Command
    frames: tuple[FrameTrace, ...]


@dataclass(frozen=True)
class Finished:
    """A command has its outcome; the sentence is of this moment. At the end of the turn it may have been superseded."""

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
    """Nobody listens to the events."""
