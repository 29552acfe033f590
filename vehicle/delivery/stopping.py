"""Stop: what moves halts at once. It overtakes everything, at any speed, and closes nothing.

The frames go out before anything else is done: without the NLU, without waiting for the turn that works, for answers of
an ECU, for the send queue or its rate limit. All panes that one message commands halt with one frame, so that a frame
that was lost can be repeated under its own sequence number.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from contract.values import Command
from vehicle.can.values import SignalValue
from vehicle.cars.function import Function
from vehicle.cars.wiring import CLOSING, HALT, OPENING, STANDING, Wire
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.delivery.underway import Underway
from vehicle.resolving import policy
from vehicle.resolving.resolve import resolve
from vehicle.results.action import Action
from vehicle.results.result import Result


@dataclass(frozen=True)
class Moving:
    """One thing that moves, or may: a pane, the trunk. `way` is opening; closing where it closes, or was told something
    that may close it; standing where it has closed a moment ago; "" where nobody knows."""

    function: Function
    zone: str
    wire: Wire
    way: str


@dataclass(frozen=True)
class Halt:
    """The stop of all things of one message: what was sent for them, or why nothing was."""

    moving: tuple[Moving, ...]
    reversed: tuple[Moving, ...]  # of them: those that closed and open again
    sent: Underway | Result


def what_moves(delivery: Delivery) -> tuple[Moving, ...]:
    """What the car reports to move, what was told to move a moment ago, and what it says nothing of."""
    return tuple(_moving(delivery))


def _moving(delivery: Delivery) -> Iterator[Moving]:
    state = delivery.state
    for function, zone, wire in delivery.car.movements():
        way = state.value(wire.movement)
        ordered = [each.action for each in delivery.feedback.underway() if wire.command in each.action.writes]
        told = _told(delivery, Moving(function, zone, wire, ""), ordered[-1]) if ordered else ""
        if way in (OPENING, CLOSING):  # where it was just told to turn round, the car may not say so yet
            yield Moving(function, zone, wire, CLOSING if told == CLOSING else way)
        elif ordered:
            yield Moving(function, zone, wire, told)
        elif way is None and state.reading(wire.movement) is not None:  # it has fallen silent
            yield Moving(function, zone, wire, "")


def _caught(delivery: Delivery) -> Iterator[Moving]:
    """What stands still, has closed a moment ago, and may be opened: a trunk not on the road."""
    moves, now = {each.wire.command for each in what_moves(delivery)}, delivery.clock()
    for function, zone, wire in delivery.car.movements():
        still = Moving(function, zone, wire, STANDING)
        if wire.command in moves or not delivery.closings.within(wire, now):
            continue
        if _opens_again(delivery, still) and delivery.state.value(wire.status) not in _open(delivery, still).values():
            yield still


def may_catch(delivery: Delivery) -> bool:
    """May somebody be caught: does something close, may it, or did it a moment ago?"""
    return any(each.way != OPENING for each in what_moves(delivery)) or any(_caught(delivery))


def _told(delivery: Delivery, moving: Moving, action: Action) -> str:
    """Which way an action moves it: opening only where that is sure; "" where it halts it."""
    command, status = moving.wire.command, moving.wire.status
    target, position = action.writes[command], delivery.state.value(status)
    if target == HALT:
        return ""
    if target == _open(delivery, moving).get(command):
        return OPENING
    if isinstance(target, str) or isinstance(position, str | None):  # a tilted roof is no percentage
        return CLOSING
    return OPENING if target > position else CLOSING


def halt(delivery: Delivery, actions: TurnDelivery, row: Function, danger: bool) -> tuple[Halt, ...]:
    """Stop all that moves. With `danger`, somebody may be caught: what closes, or may, or did a moment ago, opens
    again instead.

    `row` is the function that stands for the stop in results, `actions` a turn that has begun for it. Nothing is waited
    for, and the floor is not needed.
    """
    delivery.stop(actions.began)  # before it looks: what is not on its way by then is not sent any more
    if danger or what_moves(delivery):
        delivery.halts(actions.began)  # likewise, and then it looks again
    by_message: dict[str, list[Moving]] = {}
    for each in (*what_moves(delivery), *(_caught(delivery) if danger else ())):
        by_message.setdefault(each.wire.command.partition(".")[0], []).append(each)
    return tuple(_halt(delivery, actions, row, moving, danger) for moving in by_message.values())


def _halt(delivery: Delivery, actions: TurnDelivery, row: Function, moving: list[Moving], danger: bool) -> Halt:
    writes: dict[str, SignalValue] = {each.wire.command: HALT for each in moving}
    expects: dict[str, tuple[SignalValue, ...]] = {each.wire.movement: (STANDING,) for each in moving}
    back = [each for each in moving if danger and _opens_again(delivery, each)]
    for each in back:
        writes |= _open(delivery, each)
        expects[each.wire.movement] = (OPENING,)
    action = Action(Command(row.name, "do"), row, "", writes, expects, event=True)
    sent = actions.send(action, urgent=True)
    for each in moving:
        if each.way == CLOSING:
            delivery.closings.mark(each.wire, delivery.clock())
    return Halt(tuple(moving), tuple(back), sent)


def _opens_again(delivery: Delivery, moving: Moving) -> bool:
    """Does danger open it? What opens already goes on if it has closed a moment ago: it is turning round, because
    somebody is caught. What does not move, as far as is known, opens only if policy lets it: no trunk on the road."""
    now = delivery.clock()
    if moving.way in ("", STANDING) and policy.refuse(moving.function, "open", delivery.situation, now) is not None:
        return False
    if moving.way == OPENING and not delivery.closings.within(moving.wire, now):
        return False
    return bool(_open(delivery, moving))


def _open(delivery: Delivery, moving: Moving) -> Mapping[str, SignalValue]:
    """What opens it; nothing where it cannot be opened."""
    if "open" not in moving.function.ops:
        return {}
    command = Command(moving.function.name, "open", moving.zone or None)
    action = resolve(command, moving.function, delivery.car, delivery.situation)
    return action.writes if isinstance(action, Action) else {}


def results(halts: tuple[Halt, ...], confirm: Callable[[Underway], Result]) -> list[Result]:
    """What came of it: a result for each function that moved, with its zone where not all of its zones did alike."""
    found = []
    for each in halts:
        result = each.sent if isinstance(each.sent, Result) else confirm(each.sent)
        for moving in each.moving:
            back, function = moving in each.reversed, moving.function
            alike = [other for other in each.moving if other.function is function and (other in each.reversed) == back]
            whole = len(alike) == len(function.wires) > 1
            if whole and moving is not alike[0]:
                continue
            zone = "all" if whole else moving.zone
            command = Command(function.name, "stop", zone or None)
            details = {"reversed": True} if back else {}
            action = replace(result.action, command=command, row=function, zone=zone) if result.action else None
            found.append(Result(command, result.outcome, result.reason, details, function, zone, action, result.frames))
    return found
