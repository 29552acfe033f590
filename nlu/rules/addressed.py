"""A name of an assistant before an order changes nothing: "alexa turn it up", "아리아 노래 틀어 줘"."""

import re
from dataclasses import replace
from functools import cache

from languages import part
from nlu.rules.heard import Heard


def addressed(heard: Heard) -> Heard:
    """The text without the name it begins with, if something else follows than a wish to reach that assistant."""
    rest = _called(heard.code).sub("", heard.text)
    return heard if rest == heard.text else replace(heard, text=rest)


@cache
def _called(code: str) -> re.Pattern[str]:
    return re.compile(part(code, "rules.fillers").CALLED)
