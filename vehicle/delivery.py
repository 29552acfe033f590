"""From an action to the bus and back: sent, then confirmed by status frames received after it, or not."""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from vehicle import policy, reply
from vehicle.bridge import Bridge, BusError, Sent
from vehicle.codec import FrameError, WireValue, matches
from vehicle.command import Action, FrameTrace, Outcome, Refusal, Result
from vehicle.hand import controls, on_the_way, shown_in
from vehicle.numbering import acknowledger
from vehicle.sender import PATIENCE
from vehicle.state import State
from vehicle.text_link import Kind
from vehicle.undo import opposite

log = logging.getLogger(__name__)

TEXT_KINDS = {"text": Kind.MEDIA_TITLE, "contact": Kind.CONTACT, "message": Kind.MESSAGE_TO_SEND}  # by kind of value
MOST_FRAMES = 400  # received ones kept of one turn, besides the last of each message
STALLED = 0.1  # s without any frame, of a car that sends 100 a second: it, or this process, stands still
CATCH_UP = 0.5  # s to read what is waiting, before it counts as not said; our choice
REPEAT = 0.1  # s without an answer until a command frame is sent again, for it may have been lost; doubles each time; assumed
PLANNED = 0.02  # s that what policy said of an action holds; sent later, it is asked again; our choice
LATE = 0.5  # s after its deadline that a command may still act, or a status from before it come in; assumed
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
    other_way: float | None = field(default=None, kw_only=True)  # s, since when one of them shows what nobody asked for
    seen: set[str] = field(default_factory=set, kw_only=True)  # expected signals that were so since; an event may end
    refusal: Refusal | None = field(default=None, kw_only=True)  # what policy said when its turn came
    due: float = field(default=math.inf, kw_only=True)  # s, when it is sent again if nobody has answered; inf: never
    pause: float = field(default=REPEAT, kw_only=True)  # s, before that


@dataclass(frozen=True)
class Asked:
    """What was last asked of a status signal, by a command that was allowed."""

    wanted: tuple[WireValue, ...]  # any of these is it
    at: float  # s, monotonic: when its frame was sent, or began to wait


class Delivery:
    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge = bridge
        self.state: State = bridge.state
        self.clock = clock
        self.sent: list[FrameTrace] = []  # every frame of this turn
        self.frames: list[FrameTrace] = []  # received in this turn, of messages that something waits for
        self._last: dict[str, FrameTrace] = {}  # message waited for -> its newest frame in this turn
        self._awaited: frozenset[str] = frozenset()  # messages
        self.here: Callable[[], bool] = lambda: True  # is whoever asked in this turn still there?
        self.asked: dict[str, Asked] = {}  # status signal -> its target
        self._open: list[Underway] = []  # sent in this turn, and still waited for
        self._unconfirmed: dict[str, Asked] = {}  # status signal -> what was asked and never confirmed, until when
        self._acknowledged: dict[tuple[str, int], tuple[str, float]] = {}  # (status message, sequence) -> (why not or "", s); of this turn
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
        elif frame.message in self._awaited:
            self._last[frame.message] = frame
            if len(self.frames) < MOST_FRAMES:
                self.frames.append(frame)
            for underway in self._open:
                if not underway.sent.waiting and frame.at > underway.sent.at:
                    underway.seen |= shown_in(frame, underway.action)
        if not frame.sent and "AckSeq" in frame.signals:
            why = str(frame.signals["Reason"]) if frame.signals.get("Result") == "rejected" else ""
            self._acknowledged[frame.message, int(frame.signals["AckSeq"])] = why, frame.at

    def send(self, action: Action, lang: str, once: bool = False) -> Underway | Result:
        """On the bus, or FAILED with nothing of it there. `once`: never sent again, for every frame counts."""
        undo = opposite(action, self.state)
        open_ = frozenset(p for p in action.expects if not self._holds(action, p, None) or self._in_doubt(action, p))
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        messages = {path.partition(".")[0] for path in (*action.expects, *action.writes)}
        self._awaited |= set(map(acknowledger, messages))  # an answer may come before `send` returns
        try:
            text = (TEXT_KINDS[action.row.value.kind], action.text) if action.text is not None and action.row.value else None
            shown = {wire.status: value for wire in controls(action) if (value := self.state.value(wire.status)) is not None}
            underway = Underway(action, Sent(self.clock()), undo, open_, shown=shown)
            sent = underway.sent = self.bridge.send(action.writes, text, action.event, lambda: self.unwanted(underway))
        except (BusError, FrameError) as error:
            log.error("%s %s not sent: %s", action.row.name, action.command.op, error)
            return self._failed(action, error.reason if isinstance(error, BusError) else "not_sent", lang)
        self._supersede(action)
        underway.due = math.inf if once else self.clock() + REPEAT
        self._open.append(underway)
        if not sent.waiting:  # what was heard meanwhile
            underway.seen |= {path for path in action.expects if self._holds(action, path, sent.at)}
        if not sent.dropped:
            self.asked = self.asked | {path: Asked(wanted, sent.at) for path, wanted in action.expects.items()}  # read by other threads
        return underway

    def _supersede(self, newer: Action) -> None:
        """An older action that writes or expects one of the same signals is not sent again."""
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
            underway.refusal = policy.refuse_action(action, self.state, now)
        if underway.refusal:
            return underway.refusal.reason
        return "by_hand" if self.by_hand(underway, at_once=True) else ""

    def _failed(self, action: Action, reason: str, lang: str, frames: tuple[FrameTrace, ...] | None = None) -> Result:
        """`frames` of one that was sent."""
        words, sent = reply.failed(action.row, action.zone, reason, lang), action if frames is not None else None
        return Result(action.command, Outcome.FAILED, words, reason, frames or (), sent)

    def confirm(self, underway: Underway, lang: str) -> Result:
        """Wait for the status frames that confirm it, to its deadline; before, if it has to wait itself, until it is sent.

        A hand on the control ends the waiting, and what was not sent by then never is. Nor is it sent again, whatever
        it came to: a newer action may be about the same.
        """
        action, sent, wait = underway.action, underway.sent, self.state.wait
        wait(lambda: not sent.waiting, sent.at + PATIENCE, self.clock)
        self.bridge.cancel(sent, "expired")
        if sent.dropped and underway.refusal:
            words = reply.pick((underway.refusal.ko, underway.refusal.en), lang)
            return Result(action.command, Outcome.REFUSED, words, underway.refusal.reason)
        if sent.dropped:
            return self._failed(action, sent.dropped, lang)
        ended = lambda: self.rejected(sent) is not None or self.done(underway) or self.by_hand(underway)  # noqa: E731
        deadline = sent.at + action.patience
        while not wait(ended, min([deadline, *(each.due for each in self._open)]), self.clock) and self.clock() < deadline:
            for each in self._open:
                if each.due <= self.clock():
                    self._repeat(each)
        self._open = [each for each in self._open if each is not underway]
        frames = tuple(self._told(frame, underway) for frame in self._frames_of(underway))
        if reason := self.rejected(sent):
            return self._failed(action, reason, lang, frames)
        if self.done(underway):
            return Result(action.command, Outcome.CONFIRMED, reply.done(action, self.state, lang), "", frames, action)
        if self.by_hand(underway):
            return self._failed(action, "by_hand", lang, frames)
        if self.was_done(underway):
            return self._failed(action, "changed_since", lang, frames)
        self._unconfirmed |= {path: Asked(wanted, self.clock()) for path, wanted in action.expects.items()}
        words = reply.timed_out(action.row, action.zone, lang)
        return Result(action.command, Outcome.TIMED_OUT, words, "timed_out", frames, action)

    def _repeat(self, underway: Underway) -> None:
        """Send again what was not answered, while it is still wanted; a frame without a sequence number only if it may act twice."""
        action, sent, now = underway.action, underway.sent, self.clock()
        underway.pause *= 2
        underway.due = now + underway.pause
        if now > sent.at + PATIENCE or sent.dropped or self.was_done(underway) or self.unwanted(underway):
            underway.due = math.inf
        if underway.due == math.inf:
            return
        for message in sent.writes:
            known = acknowledger(message) in sent.sequences
            if action.event if not known else self._answer(sent, acknowledger(message)) is not None:
                continue
            try:
                self.bridge.repeat(sent, message, action.event)
            except (BusError, FrameError) as error:
                log.warning("%s not sent again: %s", message, error)

    def done(self, underway: Underway) -> bool:
        action, sent = underway.action, underway.sent
        if any(self._answer(sent, name) is None for name in sent.sequences):
            return False
        if action.brings is not None and self.state.texts.get(action.brings, (None, ""))[0] not in sent.sequences.values():
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
            if any(on_the_way(wire, before, value, want) for want in action.expects[wire.status]):
                underway.other_way = None
            elif underway.other_way is None:
                underway.other_way = now
        return underway.other_way is not None and (at_once or now - underway.other_way >= SETTLES)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects, with nothing on its way that may change it?"""
        return all(self._holds(action, path, None) and not self._in_doubt(action, path) for path in action.expects)

    def _in_doubt(self, action: Action, path: str) -> bool:
        """Was something else asked of it, never confirmed, and the car not heard since? It may have come about."""
        other, heard = self._unconfirmed.get(path), self.state.reading(path)
        if other is None or other.wanted == action.expects[path]:
            return False
        return heard is None or heard.at < other.at + LATE

    def _holds(self, action: Action, path: str, newer_than: float | None) -> bool:
        value = self.state.value(path, newer_than)
        return value is not None and any(matches(path, value, want) for want in action.expects[path])

    def rejected(self, sent: Sent) -> str | None:
        """The ECU's reason if it rejected this very command."""
        return next((why for name in sent.sequences if (why := self._answer(sent, name))), None)

    def _frames_of(self, underway: Underway) -> list[FrameTrace]:
        """The frames sent for the action, and those that may confirm it: the newest, which did, is always there."""
        messages = {path.partition(".")[0] for path in underway.action.expects} | set(underway.sent.sequences)
        heard = [*self.frames[:], *(self._last[message] for message in messages if message in self._last)]
        concerned = [frame for frame in heard if frame.message in messages and frame.at >= underway.sent.at]
        found = {id(frame): frame for frame in (*underway.sent.frames, *concerned)}
        return sorted(found.values(), key=lambda frame: frame.at)

    def _told(self, frame: FrameTrace, underway: Underway) -> FrameTrace:
        """The frame with those of its signals that matter here: people read it."""
        if frame.sent:
            return frame
        names = [path.partition(".")[2] for path in underway.action.expects if path.startswith(f"{frame.message}.")]
        if frame.message in underway.sent.sequences:
            names += ["AckSeq", "Result", "Reason"]
        return replace(
            frame, signals={name: frame.signals[name] for name in names if name in frame.signals and frame.signals[name] != "none"}
        )
