"""Commands that are not for now: "in ten minutes", "for an hour", "at seven". Nothing of them is sent at once.

What can be told today is told today: a function that the car has not, a value that is missing or out of range. Policy
is asked when the time comes.
"""

import logging
from dataclasses import replace
from datetime import timedelta

from contract.values import Command
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.catalogue.values import NEVER
from vehicle.resolving import policy
from vehicle.resolving.resolve import resolve, zone_of
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext
from vehicle.turn.planning import ask_value
from vehicle.turn.schedule import Entry, Schedule, ScheduleError

log = logging.getLogger(__name__)

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
    action = resolve(now, function, turn.car, turn.situation, turn.seat, None, turn.atlas)
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


def added(command: Command, function: Function, after: float, turn: TurnContext, ends: bool = False) -> Result:
    """The entry is in the schedule."""
    zone = command.zone or ""
    at, made = turn.clock() + turn.epoch + after, turn.began + turn.epoch
    entry = Entry(at, command, turn.client, turn.lang, turn.seat, made=made, ends=ends)
    try:
        id = schedule_of(turn).add(entry)
    except ScheduleError as error:
        return Result(command, Outcome.REFUSED, unusable(error).reason, {}, function, zone)
    if id is None:
        return Result(command, Outcome.REFUSED, "too_many_scheduled", {}, function, zone)
    turn.session.scheduled, turn.session.scheduled_in = (*turn.session.scheduled, id), turn.id
    due = turn.today() + timedelta(seconds=after)
    return Result(command, Outcome.SCHEDULED, "", {"after": after, "due": due, "now": turn.today()}, function, zone)


def listed(request: CommandRequest, turn: TurnContext) -> Result:
    """What is scheduled, the next one first."""
    try:
        return about(request, "scheduled", schedule_of(turn).entries(), turn)
    except ScheduleError as error:
        return request.refused(unusable(error))


def cancelled(request: CommandRequest, turn: TurnContext) -> Result:
    """Nothing of what this client may do itself is scheduled any more."""
    try:
        entries = schedule_of(turn).entries()
        found = [entry for entry in entries if may_cancel(entry, turn)]
        if entries and not found:
            return request.refused(Refusal("permission"))
        return about(request, "unscheduled", schedule_of(turn).cancel([entry.id for entry in found]), turn)
    except ScheduleError as error:
        return request.refused(unusable(error))


def may_cancel(entry: Entry, turn: TurnContext) -> bool:
    """May the client of this turn do what the entry would do?"""
    return turn.client.refuse(turn.car.functions[entry.command.function], entry.command.op) is None


def taken_back(request: CommandRequest, turn: TurnContext) -> Result | None:
    """The undo of a turn that has scheduled something; None if the last one has not. Ends that gave way to its own
    are back."""
    session = turn.session
    ids, session.scheduled = session.scheduled, ()
    try:
        entries = schedule_of(turn).cancel(ids, turn.client.name)
    except ScheduleError as error:
        session.scheduled = ids  # to be asked for again
        return request.refused(unusable(error))
    if ids:
        put_back(session.scheduled_in, turn)
    return about(request, "unscheduled", entries, turn) if entries else None


def put_back(of: str, turn: TurnContext) -> None:
    """The ends that gave way to an order of the turn `of` are in the schedule again, if their time is still to come."""
    replaced, turn.session.replaced = turn.session.replaced, ()
    try:
        for by, entry, rest in replaced:
            if by == of and entry.due > turn.clock() + turn.epoch:
                schedule_of(turn).cancel(rest)
                schedule_of(turn).add(entry)
    except ScheduleError as error:
        log.error("%s", error)


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
    staying = [(function, command.zone or "") for (function, command, _), each in zip(items, entries) if each.ends]
    details = {"answer": kind if items else "nothing_scheduled", "items": items, "now": today, "staying": staying}
    return Result(request.command, Outcome.ANSWERED, "", details, request.function)
