"""Sentences about what is to be done later: "I'll turn the heater off in 10 minutes"."""

from datetime import datetime

from contract.values import Command
from vehicle.cars.function import Function
from vehicle.replies.asking import shall_i
from vehicle.replies.reply_context import MOST_LISTED, ReplyContext, noun
from vehicle.results.result import Result


def scheduled(result: Result, context: ReplyContext) -> str:
    """What will be done, and when."""
    assert result.function is not None, result
    return promised(result.function, result.command, result.details["due"], result.details["now"], context)


def promised(function: Function, command: Command, due: datetime, now: datetime, context: ReplyContext) -> str:
    """The question whether to do it, turned into a promise."""
    grammar, zone = context.language.grammar, command.zone or ""
    question = shall_i(command, function, zone if zone != "all" else "", context)
    when = grammar.when(due, now)
    return grammar.promise(question, f"{when} {grammar.lasting(command.duration)}" if command.duration else when)


def listed(result: Result, context: ReplyContext) -> str:
    """The next few, and how many there are."""
    return about("scheduled", result, context)


def cancelled(result: Result, context: ReplyContext) -> str:
    """How many; and what was to end only stays as it is."""
    staying = [context.say("stays", noun=noun(*each)) for each in result.details["staying"][:MOST_LISTED]]
    return context.language.grammar.together([about("unscheduled", result, context), *staying])


def about(key: str, result: Result, context: ReplyContext) -> str:
    items, now = result.details["items"], result.details["now"]
    count = context.say(f"{key}.one" if len(items) == 1 else key, count=len(items))
    told = [promised(function, command, due, now, context) for function, command, due in items[:MOST_LISTED]]
    return context.language.grammar.together([count, *(told if key == "scheduled" else ())])
