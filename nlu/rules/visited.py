"""Wishes about places that were driven to, and about coordinates: "어제 갔던 데로 가자", "previous destination".

Which place is meant is not known here: the words that say so are the value, and the car looks into its history.
"""

import re
from functools import cache

from contract.values import Command, Understanding
from languages import codes, part
from languages.numbers import parse_number
from nlu.rules.certain import certain
from nlu.rules.heard import Heard

HISTORY = "history"
WISHES = (("GOING", "nav.go", "do"), ("THERE", "nav.go", "do"), ("STOPPING", "nav.waypoint", "add"))
EXACT = 3  # digits behind the point of coordinates that are said without a verb: "22.5 23.5" are none


def visited(heard: Heard) -> Heard | Understanding:
    """To go to a place of the history, to have them listed, to forget them."""
    words = part(heard.code, "visited")
    if not _compiled(words.GATE).search(heard.text):
        return heard
    if any(_compiled(pattern).fullmatch(heard.text) for pattern in words.CLEARED):
        return certain(Command(HISTORY, "clear"))
    for form, function, op in WISHES:
        if found := _wish(heard, form):
            return certain(Command(function, op, value=found))
    for pattern in words.LISTED:
        if match := _compiled(pattern).fullmatch(heard.text):
            restricted = any(match.groupdict().get(each) for each in ("when", "kind"))
            return certain(Command(HISTORY, "query", value=heard.text if restricted else None))
    if found := _wish(heard, "BARE"):
        return certain(Command("nav.go", "do", value=found))
    return heard


def _wish(heard: Heard, form: str) -> str:
    """The place that the whole text is a wish to go to, in its words; "" for none."""
    words = part(heard.code, "visited")
    most = words.MANY_BARE if form == "BARE" else words.MANY
    for pattern in _patterns(heard.code, form):
        match = pattern.fullmatch(heard.text)
        said = match.groupdict() if match else {}
        if said and len((said.get("kind") or "").split()) <= most and (said.get("when") or form != "BARE"):
            return str(said["name"])
    return ""


def coordinates(heard: Heard) -> Heard | Understanding:
    """ "37.4979 127.0276으로 가자": two numbers, and no frequency."""
    for code in dict.fromkeys((heard.code, *codes())):  # numbers alone have no language
        for pattern in part(code, "visited").COORDINATES:
            found = _compiled(pattern).fullmatch(heard.text)
            if found and (found["go"] or not _short(found["lat"])):
                numbers = [parse_number(found[each].strip()) for each in ("lat", "lon")]
                if None not in numbers:
                    return certain(Command("nav.go", "do", value=", ".join(f"{each:.10g}" for each in numbers)))
    return heard


def _short(number: str) -> bool:
    """Is it a number in digits with few of them behind the point?"""
    return number[-1].isdigit() and len(number.partition(".")[2]) < EXACT


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _patterns(code: str, form: str) -> tuple[re.Pattern[str], ...]:
    words = part(code, "visited")
    whole, places = getattr(words, form), words.VISITED if form == "BARE" else (*words.VISITED, *words.WITH_VERB)
    return tuple(re.compile(whole.replace("{visited}", each)) for each in places)
