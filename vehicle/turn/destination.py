"""What the words of a wish to go somewhere say beyond its understanding: the whole name, the nearest.

The network cuts a name where it knows a shorter one, and takes an unknown one for something else. A place that is
called exactly as the words before "으로 가 줘", or behind "take me to", is meant.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from contract.values import Command, Understanding
from languages import codes, language_of, part
from languages.language import load
from navigation.atlas import of_table
from vehicle.turn.context import TurnContext

GO, NEARBY, WAYPOINT = "nav.go", "nav.nearby", "nav.waypoint"
SURE = 0.9  # confidence from which words that were understood as something else are left as that; our choice


def destination(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """The understanding with the place that the words name; where they name none as a whole it is left as it is."""
    said = understanding.commands
    if len(said) > 1 or understanding.outcome == "unsupported":
        return understanding
    command = said[0] if said else None
    if command is not None and command.function == WAYPOINT:
        return with_value(understanding, nearest(text, command))
    if (name := gone_to(text)) is None:
        return understanding
    to_place = command is not None and command.function in (GO, NEARBY)
    wish = command if command is not None and to_place else Command(GO, "do")
    if to_place or understanding.confidence < SURE:
        atlas = turn.atlas or of_table()
        for each in (name, load(language_of(name)).grammar.bare(name)):
            if atlas.has(each) and not atlas.search.kinds.meant(each):
                return with_value(understanding, replace(wish, function=GO, value=each))
    if not to_place:
        return understanding
    if isinstance(wish.value, Mapping) and wish.value.get("near"):  # one is gone to, and none looked for
        wish = replace(wish, function=GO)
    return with_value(understanding, nearest(text, wish)) if wish.function == GO else understanding


def with_value(understanding: Understanding, command: Command) -> Understanding:
    return replace(understanding, outcome="understood", commands=(command,), candidates=(), reason="")


def gone_to(text: str) -> str | None:
    """The words that say where, of words that say to go there: "코엑스로" of "코엑스로 가 줘"."""
    for code in codes():
        if match := part(code, "places").GOING.fullmatch(text):
            return str(match["name"])
    return None


def nearest(text: str, command: Command) -> Command:
    """The command with "the nearest" before its name where the words have that: the nearest is gone to, not offered."""
    value = command.value
    name = value.get("name") if isinstance(value, Mapping) else value
    if not isinstance(name, str) or not name:
        return command
    for code in codes():
        if match := re.search(part(code, "places").NEAREST.pattern + re.escape(name), text, re.IGNORECASE):
            return replace(command, value={**value, "name": match[0]} if isinstance(value, Mapping) else match[0])
    return command
