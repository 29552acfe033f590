"""Sends actions, repeats frames that were not answered, and waits for the status frames that confirm them."""

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

TEXT_KINDS = {  # kind of the function's value -> kind of text on the text link
    "text": Kind.MEDIA_TITLE,
    "contact": Kind.CONTACT,
    "message": Kind.MESSAGE_TO_SEND,
}
WHOLE_CYCLE = 1.25  # cycles within which a frame of a cyclic message arrives in spite of jitter; our choice
STALLED = 0.1  # s without any frame: the car sends 100 a second, so it, or this process, has stalled
CATCH_UP = 0.5  # s to read received frames that wait in the process, before statuses count as too old; our choice
PLANNED = 0.02  # s for which the answer of policy holds; an action sent later is checked again; our choice


class Delivery:
    """One for each gateway; `begin` starts a turn."""

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge, self.car, self.clock = bridge, bridge.car, clock
        self.state: State = bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.feedback = Feedback(bridge.car.codec, bridge.state)
        self.sent: list[FrameTrace] = []  # every frame sent in this turn
        self.connected: Callable[[], bool] = lambda: True  # does the client of this turn still wait?
        self.targets: dict[str, SignalTarget] = {}  # status signal -> the value last asked for
        self._open: list[Underway] = []  # sent in this turn, and still waited for
        bridge.observers.append(self._see)

    def begin(self, connected: Callable[[], bool]) -> None:
        """A new turn, for a client that may disconnect: from then on nothing more is sent.

        If this process was stalled, received frames wait to be read. They are read first, or every status would count
        as too old.
        """
        now = self.clock()
        if self.state.seconds_since_frame(now) > STALLED:
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
        """s from the command to its deadline: the row's, or WHOLE_CYCLE of its slowest status if that is longer."""
        cycles = (self.car.dbc.cycle(path.partition(".")[0]) for path in action.expects)
        return max(action.row.deadline, WHOLE_CYCLE * max(cycles, default=0.0))

    def send(self, action: Action, once: bool = False) -> Underway | Result:
        """Send an action, or FAILED if nothing of it may be sent. `once`: its frames are never repeated, because each
        one acts anew, as the press of a key does.

        Waits first until the ECU has answered what this turn has sent in the same messages: an ECU takes only newer
        sequence numbers, so a frame that was lost could be repeated under a new one only, and would then act after
        this action, perhaps against it.
        """
        self._wait_for_answers(action)
        undo = opposite(action, self.car, self.state)
        awaited = frozenset(path for path in action.expects if not self.feedback.surely_shows(action, path))
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        self.feedback.wait_for(action)  # the answer may be received before `send` returns
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
        if not sent.dropped:  # a new mapping, because other threads read the old one
            self.targets = self.targets | {
                path: SignalTarget(values, sent.at) for path, values in action.expects.items()
            }
        return underway

    def _wait_for_answers(self, newer: Action) -> None:
        """Until no open action of this turn waits for an answer in the messages of the newer one, except those that it
        supersedes. One that is given up is not repeated any more."""
        messages = {path.partition(".")[0] for path in newer.writes}

        def answered(older: Underway) -> bool:
            sent, shared = older.sent, older.sent.writes.keys() & messages
            numbered = shared & self.car.codec.block.acknowledgements.keys()
            return not numbered or (
                not sent.waiting and all(self.feedback.answer(sent, name) is not None for name in numbered)
            )

        for older in [each for each in self._open if not same_signals(each.action, newer)]:
            self._wait([older], lambda each: answered(each) or self._has_ended(each))
            if not answered(older):
                older.repeat_at = math.inf

    def _supersede(self, newer: Action) -> None:
        """An older action that writes or expects the same signals is not repeated: that would undo the newer one."""
        for older in self._open:
            if same_signals(older.action, newer):
                older.repeat_at = math.inf

    def unwanted(self, underway: Underway) -> str:
        """Why an action may no longer be sent, "" if it may: the client has disconnected, policy refuses it by now,
        or the driver has used the control by hand meanwhile.
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
        """Wait until an action is confirmed, or until its deadline, and give its result."""
        self.wait_for_any([underway])
        return self.conclude(underway)

    def wait_for_any(self, waiting: Sequence[Underway]) -> Underway:
        """Wait until one of these is confirmed, rejected, dropped or past its deadline, and return that one.

        Meanwhile every action of the turn that was not answered is repeated.
        """
        return self._wait(waiting, self._has_ended)

    def _wait(self, waiting: Sequence[Underway], over: Callable[[Underway], bool]) -> Underway:
        while True:
            if ended := next((each for each in waiting if over(each)), None):
                return ended
            until = min([*(self._deadline(each) for each in waiting), *(each.repeat_at for each in self._open)])
            self.state.wait(lambda: any(over(each) for each in waiting), until, self.clock)
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
        feedback = self.feedback
        if sent.waiting:
            return False
        return (
            feedback.rejected(sent) is not None
            or feedback.done(underway)
            or feedback.overridden(underway, self.clock())
        )

    def conclude(self, underway: Underway) -> Result:
        """The result of an action that has ended. From now on it is neither sent nor repeated.

        A manual override ends the waiting as well.
        """
        action, sent = underway.action, underway.sent
        self.bridge.cancel(sent, "expired")
        self._open = [each for each in self._open if each is not underway]
        if sent.dropped and underway.refusal:
            refusal = underway.refusal
            return Result(action.command, Outcome.REFUSED, refusal.reason, refusal.details, action.row, action.zone)
        if sent.dropped:
            return failed(action, sent.dropped, sent=False)
        feedback = self.feedback
        frames = feedback.frames_of(underway)
        if reason := feedback.rejected(sent):
            return failed(action, reason, frames)
        if feedback.done(underway):
            _, text = self.state.texts.get(action.brings, (0, "")) if action.brings is not None else (0, "")
            return ended(action, Outcome.CONFIRMED, "", frames, {"text": text} if text else {})
        if feedback.overridden(underway, self.clock()):
            return failed(action, "manual_override", frames)
        if feedback.was_done(underway):
            return failed(action, "changed_since", frames)
        feedback.never_confirmed(action, self.clock())
        return ended(action, Outcome.TIMED_OUT, "timed_out", frames)

    def _repeat(self, underway: Underway) -> None:
        """Send the frames of an action again that were not answered.

        The next repetition comes after twice the time, and none after PATIENCE. A frame without a sequence number,
        which the ECU cannot tell from a new command, is repeated only if it does no harm to act twice.
        """
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
                self.bridge.repeat(sent, message)
            except (BusError, FrameError) as error:
                log.warning("%s not repeated: %s", message, error)


def same_signals(older: Action, newer: Action) -> bool:
    """Do two actions write or expect one signal?"""
    return bool(older.writes.keys() & newer.writes.keys() or older.expects.keys() & newer.expects.keys())


def failed(
    action: Action, reason: str, frames: tuple[FrameTrace, ...] = (), sent: bool = True, **details: Any
) -> Result:
    """FAILED. The result keeps the action if frames of it were sent."""
    kept = action if sent else None
    return Result(action.command, Outcome.FAILED, reason, details, action.row, action.zone, kept, frames)


def ended(
    action: Action,
    outcome: Outcome,
    reason: str,
    frames: tuple[FrameTrace, ...],
    details: Mapping[str, Any] | None = None,
) -> Result:
    """CONFIRMED or TIMED_OUT, with the action."""
    return Result(action.command, outcome, reason, details or {}, action.row, action.zone, action, frames)
