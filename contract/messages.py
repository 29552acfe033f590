"""Between the messages of malcha.v1 and the plain values of the contract, for both servers and their clients.

What is read from a client is checked here as far as every server must check it; a value that this version does not take
is refused, never passed over. `kinds` says of what kind the value of a function is ({"nav.go": "place"}): words for a
place are sent as a Place.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.duration_pb2 import Duration
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

import languages
from contract.values import PARTS, Alternatives, Command, InvalidRequest, Understanding, Value
from malcha.v1 import command_pb2, understanding_pb2

Kinds = Mapping[str, str]  # function -> kind of its value
PLACES, DEVICE = ("place", "category"), "device"  # kinds of value that are sent as a Place, and as a Home
MESSAGES: Mapping[str, tuple[str, Any]] = {  # kind of value -> the field of Value that it is sent in, and its message
    "message": ("message", command_pb2.MessageText),
    "place": ("place", command_pb2.Place),
    DEVICE: ("home", command_pb2.Home),
}
SETTING = {str: "text", int: "number", float: "number"}  # type of a device's setting -> field of Home
UNKNOWN_KINDS: Kinds = {}  # of a client that has no catalogue: its places are words, which every server takes


def language(locale: str) -> str:
    """The code of a language, "" for "not given". Raises InvalidRequest for a locale that nobody here speaks."""
    if locale and locale not in languages.locales():
        spoken = ", ".join(sorted(languages.locales()))
        raise InvalidRequest(f"locale {locale[:40]!r}: only {spoken} are spoken", "LOCALE", "locale", allowed=spoken)
    return languages.locales().get(locale, "")


def seat_from_proto(given: int, field: str = "seat") -> str:
    """The seat's word, the driver's where none is given. Raises InvalidRequest for a number that is no seat."""
    if given not in command_pb2.Seat.values():
        raise InvalidRequest(f"{field} {given}: there is no such seat", "SEAT", field)
    return word(command_pb2.Seat, given) or "driver"


def seat_to_proto(seat: str) -> str:
    """The name of a seat's number, which a message takes as well."""
    return f"SEAT_{seat.upper()}"


def alternatives_to_proto(alternatives: Alternatives) -> list[understanding_pb2.Alternative]:
    return [understanding_pb2.Alternative(text=text, score=score) for text, score in alternatives]


def value_to_proto(value: Value | None, kind: str = "") -> command_pb2.Value | None:
    """`kind` is the one of the function's value."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return parts_to_proto(value)
    if kind == DEVICE:
        return parts_to_proto({"value": value})
    if isinstance(value, str):
        if kind in PLACES:
            return command_pb2.Value(place=command_pb2.Place(name=value))
        return command_pb2.Value(text=value)
    return command_pb2.Value(number=value)


def parts_to_proto(value: Mapping[str, str | float | bool]) -> command_pb2.Value:
    """A value that is given in parts, by the names of the parts. Raises ValueError for parts of no kind."""
    for kind, (field, message) in MESSAGES.items():
        if value.keys() <= PARTS[kind]:
            given = {SETTING[type(part)] if name == "value" else name: part for name, part in value.items()}
            return command_pb2.Value(**{field: message(**given)})  # type: ignore[arg-type]
    raise ValueError(f"no value has the parts {', '.join(value)}")


def value_from_proto(value: command_pb2.Value, field: str = "value") -> Value:
    """Words for a place that has only a name, whether they came as text or as a Place; of what is given in parts, those
    that are given. The unit is the caller's matter.

    Raises InvalidRequest for what this version does not take; `field` is the path of the value in the request.
    """
    kind = value.WhichOneof("kind")
    if kind is None:
        raise InvalidRequest(f"{field}: no kind of value is set that is known here", "VALUE", field)
    if value.unit and kind != "number":
        raise InvalidRequest(f"{field}.unit: only a number has a unit", "VALUE", f"{field}.unit")
    if kind in ("number", "text"):
        return value.number if kind == "number" else value.text
    given = {each.name: part for each, part in getattr(value, kind).ListFields()}
    if kind == "place" and given.keys() <= {"name"}:
        return value.place.name
    if setting := value.home.WhichOneof("setting") if kind == "home" else None:
        given.pop(setting, None)
        given["value"] = getattr(value.home, setting)  # ListFields has it even where it is 0
    return given


def command_to_proto(command: Command, kinds: Kinds = UNKNOWN_KINDS) -> command_pb2.Command:
    value = value_to_proto(command.value, kinds.get(command.function, ""))
    found = command_pb2.Command(function=command.function, op=command.op, zone=command.zone or "", value=value)
    if command.after is not None:
        found.delay.FromMilliseconds(round(command.after * 1000))
    if command.duration is not None:
        found.duration.FromMilliseconds(round(command.duration * 1000))
    return found


def command_from_proto(command: command_pb2.Command, field: str = "command") -> Command:
    """None for what was not spoken. Raises InvalidRequest; `field` is the path of the command in the request."""
    value = value_from_proto(command.value, f"{field}.value") if command.HasField("value") else None
    after = seconds(command, "delay", field)
    return Command(
        command.function, command.op, command.zone or None, value, after, seconds(command, "duration", field)
    )


def seconds(command: command_pb2.Command, name: str, field: str) -> float | None:
    """A delay or duration in s; None if it is not given, or 0. Raises InvalidRequest for one of the past."""
    given: Duration = getattr(command, name)
    if given.seconds < 0 or given.nanos < 0:
        raise InvalidRequest(f"{field}.{name}: a time of the past", "TIME", f"{field}.{name}")
    return given.ToMilliseconds() / 1000 or None


def understanding_to_proto(
    understanding: Understanding, kinds: Kinds = UNKNOWN_KINDS
) -> understanding_pb2.Understanding:
    by = f"UNDERSTOOD_BY_{understanding.by.upper() or 'UNSPECIFIED'}"
    return understanding_pb2.Understanding(
        outcome=f"OUTCOME_{understanding.outcome.upper()}",
        commands=[command_to_proto(command, kinds) for command in understanding.commands],
        confidence=understanding.confidence,
        candidates=[command_to_proto(command, kinds) for command in understanding.candidates],
        text=understanding.text,
        model_version=understanding.model_version,
        understood_by=by,
        reason=understanding.reason,
    )


def understanding_from_proto(
    message: understanding_pb2.Understanding, timings: Mapping[str, float] | None = None
) -> Understanding:
    """`timings` in ms by stage. Raises InvalidRequest for values that this version does not know."""
    return Understanding(
        word(understanding_pb2.Outcome, message.outcome),
        tuple(command_from_proto(command, f"commands[{place}]") for place, command in enumerate(message.commands)),
        message.confidence,
        tuple(command_from_proto(command, f"candidates[{at}]") for at, command in enumerate(message.candidates)),
        message.model_version,
        timings or {},
        word(understanding_pb2.UnderstoodBy, message.understood_by),
        message.text,
        reason=message.reason,
    )


def timings_to_proto(timings: Mapping[str, float]) -> list[understanding_pb2.Timing]:
    return [understanding_pb2.Timing(stage=stage, ms=ms) for stage, ms in timings.items()]


def timings_from_proto(timings: Iterable[understanding_pb2.Timing]) -> dict[str, float]:
    """{stage: ms}"""
    return {timing.stage: timing.ms for timing in timings}


def word(enum: EnumTypeWrapper, number: int) -> str:
    """The plain word of an enum's value: OUTCOME_HAND_OFF is hand_off, "" for "not given".

    A number that is not of the enum is of a newer contract: its decimal digits.
    """
    if number not in enum.values():
        return str(number)
    name = enum.Name(number).removeprefix(prefix(enum))
    return "" if name == "UNSPECIFIED" else name.lower()


def prefix(enum: EnumTypeWrapper) -> str:
    """How the names of an enum's values begin: CommandOutcome -> COMMAND_OUTCOME_."""
    return enum.Name(0).removesuffix("UNSPECIFIED")
