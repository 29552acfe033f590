"""Who understands: the NLU server over gRPC, and the same engine inside the car when the server is away."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import grpc

from contract.messages import InvalidRequest, command_to_proto, outcome_from_proto
from proto import nlu_pb2, nlu_pb2_grpc
from vehicle.doors.messages import command_from_proto
from vehicle.gateway.action import Command

log = logging.getLogger(__name__)

SERVER_DEADLINE = 1.0  # s for one utterance; after that the car's own engine answers
RETRY_AFTER = 5.0  # s without asking a server that failed, so that a lost server costs one deadline, not each


@dataclass(frozen=True)
class Context:
    """What the speaker may refer to."""

    last: tuple[Command, ...] = ()
    pending: bool = False
    seat: str = "driver"
    open_list: int = 0


@dataclass(frozen=True)
class Heard:
    outcome: str  # understood, out_of_scope, ambiguous, hand_off
    commands: tuple[Command, ...]
    confidence: float = 0.0
    candidates: tuple[Command, ...] = ()
    model_version: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)  # ms by stage
    by: str = ""  # server or embedded
    text: str = ""  # the alternative that was understood


Alternatives = Sequence[tuple[str, float]]  # (text, score 0 to 1), best first
Understand = Callable[[Alternatives, str, Context], Heard]


class NluUnavailable(Exception):
    """Nobody could understand: the server is away and there is no engine in the car."""


def remote(channel: grpc.Channel, deadline: float = SERVER_DEADLINE) -> Understand:
    """Understanding by the server on this channel. Raises grpc.RpcError, or InvalidRequest for what it refused."""
    stub = nlu_pb2_grpc.NluStub(channel)

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Heard:
        request = nlu_pb2.UnderstandRequest(
            alternatives=[nlu_pb2.Alternative(text=text, score=score) for text, score in alternatives],
            locale=locale,
            context=nlu_pb2.Context(
                last=[command_to_proto(command) for command in context.last],
                pending_question=context.pending,
                seat=context.seat,
                open_list=context.open_list,
            ),
        )
        try:
            answer = stub.Understand(request, timeout=deadline)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.INVALID_ARGUMENT:
                raise InvalidRequest(error.details()) from error
            raise
        return Heard(
            outcome_from_proto(answer.outcome),
            tuple(command_from_proto(command) for command in answer.commands),
            answer.confidence,
            tuple(command_from_proto(command) for command in answer.candidates),
            answer.model_version,
            {timing.stage: timing.ms for timing in answer.timings},
            "server",
            answer.text,
        )

    return understand


def with_fallback(
    server: Understand | None, embedded: Understand | None, clock: Callable[[], float] = time.monotonic
) -> Understand:
    """The server first; when it fails, the engine in the car, and the server again after RETRY_AFTER.

    Raises NluUnavailable if neither answers.
    """
    not_before = 0.0

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Heard:
        nonlocal not_before
        if server is not None and clock() >= not_before:
            try:
                return server(alternatives, locale, context)
            except grpc.RpcError as error:
                not_before = clock() + RETRY_AFTER
                log.warning(
                    "NLU server away (%s); %s",
                    error.code().name,
                    "the car's own engine answers" if embedded else "no engine in the car",
                )
        if embedded is None:
            raise NluUnavailable("the NLU server is away and this gateway has no engine of its own")
        return replace(embedded(alternatives, locale, context), by="embedded")

    return understand
