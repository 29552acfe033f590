"""Commands that are not for now: "in ten minutes", "for an hour", "at seven". Nothing of them is sent at once.

What can be told today is told today: a function that the car has not, a value that is missing or out of range. Policy
is asked when the time comes.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from contract.values import Command
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.units import from_signal
from vehicle.catalogue.values import NEVER
from vehicle.resolving import policy
from vehicle.resolving.resolve import resolve, zone_of
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext
from vehicle.turn.planning import ask_value
from vehicle.turn.schedule import Entry, Schedule, ScheduleError

log = logging.getLogger(__name__)

OPPOSITE: Mapping[str, str] = {  # what ends an op that was asked for a while
    "on": "off", "off": "on", "open": "close", "close": "open", "tilt": "close", "mute": "unmute", "unmute": "mute",
    "fold": "unfold", "unfold": "fold",
}  # fmt: skip
KEPT = ("unknown_state",)  # refusals that may be otherwise when the time comes


def schedule(request: CommandRequest, turn: TurnContext) -> Result:
    """SCHEDULED, or why it cannot be, or a question for the value."""
    command, function = placed(request.command, request.function, turn.seat), request.function
    request = replace(request, command=command)
    if refusal := turn.client.refuse(function, command.op):
        return request.refused(refusal)
    if command.op in function.asks:
        return request.refused(Refusal("asks_first"))
    if function.agent:
        return Result(command, Outcome.HANDED_OFF, function.agent, {}, function)
    if refusal := impossible(command, function, turn):
        return ask_value(request, turn) if refusal.reason == "value_missing" else request.refused(refusal)
    assert command.after is not None, command
    return added(replace(command, after=None), function, command.after, turn)


def ending(request: CommandRequest, turn: TurnContext) -> Command | Refusal:
    """What ends a command that was asked for a while: the opposite op, or the value that the car reports now."""
    function = request.function
    command = placed(request.command, function, turn.seat)
    if OPPOSITE.get(command.op) in function.ops:
        return Command(command.function, OPPOSITE[command.op], command.zone)
    leaves = [function.wires[leaf] for leaf in function.wired_zones(command.zone or "")]
    values = {turn.situation.value(wire.status) for wire in leaves}
    value = values.pop() if len(values) == 1 else None
    if "set" not in function.ops or value is None:
        return Refusal("later")
    if (op := value or "off") in function.ops:  # off, a tilted roof; zero is off where it can be switched off
        return Command(command.function, str(op), command.zone)
    if isinstance(value, str):
        words = (word for word, target in function.words.items() if value in (word, target))
        word = next(words, None)  # the car reports LO for the lowest temperature; it may report what nobody can ask for
        return Command(command.function, "set", command.zone, word) if word else Refusal("later")
    return Command(command.function, "set", command.zone, from_signal(turn.car, function, leaves[0], value))


def until(end: Command, duration: float, function: Function, turn: TurnContext) -> Result:
    """The end of a command that is done for `duration` s, in the schedule."""
    return added(end, function, duration, turn)


def placed(command: Command, function: Function, seat: str) -> Command:
    """With the zone that is meant now, whoever's seat it will be later."""
    zone = zone_of(command, function, seat)
    return replace(command, zone=zone if zone in function.zones else command.zone)


def impossible(command: Command, function: Function, turn: TurnContext) -> Refusal | None:
    """Why it cannot be done later either."""
    if command.op in function.ops and not function.writes(command.op):
        return Refusal("later")
    if not function.fitted or command.op not in function.ops:
        return Refusal("not_fitted")
    if NEVER in function.needs.get(command.op, ()):
        return Refusal(NEVER)
    now = replace(command, after=None, duration=None)
    action = resolve(now, function, turn.car, turn.situation, turn.seat, None, turn.own)
    if isinstance(action, Refusal):
        return None if action.reason in KEPT else action
    if isinstance(action, Action):
        return policy.out_of_range(action, turn.car)
    return Refusal("later")  # several places: nobody could be asked


def unusable(error: ScheduleError) -> Refusal:
    """The database fails: said, and logged."""
    log.error("%s", error)
    return Refusal("not_kept")


def schedule_of(turn: TurnContext) -> Schedule:
    assert turn.schedule is not None, "a turn of a gateway has one"
    return turn.schedule


def added(command: Command, function: Function, after: float, turn: TurnContext) -> Result:
    """The entry is in the schedule."""
    zone = command.zone or ""
    at, made = turn.clock() + turn.epoch + after, turn.began + turn.epoch
    entry = Entry(at, command, turn.client, turn.lang, turn.seat, made=made)
    try:
        id = schedule_of(turn).add(entry)
    except ScheduleError as error:
        return Result(command, Outcome.REFUSED, unusable(error).reason, {}, function, zone)
    if id is None:
        return Result(command, Outcome.REFUSED, "too_many_scheduled", {}, function, zone)
    turn.session.scheduled = (*turn.session.scheduled, id)
    due = turn.today() + timedelta(seconds=after)
    return Result(command, Outcome.SCHEDULED, "", {"after": after, "due": due, "now": turn.today()}, function, zone)


def listed(request: CommandRequest, turn: TurnContext) -> Result:
    """What is scheduled, the next one first."""
    try:
        return about(request, "scheduled", schedule_of(turn).entries(), turn)
    except ScheduleError as error:
        return request.refused(unusable(error))


def cancelled(request: CommandRequest, turn: TurnContext) -> Result:
    """Nothing is scheduled any more."""
    try:
        entries = schedule_of(turn).entries()
        return about(request, "unscheduled", schedule_of(turn).cancel([entry.id for entry in entries]), turn)
    except ScheduleError as error:
        return request.refused(unusable(error))


def taken_back(request: CommandRequest, turn: TurnContext) -> Result | None:
    """The undo of a turn that has scheduled something; None if the last one has not."""
    ids, turn.session.scheduled = turn.session.scheduled, ()
    try:
        entries = schedule_of(turn).cancel(list(ids))
    except ScheduleError as error:
        turn.session.scheduled = ids  # to be asked for again
        return request.refused(unusable(error))
    return about(request, "unscheduled", entries, turn) if entries else None


def too_late(entry: Entry, car: Car) -> Result:
    """What comes of an entry that was due long ago, while nothing of this program ran."""
    command = entry.command
    return Result(command, Outcome.FAILED, "expired", {}, car.functions[command.function], command.zone or "")


def about(request: CommandRequest, kind: str, entries: list[Entry], turn: TurnContext) -> Result:
    now, today = turn.clock() + turn.epoch, turn.today()
    items = [
        (turn.car.functions[entry.command.function], entry.command, today + timedelta(seconds=entry.due - now))
        for entry in entries
    ]
    details = {"answer": kind if items else "nothing_scheduled", "items": items, "now": today}
    return Result(request.command, Outcome.ANSWERED, "", details, request.function)
