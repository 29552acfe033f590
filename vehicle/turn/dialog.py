"""Commands for the assistant itself: yes, no, undo, the second one, help. Each gives results or commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from contract.values import Command
from languages import codes, part
from languages.language import load
from navigation.places import Place
from vehicle.replies.reply_context import MOST_LISTED
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import later, visited
from vehicle.turn.choosing import chosen, without_verb
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.planning import PLACE
from vehicle.turn.session import FIRST, MEMORY, QUESTION_LIFETIME
from vehicle.turn.stop_list import best_order, no_stops

HANG_UP, PAUSE = Command("phone.hangup", "do"), Command("media.pause", "do")
Answers = Sequence[Result | CommandRequest]


def answer(request: CommandRequest, turn: TurnContext) -> Answers:
    """The results of a command for the assistant itself, and the commands that it releases, in their order."""
    by_name: Mapping[str, Callable[[CommandRequest, TurnContext], Answers]] = {
        "thanks": lambda request, turn: [answered(request, "thanks")],
        "help": lambda request, turn: [answered(request, "help")],
        "repeat": lambda request, turn: [answered(request, "repeat", reply=turn.session.reply)],
        "no": no,
        "cancel": cancel,
        "stop": stop,
        "schedule": schedule,
        "yes": yes,
        "undo": undo,
        "select": select,
        "history": visited.history,
        "nav.best_order": best_order,
        "nav.no_stops": no_stops,
    }
    return by_name[request.function.name.removeprefix("dialog.")](request, turn)


def answered(request: CommandRequest, kind: str, **facts: object) -> Result:
    """`kind` is the kind of answer, `facts` what its sentence needs."""
    return Result(request.command, Outcome.ANSWERED, "", {"answer": kind, **facts}, request.function)


def drop(request: CommandRequest, turn: TurnContext) -> Answers:
    """No: the open question and the open list are closed."""
    session = turn.session
    had = bool(session.pending or session.places or session.open_command(turn.clock()))
    session.let_go()
    return [answered(request, "dropped", had=had)]


def cancel(request: CommandRequest, turn: TurnContext, lifetime: float = MEMORY) -> Answers:
    """What is open is closed; where nothing is, what the last turn has scheduled, in the last `lifetime` s, is not
    done."""
    session = turn.session
    if session.pending or session.places or session.open_command(turn.clock()):
        return drop(request, turn)
    recent = turn.clock() - session.last_at < lifetime
    return [unscheduled] if recent and (unscheduled := later.taken_back(request, turn)) else drop(request, turn)


def no(request: CommandRequest, turn: TurnContext) -> Answers:
    """As `cancel`; it answers a promise for as long as it would answer a question."""
    if request.open_only:
        return drop(request, turn)
    return cancel(request, turn, QUESTION_LIFETIME)


def stop(request: CommandRequest, turn: TurnContext) -> Answers:
    """Nothing moves: a call that is dialled ends, else what was asked is dropped, else what plays pauses."""
    signals, situation, session = turn.car.signals, turn.situation, turn.session
    asked = session.context(turn.clock()).pending
    dropped = drop(request, turn)
    if situation.value(signals.call) == "dialling":
        return [request_for(HANG_UP, turn.car)]
    plays = situation.value(signals.play_state) == "playing"
    return [request_for(PAUSE, turn.car)] if plays and not asked else dropped


def schedule(request: CommandRequest, turn: TurnContext) -> Answers:
    """What is to be done later, said or cancelled."""
    return [later.cancelled(request, turn) if request.command.op == "cancel" else later.listed(request, turn)]


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
    value, session = request.command.value, turn.session
    last = session.undo[-1][0] if session.undo else ""
    unscheduled = later.taken_back(request, turn)
    if unscheduled and (unscheduled.outcome is Outcome.REFUSED or session.scheduled_in != last):
        return [unscheduled]
    actions = session.take_back(int(value) if isinstance(value, int | float) else 1)
    if not actions:
        return [unscheduled or request.refused(Refusal("nothing_to_undo"))]
    later.put_back(last, turn)
    undone = [replace(request, function=action.row, undo=action) for action in actions]
    return [replace(unscheduled, details={**unscheduled.details, "staying": ()}), *undone] if unscheduled else undone


def select(request: CommandRequest, turn: TurnContext) -> Answers:
    """The command that the list was made for, with the place of this number, or with the one that the words choose.

    Where they choose several these are the list from now on.
    """
    session, value = turn.session, request.command.value
    places, command = session.places, session.place_for
    if not places or command is None:
        return [request.refused(Refusal("no_list"))]
    numbers = (int(value),) if isinstance(value, float | int) else chosen(turn.words, turn) or (1,)
    if not 1 <= numbers[0] <= len(places):
        return [request.refused(Refusal("range", {"listed": len(places)}))]
    if len(numbers) > 1:
        left, around = tuple(places[number - 1] for number in numbers), session.around
        session.offer(left, command, turn.clock(), MOST_LISTED)
        session.around = around
        function = turn.car.functions[command.function]
        return [Result(command, Outcome.NEEDS_CONFIRMATION, "several_places", {"places": left}, function)]
    session.close()
    place = places[numbers[0] - 1]
    return [request_for(replace(command, value=load(turn.lang).grammar.name(place)), turn.car, place=place)]


def refers_back(place: str) -> bool:
    """Is this no name but a word for the place just listed ("there"), or nothing at all?"""
    words = without_verb(place).strip() if place.strip() else ""
    return not words or any(words in part(code, "text").THERE for code in codes())


def pointed_at(request: CommandRequest, turn: TurnContext) -> CommandRequest:
    """ "Take me there", said of the one place just listed, selects that place, and of one just spoken of means it; any
    other command stays as it is."""
    if not points_at_listed(request, turn):
        if not goes_there(request) or request.place is not None:
            return request
        place = spoken_of(request, turn)  # None: it is not known what "there" is, and is asked
        value = load(turn.lang).grammar.name(place) if place else None
        return replace(request, command=replace(request.command, value=value), place=place)
    turn.session.place_for = replace(request.command, value=None)
    return request_for(FIRST, turn.car)


def spoken_of(request: CommandRequest, turn: TurnContext) -> Place | None:
    """The place just spoken of, if the command goes there and names no other."""
    session, recent = turn.session, turn.clock() - turn.session.mentioned_at < MEMORY
    return session.mentioned if recent and goes_there(request) else None


def goes_there(request: CommandRequest) -> bool:
    """Does it go somewhere, and name no place?"""
    command, function = request.command, request.function
    named = function.value is not None and function.value.kind == PLACE  # home and work need no name
    return named and function.goes(command.op) and refers_back(str(command.value or ""))


def points_at_listed(request: CommandRequest, turn: TurnContext) -> bool:
    """Does the command go to the one place just listed?"""
    session = turn.session
    just_listed = len(session.places) == 1 and turn.clock() - session.listed_at < MEMORY
    return just_listed and goes_there(request)
