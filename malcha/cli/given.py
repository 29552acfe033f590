"""Text and JSON that a verb is given, checked."""

import json
import os
import re
import sys
from contextlib import suppress
from typing import Any

from malcha.cli.errors import fail

SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, or a byte that was no UTF-8


def as_typed(text: str) -> str:
    """An argument in UTF-8, whatever encoding the locale names. What is no UTF-8 stays as it is."""
    if SURROGATE.search(text) or sys.getfilesystemencoding() != "utf-8":
        with suppress(UnicodeError):
            return os.fsencode(text).decode("utf-8")
    return text


def checked_text(text: str) -> str:
    """The same in UTF-8. What is none ends the verb: no server could be sent it."""
    text = as_typed(text)
    if SURROGATE.search(text):
        fail("the text is not UTF-8", "UNDECODABLE")
    return text


def parse(text: str) -> Any:
    """JSON as a value. Raises ValueError with what is wrong and where: for NaN and Infinity, which JSON has not, and
    for a key that is there twice, of which one would be lost."""
    try:
        return json.loads(text, parse_constant=no_number, object_pairs_hook=without_doubles)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} is there twice in one object")
        found[key] = value
    return found
