"""A stop that is on the way named in the words: "코엑스는 건너뛰자" is that stop while it is one, and no song.

The NLU does not know the stops, and takes such words for whatever else can be skipped.
"""

import re
from dataclasses import replace

from contract.values import Command, Understanding
from languages import codes, language_of, part
from navigation.atlas import of_table
from navigation.words import bare, plain
from vehicle.resolving import stops
from vehicle.resolving.finding import SpokenPlace
from vehicle.turn.along import STOP_BY
from vehicle.turn.context import TurnContext
from vehicle.turn.stop_list import FIRST, REMOVE

WISHES = (("AWAY", REMOVE), ("FIRST", FIRST))  # patterns of a whole order in a language -> what is wished of the stop
NAMED_WISHES = (("WITHOUT", REMOVE), ("TO_FRONT", FIRST))  # the same of words anywhere beside the name
ASSISTANT = "assistant."  # "목록에서 지워" is no note where a stop is named
SHORTEST = 2  # letters of a name that is looked for among other words


def of_stop(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """The understanding as what the words wish of a waypoint that they name; any other as it is."""
    said = understanding.commands
    settled = [(command.function, command.op) for command in (REMOVE, FIRST)]
    if len(said) > 1 or any((each.function, each.op) in settled or each.after for each in said):
        return understanding
    words = part(language_of(text), "rules.road")
    if re.search(words.KEEPS, text):
        return understanding
    for code in codes():
        for key, command in WISHES:
            for pattern in getattr(part(code, "rules.road"), key):
                match = re.fullmatch(pattern, text)
                name = bare(match["name"]) if match else ""
                if name and (is_waypoint(name, turn) or (command == REMOVE and is_destination(name, turn))):
                    return with_stop(understanding, replace(command, value=name))
    adds = any((each.function, each.op) == (STOP_BY.function, STOP_BY.op) for each in said)  # what is a stop already
    unsure = not said or adds or said[0].function.startswith(ASSISTANT)
    wished = wish_of_named(text, turn) if unsure else None
    return with_stop(understanding, wished) if wished else understanding


def wish_of_named(text: str, turn: TurnContext) -> Command | None:
    """What words that are in no known order wish of the one waypoint whose name is in them."""
    named = [name for name in in_words(text, turn) if name]
    words = part(language_of(text), "rules.road")
    if len(named) != 1:
        return None
    for key, command in NAMED_WISHES:
        if re.search(getattr(words, key), text):
            return replace(command, value=named[0])
    return None


def in_words(text: str, turn: TurnContext) -> list[str]:
    """Of each waypoint the name by which the words have it; "" where they do not."""
    roads, atlas = turn.guidance, turn.atlas or of_table()
    found = []
    for stop in roads.stops[:-1] if roads else ():
        place = stops.called(stop, roads, atlas)
        names = [place.ko, place.en, *place.aliases, place.en.split(" ")[0]] if place else []
        found.append(next((each for each in names if len(each) >= SHORTEST and plain(each) in plain(text)), ""))
    return found


def is_waypoint(name: str, turn: TurnContext) -> bool:
    """Is one of the stops before the destination called so?"""
    return number_from_end(name, turn) > 1


def is_destination(name: str, turn: TurnContext) -> bool:
    """That is no stop to do without, and the reply says so."""
    return number_from_end(name, turn) == 1


def number_from_end(name: str, turn: TurnContext) -> int:
    """Of the stop that is called so: 1 for the destination; 0 where none is."""
    roads = turn.guidance
    if roads is None or not roads.stops:
        return 0
    found = stops.meant(SpokenPlace(name), roads, turn.atlas or of_table())
    return len(roads.stops) - found[0] if found else 0


def with_stop(understanding: Understanding, command: Command) -> Understanding:
    return replace(understanding, outcome="understood", commands=(command,), candidates=(), reason="")
