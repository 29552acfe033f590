"""From an action to the bus and back: sent, then confirmed by status frames received after it, or not."""

import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.can.trace import FrameTrace
from vehicle.can.values import WireValue
from vehicle.gateway.bridge import Bridge, BusError, Sent
from vehicle.gateway.send_queue import PATIENCE
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn import policy
from vehicle.turn.manual_override import controls, on_the_way, shown_in
from vehicle.turn.undo import opposite

log = logging.getLogger(__name__)

TEXT_KINDS = {  # kind of value -> what its words are on the text link
    "text": Kind.MEDIA_TITLE,
    "contact": Kind.CONTACT,
    "message": Kind.MESSAGE_TO_SEND,
}
WHOLE_CYCLE = 1.25  # cycles of a message, in which one whole cycle was surely received
MOST_FRAMES = 400  # received ones kept of one turn, besides the last of each message
STALLED = 0.1  # s without any frame, of a car that sends 100 a second: it, or this process, stands still
CATCH_UP = 0.5  # s to read what is waiting, before it counts as not said; our choice
REPEAT = 0.1  # s without an answer until a command frame is sent again, for it may be lost; doubles each time; assumed
PLANNED = 0.02  # s that what policy said of an action holds; sent later, it is asked again; our choice
LATE = 0.5  # s after its deadline that a command may still act, or the car report how it was before; assumed
SETTLES = 0.3  # s that a status may show what nobody asked for, until that counts as a hand on the control; assumed


@dataclass
class Underway:
    """An action on the bus that waits for its confirmation; `undo` restores what was before.

    `open` are the expected signals that were not so when it was sent: these need a frame received after it. The others
    must only still hold: their messages may be slow ones. `shown` is what the car last showed of what is asked for.
    """

    action: Action
    sent: Sent
    undo: Action | None
    open: frozenset[str]
    shown: dict[str, WireValue] = field(default_factory=dict, kw_only=True)  # status signal -> value
    other_way: float | None = field(default=None, kw_only=True)  # s, since when a status shows what nobody asked for
    seen: set[str] = field(
        default_factory=set, kw_only=True
    )  # expected signals that were as expected since it was sent
    refusal: Refusal | None = field(default=None, kw_only=True)  # what policy said when its turn came
    due: float = field(default=math.inf, kw_only=True)  # s, when it is sent again if unanswered; inf: never again
    pause: float = field(default=REPEAT, kw_only=True)  # s, before that


@dataclass(frozen=True)
class Asked:
    """What was last asked of a status signal, by a command that was allowed."""

    wanted: tuple[WireValue, ...]  # any of these is it
    at: float  # s, monotonic: when its frame was sent, or began to wait


class Delivery:
    """One for a gateway; `begin` starts a turn."""

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge, self.car, self.clock = bridge, bridge.car, clock
        self.state: State = bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.sent: list[FrameTrace] = []  # every frame of this turn
        self.frames: list[FrameTrace] = []  # received in this turn, of messages that something waits for
        self._last: dict[str, FrameTrace] = {}  # message waited for -> its newest frame in this turn
        self._awaited: frozenset[str] = frozenset()  # messages
        self.here: Callable[[], bool] = lambda: True  # is whoever asked in this turn still there?
        self.asked: dict[str, Asked] = {}  # status signal -> its target
        self._open: list[Underway] = []  # sent in this turn, and still waited for
        self._unconfirmed: dict[str, Asked] = {}  # status signal -> what may still come of a command never confirmed
        self._acknowledged: dict[tuple[str, int], tuple[str, float]] = {}  # (command message, sequence) -> (why not, s)
        bridge.observers.append(self._see)

    def begin(self, here: Callable[[], bool]) -> None:
        """A new turn, of somebody who is still `here` or has gone by now: then nothing more is sent.

        Who was kept from running looks first at what came meanwhile, or would take old frames for silence."""
        now = self.clock()
        if self.state.quiet(now) > STALLED:
            self.state.wait(lambda: not self.state.late(self.clock()), now + CATCH_UP, self.clock)
        self.sent, self.frames, self._last, self._awaited = [], [], {}, frozenset()
        self._open, self._acknowledged = [], {}
        self.here = here

    def _see(self, frame: FrameTrace) -> None:
        if frame.sent:
            self.sent.append(frame)
            return
        if frame.message in self._awaited:
            self._last[frame.message] = frame
            if len(self.frames) < MOST_FRAMES:
                self.frames.append(frame)
            for underway in self._open:
                if not underway.sent.waiting and frame.at > underway.sent.at:
                    underway.seen |= shown_in(self.car.codec, frame, underway.action)
        for answer in self.car.codec.block.answers(frame.message, frame.signals):
            self._acknowledged[answer.command, answer.sequence] = answer.why_not, frame.at

    def patience(self, action: Action) -> float:
        """s from the command to its deadline: the row's, or a cycle of the slowest status, whose first frame may get
        lost."""
        cycles = (self.car.dbc.cycle(path.partition(".")[0]) for path in action.expects)
        return max(action.row.deadline, WHOLE_CYCLE * max(cycles, default=0.0))

    def send(self, action: Action, once: bool = False) -> Underway | Result:
        """On the bus, or FAILED with nothing of it there. `once`: never sent again, for every frame counts."""
        undo = opposite(action, self.car, self.state)
        in_doubt = (
            path for path in action.expects if self._in_doubt(action, path) or not self._holds(action, path, None)
        )
        open_ = frozenset(in_doubt)
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        self._awaited |= self._messages(action)  # an answer may come before `send` returns
        try:
            text = None
            if action.text is not None and action.row.value:
                text = TEXT_KINDS[action.row.value.kind], action.text
            shown = {
                wire.status: value for wire in controls(action) if (value := self.state.value(wire.status)) is not None
            }
            underway = Underway(action, Sent(self.clock()), undo, open_, shown=shown)
            unwanted = lambda: self.unwanted(underway)  # noqa: E731
            sent = underway.sent = self.bridge.send(action.writes, text, action.event, unwanted)
        except (BusError, FrameError) as error:
            log.error("%s %s not sent: %s", action.row.name, action.command.op, error)
            return failed(action, error.reason if isinstance(error, BusError) else "not_sent", sent=False)
        self._supersede(action)
        underway.due = math.inf if once else self.clock() + REPEAT
        self._open.append(underway)
        meanwhile = {path for path in action.expects if not sent.waiting and self._holds(action, path, sent.at)}
        underway.seen |= meanwhile
        if not sent.dropped:  # a new mapping, since other threads read it
            self.asked = self.asked | {path: Asked(wanted, sent.at) for path, wanted in action.expects.items()}
        return underway

    def _messages(self, action: Action) -> frozenset[str]:
        """The messages that may confirm or acknowledge an action."""
        acknowledgements = self.car.codec.block.acknowledgements
        names = {path.partition(".")[0] for path in (*action.expects, *action.writes)}
        return frozenset(names | {acknowledgements[name].message for name in names if name in acknowledgements})

    def _supersede(self, newer: Action) -> None:
        """An older action that writes or expects the same signals is not sent again."""
        for older in self._open:
            if older.action.writes.keys() & newer.writes.keys() or older.action.expects.keys() & newer.expects.keys():
                older.due = math.inf

    def unwanted(self, underway: Underway) -> str:
        """Why an action that was planned may not go out any more, "" if it may.

        Whoever asked has gone, a hand came first, or policy says no by now.
        """
        now, action = self.clock(), underway.action
        if not self.here():
            return "client_gone"
        if now - underway.sent.at > PLANNED:
            underway.refusal = policy.refuse_action(action, self.situation, now)
        if underway.refusal:
            return underway.refusal.reason
        return "by_hand" if self.by_hand(underway, at_once=True) else ""

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
            until = min([*(self._deadline(each) for each in waiting), *(each.due for each in self._open)])
            self.state.wait(lambda: any(self._has_ended(each) for each in waiting), until, self.clock)
            for each in self._open:
                if each.due <= self.clock():
                    self._repeat(each)

    def _deadline(self, underway: Underway) -> float:
        sent = underway.sent
        return sent.at + (PATIENCE if sent.waiting else self.patience(underway.action))

    def _has_ended(self, underway: Underway) -> bool:
        sent = underway.sent
        if sent.dropped or self.clock() >= self._deadline(underway):
            return True
        return not sent.waiting and (self.rejected(sent) is not None or self.done(underway) or self.by_hand(underway))

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
        frames = tuple(self._told(frame, underway) for frame in self._frames_of(underway))
        if reason := self.rejected(sent):
            return failed(action, reason, frames)
        if self.done(underway):
            return ended(action, Outcome.CONFIRMED, frames=frames)
        if self.by_hand(underway):
            return failed(action, "by_hand", frames)
        if self.was_done(underway):
            return failed(action, "changed_since", frames)
        self._unconfirmed |= {path: Asked(wanted, self.clock()) for path, wanted in action.expects.items()}
        return ended(action, Outcome.TIMED_OUT, "timed_out", frames)

    def _repeat(self, underway: Underway) -> None:
        """Send again what was not answered, while it is still wanted; a frame without a sequence number only if it may
        act twice."""
        action, sent, now = underway.action, underway.sent, self.clock()
        underway.pause *= 2
        underway.due = now + underway.pause
        if now > sent.at + PATIENCE or sent.dropped or self.was_done(underway) or self.unwanted(underway):
            underway.due = math.inf
        if underway.due == math.inf:
            return
        for message in sent.writes:
            if action.event if message not in sent.sequences else self._answer(sent, message) is not None:
                continue
            try:
                self.bridge.repeat(sent, message, action.event)
            except (BusError, FrameError) as error:
                log.warning("%s not sent again: %s", message, error)

    def done(self, underway: Underway) -> bool:
        action, sent = underway.action, underway.sent
        if any(self._answer(sent, name) is None for name in sent.sequences):
            return False
        if action.brings is not None:
            number, _ = self.state.texts.get(action.brings, (None, ""))
            if number not in sent.sequences.values():
                return False
        waited = (path for path in action.expects if not (action.event and path in underway.seen))
        return all(self._holds(action, path, sent.at if path in underway.open else None) for path in waited)

    def was_done(self, underway: Underway) -> bool:
        """Was all that it waited for seen since it was sent, even if it has changed again?"""
        answered = all(self._answer(underway.sent, name) is not None for name in underway.sent.sequences)
        return self.done(underway) or (answered and bool(underway.open) and underway.open <= underway.seen)

    def _answer(self, sent: Sent, message: str) -> str | None:
        """Why the ECU rejected this very command, "" if it took it, None if it has said nothing since it was sent."""
        why, at = self._acknowledged.get((message, sent.sequences[message]), ("", sent.at))
        return why if at > sent.at else None

    def by_hand(self, underway: Underway, at_once: bool = False) -> bool:
        """Has what was asked for moved another way, as only a hand on the control would move it, and stayed so?

        It may stay so for a moment: of two commands in one breath the first may move what the second asks for.
        """
        now, action = self.clock(), underway.action
        for wire in controls(action):
            before, value = underway.shown.get(wire.status), self.state.value(wire.status)
            if before is None or value is None or value == before:
                continue
            underway.shown[wire.status] = value
            wanted = action.expects[wire.status]
            if any(on_the_way(self.car.codec, wire, before, value, want) for want in wanted):
                underway.other_way = None
            elif underway.other_way is None:
                underway.other_way = now
        return underway.other_way is not None and (at_once or now - underway.other_way >= SETTLES)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects, with nothing on its way that may change it?"""
        return all(self._holds(action, path, None) and not self._in_doubt(action, path) for path in action.expects)

    def _in_doubt(self, action: Action, path: str) -> bool:
        """Was something else asked of this signal, never confirmed, and the car not heard since? It may have come
        about."""
        other, heard = self._unconfirmed.get(path), self.state.reading(path)
        differs = other is not None and other.wanted != action.expects[path]
        return other is not None and differs and (heard is None or heard.at < other.at + LATE)

    def _holds(self, action: Action, path: str, newer_than: float | None) -> bool:
        value = self.state.value(path, newer_than)
        return value is not None and any(self.car.codec.matches(path, value, want) for want in action.expects[path])

    def rejected(self, sent: Sent) -> str | None:
        """The ECU's reason if it rejected this very command."""
        return next((why for name in sent.sequences if (why := self._answer(sent, name))), None)

    def _frames_of(self, underway: Underway) -> list[FrameTrace]:
        """The frames sent for the action, and those that may confirm it: the newest, which did, is always there."""
        messages = self._messages(underway.action)
        heard = [*self.frames[:], *(self._last[message] for message in messages if message in self._last)]
        concerned = [frame for frame in heard if frame.message in messages and frame.at >= underway.sent.at]
        found = {id(frame): frame for frame in (*underway.sent.frames, *concerned)}
        return sorted(found.values(), key=lambda frame: frame.at)

    def _told(self, frame: FrameTrace, underway: Underway) -> FrameTrace:
        """The frame with those of its signals that matter here: people read it."""
        if frame.sent:
            return frame
        acknowledgements = self.car.codec.block.acknowledgements
        own = [acknowledgements[name] for name in underway.sent.sequences]
        paths = [
            *underway.action.expects,
            *(path for each in own for path in (each.sequence, each.result, each.reason)),
        ]
        names = [path.partition(".")[2] for path in paths if path.startswith(f"{frame.message}.")]
        signals = {n: frame.signals[n] for n in names if n in frame.signals and frame.signals[n] != "none"}
        return replace(frame, signals=signals)


def failed(
    action: Action, reason: str, frames: tuple[FrameTrace, ...] = (), sent: bool = True, **details: Any
) -> Result:
    """FAILED; the action stays with the result if it was `sent`."""
    kept = action if sent else None
    return Result(action.command, Outcome.FAILED, reason, details, action.row, action.zone, kept, frames)


def ended(action: Action, outcome: Outcome, reason: str = "", frames: tuple[FrameTrace, ...] = ()) -> Result:
    return Result(action.command, outcome, reason, {}, action.row, action.zone, action, frames)
