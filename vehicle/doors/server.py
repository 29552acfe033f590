"""gRPC servicer of the vehicle gateway: translation only."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import grpc

import languages
from contract.values import InvalidRequest
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.errors import abort, audit
from serving.hearing import is_audio
from serving.server import OPEN, Security, Serving
from serving.tls import caller, client_of
from speech.pcm import check_rate
from speech.protocols import AudioError
from vehicle.delivery import stopping
from vehicle.doors import catalogue_messages, requests, watches
from vehicle.doors.converse import SILENT, Call, Speech, Turns
from vehicle.doors.messages import turn_to_proto
from vehicle.doors.permissions import EVERYTHING, Permissions
from vehicle.doors.repeated import Repeated
from vehicle.doors.requests import Asked, Turned
from vehicle.doors.state_messages import CarState
from vehicle.doors.statuses import HARMLESS, answered
from vehicle.doors.utterance import Coming, first_of
from vehicle.gateway.listening import Listening
from vehicle.gateway.speech_button import ButtonEvents
from vehicle.turn.assistant import Assistant
from vehicle.turn.client import Client
from vehicle.turn.events import EventHandler, ignore_event
from vehicle.turn.requester import ClientGone, Requester

SERVICE = "malcha.v1.VehicleService"

Here = Callable[[], bool]


class VehicleServicer(vehicle_pb2_grpc.VehicleServiceServicer):
    def __init__(
        self,
        assistant: Assistant,
        permissions: Permissions = EVERYTHING,
        stopping: threading.Event | None = None,
        speech: Speech = SILENT,
    ) -> None:
        """`stopping` is set when the server shuts down: then the streams end."""
        self.assistant, self.epoch = assistant, assistant.epoch
        self.permissions = permissions
        self.stopping = stopping or threading.Event()
        self.state = CarState(assistant)
        self.button = ButtonEvents(assistant.delivery.bridge, self._held)
        self.listening = Listening(assistant.delivery.bridge, assistant.clock)
        self.speech = speech
        self.turns: Turns = Repeated(HARMLESS)

    def _held(self) -> None:
        """The button on the wheel, held while something moves, halts it: a stop that needs no ear."""
        if stopping.what_moves(self.assistant.delivery):
            threading.Thread(target=self.assistant.stop, args=(languages.DEFAULT,), name="stop", daemon=True).start()

    def _requester(
        self, asked: Asked, context: grpc.ServicerContext, here: Here, tell: EventHandler = ignore_event
    ) -> Requester:
        """Who speaks: one without certificate is told apart by its address, as for the limits."""
        client: Client = replace(self.permissions.client(client_of(context)), name=caller(context))
        return Requester(client, asked.seat, asked.utterance_id, here, tell)

    def _once(
        self,
        rpc: str,
        request: Turned,
        asked: Asked,
        context: grpc.ServicerContext,
        make: Callable[[Here], turn_pb2.Turn],
    ) -> tuple[bool, turn_pb2.Turn]:
        """(was it answered before, the turn); `make` is told who still wants the answer."""
        if not asked.request_id:
            return False, make(context.is_active)
        again, turn = self.turns.once(
            caller(context), asked.request_id, content(rpc, request), context.is_active, self.assistant.clock, make
        )
        if turn is None:
            raise ClientGone("too late; the first request with this id is still under way")
        assert isinstance(turn, turn_pb2.Turn)  # a Story has another content
        return again, turn

    def Say(self, request: vehicle_pb2.SayRequest, context: grpc.ServicerContext) -> vehicle_pb2.SayResponse:
        with answered(context, "Say", request.text):
            asked, alternatives = requests.asked(request), requests.utterance(request)

            def say(here: Here) -> turn_pb2.Turn:
                turn = self.assistant.say(alternatives, asked.lang, self._requester(asked, context, here))
                return turn_to_proto(turn, self.epoch, spoken=True)

            again, turn = self._once("Say", request, asked, context, say)
            return vehicle_pb2.SayResponse(turn=turn, answered_again=again)
        raise AssertionError("an error ends the call")

    def Execute(
        self, request: vehicle_pb2.ExecuteRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.ExecuteResponse:
        with answered(context, "Execute"):
            asked, commands = requests.asked(request), requests.commands(request, self.assistant.car)

            def execute(here: Here) -> turn_pb2.Turn:
                turn = self.assistant.execute(commands, asked.lang, self._requester(asked, context, here))
                return turn_to_proto(turn, self.epoch, spoken=False)

            again, turn = self._once("Execute", request, asked, context, execute)
            return vehicle_pb2.ExecuteResponse(turn=turn, answered_again=again)
        raise AssertionError("an error ends the call")

    def Converse(
        self, requests: Iterator[vehicle_pb2.ConverseRequest], context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.ConverseResponse]:
        coming = Coming(requests, context.is_active)
        with answered(context, "Converse"):
            request = first_of(coming, self.speech.stalled_after, self.stopping.is_set)
        if request is None:
            abort(context, grpc.StatusCode.INVALID_ARGUMENT, "NO_REQUEST", "there is no request")
        with answered(context, "Converse", request.text):
            call = self._call(request, coming, context)
            again = call.begin(self.turns, caller(context), content("Converse", request))
            for event in call.events():
                told = vehicle_pb2.ConverseResponse(answered_again=again)
                told.MergeFrom(event)
                yield told

    def _call(self, request: vehicle_pb2.ConverseRequest, coming: Coming, context: grpc.ServicerContext) -> Call:
        """Raises InvalidRequest, AudioError."""
        asked = requests.asked(request)
        if request.audio or request.control:
            raise AudioError("the first request says who speaks, and has the words or the rate of the audio")
        alternatives = None if request.rate_hz else requests.utterance(request)
        if request.rate_hz:
            check_rate(request.rate_hz)
            if request.text or request.alternatives:
                raise InvalidRequest("words stand instead of audio, not beside it", "ALTERNATIVES", "alternatives")
        requester = self._requester(asked, context, context.is_active)
        ends = self.stopping.is_set
        return Call(self.assistant, self.listening, self.speech, request, asked, alternatives, requester, coming, ends)

    def GetState(
        self, request: vehicle_pb2.GetStateRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.GetStateResponse:
        return self.state.message()

    def WatchState(
        self, request: vehicle_pb2.WatchStateRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.WatchStateResponse]:
        return watches.state(self.state, context, self.stopping)

    def WatchEvents(
        self, request: vehicle_pb2.WatchEventsRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.WatchEventsResponse]:
        speaking = self.speech.speaking if request.aloud else None
        return watches.events(self.state, self.button, context, self.stopping, speaking)

    def Listen(
        self, request: vehicle_pb2.ListenRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.ListenResponse]:
        return watches.listen(self.state, self.listening, context, self.stopping)

    def ClearAlarm(
        self, request: vehicle_pb2.ClearAlarmRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.ClearAlarmResponse:
        with answered(context, "ClearAlarm"):
            buses = self.assistant.car.dbc.buses
            if request.bus not in buses:
                text, known = f"no bus {request.bus[:40]!r}: only {', '.join(buses)}", ", ".join(buses)
                raise InvalidRequest(text, "BUS", "bus", allowed=known)
            alarm = self.assistant.delivery.bridge.clear_alarm(request.bus)
            line = {"cleared": request.bus, "alarm": alarm, "client": caller(context)}
            audit.info("%s", json.dumps(line, ensure_ascii=False))
            return vehicle_pb2.ClearAlarmResponse(alarm=alarm)
        raise AssertionError("an error ends the call")

    def ListFunctions(
        self, request: vehicle_pb2.ListFunctionsRequest, context: grpc.ServicerContext
    ) -> vehicle_pb2.ListFunctionsResponse:
        car = self.assistant.car
        return vehicle_pb2.ListFunctionsResponse(car=car.name, functions=catalogue_messages.functions(car))


def content(rpc: str, request: Turned) -> bytes:
    """All that two requests must have in common to be the same; each attempt may have its own utterance_id."""
    same = type(request).FromString(request.SerializeToString())
    same.ClearField("utterance_id")
    return rpc.encode() + b"\0" + same.SerializeToString(deterministic=True)


def add(assistant: Assistant, serving: Serving, permissions: Permissions = EVERYTHING, speech: Speech = SILENT) -> None:
    """Put the service on a server that has been told of SERVICE."""
    servicer = VehicleServicer(assistant, permissions, serving.stopping, speech)
    vehicle_pb2_grpc.add_VehicleServiceServicer_to_server(servicer, serving.server)


def serve(
    assistant: Assistant,
    address: str,
    security: Security = OPEN,
    permissions: Permissions = EVERYTHING,
    meter: grpc.ServerInterceptor | None = None,
    speech: Speech = SILENT,
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of vehicle.doors.metrics. Raises PortInUse, TlsError."""
    serving = Serving({SERVICE: permissions.why_not}, security, meter, uncounted=is_audio)
    add(assistant, serving, permissions, speech)
    return serving, serving.start(address)
