"""A question about a state is a query: "뒷유리 열선 켜져 있어?", "is the heater on". It never switches anything."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.certain import certain
from nlu.rules.heard import Heard
from nlu.rules.network import Rows
from nlu.rules.phrases import THING, kinds, parse

ASKED = frozenset((  # functions whose state may be asked
    "climate.power", "climate.temperature", "climate.fan", "climate.airflow", "climate.ac", "climate.heater",
    "climate.auto", "climate.sync", "climate.recirculation", "climate.defrost_front", "climate.defrost_rear",
    "climate.air_purifier", "seat.heat", "seat.ventilation", "steering.heat", "window", "sunroof", "sunshade",
    "door.lock", "trunk", "fuel_door", "mirror", "light.interior", "light.ambient", "headlamp", "hazard", "wiper",
    "display.brightness", "media.source", "media.volume",
))  # fmt: skip
OTHERWISE = frozenset(
    ("door.lock", "media.source", "media.play", "media.volume", "display.brightness")
)  # may mean others
SWITCH = frozenset(
    [
        "on",
        "off",
        "open",
        "close",
        "lock",
        "unlock",
        "fold",
        "unfold",
        "set",
        "up",
        "down",
        "tilt",
        "play",
        "do",
        "start",
        "stop",
    ]
)
HOME = "home."  # of every device at home the state may be asked


def question(heard: Heard) -> Heard | Understanding:
    """The query of a question that names one thing, and nothing else but that it is asked about."""
    match = _pattern(heard.code, "ABOUT").fullmatch(heard.text)
    if match is None:
        return heard
    about = parse(match["about"], heard.code)
    things = [part(heard.code, "rules.orders").THINGS[each.name] for each in about if each.kind == THING]
    if kinds(about) != {THING} or len(things) != 1 or things[0] in OTHERWISE or things[0] not in ASKED:
        return heard
    return certain(Command(things[0], "query"))


def only_asked(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """No command or candidate of a question about a state switches anything."""
    if not (understanding.commands or understanding.candidates):
        return understanding
    words = part(heard.code, "rules.asking")
    if not _pattern(heard.code, "STATE").search(heard.text[-words.LONGEST_STATE :]):
        return understanding
    first = understanding.commands or understanding.candidates
    if all(command.op not in SWITCH or command.function.startswith("dialog.") for command in first):
        return understanding
    if words.SURE_STATE and not _pattern(heard.code, "ABOUT").fullmatch(heard.text):
        return understanding
    if understanding.commands:
        asked = tuple(dict.fromkeys(map(_asked, understanding.commands)))
        if None in asked:
            return replace(understanding, outcome="out_of_scope", commands=())
        return replace(understanding, commands=tuple(each for each in asked if each))
    candidates = dict.fromkeys(each for each in map(_asked, understanding.candidates) if each)
    return replace(understanding, candidates=tuple(candidates))


def _asked(command: Command) -> Command | None:
    """The query for what a command switches; None where it cannot be asked."""
    if command.op not in SWITCH:
        return command
    if command.function not in ASKED and not command.function.startswith(HOME):
        return None
    return Command(command.function, "query", command.zone)


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(part(code, "rules.asking"), name))
