"""gRPC servicer of the NLU: translation only. The server keeps no session; any replica can answer."""

import logging
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace

import grpc

from contract.messages import Kinds, timings_to_proto, understanding_to_proto
from contract.values import InvalidRequest, Understanding
from malcha.v1 import nlu_pb2, nlu_pb2_grpc
from nlu.engine.engine import Engine
from nlu.service import hearing
from nlu.service.ears import Ears
from nlu.service.requests import BY, Request, from_proto
from serving.errors import abort, invalid
from serving.guard import everybody
from serving.hearing import is_audio
from serving.server import OPEN, Security, Serving

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.NluService"


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


def add(engine: Engine, server: grpc.Server) -> None:
    """Put the service on a server that has been told of it."""
    nlu_pb2_grpc.add_NluServiceServicer_to_server(NluServicer(engine), server)


def serve(
    engine: Engine,
    address: str,
    security: Security = OPEN,
    meter: grpc.ServerInterceptor | None = None,
    ears: Ears | Future[Ears] | None = None,
) -> tuple[Serving, int]:
    """(a started server, its port); `meter` is of nlu.service.metrics. Raises PortInUse, TlsError.

    With `ears` it hears, too; with those of a Future as soon as they are there.
    """
    coming = loaded(ears) if isinstance(ears, Ears) else ears
    services = {SERVICE: everybody} | ({hearing.SERVICE: everybody} if coming else {})
    serving = Serving(services, security, meter, uncounted=is_audio, later=[hearing.SERVICE])
    add(engine, serving.server)
    if coming:
        hearing.add(engine, coming, serving)
    return serving, serving.start(address)


def loaded(ears: Ears) -> Future[Ears]:
    found: Future[Ears] = Future()
    found.set_result(ears)
    return found
