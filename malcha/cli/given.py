"""Text and JSON that a verb is given, checked."""

import json
import re
from typing import Any

from malcha.cli.errors import fail

SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, or a byte that was no UTF-8


def checked_text(text: str) -> str:
    """The same text. Bytes that are no UTF-8 end the verb: no server could be sent them."""
    if SURROGATE.search(text):
        fail("the text is not UTF-8")
    return text


def parse(text: str) -> Any:
    """JSON as a value. Raises ValueError with what is wrong and where, for NaN and Infinity too, which JSON has not."""
    try:
        return json.loads(text, parse_constant=no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")
