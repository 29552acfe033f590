"""Commands for the assistant itself: yes, no, undo, the second one, help. Each gives results or commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from contract.values import Command, Understanding
from languages import codes, part
from languages.language import load
from navigation.places import Place
from vehicle.catalogue.row import SPEAKER
from vehicle.replies.reply_context import MOST_LISTED
from vehicle.resolving.resolve import zone_of
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import later, visited
from vehicle.turn.choosing import chosen, without_verb
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.planning import PLACE, Holds, plan
from vehicle.turn.session import FIRST, MEMORY, QUESTION_LIFETIME, Session
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
