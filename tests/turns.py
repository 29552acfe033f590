"""A car of its own for a few turns over gRPC, and what an entry of tests/utterances says about them."""

import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import grpc
import yaml
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase
from vehicle.gateway.action import Command

from malcha.run import stack
from proto import vehicle_pb2, vehicle_pb2_grpc
from sim_can.car import Car
from vehicle.can import dbc
from vehicle.doors import server
from vehicle.turn.assistant import Assistant
from vehicle.turn.fallback import Heard, Understand, with_fallback

UTTERANCES = Path(__file__).parent / "utterances"
HURRY = 8.0  # simulated seconds per second
PATIENCE = 30.0  # s for one turn, whatever else the machine does

_channels = itertools.count()


def until(condition):
    """For what comes soon and cannot be waited for otherwise."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@cache
def engine() -> Understand:
    """The engine in the car, loaded once."""
    return with_fallback(None, stack.embedded())


@dataclass
class Ride:
    """A car, its gateway, and a client that speaks to it over gRPC."""

    car: Car
    assistant: Assistant
    vehicle: vehicle_pb2_grpc.VehicleStub
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

    def say(self, text: str, locale: str = "", **more: Any) -> vehicle_pb2.SayResponse:
        return self.vehicle.Say(vehicle_pb2.SayRequest(text=text, locale=locale, **more), timeout=PATIENCE)


@contextmanager
def ride(understand: Understand | None = None) -> Iterator[Ride]:
    """Parked, ignition on, on buses of its own; `understand` is the engine in the car if not given."""
    channels = {name: f"ride {next(_channels)} {name}" for name in dbc.BUSES}
    with (
        stack.gateway(channels=channels, simulate=False, nlu=None, own_engine=False) as assistant,
        stack.simulated_car(channels=channels, speed=HURRY) as car,
    ):
        assert isinstance(car, Car)
        assert stack.wait_for_car(assistant, PATIENCE)
        serving, port = server.serve(assistant, "127.0.0.1:0")
        try:
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                taken = Ride(car, assistant, vehicle_pb2_grpc.VehicleStub(channel), channel, port)
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
    outcomes = [vehicle_pb2.CommandOutcome.Name(result.outcome).lower() for result in said.results]
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


def reflected(channel: grpc.Channel, service: str, method: str) -> tuple[type[Message], Callable[[Message], Message]]:
    """(class of the request, how to call) of an rpc, from the server's own description: a client without stubs."""
    pool = DescriptorPool(ProtoReflectionDescriptorDatabase(channel))
    found = pool.FindServiceByName(service).FindMethodByName(method)
    request, response = (GetMessageClass(type_) for type_ in (found.input_type, found.output_type))
    call = channel.unary_unary(
        f"/{service}/{method}", request_serializer=request.SerializeToString, response_deserializer=response.FromString
    )
    return request, lambda message: call(message, timeout=PATIENCE)


def health(channel: grpc.Channel, service: str = "") -> int:
    return (
        health_pb2_grpc.HealthStub(channel)
        .Check(health_pb2.HealthCheckRequest(service=service), timeout=PATIENCE)
        .status
    )


def status_of(call: Callable[..., Any], *arguments: Any, **more: Any) -> grpc.StatusCode:
    """The status with which a call ends."""
    try:
        call(*arguments, **{"timeout": PATIENCE} | more)
    except grpc.RpcError as error:
        return error.code()
    return grpc.StatusCode.OK


class Words:
    """Understands whatever it has been told to."""

    def __init__(self):
        self.heard = Heard("out_of_scope", ())
        self.asked = []

    def means(self, *commands: Command, outcome: str = "understood"):
        self.heard = Heard(outcome, commands, 0.9, by="embedded")

    def __call__(self, alternatives, locale, context):
        self.asked.append((alternatives, locale, context))
        return self.heard
