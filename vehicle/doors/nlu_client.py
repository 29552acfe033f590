"""Understanding by the NLU server, over gRPC."""

import grpc

from contract.messages import command_from_proto, command_to_proto, outcome_from_proto
from contract.values import Alternatives, Context, InvalidRequest, Understand, Understanding
from proto import nlu_pb2, nlu_pb2_grpc

SERVER_DEADLINE = 1.0  # s for one utterance; after that the car's own engine answers


def remote(channel: grpc.Channel, deadline: float = SERVER_DEADLINE) -> Understand:
    """Understanding by the server on this channel. Raises grpc.RpcError, or InvalidRequest for what it refused."""
    stub = nlu_pb2_grpc.NluStub(channel)

    def understand(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
        request = nlu_pb2.UnderstandRequest(
            alternatives=[nlu_pb2.Alternative(text=text, score=score) for text, score in alternatives],
            locale=locale,
            context=nlu_pb2.Context(
                last=[command_to_proto(command) for command in context.last], pending_question=context.pending
            ),
        )
        try:
            answer = stub.Understand(request, timeout=deadline)
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.INVALID_ARGUMENT:
                raise InvalidRequest(error.details()) from error
            raise
        return Understanding(
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
