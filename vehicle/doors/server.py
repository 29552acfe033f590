"""gRPC servicer of the vehicle gateway: translation only."""

import json
import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import grpc

from contract.messages import (
    InvalidRequest,
    checked_texts,
    language,
    outcome_to_proto,
    timings_to_proto,
    value_to_proto,
)
from proto import nlu_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.guard import audit, caller, client_of, refuse
from serving.server import OPEN, Security, Serving
from vehicle.can import dbc
from vehicle.can.codec import WireValue, matches
from vehicle.catalogue.table import FUNCTIONS, ZONES, Function, limits, unit
from vehicle.delivery.delivery import SignalTarget
from vehicle.doors.messages import command_from_proto, health_to_proto, result_to_proto
from vehicle.doors.permissions import EVERYTHING, Client, Permissions
from vehicle.gateway.action import MOST_COMMANDS, InvalidCommand
from vehicle.gateway.listening import EVENT_BACKLOG, ButtonEvent, ButtonEvents, Listening, Press
from vehicle.gateway.plausibility import longest_age, usable
from vehicle.gateway.state import Reading
from vehicle.resolving import policy
from vehicle.resolving.resolve import spoken_unit
from vehicle.turn.assistant import Assistant, Turn
from vehicle.turn.fallback import NluUnavailable

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.Vehicle"
SEATS = ("driver", "passenger", "rear_left", "rear_right")
STATUS = {  # status signal -> (row, zone) whose value it is
    wire.status: (row, zone if zone in ZONES else "")
    for row in FUNCTIONS.values()
    for zone, wire in row.wires.items()
    if wire.status
}
PRESSES = {Press.PRESSED: vehicle_pb2.PRESSED, Press.HELD: vehicle_pb2.HELD, Press.RELEASED: vehicle_pb2.RELEASED}
LONGEST_LISTENING = 60.0  # s of one call: nobody speaks so long, whoever listens has forgotten to end it
WATCH_INTERVAL = 0.2  # s between looks whether a quiet watcher has left


def seat_of(name: str) -> str:
    if name and name not in SEATS:
        raise InvalidRequest(f"seat {name!r}: only {', '.join(SEATS)}")
    return name or "driver"


def function_state(
    path: str, reading: Reading | None, now: float, asked: SignalTarget | None = None
) -> vehicle_pb2.FunctionState:
    """One status signal as the value of its function, and what was last asked of it; a value only where it may be used."""
    row, zone = STATUS[path]
    state = vehicle_pb2.FunctionState(
        function=row.name, zone=zone, unit=status_unit(row, path), signal=path, known=certainty(path, reading, now)
    )
    if reading is not None:
        state.age_s = now - reading.at
        if state.known == vehicle_pb2.FRESH:
            state.value.MergeFrom(shown(row, path, reading.value))
        elif state.known == vehicle_pb2.TOO_OLD and usable(path, reading.value, 0.0):
            state.last.MergeFrom(shown(row, path, reading.value))
    if asked is not None:
        state.target.MergeFrom(shown(row, path, asked.values[0]))
        state.target_age_s = now - asked.at
        if reading is not None and state.known == vehicle_pb2.FRESH:
            state.reached = any(matches(path, reading.value, want) for want in asked.values)
    return state


def certainty(path: str, reading: Reading | None, now: float) -> vehicle_pb2.Known:
    """May the value be used, or why not?"""
    if reading is None:
        return vehicle_pb2.NEVER_HEARD
    longest = longest_age(path.partition(".")[0])
    if longest is not None and now - reading.at > longest:
        return vehicle_pb2.TOO_OLD
    return vehicle_pb2.FRESH if usable(path, reading.value, 0.0) else vehicle_pb2.NO_VALUE


def shown(row: Function, path: str, value: WireValue) -> nlu_pb2.Value:
    return value_to_proto(contract_value(row, path, value)) or nlu_pb2.Value()


def status_unit(row: Function, path: str) -> str:
    """Percent where it is spoken in percent, else the status signal's own: MHz of the FM band, kHz of the AM band."""
    return unit(row) if row.value and row.value.kind == "percent" else str(dbc.signal(path).unit or "")


def contract_value(row: Function, path: str, value: WireValue) -> WireValue:
    """A status value in the function's unit: percent of the amplifier's steps, else as it is."""
    wire = next(wire for wire in row.wires.values() if wire.status == path)
    return spoken_unit(row, wire, value) if not isinstance(value, str) and row.value and wire.command else value


def info(row: Function) -> vehicle_pb2.FunctionInfo:
    needs = [f"{op}: {condition}" for op, conditions in row.needs.items() for condition in conditions]
    low, high, step = limits(row) or (0.0, 0.0, 0.0)
    return vehicle_pb2.FunctionInfo(
        name=row.name, ops=list(row.ops), zones=row.zones, kind=row.value.kind if row.value else "", words=list(row.value.words) if row.value else [],
        has_range=limits(row) is not None, lowest=low, highest=high, step=step, unit=unit(row), fitted=row.fitted, ko=row.ko, en=row.en, needs=needs, asks=row.asks, vss=row.vss, spoken=row.spoken,
    )  # fmt: skip


class VehicleServicer(vehicle_pb2_grpc.VehicleServicer):
    def __init__(self, assistant: Assistant, permissions: Permissions = EVERYTHING) -> None:
        self.assistant = assistant
        self.state = assistant.state
        self.clock = assistant.clock
        self.permissions = permissions
        self.button = ButtonEvents(assistant.delivery.bridge)
        self.listening = Listening(assistant.delivery.bridge, assistant.clock)
        self._one_turn = threading.Lock()

    def _client(self, context: grpc.ServicerContext) -> Client:
        """Who speaks: one without certificate is told apart by its address, as for the limits."""
        return replace(self.permissions.client(client_of(context)), name=caller(context))

    @contextmanager
    def _turn(self, context: grpc.ServicerContext) -> Iterator[None]:
        """One turn at a time; one whose client has left while it waited is not begun."""
        with self._one_turn:
            if not context.is_active():
                context.abort(grpc.StatusCode.DEADLINE_EXCEEDED, "too late; nothing was done")
            yield

    def Say(self, request: vehicle_pb2.SayRequest, context: grpc.ServicerContext) -> vehicle_pb2.SayResponse:
        try:
            alternatives = checked_texts([(a.text, a.score) for a in request.alternatives] or [(request.text, 0.0)])
            lang, seat = language(request.locale), seat_of(request.seat)
            with self._turn(context):
                return response(self.assistant.say(alternatives, lang, seat, self._client(context), context.is_active))
        except InvalidRequest as error:
            log.warning("request refused: %s", error)
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        except NluUnavailable as error:
            context.abort(grpc.StatusCode.UNAVAILABLE, str(error))
        raise AssertionError("abort raises")

    def Execute(self, request: vehicle_pb2.ExecuteRequest, context: grpc.ServicerContext) -> vehicle_pb2.SayResponse:
        try:
            if not 1 <= len(request.commands) <= MOST_COMMANDS:
                raise InvalidRequest(f"{len(request.commands)} commands, 1 to {MOST_COMMANDS} are taken")
            commands = [command_from_proto(command) for command in request.commands]
            lang, seat = language(request.locale) or "ko", seat_of(request.seat)
            with self._turn(context):
                return response(self.assistant.execute(commands, lang, seat, self._client(context), context.is_active))
        except (InvalidRequest, InvalidCommand) as error:
            log.warning("request refused: %s", error)
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        raise AssertionError("abort raises")

    def GetState(
        self, request: vehicle_pb2.GetStateRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.GetStateResponse:
        readings, asked = self.state.snapshot(), self.assistant.delivery.targets
        now = self.clock()  # after them: no age is below zero
        return vehicle_pb2.GetStateResponse(
            functions=[function_state(path, readings.get(path), now, asked.get(path)) for path in STATUS],
            buses=[health_to_proto(bus) for bus in self.assistant.delivery.bridge.health(now)],
            at_s=now,
            driving=policy.driving(self.state, now),
            speed_kmh=policy.speed(self.state, now) or 0.0,
            gear=str(self.state.value("LVR12.CF_Lvr_Gear") or ""),
            ignition=str(self.state.value("CGW1.CF_Gway_IGNSw") or ""),
        )

    def WatchState(
        self, request: vehicle_pb2.WatchStateRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.FunctionState]:
        watcher = self.state.watch()
        try:
            for path, reading in self.state.snapshot().items():
                if path in STATUS:
                    yield function_state(path, reading, self.clock(), self.assistant.delivery.targets.get(path))
            while context.is_active():
                if watcher.full():
                    refuse(
                        context,
                        grpc.StatusCode.RESOURCE_EXHAUSTED,
                        "WatchState",
                        "read faster: 1,000 changes were waiting",
                    )
                try:
                    path, reading = watcher.get(timeout=WATCH_INTERVAL)
                except queue.Empty:
                    continue
                if path in STATUS:
                    yield function_state(path, reading, self.clock(), self.assistant.delivery.targets.get(path))
        finally:
            self.state.unwatch(watcher)

    def WatchEvents(
        self, request: vehicle_pb2.WatchEventsRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.Event]:
        with self.button.watch() as watcher:
            context.send_initial_metadata(())
            while context.is_active():
                if watcher.full():
                    refuse(
                        context,
                        grpc.StatusCode.RESOURCE_EXHAUSTED,
                        "WatchEvents",
                        f"read faster: {EVENT_BACKLOG} events were waiting",
                    )
                try:
                    event = watcher.get(timeout=WATCH_INTERVAL)
                except queue.Empty:
                    continue
                yield event_to_proto(event, self.clock())

    def Listen(
        self, request: vehicle_pb2.ListenRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.ListenResponse]:
        left, said, ends = threading.Event(), None, self.clock() + LONGEST_LISTENING
        with self.listening.hold() as tell:
            if not context.add_callback(left.set):
                return
            while not left.is_set():
                if (why_not := tell()) != said:
                    said = why_not
                    yield vehicle_pb2.ListenResponse(told=not why_not, reason=why_not)
                if self.clock() >= ends:
                    context.abort(
                        grpc.StatusCode.DEADLINE_EXCEEDED, f"listened for {LONGEST_LISTENING:g} s; call again to go on"
                    )
                left.wait(min(self.listening.cycle, max(ends - self.clock(), 0.0)))

    def ClearAlarm(
        self, request: vehicle_pb2.ClearAlarmRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.ClearAlarmResponse:
        if request.bus not in dbc.BUSES:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, f"no bus {request.bus!r}: only {', '.join(dbc.BUSES)}")
        alarm = self.assistant.delivery.bridge.clear_alarm(request.bus)
        audit.info(
            "%s", json.dumps({"cleared": request.bus, "alarm": alarm, "client": caller(context)}, ensure_ascii=False)
        )
        return vehicle_pb2.ClearAlarmResponse(alarm=alarm)

    def ListFunctions(
        self, request: vehicle_pb2.ListFunctionsRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.ListFunctionsResponse:
        return vehicle_pb2.ListFunctionsResponse(functions=[info(row) for row in FUNCTIONS.values()])


def event_to_proto(event: ButtonEvent, now: float) -> vehicle_pb2.Event:
    button = vehicle_pb2.SpeechButton(press=PRESSES[event.press], held_s=event.held, age_s=now - event.at)
    return vehicle_pb2.Event(speech_button=button)


def response(turn: Turn) -> vehicle_pb2.SayResponse:
    return vehicle_pb2.SayResponse(
        utterance_id=turn.id,
        reply=turn.reply,
        outcome=outcome_to_proto(turn.outcome),
        results=[result_to_proto(result, turn.began) for result in turn.results],
        timings=timings_to_proto(turn.timings),
        understood_by=turn.by,
        confidence=turn.confidence,
    )


def serve(
    assistant: Assistant,
    address: str,
    security: Security = OPEN,
    permissions: Permissions = EVERYTHING,
    meter: grpc.ServerInterceptor | None = None,
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of vehicle.metrics. Raises PortInUse, TlsError."""
    serving = Serving(SERVICE, security, permissions.why_not, meter)
    vehicle_pb2_grpc.add_VehicleServicer_to_server(VehicleServicer(assistant, permissions), serving.server)
    return serving, serving.start(address)
