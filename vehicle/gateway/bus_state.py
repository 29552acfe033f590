"""One bus as the bridge sees it: alive or silent, off or back again, stopped by an alarm; and its counters. Time is an argument."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import can

from vehicle.can.codec import bits

LONGEST_SILENCE = 1.0  # s; five of mcan's fastest cycles (200 ms)
BACKOFF = 0.1  # s until the first attempt after a bus-off; doubles with each further one; assumed
MOST_ATTEMPTS = 6  # then it is left to a person; assumed
STEADY = 10.0  # s without a bus-off after which the attempts count from one again; assumed
MOST_REASONS = 500  # counted apart; the rest are "other"
WINDOW = 1.0  # s over which the load is taken
ECHOES = 32  # own frames that a bus which hears itself may still owe us


class BusState(StrEnum):
    """What the bridge makes of a bus; it sends only while `ALIVE`."""

    SILENT = "silent"  # nothing heard yet, or no longer
    ALIVE = "alive"
    BUS_OFF = "bus_off"  # our controller is off the bus, or takes no frames: backing off
    STOPPED = "stopped"  # another sender used one of our ids: an alarm, until somebody clears it


@dataclass(frozen=True)
class BusHealth:
    """Counters since the bridge was made; `refused` are received frames not used, `blocked` frames or actions not sent."""

    bus: str
    state: BusState = BusState.SILENT
    received: int = 0
    sent: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)  # reason -> frames
    blocked: Mapping[str, int] = field(default_factory=dict)  # reason -> actions or frames
    late: tuple[str, ...] = ()  # cyclic messages that were heard and are overdue now
    load: float = 0.0  # share of the bus's bit rate, 0 to 1, both directions, over the last second
    bus_offs: int = 0  # how often the controller left the bus
    alarm: str = ""  # why the bridge stopped sending, for people


class BusError(Exception):
    """The bus did not take a frame, or must not be given one.

    `reason` is a reason of the contract; `lost` says that the bus is lost, so that what waits for it must be forgotten.
    """

    def __init__(self, text: str, reason: str = "not_sent", lost: bool = False) -> None:
        super().__init__(text)
        self.reason, self.lost = reason, lost


class BusMonitor:
    """The state and counters of one bus."""

    def __init__(self, bus: str, bit_rate: int, hears_itself: bool = False) -> None:
        """`bit_rate` in bit/s. A bus that `hears_itself` brings our own frames back."""
        self.bus, self.rate = bus, bit_rate
        self.alarm = ""
        self.received = self.sent = self.bus_offs = 0
        self.refused: Counter[str] = Counter()  # reason -> received frames not used
        self.blocked: Counter[str] = Counter()  # reason -> actions or frames not sent
        self._heard: float | None = None  # s, when the last usable frame came
        self._off: float | None = None  # s, when the bus was lost; None once it took a frame again
        self._lost = -STEADY  # s, when it was last lost
        self._retry = 0.0  # s, not before
        self._attempts = 0
        self._bits, self._since, self._load = 0.0, 0.0, 0.0
        self._echoes: deque[tuple[int, bytes]] = deque(maxlen=ECHOES if hears_itself else 0)

    def state(self, now: float) -> BusState:
        if self.alarm:
            return BusState.STOPPED
        silent = self._heard is None or now - self._heard > LONGEST_SILENCE
        if self._off is not None and (now < self._retry or silent or self._heard <= self._off):  # type: ignore[operator]
            return BusState.BUS_OFF
        return BusState.SILENT if silent else BusState.ALIVE

    def count(self, frame: can.Message, now: float, sent: bool) -> None:
        """Any frame, used or not: what it costs the bus."""
        if sent:
            self.sent += 1
        else:
            self.received += 1
        if now - self._since >= WINDOW:
            self._load, self._bits, self._since = self._share(now), 0.0, now
        self._bits += bits(frame)

    def _share(self, now: float) -> float:
        return min(self._bits / (self.rate * (now - self._since)), 1.0)

    def heard(self, now: float) -> None:
        """A frame that can be used: somebody is there."""
        self._heard = now

    def refuse(self, reason: str) -> bool:
        """Count a received frame that was not used; is it the first for this reason?"""
        if reason not in self.refused and len(self.refused) >= MOST_REASONS:
            reason = "other"
        self.refused[reason] += 1
        return self.refused[reason] == 1

    def lost(self, now: float) -> None:
        """Our controller is off the bus, or did not take a frame: wait longer each time, then give up."""
        if self.state(now) in (BusState.STOPPED, BusState.BUS_OFF):
            return
        self._attempts = 1 if now - self._lost > STEADY else self._attempts + 1
        self._off = self._lost = now
        self._retry = now + BACKOFF * 2 ** (self._attempts - 1)
        self.bus_offs += 1
        if self._attempts > MOST_ATTEMPTS:
            self.stop(f"{self.bus}: off the bus {self._attempts} times in a row, given up")

    def owed(self, frame: can.Message) -> None:
        """A frame of ours goes out; a bus that hears itself will bring it back."""
        self._echoes.append((frame.arbitration_id, bytes(frame.data)))

    def echo(self, frame: can.Message) -> bool:
        """Is this one of ours that came back? Once for each that went out."""
        look = (frame.arbitration_id, bytes(frame.data))
        if look not in self._echoes:
            return False
        self._echoes.remove(look)
        return True

    def lost_since(self, at: float) -> bool:
        return self._lost >= at

    def took(self) -> None:
        """The bus took a frame: it is back."""
        self._off = None

    def stop(self, why: str) -> None:
        """Raise the alarm: nothing is sent until a person clears it."""
        self.alarm = self.alarm or why

    def clear(self) -> None:
        """A person has looked: the next frame heard makes the bus alive again."""
        self.alarm, self._off, self._attempts, self._heard = "", None, 0, None

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
            **counters,
        )
