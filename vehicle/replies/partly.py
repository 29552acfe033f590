"""Sentences about what came true in some of its zones only."""

from languages.language import Noun
from vehicle.replies.reply_context import ReplyContext, describe, noun, now
from vehicle.results.action import Action
from vehicle.results.result import Result


def about(result: Result) -> Noun:
    """What the sentence about a result is about: the function, with those zones that its outcome is about."""
    assert result.function is not None, result
    return noun(result.function, *result.details.get("zones", (result.zone,)))


def with_the_rest(said: str, result: Result, context: ReplyContext) -> str:
    """The sentence `said` about some zones, and how the others are, if they are as they were to be."""
    if "zones" not in result.details or result.action is None:
        return said
    return context.language.grammar.together([each for each in (said, left(result.action, context)) if each])


def left(action: Action, context: ReplyContext) -> str:
    """How the zones are that are as this action wants them, where others are not: "close all, open mine".

    "" where all of them are, or none.
    """
    values, matches = now(context, action.row, action.zone) or {}, context.car.codec.matches
    kept = {}
    for leaf, value in values.items():
        status = action.row.wires[leaf].status
        if any(matches(status, value, each) for each in action.expects.get(status, ())):
            kept[leaf] = value
    return describe(context, action.row, action.zone, kept) if 0 < len(kept) < len(values) else ""
