"""Carries out the commands of a turn: planned and sent in order, confirmed together, unless one builds on another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from contract.values import Command
from vehicle.delivery import temperature_keys, turn_end
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.temperature_keys import Pressing, Temperature
from vehicle.delivery.underway import Underway
from vehicle.resolving import policy
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result
from vehicle.turn import dialog
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.events import Finished, Sent
from vehicle.turn.planning import plan, unacknowledged

BROUGHT_ABOUT = ("guiding",)  # conditions that a later command of the same breath may bring about: "by A, and home"

Told = Callable[[Result], str]  # the sentence of one result, for the event


def rewrites(newer: Action, older: Action) -> bool:
    """Do both write one signal? Two events may: each counts, and has its own number."""
    return bool(newer.writes.keys() & older.writes.keys()) and not (newer.event and older.event)


class Performer:
    """Of one turn."""

    def __init__(self, turn: TurnContext, delivery: Delivery, temperature: Temperature, told: Told) -> None:
        self.turn, self.delivery, self.temperature, self.told = turn, delivery, temperature, told
        self.asked: list[CommandRequest] = []
        self.results: list[Result | Underway] = []  # one for each that was asked, or more
        self.undo: list[Action | None] = []

    def perform(self, commands: Sequence[CommandRequest]) -> list[Result]:
        """Each command's result, in order, as it is at the end of the turn."""
        session = self.turn.session
        if any(not each.function.talks for each in commands):
            session.pending = ()  # who orders something else has not said yes
        own = [each.command for each in commands if not each.function.talks]
        for each in commands:
            own += self._take(each)
        if own:
            session.last, session.last_at = tuple(own), self.turn.clock()
        if self.undo:
            session.undo = tuple(action for action in self.undo if action)
        done = self._finish_all()
        for at, result in enumerate(done):
            confirmed_later = any(later.outcome is Outcome.CONFIRMED for later in done[at + 1 :])
            if result.reason in BROUGHT_ABOUT and confirmed_later:
                planned = self._plan(self.asked[at])
                self.results[at] = self._send(planned) if isinstance(planned, Action) else planned
                done[at] = self._finish_all()[at]
        with self._stage("confirm"):
            return turn_end.settled(done, self.turn.car.codec, self.turn.situation.state)

    def _take(self, asked: CommandRequest) -> list[Command]:
        """Plan one command and send it, or ask the dialog; the commands that a yes has set free."""
        command = dialog.pointed_at(asked.command, self.turn)
        if command is not asked.command:
            asked = request_for(command, self.turn.car)
        if asked.function.talks:
            freed: list[Command] = []
            for each in dialog.answer(asked, self.turn):
                if isinstance(each, Result):
                    self._add(asked, each)
                elif each.function.talks:
                    freed += self._take(each)
                else:
                    freed += [each.command] if each.place is None and each.undo is None else []
                    self._do(each)
            return freed
        self._do(asked)
        return []

    def _do(self, asked: CommandRequest) -> None:
        planned = self._plan(asked)
        if self._builds_on(planned):
            self._finish_all()
            planned = self._plan(asked)
        result = self._send(planned) if isinstance(planned, Action) else planned
        self._add(asked, result)
        if isinstance(result, Underway) and asked.undo is None:
            self.undo.append(result.undo)

    def _add(self, asked: CommandRequest, result: Result | Underway) -> None:
        self.asked.append(asked)
        self.results.append(result)
        index = len(self.results) - 1
        if isinstance(result, Underway):
            self.turn.on_event(Sent(index, asked.command, tuple(result.sent.frames)))
        else:
            self.turn.on_event(Finished(index, result, self.told(result)))

    def _plan(self, asked: CommandRequest) -> Action | Result:
        with self._stage("resolve and policy"):
            return plan(asked, self.turn, self.delivery.holds)

    def _builds_on(self, planned: Action | Result) -> bool:
        """May an earlier command, not yet confirmed, change what was planned, or be undone by it before it is seen?"""
        earlier = [result.action for result in self.results if isinstance(result, Underway)]
        if isinstance(planned, Result):  # "it is so already" is said of a state that is about to change
            return bool(earlier) and planned.outcome in (Outcome.ALREADY, Outcome.REFUSED, Outcome.ANSWERED)
        by_keys, car = self.temperature is Temperature.STEPS, self.turn.car
        mine = unacknowledged(planned, car, by_keys)
        return any(
            action.expects.keys() & planned.expects.keys()
            or unacknowledged(action, car, by_keys) & mine
            or rewrites(planned, action)
            for action in earlier
        )

    def _send(self, action: Action) -> Underway | Result:
        with self._stage("encode and send"):
            if self.temperature is Temperature.STEPS:
                return temperature_keys.begin(self.delivery, action)
            return self.delivery.send(action)

    def _finish_all(self) -> list[Result]:
        """Wait for all that is underway; each result is told as it comes."""
        with self._stage("confirm"):
            while waiting := [(at, each) for at, each in enumerate(self.results) if isinstance(each, Underway)]:
                at, first = waiting[0]
                if isinstance(first, Pressing):
                    result = self._finish_presses(first)
                else:
                    others = [each for _, each in waiting if not isinstance(each, Pressing)]
                    over = self.delivery.wait_for_any(others)
                    at = next(place for place, each in waiting if each is over)
                    result = self.delivery.conclude(over)
                asked = self.asked[at]
                if asked.undo is not None:
                    result = replace(result, command=asked.command, details={**result.details, "undone": True})
                self.results[at] = result
                self.turn.on_event(Finished(at, result, self.told(result)))
        return [each for each in self.results if isinstance(each, Result)]

    def _finish_presses(self, pressing: Pressing) -> Result:
        row, op = pressing.action.row, pressing.action.command.op
        situation, clock = self.turn.situation, self.turn.clock
        return temperature_keys.finish(self.delivery, pressing, lambda: policy.refuse(row, op, situation, clock()))

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = self.turn.clock()
        yield
        self.turn.add(name, self.turn.clock() - began)
