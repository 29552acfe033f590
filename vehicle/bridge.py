"""Between actions and the two buses: command frames go out, status frames come in and become state.

Only messages that the table commands may be sent. One lock orders what goes out; python-can's receive threads call in.
"""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

import can

from vehicle import codec, dbc
from vehicle.codec import FrameError, WireValue
from vehicle.command import FrameTrace
from vehicle.functions import FUNCTIONS, Target, Write
from vehicle.state import State
from vehicle.text_link import GATEWAY_ID, HEAD_UNIT_ID, Kind, TextLink

log = logging.getLogger(__name__)

NOTIFIER_TIMEOUT = 0.05  # s, how long stop() may take per bus
TEXT_DEADLINE = 0.5  # s for the head unit to take a text


class BusError(Exception):
    """The bus did not take a frame."""


@dataclass
class Sent:
    """What one action put on the bus."""

    at: float  # s, monotonic
    frames: list[FrameTrace] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)  # status message that acknowledges -> sequence number


@cache
def allowed() -> frozenset[tuple[str, int]]:
    """(bus, id) of every message that a row of the table commands, and the text link."""
    paths: set[str] = set()
    for row in FUNCTIONS.values():
        paths |= {wire.command for wire in row.wires.values() if wire.command}
        targets: list[Target] = [*row.ops.values(), *(row.value.words.values() if row.value else ())]
        for target in targets:
            paths |= set(target.signals) if isinstance(target, Write) else set()
    messages = {dbc.messages()[path.partition(".")[0]] for path in paths}
    return frozenset({(wired.bus, wired.message.frame_id) for wired in messages} | {("mcan", GATEWAY_ID)})


class Bridge:
    def __init__(self, buses: Mapping[str, can.BusABC], state: State, clock: Callable[[], float] = time.monotonic) -> None:
        """`buses` by name (ccan, mcan); the caller opens and closes them."""
        self.state = state
        self.buses = buses
        self.clock = clock
        self.refused_frames: Counter[str] = Counter()  # reason -> received frames not used
        self.observers: list[Callable[[FrameTrace], None]] = []
        self._lock = threading.Condition(threading.RLock())  # notified when a text has moved on
        self._alive: defaultdict[str, int] = defaultdict(int)
        self._sequence: dict[str, int] = {}  # message -> last sequence number
        self._text = TextLink(GATEWAY_ID, HEAD_UNIT_ID)
        self._notifiers: list[can.Notifier] = []

    def start(self) -> None:
        for name, bus in self.buses.items():
            self._notifiers.append(can.Notifier(bus, [partial(self.receive, name)], timeout=NOTIFIER_TIMEOUT))

    def stop(self) -> None:
        for notifier in self._notifiers:
            notifier.stop(timeout=NOTIFIER_TIMEOUT)
        self._notifiers.clear()

    def send(self, writes: Mapping[str, WireValue], text: tuple[Kind, str] | None = None) -> Sent:
        """One action: its signals grouped by message, each frame from an image that changes nothing else.

        `text` (kind, words) goes ahead over ISO-TP. Everything is encoded before the first frame is sent, so that a
        FrameError leaves the bus untouched. Raises BusError if the bus does not take a frame.
        """
        by_message: dict[str, dict[str, WireValue]] = {}
        for path, value in writes.items():
            message, _, name = path.partition(".")
            by_message.setdefault(message, {})[name] = value
        with self._lock:
            encoded = []
            for message, values in by_message.items():
                full = codec.image(message, self.state.value) | values
                frame = codec.encode(message, full, self._alive[message] + 1, self._next_sequence(message))
                encoded.append((message, values, frame))
            sent = Sent(self.clock())
            for message, values, frame in encoded:
                self._alive[message] += 1
                if codec.own(frame.arbitration_id):
                    self._sequence[message] = self._next_sequence(message)
                    values["Seq"] = sent.sequences[message.replace("_CMD", "_STS")] = self._sequence[message]
                if text:
                    self._send_text(text[0], self._sequence.get(message, 0), text[1])
                    text, sent.at = None, self.clock()
                sent.frames.append(self._put(message, values, frame))
            return sent

    def _next_sequence(self, message: str) -> int:
        """One more than the last, or than the car acknowledged before this gateway started; 4 bits."""
        last = self._sequence.get(message)
        if last is None:
            last = int(self.state.value(message.replace("_CMD", "_STS") + ".AckSeq") or 0)
        return (last + 1) & 15

    def receive(self, bus: str, frame: can.Message) -> None:
        """One frame from a bus; a frame that must not be used is logged and counted, never raised."""
        at = self.clock()
        if bus == "mcan" and frame.arbitration_id == HEAD_UNIT_ID and not frame.is_extended_id:
            self._receive_text(frame)
            return
        try:
            message, values = codec.decode(bus, frame)
        except FrameError as error:
            self.refused_frames[str(error)] += 1
            if self.refused_frames[str(error)] == 1:
                log.warning("frame not used: %s", error)
            return
        if self.observers:  # before those who wait for the state wake up
            self._tell(FrameTrace(False, bus, frame.arbitration_id, bytes(frame.data), message, values, at))
        self.state.update(message, values, at)

    def _send_text(self, kind: Kind, sequence: int, words: str) -> None:
        """Words to the head unit, to their end: the command that needs them follows."""
        self._text.send(kind, sequence, words)
        self._flush_text()
        if not self._lock.wait_for(lambda: not self._text.busy, TEXT_DEADLINE):
            self._text.reset()
            raise BusError("the head unit did not take the text")

    def _receive_text(self, frame: can.Message) -> None:
        with self._lock:
            self._text.receive(frame)
            self._flush_text()
            self._lock.notify_all()
            for kind, sequence, words in self._text.texts():
                self.state.add_text(kind, sequence, words)

    def _flush_text(self) -> None:
        for frame in self._text.frames():
            self._put("VA_TP_CMD", {}, frame)

    def _put(self, message: str, values: Mapping[str, WireValue], frame: can.Message) -> FrameTrace:
        bus = dbc.messages()[message].bus
        if (bus, frame.arbitration_id) not in allowed():
            raise BusError(f"{bus} {frame.arbitration_id:03X} is not a message that the table commands")
        at = self.clock()
        try:
            self.buses[bus].send(frame)
        except can.CanError as error:
            raise BusError(f"{bus}: {error}") from error
        trace = FrameTrace(True, bus, frame.arbitration_id, bytes(frame.data), message, values, at)
        self._tell(trace)
        return trace

    def _tell(self, trace: FrameTrace) -> None:
        for observer in self.observers:
            observer(trace)
