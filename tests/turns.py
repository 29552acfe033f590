"""A car of its own for a few turns over gRPC, and what an entry of tests/utterances says about them."""

import itertools
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import can
import grpc
import yaml
from calls import PATIENCE
from calls import failure as failure
from calls import first as first
from calls import health as health
from calls import reflected as reflected
from calls import sent as sent
from calls import status_of as status_of
from calls import until as until
from calls import whole as whole
from g70 import CAR

import nlu
from contract.messages import word
from contract.values import Command, Understand, Understanding
from malcha.v1 import command_pb2, turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from nlu.engine.engine import Engine
from sim_can.car import Car
from sim_can.run import run
from vehicle.doors import server
from vehicle.doors.converse import SILENT, Speech
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.sequence_numbers import needed
from vehicle.gateway.state import State
from vehicle.turn.assistant import Assistant
from vehicle.turn.own_engine_first import own_engine_first

UTTERANCES = Path(__file__).parent / "utterances"
MODEL = Path(nlu.__file__).parent / "model"
HURRY = 8.0  # simulated seconds per second

_channels = itertools.count()


@cache
def loaded() -> Engine:
    """The shipped model, loaded once."""
    return Engine.load(MODEL)


def embedded() -> Understand:
    """The engine inside the car."""

    def understand(alternatives, locale, context):
        return loaded().understand(alternatives, context)

    return understand


@cache
def engine() -> Understand:
    """The engine in the car, with nobody else to ask."""
    return own_engine_first(embedded(), None)


def nobody(alternatives, locale, context):
    raise AssertionError("nobody understands here")


@contextmanager
def driven(understand: Understand = nobody, speed: float = HURRY) -> Iterator[tuple[Assistant, Car]]:
    """A gateway and a simulated car in a hurry, on buses of their own in this process; all first words are heard."""
    name, stop = f"turns {next(_channels)}", threading.Event()
    with ExitStack() as stack:

        def opened() -> dict[str, can.BusABC]:
            buses = {bus: can.Bus(interface="virtual", channel=f"{name} {bus}") for bus in CAR.dbc.buses}
            for bus in buses.values():
                stack.callback(bus.shutdown)
            return buses

        state, car = State(CAR.codec), Car()
        bridge = Bridge(CAR, opened(), state)
        bridge.start()
        stack.callback(bridge.stop)
        thread = threading.Thread(target=run, args=(car, opened(), stop, speed), name="car", daemon=True)
        thread.start()
        stack.callback(thread.join, PATIENCE)
        stack.callback(stop.set)
        assistant = Assistant(bridge, understand)
        wanted = {CAR.signals.ignition, CAR.signals.gear, *CAR.signals.first} - {""}
        wanted |= {path for signal in CAR.command_signals for path in needed(CAR.codec, signal.partition(".")[0])}
        heard = lambda: all(state.value(path) is not None for path in wanted)  # noqa: E731
        assert state.wait(heard, assistant.clock() + PATIENCE, assistant.clock)
        yield assistant, car


@dataclass
class Ride:
    """A car, its gateway, and a client that speaks to it over gRPC."""

    car: Car
    assistant: Assistant
    vehicle: vehicle_pb2_grpc.VehicleServiceStub
    channel: grpc.Channel
    port: int
    understood: list[tuple[Command, ...]] = field(default_factory=list)  # of each turn, after the context is resolved

    def drive(self, speed: float, gear: str) -> None:
        """Drive, and wait until the gateway has heard of it."""
        self.car.drive(speed, gear)
        state = self.assistant.state
        assert state.wait(
            lambda: state.value("LVR12.CF_Lvr_Gear") == gear and self._speed() == speed,
            self.assistant.clock() + PATIENCE,
        )

    def _speed(self) -> float:
        return float(self.assistant.state.value("WHL_SPD11.WHL_SPD_RR") or 0)

    def execute(self, *commands: command_pb2.Command, **more: Any) -> turn_pb2.Turn:
        return self.vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=commands, **more), timeout=PATIENCE).turn

    def state(self) -> dict[tuple[str, str], Any]:
        """{(function, zone): FunctionState}"""
        now = self.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
        return {(each.function, each.zone): each for each in now.functions}

    def say(self, text: str, locale: str = "", **more: Any) -> turn_pb2.Turn:
        return self.vehicle.Say(vehicle_pb2.SayRequest(text=text, locale=locale, **more), timeout=PATIENCE).turn


def command(function: str, op: str, zone: str = "", **value: Any) -> command_pb2.Command:
    """command("seat.heat", "set", "driver", number=2)"""
    given = command_pb2.Value(**value) if value else None
    return command_pb2.Command(function=function, op=op, zone=zone, value=given)


@contextmanager
def ride(understand: Understand | None = None, speed: float = HURRY, speech: Speech = SILENT) -> Iterator[Ride]:
    """Parked, ignition on, on buses of its own; `understand` is the engine in the car if not given."""
    with driven(speed=speed) as (assistant, car):
        serving, port = server.serve(assistant, "127.0.0.1:0", speech=speech)
        try:
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                taken = Ride(car, assistant, vehicle_pb2_grpc.VehicleServiceStub(channel), channel, port)
                assistant.understand = noting(understand or engine(), taken.understood)
                yield taken
        finally:
            serving.stop(0.0)


def noting(understand: Understand, understood: list[tuple[Command, ...]]) -> Understand:
    """The same, and the commands of each turn are kept."""

    def noted(*asked: Any) -> Any:
        heard = understand(*asked)
        understood.append(heard.commands if heard.outcome in ("understood", "hand_off") else ())
        return heard

    return noted


def entries(name: str) -> list[list[dict[str, Any]]]:
    """Lists of turns from a file of tests/utterances; a turn by itself is a list of one."""
    found = yaml.safe_load((UTTERANCES / name).read_text(encoding="utf-8"))
    return [entry if isinstance(entry, list) else [entry] for entry in found]


def mismatches(turn: Mapping[str, Any], taken: Ride) -> Iterator[str]:
    """Say it, and tell what came out otherwise than the entry says."""
    if "car" in turn:
        taken.drive(**turn["car"])
    said = taken.say(turn["text"], turn["lang"])
    fair = [turn["commands"], *turn.get("also_ok", ())]
    got = [readable(command) for command in taken.understood[-1]]
    if got not in [[readable_entry(command) for command in reading] for reading in fair]:
        yield f"commands: {got}"
    outcomes = [word(turn_pb2.CommandOutcome, result.outcome) for result in said.results]
    wanted = turn["outcomes"]
    if outcomes != wanted and not (set(outcomes) == set(wanted) and "also_ok" in turn):
        reasons = [result.reason for result in said.results if result.reason]
        yield f"outcomes: {outcomes} {reasons}"
    if missing := [words for words in turn["reply"] if words not in said.reply]:
        yield f"reply without {missing}: {said.reply}"


def readable(command: Command) -> dict[str, Any]:
    value = dict(command.value) if isinstance(command.value, Mapping) else command.value
    return {
        name: part
        for name, part in (("function", command.function), ("op", command.op), ("zone", command.zone), ("value", value))
        if part is not None
    }


def readable_entry(command: Mapping[str, Any]) -> dict[str, Any]:
    return {name: float(part) if isinstance(part, int) else part for name, part in command.items()}


class Words:
    """Understands whatever it has been told to."""

    def __init__(self):
        self.heard = Understanding("out_of_scope", ())
        self.asked = []

    def means(self, *commands: Command, outcome: str = "understood"):
        self.heard = Understanding(outcome, commands, 0.9, model_version="words", by="embedded")

    def __call__(self, alternatives, locale, context):
        self.asked.append((alternatives, locale, context))
        return self.heard
