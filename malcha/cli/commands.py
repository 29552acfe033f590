"""The commands that `malcha execute` is given as JSON, as messages of the contract."""

import math
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from google.protobuf.duration_pb2 import Duration

from malcha.cli.given import parse
from malcha.v1 import command_pb2

KEYS = ("function", "op", "zone", "value", "unit", "delay_s", "duration_s")
EXAMPLE = '[{"function": "seat.heat", "op": "set", "zone": "driver", "value": 2}]'
LONGEST = 1e9  # s, of a delay: far more than a server takes, and still a Duration


class CommandsError(ValueError):
    """What was given is no list of commands; says which command and what is wrong."""


def read(text: str) -> list[command_pb2.Command]:
    """The commands of a JSON list. Whether the car knows them is for the server to say. Raises CommandsError."""
    try:
        found = parse(text)
    except ValueError as error:
        raise CommandsError(f"not JSON: {error}; a list of commands is {EXAMPLE}") from error
    if not isinstance(found, list):
        raise CommandsError(f"not a list of commands, as {EXAMPLE}")
    commands = []
    for place, given in enumerate(found):
        try:
            commands.append(command(given))
        except CommandsError as error:
            raise CommandsError(f"commands[{place}]: {error}") from error
    return commands


def command(given: Any) -> command_pb2.Command:
    """One command; what is null is not given. Raises CommandsError."""
    if not isinstance(given, Mapping):
        raise CommandsError(f"{given!r} is not an object with function and op")
    for key in given.keys() - set(KEYS):
        near = get_close_matches(key, KEYS, 1)
        meant = f", did you mean {near[0]}?" if near else ""
        raise CommandsError(f"no key {key!r}{meant} There are {', '.join(KEYS)}")
    found = command_pb2.Command(function=words(given, "function"), op=words(given, "op"), zone=words(given, "zone", ""))
    if given.get("value") is not None:
        found.value.CopyFrom(value(given["value"]))
        found.value.unit = words(given, "unit", "")
    elif given.get("unit"):
        raise CommandsError("a unit needs a value")
    for name, field in (("delay_s", found.delay), ("duration_s", found.duration)):
        if given.get(name) is not None:
            field.CopyFrom(seconds(name, given[name]))
    return found


def words(given: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """The text of a key; without a default it has to be there."""
    found = given.get(key)
    if found is None and default is not None:
        return default
    if not isinstance(found, str) or (default is None and not found):
        raise CommandsError(f"{key} is {found!r}, but must be text")
    return found


def value(given: Any) -> command_pb2.Value:
    """A number, words, or an object: a message {to, text}, a place {name, near, along_route}, a device {room, ...}."""
    if isinstance(given, str):
        return command_pb2.Value(text=given)
    if isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given):
        return command_pb2.Value(number=given)
    if isinstance(given, Mapping):
        kinds: dict[str, Any] = {
            "message": command_pb2.MessageText,
            "place": command_pb2.Place,
            "home": command_pb2.Home,
        }
        for field, kind in kinds.items():
            if given.keys() <= {each.name for each in kind.DESCRIPTOR.fields}:
                try:
                    return command_pb2.Value(**{field: kind(**given)})
                except (TypeError, ValueError) as error:
                    why = "its parts must be of the kinds that malcha functions lists: text is text, a number a number"
                    raise CommandsError(f"value is {dict(given)!r}, but {why}") from error
    allowed = "a number, text, or an object: {to, text}, {name, near, along_route} or {room, number or text}"
    raise CommandsError(f"value is {given!r}, but must be {allowed}")


def seconds(key: str, given: Any) -> Duration:
    if not isinstance(given, int | float) or isinstance(given, bool) or not abs(given) <= LONGEST:
        raise CommandsError(f"{key} is {given!r}, but must be a number of seconds")
    found = Duration()
    found.FromNanoseconds(round(given * 1e9))
    return found
