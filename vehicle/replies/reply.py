"""From a turn's results to what is said: the one place where a reply is made.

Asked at the end of a turn: a value that is spoken comes from the state at that moment.
"""

from collections.abc import Callable, Mapping, Sequence

from navigation.words import bare
from vehicle.cars.function import Function
from vehicle.replies.answers import answered
from vehicle.replies.done import already, confirmed
from vehicle.replies.told import Told, missing_noun, noun, unit, word
from vehicle.results.result import Outcome, Result


def reply(results: Sequence[Result], told: Told) -> str:
    """What is said to all results of a turn, in their order."""
    sentences = [sentence(result, told) for result in results]
    return told.language.grammar.together([each for each in sentences if each])


def sentence(result: Result, told: Told) -> str:
    """What is said to one result; "" where a later one of the turn has the last word."""
    return SENTENCES[result.outcome](result, told)


def out_of_scope(told: Told) -> str:
    """To what is not for the car."""
    return told.say("out_of_scope")


def say_again(told: Told) -> str:
    """To what was not understood at all."""
    return told.say("say_again")


def did_you_mean(function: Function, zone: str, told: Told) -> str:
    """To what was understood without being sure; not for a word to the assistant itself, which has no noun."""
    return told.say("did_you_mean", noun=noun(function, zone))


def refused(result: Result, told: Told) -> str:
    """By reason, and by what makes the sentence another one: a kind of value, or what is unknown."""
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
    fields = dict(details) | {"noun": noun(function), "unit": unit(told, details.get("unit", ""))}
    if result.reason == "not_fitted" and "value" in details:
        return told.say("refused.not_fitted.value", noun=noun(function), value=word(told, function, details["value"]))
    if result.reason == "not_fitted":
        fields["noun"] = missing_noun(function, result.zone)
    elif result.reason == "unknown_state":
        fields["noun"] = noun(function, result.zone)
    elif details.get("kind") == "category":
        fields["words"] = bare(details["words"]) if "words" in details else ""
    keys = (f"refused.{result.reason}.{kind}" for kind in kinds if kind)
    found = next((key for key in keys if key in told.language.sentences), f"refused.{result.reason}")
    return told.say(found, **fields)


def asked(result: Result, told: Told) -> str:
    """What is asked before something risky, or which of several places is meant."""
    grammar, action = told.language.grammar, result.action
    if result.reason == "several_places":
        names = [grammar.name(place) for place in result.details["places"]]
        lines = [told.say("list.place", number=number, place=name) for number, name in enumerate(names, 1)]
        return told.say("ask.places", places=grammar.listed(lines))
    assert action is not None, result
    if action.text is not None:
        to, _, text = action.text.partition("\n")
        return told.say("ask.kind.message", to=to, text=text)
    about = noun(action.row, action.zone if action.zone != "all" else "")
    return told.say(f"ask.{action.command.op}", noun=about)


def handed(result: Result, told: Told) -> str:
    """Who could do it is the reason."""
    assert result.function is not None, result
    return told.say(f"handed.{result.reason}", noun=noun(result.function))


def timed_out(result: Result, told: Told) -> str:
    assert result.function is not None, result
    return told.say("timed_out", noun=noun(result.function, result.zone))


def failed(result: Result, told: Told) -> str:
    """By the reason of the ECU or of the gateway."""
    function, own = result.function, f"failed.{result.reason}"
    assert function is not None, result
    if result.reason == "not_found" and function.name in told.language.not_found:
        return told.language.not_found[function.name]
    return told.say(own if own in told.language.sentences else "failed.other", noun=noun(function, result.zone))


SENTENCES: Mapping[Outcome, Callable[[Result, Told], str]] = {
    Outcome.CONFIRMED: confirmed,
    Outcome.ALREADY: already,
    Outcome.REFUSED: refused,
    Outcome.NEEDS_CONFIRMATION: asked,
    Outcome.TIMED_OUT: timed_out,
    Outcome.FAILED: failed,
    Outcome.ANSWERED: answered,
    Outcome.HANDED_OFF: handed,
}
