"""An order for what the car has no function for does nothing: the network may take it for the next best thing."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import NOT_OFFERED, Rows

ANY_WORDS = ("text", "message", "place", "category", "contact")  # kinds of value that may hold any words
WORD = "word"  # the kind of a value that is one of a few words
OFF = "off"


def lacking(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """ "와이파이 켜 줘" is no wiper; it is named as not offered."""
    if understanding.outcome not in ("understood", "ambiguous"):
        return understanding
    if any(_takes_any_words(command, rows) for command in understanding.commands):
        return understanding
    if understanding.candidates and all(_takes_any_words(command, rows) for command in understanding.candidates):
        return understanding
    if not _pattern(heard.code, "NAMED").search(heard.text):
        return understanding
    return replace(understanding, outcome=NOT_OFFERED, commands=(), candidates=(), reason="")


def left(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """ "eco mode off" sets no eco mode: which one instead is asked for, where the function has no off."""
    if not any(_has_no_off(command, rows) for command in understanding.commands):
        return understanding
    if not _pattern(heard.code, "OFF").search(heard.text):
        return understanding
    commands = (replace(each, value=None) if _has_no_off(each, rows) else each for each in understanding.commands)
    return replace(understanding, commands=tuple(commands))


def _takes_any_words(command: Command, rows: Rows) -> bool:
    row = rows.get(command.function)
    return row is None or bool(row.agent) or row.kind in ANY_WORDS


def _has_no_off(command: Command, rows: Rows) -> bool:
    """Is it the setting of a mode that cannot be switched off?"""
    row = rows.get(command.function)
    return (
        row is not None
        and row.kind == WORD
        and command.op == "set"
        and OFF not in row.ops
        and command.value is not None
    )


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(part(code, "rules.lacking"), name))
