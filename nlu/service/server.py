"""gRPC servicer of the NLU: translation only. The server keeps no session; any replica can answer."""

import logging
from collections.abc import Iterator

import grpc

from contract.messages import (
    checked_texts,
    command_fields,
    command_to_proto,
    language,
    outcome_to_proto,
    timings_to_proto,
)
from contract.values import Command, Context, Understanding
from nlu.engine.engine import Engine
from proto import nlu_pb2, nlu_pb2_grpc
from serving.server import OPEN, Security, Serving

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.Nlu"


class NluServicer(nlu_pb2_grpc.NluServicer):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def Understand(
        self, request: nlu_pb2.UnderstandRequest, context: grpc.ServicerContext
    ) -> nlu_pb2.UnderstandResponse:
        if not context.is_active():  # the client's deadline passed while the request waited for a thread
            context.abort(grpc.StatusCode.DEADLINE_EXCEEDED, "too late")
        try:
            return to_proto(self.engine.understand(*from_proto(request)))
        except ValueError as error:
            log.warning("request refused: %s", error)
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
        raise AssertionError("abort raises")

    def UnderstandStream(
        self, requests: Iterator[nlu_pb2.UnderstandRequest], context: grpc.ServicerContext
    ) -> Iterator[nlu_pb2.UnderstandResponse]:
        for request in requests:
            yield self.Understand(request, context)


def from_proto(request: nlu_pb2.UnderstandRequest) -> tuple[list[tuple[str, float]], Context]:
    """(alternatives, context). Raises InvalidRequest."""
    language(request.locale)
    alternatives = checked_texts([(alternative.text, alternative.score) for alternative in request.alternatives])
    last = tuple(Command(*command_fields(command)) for command in request.context.last)
    return alternatives, Context(last=last, pending=request.context.pending_question)


def to_proto(understood: Understanding) -> nlu_pb2.UnderstandResponse:
    return nlu_pb2.UnderstandResponse(
        outcome=outcome_to_proto(understood.outcome),
        commands=[command_to_proto(command) for command in understood.commands],
        confidence=understood.confidence,
        candidates=[command_to_proto(command) for command in understood.candidates],
        text=understood.text,
        model_version=understood.model_version,
        timings=timings_to_proto(understood.timings),
    )


def serve(
    engine: Engine, address: str, security: Security = OPEN, meter: grpc.ServerInterceptor | None = None
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of nlu.metrics. Raises PortInUse, TlsError."""
    serving = Serving(SERVICE, security, meter=meter)
    nlu_pb2_grpc.add_NluServicer_to_server(NluServicer(engine), serving.server)
    return serving, serving.start(address)
