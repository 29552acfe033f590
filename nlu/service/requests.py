"""What a client of the NLU server may send, read and checked."""

from datetime import UTC, datetime

from contract.ids import checked_id, new_id
from contract.messages import command_from_proto, language, seat_from_proto
from contract.values import Alternatives, Context, InvalidRequest, checked_texts
from malcha.v1 import nlu_pb2

BY = "server"  # where this engine runs

Request = nlu_pb2.UnderstandRequest | nlu_pb2.UnderstandStreamRequest  # their fields are the same


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
