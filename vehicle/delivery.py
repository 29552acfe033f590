"""From an action to the bus and back: sent, then confirmed by status frames received after it, or not."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from vehicle import dbc, reply
from vehicle.bridge import Bridge, BusError, Sent
from vehicle.codec import FrameError, matches
from vehicle.command import Action, FrameTrace, Outcome, Result
from vehicle.state import State
from vehicle.text_link import Kind

log = logging.getLogger(__name__)

TEXT_KINDS = {"text": Kind.MEDIA_TITLE, "contact": Kind.CONTACT, "message": Kind.MESSAGE_TO_SEND}  # by kind of value
MOST_FRAMES = 400  # kept of one turn


@dataclass
class Underway:
    """An action on the bus that waits for its confirmation; `undo` restores what was before.

    `open` are the expected signals that were not so when it was sent: these need a frame received after it. The others
    must only still hold: their messages may be slow ones.
    """

    action: Action
    sent: Sent
    undo: Action | None
    open: frozenset[str]


class Delivery:
    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge = bridge
        self.state: State = bridge.state
        self.clock = clock
        self.frames: list[FrameTrace] = []  # of this turn
        self._acknowledged: dict[tuple[str, int], str] = {}  # (status message, sequence) -> why rejected, or ""; of this turn
        bridge.observers.append(self._see)

    def begin(self) -> None:
        """A new turn."""
        self.frames = []
        self._acknowledged = {}

    def _see(self, frame: FrameTrace) -> None:
        if len(self.frames) < MOST_FRAMES:
            self.frames.append(frame)
        if not frame.sent and "AckSeq" in frame.signals:
            why = str(frame.signals["Reason"]) if frame.signals.get("Result") == "rejected" else ""
            self._acknowledged[frame.message, int(frame.signals["AckSeq"])] = why

    def send(self, action: Action, lang: str) -> Underway | Result:
        """On the bus, or FAILED with nothing of it there."""
        undo = self.opposite(action)
        open_ = frozenset(path for path in action.expects if not self._holds(action, path, None))
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        try:
            text = (TEXT_KINDS[action.row.value.kind], action.text) if action.text is not None and action.row.value else None
            return Underway(action, self.bridge.send(action.writes, text), undo, open_)
        except (BusError, FrameError) as error:
            log.error("%s %s not sent: %s", action.row.name, action.command.op, error)
            return Result(action.command, Outcome.FAILED, reply.failed(action.row, action.zone, "not_sent", lang), "not_sent")

    def confirm(self, underway: Underway, lang: str) -> Result:
        """Wait for the status frames that confirm it, to the row's deadline."""
        action, sent = underway.action, underway.sent
        self.state.wait(lambda: self.rejected(sent) is not None or self.done(underway), sent.at + action.row.deadline, self.clock)
        frames = tuple(self._told(frame, underway) for frame in self.frames if self._concerns(frame, underway))
        if reason := self.rejected(sent):
            return Result(action.command, Outcome.FAILED, reply.failed(action.row, action.zone, reason, lang), reason, frames)
        if not self.done(underway):
            return Result(action.command, Outcome.TIMED_OUT, reply.timed_out(action.row, action.zone, lang), "timed_out", frames)
        return Result(action.command, Outcome.CONFIRMED, reply.done(action, self.state, lang), "", frames)

    def done(self, underway: Underway) -> bool:
        action, sent = underway.action, underway.sent
        if not sent.sequences.items() <= self._acknowledged.keys():
            return False
        if action.brings is not None and self.state.texts.get(action.brings, (None, ""))[0] not in sent.sequences.values():
            return False
        return all(self._holds(action, path, sent.at if path in underway.open else None) for path in action.expects)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects?"""
        return all(self._holds(action, path, None) for path in action.expects)

    def _holds(self, action: Action, path: str, newer_than: float | None) -> bool:
        value = self.state.value(path, newer_than)
        return value is not None and any(matches(path, value, want) for want in action.expects[path])

    def rejected(self, sent: Sent) -> str | None:
        """The ECU's reason if it rejected this very command."""
        return next((why for acknowledged in sent.sequences.items() if (why := self._acknowledged.get(acknowledged))), None)

    def _concerns(self, frame: FrameTrace, underway: Underway) -> bool:
        """Is a frame of this turn one that was sent for the action, or one that may confirm it?"""
        if frame.sent:
            return any(frame is sent for sent in underway.sent.frames)
        messages = {path.partition(".")[0] for path in underway.action.expects} | set(underway.sent.sequences)
        return frame.message in messages and frame.at >= underway.sent.at

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

    def opposite(self, action: Action) -> Action | None:
        """The action that restores what the car reports now, where the row's wires say how."""
        before = {}
        for leaf in action.row.leaves(action.zone):
            wire = action.row.wires[leaf]
            value = self.state.value(wire.status)
            if wire.command not in action.writes or wire.status not in action.expects or value is None:
                return None
            if isinstance(value, str) and value not in (dbc.signal(wire.command).choices or {}).values():
                return None  # a seat moved by hand: there is no command for it
            before[wire] = value
        if not before or len(before) != len(action.writes):
            return None
        writes = {wire.command: value for wire, value in before.items()}
        return replace(action, writes=writes, expects={wire.status: (value,) for wire, value in before.items()}, number=None)
