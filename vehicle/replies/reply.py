"""Makes the reply: one sentence for each result of a turn. Nothing else in the vehicle makes sentences.

The values that are spoken are those that the car reports when the sentence is made: usually at the end of the turn.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from navigation.words import bare
from vehicle.cars.function import Function
from vehicle.catalogue.row import QUERY
from vehicle.replies.answers import answered
from vehicle.replies.done import already, confirmed
from vehicle.replies.reply_context import ReplyContext, missing_noun, noun, unit, word
from vehicle.results.result import Outcome, Result


def reply(results: Sequence[Result], context: ReplyContext) -> str:
    """The sentences of all results of a turn, in their order."""
    return together([sentence(result, context) for result in results], context)


def together(sentences: Iterable[str], context: ReplyContext) -> str:
    """The sentences of a turn, one after the other, without the empty ones."""
    return context.language.grammar.together([each for each in sentences if each])


def sentence(result: Result, context: ReplyContext) -> str:
    """The sentence of one result; "" where a later command of the turn has superseded it."""
    return SENTENCES[result.outcome](result, context)


def out_of_scope(context: ReplyContext) -> str:
    """For an utterance that is not for the car."""
    return context.say("out_of_scope")


def unsupported(reason: str, context: ReplyContext) -> str:
    """For what was understood and is not offered: a condition, a repetition. Nothing was done."""
    own = f"unsupported.{reason}"
    return context.say(own if own in context.language.sentences else "unsupported")


def say_again(context: ReplyContext) -> str:
    """For an utterance that was not understood."""
    return context.say("say_again")


def did_you_mean(function: Function, zone: str, context: ReplyContext) -> str:
    """For an ambiguous utterance: asks about one function, which must have a noun."""
    return context.say("did_you_mean", noun=noun(function, zone))


def refused(result: Result, context: ReplyContext) -> str:
    """By the reason, and by what it is about: the kind of value, or what is unknown."""
    function, details = result.function, result.details
    assert function is not None, result
    listed = details.get("listed")
    kinds = (
        details.get("what"),
        details.get("kind"),
        "listed.one" if listed == 1 else "listed" if listed else None,
        "talk" if function.is_dialog else None,
        function.value.kind if function.value else None,
    )
    fields = dict(details) | {"noun": noun(function), "unit": unit(context, details.get("unit", ""))}
    if result.reason == "not_fitted" and "value" in details:
        return context.say(
            "refused.not_fitted.value", noun=noun(function), value=word(context, function, details["value"])
        )
    if result.reason == "not_fitted":
        fields["noun"] = missing_noun(function, result.zone)
        if all(target == QUERY for target in function.ops.values()):  # nothing that a car has, but what it measures
            return context.say("refused.not_fitted.query", noun=noun(function))
    elif result.reason == "unknown_state":
        fields["noun"] = noun(function, result.zone)
    elif details.get("kind") == "category":
        fields["words"] = bare(details["words"]) if "words" in details else ""
    keys = (f"refused.{result.reason}.{kind}" for kind in kinds if kind)
    found = next((key for key in keys if key in context.language.sentences), f"refused.{result.reason}")
    return context.say(found, **fields)


def question(result: Result, context: ReplyContext) -> str:
    """Asks before a risky command, or which of several places is meant."""
    grammar, action = context.language.grammar, result.action
    if result.reason == "several_places":
        names = [grammar.name(place) for place in result.details["places"]]
        lines = [context.say("list.place", number=number, place=name) for number, name in enumerate(names, 1)]
        return context.say("ask.places", places=grammar.listed(lines))
    assert result.function is not None, result
    if action is None:  # of an agent
        return context.say(f"ask.{result.command.op}", noun=noun(result.function))
    if action.text is not None:
        to, _, text = action.text.partition("\n")
        return context.say("ask.kind.message", to=to, text=text)
    about = noun(action.row, action.zone if action.zone != "all" else "")
    return context.say(f"ask.{action.command.op}", noun=about)


def handed(result: Result, context: ReplyContext) -> str:
    """By the agent that could do it, which is the reason of the result."""
    assert result.function is not None, result
    return context.say(f"handed.{result.reason}", noun=noun(result.function))


def timed_out(result: Result, context: ReplyContext) -> str:
    """Sent, and not confirmed in time."""
    assert result.function is not None, result
    return context.say("timed_out", noun=noun(result.function, result.zone))


def failed(result: Result, context: ReplyContext) -> str:
    """By the reason of the ECU or of the gateway; by that of policy where it stopped a command after a frame."""
    function, own = result.function, f"failed.{result.reason}"
    assert function is not None, result
    of_policy = any(f"{key}.".startswith(f"refused.{result.reason}.") for key in context.language.sentences)
    if own not in context.language.sentences and of_policy:
        return refused(result, context)
    if result.reason == "not_found" and function.name in context.language.not_found:
        return context.language.not_found[function.name]
    return context.say(own if own in context.language.sentences else "failed.other", noun=noun(function, result.zone))


def ended_by(key: str) -> Callable[[Result, ReplyContext], str]:
    """Of a command that another one, or the word stop, has ended."""

    def said(result: Result, context: ReplyContext) -> str:
        assert result.function is not None, result
        return context.say(key, noun=noun(result.function, result.zone))

    return said


SENTENCES: Mapping[Outcome, Callable[[Result, ReplyContext], str]] = {
    Outcome.CONFIRMED: confirmed,
    Outcome.ALREADY: already,
    Outcome.REFUSED: refused,
    Outcome.SUPERSEDED: ended_by("superseded"),
    Outcome.STOPPED: ended_by("stopped"),
    Outcome.NEEDS_CONFIRMATION: question,
    Outcome.TIMED_OUT: timed_out,
    Outcome.FAILED: failed,
    Outcome.ANSWERED: answered,
    Outcome.HANDED_OFF: handed,
}
