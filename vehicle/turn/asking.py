"""What was not clear, or may not have been said, is asked about: with its whole reading, and nothing is sent."""

from collections.abc import Sequence
from dataclasses import replace

from contract.values import Command, Understanding
from languages.language import load
from vehicle.catalogue.row import SPEAKER
from vehicle.resolving.resolve import zone_of
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result
from vehicle.turn.context import CommandRequest, TurnContext
from vehicle.turn.dialog import points_at_listed, spoken_of
from vehicle.turn.planning import Holds, plan
from vehicle.turn.session import Session


def in_doubt(understanding: Understanding) -> Understanding:
    """What was understood of words that may not have been said: nothing is done, and its commands are asked about."""
    candidates = understanding.candidates
    if understanding.outcome in ("understood", "hand_off"):
        candidates = understanding.commands
    return replace(understanding, outcome="ambiguous", commands=(), candidates=candidates)


def can_be_asked(understanding: Understanding) -> bool:
    """Is there a candidate to ask about? "Did you say yes?" is none: an answer has to be said again."""
    candidates = understanding.candidates
    return bool(candidates) and not any(each.function.startswith("dialog.") for each in candidates)


def ask_which(candidates: Sequence[CommandRequest], turn: TurnContext, holds: Holds) -> Result | None:
    """Ask whether a candidate was meant, or for its value if it has none; None without a candidate to ask about.

    It is the likeliest that would change something now; where none would, the first is answered: a question about the
    car, why it cannot be done, that it is so already. Nothing is sent. The question takes the place of an older one and
    says the whole reading, so a yes does it without another question.
    """
    session = turn.session
    session.pending, session.slot = (), None
    if not candidates or candidates[0].function.is_dialog:
        return None
    asked = [with_place(placed(each, turn), turn) for each in candidates if not each.function.is_dialog]
    planned = [planned_alone(each, turn, holds) for each in asked]
    if isinstance(planned[0], Result) and planned[0].outcome in (Outcome.ANSWERED, Outcome.HANDED_OFF):
        chosen = asked[0]
    else:
        chosen = next((each for each, found in zip(asked, planned) if asks(found)), asked[0])
    found = planned[asked.index(chosen)]
    if isinstance(found, Result) and (not asks(found) or found.reason):
        answer = plan(chosen, turn, holds)  # again, for the list or the slot that it opens
        return answer if isinstance(answer, Result) else found
    session.ask(chosen.command, turn.clock(), risky=True)
    command, function = chosen.command, chosen.function
    return Result(command, Outcome.NEEDS_CONFIRMATION, "", {}, function, command.zone or "")


def ask_all(candidates: Sequence[CommandRequest], turn: TurnContext, holds: Holds) -> list[Result]:
    """Ask about each of several commands of one utterance; one yes does all that were asked about."""
    results: list[Result] = []
    pending: tuple[Command, ...] = ()
    for each in candidates:
        asked = ask_which([each], turn, holds)
        results += [asked] if asked else []
        pending += turn.session.pending
    turn.session.pending = pending
    return results


def planned_alone(request: CommandRequest, turn: TurnContext, holds: Holds) -> Action | Result:
    """What a command would come to, without a trace in the session."""
    return plan(request, replace(turn, session=Session()), holds)


def asks(planned: Action | Result) -> bool:
    """Would the command change something, or ask for something first?"""
    return isinstance(planned, Action) or planned.outcome is Outcome.NEEDS_CONFIRMATION


def with_place(request: CommandRequest, turn: TurnContext) -> CommandRequest:
    """The same with the name of the one place just listed or spoken of, if the command goes there."""
    place = turn.session.places[0] if points_at_listed(request, turn) else spoken_of(request, turn)
    named = place and replace(request.command, value=load(turn.lang).grammar.name(place))
    return replace(request, command=named) if named else request


def placed(request: CommandRequest, turn: TurnContext) -> CommandRequest:
    """The same with the zone of who speaks instead of "speaker"."""
    command = request.command
    if command.zone != SPEAKER:
        return request
    return replace(request, command=replace(command, zone=zone_of(command, request.function, turn.seat)))
