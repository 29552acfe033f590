"""What the car reports back on the actions of all turns: confirmed, rejected, or overridden by hand."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vehicle.can.codec import Codec
from vehicle.can.trace import FrameTrace
from vehicle.delivery import movement
from vehicle.delivery.manual_override import controls, on_the_way, shown_in
from vehicle.delivery.underway import SignalTarget, Underway
from vehicle.gateway.bridge import Sent
from vehicle.gateway.state import State
from vehicle.results.action import Action

MOST_FRAMES = 400  # received frames kept of one turn, besides the newest of each message
LATE = 0.5  # s after its deadline in which a command may still act, or a status from before it arrive; assumed
SETTLES = 0.3  # s for which a status has to stay off the way to its target to count as a manual override; assumed


@dataclass(eq=False)
class Received:
    """The frames that one turn has received, of the messages that may confirm or acknowledge its actions."""

    frames: list[FrameTrace] = field(default_factory=list)
    last: dict[str, FrameTrace] = field(default_factory=dict)  # message -> its newest frame
    awaited: frozenset[str] = frozenset()  # messages
    open: tuple[
        Underway, ...
    ] = ()  # actions that were sent, or are queued, and still waited for; replaced, not changed


class Feedback:
    """Received frames, as far as they concern the actions of the turns. Times are of the state's clock, in seconds.

    `see` is called by the threads of the buses, all else by the turn that works, or that stops what moves.
    """

    def __init__(self, codec: Codec, state: State) -> None:
        self.codec, self.state = codec, state
        self._turns: tuple[Received, ...] = ()  # replaced, not changed: `see` reads it meanwhile
        self._lock = threading.Lock()  # of _turns: a stop begins without the floor
        self._unconfirmed: dict[str, SignalTarget] = {}  # status signal -> target never confirmed, and when given up
        # (command message, its sequence number) -> (reason of the rejection or "", s)
        self._answers: dict[tuple[str, int], tuple[str, float]] = {}

    def begin(self, received: Received) -> None:
        """A turn that receives frames from now on."""
        with self._lock:
            self._turns = (*self._turns, received)

    def end(self, received: Received) -> None:
        """The turn is over."""
        with self._lock:
            self._turns = tuple(each for each in self._turns if each is not received)

    def underway(self) -> Iterator[Underway]:
        """The actions of all turns that are still waited for, the oldest turn first."""
        for received in self._turns:
            yield from received.open

    def messages(self, action: Action) -> frozenset[str]:
        """The messages that may confirm or acknowledge an action."""
        acknowledgements = self.codec.block.acknowledgements
        names = {path.partition(".")[0] for path in (*action.expects, *action.writes)}
        return frozenset(names | {acknowledgements[name].message for name in names if name in acknowledgements})

    def see(self, frame: FrameTrace) -> None:
        """Take note of a received frame, for the actions that are underway."""
        for turn in self._turns:
            if frame.message not in turn.awaited:
                continue
            turn.last[frame.message] = frame
            if len(turn.frames) < MOST_FRAMES:
                turn.frames.append(frame)
            for each in turn.open:
                if not each.sent.waiting and frame.at > each.sent.at:
                    each.confirmed |= shown_in(self.codec, frame, each.action)
        for answer in self.codec.block.answers(frame.message, frame.signals):
            self._answers[answer.command, answer.sequence] = answer.why_not, frame.at

    def never_confirmed(self, action: Action, now: float) -> None:
        """The deadline of this action has passed. The car may still do it, so its status is in doubt for LATE."""
        self._unconfirmed |= {path: SignalTarget(values, now) for path, values in action.expects.items()}

    def done(self, underway: Underway) -> bool:
        """Is it confirmed: every frame acknowledged, the text received, and every expected status reported?"""
        action, sent = underway.action, underway.sent
        if any(self.answer(sent, name) is None for name in sent.sequences):
            return False
        if action.brings is not None:
            number, _ = self.state.texts.get(action.brings, (None, ""))
            if number not in sent.sequences.values():
                return False
        waited = (path for path in action.expects if not (action.event and path in underway.confirmed))
        return all(self.shows(action, path, sent.at if path in underway.awaited else None) for path in waited)

    def was_done(self, underway: Underway) -> bool:
        """Was everything that it waits for reported since it was sent, even if it has changed again?"""
        answered = all(self.answer(underway.sent, name) is not None for name in underway.sent.sequences)
        return self.done(underway) or (answered and bool(underway.awaited) and underway.awaited <= underway.confirmed)

    def answer(self, sent: Sent, message: str) -> str | None:
        """The ECU's reason if it rejected this command message, "" if it accepted it, None before it answers."""
        if message not in sent.sequences:  # it is being sent just now, or was dropped
            return None
        why, at = self._answers.get((message, sent.sequences[message]), ("", sent.at))
        return why if at > sent.at else None

    def overridden(self, underway: Underway, now: float, at_once: bool = False) -> bool:
        """Has the driver overridden the action: did a status leave the way to its target, as only the control moves it?

        It counts after SETTLES, because an earlier command of the same utterance may still be moving the status;
        `at_once` counts it without waiting.
        """
        action = underway.action
        for wire in controls(action):
            before, value = underway.last_shown.get(wire.status), self.state.value(wire.status)
            if before is None or value is None or value == before:
                continue
            underway.last_shown[wire.status] = value
            expected = action.expects[wire.status]
            if any(on_the_way(self.codec, wire, before, value, each) for each in expected):
                underway.overridden_since.pop(wire.status, None)
            else:
                underway.overridden_since.setdefault(wire.status, now)
        since = (at for path, at in underway.overridden_since.items() if path in action.expects)
        return any(at_once or now - at >= SETTLES for at in since)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects, with nothing on its way that may change it?"""
        return all(self.surely_shows(action, path) for path in action.expects)

    def surely_shows(self, action: Action, path: str) -> bool:
        """Does the car report of this signal what the action expects, with nothing on its way that may change it?"""
        return self.shows(action, path, None) and not self.in_doubt(action, path)

    def in_doubt(self, action: Action, path: str) -> bool:
        """Is another command for this signal underway, or does it move away by hand? Or has a command timed out, and no
        frame arrived since that would show its effect?"""
        if movement.moves_away(action, path, self.codec, self.state):
            return True
        if any(each.action.expects.get(path, action.expects[path]) != action.expects[path] for each in self.underway()):
            return True
        other, reading = self._unconfirmed.get(path), self.state.reading(path)
        differs = other is not None and other.values != action.expects[path]
        return other is not None and differs and (reading is None or reading.at < other.at + LATE)

    def shows(self, action: Action, path: str, newer_than: float | None) -> bool:
        """Does the car report of this signal what the action expects, in a frame after `newer_than`?"""
        value = self.state.value(path, newer_than)
        return value is not None and any(self.codec.matches(path, value, each) for each in action.expects[path])

    def moves_on(self, underway: Underway) -> bool:
        """Is something of it still on its way, though the rest is blocked or was stopped by hand?"""
        return movement.moves_on(underway.action, self.codec, self.state)

    def missed(self, action: Action) -> tuple[str, ...]:
        """The zones of an action that do not show what it expects; () where that is all of them."""
        wires = {leaf: action.row.wires[leaf].status for leaf in action.row.wired_zones(action.zone)}
        zones = {leaf: status for leaf, status in wires.items() if status in action.expects}
        found = tuple(leaf for leaf, status in zones.items() if not self.shows(action, status, None))
        return found if len(found) < len(wires) else ()

    def rejected(self, sent: Sent) -> str | None:
        """The ECU's reason if it rejected this very command."""
        return next((why for name in sent.sequences if (why := self.answer(sent, name))), None)

    def frames_of(self, underway: Underway, turn: Received) -> tuple[FrameTrace, ...]:
        """The frames sent for the action and those received that may confirm it, with the newest of each message."""
        messages = self.messages(underway.action)
        received = [*turn.frames[:], *(turn.last[message] for message in messages if message in turn.last)]
        concerned = [frame for frame in received if frame.message in messages and frame.at >= underway.sent.at]
        frames = {id(frame): frame for frame in (*underway.sent.frames, *concerned)}
        ordered = sorted(frames.values(), key=lambda frame: frame.at)
        return tuple(self._readable(frame, underway) for frame in ordered)

    def _readable(self, frame: FrameTrace, underway: Underway) -> FrameTrace:
        """The frame with only the signals that concern this action: it is shown to people."""
        if frame.sent:
            return frame
        acknowledgements = self.codec.block.acknowledgements
        own = [acknowledgements[name] for name in underway.sent.sequences]
        paths = [
            *underway.action.expects,
            *(path for each in own for path in (each.sequence, each.result, each.reason)),
        ]
        names = [path.partition(".")[2] for path in paths if path.startswith(f"{frame.message}.")]
        signals = {n: frame.signals[n] for n in names if n in frame.signals and frame.signals[n] != "none"}
        return replace(frame, signals=signals)
