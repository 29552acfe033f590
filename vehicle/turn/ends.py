"""What ends a command that was asked for a while, and when such an end is not to be done any more.

"The heater for ten minutes" is done now, and an entry of the schedule switches it off. That entry is gone once somebody
has switched it off before: it would end what is switched on later. Asked for a while again, the newer end counts.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from contract.values import Command
from vehicle.cars.function import Function
from vehicle.cars.units import from_signal
from vehicle.delivery.precedence import at_odds
from vehicle.resolving.resolve import resolve
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext
from vehicle.turn.later import added, placed, schedule_of
from vehicle.turn.schedule import Entry, ScheduleError

log = logging.getLogger(__name__)

OPPOSITE: Mapping[str, str] = {  # what ends an op that was asked for a while
    "on": "off", "off": "on", "open": "close", "close": "open", "tilt": "close", "mute": "unmute", "unmute": "mute",
    "fold": "unfold", "unfold": "fold",
}  # fmt: skip
RESTORES = "set"  # the op of an end that brings a value back; that is of no use after any other order


def ending(request: CommandRequest, turn: TurnContext) -> Command | Refusal:
    """What ends a command that was asked for a while: the opposite op, or the value that the car reports now. Where
    that value was itself asked for a while, what ends it."""
    function = request.function
    command = placed(request.command, function, turn.seat)
    if OPPOSITE.get(command.op) in function.ops:
        return Command(command.function, OPPOSITE[command.op], command.zone)
    for entry in known(turn):
        if (entry.command.function, entry.command.zone) == (command.function, command.zone):
            return entry.command
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
        return Command(command.function, RESTORES, command.zone, word) if word else Refusal("later")
    return Command(command.function, RESTORES, command.zone, from_signal(turn.car, function, leaves[0], value))


def until(end: Command, duration: float, function: Function, turn: TurnContext) -> Result:
    """The end of a command that is done for `duration` s, in the schedule, instead of an older one."""
    older = known(turn)
    result = added(end, function, duration, turn, ends=True)
    if result.outcome is Outcome.SCHEDULED:
        new = [action for _, action in parts(end, turn)]
        give_way(older, turn, lambda entry, action: any(covers(each, action) for each in new))
    return result


def ordered(request: CommandRequest, result: Result, turn: TurnContext) -> None:
    """An order was done, or may have been: what it has ended need not be ended any more."""
    sent = result.action
    if sent is None or result.outcome not in (Outcome.CONFIRMED, Outcome.ALREADY, Outcome.TIMED_OUT):
        return

    def ended(entry: Entry, action: Action) -> bool:
        otherwise = at_odds(sent, action)
        return covers(sent, action) and (not otherwise or (entry.command.op == RESTORES and request.undo is None))

    give_way(known(turn), turn, ended)


def give_way(entries: Iterable[Entry], turn: TurnContext, ended: Callable[[Entry, Action], bool]) -> None:
    """Take out these ends, or what of them is `ended`: of "off, all" that of one seat. An undo brings them back."""
    for entry in entries:
        found = parts(entry.command, turn)
        left = [leaf for leaf, action in found if not ended(entry, action)]
        if len(left) == len(found):
            continue
        try:
            if schedule_of(turn).cancel([entry.id]):
                rest = [replace(entry, command=replace(entry.command, zone=leaf)) for leaf in left]
                ids = [schedule_of(turn).add(each) for each in rest]
                turn.session.gave_way(turn.id, entry, tuple(id for id in ids if id is not None))
        except ScheduleError as error:
            log.error("%s", error)


def known(turn: TurnContext) -> list[Entry]:
    """The ends in the schedule; none if it cannot be read."""
    try:
        return schedule_of(turn).ends()
    except ScheduleError as error:
        log.error("%s", error)
        return []


def parts(command: Command, turn: TurnContext) -> list[tuple[str | None, Action]]:
    """What a command would do now, by wired zone; nothing where nobody can tell."""
    function = turn.car.functions[command.function]
    zones = function.wired_zones(command.zone or "") if command.zone else ()
    found = [
        (leaf, resolve(replace(command, zone=leaf), function, turn.car, turn.situation)) for leaf in zones or (None,)
    ]
    return [(leaf, action) for leaf, action in found if isinstance(action, Action)]


def covers(newer: Action, older: Action) -> bool:
    """Does an action decide all that another one would? To lock and to unlock write two signals and have one status."""
    writes, expects = older.writes.keys(), older.expects.keys()
    return writes <= newer.writes.keys() or (bool(expects) and expects <= newer.expects.keys())
