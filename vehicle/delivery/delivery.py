"""From an action to the bus and back: sent, then confirmed by status frames received after it, or not."""

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.can.trace import FrameTrace
from vehicle.delivery.feedback import Feedback
from vehicle.delivery.manual_override import controls
from vehicle.delivery.underway import REPEAT, SignalTarget, Underway
from vehicle.delivery.undo import opposite
from vehicle.gateway.bridge import Bridge, BusError, Sent
from vehicle.gateway.send_queue import PATIENCE
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.resolving import policy
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

log = logging.getLogger(__name__)

TEXT_KINDS = {  # kind of value -> what its words are on the text link
    "text": Kind.MEDIA_TITLE,
    "contact": Kind.CONTACT,
    "message": Kind.MESSAGE_TO_SEND,
}
WHOLE_CYCLE = 1.25  # cycles of a message, in which one whole cycle was surely received
STALLED = 0.1  # s without any frame, of a car that sends 100 a second: it, or this process, stands still
CATCH_UP = 0.5  # s to read what is waiting, before it counts as not said; our choice
PLANNED = 0.02  # s that what policy said of an action holds; sent later, it is asked again; our choice


class Delivery:
    """One for a gateway; `begin` starts a turn."""

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge, self.car, self.clock = bridge, bridge.car, clock
        self.state: State = bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.feedback = Feedback(bridge.car.codec, bridge.state)
        self.sent: list[FrameTrace] = []  # every frame of this turn
        self.connected: Callable[[], bool] = lambda: True  # is whoever asked in this turn still there?
        self.targets: dict[str, SignalTarget] = {}  # status signal -> its target
        self._open: list[Underway] = []  # sent in this turn, and still waited for
        bridge.observers.append(self._see)

    def begin(self, connected: Callable[[], bool]) -> None:
        """A new turn, of somebody who is still `here` or has gone by now: then nothing more is sent.

        Who was kept from running looks first at what came meanwhile, or would take old frames for silence."""
        now = self.clock()
        if self.state.quiet(now) > STALLED:
            self.state.wait(lambda: not self.state.late(self.clock()), now + CATCH_UP, self.clock)
        self.sent, self._open = [], []
        self.feedback.begin()
        self.connected = connected

    def _see(self, frame: FrameTrace) -> None:
        if frame.sent:
            self.sent.append(frame)
        else:
            self.feedback.see(frame, self._open)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects, with nothing on its way that may change it?"""
        return self.feedback.holds(action)

    def patience(self, action: Action) -> float:
        """s from the command to its deadline: the row's, or a cycle of the slowest status, whose first frame may get
        lost."""
        cycles = (self.car.dbc.cycle(path.partition(".")[0]) for path in action.expects)
        return max(action.row.deadline, WHOLE_CYCLE * max(cycles, default=0.0))

    def send(self, action: Action, once: bool = False) -> Underway | Result:
        """On the bus, or FAILED with nothing of it there. `once`: never sent again, for every frame counts."""
        undo = opposite(action, self.car, self.state)
        awaited = frozenset(path for path in action.expects if not self.feedback.surely_shows(action, path))
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        self.feedback.wait_for(action)  # an answer may come before `send` returns
        try:
            text = None
            if action.text is not None and action.row.value:
                text = TEXT_KINDS[action.row.value.kind], action.text
            shown = {
                wire.status: value for wire in controls(action) if (value := self.state.value(wire.status)) is not None
            }
            underway = Underway(action, Sent(self.clock()), undo, awaited, last_shown=shown)
            unwanted = lambda: self.unwanted(underway)  # noqa: E731
            sent = underway.sent = self.bridge.send(action.writes, text, action.event, unwanted)
        except (BusError, FrameError) as error:
            log.error("%s %s not sent: %s", action.row.name, action.command.op, error)
            return failed(action, error.reason if isinstance(error, BusError) else "not_sent", sent=False)
        self._supersede(action)
        underway.repeat_at = math.inf if once else self.clock() + REPEAT
        self._open.append(underway)
        meanwhile = {path for path in action.expects if not sent.waiting and self.feedback.shows(action, path, sent.at)}
        underway.confirmed |= meanwhile
        if not sent.dropped:  # a new mapping, since other threads read it
            self.targets = self.targets | {path: SignalTarget(wanted, sent.at) for path, wanted in action.expects.items()}
        return underway

    def _supersede(self, newer: Action) -> None:
        """An older action that writes or expects the same signals is not sent again."""
        for older in self._open:
            if older.action.writes.keys() & newer.writes.keys() or older.action.expects.keys() & newer.expects.keys():
                older.repeat_at = math.inf

    def unwanted(self, underway: Underway) -> str:
        """Why an action that was planned may not go out any more, "" if it may.

        Whoever asked has gone, a hand came first, or policy says no by now.
        """
        now, action = self.clock(), underway.action
        if not self.connected():
            return "client_gone"
        if now - underway.sent.at > PLANNED:
            underway.refusal = policy.refuse_action(action, self.situation, now)
        if underway.refusal:
            return underway.refusal.reason
        return "manual_override" if self.feedback.overridden(underway, now, at_once=True) else ""

    def confirm(self, underway: Underway) -> Result:
        """Wait for the status frames that confirm it, to its deadline; before, if it has to wait itself, until it is
        sent."""
        self.wait_for_any([underway])
        return self.conclude(underway)

    def wait_for_any(self, waiting: Sequence[Underway]) -> Underway:
        """Wait until one of these has ended, or is past its deadline; the first of them that has.

        Meanwhile what was not answered is sent again.
        """
        while True:
            if ended := next((each for each in waiting if self._has_ended(each)), None):
                return ended
            until = min([*(self._deadline(each) for each in waiting), *(each.repeat_at for each in self._open)])
            self.state.wait(lambda: any(self._has_ended(each) for each in waiting), until, self.clock)
            for each in self._open:
                if each.repeat_at <= self.clock():
                    self._repeat(each)

    def _deadline(self, underway: Underway) -> float:
        sent = underway.sent
        return sent.at + (PATIENCE if sent.waiting else self.patience(underway.action))

    def _has_ended(self, underway: Underway) -> bool:
        sent = underway.sent
        if sent.dropped or self.clock() >= self._deadline(underway):
            return True
        found = self.feedback
        if sent.waiting:
            return False
        return found.rejected(sent) is not None or found.done(underway) or found.overridden(underway, self.clock())

    def conclude(self, underway: Underway) -> Result:
        """What an action that has ended came to.

        A hand on the control ends the waiting, and what was not sent by then never is. Nor is it sent again, whatever it
        came to: a newer action may be about the same.
        """
        action, sent = underway.action, underway.sent
        self.bridge.cancel(sent, "expired")
        self._open = [each for each in self._open if each is not underway]
        if sent.dropped and underway.refusal:
            refusal = underway.refusal
            return Result(action.command, Outcome.REFUSED, refusal.reason, refusal.details, action.row, action.zone)
        if sent.dropped:
            return failed(action, sent.dropped, sent=False)
        found = self.feedback
        frames = found.frames_of(underway)
        if reason := found.rejected(sent):
            return failed(action, reason, frames)
        if found.done(underway):
            _, text = self.state.texts.get(action.brings, (0, "")) if action.brings is not None else (0, "")
            return ended(action, Outcome.CONFIRMED, "", frames, {"text": text} if text else {})
        if found.overridden(underway, self.clock()):
            return failed(action, "manual_override", frames)
        if found.was_done(underway):
            return failed(action, "changed_since", frames)
        found.never_confirmed(action, self.clock())
        return ended(action, Outcome.TIMED_OUT, "timed_out", frames)

    def _repeat(self, underway: Underway) -> None:
        """Send again what was not answered, while it is still wanted; a frame without a sequence number only if it may
        act twice."""
        action, sent, now = underway.action, underway.sent, self.clock()
        underway.repeat_pause *= 2
        underway.repeat_at = now + underway.repeat_pause
        if now > sent.at + PATIENCE or sent.dropped or self.feedback.was_done(underway) or self.unwanted(underway):
            underway.repeat_at = math.inf
        if underway.repeat_at == math.inf:
            return
        for message in sent.writes:
            if action.event if message not in sent.sequences else self.feedback.answer(sent, message) is not None:
                continue
            try:
                self.bridge.repeat(sent, message, action.event)
            except (BusError, FrameError) as error:
                log.warning("%s not sent again: %s", message, error)


def failed(
    action: Action, reason: str, frames: tuple[FrameTrace, ...] = (), sent: bool = True, **details: Any
) -> Result:
    """FAILED; the action stays with the result if it was `sent`."""
    kept = action if sent else None
    return Result(action.command, Outcome.FAILED, reason, details, action.row, action.zone, kept, frames)


def ended(
    action: Action, outcome: Outcome, reason: str, frames: tuple[FrameTrace, ...], details: Mapping[str, Any] | None = None
) -> Result:
    """CONFIRMED or TIMED_OUT, with the action."""
    return Result(action.command, outcome, reason, details or {}, action.row, action.zone, action, frames)
