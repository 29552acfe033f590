"""What runs in the car's process: the two buses, the gateway, the simulated car beside it."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import can

from contract.messages import InvalidRequest
from malcha.run.children import MODEL, NLU_ADDRESS, STOP_DEADLINE, StartError
from navigation import places
from serving import guard
from vehicle.can import dbc
from vehicle.can.local_bus import INTERFACE, LocalBus
from vehicle.catalogue.table import command_signals
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.sequence_numbers import needed
from vehicle.gateway.state import State
from vehicle.recording.candump import Recorder
from vehicle.turn import audit
from vehicle.turn.assistant import Assistant
from vehicle.turn.fallback import RETRY_AFTER, Alternatives, Context, Heard, Understand, remote, with_fallback
from vehicle.delivery.temperature_keys import Temperature

log = logging.getLogger(__name__)

MULTICAST = {
    "ccan": ("239.74.163.11", 43113),
    "mcan": ("239.74.163.12", 43114),
}  # group and port a bus; a shared port would mix them
PARKED = "parked"  # the drive profile of a car that nobody drives
FIRST_WORDS = (
    "CGW1.CF_Gway_IGNSw",
    "LVR12.CF_Lvr_Gear",
    "DATC_PE_03.DATC_OpSts",
    "VA_POSITION_STS.Lat",
)  # what policy and replies ask for


@contextmanager
def buses(interface: str = "virtual", channels: dict[str, str] | None = None) -> Iterator[dict[str, can.BusABC]]:
    """The two buses by name, opened on a python-can interface and shut down at the end. Raises StartError."""
    if channels and len(set(channels.values())) < len(channels):
        raise StartError(f"{' and '.join(channels)} are two buses: both cannot be on {channels[dbc.BUSES[0]]}")
    with ExitStack() as stack:
        opened: dict[str, can.BusABC] = {}
        for name in dbc.BUSES:
            channel, more = (channels or {}).get(name, name), {}
            if interface == "udp_multicast":  # hop limit 0: it stays on this machine
                channel, port = MULTICAST[name]
                more = {"port": port, "hop_limit": 0}
            try:
                if interface == INTERFACE:  # known without being installed
                    opened[name] = LocalBus(channel)
                else:
                    opened[name] = can.Bus(interface=interface, channel=channel, **more)  # type: ignore[arg-type]
            except (can.CanError, OSError, ValueError, ImportError) as error:
                raise StartError(f"bus {name}: {interface} {channel} cannot be opened: {error}") from error
            stack.callback(opened[name].shutdown)
        yield opened


@contextmanager
def simulated_car(
    interface: str = "virtual",
    channels: dict[str, str] | None = None,
    speed: float = 1.0,
    profile: str = PARKED,
    faults: Path | None = None,
    seed: int = 0,
) -> Iterator[Any]:
    """A running simulated car on buses of its own. `speed` is simulated seconds per second, `profile` what it drives.

    `faults` is a script of what goes wrong (sim_can/faults/script.py), `seed` its luck. Raises ProfileError, ScriptError.
    """
    from sim_can.car import Car
    from sim_can.ecus import drive_profiles
    from sim_can.faults.faulty import Faulty
    from sim_can.faults.script import read
    from sim_can.run import run

    script = read(faults) if faults else []
    plain, stop = Car(drive_profiles.load(profile)), threading.Event()
    car = Faulty(plain, script, seed) if script else plain
    with buses(interface, channels) as opened:
        thread = threading.Thread(target=run, args=(car, opened, stop, speed), name="car", daemon=True)
        thread.start()
        try:
            yield car
        finally:
            stop.set()
            thread.join(STOP_DEADLINE)


def embedded(model: Path = MODEL) -> Understand:
    """The engine inside the car; it raises InvalidRequest as the server does. Raises nlu.engine.ModelError if the model is missing or damaged."""
    from vehicle.gateway.action import Command

    from nlu.engine import engine as nlu
    from nlu.engine import reader as said

    engine = nlu.Engine.load(model)

    def plain(command: said.Command) -> Command:
        return Command(command.function, command.op, command.zone, command.value)

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Heard:
        last = tuple(
            said.Command(c.function, c.op, c.zone, dict(c.value) if isinstance(c.value, Mapping) else c.value)
            for c in context.last
        )
        try:
            heard = engine.understand(list(alternatives), nlu.Context(last=last, pending=context.pending))
        except ValueError as error:
            raise InvalidRequest(str(error)) from error
        commands, candidates = (tuple(plain(c) for c in found) for found in (heard.commands, heard.candidates))
        return Heard(
            heard.outcome,
            commands,
            heard.confidence,
            candidates,
            heard.model_version,
            heard.timings_ms,
            text=heard.text,
        )

    return understand


@contextmanager
def gateway(
    interface: str = "virtual",
    channels: dict[str, str] | None = None,
    simulate: bool = True,
    nlu: str | None = NLU_ADDRESS,
    own_engine: bool = True,
    speed: float = 1.0,
    nlu_tls: guard.Tls = guard.NONE,
    log_file: Path | None = None,
    audit_file: Path | None = None,
    temperature: Temperature = Temperature.ABSOLUTE,
    profile: str = PARKED,
) -> Iterator[Assistant]:
    """The vehicle gateway on the buses, with the simulated car beside it if asked for, driving `profile`.

    `log_file` records every frame of both buses, `audit_file` what was said and came of it. Raises RecordingError.
    """
    dbc.messages()
    places.home(), places.work()
    understand: Understand | None = embedded() if own_engine else None
    with ExitStack() as stack:
        server = None
        if nlu:
            server = remote(
                stack.enter_context(
                    guard.channel(nlu, nlu_tls, [("grpc.max_reconnect_backoff_ms", int(RETRY_AFTER * 1000))])
                )
            )
        epoch = time.time() - time.monotonic()
        if audit_file:
            stack.enter_context(audit.to_file(audit_file))
        recorder = Recorder(log_file, time.monotonic, epoch) if log_file else None
        if recorder:
            stack.callback(recorder.close)  # after the buses
        opened = stack.enter_context(buses(interface, channels))
        bridge = Bridge(opened, State())
        if recorder:
            bridge.taps.append(recorder.write)
        bridge.start()
        stack.callback(bridge.stop)
        if simulate:
            stack.enter_context(simulated_car(interface, channels, speed, profile))
        yield Assistant(bridge, with_fallback(server, understand), epoch=epoch, temperature=temperature)


def wait_for_car(assistant: Assistant, deadline: float = 3.0) -> bool:
    """Has the car said, within `deadline` seconds, all that a first command needs?"""
    state = assistant.state
    commands = {path.partition(".")[0] for path in command_signals()}
    wanted = set(FIRST_WORDS).union(*(needed(message) for message in commands))
    return state.wait(
        lambda: all(state.value(path) is not None for path in wanted), assistant.clock() + deadline, assistant.clock
    )
