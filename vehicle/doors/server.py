"""gRPC servicer of the vehicle gateway: translation only."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import grpc

import languages
from contract.values import Alternatives, InvalidRequest, NluUnavailable
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.errors import abort, audit, invalid, refuse
from serving.server import OPEN, Security, Serving
from serving.tls import caller, client_of
from vehicle.delivery import stopping
from vehicle.doors import catalogue_messages, requests, watches
from vehicle.doors.messages import turn_to_proto
from vehicle.doors.permissions import EVERYTHING, Permissions
from vehicle.doors.repeated import Repeated, TooManyIds
from vehicle.doors.requests import Asked, Turned
from vehicle.doors.state_messages import CarState
from vehicle.doors.story import Story
from vehicle.gateway.listening import Listening
from vehicle.gateway.speech_button import ButtonEvents
from vehicle.turn.assistant import Assistant
from vehicle.turn.client import Client
from vehicle.turn.events import EventHandler, ignore_event
from vehicle.turn.requester import ClientGone, Requester

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.VehicleService"
FIRST_TEXT = "alternatives[0].text"
HARMLESS = (InvalidRequest, NluUnavailable, ClientGone)  # errors of a turn in which nothing was done

Here = Callable[[], bool]


@contextmanager
def answered(context: grpc.ServicerContext, rpc: str, text: str = "") -> Iterator[None]:
    """What may go wrong in a call, as a status with its reason. `text` is the request's, "" where it has alternatives:
    the NLU knows it as the first alternative."""
    try:
        yield
    except InvalidRequest as error:
        log.warning("%s refused: %s", rpc, error)
        if text and error.field == FIRST_TEXT:
            error.field = "text"
        invalid(context, error)
    except TooManyIds as error:
        status, details = grpc.StatusCode.RESOURCE_EXHAUSTED, {"limit": error.limit, "of": error.of}
        refuse(context, status, "REQUEST_IDS", rpc, str(error), details)
    except ClientGone as error:
        abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "TOO_LATE", str(error))
    except NluUnavailable as error:
        abort(context, grpc.StatusCode.UNAVAILABLE, "NLU_AWAY", str(error))


class VehicleServicer(vehicle_pb2_grpc.VehicleServiceServicer):
    def __init__(
        self, assistant: Assistant, permissions: Permissions = EVERYTHING, stopping: threading.Event | None = None
    ) -> None:
        """`stopping` is set when the server shuts down: then the streams end."""
        self.assistant, self.epoch = assistant, assistant.epoch
        self.permissions = permissions
        self.stopping = stopping or threading.Event()
        self.state = CarState(assistant)
        self.button = ButtonEvents(assistant.delivery.bridge, self._held)
        self.listening = Listening(assistant.delivery.bridge, assistant.clock)
        self.turns = Repeated[turn_pb2.Turn | Story](HARMLESS)

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
        self, request: vehicle_pb2.ConverseRequest, context: grpc.ServicerContext
    ) -> Iterator[vehicle_pb2.ConverseResponse]:
        with answered(context, "Converse", request.text):
            asked, alternatives = requests.asked(request), requests.utterance(request)
            again, story, worker = self._story(request, asked, alternatives, context)
            try:
                for event in story.read(context.is_active):
                    told = vehicle_pb2.ConverseResponse(answered_again=again)
                    told.MergeFrom(event)
                    yield told
            finally:
                if worker is not None:
                    worker.join()  # the call keeps its place among the client's calls for as long as its turn lasts

    def _story(
        self,
        request: vehicle_pb2.ConverseRequest,
        asked: Asked,
        alternatives: Alternatives,
        context: grpc.ServicerContext,
    ) -> tuple[bool, Story, threading.Thread | None]:
        """(was it begun before, the story of the turn, the thread of a turn that begins now)."""
        story, first = Story(asked.utterance_id, self.assistant.clock, self.epoch), None
        if asked.request_id:
            client, whole = caller(context), content("Converse", request)
            begins, first = self.turns.begin(client, asked.request_id, whole, context.is_active, self.assistant.clock())
            if not begins:
                first.ended.wait()  # for the other call's next line
                assert isinstance(first.answer, Story)
                first.answer.join(context.is_active)
                return True, first.answer, None
            self.turns.finish(first, story)
        requester = self._requester(asked, context, story.here, story.tell)

        def turn() -> None:
            try:
                story.end(self.assistant.say(alternatives, asked.lang, requester))
            except BaseException as error:
                if first is not None:
                    self.turns.fail(first, error)
                story.fail(error)
                if not isinstance(error, HARMLESS):
                    raise

        story.join(context.is_active)
        story.heard(alternatives[0][0])
        worker = threading.Thread(target=turn, name="turn", daemon=True)
        worker.start()
        return False, story, worker

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
        return watches.events(self.state, self.button, context, self.stopping)

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


def add(assistant: Assistant, serving: Serving, permissions: Permissions = EVERYTHING) -> None:
    """Put the service on a server that has been told of SERVICE."""
    servicer = VehicleServicer(assistant, permissions, serving.stopping)
    vehicle_pb2_grpc.add_VehicleServiceServicer_to_server(servicer, serving.server)


def serve(
    assistant: Assistant,
    address: str,
    security: Security = OPEN,
    permissions: Permissions = EVERYTHING,
    meter: grpc.ServerInterceptor | None = None,
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of vehicle.doors.metrics. Raises PortInUse, TlsError."""
    serving = Serving({SERVICE: permissions.why_not}, security, meter)
    add(assistant, serving, permissions)
    return serving, serving.start(address)
