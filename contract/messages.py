"""Between protobuf and the plain values of the contract, for both servers and their clients."""

from collections.abc import Mapping

import languages
from contract.values import Command, InvalidRequest, Value
from proto import nlu_pb2


def language(locale: str) -> str:
    """The code of a language, "" for "not given". Raises InvalidRequest for a locale that nobody here speaks."""
    if locale and locale not in languages.locales():
        raise InvalidRequest(f"locale {locale!r}: only {', '.join(sorted(languages.locales()))} are spoken")
    return languages.locales().get(locale, "")


def value_to_proto(value: Value | None) -> nlu_pb2.Value | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return nlu_pb2.Value(message=nlu_pb2.MessageText(to=value.get("to", ""), text=value.get("text", "")))
    if isinstance(value, str):
        return nlu_pb2.Value(text=value)
    return nlu_pb2.Value(number=value)


def value_from_proto(value: nlu_pb2.Value) -> Value | None:
    kind = value.WhichOneof("kind")
    if kind == "message":
        words = {"to": value.message.to, "text": value.message.text}
        return {name: word for name, word in words.items() if word}
    return getattr(value, kind) if kind else None


def command_to_proto(command: Command) -> nlu_pb2.Command:
    value = value_to_proto(command.value)
    return nlu_pb2.Command(function=command.function, op=command.op, zone=command.zone or "", value=value)


def command_from_proto(command: nlu_pb2.Command) -> Command:
    """None for what was not spoken."""
    value = value_from_proto(command.value) if command.HasField("value") else None
    return Command(command.function, command.op, command.zone or None, value)


def outcome_to_proto(outcome: str) -> str:
    """The enum's name, which protobuf takes for its value."""
    return outcome.upper()


def outcome_from_proto(outcome: int) -> str:
    return nlu_pb2.Outcome.Name(outcome).lower()  # type: ignore[arg-type]


def timings_to_proto(timings: Mapping[str, float]) -> list[nlu_pb2.Timing]:
    return [nlu_pb2.Timing(stage=stage, ms=ms) for stage, ms in timings.items()]
