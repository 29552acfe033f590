"""What an order names, where the network is not sure: the name behind "navigate to"; a setting without its value."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Rows
from nlu.rules.phrases import OTHER, PLAIN, THING, ZONE, kinds, parse

MOST_WORDS = 6  # of a name; more are several orders, or talk
SETTINGS = frozenset(("climate.temperature", "climate.fan", "media.volume", "display.brightness"))
ZONED = "climate.temperature"  # the one that has zones


def named(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """Of "navigate to the window cafe" the name, whatever words are in it, where the reading takes one and has none."""
    readings = understanding.candidates if understanding.outcome == "ambiguous" else understanding.commands
    alone = understanding.outcome == "ambiguous" or (len(readings) == 1 and readings[0].value is None)
    if not readings or not alone:
        return understanding
    first = readings[0]
    pattern = _names(heard.code).get(first.function)
    match = pattern.fullmatch(heard.text) if pattern else None
    if match is None or len(match["name"].split()) > MOST_WORDS or OTHER not in kinds(parse(match["name"], heard.code)):
        return understanding
    command = replace(first, value=match["name"])
    return replace(understanding, outcome="understood", commands=(command,), candidates=(), confidence=1.0)


def instead(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """ "let's go to seoul station" is no station of the radio."""
    if len(understanding.commands) != 1:
        return understanding
    (command,) = understanding.commands
    for (taken, meant), pattern in part(heard.code, "rules.orders").INSTEAD.items():
        if command.function == taken and re.fullmatch(pattern, heard.text):
            op = rows[meant].ops[0]
            return replace(understanding, commands=(replace(command, function=meant, op=op),))
    return understanding


def unsaid(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """ "change the temperature", whatever it was read as: what to set it to is not said, and is asked for."""
    commands = understanding.commands or understanding.candidates
    if not commands or len(understanding.commands) > 1 or isinstance(commands[0].value, float):
        return understanding
    if not _change(heard.code).search(heard.text):
        return understanding
    said = parse(heard.text, heard.code)
    things = [part(heard.code, "rules.orders").THINGS[each.name] for each in said if each.kind == THING]
    zones = [part(heard.code, "rules.orders").ZONES[each.name] for each in said if each.kind == ZONE]
    if not {THING, PLAIN} <= kinds(said) <= {THING, PLAIN, ZONE} or len(zones) > 1:
        return understanding
    if len(things) != 1 or things[0] not in SETTINGS or (zones and things[0] != ZONED):
        return understanding
    zone = zones[0] or None if zones else None
    return replace(
        understanding, outcome="understood", commands=(Command(things[0], "set", zone),), candidates=(), confidence=1.0
    )


@cache
def _names(code: str) -> dict[str, re.Pattern[str]]:
    return {function: re.compile(pattern) for function, pattern in part(code, "rules.orders").NAMES.items()}


@cache
def _change(code: str) -> re.Pattern[str]:
    return re.compile(part(code, "rules.orders").CHANGE)
