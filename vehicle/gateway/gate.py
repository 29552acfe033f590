"""The only place where frames are sent: each one is checked against the allow list and the state of its bus first."""

import logging
from collections.abc import Callable, Iterable, Mapping

import can
from can.interfaces.udp_multicast import UdpMulticastBus

from vehicle.can.dbc import Dbc
from vehicle.can.interface import queue_full
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.gateway.allow_list import AllowList, NotAllowed
from vehicle.gateway.bus_state import BusError, BusFull, BusMonitor, BusState
from vehicle.gateway.rates import Rates

log = logging.getLogger(__name__)

Observer = Callable[[FrameTrace], None]
Tap = Callable[[str, can.Message, bool, float], None]  # (bus, frame, received?, time in s)
WHY_NOT = {BusState.SILENT: "bus_silent", BusState.BUS_OFF: "bus_off", BusState.STOPPED: "bus_stopped"}


class Gate:
    def __init__(
        self,
        dbc: Dbc,
        allow_list: AllowList,
        buses: Mapping[str, can.BusABC],
        clock: Callable[[], float],
        observe: Observer,
        tap: Tap,
    ) -> None:
        """`observe` and `tap` are called with every frame that was sent."""
        self.dbc, self.allow_list = dbc, allow_list
        self.buses, self.clock, self.observe, self.tap = buses, clock, observe, tap
        self.monitors = {
            name: BusMonitor(name, dbc.bit_rate(name), receives_own_frames=isinstance(bus, UdpMulticastBus))
            for name, bus in buses.items()
        }
        self._rates = {name: Rates() for name in buses}

    def usable(self, bus: str) -> None:
        """Raises BusError if nothing may be sent on this bus now."""
        off = getattr(self.buses[bus], "state", None) is can.BusState.ERROR
        if off:
            self.lost(bus)
        monitor = self.monitors[bus]
        if (state := monitor.state(self.clock())) is not BusState.ALIVE:
            why = monitor.alarm or ": ".join(filter(None, (f"{bus} is {state}", monitor.fault)))
            raise BusError(why, WHY_NOT[state], lost=off)

    def room(self, bus: str, messages: Iterable[str], text_frames: int = 0, urgent: bool = False) -> bool:
        """Does the rate limit of this bus allow these frames now? If so, they are counted; see rates.Rates."""
        return self._rates[bus].take(messages, self.clock(), text_frames, urgent)

    def give_back(self, bus: str, messages: Iterable[str], text_frames: int = 0) -> None:
        """These frames were counted and not sent."""
        self._rates[bus].give_back(messages, text_frames)

    def check(self, bus: str, frame: can.Message) -> None:
        """Raises BusError for a frame that is not on the allow list."""
        try:
            self.allow_list.check(bus, frame)
        except NotAllowed as error:
            log.error("not sent: %s", error)
            raise BusError(str(error), "not_allowed") from error

    def put(self, message: str, values: Mapping[str, SignalValue], frame: can.Message) -> FrameTrace:
        """Send a frame on its bus. Raises BusError; BusFull if the frame may be tried again."""
        bus = self.dbc.messages[message].bus
        self.check(bus, frame)
        self.usable(bus)
        at = self.clock()
        self.monitors[bus].expect_echo(frame)
        try:
            self.buses[bus].send(frame)
        except (can.CanError, OSError) as error:  # some interfaces pass on the error of their socket
            self.monitors[bus].is_echo(frame)  # it does not come back
            if queue_full(error):
                if self.monitors[bus].failed("transmit queue full"):
                    log.warning("%s: the transmit queue is full, frames wait: %s", bus, error)
                raise BusFull(f"{bus}: {error}") from error
            self.lost(bus)
            raise BusError(f"{bus}: {error}", lost=True) from error
        self.monitors[bus].frame_sent()
        self.monitors[bus].count(frame, at, sent=True)
        self.tap(bus, frame, False, at)
        trace = FrameTrace(True, bus, frame.arbitration_id, bytes(frame.data), message, values, at)
        self.observe(trace)
        return trace

    def put_text(self, bus: str, message: str, frame: can.Message) -> FrameTrace:
        """Send one frame of the text link, within its own rate limit. Raises BusError."""
        if not self.room(bus, (), text_frames=1):
            raise BusError("rate limit of texts reached", "busy")
        try:
            return self.put(message, {}, frame)
        except BusFull:
            self.give_back(bus, (), text_frames=1)
            raise

    def lost(self, bus: str) -> None:
        """Our controller is bus-off, or the bus did not accept a frame."""
        self.monitors[bus].lost(self.clock())

    def foreign_sender(self, bus: str, frame: can.Message) -> bool:
        """Was this received frame, with an id that only we may send, sent by another sender?

        Then an alarm stops sending on this bus until a person clears it.
        """
        if not frame.is_rx or self.monitors[bus].is_echo(frame):
            return False
        monitor, name = self.monitors[bus], self.dbc.by_id[bus, frame.arbitration_id].name
        if not monitor.alarm:
            log.error("%s: another sender uses our id %03X (%s); sending is stopped", bus, frame.arbitration_id, name)
        monitor.stop(f"{bus}: another sender uses our id {frame.arbitration_id:03X} ({name})")
        return True
