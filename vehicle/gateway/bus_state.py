"""State and counters of one bus: alive, silent, bus-off, or stopped by an alarm. Time is an argument."""

import math
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import can

from vehicle.can.codec import bits

LONGEST_SILENCE = 1.0  # s without a usable frame; five of mcan's fastest cycles (200 ms)
BACKOFF = 0.1  # s until sending is tried again after a bus-off; doubles with each further bus-off; assumed
MOST_ATTEMPTS = 6  # bus-offs in a row; then sending stops until a person clears the alarm; assumed
STEADY = 10.0  # s without a bus-off after which the attempts are counted from one again; assumed
MOST_REASONS = 500  # distinct reasons that are counted separately; the rest are counted as "other"
WINDOW = 1.0  # s over which the bus load is measured
ECHOES = 32  # own frames remembered until the bus delivers them back


class BusState(StrEnum):
    """State of a bus; the bridge sends only while it is `ALIVE`."""

    SILENT = "silent"  # no usable frame received yet, or not for LONGEST_SILENCE
    ALIVE = "alive"
    BUS_OFF = "bus_off"  # our controller is bus-off or accepts no frames: waiting before the next attempt
    STOPPED = "stopped"  # alarm (another sender uses one of our ids, too many bus-offs) until a person clears it


@dataclass(frozen=True)
class BusHealth:
    """State and counters since the bridge was created."""

    bus: str
    state: BusState = BusState.SILENT
    received: int = 0
    sent: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)  # reason -> received frames that were not used
    blocked: Mapping[str, int] = field(default_factory=dict)  # reason -> actions or frames that were not sent
    late: tuple[str, ...] = ()  # cyclic messages that were received before and are overdue now
    load: float = 0.0  # share of the bus's bit rate, 0 to 1, both directions, over the last second
    bus_offs: int = 0  # number of bus-offs
    alarm: str = ""  # why the bridge stopped sending, as text; "" without alarm
    fault: str = ""  # why frames cannot be received now, as text; "" after the next frame
    errors: Mapping[str, int] = field(default_factory=dict)  # what failed in the interface or in this process -> times


class BusError(Exception):
    """A frame was not sent: the bus did not accept it, or sending is not allowed now.

    `reason` is a reason of the contract. `lost`: the bus is off, so that actions queued for it must be dropped.
    """

    def __init__(self, text: str, reason: str = "not_sent", lost: bool = False) -> None:
        super().__init__(text)
        self.reason, self.lost = reason, lost


class BusFull(BusError):
    """The transmit queue of the interface is full: nothing is wrong with the bus, and a later attempt may succeed."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "busy")


class BusMonitor:
    """The state and counters of one bus."""

    def __init__(self, bus: str, bit_rate: int, receives_own_frames: bool = False) -> None:
        """`bit_rate` in bit/s. `receives_own_frames`: this kind of bus delivers our own frames back to us."""
        self.bus, self.rate = bus, bit_rate
        self.alarm = ""
        self.received = self.sent = self.bus_offs = 0
        self.refused: Counter[str] = Counter()  # reason -> received frames not used
        self.blocked: Counter[str] = Counter()  # reason -> actions or frames not sent
        self.errors: Counter[str] = Counter()  # what failed in the interface or in this process -> times
        self.fault = ""  # the last error of reception; "" after the next frame
        self._last_received: float | None = None  # s, last usable frame
        self._off: float | None = None  # s, when the bus was lost; None after the next frame that it accepted
        self._lost = -STEADY  # s, last bus-off
        self._deaf = -math.inf  # s, when reception last failed for longer
        self._retry = 0.0  # s, no attempt before
        self._attempts = 0
        self._bits, self._since, self._load = 0.0, 0.0, 0.0
        self._echoes: deque[tuple[int, bytes]] = deque(maxlen=ECHOES if receives_own_frames else 0)

    def state(self, now: float) -> BusState:
        if self.alarm:
            return BusState.STOPPED
        silent = self._last_received is None or now - self._last_received > LONGEST_SILENCE
        if self._off is not None and (now < self._retry or silent or self._last_received <= self._off):  # type: ignore[operator]
            return BusState.BUS_OFF
        return BusState.SILENT if silent else BusState.ALIVE

    def count(self, frame: can.Message, now: float, sent: bool) -> None:
        """Count any frame, used or not, for the counters and the bus load."""
        if sent:
            self.sent += 1
        else:
            self.received += 1
        if now - self._since >= WINDOW:
            self._load, self._bits, self._since = self._share(now), 0.0, now
        self._bits += bits(frame)

    def _share(self, now: float) -> float:
        return min(self._bits / (self.rate * (now - self._since)), 1.0)

    def frame_received(self, now: float) -> None:
        """A usable frame was received: the bus is alive."""
        self._last_received = now

    def refuse(self, reason: str) -> bool:
        """Count a received frame that was not used. True if it is the first one for this reason."""
        return first_of(self.refused, reason)

    def failed(self, what: str, lasting: bool = False) -> bool:
        """Count what failed in the interface or in this process; `lasting`: until the next frame this is the fault of
        the bus. True if it is the first time.
        """
        if lasting:
            self.fault = what
        return first_of(self.errors, what)

    def deafened(self, now: float) -> None:
        """Frames cannot be received: the bus is silent until the next usable one."""
        self._last_received, self._deaf = None, now

    def lost(self, now: float) -> None:
        """Our controller is bus-off or did not accept a frame. Each time the wait doubles; at last an alarm stops
        sending.
        """
        if self.state(now) in (BusState.STOPPED, BusState.BUS_OFF):
            return
        self._attempts = 1 if now - self._lost > STEADY else self._attempts + 1
        self._off = self._lost = now
        self._retry = now + BACKOFF * 2 ** (self._attempts - 1)
        self.bus_offs += 1
        if self._attempts > MOST_ATTEMPTS:
            self.stop(f"{self.bus}: bus-off {self._attempts} times in a row, sending stopped")

    def expect_echo(self, frame: can.Message) -> None:
        """Remember a frame that we send: the bus will deliver it back, if it is of that kind."""
        self._echoes.append((frame.arbitration_id, bytes(frame.data)))

    def is_echo(self, frame: can.Message) -> bool:
        """Is this received frame one of ours, delivered back? Each sent frame matches once."""
        key = (frame.arbitration_id, bytes(frame.data))
        if key not in self._echoes:
            return False
        self._echoes.remove(key)
        return True

    def lost_since(self, at: float) -> bool:
        """Was there a bus-off, or did reception fail, at or after `at` (s)?"""
        return max(self._lost, self._deaf) >= at

    def frame_sent(self) -> None:
        """The bus accepted a frame, so that a bus-off is over."""
        self._off = None

    def stop(self, why: str) -> None:
        """Raise the alarm: nothing is sent until a person clears it. The first reason is kept."""
        self.alarm = self.alarm or why

    def clear(self) -> None:
        """Clear the alarm: the next received frame makes the bus alive again."""
        self.alarm, self._off, self._attempts, self._last_received = "", None, 0, None

    def health(self, now: float, late: tuple[str, ...]) -> BusHealth:
        passed = now - self._since
        load = 0.0 if passed >= 2 * WINDOW else self._share(now) if passed >= WINDOW else self._load
        counters = {"received": self.received, "sent": self.sent, "bus_offs": self.bus_offs}
        return BusHealth(
            self.bus,
            self.state(now),
            refused=dict(self.refused),
            blocked=dict(self.blocked),
            late=late,
            load=load,
            alarm=self.alarm,
            fault=self.fault,
            errors=dict(self.errors),
            **counters,
        )


def first_of(counts: Counter[str], reason: str) -> bool:
    """Count a reason, beyond MOST_REASONS as "other". True if it is the first time."""
    if reason not in counts and len(counts) >= MOST_REASONS:
        reason = "other"
    counts[reason] += 1
    return counts[reason] == 1
