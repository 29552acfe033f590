"""What the words of a wish to go somewhere say beyond its understanding: the whole name, the nearest.

The network cuts a name where it knows a shorter one, and takes an unknown one for something else. A place that is
called exactly as the words before "으로 가 줘", or behind "take me to", is meant.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from contract.values import Alternatives, Command, Understanding
from languages import codes, language_of, part
from languages.language import load
from navigation.atlas import of_table
from navigation.search.query import Query, refined
from vehicle.resolving.finding import Names
from vehicle.turn.choosing import another
from vehicle.turn.context import TurnContext

GO, NEARBY, WAYPOINT = "nav.go", "nav.nearby", "nav.waypoint"
OWN = {"HOME": "nav.home", "WORK": "nav.work"}  # words of a language for them -> the function that goes there
GOES = (GO, *OWN.values())
SELECT = "dialog.select"  # as what two places are read, one of which is not meant
SURE = 0.9  # confidence from which words that were understood as something else are left as that; our choice


def destination(text: str, understanding: Understanding, turn: TurnContext) -> Understanding:
    """The understanding with the place that the words name; where they name none as a whole it is left as it is."""
    said = understanding.commands
    if by_a_stop := via(text, understanding, turn):
        return by_a_stop
    unsure = not said and not understanding.reason and understanding.confidence < SURE
    if unsure and turn.heard_by is not None and (misheard := guided_to(text)):  # what was typed was not misheard
        return with_value(understanding, Command(GO, "do", value=misheard))
    if len(said) > 1 or understanding.outcome == "unsupported":
        return understanding
    command = said[0] if said else None
    if command is not None and command.function == WAYPOINT:
        return with_value(understanding, nearest(text, command))
    if command is not None and command.function == NEARBY and (around := around_another(text, command)):
        return with_value(understanding, replace(command, value=around))
    if (name := gone_to(text)) is None:
        return understanding
    chooses = command is not None and command.function == SELECT and command.value is None
    if chooses and (elsewhere := not_listed(name, turn)):  # "스타벅스 가자"
        return with_value(understanding, nearest(text, Command(GO, "do", value=elsewhere)))
    to_place = command is not None and command.function in (GO, NEARBY)
    chooses_of_none = command is not None and command.function == SELECT and not turn.session.places
    if (to_place or chooses_of_none) and (right := not_the_other(name)):
        return with_value(understanding, Command(GO, "do", value=right))
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


def via(text: str, understanding: Understanding, turn: TurnContext) -> Understanding | None:
    """ "신사역 들렀다가 코엑스 가자" as both, where it was understood as one of them; of several stops each, whatever
    of them was understood. None for other words."""
    said = understanding.commands
    if not said or any(each.function not in (*GOES, NEARBY, WAYPOINT) or each.after is not None for each in said):
        return None
    for pattern in (each for code in codes() for each in part(code, "places").VIA):
        match = pattern.fullmatch(text.strip())
        to = match and gone_to_place(match["name"], turn)
        stops = each_of(match["stop"], turn) if match and to else []
        if to and stops and (len(said) == 1 or len(stops) > 1):
            return with_value(understanding, to, *(Command(WAYPOINT, "add", value=stop) for stop in stops))
    return None


def each_of(words: str, turn: TurnContext) -> list[str]:
    """The places of "역삼역하고 선릉역", where the map has each of them; else the words as one place."""
    atlas = turn.atlas or of_table()
    whole = load(language_of(words)).grammar.bare(words)
    for code in codes() if not atlas.has(whole) else ():
        names = [load(language_of(each)).grammar.bare(each) for each in part(code, "places").AND.split(words) if each]
        if len(names) > 1 and all(atlas.has(each) or atlas.search.kinds.meant(each) for each in names):
            return names
    return [whole]


def around_another(text: str, command: Command) -> Mapping[str, str | float | bool] | None:
    """What is looked for with the place that it is to be near, where the words have that, and what was understood has
    not: "집 근처 주유소" is not near the car. None for other words."""
    given = command.value if isinstance(command.value, Mapping) else {"name": command.value or ""}
    said = refined(Query(text))
    if not said.near or said.name != given.get("name") or any(given.get(key) for key in ("near", "along_route")):
        return None
    return {**given, "near": said.near}


def not_listed(name: str, turn: TurnContext) -> str:
    """The name where it is one of a place, or of a kind, that is not on the open list; "" for other words."""
    if any(part(code, "places").THING.search(name) for code in codes()):
        return ""
    return next((each for each in (name, load(language_of(name)).grammar.bare(name)) if another(each, turn)), "")


def gone_to_place(words: str, turn: TurnContext) -> Command | None:
    """The command that goes to the place of these words; None where they name none that is known."""
    atlas = turn.atlas or of_table()
    for name in dict.fromkeys((words, load(language_of(words)).grammar.bare(words))):
        for own, function in OWN.items():
            if any(name.casefold() in getattr(part(code, "places"), own) for code in codes()):
                return Command(function, "do")
        if atlas.has(name):
            return Command(GO, "do", value=name)
    return None


def stops_last(understanding: Understanding) -> Understanding:
    """ "Stop by the bank, then go home": a new destination takes the place of all stops, so it is commanded first."""
    said = understanding.commands
    goes = [each for each in said if each.function in GOES and each.op == "do"]
    stops = [each for each in said if (each.function, each.op) == (WAYPOINT, "add")]
    if len(goes) != 1 or not stops or said.index(stops[0]) > said.index(goes[0]):
        return understanding
    if any(each.after is not None for each in said):
        return understanding
    at = said.index(stops[0])
    rest = [each for each in said[at:] if each is not goes[0]]
    return replace(understanding, commands=(*said[:at], goes[0], *rest))


def names(alternatives: Alternatives) -> Names:
    """The alternatives of a recogniser that say where to go, with their scores; none where there is one only.

    The search takes the verb off a name, also what a recogniser has made of it: "강남 입 으로 안내 해치 와".
    """
    if len(alternatives) < 2:
        return ()
    ends = [part(code, "places").TRAILING for code in codes()]
    return tuple(each for each in alternatives if gone_to(each[0]) or any(end.search(each[0]) for end in ends))


def with_value(understanding: Understanding, *commands: Command) -> Understanding:
    return replace(understanding, outcome="understood", commands=commands, candidates=(), reason="")


def gone_to(text: str) -> str | None:
    """The words that say where, of words that say to go there: "코엑스로" of "코엑스로 가 줘"."""
    for code in codes():
        if match := part(code, "places").GOING.fullmatch(text):
            return str(match["name"])
    return None


def not_the_other(name: str) -> str:
    """ "신사" of "선릉 말고 신사로": the place that is meant where another is named, too; "" for other words."""
    for code in codes():
        language = part(code, "places")
        right = language.NOT_THIS.sub("", name).strip()
        if right and right != name and not language.THING.search(right):
            return load(language_of(right)).grammar.bare(right)
    return ""


def guided_to(text: str) -> str | None:
    """The words that say where, of words that begin as a wish to be guided there and end in what was misheard."""
    matches = (part(code, "places").GUIDED.fullmatch(text) for code in codes())
    return next((str(match["name"]) for match in matches if match), None)


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
