"""What runs in the car's process: its buses, the gateway, the simulated car beside it."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import grpc

from contract.values import Alternatives, Context, Understand, Understanding
from malcha.config.effective import Effective
from malcha.run.buses import BusPlan, open_anew, opened
from malcha.run.checks import Checked, checked
from malcha.run.children import STOP_DEADLINE
from malcha.run.guided import guided, kept_drive
from malcha.run.hangup import on_hangup
from malcha.run.map_in_force import map_followed
from malcha.run.punctual import punctual, schedule
from serving.tls import Tls, channel
from vehicle.can.trace import RecordingError
from vehicle.cars.car import Car
from vehicle.delivery.temperature_keys import Temperature
from vehicle.doors.nlu_client import remote
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.sequence_numbers import needed
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.recording.recorder import Recorder
from vehicle.turn import audit
from vehicle.turn.assistant import Assistant
from vehicle.turn.history import History
from vehicle.turn.own_engine_first import RETRY_AFTER, own_engine_first
from vehicle.turn.route_guidance import RouteGuidance
from vehicle.turn.talk import Talk

log = logging.getLogger(__name__)


def make_car(config: Effective) -> Any:
    """The simulated car of the configuration: a sim_can.car.Car, or the Faulty around it.

    Raises UnknownCar, DbcError, ConfigError.
    """
    from sim_can.car import Car as SimulatedCar
    from sim_can.cars.model import profile
    from sim_can.ecus.drive_profiles import ProfileError
    from sim_can.faults.faulty import Faulty
    from sim_can.faults.script import ScriptError, read

    name, simulation = config.settings.car, config.settings.simulation
    with config.naming("simulation.profile", ProfileError):
        car = SimulatedCar(name, profile(simulation.profile, name))
    with config.naming("simulation.faults", ScriptError):
        script = read(simulation.faults, car.codec) if simulation.faults else []
    return Faulty(car, script, simulation.seed) if script else car


@contextmanager
def running(car: Any, plans: dict[str, BusPlan], speed: float = 1.0) -> Iterator[None]:
    """The simulated car on buses of its own; `speed` is simulated seconds per second. Raises StartError."""
    from sim_can.run import run

    stop = threading.Event()
    with opened(plans) as buses:
        thread = threading.Thread(target=run, args=(car, buses, stop, speed), name="car", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(STOP_DEADLINE)


@contextmanager
def simulated_car(config: Effective, plans: dict[str, BusPlan], speed: float = 1.0) -> Iterator[Any]:
    """The simulated car of the configuration, running; see make_car and running."""
    car = make_car(config)
    with running(car, plans, speed):
        yield car


@lru_cache(1)
def loaded(model: Path) -> Any:
    """The engine inside the car, an nlu.engine.engine.Engine: one for what is said and for who listens.

    Raises nlu.engine.engine.ModelError if the model is missing or damaged.
    """
    from nlu.engine.engine import Engine

    return Engine.load(model)


def embedded(model: Path) -> Understand:
    """Understanding by the engine inside the car; it raises InvalidRequest as the server does. Raises as `loaded`."""
    engine = loaded(model)

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        found: Understanding = engine.understand(alternatives, context)
        return found

    return understand


@contextmanager
def gateway(
    config: Effective, simulate: bool | None = None, speed: float = 1.0, found: Checked | None = None
) -> Iterator[Assistant]:
    """The vehicle gateway of the configuration, on its buses.

    `simulate` says whether the simulated car runs beside it, at `speed` simulated seconds per second; not given: where
    all buses are virtual. `found` is what `checked` has found, if it was asked before. Raises ConfigError, CarError,
    DbcError, PlacesError, StartError, TlsError.
    """
    found = found or checked(config)
    settings = config.settings
    own_engine = None
    if settings.gateway.engine:
        from nlu.engine.engine import ModelError

        with config.naming("model", ModelError):
            own_engine = embedded(settings.model)
    car = make_car(config) if (found.virtual if simulate is None else simulate) else None
    with ExitStack() as stack:
        connection = stack.enter_context(server_channel(config)) if settings.gateway.nlu else None
        epoch = time.time() - time.monotonic()
        written = settings.recording
        reopen = []
        if written.audit:
            with config.naming("recording.audit", RecordingError):
                handler = audit.to_file(written.audit, lambda: time.monotonic() + epoch)
                reopen.append(stack.enter_context(handler).reopen)
        recorder = None
        if written.log:
            with config.naming("recording.log", RecordingError):
                recorder = Recorder(
                    written.log, time.monotonic, epoch, written.most_bytes, written.format, found.car.dbc.buses
                )
            stack.callback(recorder.close)  # after the buses
            reopen.append(recorder.reopen)
        if reopen:
            stack.enter_context(on_hangup(reopen))
        buses = stack.enter_context(opened(found.buses))
        bridge = Bridge(found.car, buses, State(found.car.codec), reopen=partial(open_anew, found.buses, buses))
        if recorder:
            bridge.taps.append(recorder.write)
        bridge.start()
        stack.callback(bridge.stop)
        if car is not None:
            stack.enter_context(running(car, found.buses, speed))
        understand = own_engine_first(own_engine, remote(connection) if connection else None)
        temperature = Temperature(settings.gateway.temperature)
        talk = Talk(time.monotonic)
        guidance = None
        if settings.gateway.routes and found.car.signals.guide:
            kept = stack.enter_context(closing(kept_drive(config, found.car.name)))
            history = History(kept, settings.navigation.history)
            situation = Situation(bridge.state, found.car.signals)
            guidance = RouteGuidance(bridge, situation, talk, kept, epoch, history=history)
        assistant = Assistant(
            bridge,
            understand,
            epoch=epoch,
            temperature=temperature,
            atlas=found.atlas,
            schedule=schedule(config, found.car.name),
            talk=talk,
            guidance=guidance,
        )
        stack.enter_context(punctual(assistant))
        if guidance is not None:
            stack.enter_context(guided(config, guidance, bridge.clock, car))
        stack.enter_context(map_followed(config, assistant))
        yield assistant


@contextmanager
def server_channel(config: Effective) -> Iterator[grpc.Channel]:
    """To the server that the gateway is told of. Raises TlsError."""
    gateway = config.settings.gateway
    tls = Tls(gateway.nlu_tls_cert, gateway.nlu_tls_key, gateway.nlu_tls_ca)
    options = [("grpc.max_reconnect_backoff_ms", int(RETRY_AFTER * 1000))]
    with channel(gateway.nlu, tls, options) as connection:
        yield connection


def first_words(car: Car) -> set[str]:
    """The status signals that must be known before a first command."""
    signals, commands = car.signals, {path.partition(".")[0] for path in car.command_signals}
    wanted = {signals.ignition, signals.gear, *signals.first} - {""}
    return wanted.union(*(needed(car.codec, message) for message in commands))


def wait_for_car(assistant: Assistant, deadline: float = 3.0) -> bool:
    """Has the car said, within `deadline` seconds, all that a first command needs?"""
    state, wanted = assistant.state, first_words(assistant.car)
    return state.wait(
        lambda: all(state.value(path) is not None for path in wanted), assistant.clock() + deadline, assistant.clock
    )
