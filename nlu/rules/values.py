"""What a number or a word means: Fahrenheit, the middle, what is left open, a quiet volume, air away from the face."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import degrees, part
from languages.fractions import HALF, in_digits
from languages.numbers import parse_number
from nlu.rules.certain import certain
from nlu.rules.heard import Heard
from nlu.rules.network import Row, Rows

EXTREMES = ("min", "max")  # value words of the two ends
LOW_VOLUME = 15.0  # %, heard but not loud; our choice
INSIDE = "status.temperature_inside"  # measured; the temperature of the climate control is only set
HALVED = ("set", "open", "close")  # ops that end in the middle where that is said
SELECT = "dialog.select"
ALL = "all"  # the zone to close where none is said
TEMPERATURE, AIRFLOW, VOLUME = "climate.temperature", "climate.airflow", "media.volume"


def fahrenheit(heard: Heard) -> Heard | Understanding:
    """A number said with Fahrenheit is read as Celsius: "화씨 75도" as "24도"."""
    for pattern in _patterns(heard.code, "FAHRENHEIT"):
        if match := pattern.search(heard.text):
            number = parse_number(match["number"], "degC")
            if number is not None:
                written = part(heard.code, "rules.asking").CELSIUS.format(number=in_digits(degrees.celsius(number)))
                return replace(heard, text=f"{heard.text[: match.start()]}{written}{heard.text[match.end() :]}")
    return heard


def airflow(heard: Heard) -> Heard | Understanding:
    """ "stop blowing in my face", "warm my feet": where the air goes."""
    for pattern, to in part(heard.code, "rules.asking").AWAY:
        if _compiled(pattern).fullmatch(heard.text):
            return certain(Command(AIRFLOW, "set", value=to))
    if _compiled(part(heard.code, "rules.asking").WARM_FEET).fullmatch(heard.text):
        return certain(Command(AIRFLOW, "set", value="feet"), Command(TEMPERATURE, "up"))
    return heard


def meant(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The commands with the values that are meant."""
    commands = tuple(_meant(command, heard, rows) for command in understanding.commands)
    return understanding if commands == understanding.commands else replace(understanding, commands=commands)


def _meant(command: Command, heard: Heard, rows: Rows) -> Command:
    value, row = command.value, rows.get(command.function)  # None: a rule knows the function, the model does not
    if row and "set" in row.ops and command.op in ("up", "down") and isinstance(value, float):
        command = replace(command, op="set") if _target(heard, value, row.unit) else command  # "turn it up to 40"
    if (command.function, command.op) == (TEMPERATURE, "query"):
        inside = _words(heard, "INSIDE") and not _words(heard, "SETTING")
        return Command(INSIDE, "query") if inside else command
    if command.function == TEMPERATURE and command.op == "set" and isinstance(value, float):
        return replace(command, value=degrees.meant(value))
    if row and row.kind == "percent" and value is None and command.op in HALVED and _words(heard, "MIDDLE"):
        return replace(command, op="set" if command.op == "close" else command.op, value=HALF)
    if row and row.kind == "number" and value in (None, *EXTREMES, *map(row.numbers.get, EXTREMES)):
        middle = command.op == "set" and _words(heard, "MIDDLE") and not _words(heard, "EXTREME")
        return replace(command, value=_middle(row)) if middle else command
    pane = row if row and row.kind == "percent" and "close" in row.ops else None
    if pane and command.op in ("close", "set") and isinstance(value, float):
        return _left_open(command, heard, ALL if ALL in pane.zones else None)
    if command.function == SELECT and value is None:
        return replace(command, value=_ordinal(heard))
    if command.function == VOLUME and command.op == "set" and value in ("min", 0.0, None):
        quiet, silent = _words(heard, "QUIET"), _words(heard, "SILENT")
        return replace(command, value=LOW_VOLUME) if quiet and not silent else command
    return command


def _middle(row: Row) -> float | None:
    """The middle level of a function; None where the model does not know its levels: the car asks then."""
    low, high = map(row.numbers.get, EXTREMES)
    return None if low is None or high is None else float(round((low + high) / 2))


def _target(heard: Heard, value: float, unit: str) -> bool:
    """Is this value said as what it shall come to, and not as a difference, or of something else in the sentence?"""
    found = _compiled(part(heard.code, "rules.asking").UP_TO).finditer(heard.text)
    return any(parse_number(match["number"], unit) == value for match in found)


def _ordinal(heard: Heard) -> float | None:
    """The number of "the seventh one"; None where none is said, or several, or one that is not meant."""
    found = _compiled(part(heard.code, "rules.asking").ORDINAL).findall(heard.text)
    return parse_number(found[0], "") if len(found) == 1 and not _words(heard, "NOT") else None


def _left_open(command: Command, heard: Heard, zone: str | None) -> Command:
    """ "close to 30" leaves 30 % open, of all in `zone` where none is said; "close by 30" does not say how much is
    left."""
    if not (_words(heard, "CLOSE") and _words(heard, "TARGET")):
        return command
    return replace(command, op="set", zone=command.zone or zone)


def _words(heard: Heard, name: str) -> bool:
    return bool(_compiled(getattr(part(heard.code, "rules.asking"), name)).search(heard.text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _patterns(code: str, name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in getattr(part(code, "rules.asking"), name))
