"""The only way out to the buses: every frame passes the list of what may be sent and the state of its bus, or stays here."""

import logging
from collections.abc import Callable, Iterable, Mapping

import can
from can.interfaces.udp_multicast import UdpMulticastBus

from vehicle.can.dbc import Dbc
from vehicle.can.trace import FrameTrace
from vehicle.can.values import WireValue
from vehicle.gateway.allow_list import AllowList, NotAllowed
from vehicle.gateway.bus_state import BusError, BusMonitor, BusState
from vehicle.gateway.rates import Rates

log = logging.getLogger(__name__)

Tell = Callable[[FrameTrace], None]
Tap = Callable[[str, can.Message, bool, float], None]  # bus, frame, received?, s
WHY_NOT = {BusState.SILENT: "bus_silent", BusState.BUS_OFF: "bus_off", BusState.STOPPED: "bus_stopped"}


class Gate:
    def __init__(
        self,
        dbc: Dbc,
        allow_list: AllowList,
        buses: Mapping[str, can.BusABC],
        clock: Callable[[], float],
        tell: Tell,
        tap: Tap,
    ) -> None:
        """`tell` and `tap` are called with every frame that went out."""
        self.dbc, self.allow_list = dbc, allow_list
        self.buses, self.clock, self.tell, self.tap = buses, clock, tell, tap
        self.monitors = {
            name: BusMonitor(name, dbc.bit_rate(name), hears_itself=isinstance(bus, UdpMulticastBus))
            for name, bus in buses.items()
        }
        self._rates = {name: Rates() for name in buses}

    def usable(self, bus: str) -> None:
        """Raises BusError where nothing may be sent on this bus now."""
        off = getattr(self.buses[bus], "state", None) is can.BusState.ERROR
        if off:
            self.lost(bus)
        monitor = self.monitors[bus]
        if (state := monitor.state(self.clock())) is not BusState.ALIVE:
            raise BusError(monitor.alarm or f"{bus} is {state}", WHY_NOT[state], lost=off)

    def room(self, bus: str, messages: Iterable[str], words: int = 0) -> bool:
        """Is there room at the rate of this bus? Then it is taken; see rates.Rates."""
        return self._rates[bus].take(messages, self.clock(), words)

    def check(self, bus: str, frame: can.Message) -> None:
        """Raises BusError for a frame that must never be sent."""
        try:
            self.allow_list.check(bus, frame)
        except NotAllowed as error:
            log.error("not sent: %s", error)
            raise BusError(str(error), "not_allowed") from error

    def put(self, message: str, values: Mapping[str, WireValue], frame: can.Message) -> FrameTrace:
        """Onto its bus. Raises BusError."""
        bus = self.dbc.messages[message].bus
        self.check(bus, frame)
        self.usable(bus)
        at = self.clock()
        self.monitors[bus].owed(frame)
        try:
            self.buses[bus].send(frame)
        except can.CanError as error:
            self.lost(bus)
            raise BusError(f"{bus}: {error}", lost=True) from error
        self.monitors[bus].took()
        self.monitors[bus].count(frame, at, sent=True)
        self.tap(bus, frame, False, at)
        trace = FrameTrace(True, bus, frame.arbitration_id, bytes(frame.data), message, values, at)
        self.tell(trace)
        return trace

    def put_words(self, bus: str, message: str, frame: can.Message) -> None:
        """One frame of the text link, at its own rate. Raises BusError."""
        if not self.room(bus, (), words=1):
            raise BusError("too many words at once", "busy")
        self.put(message, {}, frame)

    def lost(self, bus: str) -> None:
        """Our controller is off this bus, or the bus took a frame no more."""
        self.monitors[bus].lost(self.clock())

    def stranger(self, bus: str, frame: can.Message) -> bool:
        """Is a frame with an id of ours somebody else's? Then nothing is sent on this bus until a person has looked."""
        if not frame.is_rx or self.monitors[bus].echo(frame):
            return False
        monitor, name = self.monitors[bus], self.dbc.by_id[bus, frame.arbitration_id].name
        if not monitor.alarm:
            log.error(
                "%s: another sender uses our id %03X (%s); nothing is sent any more", bus, frame.arbitration_id, name
            )
        monitor.stop(f"{bus}: another sender uses our id {frame.arbitration_id:03X} ({name})")
        return True
