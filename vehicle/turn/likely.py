"""The replies that a car is likely to give, the likeliest first, so that they can be rendered before they are said.

Of each function, op, zone and value the sentence is made that a turn makes once the car has done it: the command is
resolved, the car is taken to report what was wanted, and vehicle/replies speaks of that.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from contract.values import Command, Value
from languages.language import fields_of, load
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.catalogue.row import SPOKEN
from vehicle.catalogue.values import NEVER
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.replies.reply import sentence
from vehicle.replies.reply_context import ReplyContext, describe, now
from vehicle.resolving.resolve import resolve, zone_of
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

MOST_NUMBERS = 40  # of a function
PERCENT_STEP = 10.0  # per cent that people ask for: tens
STEPPED = ("up", "down")
SAID = ("word", "colour", "number", "percent", "count")  # kinds of values that are known beforehand
DRIVER = "driver"
OFTEN = ("say_again", "out_of_scope", "out_of_scope.forbidden", "thanks", "dropped", "dropped.nothing", "undone")

# How likely a kind of reply is, the likeliest first
TALK, DONE, FIXED, SET, ALREADY, REFUSED, ELSEWHERE, MANY, REST = range(9)

Ranked = Iterator[tuple[int, str]]  # (how likely, reply)


def replies(car: Car, code: str) -> list[str]:
    """Replies in a language, each once, the likeliest first."""
    ranked: dict[str, int] = {}
    for kind, reply in (*fixed(code), *of_functions(car, code)):
        ranked[reply] = min(ranked.get(reply, kind), kind)
    return sorted((reply for reply in ranked if reply), key=lambda reply: ranked[reply])


def fixed(code: str) -> Ranked:
    """All that is always said in the same words."""
    language = load(code)
    for key, template in language.sentences.items():
        if not fields_of(template):
            yield TALK if key in OFTEN else FIXED, language.say(key)
    for reply in (*language.not_found.values(), *language.asked.values()):
        if not fields_of(reply):
            yield REFUSED, language.fill(reply)


def of_functions(car: Car, code: str) -> Ranked:
    """What is said of each function of the catalogue."""
    for function in car.functions.values():
        if not function.spoken or function.is_dialog:
            continue
        yield from ((REFUSED, reply) for reply in not_done(function, car, code))
        if not function.fitted or function.agent:
            continue
        percent = function.value is not None and function.value.kind == "percent"
        for op, zone, value in wanted(function, car):
            done, *others = of_command(Command(function.name, op, zone, value), function, car, code) or [""]
            own = zone in (None, DRIVER)
            usual = DONE if value is None else MANY if percent or between(op, value) else SET
            yield usual if own else ELSEWHERE if value is None else REST, done
            yield from ((ALREADY if own and value is None else REST, other) for other in others)


def between(op: str, value: Value) -> bool:
    """Is it half a degree, at which a step up or down seldom ends?"""
    return op in STEPPED and isinstance(value, float) and not value.is_integer()


def not_done(function: Function, car: Car, code: str) -> Iterator[str]:
    """Why it cannot be done, and the question for its value."""
    context = ReplyContext(code, car, Situation(Reported(car), car.signals))
    op = next(iter(function.ops), "on")

    def reply(outcome: Outcome, reason: str, zone: str = "", **details: object) -> str:
        command = Command(function.name, "set" if "set" in function.ops else op)
        return sentence(Result(command, outcome, reason, details, function, zone), context)

    if function.agent:
        yield reply(Outcome.HANDED_OFF, function.agent)
    elif not function.fitted:
        yield reply(Outcome.REFUSED, "not_fitted")
    elif function.value and function.value.kind in SAID and "set" in function.ops:
        zone = zone_of(Command(function.name, "set"), function, DRIVER)
        yield reply(Outcome.NEEDS_CONFIRMATION, "value_missing", zone, kind=function.value.kind)
        if limits := car.limits(function):
            low, high, _ = limits
            yield reply(Outcome.REFUSED, "range", low=low, high=high, unit=car.unit(function))


def wanted(function: Function, car: Car) -> Iterator[tuple[str, str | None, Value | None]]:
    """(op, zone, value) of what may be asked for."""
    zones: tuple[str | None, ...] = (None, *function.fitted_zones)
    kind = function.value.kind if function.value else ""
    for op, target in function.ops.items():
        if not function.writes(op) or kind not in ("", *SAID) or NEVER in function.needs.get(op, ()):
            continue
        takes = target == SPOKEN or op in STEPPED
        for value in values(function, car) if takes else (None,):
            yield from ((op, zone, value) for zone in zones)


def values(function: Function, car: Car) -> Iterator[Value]:
    """The values that may be asked for: words, and the numbers of the range."""
    kind = function.value.kind if function.value else ""
    if kind == "colour":
        yield from dict.fromkeys(load("en").colours.values())
    elif kind == "word":
        yield from (word for word in function.words if word not in function.ops)  # "set off" is said as "off"
    elif kind in SAID and (limits := car.limits(function)):
        low, high, step = limits
        step = max(step, PERCENT_STEP if kind == "percent" else 0.0)
        many = math.floor((high - low) / step + 1e-6) + 1
        yield from (low + number * step for number in range(min(many, MOST_NUMBERS)))


def of_command(command: Command, function: Function, car: Car, code: str) -> list[str]:
    """What is said once it is done; where it was so already; how it is; and where it is asked about first.

    Nothing of what needs words that nobody knows beforehand: a title, a name.
    """
    step = command.op in STEPPED
    if step and "set" not in function.ops:
        return []
    state = Reported(car)
    situation = Situation(state, car.signals)
    action = resolve(replace(command, op="set") if step else command, function, car, situation, DRIVER)
    if not isinstance(action, Action) or not action.expects or action.text is not None or action.brings is not None:
        return []
    state.report(action.expects)
    action = replace(action, command=command, number=None if step else action.number)
    context = ReplyContext(code, car, situation)

    def reply(outcome: Outcome) -> str:
        return sentence(Result(command, outcome, "", {}, function, action.zone, action), context)

    found = [reply(Outcome.CONFIRMED)]
    if not step and not action.event:
        found.append(reply(Outcome.ALREADY))
        shown = now(context, function, action.zone)
        found += [describe(context, function, action.zone, shown)] if "query" in function.ops and shown else []
    if command.op in function.asks:
        found.append(reply(Outcome.NEEDS_CONFIRMATION))
    return found


class Reported(State):
    """The state of a car that has reported what it is told to, and nothing else."""

    def __init__(self, car: Car) -> None:
        super().__init__(car.codec, clock=lambda: 0.0)

    def report(self, expects: Mapping[str, Iterable[SignalValue]]) -> None:
        """The car reports the first of the values that each status signal may have."""
        found: dict[str, dict[str, SignalValue]] = {}
        for path, wanted in expects.items():
            message, _, signal = path.partition(".")
            found.setdefault(message, {})[signal] = next(iter(wanted))
        for message, signals in found.items():
            self.update(message, signals, 0.0)
