"""What the benchmarks measure: the engine, an NLU server in its own process, a gateway with its car, a gateway alone.

Client, gateway and car share this process, so absolute times here are longer than in life (`malcha bench` has those);
they are for comparing one version of the code with another. No benchmark asserts a time; each asserts that what it
measured is right.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import can
import grpc
import pytest
from stacks import alone, own

from malcha.bench.latency import TURNS
from malcha.config.settings import MODEL as FILES
from malcha.run import children, stack
from malcha.v1.nlu_pb2_grpc import NluServiceStub
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub
from nlu.engine.engine import LABELS, MODEL, TOKENISER, Engine
from vehicle.doors.server import serve
from vehicle.turn.assistant import Assistant

SILENT = own("silent")


@pytest.fixture(scope="session")
def engine() -> Engine:
    missing = [name for name in (MODEL, TOKENISER, LABELS) if not (FILES / name).exists()]
    if missing:
        pytest.skip(f"no model: {', '.join(missing)} not in {FILES}; make train writes it")
    return Engine.load(FILES)


@pytest.fixture(scope="session")
def nlu_address(engine) -> Iterator[str]:
    with children.process("nlu", "serve", "--address", "127.0.0.1:0") as address:
        yield address


@pytest.fixture(scope="session")
def nlu(nlu_address) -> Iterator[NluServiceStub]:
    with grpc.insecure_channel(nlu_address) as channel:
        yield NluServiceStub(channel)


@pytest.fixture(scope="session")
def assistant(nlu_address) -> Iterator[Assistant]:
    """The gateway with its car in real time, understanding by the server."""
    with stack.gateway(alone(own("bench"), more={"gateway.nlu": nlu_address})) as assistant:
        assert stack.wait_for_car(assistant)
        yield assistant


@pytest.fixture(scope="session")
def vehicle(assistant) -> Iterator[VehicleServiceStub]:
    with served(assistant) as stub:
        yield stub


@pytest.fixture(scope="session")
def turns() -> Iterator[tuple[str, str, str]]:
    """(what to say, command signal, value), for the whole session, so that each changes something."""
    return itertools.cycle(TURNS)


@pytest.fixture
def silent() -> Iterator[Assistant]:
    """A gateway without a car; `ecu` speaks to it."""
    with stack.gateway(alone(SILENT), simulate=False) as assistant:
        yield assistant


@pytest.fixture
def ecu(silent) -> Iterator[can.BusABC]:
    """The multimedia bus of `silent`."""
    with can.Bus(interface="virtual", channel=SILENT["mcan"]) as bus:
        yield bus


@pytest.fixture
def silent_vehicle(silent) -> Iterator[VehicleServiceStub]:
    with served(silent) as stub:
        yield stub


@contextmanager
def served(assistant: Assistant) -> Iterator[VehicleServiceStub]:
    """A client of a server of this assistant."""
    serving, port = serve(assistant, "127.0.0.1:0")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield VehicleServiceStub(channel)
    serving.stop(grace=0)
