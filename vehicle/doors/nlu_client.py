"""Understanding by the NLU server, over gRPC."""

import logging
from dataclasses import replace

import grpc

from contract.messages import (
    alternatives_to_proto,
    command_to_proto,
    seat_to_proto,
    timings_from_proto,
    understanding_from_proto,
)
from contract.values import Alternatives, Context, InvalidRequest, Understand, Understanding
from malcha.v1 import nlu_pb2, nlu_pb2_grpc
from serving.errors import reason_of
from vehicle.doors.messages import KINDS

log = logging.getLogger(__name__)

SERVER_DEADLINE = 1.0  # s for one utterance; after that the car's own engine answers
OUTCOMES = ("understood", "out_of_scope", "ambiguous", "hand_off", "unsupported")  # that a turn knows


def remote(channel: grpc.Channel, deadline: float = SERVER_DEADLINE) -> Understand:
    """Understanding by the server on this channel. Raises grpc.RpcError, or InvalidRequest for what it refused."""
    stub = nlu_pb2_grpc.NluServiceStub(channel)

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        try:
            answer = stub.Understand(request(alternatives, locale, context), timeout=deadline)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.INVALID_ARGUMENT:
                raise refused(error) from error
            raise
        return understood(answer)

    return understand


def request(alternatives: Alternatives, locale: str, context: Context) -> nlu_pb2.UnderstandRequest:
    return nlu_pb2.UnderstandRequest(
        utterance_id=context.utterance_id,
        alternatives=alternatives_to_proto(alternatives),
        locale=locale,
        context=nlu_pb2.Context(
            last_commands=[command_to_proto(command, KINDS) for command in context.last],
            question_open=context.pending,
            local_time=context.now.isoformat(timespec="seconds") if context.now else "",
            seat=seat_to_proto(context.seat),
        ),
    )


def understood(answer: nlu_pb2.UnderstandResponse) -> Understanding:
    """An answer that a turn cannot act on, of a newer server, is not understood: no part of it is done."""
    try:
        found = understanding_from_proto(answer.understanding, timings_from_proto(answer.timings))
    except InvalidRequest as error:
        log.error("utterance %s: the NLU server's answer is not of this version: %s", answer.utterance_id, error)
        return Understanding("ambiguous", (), by="server", model_version=answer.understanding.model_version)
    if found.outcome in OUTCOMES:
        return found
    log.error("utterance %s: the NLU server's outcome %r is not known here", answer.utterance_id, found.outcome)
    return replace(found, outcome="ambiguous", commands=(), candidates=())


def refused(error: grpc.RpcError) -> InvalidRequest:
    """What the server says is wrong with the request, as this gateway tells it to its own client."""
    reason = reason_of(error)
    field = next(iter(reason.fields), "alternatives")
    return InvalidRequest(error.details() or "", reason.name or "TEXT_UNREADABLE", field, **reason.metadata)
