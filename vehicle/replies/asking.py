"""Questions: whether to do a whole reading, for the value that was not spoken, and which of several places is meant."""

from collections.abc import Mapping

from contract.values import Command, Value
from vehicle.cars.function import Function
from vehicle.cars.wiring import Write
from vehicle.catalogue import stations
from vehicle.replies.reply_context import ReplyContext, noun, numbered, unit, word
from vehicle.results.result import Result

WORD_KINDS = ("word", "colour")  # kinds of values that a function is changed to, and not set to
NAMED_KINDS = ("contact", "place")  # with a sentence of their own
VALUE_KEYS = ("number", "percent")  # kinds whose question names the unit


def question(result: Result, context: ReplyContext) -> str:
    """By what is asked for: the value, one of several places, or a yes."""
    if result.reason == "value_missing":
        return which_value(result, context)
    if result.reason == "several_places":
        if len(result.details["places"]) == 1:  # its name is only like what was said
            (place,) = result.details["places"]
            return named("place", result.command.op, context.language.grammar.name(place), context)
        return numbered(context, "ask.places", [(place, None) for place in result.details["places"]])
    assert result.function is not None, result
    action = result.action
    if action is not None and action.text is not None:
        to, _, text = action.text.partition("\n")
        return context.say("ask.kind.message", to=to, text=text)
    if action is None:
        return shall_i(result.command, result.function, result.zone, context)
    return shall_i(action.command, action.row, action.zone if action.zone != "all" else "", context)


def shall_i(command: Command, function: Function, zone: str, context: ReplyContext) -> str:
    """ "Shall I do this?", with the zone and the value: what a yes will do."""
    op, value, language = command.op, command.value, context.language
    if value == "slightly" and op == "set":
        op = "open"  # it always goes further open
    kind = function.value.kind if function.value else ""
    about, said = noun(function, zone), spoken(function, value, context)
    if own := language.asked.get(f"{function.name} {op}"):
        return language.fill(own, noun=about, value=said)
    if isinstance(value, Mapping):
        return context.say("ask.kind.message", to=value.get("to", ""), text=value.get("text", ""))
    if kind in NAMED_KINDS:
        return named(kind, op, said, context)
    if op == "set" and not said:  # such as a switch that has no value
        return context.say("ask.on", noun=about, value=said)
    if op == "set" and value == "off":
        return context.say("ask.off", noun=about, value=said)
    if op == "set":
        key = "ask.set.word" if is_word(function, kind, value) else "ask.set"
    else:  # "up to the top" is a step all the same
        by_value = bool(said) and not (op in ("up", "down") and isinstance(value, str))
        key = f"ask.{op}.at" if by_value else f"ask.{op}"
    return context.say(key if key in language.sentences else f"ask.{op}", noun=about, value=said)


def named(kind: str, op: str, name: str, context: ReplyContext) -> str:
    """The question with a name in it: whether to go there, to call this contact."""
    own = f"ask.kind.{kind}.{op}"
    return context.say(own if own in context.language.sentences else f"ask.kind.{kind}", value=name)


def is_word(function: Function, kind: str, value: Value | None) -> bool:
    """Is the value said as a word, such as a colour, or the end of a scale?"""
    target = function.words.get(value) if isinstance(value, str) else None
    return kind in WORD_KINDS or isinstance(target, str)


def spoken(function: Function, value: Value | None, context: ReplyContext) -> str:
    """A value as it is said before it is done: "23도", "최고", "빨간색", a name; "" for none."""
    kind = function.value.kind if function.value else ""
    if value is None or isinstance(value, Mapping):
        return ""
    if kind == "colour":
        hue = context.colour(str(value))
        return word(context, function, hue) if hue else str(value)
    if isinstance(value, str) and kind == "frequency":
        frequency = stations.frequency(value)
        return value if frequency is None else spoken(function, frequency, context)
    if isinstance(value, str) and value in function.words:
        if value in context.language.words:
            return word(context, function, value)
        target = function.words[value]
        if isinstance(target, int | float):
            return spoken(function, float(target), context)
        return word(context, function, value if isinstance(target, Write) else str(target))
    if isinstance(value, str):
        return value
    return f"{round(value, 1):g}{unit(context, unit_of(function, value, context))}"


def unit_of(function: Function, value: float, context: ReplyContext) -> str:
    """The unit of a number: that of the function; of a frequency that of the band whose range holds it."""
    signals = [context.car.dbc.signal(wire.command) for wire in function.wires.values() if wire.command]
    if function.value is not None and function.value.kind == "frequency":
        fitting = [each for each in signals if float(each.minimum or 0) <= value <= float(each.maximum or 0)]
        return str(fitting[0].unit or "") if fitting else ""
    return context.car.unit(function)


def which_value(result: Result, context: ReplyContext) -> str:
    """Asks for the value that was not spoken, by its kind and its unit."""
    function = result.function
    assert function is not None, result
    kind = result.details["kind"]
    of_unit = {"%": "percent"}.get(found := context.car.unit(function), found) if kind in VALUE_KEYS else kind
    keys = (f"which.{of_unit}.{result.command.op}", f"which.{of_unit}")
    found = next((key for key in keys if key in context.language.sentences), "which")
    return context.say(found, noun=noun(function, result.zone))
