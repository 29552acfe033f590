"""Questions about the way, and wishes that change it: what is asked for, how far which place is, which stop is meant.

The network knows that they are about navigation, and not what they ask for; some it takes for talk. Words that are sure
to be such a question as a whole are one, whatever they were read as.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Rows

INFO, REMAINING, OPTION = Command("nav.info", "query"), Command("nav.remaining", "query"), "nav.route_option"
ADD, REMOVE, FIRST = Command("nav.waypoint", "add"), Command("nav.waypoint", "remove"), Command("nav.next_stop", "do")
ORDER, NO_STOPS = Command("nav.best_order", "do"), Command("nav.no_stops", "do")
TRAFFIC = Command("nav.traffic", "query")
WAY = "nav."
JAM_READ = (INFO.function, REMAINING.function)  # as what the question how jammed a place is may be read
SELECT = "dialog.select"  # "go to Sinsa first" has a number in it
CAR = "status."  # what the names of functions that answer about the car begin with
TO_PLACE = ("nav.waypoint", "nav.go", "nav.nearby", "nav.home", "nav.work")
SURE = 0.9  # confidence from which words that were read as something else are left as that; our choice
MOST_WORDS = 6  # of a name
LIKED = {"avoid_highway": "fast", "free": "recommended"}  # option without such roads -> the one that takes them


def way(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The reading with what it asks of the way, or wishes; any other reading as it is."""
    understanding = on_such_roads(understanding, heard)
    if understanding.outcome == "unsupported" or not about_one(understanding.commands):
        return understanding
    words = part(heard.code, "rules.road")
    for option, pattern in words.OPTIONS.items():
        if re.fullmatch(pattern, heard.text):
            return understood(understanding, Command(OPTION, "set", value=option))
    for key, command in (("ORDER", ORDER), ("ALL_AWAY", NO_STOPS)):
        if _all(heard, key):
            return understood(understanding, command)
    if len(understanding.commands) > 1:
        return understanding
    if jam := _all(heard, "JAMMED") if _read(understanding) in JAM_READ else []:
        return replace(understood(understanding, replace(TRAFFIC, value=jam[0]["name"] or None)), outcome="hand_off")
    if _read(understanding) == REMAINING.function and re.search(words.TURNS, heard.text):
        return understood(understanding, replace(INFO, value="next"))
    if following := _all(heard, "NEXT_OF_KIND") if _read(understanding).startswith(WAY) else []:
        return understood(understanding, replace(INFO, value=str(following[0]["name"])))
    if name := place_in(understanding, heard):
        return understood(understanding, replace(INFO if next_one(name, heard.code) else REMAINING, value=name))
    for topic, patterns in words.QUESTIONS.items():
        if any(re.fullmatch(pattern, heard.text) for pattern in patterns):
            return understood(understanding, replace(INFO, value=topic))
    if understanding.commands and _read(understanding) == INFO.function:
        return understood(understanding, replace(_command(understanding), value=topic_of(understanding, heard)))
    if topic := likely_topic(understanding, heard):
        return understood(understanding, replace(INFO, value=topic))
    return stop(somewhere(understanding, heard), heard)


def on_such_roads(understanding: Understanding, heard: Heard) -> Understanding:
    """ "take the highway": the network knows these roads only as those to be without. Words that wish for them, and
    deny nothing, set the option that takes them."""
    if not any(each.function == OPTION and each.value in LIKED for each in understanding.commands):
        return understanding
    words = part(heard.code, "rules.road")
    text = part(heard.code, "places").NOT_THIS.sub("", re.sub(words.ALLOWS, words.FINE, heard.text))
    if re.search(words.DENIES, text):
        return understanding
    wished = [option for option, pattern in words.LIKES.items() if re.search(pattern, text)]
    return replace(
        understanding,
        commands=tuple(
            replace(each, value=LIKED[str(each.value)]) if each.function == OPTION and each.value in wished else each
            for each in understanding.commands
        ),
    )


def about_one(commands: Sequence[Command]) -> bool:
    """May the words be one wish about the way? Of several commands all are about it then: a whole wish may be taken
    for two, "순서 바꿔서 빠른 순서로"."""
    return len(commands) < 2 or all(each.function.startswith(WAY) for each in commands)


def place_in(understanding: Understanding, heard: Heard) -> str:
    """The place in a question how far it is; "" where there is none, or the words are about something else."""
    if understanding.commands and _read(understanding) not in (REMAINING.function, INFO.function):
        return ""
    if not any(each.function.startswith(WAY) for each in understanding.commands or understanding.candidates):
        return ""
    return _named(heard, "FAR")


def next_one(name: str, code: str) -> bool:
    """Is it the first of its kind on the way: "다음 휴게소", "the next rest area"?"""
    return bool(re.match(part(code, "rules.road").NEXT_ONE, name))


def topic_of(understanding: Understanding, heard: Heard) -> str:
    """What a question is about; where no topic is known in its words, what the network has read, or all of them."""
    value = _command(understanding).value
    if isinstance(value, str) and next_one(value, heard.code):
        return value
    for topic, pattern in part(heard.code, "rules.road").TOPICS.items():
        if re.search(pattern, heard.text):
            return str(topic)
    return str(value) if value else heard.text


def likely_topic(understanding: Understanding, heard: Heard) -> str:
    """What is asked of the way where the network cannot tell which question it is, and one of the way may be meant; ""
    where the words hold no topic. An order is left to be asked about."""
    candidates = understanding.candidates if understanding.outcome == "ambiguous" else ()
    if INFO.function not in (each.function for each in candidates):
        return ""
    if candidates[0].op != INFO.op or not candidates[0].function.startswith((WAY, CAR)):
        return ""
    topics = part(heard.code, "rules.road").TOPICS
    return next((str(topic) for topic, pattern in topics.items() if re.search(pattern, heard.text)), "")


def somewhere(understanding: Understanding, heard: Heard) -> Understanding:
    """ "a coffee somewhere along the route": that it is somewhere is no part of its name."""
    command = understanding.commands[0] if understanding.commands else None
    if command is None or command.function not in TO_PLACE or command.value is None:
        return understanding
    words, value = part(heard.code, "rules.road").SOMEWHERE, command.value
    name = value.get("name") if isinstance(value, Mapping) else value
    bare = re.sub(words, "", str(name)) if name else ""
    if not bare or bare == name:
        return understanding
    named = {**value, "name": bare} if isinstance(value, Mapping) else bare
    return replace(understanding, commands=(replace(command, value=named),))


def stop(understanding: Understanding, heard: Heard) -> Understanding:
    """ "당산역 먼저 들르자", "skip the bank": a stop that is the first from now on, or none any more."""
    if first := _all(heard, "FIRST_OF_ALL"):
        return understood(understanding, replace(FIRST, value=first[0]["name"]))
    if numbered := _all(heard, "NUMBERED_AWAY"):
        return understood(understanding, replace(REMOVE, value=numbered[0]["name"]))
    command = understanding.commands[0] if understanding.commands else None
    guided = any(last.function.startswith(WAY) for last in heard.context.last)
    unsure = command is None and understanding.confidence < SURE and not understanding.reason
    unsure = unsure and (guided or _read(understanding) == ADD.function)
    to_place = command is not None and command.function in TO_PLACE
    selects = command is not None and command.function == SELECT
    name = _named(heard, "FIRST") if to_place or selects or unsure else ""
    if name and not (selects and part(heard.code, "places").ORDINAL.search(name)):  # "the second one first"
        value = command.value if command and to_place else None
        if after := part(heard.code, "rules.road").BEFORE_OTHER.sub("", name):  # "선릉역보다 삼성역 먼저"
            value, name = (value, name) if after == name else (after, after)
        return understood(understanding, replace(FIRST, value=value or name))
    adds = command is not None and (command.function, command.op) == (ADD.function, ADD.op)
    keeps = re.search(part(heard.code, "rules.road").KEEPS, heard.text)
    if (adds or unsure) and not keeps and (name := _named(heard, "AWAY")):
        stops = re.fullmatch(part(heard.code, "rules.road").STOP_WORDS, name)
        return understood(understanding, replace(REMOVE, value=None if stops else name))
    return understanding


def understood(understanding: Understanding, command: Command) -> Understanding:
    """The reading as this command alone, as sure as it was."""
    return replace(understanding, outcome="understood", commands=(command,), candidates=(), reason="")


def _command(understanding: Understanding) -> Command:
    return (understanding.commands or understanding.candidates)[0]


def _read(understanding: Understanding) -> str:
    """The function that was read, or is the likeliest; "" for none."""
    found = understanding.commands or understanding.candidates
    return found[0].function if found else ""


def _name(match: re.Match[str], heard: Heard) -> str:
    """The name in a match; "" for words that are no name."""
    name = match["name"].strip()
    words = part(heard.code, "rules.road")
    return "" if re.fullmatch(words.NOT_A_PLACE, name) or len(name.split()) > MOST_WORDS else name


def _named(heard: Heard, key: str) -> str:
    """The name in a match of these patterns; "" for none."""
    return next((name for match in _all(heard, key) if (name := _name(match, heard))), "")


def _all(heard: Heard, key: str) -> list[re.Match[str]]:
    return [match for pattern in _patterns(heard.code, key) if (match := pattern.fullmatch(heard.text))]


@cache
def _patterns(code: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in getattr(part(code, "rules.road"), key))
