"""Makes the reply: one sentence for each result of a turn. Nothing else in the vehicle makes sentences.

The values that are spoken are those that the car reports when the sentence is made: usually at the end of the turn.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from navigation.places import Place
from navigation.words import bare
from vehicle.cars.function import Function
from vehicle.catalogue.row import QUERY
from vehicle.catalogue.table import CATALOGUE
from vehicle.replies.answers import answered
from vehicle.replies.asking import question
from vehicle.replies.done import already, confirmed
from vehicle.replies.later import scheduled
from vehicle.replies.partly import about, with_the_rest
from vehicle.replies.reply_context import ReplyContext, missing_noun, noun, unit, word
from vehicle.results.result import Outcome, Result

BARE = ("category", "within", "within.around")  # kinds of what was not found that are said without "the nearest"


def reply(results: Sequence[Result], context: ReplyContext) -> str:
    """The sentences of all results of a turn, in their order."""
    return together([sentence(result, context) for result in results], context)


def together(sentences: Iterable[str], context: ReplyContext) -> str:
    """The sentences of a turn, one after the other, without the empty ones."""
    return context.language.grammar.together([each for each in sentences if each])


def sentence(result: Result, context: ReplyContext) -> str:
    """The sentence of one result; "" where a later command of the turn has superseded all of it."""
    return SENTENCES[result.outcome](result, context)


def out_of_scope(reason: str, context: ReplyContext) -> str:
    """For an utterance that is not for the car, or says that nothing is to be done."""
    own = f"out_of_scope.{reason}"
    return context.say(own if own in context.language.sentences else "out_of_scope")


def unsupported(reason: str, context: ReplyContext) -> str:
    """For what was understood and is not offered: a condition, a repetition. Nothing was done."""
    own = f"unsupported.{reason}"
    return context.say(own if own in context.language.sentences else "unsupported")


def say_again(context: ReplyContext) -> str:
    """For an utterance that was not understood."""
    return context.say("say_again")


def interrupted(place: Place, context: ReplyContext) -> str:
    """Of a drive that can be resumed, to this destination."""
    return context.say("interrupted", place=context.language.grammar.name(place))


def not_heard(why: str, context: ReplyContext) -> str:
    """For audio without words."""
    own = f"not_heard.{why}"
    return context.say(own if own in context.language.sentences else "not_heard")


def refused(result: Result, context: ReplyContext) -> str:
    """By the reason, and by what it is about: the kind of value, or what is unknown."""
    function, details = result.function, result.details
    assert function is not None, result
    listed = details.get("listed")
    kinds = [
        details.get("what"),
        details.get("kind"),
        "listed.one" if listed == 1 else "listed" if listed else None,
        "talk" if function.is_dialog else None,
        function.value.kind if function.value else None,
    ]
    fields = dict(details) | {"noun": noun(function), "unit": unit(context, details.get("unit", ""))}
    if result.reason == "not_fitted" and "value" in details:
        return context.say(
            "refused.not_fitted.value", noun=noun(function), value=word(context, function, details["value"])
        )
    if result.reason == "not_fitted":
        fields["noun"] = missing_noun(function, result.zone)
        kinds = [how_missing(function, result.command.op)]
    elif result.reason == "unknown_state":
        fields["noun"] = noun(function, result.zone)
    elif details.get("kind") in BARE:
        fields["words"] = bare(details["words"]) if "words" in details else ""
    if "around" in details:
        fields["around"] = context.language.grammar.name(details["around"])
    keys = (f"refused.{result.reason}.{kind}" for kind in kinds if kind)
    found = next((key for key in keys if key in context.language.sentences), f"refused.{result.reason}")
    return context.say(found, **fields)


def how_missing(function: Function, op: str) -> str | None:
    """What of a function the car does not have, for a sentence of its own: the answer to a question, or the op."""
    if CATALOGUE[function.name].ops.get(op) == QUERY:
        return "query"
    return "op" if function.fitted and op not in function.ops else None


def handed(result: Result, context: ReplyContext) -> str:
    """By the agent that could do it, which is the reason of the result."""
    assert result.function is not None, result
    return context.say(f"handed.{result.reason}", noun=noun(result.function))


def timed_out(result: Result, context: ReplyContext) -> str:
    """Sent, and not confirmed in time."""
    return with_the_rest(context.say("timed_out", noun=about(result)), result, context)


def failed(result: Result, context: ReplyContext) -> str:
    """By the reason of the ECU or of the gateway; by that of policy where it stopped a command after a frame."""
    function, own = result.function, f"failed.{result.reason}"
    assert function is not None, result
    of_policy = any(f"{key}.".startswith(f"refused.{result.reason}.") for key in context.language.sentences)
    if own not in context.language.sentences and of_policy:
        return refused(result, context)
    if result.reason == "not_found" and function.name in context.language.not_found:
        return context.language.not_found[function.name]
    said = context.say(own if own in context.language.sentences else "failed.other", noun=about(result))
    return with_the_rest(said, result, context)


def ended_by(key: str) -> Callable[[Result, ReplyContext], str]:
    """Of a command that another one, or the word stop, has ended; of one that was not even begun, if that has a
    sentence of its own."""

    def said(result: Result, context: ReplyContext) -> str:
        never = f"{key}.never"
        begun = result.action is not None or never not in context.language.sentences
        return with_the_rest(context.say(key if begun else never, noun=about(result)), result, context)

    return said


SENTENCES: Mapping[Outcome, Callable[[Result, ReplyContext], str]] = {
    Outcome.CONFIRMED: confirmed,
    Outcome.ALREADY: already,
    Outcome.REFUSED: refused,
    Outcome.SCHEDULED: scheduled,
    Outcome.SUPERSEDED: ended_by("superseded"),
    Outcome.STOPPED: ended_by("stopped"),
    Outcome.NEEDS_CONFIRMATION: question,
    Outcome.TIMED_OUT: timed_out,
    Outcome.FAILED: failed,
    Outcome.ANSWERED: answered,
    Outcome.HANDED_OFF: handed,
}
