"""Commands for the assistant itself: yes, no, undo, the second one, help. Each gives results or commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from contract.values import Command
from languages import codes, part
from languages.language import load
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.session import FIRST, MEMORY

HANG_UP, PAUSE = Command("phone.hangup", "do"), Command("media.pause", "do")
Answers = Sequence[Result | CommandRequest]


def answer(request: CommandRequest, turn: TurnContext) -> Answers:
    """The results of a command for the assistant itself, and the commands that it releases, in their order."""
    by_name: Mapping[str, Callable[[CommandRequest, TurnContext], Answers]] = {
        "thanks": lambda request, turn: [answered(request, "thanks")],
        "help": lambda request, turn: [answered(request, "help")],
        "repeat": lambda request, turn: [answered(request, "repeat", reply=turn.session.reply)],
        "no": drop,
        "cancel": drop,
        "stop": stop,
        "schedule": lambda request, turn: [answered(request, "nothing_scheduled")],
        "yes": yes,
        "undo": undo,
        "select": select,
    }
    return by_name[request.function.name.removeprefix("dialog.")](request, turn)


def answered(request: CommandRequest, kind: str, **facts: object) -> Result:
    """`kind` is the kind of answer, `facts` what its sentence needs."""
    return Result(request.command, Outcome.ANSWERED, "", {"answer": kind, **facts}, request.function)


def drop(request: CommandRequest, turn: TurnContext) -> Answers:
    """No: the open question and the open list are closed."""
    had = bool(turn.session.pending or turn.session.places)
    turn.session.pending, turn.session.places = (), ()
    return [answered(request, "dropped", had=had)]


def stop(request: CommandRequest, turn: TurnContext) -> Answers:
    """Nothing moves: a call that is dialled ends, what plays pauses, or what was asked is dropped."""
    signals, situation = turn.car.signals, turn.situation
    dropped = drop(request, turn)
    if situation.value(signals.call) == "dialling":
        return [request_for(HANG_UP, turn.car)]
    return [request_for(PAUSE, turn.car)] if situation.value(signals.play_state) == "playing" else dropped


def yes(request: CommandRequest, turn: TurnContext) -> Answers:
    """The commands that were asked about."""
    risky = turn.session.risky
    pending = turn.session.answer(turn.clock())
    if not pending:
        return [answered(request, "nothing_asked")]
    return [request_for(command, turn.car, sure=risky) for command in pending]


def undo(request: CommandRequest, turn: TurnContext) -> Answers:
    """The actions that restore what was before the last change, newest first."""
    actions, turn.session.undo = turn.session.undo, ()
    if not actions:
        return [request.refused(Refusal("nothing_to_undo"))]
    return [replace(request, function=action.row, undo=action) for action in reversed(actions)]


def select(request: CommandRequest, turn: TurnContext) -> Answers:
    """The command that the list was made for, with the place of this number."""
    session, value = turn.session, request.command.value
    places, command = session.places, session.place_for
    number = int(value) if isinstance(value, float | int) else 1
    if not places or command is None:
        return [request.refused(Refusal("no_list"))]
    if not 1 <= number <= len(places):
        return [request.refused(Refusal("range", {"listed": len(places)}))]
    session.close()
    place = places[number - 1]
    return [request_for(replace(command, value=load(turn.lang).grammar.name(place)), turn.car, place=place)]


def refers_back(place: str) -> bool:
    """Is this no name but a word for the place just listed ("there"), or nothing at all?"""
    return not place.strip() or any(place.strip() in part(code, "text").THERE for code in codes())


def pointed_at(request: CommandRequest, turn: TurnContext) -> CommandRequest:
    """ "Take me there", said of the one place just listed, selects that place; any other command stays as it is."""
    session, command = turn.session, request.command
    goes = (command.function, command.op) in (("nav.go", "do"), ("nav.waypoint", "add"))
    just_listed = len(session.places) == 1 and turn.clock() - session.listed_at < MEMORY
    if not (goes and just_listed and refers_back(str(command.value or ""))):
        return request
    session.place_for = replace(command, value=None)
    return request_for(FIRST, turn.car)
