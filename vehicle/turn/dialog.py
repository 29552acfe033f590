"""Words to the assistant itself: yes, no, undo, the second one, help. Each takes the assistant and speaks of its session."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vehicle.gateway.action import Action, Command, Outcome, Refusal, Result
from vehicle.replies import answers
from vehicle.turn import policy
from vehicle.turn.delivery import Underway
from vehicle.turn.planning import plan
from vehicle.turn.session import FIRST, MEMORY

if TYPE_CHECKING:
    from vehicle.turn.assistant import Assistant

THERE = ("거기", "그곳", "저기", "there", "that place", "that one", "")  # what points at the one place just named
HELP = (
    "공조, 시트, 창문, 조명, 음악, 전화, 길 안내를 말로 할 수 있어요. 예를 들면 '운전석 열선 켜 줘', '강남역으로 가자'.",
    "I can do climate, seats, windows, lights, music, phone and navigation. For example: heat my seat, navigate to Gangnam station.",
)


def answer(assistant: "Assistant", command: Command) -> Sequence[Result]:
    """What a dialog.* command comes to."""
    said: dict[str, Callable[[], str | Sequence[Result]]] = {
        "thanks": lambda: assistant.pick(("천만에요.", "You're welcome.")),
        "help": lambda: assistant.pick(HELP),
        "repeat": lambda: (
            assistant.session.reply or assistant.pick(("아직 한 말이 없어요.", "I haven't said anything yet."))
        ),
        "no": lambda: drop(assistant),
        "cancel": lambda: drop(assistant),
        "yes": lambda: yes(assistant),
        "undo": lambda: undo(assistant, command),
        "select": lambda: select(assistant, command),
    }
    done = said[command.function.removeprefix("dialog.")]()
    return [Result(command, Outcome.ANSWERED, done)] if isinstance(done, str) else done


def drop(assistant: "Assistant") -> str:
    had = bool(assistant.session.pending or assistant.session.places)
    assistant.session.pending, assistant.session.places = (), ()
    return assistant.pick(
        ("알겠어요, 하지 않을게요.", "All right, I won't.") if had else ("네, 알겠어요.", "All right.")
    )


def yes(assistant: "Assistant") -> str | Sequence[Result]:
    risky = assistant.session.risky
    pending = assistant.session.answer(assistant.clock())
    if not pending:
        return assistant.pick(("지금 여쭤본 것이 없어요.", "I wasn't asking anything."))
    return assistant.perform(pending, sure=risky)


def undo(assistant: "Assistant", command: Command) -> Sequence[Result]:
    steps, assistant.session.undo = assistant.session.undo, ()
    if not steps:
        return [
            assistant.refused(command, Refusal("nothing_to_undo", "되돌릴 것이 없어요.", "There is nothing to undo."))
        ]
    results = []
    for action in reversed(steps):
        result = undo_one(assistant, action)
        if result.outcome is Outcome.CONFIRMED:
            now = answers.describe(action.row, action.zone, assistant.state, assistant.lang) or ""
            result = replace(result, reply=f"{assistant.pick(('되돌렸어요.', 'Undone.'))} {now}".strip())
        results.append(replace(result, command=command))
    return results


def undo_one(assistant: "Assistant", action: Action) -> Result:
    """Bounded as if it had been ordered: undoing a lock is unlocking."""
    row, zone = action.row, action.zone
    if refusal := policy.refuse_action(action, assistant.state, assistant.clock()):
        return assistant.refused(action.command, refusal)
    for op in row.ops_that_write(zone, action.writes):
        if op in row.asks:
            planned = plan(assistant, Command(row.name, op, zone or None), False)
            return planned if isinstance(planned, Result) else assistant.finish(assistant.send(planned))
    return assistant.finish(assistant.send(action))


def pointed_at(assistant: "Assistant", command: Command) -> Command:
    """ "Take me there", said of the one place just listed, chooses it; any other command is what it was."""
    session, goes = assistant.session, (command.function, command.op) in (("nav.go", "do"), ("nav.waypoint", "add"))
    just_named = len(session.places) == 1 and assistant.clock() - session.listed_at < MEMORY
    if not (goes and just_named and str(command.value or "").strip() in THERE):
        return command
    session.place_for = replace(command, value=None)
    return FIRST


def select(assistant: "Assistant", command: Command) -> Sequence[Result]:
    listed, wanted = assistant.session.places, assistant.session.place_for
    which = int(command.value) if isinstance(command.value, float | int) else 1
    if not listed or wanted is None:
        return [
            assistant.refused(command, Refusal("no_list", "고를 목록이 없어요.", "There is no list to choose from."))
        ]
    if not 1 <= which <= len(listed):
        several = f"1번부터 {len(listed)}번까지 있어요.", f"There are {len(listed)} in the list."
        ko, en = ("한 곳뿐이에요.", "There is only one.") if len(listed) == 1 else several
        return [assistant.refused(command, Refusal("range", ko, en))]
    assistant.session.close()
    place = listed[which - 1]
    planned = plan(assistant, replace(wanted, value=assistant.pick((place.ko, place.en))), False, place)
    result = assistant.send(planned) if isinstance(planned, Action) else planned
    if isinstance(result, Underway):
        assistant.session.undo = (result.undo,) if result.undo else ()
    return [assistant.finish(result)]
