"""Carries out the commands of a turn: planned and sent in order, then confirmed together.

A command that may depend on one before it, such as "warmer" twice, waits until that one has ended.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from contract.values import Command
from vehicle.cars.wiring import HALT
from vehicle.delivery import temperature_keys, turn_end
from vehicle.delivery.temperature_keys import Pressing, Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.delivery.underway import Underway
from vehicle.resolving import policy
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import dialog, ends, later, resuming
from vehicle.turn.context import CommandRequest, TurnContext
from vehicle.turn.events import Finished, Sent
from vehicle.turn.planning import plan, unacknowledged
from vehicle.turn.way_in_result import told_once, with_way

MET_LATER = ("guiding",)  # refused for this, a command is tried again once the later ones of the turn have ended:
# "via the station, take me home" asks for the stop before there is a route


class Performer:
    """The commands of one turn. Used once."""

    def __init__(
        self,
        turn: TurnContext,
        delivery: TurnDelivery,
        temperature: Temperature,
        sentence: Callable[[Result], str],
        first: int = 0,
    ) -> None:
        """`sentence` is what the reply says of a result; it goes into the events. `first` is the number of results that
        the turn has already."""
        self.first = first
        self.turn, self.delivery, self.temperature, self.sentence = turn, delivery, temperature, sentence
        self.requests: list[CommandRequest] = []  # what each result belongs to
        self.results: list[Result | Underway] = []  # a "yes" or an undo may have several
        self._ends: dict[int, Command] = {}  # index -> what ends a command that is done for a while
        self._reported_sent: set[int] = set()  # indexes of results whose frames an event has reported
        self._reported: dict[int, Result] = {}  # index -> the result that an event has reported

    def perform(self, requests: Sequence[CommandRequest]) -> list[Result]:
        """Each command's result, in order, as it is at the end of the turn."""
        session = self.turn.session
        orders = [each for each in requests if not each.function.is_dialog]
        if orders:
            session.scheduled = ()
            session.pending = ()  # a new order is no yes to an earlier question
        done = [each.command for each in orders]
        for each in requests:
            done += self._take(each)
        if done:
            session.last, session.last_at = tuple(done), self.turn.clock()
        self._try_again()
        self._end_later()
        delivery = self.delivery
        results = turn_end.settled(self._finish_all(), delivery.car.codec, delivery.state, delivery.overtaken)
        results = told_once(results)
        for index, result in enumerate(results):
            self._report(index, result)
        return results

    def _take(self, request: CommandRequest) -> list[Command]:
        """Plan and send one command, or answer it where it is for the assistant itself. Returns the commands that it
        has released, as a "yes" does."""
        request = dialog.pointed_at(request, self.turn)
        timed = request.command.after is not None or request.command.duration is not None
        if resuming.resumes(request.command, self.turn) and not timed:
            for each in resuming.resumed(request, self.turn):
                self._add(request, each) if isinstance(each, Result) else self._start(each)
            return []
        if timed or not request.function.is_dialog:
            self._start(request)
            return []
        released: list[Command] = []
        for answer in dialog.answer(request, self.turn):
            if isinstance(answer, Result):
                self._add(request, answer)
            elif answer.place is not None or answer.undo is not None:
                self._start(answer)
                if answer.told and self._finish_all()[-1].outcome is not Outcome.CONFIRMED:
                    break  # one step of several: the others would come to another order than the one that is told
            else:
                released += [] if answer.function.is_dialog else [answer.command]
                released += self._take(answer)
        return released

    def _start(self, request: CommandRequest) -> None:
        """Plan a command and send it, after those that it depends on have ended; or put it into the schedule."""
        command = request.command
        if command.after is not None:
            self._add(request, later.schedule(request, self.turn))
            return
        if command.duration is not None:
            end = ends.ending(request, self.turn)
            if isinstance(end, Refusal):
                self._add(request, request.refused(end))
                return
            self._ends[len(self.results)] = end
        planned = self._plan(request)
        if self._depends(planned):
            self._finish_all()
            planned = self._plan(request)
        self._add(request, self._send(request, planned))

    def _add(self, request: CommandRequest, result: Result | Underway) -> None:
        self.requests.append(request)
        self.results.append(result)
        self._report(len(self.results) - 1, result)

    def _plan(self, request: CommandRequest) -> Action | Result:
        with self.turn.stage("resolve and policy"):
            return plan(request, self.turn, self.delivery.holds)

    def _depends(self, planned: Action | Result) -> bool:
        """May an earlier command that has not ended change what was planned? Or this one undo it before its status is
        seen?"""
        earlier = [result.action for result in self.results if isinstance(result, Underway)]
        if isinstance(planned, Result):  # "it is so already" was read from a state that is about to change
            return bool(earlier) and planned.outcome in (Outcome.ALREADY, Outcome.REFUSED, Outcome.ANSWERED)
        by_keys, car = self.temperature is Temperature.STEPS, self.turn.car
        messages = unacknowledged(planned, car, by_keys)
        return any(
            action.expects.keys() & planned.expects.keys()
            or unacknowledged(action, car, by_keys) & messages
            or action.writes.keys() & planned.writes.keys()  # a frame of it that was lost would not be repeated
            for action in earlier
        )

    def _send(self, request: CommandRequest, planned: Action | Result) -> Underway | Result:
        """Send what was planned; a result stays what it is."""
        if isinstance(planned, Result):
            if planned.outcome is Outcome.ALREADY and planned.action is not None:
                self.delivery.all.claim(planned.action, self.delivery.began)
            return planned
        if planned.place is not None and planned.row.goes(planned.command.op):
            self.turn.session.gone()
        if planned.place is not None and self.turn.guidance is not None:
            self.turn.guidance.named(planned.place)
        with self.turn.stage("encode and send"):
            if self.temperature is Temperature.STEPS:
                sent = temperature_keys.begin(self.delivery, planned)
            else:
                sent = self.delivery.send(planned, urgent=HALT in planned.writes.values())
        if isinstance(sent, Result):
            return of_request(request, sent)
        if request.undo is None and not sent.sent.dropped:
            self.turn.session.remember_undo(self.turn.id, sent.undo)
        return sent

    def _finish_all(self) -> list[Result]:
        """Wait until every command that was sent has ended; all results, in order."""
        while waiting := {at: each for at, each in enumerate(self.results) if isinstance(each, Underway)}:
            with self.turn.stage("confirm"):
                index, result = self._next_to_end(waiting)
            for at, each in waiting.items():  # some may have waited in the send queue until now
                self._report(at, each)
            ended = of_request(self.requests[index], result)
            self.results[index] = with_way(ended, self.turn, self.delivery)
            self._report(index, self.results[index])
        return [each for each in self.results if isinstance(each, Result)]

    def _next_to_end(self, waiting: dict[int, Underway]) -> tuple[int, Result]:
        """Wait for the first to end. (index, result)"""
        first = next(iter(waiting))
        if isinstance(pressing := waiting[first], Pressing):
            return first, self._finish_presses(pressing)
        ended = self.delivery.wait_for_any([each for each in waiting.values() if not isinstance(each, Pressing)])
        return next(at for at, each in waiting.items() if each is ended), self.delivery.conclude(ended)

    def _finish_presses(self, pressing: Pressing) -> Result:
        function, op = pressing.action.row, pressing.action.command.op
        situation, clock = self.turn.situation, self.turn.clock
        return temperature_keys.finish(self.delivery, pressing, lambda: policy.refuse(function, op, situation, clock()))

    def _try_again(self) -> None:
        """Once more what was refused for a condition that a later command of the turn may have met."""
        for index, result in enumerate(self._finish_all()[:-1]):
            if result.reason in MET_LATER:
                self.results[index] = self._send(self.requests[index], self._plan(self.requests[index]))
                self._report(index, self.results[index])
                self._finish_all()

    def _end_later(self) -> None:
        """What was done for a while, or may have been, is ended by an entry of the schedule; what an order has ended,
        by none any more."""
        for request, done in zip(self.requests[:], self._finish_all(), strict=True):
            ends.ordered(request, done, self.turn)
        for index, end in self._ends.items():
            result, request = self.results[index], self.requests[index]
            duration = request.command.duration
            if isinstance(result, Result) and may_be_so(result) and duration:
                until = ends.until(end, duration, request.function, self.turn)
                self._add(replace(request, command=end), until)

    def _report(self, index: int, result: Result | Underway) -> None:
        """Tell the client what is new about a result: its frames are out, or it has ended, or is corrected."""
        if isinstance(result, Underway):
            if result.sent.frames and index not in self._reported_sent:
                self._reported_sent.add(index)
                command, frames = self.requests[index].command, tuple(result.sent.frames)
                self.turn.report(lambda: Sent(self.first + index, command, frames))
        elif self._reported.get(index) != result:
            self._reported[index] = result
            self.turn.report(lambda: Finished(self.first + index, result, self.sentence(result)))


def may_be_so(result: Result) -> bool:
    """Is it as it was ordered, or perhaps: sent, and the car did not say?"""
    sent = any(frame.sent for frame in result.frames)
    return result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY) or (result.outcome is Outcome.TIMED_OUT and sent)


def of_request(request: CommandRequest, result: Result) -> Result:
    """The result of an undo belongs to the "undo" that was said, not to the command that it takes back."""
    if request.undo is None:
        told = request.told if result.outcome is Outcome.CONFIRMED else {}
        return replace(result, details={**result.details, **told})
    undone = {"undone": True} if result.outcome is Outcome.CONFIRMED else {}
    return replace(result, command=request.command, details={**result.details, **undone})
