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
from nlu.rules.road import SURE, TO_PLACE, understood

NEARBY = Command("nav.nearby", "do")


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
    if command is None or command.function not in TO_PLACE or command.value is None:
        return understanding
    words, value = part(heard.code, "rules.needs"), command.value
    name = str(value.get("name") or "") if isinstance(value, Mapping) else str(value)
    match = re.fullmatch(words.STATION, name)
    kind = match and next((kind for kind, what_for in words.STATIONS.items() if re.search(what_for, heard.text)), "")
    if not kind:
        return understanding
    named = {**value, "name": kind} if isinstance(value, Mapping) else kind
    return replace(understanding, commands=(replace(command, value=named),))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))
