"""What goes out: actions become frames, wait in a short queue where they must, and pass the gate or not.

An old command never acts: what waits expires, and is forgotten when the bus is lost. One lock orders it all; no thread.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import can
from can.interfaces.udp_multicast import UdpMulticastBus

from vehicle import codec, dbc, transmit
from vehicle.codec import FrameError, WireValue
from vehicle.command import FrameTrace
from vehicle.health import BusState
from vehicle.line import BusError, Line
from vehicle.numbering import Numbers, acknowledger
from vehicle.state import State
from vehicle.text_link import Kind, pack
from vehicle.text_sender import TextSender

log = logging.getLogger(__name__)

TEXT_BUS = "mcan"
MOST_WAITING = 16  # actions in the queue
PATIENCE = 1.0  # s that an action may wait to be sent: older speech must not act; our choice
ECHOES = 32  # own frames that a bus which hears itself may still owe us
Tell = Callable[[FrameTrace], None]
Tap = Callable[[str, can.Message, bool, float], None]  # bus, frame, received?, s
WHY_NOT = {BusState.SILENT: "bus_silent", BusState.BUS_OFF: "bus_off", BusState.STOPPED: "bus_stopped"}


@dataclass
class Sent:
    """What one action put on the bus; `waiting` while it is in the queue, `dropped` says why it never left it."""

    at: float  # s, monotonic: when it was sent; when it was asked for while it waits
    frames: list[FrameTrace] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)  # status message that acknowledges -> sequence number
    waiting: bool = False
    dropped: str = ""


@dataclass(eq=False)
class Order:
    """An action on its way to the bus."""

    bus: str
    by_message: dict[str, dict[str, WireValue]]
    text: tuple[Kind, str] | None
    event: bool
    wanted: Callable[[], bool]
    sent: Sent
    error: BusError | FrameError | None = None

    @property
    def signals(self) -> set[tuple[str, str]]:
        return {(message, name) for message, values in self.by_message.items() for name in values if name != "Seq"}


@dataclass(frozen=True)
class Ready:
    """A frame with the numbers that it carries."""

    message: str
    frame: can.Message
    alive: int
    sequence: int | None  # None: not of our block


class Sender:
    def __init__(self, buses: Mapping[str, can.BusABC], state: State, clock: Callable[[], float], tell: Tell, tap: Tap) -> None:
        """`tell` and `tap` hear of every frame that the bus took: what it means, and as it is."""
        self.buses, self.state, self.clock, self.tell, self.tap = buses, state, clock, tell, tap
        self.lines = {name: Line(name) for name in buses}
        self._lock = threading.Condition(threading.RLock())  # notified when a text has moved on
        self._numbers = Numbers(state)
        self.texts = TextSender(state, self._lock, self._put_words)
        self._queue: deque[Order] = deque()
        self._draining = False
        self._rates = {name: transmit.Rates() for name in buses}
        self._echoes = {name: deque[bytes](maxlen=ECHOES) for name, bus in buses.items() if isinstance(bus, UdpMulticastBus)}

    def send(self, writes: Mapping[str, WireValue], text: tuple[Kind, str] | None, event: bool, wanted: Callable[[], bool]) -> Sent:
        """See Bridge.send."""
        by_message: dict[str, dict[str, WireValue]] = {}
        for path, value in writes.items():
            message, _, name = path.partition(".")
            by_message.setdefault(message, {})[name] = value
        buses = {dbc.messages()[message].bus for message in by_message}
        if len(buses) != 1:
            raise FrameError(f"an action writes on one bus, not on {', '.join(sorted(buses)) or 'none'}")
        with self._lock:
            order = Order(buses.pop(), by_message, text, event, wanted, Sent(self.clock(), waiting=True))
            if not (event or text):
                for older in [older for older in self._queue if not older.event and older.signals == order.signals]:
                    self._drop(older, "superseded")
            self._queue.append(order)
            self.drain()
            if order.sent.waiting and (text or len(self._queue) > MOST_WAITING):  # words cannot wait: who sends them, waits
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

    def lost(self, bus: str) -> None:
        """Our controller is off this bus, or the bus took a frame no more."""
        self.lines[bus].lost(self.clock())
        self.forget(bus, "bus_off")

    def _drop(self, order: Order, why: str) -> None:
        if order in self._queue:
            self._queue.remove(order)
        order.sent.waiting, order.sent.dropped = False, why
        self.lines[order.bus].blocked[why] += 1

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
        if not order.wanted():
            self._drop(order, "by_hand")
            return True
        try:
            self._usable(order.bus)
            ready = self._encode(order)
            frames = 2 + len(pack(order.text[0], 0, order.text[1])) // 6 if order.text else 0
            if not self._rates[order.bus].take(order.by_message, now, words=frames):
                return False
            self._queue.popleft()
            order.sent.waiting = False
            self._transmit(order, ready)
        except (BusError, FrameError) as error:
            order.error = error
            self._drop(order, error.reason if isinstance(error, BusError) else "not_sent")
        return True

    def _encode(self, order: Order) -> list[Ready]:
        """Every frame, checked. Raises FrameError, BusError."""
        ready = []
        for message, values in order.by_message.items():
            alive, sequence = self._numbers.next(message)
            full = codec.image(message, self.state.value) | values
            ready.append(Ready(message, codec.encode(message, full, alive, sequence), alive, sequence))
            self._check(order.bus, ready[-1].frame)
        return ready

    def _transmit(self, order: Order, ready: list[Ready]) -> None:
        sent, text = order.sent, order.text
        sent.at = self.clock()
        for out in ready:
            values = order.by_message[out.message]
            self._numbers.used(out.message, out.alive, out.sequence)
            if out.sequence is not None:
                values["Seq"] = sent.sequences[acknowledger(out.message)] = out.sequence
            if text:
                self.texts.send(text[0], out.sequence or 0, text[1])
                text, sent.at = None, self.clock()
            sent.frames.append(self._put(out.message, values, out.frame))

    def _usable(self, bus: str) -> None:
        """Raises BusError where nothing may be sent on this bus now."""
        if getattr(self.buses[bus], "state", None) is can.BusState.ERROR:
            self.lost(bus)
        line = self.lines[bus]
        if (state := line.state(self.clock())) is not BusState.ALIVE:
            raise BusError(line.alarm or f"{bus} is {state}", WHY_NOT[state])

    def _check(self, bus: str, frame: can.Message) -> None:
        try:
            transmit.check(bus, frame)
        except transmit.NotAllowed as error:
            log.error("not sent: %s", error)
            raise BusError(str(error), "not_allowed") from error

    def _put_words(self, frame: can.Message) -> None:
        """One frame of the text link."""
        if not self._rates[TEXT_BUS].take((), self.clock(), words=1):
            raise BusError("too many words at once", "busy")
        self._put(transmit.TEXT, {}, frame)

    def _put(self, message: str, values: Mapping[str, WireValue], frame: can.Message) -> FrameTrace:
        """The only way out: every frame passes the list and the state of its bus."""
        bus = dbc.messages()[message].bus
        self._check(bus, frame)
        self._usable(bus)
        at = self.clock()
        if bus in self._echoes:
            self._echoes[bus].append(look(frame))
        try:
            self.buses[bus].send(frame)
        except can.CanError as error:
            self.lost(bus)
            raise BusError(f"{bus}: {error}") from error
        self.lines[bus].took()
        self.lines[bus].count(frame, at, sent=True)
        self.tap(bus, frame, False, at)
        trace = FrameTrace(True, bus, frame.arbitration_id, bytes(frame.data), message, values, at)
        self.tell(trace)
        return trace

    def stranger(self, bus: str, frame: can.Message) -> bool:
        """Is a frame with an id of ours somebody else's? Then nothing is sent on this bus until a person has looked."""
        if not frame.is_rx:
            return False
        if look(frame) in (echoes := self._echoes.get(bus, deque())):
            echoes.remove(look(frame))
            return False
        line, name = self.lines[bus], dbc.by_id()[bus, frame.arbitration_id].name
        if not line.alarm:
            log.error("%s: another sender uses our id %03X (%s); nothing is sent any more", bus, frame.arbitration_id, name)
        line.stop(f"{bus}: another sender uses our id {frame.arbitration_id:03X} ({name})")
        self.forget(bus, "bus_stopped")
        return True


def look(frame: can.Message) -> bytes:
    return frame.arbitration_id.to_bytes(4, "big") + bytes(frame.data)
