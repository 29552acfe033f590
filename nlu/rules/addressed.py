"""What changes nothing around an order: an assistant's name ("alexa turn it up"), politeness ("if possible")."""

import re
from dataclasses import replace
from functools import cache

from languages import part
from nlu.rules.heard import Heard

LEAST = 2  # words of an order that politeness is taken off


def addressed(heard: Heard) -> Heard:
    """The text without the name it begins with, if something else follows than a wish to reach that assistant."""
    rest = _pattern(heard.code, "CALLED").sub("", heard.text)
    return heard if rest == heard.text else replace(heard, text=rest)


def polite(heard: Heard) -> Heard:
    """The text without words that leave the order as it is, if two words remain."""
    if _pattern(heard.code, "DICTATES").search(heard.text):  # it may be part of what is to be sent
        return heard
    rest = _pattern(heard.code, "POLITE").sub("", heard.text).strip()
    return replace(heard, text=rest) if rest != heard.text and len(rest.split()) >= LEAST else heard


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(part(code, "rules.fillers"), name))
