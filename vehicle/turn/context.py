"""What one turn knows: who asks, of which car, from which seat, and what was said before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from contract.values import Command
from navigation.places import Place
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.catalogue.check import check
from vehicle.gateway.situation import Situation
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.client import Client
from vehicle.turn.events import EventHandler, ignore_event
from vehicle.turn.session import Session


def always() -> bool:
    return True


@dataclass
class TurnContext:
    """`lang` is the language of the replies; `here` says whether who asked is still there; `tell` takes the turn's
    events as they come."""

    id: str  # utterance id
    car: Car
    situation: Situation
    session: Session
    client: Client
    seat: str
    lang: str
    clock: Callable[[], float]  # s, monotonic
    today: Callable[[], datetime]
    connected: Callable[[], bool] = always
    on_event: EventHandler = ignore_event
    spent: dict[str, float] = field(default_factory=dict)  # ms by stage

    def add(self, stage: str, seconds: float) -> None:
        self.spent[stage] = self.spent.get(stage, 0.0) + seconds * 1000


@dataclass(frozen=True)
class CommandRequest:
    """A command to be planned and sent: its row is looked up once, here.

    `sure`: the driver has said yes to what asks first. `place` is the one chosen from a list. `undo` is the action that
    restores what was before, in the place of one that is resolved.
    """

    command: Command
    function: Function
    sure: bool = False
    place: Place | None = None
    undo: Action | None = None

    def refused(self, refusal: Refusal) -> Result:
        zone = str(refusal.details.get("zone", self.command.zone or ""))
        return Result(self.command, Outcome.REFUSED, refusal.reason, refusal.details, self.function, zone)


def request_for(command: Command, car: Car, sure: bool = False, place: Place | None = None) -> CommandRequest:
    """Raises InvalidCommand for a command outside the catalogue."""
    return CommandRequest(command, car.functions[check(command).name], sure, place)
