"""gRPC servicer of the NLU: translation only. The server keeps no session; any replica can answer."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import grpc

from contract.ids import checked_id, new_id
from contract.messages import (
    Kinds,
    command_from_proto,
    language,
    seat_from_proto,
    timings_to_proto,
    understanding_to_proto,
)
from contract.values import Alternatives, Context, InvalidRequest, Understanding, checked_texts
from malcha.v1 import nlu_pb2, nlu_pb2_grpc
from nlu.engine.engine import Engine
from serving.errors import abort, invalid
from serving.guard import everybody
from serving.server import OPEN, Security, Serving

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.NluService"
BY = "server"  # where this engine runs

Request = nlu_pb2.UnderstandRequest | nlu_pb2.UnderstandStreamRequest  # their fields are the same


class NluServicer(nlu_pb2_grpc.NluServiceServicer):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kinds: Kinds = {name: row.kind for name, row in engine.catalogue.items()}

    def Understand(
        self, request: nlu_pb2.UnderstandRequest, context: grpc.ServicerContext
    ) -> nlu_pb2.UnderstandResponse:
        if not context.is_active():  # the client's deadline passed while the request waited for a thread
            abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "TOO_LATE", "too late; nothing was done")
        id, found = self._understood(request, context)
        return nlu_pb2.UnderstandResponse(
            utterance_id=id,
            understanding=understanding_to_proto(found, self.kinds),
            timings=timings_to_proto(found.timings),
        )

    def UnderstandStream(
        self, requests: Iterator[nlu_pb2.UnderstandStreamRequest], context: grpc.ServicerContext
    ) -> Iterator[nlu_pb2.UnderstandStreamResponse]:
        for request in requests:
            id, found = self._understood(request, context)
            yield nlu_pb2.UnderstandStreamResponse(
                utterance_id=id,
                understanding=understanding_to_proto(found, self.kinds),
                timings=timings_to_proto(found.timings),
            )

    def _understood(self, request: Request, context: grpc.ServicerContext) -> tuple[str, Understanding]:
        """(utterance id, what it was understood as); a request that breaks the contract ends the call."""
        try:
            alternatives, said_before = from_proto(request)
            found = replace(self.engine.understand(alternatives, said_before), by=BY)
        except InvalidRequest as error:
            log.warning("request refused: %s", error)
            invalid(context, error)
        ms = sum(found.timings.values())
        log.info(
            "utterance %s: %s, %.2f, %.2f ms, model %s",
            said_before.utterance_id,
            found.outcome,
            found.confidence,
            ms,
            found.model_version,
        )
        return said_before.utterance_id, found


def from_proto(request: Request) -> tuple[Alternatives, Context]:
    """(alternatives, context); the utterance gets an id if it has none. Raises InvalidRequest."""
    id = checked_id(request.utterance_id, "utterance_id") or new_id()
    language(request.locale)
    alternatives = checked_texts([(alternative.text, alternative.score) for alternative in request.alternatives])
    return alternatives, said_before(request.context, id, "context")


def said_before(given: nlu_pb2.Context, id: str, field: str) -> Context:
    """What came before the utterance `id`; `field` is the path of `given` in its request. Raises InvalidRequest."""
    last = tuple(
        command_from_proto(command, f"{field}.last_commands[{place}]")
        for place, command in enumerate(given.last_commands)
    )
    now, seat = local_time(given.local_time, field), seat_from_proto(given.seat, f"{field}.seat")
    return Context(last, given.question_open, id, now, seat)


def local_time(text: str, field: str) -> datetime | None:
    """The time of day where the car is; None where it is not given. `field` is that of the context. Raises
    InvalidRequest."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        found = datetime.min.replace(tzinfo=UTC)
    if found is not None and found.tzinfo is not None:
        field = f"{field}.local_time"
        raise InvalidRequest(f"{field}: {text[:40]!r} is not like 2026-03-02T09:05:00", "TIME", field)
    return found


def add(engine: Engine, server: grpc.Server) -> None:
    """Put the service on a server that has been told of SERVICE."""
    nlu_pb2_grpc.add_NluServiceServicer_to_server(NluServicer(engine), server)


def serve(
    engine: Engine, address: str, security: Security = OPEN, meter: grpc.ServerInterceptor | None = None
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of nlu.service.metrics. Raises PortInUse, TlsError."""
    serving = Serving({SERVICE: everybody}, security, meter)
    add(engine, serving.server)
    return serving, serving.start(address)
