"""What goes out: actions become frames, wait in a short queue where they must, and pass the gate or not.

An old command never acts: what waits expires, and is forgotten when the bus is lost. One lock orders it all; no thread.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import can

from vehicle.can.block import SEQ
from vehicle.can.codec import Codec, FrameError
from vehicle.can.text_link import Kind, ends, pack
from vehicle.can.trace import FrameTrace
from vehicle.can.values import WireValue
from vehicle.gateway.bus_state import BusError
from vehicle.gateway.gate import Gate
from vehicle.gateway.sequence_numbers import SequenceNumbers
from vehicle.gateway.state import State
from vehicle.gateway.text_sender import TextSender

log = logging.getLogger(__name__)

MOST_WAITING = 16  # actions in the queue
PATIENCE = 1.0  # s that an action may wait to be sent: older speech must not act; our choice


@dataclass
class Sent:
    """What one action put on the bus; `waiting` while it is in the queue, `dropped` says why it never left it."""

    at: float  # s, monotonic: when it was sent; when it was asked for while it waits
    frames: list[FrameTrace] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)  # command message -> its sequence number
    writes: dict[str, dict[str, WireValue]] = field(
        default_factory=dict
    )  # message -> its signals, with the sequence number
    waiting: bool = False
    dropped: str = ""


@dataclass(eq=False)
class Order:
    """An action on its way to the bus."""

    bus: str
    text: tuple[Kind, str] | None
    event: bool
    unwanted: Callable[[], str]
    sent: Sent
    error: BusError | FrameError | None = None

    @property
    def signals(self) -> set[tuple[str, str]]:
        return {(message, name) for message, values in self.sent.writes.items() for name in values}


@dataclass(frozen=True)
class Ready:
    """A frame with the numbers that it carries."""

    message: str
    frame: can.Message
    alive: int
    sequence: int | None  # None: not of our block


class SendQueue:
    def __init__(self, codec: Codec, gate: Gate, state: State, clock: Callable[[], float]) -> None:
        self.codec, self.gate, self.state, self.clock = codec, gate, state, clock
        self._lock = threading.Condition(threading.RLock())  # notified when a text has moved on
        self._numbers = SequenceNumbers(codec, state)
        link = ends(codec.dbc)
        self.texts = TextSender(link, state, self._lock, gate.put_words) if link else None
        self._queue: deque[Order] = deque()
        self._writers: dict[tuple[str, str], Sent] = {}  # (message, signal) -> who wrote it last
        self._draining = False

    def send(
        self, writes: Mapping[str, WireValue], text: tuple[Kind, str] | None, event: bool, unwanted: Callable[[], str]
    ) -> Sent:
        """See Bridge.send."""
        by_message: dict[str, dict[str, WireValue]] = {}
        for path, value in writes.items():
            message, _, name = path.partition(".")
            by_message.setdefault(message, {})[name] = value
        buses = {self.codec.dbc.messages[message].bus for message in by_message}
        if len(buses) != 1:
            raise FrameError(f"an action writes on one bus, not on {', '.join(sorted(buses)) or 'none'}")
        with self._lock:
            order = Order(buses.pop(), text, event, unwanted, Sent(self.clock(), writes=by_message, waiting=True))
            if not (event or text):
                for older in [older for older in self._queue if not older.event and older.signals == order.signals]:
                    self._drop(older, "superseded")
            self._queue.append(order)
            self.drain()
            if order.sent.waiting and (
                text or len(self._queue) > MOST_WAITING
            ):  # words cannot wait: who sends them, waits
                self._drop(order, "busy")
                raise BusError("too many commands at once", "busy")
            if order.error:
                raise order.error
            return order.sent

    def cancel(self, sent: Sent, why: str) -> None:
        """Forget an action that still waits."""
        with self._lock:
            for order in [order for order in self._queue if order.sent is sent]:
                self._drop(order, why)

    def forget(self, bus: str, why: str) -> None:
        """Forget all that waits for this bus: what is said to a bus that comes back is said anew."""
        with self._lock:
            for order in [order for order in self._queue if order.bus == bus]:
                self._drop(order, why)

    def _drop(self, order: Order, why: str) -> None:
        if order in self._queue:
            self._queue.remove(order)
        order.sent.waiting, order.sent.dropped = False, why
        self.gate.monitors[order.bus].blocked[why] += 1

    def drain(self) -> None:
        """Send what waits, in order, until the rate is spent."""
        if not self._queue:
            return
        with self._lock:
            if self._draining:  # whoever sends goes on after the frame that came meanwhile
                return
            self._draining = True
            try:
                while self._queue and self._advance(self._queue[0]):
                    pass
            finally:
                self._draining = False

    def _advance(self, order: Order) -> bool:
        """Send or drop the first in the queue; False if it has to wait."""
        now = self.clock()
        if now > order.sent.at + PATIENCE:
            self._drop(order, "expired")
            return True
        if why := order.unwanted():
            self._drop(order, why)
            return True
        try:
            self.gate.usable(order.bus)
            ready = self._encode(order)
            frames = 2 + len(pack(order.text[0], 0, order.text[1])) // 6 if order.text else 0
            if not self.gate.room(order.bus, order.sent.writes, words=frames):
                return False
            self._queue.popleft()
            order.sent.waiting = False
            self._transmit(order, ready)
        except (BusError, FrameError) as error:
            order.error = error
            self._drop(order, error.reason if isinstance(error, BusError) else "not_sent")
            if isinstance(error, BusError) and error.lost:
                self.forget(order.bus, "bus_off")
        return True

    def repeat(self, sent: Sent, message: str, event: bool) -> bool:
        """One frame of an action once more, for it may have been lost; was it sent? Raises FrameError, BusError.

        With its own sequence number, which an ECU takes only once. Where a newer command has gone out since, that would be
        an old one: then with a new number, but no event, which each number brings about anew. What a newer command has
        written over does not come back, nor does anything that was sent before the bus was lost.
        """
        with self._lock:
            bus, sequence = self.codec.dbc.messages[message].bus, sent.sequences.get(message)
            alive, following = self._numbers.next(message)
            if not self._numbers.newest(message, sequence):
                if event:
                    return False
                sequence = following
            if any(self._writers.get((message, name)) is not sent for name in sent.writes[message] if name != SEQ):
                return False
            try:
                self.gate.usable(bus)
                if self._queue or self.gate.monitors[bus].lost_since(sent.at) or not self.gate.room(bus, (message,)):
                    return False
                again = self._ready(message, sent.writes[message], alive, sequence)
                self._number(sent, again)
                sent.frames.append(self.gate.put(message, sent.writes[message], again.frame))
            except BusError as error:
                if error.lost:
                    self.forget(bus, "bus_off")
                raise
            return True

    def _encode(self, order: Order) -> list[Ready]:
        """Every frame; of several each is checked before the first goes out. Raises FrameError, BusError."""
        ready = [
            self._ready(message, values, *self._numbers.next(message)) for message, values in order.sent.writes.items()
        ]
        if len(ready) > 1 or order.text:
            for out in ready:
                self.gate.check(order.bus, out.frame)
        return ready

    def _ready(self, message: str, values: dict[str, WireValue], alive: int, sequence: int | None) -> Ready:
        full = self.codec.image(message, self.state.value) | values
        return Ready(message, self.codec.encode(message, full, alive, sequence), alive, sequence)

    def _transmit(self, order: Order, ready: list[Ready]) -> None:
        sent, text = order.sent, order.text
        sent.at = self.clock()
        self._writers |= dict.fromkeys(order.signals, sent)
        for out in ready:
            self._number(sent, out)
            if text:
                if self.texts is None:
                    raise FrameError("this car has no link for words")
                self.texts.send(text[0], out.sequence or 0, text[1])
                text, sent.at = None, self.clock()
            sent.frames.append(self.gate.put(out.message, sent.writes[out.message], out.frame))

    def _number(self, sent: Sent, out: Ready) -> None:
        """These numbers are on their way."""
        self._numbers.used(out.message, out.alive, out.sequence)
        if out.sequence is not None:
            sent.sequences[out.message] = out.sequence
            sent.writes[out.message] = sent.writes[out.message] | {SEQ: out.sequence}
