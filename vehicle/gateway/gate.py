"""The only way out to the buses: every frame passes the list of what may be sent and the state of its bus, or stays here."""

import logging
from collections.abc import Callable, Iterable, Mapping

import can
from can.interfaces.udp_multicast import UdpMulticastBus

from vehicle.can import dbc
from vehicle.can.codec import WireValue
from vehicle.gateway import allow_list
from vehicle.gateway.action import FrameTrace
from vehicle.gateway.bus_health import BusState
from vehicle.gateway.bus_state import BusError, Line

log = logging.getLogger(__name__)

Tell = Callable[[FrameTrace], None]
Tap = Callable[[str, can.Message, bool, float], None]  # bus, frame, received?, s
TEXT_BUS = "mcan"
WHY_NOT = {BusState.SILENT: "bus_silent", BusState.BUS_OFF: "bus_off", BusState.STOPPED: "bus_stopped"}


class Gate:
    def __init__(
        self,
        buses: Mapping[str, can.BusABC],
        clock: Callable[[], float],
        tell: Tell,
        tap: Tap,
        forget: Callable[[str, str], None],
    ) -> None:
        """`tell` and `tap` hear of every frame that went out; `forget` (bus, why) drops what waits for a bus that is lost."""
        self.buses, self.clock, self.tell, self.tap, self.forget = buses, clock, tell, tap, forget
        self.lines = {name: Line(name, hears_itself=isinstance(bus, UdpMulticastBus)) for name, bus in buses.items()}
        self._rates = {name: allow_list.Rates() for name in buses}

    def usable(self, bus: str) -> None:
        """Raises BusError where nothing may be sent on this bus now."""
        if getattr(self.buses[bus], "state", None) is can.BusState.ERROR:
            self.lost(bus)
        line = self.lines[bus]
        if (state := line.state(self.clock())) is not BusState.ALIVE:
            raise BusError(line.alarm or f"{bus} is {state}", WHY_NOT[state])

    def room(self, bus: str, messages: Iterable[str], words: int = 0) -> bool:
        """Is there room at the rate of this bus? Then it is taken; see transmit.Rates."""
        return self._rates[bus].take(messages, self.clock(), words)

    def check(self, bus: str, frame: can.Message) -> None:
        """Raises BusError for a frame that must never be sent."""
        try:
            allow_list.check(bus, frame)
        except allow_list.NotAllowed as error:
            log.error("not sent: %s", error)
            raise BusError(str(error), "not_allowed") from error

    def put(self, message: str, values: Mapping[str, WireValue], frame: can.Message) -> FrameTrace:
        """Onto its bus. Raises BusError."""
        bus = dbc.messages()[message].bus
        self.check(bus, frame)
        self.usable(bus)
        at = self.clock()
        self.lines[bus].owed(frame)
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

    def put_words(self, frame: can.Message) -> None:
        """One frame of the text link, at its own rate. Raises BusError."""
        if not self.room(TEXT_BUS, (), words=1):
            raise BusError("too many words at once", "busy")
        self.put(allow_list.TEXT, {}, frame)

    def lost(self, bus: str) -> None:
        """Our controller is off this bus, or the bus took a frame no more."""
        self.lines[bus].lost(self.clock())
        self.forget(bus, "bus_off")

    def stranger(self, bus: str, frame: can.Message) -> bool:
        """Is a frame with an id of ours somebody else's? Then nothing is sent on this bus until a person has looked."""
        if not frame.is_rx or self.lines[bus].echo(frame):
            return False
        line, name = self.lines[bus], dbc.by_id()[bus, frame.arbitration_id].name
        if not line.alarm:
            log.error(
                "%s: another sender uses our id %03X (%s); nothing is sent any more", bus, frame.arbitration_id, name
            )
        line.stop(f"{bus}: another sender uses our id {frame.arbitration_id:03X} ({name})")
        self.forget(bus, "bus_stopped")
        return True
