"""What a driver needs, and names no place for: a restroom ("화장실 급해"), fuel ("I'm low on gas"). And which kind of
station is meant, where the words say what for.

The network takes such words for talk, or the word that stands alone for the kind that is most often meant by it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Rows
from nlu.rules.road import SURE, understood

NEARBY = Command("nav.nearby", "do")
UNNAMED = ("nav.nearby", "nav.go", "nav.waypoint")  # what goes to a place that is named


def needed(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The reading with the kind of place that is needed; any other reading as it is."""
    if len(understanding.commands) > 1 or understanding.outcome == "unsupported":
        return understanding
    command = understanding.commands[0] if understanding.commands else None
    if command is None or understanding.confidence < SURE:
        for kind, patterns in part(heard.code, "rules.needs").NEEDED.items():
            if any(each.fullmatch(heard.text) for each in _compiled(patterns)):
                return understood(understanding, replace(NEARBY, value=kind))
    return station(understanding, heard)


def station(understanding: Understanding, heard: Heard) -> Understanding:
    """ "I'm low on gas, where's the nearest station": one to fill up at, and none of the underground."""
    command = understanding.commands[0] if understanding.commands else None
    if command is None or command.function not in UNNAMED:
        return understanding
    words, value = part(heard.code, "rules.needs"), command.value
    name = str((value.get("name") if isinstance(value, Mapping) else value) or "")
    alone = rf"(?<!\S)(?:{words.STATION}|{words.FILLED_AT})(?!\S)"  # no part of a name
    open_to_any = re.fullmatch(words.STATION, name) if name else re.search(alone, heard.text)
    kinds = [kind for kind, what_for in words.STATIONS.items() if re.search(what_for, heard.text)]
    if not (open_to_any and kinds):
        return understanding
    named = {**value, "name": kinds[0]} if isinstance(value, Mapping) else kinds[0]
    return replace(understanding, commands=(replace(command, value=named),))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))
