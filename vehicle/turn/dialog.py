"""Commands for the assistant itself: yes, no, undo, the second one, help. Each gives results or commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from languages import codes, part
from languages.language import load
from vehicle.catalogue.row import SPEAKER
from vehicle.resolving.resolve import resolve, zone_of
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.planning import ask_value
from vehicle.turn.session import FIRST, MEMORY

Answers = Sequence[Result | CommandRequest]


def answer(request: CommandRequest, turn: TurnContext) -> Answers:
    """The results of a dialog.* command, and the commands that it releases, in their order."""
    by_name: Mapping[str, Callable[[CommandRequest, TurnContext], Answers]] = {
        "thanks": lambda request, turn: [answered(request, "thanks")],
        "help": lambda request, turn: [answered(request, "help")],
        "repeat": lambda request, turn: [answered(request, "repeat", reply=turn.session.reply)],
        "no": drop,
        "cancel": drop,
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
    session = turn.session
    had = bool(session.pending or session.places or session.open_command(turn.clock()))
    session.pending, session.places, session.slot = (), (), None
    return [answered(request, "dropped", had=had)]


def yes(request: CommandRequest, turn: TurnContext) -> Answers:
    """The commands that were asked about. Yes to a question for a value asks it again."""
    risky = turn.session.risky
    pending = turn.session.answer(turn.clock())
    if not pending and (slot := turn.session.open_command(turn.clock())):
        return [request_for(slot, turn.car)]
    if not pending:
        return [answered(request, "nothing_asked")]
    return [request_for(command, turn.car, sure=risky) for command in pending]


def undo(request: CommandRequest, turn: TurnContext) -> Answers:
    """The actions that restore what was before the last turn that changed something, or the last few, newest first."""
    value = request.command.value
    actions = turn.session.take_back(int(value) if isinstance(value, int | float) else 1)
    if not actions:
        return [request.refused(Refusal("nothing_to_undo"))]
    return [replace(request, function=action.row, undo=action) for action in actions]


def harmless(candidates: Sequence[CommandRequest]) -> bool:
    """Does the likeliest reading put nothing on the bus? Then it is answered instead of asked about."""
    likeliest = candidates[0] if candidates else None
    return likeliest is not None and not likeliest.function.is_dialog and not changes(likeliest)


def changes(request: CommandRequest) -> bool:
    """Does the command put a frame on the bus? One that the car does not have is asked about as if it did."""
    return request.function.writes(op) if (op := request.command.op) in request.function.ops else True


def ask_which(candidates: Sequence[CommandRequest], turn: TurnContext) -> Result | None:
    """Ask whether the likeliest candidate was meant, or for its value if it has none; None without a candidate.

    The question takes the place of an older one. It says the whole reading, so a yes does it without another question.
    """
    session, now = turn.session, turn.clock()
    session.pending, session.slot = (), None
    if not candidates or candidates[0].function.is_dialog or candidates[0].command.op not in candidates[0].function.ops:
        return None
    command, function = candidates[0].command, candidates[0].function
    if command.zone == SPEAKER:
        command = replace(command, zone=zone_of(command, function, turn.seat))
    request = replace(candidates[0], command=command)
    if lacks_value(request, turn):
        return ask_value(request, turn)
    session.ask(command, now, risky=True)
    return Result(command, Outcome.NEEDS_CONFIRMATION, "", {}, function, command.zone or "")


def lacks_value(request: CommandRequest, turn: TurnContext) -> bool:
    """Can the command not be done before its value is said?"""
    found = resolve(request.command, request.function, turn.car, turn.situation, turn.seat, request.place, turn.own)
    return isinstance(found, Refusal) and found.reason == "value_missing"


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
