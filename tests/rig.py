"""A gateway and a simulated car without threads, with a clock of their own."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import can
from g70 import CAR

from contract.values import Command, Understanding
from sim_can.car import Car
from vehicle.can.codec import Codec
from vehicle.can.text_link import link_ids
from vehicle.cars.car import load
from vehicle.delivery.feedback import Received
from vehicle.delivery.floor import Floor
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.state import State
from vehicle.results.action import Action
from vehicle.results.result import Result
from vehicle.turn.assistant import Assistant
from vehicle.turn.client import LOCAL
from vehicle.turn.context import TurnContext, request_for
from vehicle.turn.planning import plan
from vehicle.turn.requester import Requester, Turn
from vehicle.turn.session import Session

TODAY = datetime(2026, 3, 2, 9, 5)  # a Monday
STEP = 0.05  # s of the car's time that pass at a time


class Clock:
    """Seconds that pass when they are told to; each look costs a microsecond, so that no two things happen at once."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        self.now += 1e-6
        return self.now


class LiveState(State):
    """While somebody waits for the car, the car lives on."""

    def __init__(self, codec: Codec, live: Callable[[float], None], clock: Callable[[], float]):
        super().__init__(codec, clock)
        self._live = live

    def wait(self, condition, deadline, clock, event=None):
        while not condition():
            if clock() >= deadline:
                return False
            self._live(STEP)
        return True

    def wait_unlocked(self, lock, seconds):
        self._live(seconds)


class Straight:
    """A bus that is a piece of wire: what is sent is heard before `send` returns."""

    def __init__(self, name: str, hear: Callable[[can.Message], None]):
        self._name, self._hear = name, hear

    def send(self, frame: can.Message):
        assert frame.channel == self._name
        self._hear(frame)


class Alone(Floor):
    """There is one thread, and a turn may begin while another one waits."""

    def held(self) -> AbstractContextManager[None]:
        return nullcontext()

    released = held


class Rig:
    """The gateway and the simulated car, wired together in one thread.

    `sent` are the gateway's frames. `to_car` and `to_gateway` may change or drop (None) a frame on its way. A car that
    is `slow` answers only after a while, as every real one does.
    """

    def __init__(self, never: Iterable[str] = (), car: str = CAR.name):
        """`never` are messages that the gateway has not heard yet; `car` is the folder of the car."""
        self.car = load(car)
        link = link_ids(self.car.dbc)
        self._words = link.ids if link else ()
        unheard = {self.car.dbc.messages[name].message.frame_id for name in never}
        self.clock = Clock()
        self.sim = Car(car)
        self.sent: list[can.Message] = []
        self.slow = False
        self._late: list[can.Message] = []
        self.to_car: Callable[[can.Message], can.Message | None] = lambda frame: frame
        self.to_gateway: Callable[[can.Message], can.Message | None] = lambda frame: (
            None if frame.arbitration_id in unheard else frame
        )
        self.state = LiveState(self.car.codec, self._live, self.clock)
        self._mute = False
        self.bridge = Bridge(
            self.car, {name: Straight(name, self._carry) for name in self.car.dbc.buses}, self.state, self.clock
        )
        self.heard = Understanding("out_of_scope", ())
        self.context = None  # of the last utterance
        self.assistant = Assistant(self.bridge, self._understand, self.clock, lambda: TODAY)
        self.assistant.delivery.floor = Alone()
        self._delivery: TurnDelivery | None = None
        self._began = self.assistant.delivery.feedback.begin
        self.assistant.delivery.feedback.begin = self._begin
        self.situation = self.assistant.situation
        self.live(0.0)
        self.sent.clear()

    @property
    def session(self) -> Session:
        """Of who spoke last."""
        return next(reversed(self.assistant.sessions.kept.values()), Session())

    @property
    def commands(self) -> list[str]:
        """Names of the command frames sent, words aside."""
        return [
            self.car.dbc.by_id[frame.channel, frame.arbitration_id].name
            for frame in self.sent
            if frame.arbitration_id not in self._words
        ]

    def live(self, seconds: float):
        """Time passes for everybody."""
        self._mute = False
        self._live(seconds)

    def silence(self, seconds: float):
        """Time passes, and the car says nothing until the next `live`."""
        self._mute = True
        self.clock.now += seconds

    def stall(self, seconds: float):
        """Time passes and the gateway does not run: what the car said meanwhile is waiting."""
        self.clock.now += seconds

    def _live(self, seconds: float):
        while True:
            late, self._late = self._late, []
            self._deliver(late)
            dt = min(seconds, STEP)
            self.clock.now += dt
            self._deliver(self.sim.step(dt))
            seconds -= dt
            if seconds <= 1e-9:
                return

    def forget(self, path: str):
        """The gateway has never heard this signal, until its message comes again."""
        message = path.partition(".")[0]
        heard = {
            name: reading.value
            for name, reading in self.state.snapshot().items()
            if name.startswith(f"{message}.") and name != path
        }
        self.state.update(message, {name.partition(".")[2]: value for name, value in heard.items()}, self.clock())

    def set(self, **signals):
        """The world: set(CGW1__CF_Gway_IGNSw="off"); the gateway hears of it."""
        for path, value in signals.items():
            self.sim.set(path.replace("__", ".", 1), value)
        self.live(STEP)

    def drive(self, speed: float, gear: str = "D"):
        self.sim.drive(speed, gear)
        self.live(STEP)

    def do(self, function: str, op: str, value=None, zone=None, lang="ko", seat="driver") -> "Done":
        """One command's result."""
        return self.run([Command(function, op, zone, value)], lang, seat=seat).results[0]

    def run(self, commands: Iterable[Command], lang="ko", **requester) -> "Ran":
        """Commands without language; `requester` as in Requester."""
        return Ran(self.assistant.execute(list(commands), lang, Requester(**requester)))

    def say(
        self, *commands: Command, outcome="understood", candidates=(), lang="ko", doubtful=False, **requester
    ) -> "Ran":
        """An utterance that is understood as these commands."""
        self.heard = Understanding(outcome, commands, 1.0, tuple(candidates))
        return Ran(self.assistant.say([("...", 1.0)], lang, Requester(**requester), doubtful))

    def plan(self, command: Command, sure: bool = True) -> Action | Result:
        """What a command comes to before it is sent."""
        turn = TurnContext(
            "test", self.car, self.assistant.situation, Session(), LOCAL, "driver", "ko", self.clock, lambda: TODAY
        )
        return plan(request_for(command, self.car, sure), turn, self.assistant.delivery.feedback.holds)

    @property
    def delivery(self) -> TurnDelivery:
        """A turn that sends actions one by one; always the same one."""
        if self._delivery is None:
            self.assistant.delivery.catch_up()
            self._delivery = TurnDelivery(self.assistant.delivery, lambda: True)
        return self._delivery

    def hear(self, frame: can.Message):
        """A frame of the car, or of a stranger, reaches the gateway."""
        self.bridge.receive(str(frame.channel), frame)

    def _begin(self, received: Received):
        self.received = received  # by the last turn
        self._began(received)

    def _understand(self, alternatives, locale, context):
        self.context = context
        return self.heard

    def _carry(self, frame: can.Message):
        self.sent.append(frame)
        arrived = self.to_car(frame)
        answers = self.sim.receive(arrived) if arrived is not None else []
        if self.slow:
            self._late += answers
        else:
            self._deliver(answers)

    def _deliver(self, frames: list[can.Message]):
        for frame in frames if not self._mute else ():
            if (arrived := self.to_gateway(frame)) is not None:
                self.hear(arrived)


@dataclass(frozen=True)
class Done:
    """A result of a turn with its sentence."""

    result: Result
    reply: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.result, name)


class Ran:
    """A turn whose results have their sentences."""

    def __init__(self, turn: Turn):
        self.turn = turn
        self.results = tuple(map(Done, turn.results, turn.sentences))
        self.outcome = turn.understanding.outcome

    def __getattr__(self, name: str) -> Any:
        return getattr(self.turn, name)
