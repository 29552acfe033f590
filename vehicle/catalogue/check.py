"""Is a command one of the catalogue? For everybody who takes commands from outside."""

from collections.abc import Iterable, Mapping

from contract.values import LONGEST_TEXT, Command
from vehicle.catalogue.row import Row
from vehicle.catalogue.table import CATALOGUE, NEVER

LARGEST = 1e12  # a number beyond it is a mistake, whatever the unit


class InvalidCommand(ValueError):
    """A command outside the catalogue: a bug of the caller, not of the driver. Says what is wrong.

    `part` of the command is wrong: function, op, zone or value; `allowed` are the words that it may be, where few are.
    """

    def __init__(self, text: str, part: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.part, self.allowed = part, tuple(allowed)


def check(command: Command) -> Row:
    """The command's row. Raises InvalidCommand for an unknown function, op, zone or a value of the wrong type."""
    row = CATALOGUE.get(command.function)
    if row is None:
        raise InvalidCommand(f"no function {command.function!r}", "function")
    if command.op not in row.ops:
        raise InvalidCommand(f"{row.name} has no op {command.op!r}, only {', '.join(row.ops)}", "op", row.ops)
    if command.zone is not None and command.zone not in row.zones:
        why = f"{row.name} has no zone {command.zone!r}, only {', '.join(row.zones) or 'none'}"
        raise InvalidCommand(why, "zone", row.zones)
    if command.value is None:
        return row
    kind = row.value.kind if row.value else ""
    number = isinstance(command.value, int | float) and not isinstance(command.value, bool)
    word = isinstance(command.value, str)
    if number and not -LARGEST <= command.value <= LARGEST:  # type: ignore[operator]
        raise InvalidCommand(f"{row.name}: {str(command.value)[:20]} is no number that can be sent", "value")
    for text in command.value.values() if isinstance(command.value, Mapping) else (command.value,):
        check_text(row.name, text)
    listed = word and row.value is not None and command.value in row.value.words
    if kind == "":
        fits = bool(row.agent) or NEVER in row.needs.get(command.op, ())  # whoever is asked may make something of it
    elif kind == "message":
        fits = isinstance(command.value, Mapping) and set(command.value) <= {"to", "text"}
    else:
        takes = {
            "number": number or listed,
            "percent": number or listed,
            "count": number,
            "speed": number,
            "frequency": number or word,
            "word": listed,
        }
        fits = takes.get(kind, word)
    if not fits:
        raise InvalidCommand(f"{row.name}: {command.value!r} is no {kind or 'value it takes'}", "value")
    return row


def check_text(name: str, text: object) -> None:
    """Raises InvalidCommand for words that cannot be sent; other values pass."""
    if isinstance(text, str):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidCommand(f"{name}: {text!r} is no text", "value") from None
        if len(text) > LONGEST_TEXT:
            raise InvalidCommand(f"{name}: {len(text)} characters are too long", "value")
