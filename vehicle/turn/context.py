"""What one turn knows: the client and its seat, the car, and what was said before."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from contract.values import Command, Understanding
from navigation.atlas import Atlas
from navigation.places import Place
from speech.protocols import RecognisedBy
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.catalogue.check import InvalidCommand, check
from vehicle.gateway.situation import Situation
from vehicle.resolving.finding import Names
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.client import Client
from vehicle.turn.events import Event, EventHandler, ignore_event
from vehicle.turn.route_guidance import RouteGuidance
from vehicle.turn.schedule import Schedule
from vehicle.turn.session import Session

log = logging.getLogger(__name__)


@dataclass
class TurnContext:
    """What a turn works with.

    `lang` is the code of the language of the replies. `on_event` gets the events of the turn as they happen. `atlas` is
    what places are looked for in.
    """

    id: str  # utterance id
    car: Car
    situation: Situation
    session: Session
    client: Client
    seat: str
    lang: str
    clock: Callable[[], float]  # s, monotonic
    today: Callable[[], datetime]
    on_event: EventHandler = ignore_event
    atlas: Atlas | None = None  # None: the project's table
    schedule: Schedule | None = None  # what is to be done later; every turn of a gateway has it
    epoch: float = 0.0  # s since 1970 when `clock` was 0
    began: float = 0.0  # s, monotonic
    heard_by: RecognisedBy | None = None  # of an utterance that came as audio
    words: str = ""  # of the utterance, as they were understood; "" for commands without language
    names: Names = ()  # of a place, in each alternative of a recogniser
    guidance: RouteGuidance | None = None  # by road; None: the car has none
    spent: dict[str, float] = field(default_factory=dict)  # ms by stage

    def add(self, stage: str, seconds: float) -> None:
        """Time spent in a stage, added to what it has taken before."""
        self.spent[stage] = self.spent.get(stage, 0.0) + seconds * 1000

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done meanwhile takes its time in this stage."""
        began = self.clock()
        yield
        self.add(name, self.clock() - began)

    def report(self, make: Callable[[], Event]) -> None:
        """Give the client an event, which is made only for a client that takes events.

        An error in it is logged and the turn goes on: commands that are on the bus must still be confirmed.
        """
        if self.on_event is ignore_event:
            return
        try:
            self.on_event(make())
        except Exception:
            log.exception("utterance %s: an event did not reach the client", self.id)


@dataclass(frozen=True)
class CommandRequest:
    """A command to be planned and sent, with its row, which is looked up once.

    `sure`: the driver has said yes to the question that this op asks first. `place` was chosen from a list. `undo` is
    the action that restores the state before an earlier command; it is sent as it is, nothing is resolved. `open_only`:
    a no to what is open, and to nothing that was promised. `told` is what the sentence about it needs besides, once it
    is done.
    """

    command: Command
    function: Function
    sure: bool = False
    place: Place | None = None
    undo: Action | None = None
    open_only: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)

    def refused(self, refusal: Refusal) -> Result:
        """The result of this command if it is refused."""
        zone = str(refusal.details.get("zone", self.command.zone or ""))
        return Result(self.command, Outcome.REFUSED, refusal.reason, refusal.details, self.function, zone)


def request_for(command: Command, car: Car, sure: bool = False, place: Place | None = None) -> CommandRequest:
    """The command with its row; a blank value counts as none. Raises InvalidCommand for one outside the catalogue."""
    function = car.functions[check(command).name]
    if isinstance(command.value, str) and not command.value.strip():
        command = replace(command, value=None)
    return CommandRequest(command, function, sure, place)


def requests_for(understanding: Understanding, car: Car) -> tuple[Understanding, list[CommandRequest]]:
    """The commands of an understanding, or its candidates where it is ambiguous, with their rows.

    An understanding with a command outside the catalogue counts as not understood: the NLU may be of another version.
    """
    try:
        commands = [request_for(command, car) for command in understanding.commands]
        candidates = [request_for(command, car) for command in understanding.candidates]
    except InvalidCommand as error:
        log.error("the NLU answered with a command outside the catalogue: %s", error)
        return replace(understanding, outcome="ambiguous", commands=(), candidates=()), []
    return understanding, candidates if understanding.outcome == "ambiguous" else commands
