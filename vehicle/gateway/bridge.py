"""Between actions and the two buses: command frames go out (sender.py), status frames come in and become state.

Only messages that the table commands may be sent, at a bounded rate, on a bus that is alive and where nobody else uses our
ids. What comes in is used only if its checksum, counter, age and range say that it may be. python-can's threads call in.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import can

from vehicle.can import codec, dbc
from vehicle.can.codec import FrameError, WireValue
from vehicle.can.text_link import HEAD_UNIT_ID, Kind
from vehicle.gateway import allow_list
from vehicle.gateway.action import FrameTrace
from vehicle.gateway.bus_health import BusHealth
from vehicle.gateway.bus_state import BusError as BusError
from vehicle.gateway.gate import Gate, Tap
from vehicle.gateway.plausibility import Counters
from vehicle.gateway.send_queue import Sender
from vehicle.gateway.send_queue import Sent as Sent
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

NOTIFIER_TIMEOUT = 0.05  # s, how long stop() may take per bus
BUS_OFF_FLAG = 0x40  # CAN_ERR_BUSOFF, in the id of an error frame as SocketCAN gives it


class Bridge:
    def __init__(
        self, buses: Mapping[str, can.BusABC], state: State, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`buses` by name (ccan, mcan); the caller opens and closes them. `clock` is the one of the state."""
        self.state = state
        self.buses = buses
        self.clock = clock
        self.taps: list[Tap] = []  # hear of every frame, used or not
        self.observers: list[Callable[[FrameTrace], None]] = []
        self._counters = Counters()
        self._gate = Gate(buses, clock, self._tell, self._tap, lambda bus, why: self._sender.forget(bus, why))
        self._sender = Sender(self._gate, state, clock)
        self._lines = self._gate.lines
        self._notifiers: list[can.Notifier] = []

    def start(self) -> None:
        for name, bus in self.buses.items():
            self._notifiers.append(can.Notifier(bus, [partial(self.receive, name)], timeout=NOTIFIER_TIMEOUT))

    def stop(self) -> None:
        for notifier in self._notifiers:
            notifier.stop(timeout=NOTIFIER_TIMEOUT)
        self._notifiers.clear()

    def send(
        self,
        writes: Mapping[str, WireValue],
        text: tuple[Kind, str] | None = None,
        event: bool = False,
        unwanted: Callable[[], str] = lambda: "",
    ) -> Sent:
        """One action: its signals grouped by message, each frame from an image that changes nothing else.

        `text` (kind, words) goes ahead over ISO-TP. Everything is encoded before the first frame is sent, so that a
        FrameError leaves the bus untouched. Where the rate is spent an action waits (`Sent.waiting`), and a newer one
        that writes the same signals takes its place, unless each counts (`event`). `unwanted` is asked just before it goes
        and may say why not: a hand on the control came first. Raises BusError if nothing may be sent.
        """
        return self._sender.send(writes, text, event, unwanted)

    def repeat(self, sent: Sent, message: str, event: bool) -> bool:
        """One frame of an action once more; see Sender.repeat."""
        return self._sender.repeat(sent, message, event)

    def cancel(self, sent: Sent, why: str) -> None:
        """Forget an action that still waits."""
        self._sender.cancel(sent, why)

    def health(self, now: float | None = None) -> tuple[BusHealth, ...]:
        """How each bus is doing."""
        now = self.clock() if now is None else now
        late = [(dbc.messages()[message].bus, message) for message in self.state.late(now)]
        return tuple(
            line.health(now, tuple(message for bus, message in late if bus == name))
            for name, line in self._lines.items()
        )

    def clear_alarm(self, bus: str) -> str:
        """A person has looked after the alarm of this bus: it may be used again once it is heard. What was cleared."""
        alarm = self._lines[bus].alarm
        if alarm:
            log.warning("alarm cleared: %s", alarm)
            self._lines[bus].clear()
        return alarm

    @property
    def refused_frames(self) -> Counter[str]:
        """reason -> received frames not used, of both buses"""
        return sum((line.refused for line in self._lines.values()), Counter())

    def receive(self, bus: str, frame: can.Message) -> None:
        """One frame from one of the buses; a frame that must not be used is logged and counted, never raised."""
        at = self.clock()
        self._tap(bus, frame, frame.is_rx, at)
        self._lines[bus].count(frame, at, sent=False)
        classic = not (frame.is_extended_id or frame.is_error_frame)
        if frame.is_error_frame and frame.arbitration_id & BUS_OFF_FLAG:
            self._gate.lost(bus)
        if classic and (bus, frame.arbitration_id) in allow_list.ours():
            if self._gate.stranger(bus, frame):
                self._refuse(bus, f"{bus} {frame.arbitration_id:03X}: another sender")
            return
        if classic and bus == "mcan" and frame.arbitration_id == HEAD_UNIT_ID:
            self._sender.texts.receive(frame)
            return
        try:
            message, values = codec.decode(bus, frame)
        except FrameError as error:
            self._refuse(bus, str(error))
            return
        if fault := self._counters.fault(message, values, at):
            self._refuse(bus, f"{bus} {message}: {fault}")
            return
        self._lines[bus].heard(at)
        if self.observers:  # before those who wait for the state wake up
            self._tell(FrameTrace(False, bus, frame.arbitration_id, bytes(frame.data), message, values, at))
        self.state.update(message, values, at)
        self._sender.drain()

    def _refuse(self, bus: str, reason: str) -> None:
        if self._lines[bus].refuse(reason):
            log.warning("frame not used: %s", reason)

    def _tap(self, bus: str, frame: can.Message, received: bool, at: float) -> None:
        for tap in self.taps:
            tap(bus, frame, received, at)

    def _tell(self, trace: FrameTrace) -> None:
        for observer in self.observers:
            observer(trace)
