"""Sets the temperature by the head unit's keys: a closed loop on the temperature that the climate ECU displays.

The head unit's message carries no absolute temperature: a frame with "up" or "down" is one press of a key, and one
step of the displayed value. So one press is sent, the display is awaited, and the next press follows from what it
shows: a press that was lost is sent again, one that arrived twice is taken back. Only one key is pressed at a time,
because in SYNC mode the other side follows by itself.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vehicle.can.codec import Codec, FrameError
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.delivery.delivery import WHOLE_CYCLE
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.delivery.underway import Underway
from vehicle.delivery.undo import opposite
from vehicle.gateway.bridge import BusError, Sent
from vehicle.gateway.state import State
from vehicle.resolving.resolve import UNKNOWN
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result

log = logging.getLogger(__name__)

PRESS_GAP = 0.1  # s between two presses, so that the ECU counts both and the bus load stays low; assumed
MOST_IGNORED = 2  # presses in a row without effect on the display, before giving up; our choice
EXPIRES = 6.0  # s from the first press to the last one; our choice


class Temperature(StrEnum):
    """How the gateway sets a temperature."""

    ABSOLUTE = "absolute"  # one command of our own block
    STEPS = "steps"  # presses of the head unit's keys


def written(action: Action, car: Car) -> set[str]:
    """The command signals of an action as they go out with keys."""
    wires = car.keyed()
    return {wires[path].keys if path in wires else path for path in action.writes}


@dataclass(frozen=True)
class Goal:
    """The value that a display is to show, and the key signal that steps it."""

    key: str
    display: str
    target: SignalValue
    patience: float  # s for the display to follow one press; then the press counts as ignored

    def left(self, codec: Codec, shown: SignalValue) -> int:
        """Presses from the shown value to the target; below zero: down."""
        off_by = codec.number(self.display, self.target) - codec.number(self.display, shown)
        reached = codec.matches(self.display, shown, self.target)
        return 0 if reached else round(off_by / codec.dbc.signal(self.display).scale)


def goals_of(action: Action, car: Car) -> tuple[Goal, ...]:
    """The parts of an action that the head unit can do by keys only."""
    wires = car.keyed()
    keyed = [(wires[path], value) for path, value in action.writes.items() if path in wires]
    return tuple(
        Goal(wire.keys, wire.status, value, WHOLE_CYCLE * car.dbc.cycle(wire.status.partition(".")[0]))
        for wire, value in keyed
    )


@dataclass
class Presses:
    """Decides the presses towards the goals, one goal after the other. Time is an argument; nothing is sent here."""

    codec: Codec
    goals: Sequence[Goal]
    expires: float  # s, when to give up
    ended: str = ""  # why no press follows: shown, unknown, ignored, manual_override, expired
    _at: float = 0.0  # s, time of the last press
    _before: SignalValue | None = None  # display before the last press; None: no press is awaited
    _way: int = 0  # direction of the last press, +1 or -1
    _ignored: int = 0  # presses in a row that had no effect
    _goal: int = 0  # index of the current goal

    def moved(self, state: State) -> bool:
        """Does the display show another value than before the last press?"""
        shown = state.value(self.goals[self._goal].display)
        return shown is not None and shown != self._before

    @property
    def patient_until(self) -> float:
        """s, until when to wait for `moved`."""
        return min(self._at + self.goals[self._goal].patience, self.expires)

    @property
    def earliest(self) -> float:
        """s, when the next press may be sent."""
        return self._at + PRESS_GAP

    def next(self, state: State, now: float) -> Mapping[str, SignalValue]:
        """The next press as {key signal: "up" or "down"}, or nothing once it has `ended`."""
        while not self.ended:
            goal = self.goals[self._goal]
            shown = state.value(goal.display)
            if shown is None:
                self.ended = "unknown"
            elif self._before is not None:
                self._judge(goal, self._before, shown)
                self._before = None
            elif (left := goal.left(self.codec, shown)) == 0:
                self._goal += 1
                if self._goal == len(self.goals):
                    self._goal, self.ended = self._goal - 1, "shown"
            elif now >= self.expires:
                self.ended = "expired"
            else:
                way = 1 if left > 0 else -1
                self._at, self._before, self._way = now, shown, way
                return {goal.key: "up" if way > 0 else "down"}
        return {}

    def _judge(self, goal: Goal, before: SignalValue, shown: SignalValue) -> None:
        """Compare the display before and after the last press."""
        codec = self.codec
        change = codec.number(goal.display, shown) - codec.number(goal.display, before)
        steps = round(change / codec.dbc.signal(goal.display).scale) * self._way
        if steps == 0:
            self._ignored += 1
            if self._ignored > MOST_IGNORED:
                self.ended = "ignored"
        elif not 0 < steps <= self._ignored + 2:  # presses that took effect late, this one, and one that arrived twice
            self.ended = "manual_override"
        else:
            self._ignored = 0


@dataclass(eq=False)
class Pressing(Underway):
    """An action that is done by presses, of which the first one was sent.

    Its frames are not repeated as others are: each press acts anew.
    """

    presses: Presses


def begin(delivery: TurnDelivery, action: Action) -> Underway | Result:
    """Send the first press of an action together with its other signals. An action without keys is sent as it is."""
    goals = goals_of(action, delivery.car)
    if not goals:
        return delivery.send(action)
    if any(delivery.state.value(goal.display) is None for goal in goals):
        return Result(action.command, Outcome.REFUSED, UNKNOWN.reason, UNKNOWN.details, action.row, action.zone)
    now, wires = delivery.clock(), delivery.car.keyed()
    presses = Presses(delivery.car.codec, goals, now + EXPIRES)
    others = {path: value for path, value in action.writes.items() if path not in wires}
    first = others | dict(presses.next(delivery.state, now))
    undo = opposite(action, delivery.car, delivery.state)
    if not first:  # an undo while the display shows the target already
        return Pressing(action, Sent(now), undo, frozenset(), delivery.began, now, presses)
    sent = delivery.send(replace(action, writes=first))
    if isinstance(sent, Result):
        return sent
    if not sent.sent.dropped:
        end_others(delivery, {goal.display for goal in goals})
    pressing = Pressing(
        *(action, sent.sent, undo, sent.awaited, sent.began, sent.planned, presses),
        ordered=sent.ordered,
        confirmed=sent.confirmed,
        wake=sent.wake,
    )
    delivery.take_over(sent, pressing)
    return pressing


def end_others(delivery: TurnDelivery, displays: set[str]) -> None:
    """One turn presses towards a display at a time, also where both want the same: else it would be overshot."""
    for older in delivery.feedback.underway():
        if (
            isinstance(older, Pressing)
            and older not in delivery.received.open
            and displays & older.action.expects.keys()
        ):
            delivery.all.end(older, "superseded")


def finish(delivery: TurnDelivery, pressing: Pressing, refuse: Callable[[], Refusal | None]) -> Result:
    """Press until the displays show their targets, then wait for the confirmation. `refuse` is called before every
    press.

    Once the target was shown no key is pressed any more, even if the driver has changed it since. A press that still
    waits in the send queue at the end is cancelled.
    """
    presses, state, clock = pressing.presses, delivery.state, delivery.clock
    refusal = Refusal("")
    pressed: list[Sent] = []
    if delivery.feedback.was_done(pressing):
        presses.ended = "shown"
    while not presses.ended:
        delivery.wait_until(lambda: presses.moved(state) or bool(pressing.ended_by), presses.patient_until)
        delivery.wait_until(lambda: False, presses.earliest)
        if pressing.ended_by:
            break
        if not (press := presses.next(state, clock())):
            break
        if refused := refuse():
            refusal = refused
            break
        if not delivery.connected():
            refusal = Refusal("client_gone")
            break
        try:
            pressed.append(delivery.press(press))
        except (BusError, FrameError) as error:
            log.error("press of %s not sent: %s", ", ".join(press), error)
            refusal = Refusal(error.reason if isinstance(error, BusError) else "not_sent")
            break
    for sent in pressed:
        delivery.bridge.cancel(sent, "expired")
        pressing.sent.frames += sent.frames
    if presses.ended not in ("", "shown"):
        log.warning("%s %s: presses ended: %s", pressing.action.row.name, pressing.action.zone, presses.ended)
    if presses.ended == "manual_override":
        refusal = Refusal("manual_override")
    result = delivery.confirm(pressing)
    if result.outcome is Outcome.CONFIRMED or not refusal.reason:
        return result
    return replace(result, outcome=Outcome.FAILED, reason=refusal.reason, details=refusal.details)
