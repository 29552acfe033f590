"""Words to the assistant itself: yes, no, undo, the second one, help. Each comes to results, or to commands to perform."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from contract.values import Command
from languages.language import load
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.session import FIRST, MEMORY

THERE = ("거기", "그곳", "저기", "there", "that place", "that one", "")  # what points at the one place just named


def answer(asked: CommandRequest, turn: TurnContext) -> Sequence[Result | CommandRequest]:
    """What a dialog.* command comes to."""
    kinds: Mapping[str, Callable[[CommandRequest, TurnContext], Sequence[Result | CommandRequest]]] = {
        "thanks": lambda asked, turn: [told(asked, "thanks")],
        "help": lambda asked, turn: [told(asked, "help")],
        "repeat": lambda asked, turn: [told(asked, "repeat", reply=turn.session.reply)],
        "no": drop,
        "cancel": drop,
        "yes": yes,
        "undo": undo,
        "select": select,
    }
    return kinds[asked.command.function.removeprefix("dialog.")](asked, turn)


def told(asked: CommandRequest, answer: str, **facts: object) -> Result:
    return Result(asked.command, Outcome.ANSWERED, "", {"answer": answer, **facts}, asked.function)


def drop(asked: CommandRequest, turn: TurnContext) -> Sequence[Result]:
    had = bool(turn.session.pending or turn.session.places)
    turn.session.pending, turn.session.places = (), ()
    return [told(asked, "dropped", had=had)]


def yes(asked: CommandRequest, turn: TurnContext) -> Sequence[Result | CommandRequest]:
    risky = turn.session.risky
    pending = turn.session.answer(turn.clock())
    if not pending:
        return [told(asked, "nothing_asked")]
    return [request_for(command, turn.car, sure=risky) for command in pending]


def undo(asked: CommandRequest, turn: TurnContext) -> Sequence[Result | CommandRequest]:
    steps, turn.session.undo = turn.session.undo, ()
    if not steps:
        return [asked.refused(Refusal("nothing_to_undo"))]
    return [replace(asked, function=action.row, undo=action) for action in reversed(steps)]


def select(asked: CommandRequest, turn: TurnContext) -> Sequence[Result | CommandRequest]:
    session, value = turn.session, asked.command.value
    listed, meant = session.places, session.place_for
    which = int(value) if isinstance(value, float | int) else 1
    if not listed or meant is None:
        return [asked.refused(Refusal("no_list"))]
    if not 1 <= which <= len(listed):
        return [asked.refused(Refusal("range", {"listed": len(listed)}))]
    session.close()
    place = listed[which - 1]
    return [request_for(replace(meant, value=load(turn.lang).grammar.name(place)), turn.car, place=place)]


def pointed_at(command: Command, turn: TurnContext) -> Command:
    """ "Take me there", said of the one place just listed, chooses it; any other command is what it was."""
    session, goes = turn.session, (command.function, command.op) in (("nav.go", "do"), ("nav.waypoint", "add"))
    just_named = len(session.places) == 1 and turn.clock() - session.listed_at < MEMORY
    if not (goes and just_named and str(command.value or "").strip() in THERE):
        return command
    session.place_for = replace(command, value=None)
    return FIRST
