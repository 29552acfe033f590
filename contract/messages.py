"""Between protobuf and plain values, for both servers and their clients."""

from collections.abc import Mapping
from typing import Any

from proto import nlu_pb2

LOCALES = {"": "", "ko": "ko", "en": "en", "ko-KR": "ko", "en-US": "en"}
LONGEST_TEXT = 500  # characters
MOST_ALTERNATIVES = 5


class InvalidRequest(ValueError):
    """A request that breaks the contract; becomes INVALID_ARGUMENT. Says which field."""


def language(locale: str) -> str:
    """ "ko", "en" or "" (not given). Raises InvalidRequest for another locale."""
    if locale not in LOCALES:
        raise InvalidRequest(f"locale {locale!r}: only ko-KR and en-US are spoken")
    return LOCALES[locale]


def checked_texts(alternatives: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The same alternatives. Raises InvalidRequest for none, too many, blank or too long ones."""
    if not 1 <= len(alternatives) <= MOST_ALTERNATIVES:
        raise InvalidRequest(f"{len(alternatives)} alternatives, 1 to {MOST_ALTERNATIVES} are taken")
    for text, score in alternatives:
        if not text.strip():
            raise InvalidRequest("text is empty")
        if len(text) > LONGEST_TEXT:
            raise InvalidRequest(f"text has {len(text)} characters, at most {LONGEST_TEXT} are taken")
        if not 0 <= score <= 1:
            raise InvalidRequest(f"score {score}: must be 0 to 1")
    return alternatives


def value_to_proto(value: float | str | Mapping[str, str] | None) -> nlu_pb2.Value | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return nlu_pb2.Value(message=nlu_pb2.MessageText(to=value.get("to", ""), text=value.get("text", "")))
    if isinstance(value, str):
        return nlu_pb2.Value(text=value)
    return nlu_pb2.Value(number=value)


def value_from_proto(value: nlu_pb2.Value) -> float | str | dict[str, str] | None:
    kind = value.WhichOneof("kind")
    if kind == "message":
        words = {"to": value.message.to, "text": value.message.text}
        return {name: word for name, word in words.items() if word}
    return getattr(value, kind) if kind else None


def command_to_proto(command: Any) -> nlu_pb2.Command:
    """Any object with function, op, zone and value."""
    return nlu_pb2.Command(
        function=command.function, op=command.op, zone=command.zone or "", value=value_to_proto(command.value)
    )


def command_fields(command: nlu_pb2.Command) -> tuple[str, str, str | None, float | str | dict[str, str] | None]:
    """(function, op, zone, value), None for what was not spoken."""
    value = value_from_proto(command.value) if command.HasField("value") else None
    return command.function, command.op, command.zone or None, value


def outcome_to_proto(outcome: str) -> str:
    """The enum's name, which protobuf takes for its value."""
    return outcome.upper()


def outcome_from_proto(outcome: int) -> str:
    return nlu_pb2.Outcome.Name(outcome).lower()  # type: ignore[arg-type]


def timings_to_proto(timings: Mapping[str, float]) -> list[nlu_pb2.Timing]:
    return [nlu_pb2.Timing(stage=stage, ms=ms) for stage, ms in timings.items()]
