"""Which words of time say when a command of the car shall be done.

Not those of a reason, a message's text, a title, a question, or of what an agent does; nor a number that is a value.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from contract.values import Command, Understanding
from languages import part
from languages.spoken_times import AT, CONDITION, REPEAT, VAGUE, Words, found, without
from nlu.rules.heard import Heard
from nlu.rules.later.clauses import cut, in_reasons
from nlu.rules.network import NO_COMMAND, Network, Place

PERCENT, SET = "percent", "set"
NUMBERS = (PERCENT, "number", "count", "speed", "frequency")  # kinds of value that a bare number may be
MESSAGE = "message"  # kind of value that is dictated: a condition behind it is a part of it
OFF = "off"
MOST_ORDERS = 3  # that are tried beside one condition
LEAST_SURE = 0.85  # confidence, of what is only understood without its words of time; our choice
REASON_OF = {CONDITION: "condition", REPEAT: "repeat", VAGUE: "when"}  # kind of words -> Understanding.reason


@dataclass(frozen=True)
class Owner:
    """What the words of time stand with: text[begin:end], which the network reads as one command, or as none."""

    begin: int
    end: int
    place: Place


def words_of(heard: Heard, plain: Understanding, network: Network) -> list[Words]:
    """The words of time that may belong to a command of the car. `plain` is the reading of the whole."""
    words = found(heard.text, heard.code)
    if not words:
        return words
    reasons = in_reasons(heard, words)
    words = [each for each in words if each not in reasons]
    if any(_holds(command, heard.text[each.begin : each.end]) for command in plain.commands for each in words):
        return []
    words = _without_values(words, heard, plain, network)
    owners = [(each, _owner(each, words, heard, network)) for each in words]
    return [each for each, owner in owners if _for_car(each, owner, words, heard, plain, network)]


def unasked(plain: Understanding, heard: Heard) -> Understanding:
    """An unsure reading with nothing to ask about, where a condition or repetition stands beside it: no fragment of
    what is not offered is done after a yes."""
    if plain.outcome != "ambiguous" or not plain.candidates:
        return plain
    words = found(heard.text, heard.code)
    hanging = any(each.kind in REASON_OF for each in words if each not in in_reasons(heard, words))
    return replace(plain, candidates=()) if hanging else plain


def _for_car(
    words: Words, owner: Owner, all_words: list[Words], heard: Heard, plain: Understanding, network: Network
) -> bool:
    """Is what the words stand with for the car to do? What seems to be an agent's is read without them as well."""
    if network.changes(owner.place):
        dictated = network.rows[owner.place.function].kind == MESSAGE and words.kind in REASON_OF
        return not dictated or words.begin == owner.begin
    if words.kind == CONDITION and _ordered(words, owner, heard, network):
        return True
    talk = owner.place.function == NO_COMMAND
    if talk and (owner.begin > 0 or owner.end < len(heard.text)):
        return False
    if talk and words.kind == CONDITION:  # it may have hidden the command
        return True
    rest = without(heard.text, all_words, owner.begin, owner.end)
    before = tuple(command for command in plain.commands if network.changes(command))
    reading = network.read(rest, replace(heard.context, last=before or heard.context.last)) if rest else plain
    sure = reading.confidence >= LEAST_SURE or words.kind in REASON_OF
    language = part(heard.code, "rules.times")
    ordered = language.ORDER.search(rest)
    certain = bool(sure and ordered) and _changing(reading, network)
    if talk and ordered and language.LEAD.search(rest[: ordered.start()]):
        return certain
    if talk:
        asked = {candidate.function for candidate in plain.candidates}
        return certain and all(command.function in asked for command in reading.commands)
    if certain:
        return True
    return bool(rest) and _only_timed(words, owner, network.read(rest, replace(heard.context, last=())), heard, network)


def _ordered(words: Words, owner: Owner, heard: Heard, network: Network) -> bool:
    """Does an order to the car hang on a condition, though the network takes the whole for something else?

    What an agent does stays with it; only what is switched off on arriving is the car's: "turn it off when we get
    home".
    """
    agents = network.rows[owner.place.function].agent and owner.place.op != OFF
    return any(
        _asks(order, owner, heard, network)
        for order in _orders(words, owner, heard)
        if not (agents and order in heard.text[owner.begin : owner.end])
    )


def _asks(order: str, owner: Owner, heard: Heard, network: Network) -> bool:
    """Is the order, without its words of time, one to the car? In what seems to be talk it must be surer."""
    reading = network.read(order, heard.context)
    sure = owner.place.function != NO_COMMAND or reading.confidence >= LEAST_SURE
    return sure and _changing(reading, network)


def _changing(reading: Understanding, network: Network) -> bool:
    return any(network.changes(command) for command in reading.commands)


def _only_timed(words: Words, owner: Owner, reading: Understanding, heard: Heard, network: Network) -> bool:
    """Is it an agent's for its words of time alone, and the end of an order: "turn off this and that in an hour"?"""
    if any(network.rows[each.function].agent for each in (*reading.commands, *reading.candidates)):
        return False
    begin = next(begin for begin, end in cut(heard) if begin <= words.begin < end)
    places = network.places(heard.text, heard.context)
    return any(begin <= each.begin < owner.begin and network.changes(each) for each in places)


def _holds(command: Command, words: str) -> bool:
    """Are these words a part of the text, the title or the name that the command is about?"""
    if isinstance(command.value, Mapping):
        return any(isinstance(text, str) and words in text for text in command.value.values())
    return isinstance(command.value, str) and words in command.value and words != command.value


def _without_values(words: list[Words], heard: Heard, plain: Understanding, network: Network) -> list[Words]:
    """Without what is only a number, where it may be the value of the command: "seat heater at 2"."""
    bare = [each for each in words if each.kind == AT and each.clock and each.clock.bare and not _leads(each, heard)]
    said = [heard.text[each.begin : each.end] for each in bare]
    if any(isinstance(each.value, str) and each.value in one for each in plain.commands for one in said):
        return [each for each in words if each not in bare]
    hours = {each.clock.hour for each in bare if each.clock}
    ordered = bool(part(heard.code, "rules.times").ORDER.match(heard.text))  # "open ...", not "window at 7"
    numbered = {command.function for command in plain.commands if _at_number(command, hours, ordered, network)}
    if not bare or (plain.outcome == "understood" and not numbered):
        return words
    rest = without(heard.text, bare)
    others = {command.function for command in network.read(rest, heard.context).commands} if rest else set()
    takers = {name for name in others if network.rows[name].kind in NUMBERS}
    values = not others or bool(numbered & others) or (not numbered and bool(takers))
    return [each for each in words if each not in bare] if values else words


def _leads(words: Words, heard: Heard) -> bool:
    """Does an order follow, with nothing but fillers before the words: "at 7 open the window"?"""
    language = part(heard.code, "rules.times")
    order = language.ORDER.match(heard.text[words.end :].lstrip())
    return bool(order and language.LEAD.search(heard.text[: words.begin]))


def _at_number(command: Command, hours: Set[int], ordered: bool, network: Network) -> bool:
    """May one of these numbers behind "at" be its value? What opens in percent opens "to" or "by" one, not "at 7"."""
    row = network.rows[command.function]
    opened = row.kind == PERCENT and (command.op != SET or (ordered and "open" in row.ops))
    return isinstance(command.value, int | float) and command.value in hours and not opened


def _owner(words: Words, all_words: list[Words], heard: Heard, network: Network) -> Owner:
    """What the words stand with; where they stand alone, what comes behind them, or else before."""
    places = network.places(heard.text, heard.context)
    ends = [*(place.begin for place in places[1:]), len(heard.text)]
    at = max(at for at, place in enumerate(places) if place.begin <= words.begin or at == 0)
    rest = heard.text[words.end :].lstrip()
    while at + 1 < len(places) and places[at].begin >= words.begin and ends[at] <= len(heard.text) - len(rest):
        at += 1  # the network has cut the words of time themselves
    if not without(heard.text, all_words, places[at].begin, ends[at]) and len(places) > 1:
        at = at + 1 if at + 1 < len(places) else at - 1
    return Owner(min(places[at].begin, words.begin), max(ends[at], words.end), places[at])


def refused(words: Sequence[Words], heard: Heard, plain: Understanding, network: Network) -> Understanding | None:
    """The answer that a condition, a repetition or an unclear time is not offered; None where no order hangs on it."""
    for each in words:
        if each.kind not in REASON_OF:
            continue
        owner = _owner(each, list(words), heard, network)
        orders = _orders(each, owner, heard)
        if orders and (network.changes(owner.place) or any(_asks(one, owner, heard, network) for one in orders)):
            return replace(plain, outcome="unsupported", commands=(), candidates=(), reason=REASON_OF[each.kind])
    return None


def _orders(words: Words, owner: Owner, heard: Heard) -> list[str]:
    """What may be the order beside the words, the longest first: behind them where they lead, else before.

    What leads is read to the end of its clause: the network may take its verb for a command ("as soon as we leave the
    highway"). Where nothing more is in its clause the order is the next ("wait until we are there and then open it").
    """
    language = part(heard.code, "rules.times")
    before, behind = heard.text[owner.begin : words.begin].strip(), heard.text[words.end : owner.end].strip()
    if words.kind == CONDITION:
        begin, end = next((begin, end) for begin, end in reversed(cut(heard)) if begin <= words.begin)
        before = before or heard.text[begin : words.begin].strip()
        rest = begin + len(language.finished(heard.text[begin:end])) > words.end
        behind = heard.text[words.end if rest else end : max(end, owner.end) if rest else None].strip()
    found = _from_each_verb(language.ORDER, behind) if language.LEAD.search(before) else []
    return found or _from_each_verb(language.ORDER, before)


def _from_each_verb(order: re.Pattern[str], text: str) -> list[str]:
    """Every end of the text that is an order: "shut lock it", "lock it"."""
    found: list[str] = []
    match = order.search(text)
    while match and len(found) < MOST_ORDERS:
        found.append(match[0])
        match = order.search(text, match.start() + 1)
    return found
