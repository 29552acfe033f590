"""Turns actions into frames and sends them through the gate; a short queue holds actions while the rate limit is
reached.

Old commands are never sent: queued actions expire, and are dropped when the bus is lost. One lock, no thread.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping

from vehicle.can.block import SEQ
from vehicle.can.codec import Codec, FrameError
from vehicle.can.text_link import Kind, link_ids, pack
from vehicle.can.values import SignalValue
from vehicle.gateway.bus_state import BusError, BusFull
from vehicle.gateway.gate import Gate
from vehicle.gateway.order import Order, Ready, Sent, still_own
from vehicle.gateway.sequence_numbers import SequenceNumbers
from vehicle.gateway.state import State
from vehicle.gateway.text_sender import TextSender

log = logging.getLogger(__name__)

MOST_WAITING = 16  # actions in the queue
PATIENCE = 1.0  # s that an action may stay in the queue; an older one must not be executed; our choice


class SendQueue:
    def __init__(self, codec: Codec, gate: Gate, state: State, clock: Callable[[], float]) -> None:
        self.codec, self.gate, self.state, self.clock = codec, gate, state, clock
        self._lock = threading.Condition(threading.RLock())  # notified after each received frame of a text
        self._numbers = SequenceNumbers(codec, state)
        link = link_ids(codec.dbc)
        self.texts = TextSender(link, state, self._lock, gate.put_text) if link else None
        self._queue: deque[Order] = deque()
        self._writers: dict[tuple[str, str], Sent] = {}  # (message, signal) -> action that wrote it last
        self._draining = False
        self._held: set[str] = set()  # messages whose next command waits for its text; others are sent meanwhile

    def send(
        self,
        writes: Mapping[str, SignalValue],
        text: tuple[Kind, str] | None,
        event: bool,
        unwanted: Callable[[], str],
        sent: Sent,
        urgent: bool,
    ) -> Sent:
        """See Bridge.send."""
        by_message: dict[str, dict[str, SignalValue]] = {}
        for path, value in writes.items():
            message, _, name = path.partition(".")
            by_message.setdefault(message, {})[name] = value
        buses = {self.codec.dbc.messages[message].bus for message in by_message}
        if len(buses) != 1:
            raise FrameError(f"an action must write signals of one bus, not of {', '.join(sorted(buses)) or 'none'}")
        with self._lock:
            sent.at, sent.writes, sent.waiting = self.clock(), by_message, True
            order = Order(buses.pop(), text, event, unwanted, sent)
            if urgent:
                self._overtake(order)
                return sent
            if not (event or text):
                for older in [older for older in self._queue if not older.event and older.signals == order.signals]:
                    self._drop(older, "superseded")
            self._queue.append(order)
            self.drain()
            # A text is not queued: the caller waits until it is sent. Its command is, if the transmit queue is full.
            if order.sent.waiting and (order.text or len(self._queue) > MOST_WAITING):
                self._drop(order, "busy")
                raise BusError("too many commands at once", "busy")
            if order.error:
                raise order.error
            return order.sent

    def _overtake(self, order: Order) -> None:
        """Send an action at once: before those in the queue, within a rate of its own. Raises FrameError, BusError."""
        try:
            self.gate.usable(order.bus)
            ready = self._encode(order)
            if not self.gate.room(order.bus, order.sent.writes, urgent=True):
                raise BusError("too many urgent commands at once", "busy")
            order.sent.waiting = False
            self._transmit(order, ready)
        except BusFull:
            order.sent.waiting = True
            self._queue.appendleft(order)
        except (BusError, FrameError) as error:
            self._drop(order, error.reason if isinstance(error, BusError) else "not_sent")
            raise

    def cancel(self, sent: Sent, why: str) -> None:
        """Drop an action that is still queued."""
        with self._lock:
            for order in [order for order in self._queue if order.sent is sent]:
                self._drop(order, why)

    def drop_all(self, bus: str, why: str) -> None:
        """Drop all actions queued for this bus: after a bus-off the driver has to ask again."""
        with self._lock:
            for order in [order for order in self._queue if order.bus == bus]:
                self._drop(order, why)

    def _drop(self, order: Order, why: str) -> None:
        if order in self._queue:
            self._queue.remove(order)
        order.sent.waiting, order.sent.dropped = False, why
        self.gate.monitors[order.bus].blocked[why] += 1
        order.sent.notify()

    def drain(self) -> None:
        """Send queued actions in order, until the rate limit is reached or the transmit queue is full."""
        if self.texts:
            self.texts.resume()
        if not self._queue:
            return
        with self._lock:
            if self._draining:  # another call further up is already sending and continues with the rest
                return
            self._draining = True
            try:
                while (order := self._next()) and self._advance(order):
                    pass
            finally:
                self._draining = False

    def _next(self) -> Order | None:
        """The first queued action that need not wait for the text of one in the same message."""
        return next((order for order in self._queue if not self._held & order.sent.writes.keys()), None)

    def _advance(self, order: Order) -> bool:
        """Send or drop the first queued action; False if it has to wait."""
        now = self.clock()
        if now > order.sent.at + PATIENCE:
            self._drop(order, "expired")
            return True
        if why := order.unwanted():
            self._drop(order, why)
            return True
        if order.text and self._held:
            return False  # one text at a time
        try:
            self.gate.usable(order.bus)
            ready = self._encode(order)
            frames = 2 + len(pack(order.text[0], 0, order.text[1])) // 6 if order.text else 0
            if not self.gate.room(order.bus, order.left, text_frames=frames):
                return False
            self._queue.remove(order)
            order.sent.waiting = False
            self._transmit(order, ready)
            order.sent.notify()
        except BusFull:
            self.gate.give_back(order.bus, order.left)
            self._queue.appendleft(order)
            order.sent.waiting = True
            return False
        except (BusError, FrameError) as error:
            order.error = error
            self._drop(order, error.reason if isinstance(error, BusError) else "not_sent")
        return True

    def repeat(self, sent: Sent, message: str) -> bool:
        """Retransmit one frame of an action that may have been lost. Was it sent? Raises FrameError, BusError.

        It keeps its sequence number, so that an ECU that received it the first time does not execute it twice. If a
        newer command of this message was sent since, that number counts as old: then it is not retransmitted. Signals
        that a newer command has overwritten are not sent again, nor anything from before a bus-off.
        """
        with self._lock:
            bus, sequence = self.codec.dbc.messages[message].bus, sent.sequences.get(message)
            alive, _ = self._numbers.next(message)
            if not self._numbers.newest(message, sequence):
                return False
            if not (own := still_own(sent, message, self._writers, self.codec.seeds(message))):
                return False
            self.gate.usable(bus)
            if (
                message in self._held
                or self._queue
                or self.gate.monitors[bus].lost_since(sent.at)
                or not self.gate.room(bus, (message,))
            ):
                return False
            sent.writes[message] = own
            try:
                self._put(sent, self._ready(message, own, alive, sequence))
            except BusFull:
                self.gate.give_back(bus, (message,))
                return False
            return True

    def _encode(self, order: Order) -> list[Ready]:
        """Encode all frames; if there are several, check all before the first is sent. Raises FrameError, BusError."""
        ready = [self._ready(message, values, *self._numbers.next(message)) for message, values in order.left.items()]
        if len(ready) > 1 or order.text:
            for each in ready:
                self.gate.check(order.bus, each.frame)
        return ready

    def _ready(self, message: str, values: dict[str, SignalValue], alive: int, sequence: int | None) -> Ready:
        full = self.codec.image(message, self.state.value) | values
        return Ready(message, self.codec.encode(message, full, alive, sequence), alive, sequence)

    def _transmit(self, order: Order, ready: list[Ready]) -> None:
        """Send the text, then the frames. Raises BusFull if some of them have to be tried again."""
        sent, asked = order.sent, order.sent.at
        self._writers |= dict.fromkeys(order.signals, sent)
        if order.text:
            if why := self._send_text(order, ready[0]):
                self._drop(order, why)
                return
            order.text, asked = None, self.clock()
            ready = self._encode(order)  # the other signals of its messages may have changed meanwhile
        sent.at = self.clock()
        try:
            for each in ready:
                self._put(sent, each)
        except BusFull:
            sent.at = asked
            raise

    def _send_text(self, order: Order, first: Ready) -> str:
        """Send the text of an action, with the number of its first frame. It may take seconds: meanwhile other actions
        are sent, except in the same messages, whose numbers would overtake this one. Returns why the action is no
        longer wanted, or "". Raises BusError.
        """
        if self.texts is None:
            raise FrameError("this car has no text link")
        kind, text = order.text or (Kind.MEDIA_TITLE, "")
        self._held, self._draining = set(order.sent.writes), False
        try:
            return self.texts.send(kind, first.sequence or 0, text, order.sent.texts, order.unwanted)
        finally:
            self._held, self._draining = set(), True

    def _put(self, sent: Sent, each: Ready) -> None:
        """Send a frame with its numbers; they stay free if the transmit queue is full. Raises BusError."""
        before = self._numbers.last(each.message)
        self._number(sent, each)
        try:
            sent.frames.append(self.gate.put(each.message, sent.writes[each.message], each.frame))
        except BusFull:
            self._numbers.restore(each.message, before)
            raise

    def _number(self, sent: Sent, each: Ready) -> None:
        """Store the numbers of a frame that is being sent."""
        self._numbers.used(each.message, each.alive, each.sequence)
        if each.sequence is not None:
            sent.sequences[each.message] = each.sequence
            sent.writes[each.message] = sent.writes[each.message] | {SEQ: each.sequence}
