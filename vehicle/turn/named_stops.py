"""A stop that is on the way named in the words: "코엑스는 건너뛰자" is that stop while it is one, and no song.

The NLU does not know the stops, and takes such words for whatever else can be skipped.
"""

import re
from dataclasses import replace

from contract.values import Command, Understanding
from languages import codes, part
from navigation.atlas import of_table
from navigation.words import bare
from vehicle.resolving import stops
from vehicle.resolving.finding import SpokenPlace
from vehicle.turn.context import TurnContext
from vehicle.turn.stop_list import FIRST, REMOVE

WISHES = (("AWAY", REMOVE), ("FIRST", FIRST))  # patterns of a language -> what is wished of the stop


def of_stop(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """The understanding as what the words wish of a waypoint that they name; any other as it is."""
    said = understanding.commands
    if len(said) > 1 or any(each.function in (REMOVE.function, FIRST.function) or each.after for each in said):
        return understanding
    for code in codes():
        for key, command in WISHES:
            for pattern in getattr(part(code, "rules.road"), key):
                match = re.fullmatch(pattern, text)
                name = bare(match["name"]) if match else ""
                if name and is_waypoint(name, turn):
                    return with_stop(understanding, replace(command, value=name))
    return understanding


def is_waypoint(name: str, turn: TurnContext) -> bool:
    """Is one of the stops before the destination called so?"""
    roads = turn.guidance
    if roads is None or len(roads.stops) < 2:
        return False
    found = stops.meant(SpokenPlace(name), roads, turn.atlas or of_table())
    return found is not None and found[0] < len(roads.stops) - 1


def with_stop(understanding: Understanding, command: Command) -> Understanding:
    return replace(understanding, outcome="understood", commands=(command,), candidates=(), reason="")
