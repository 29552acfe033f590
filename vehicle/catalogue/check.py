"""Checks that a command is in the catalogue, for all modules that accept commands from outside."""

from collections.abc import Iterable, Mapping

from contract.values import LONGEST_TEXT, PARTS, Command
from vehicle.catalogue.row import SPEAKER, Row
from vehicle.catalogue.table import CATALOGUE, NEVER

LONGEST = 7 * 24 * 3600.0  # s that a command may wait or last; our choice
LARGEST = 1e12  # a larger number is a mistake in any unit


class InvalidCommand(ValueError):
    """A command that is not in the catalogue: a bug of the caller, not a mistake of the driver. Says what is wrong.

    `part` is the wrong part of the command: function, op, zone, value, after or duration. `allowed` has the allowed
    words if they are few.
    """

    def __init__(self, text: str, part: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.part, self.allowed = part, tuple(allowed)


def check(command: Command) -> Row:
    """The catalogue row of a command. Raises InvalidCommand for an unknown function, op or zone, or a bad value."""
    row = CATALOGUE.get(command.function)
    if row is None:
        raise InvalidCommand(f"no function {command.function!r}", "function")
    if command.op not in row.ops:
        raise InvalidCommand(f"{row.name} has no op {command.op!r}, only {', '.join(row.ops)}", "op", row.ops)
    if command.zone is not None and command.zone not in row.zones and not (command.zone == SPEAKER and row.zones):
        why = f"{row.name} has no zone {command.zone!r}, only {', '.join(row.zones) or 'none'}"
        raise InvalidCommand(why, "zone", row.zones)
    for name, seconds in (("after", command.after), ("duration", command.duration)):
        if seconds is not None and not 0 < seconds <= LONGEST:
            raise InvalidCommand(f"{row.name}: {name} is {seconds:g} s, only 0 to {LONGEST:g} s are taken", name)
    if command.value is None:
        return row
    kind = row.value.kind if row.value else ""
    number = isinstance(command.value, int | float) and not isinstance(command.value, bool)
    word = isinstance(command.value, str)
    for part in command.value.values() if isinstance(command.value, Mapping) else (command.value,):
        if isinstance(part, int | float) and not -LARGEST <= part <= LARGEST:
            raise InvalidCommand(f"{row.name}: {str(part)[:20]} is not a number that can be sent", "value")
        check_text(row.name, part)
    listed = word and row.value is not None and command.value in row.value.words
    if kind == "":
        fits = bool(row.agent) or NEVER in row.needs.get(
            command.op, ()
        )  # an agent may need the value; a refused op may have one
    elif row.value is not None and row.value.or_place and not number:
        fits = word or (isinstance(command.value, Mapping) and set(command.value) <= PARTS["place"])
    elif isinstance(command.value, Mapping):
        fits = set(command.value) <= PARTS.get(kind, frozenset())
    elif kind == "message":
        fits = False
    else:
        takes = {
            "number": number or listed,
            "percent": number or listed,
            "count": number,
            "speed": number or word,
            "frequency": number or word,
            "word": listed,
            "device": number or word,
        }
        fits = takes.get(kind, word)
    if not fits:
        expected = f"a {kind}" if kind else "a value that it takes"
        raise InvalidCommand(f"{row.name}: {command.value!r} is not {expected}", "value")
    return row


def check_text(name: str, text: object) -> None:
    """Raises InvalidCommand for a text that cannot be sent; values of other types pass."""
    if isinstance(text, str):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidCommand(f"{name}: {text!r} is not valid text", "value") from None
        if len(text) > LONGEST_TEXT:
            raise InvalidCommand(f"{name}: {len(text)} characters are too long", "value")
