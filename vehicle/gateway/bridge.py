"""Connects actions with the buses: sends command frames (send_queue.py), receives status frames into the state.

Only command messages of the wiring are sent, within a rate limit, and only on a bus that is alive and where no other
sender uses our ids. Received frames are used only if checksum, alive counter, age and range are plausible. One thread
for each bus (receiving.py) calls `receive`.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping

import can

from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind, link_ids
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.gateway.allow_list import AllowList
from vehicle.gateway.bus_state import BusError as BusError
from vehicle.gateway.bus_state import BusHealth
from vehicle.gateway.gate import Gate, Tap
from vehicle.gateway.order import Sent as Sent
from vehicle.gateway.plausibility import Counters
from vehicle.gateway.receiving import WAIT, Receiver
from vehicle.gateway.send_queue import SendQueue
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

STOP_TIMEOUT = 4 * WAIT  # s that stop() waits for the receive thread of each bus
BUS_OFF_FLAG = 0x40  # CAN_ERR_BUSOFF in the id of an error frame (SocketCAN)


class Bridge:
    def __init__(
        self,
        car: Car,
        buses: Mapping[str, can.BusABC],
        state: State,
        clock: Callable[[], float] = time.monotonic,
        reopen: Callable[[str], None] | None = None,
    ) -> None:
        """`buses` has the buses of the car's DBCs by name; the caller opens and closes them. `clock` is that of the
        state. `reopen` opens a bus anew that cannot be received for long, and replaces it in `buses`.
        """
        self.car = car
        self.state = state
        self.buses = buses
        self.clock = clock
        self.taps: list[Tap] = []  # called with every frame, used or not
        self.observers: list[Callable[[FrameTrace], None]] = []  # called with every sent or used frame
        self._counters = Counters(state.plausibility)
        self._link = link_ids(car.dbc)
        self.allow_list = AllowList(car.codec, car.command_signals)
        self._gate = Gate(car.dbc, self.allow_list, buses, clock, self._observe, self._tap)
        self._queue = SendQueue(car.codec, self._gate, state, clock)
        self._monitors = self._gate.monitors
        self._reopen = reopen
        self._receivers: list[Receiver] = []

    def start(self) -> None:
        """Start receiving, with one thread for each bus."""
        for name, monitor in self._monitors.items():
            deaf = lambda bus: self._queue.drop_all(bus, "bus_silent")  # noqa: E731
            self._receivers.append(Receiver(name, self.buses, monitor, self.receive, deaf, self._reopen, self.clock))
        for receiver in self._receivers:
            receiver.start()

    def stop(self) -> None:
        for receiver in self._receivers:
            receiver.stop()
        for receiver in self._receivers:
            receiver.join(STOP_TIMEOUT)
        self._receivers.clear()

    def send(
        self,
        writes: Mapping[str, SignalValue],
        text: tuple[Kind, str] | None = None,
        event: bool = False,
        unwanted: Callable[[], str] = lambda: "",
        sent: Sent | None = None,
        urgent: bool = False,
    ) -> Sent:
        """Send one action: one frame for each message; signals that it does not write keep their present value.

        `text` (kind, text) is sent before the frames, over ISO-TP. All frames are encoded before the first one is sent:
        after a FrameError nothing was sent. If the rate limit is reached, the action is queued (`Sent.waiting`); a
        newer action that writes the same signals replaces it, except for an `event`, of which each counts. `unwanted`
        is called just before sending and may return a reason to drop the action, such as a manual operation in the
        meantime. An `urgent` action overtakes the queue: a stop. `sent` is filled in, also where an error ends it
        half-way. Raises BusError if nothing may be sent.
        """
        return self._queue.send(writes, text, event, unwanted, sent or Sent(self.clock()), urgent)

    def repeat(self, sent: Sent, message: str) -> bool:
        """Retransmit one frame of an action; see SendQueue.repeat."""
        return self._queue.repeat(sent, message)

    def cancel(self, sent: Sent, why: str) -> None:
        """Drop an action that is still queued."""
        self._queue.cancel(sent, why)

    def health(self, now: float | None = None) -> tuple[BusHealth, ...]:
        """State and counters of each bus."""
        now = self.clock() if now is None else now
        late = [(self.car.dbc.messages[message].bus, message) for message in self.state.late(now)]
        return tuple(
            monitor.health(now, tuple(message for bus, message in late if bus == name))
            for name, monitor in self._monitors.items()
        )

    def clear_alarm(self, bus: str) -> str:
        """Clear the alarm of a bus; sending starts again after its next received frame. Returns the cleared alarm or
        "".
        """
        alarm = self._monitors[bus].alarm
        if alarm:
            log.warning("alarm cleared: %s", alarm)
            self._monitors[bus].clear()
        return alarm

    @property
    def refused_frames(self) -> Counter[str]:
        """{reason: number of received frames that were not used}, of all buses together."""
        return sum((monitor.refused for monitor in self._monitors.values()), Counter())

    def receive(self, bus: str, frame: can.Message) -> None:
        """Process a received frame. A frame that must not be used is logged and counted; no exception is raised."""
        at = self.clock()
        self._tap(bus, frame, frame.is_rx, at)
        self._monitors[bus].count(frame, at, sent=False)
        classic = not (frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame)
        if frame.is_error_frame and frame.arbitration_id & BUS_OFF_FLAG:
            self._gate.lost(bus)
            self._queue.drop_all(bus, "bus_off")
        if classic and (bus, frame.arbitration_id) in self.allow_list.ours:
            if self._gate.foreign_sender(bus, frame):
                self._queue.drop_all(bus, "bus_stopped")
                self._refuse(bus, f"{bus} {frame.arbitration_id:03X}: another sender")
            return
        if classic and self._link and (bus, frame.arbitration_id) == (self._link.bus, self._link.head_unit):
            if self._queue.texts:
                self._queue.texts.receive(frame)
            return
        try:
            message, values = self.car.codec.decode(bus, frame)
        except FrameError as error:
            self._refuse(bus, str(error))
            return
        if fault := self._counters.fault(message, values, at):
            self._refuse(bus, f"{bus} {message}: {fault}")
            return
        self._monitors[bus].frame_received(at)
        if self.observers:  # before threads that wait for the state are woken
            self._observe(FrameTrace(False, bus, frame.arbitration_id, bytes(frame.data), message, values, at))
        self.state.update(message, values, at)
        self._queue.drain()

    def _refuse(self, bus: str, reason: str) -> None:
        if self._monitors[bus].refuse(reason):
            log.warning("frame not used: %s", reason)

    def _tap(self, bus: str, frame: can.Message, received: bool, at: float) -> None:
        for tap in self.taps:
            try:
                tap(bus, frame, received, at)
            except Exception as error:
                self._failed(bus, tap, error)

    def _observe(self, trace: FrameTrace) -> None:
        for observer in self.observers:
            try:
                observer(trace)
            except Exception as error:
                self._failed(trace.bus, observer, error)

    def _failed(self, bus: str, listener: Callable[..., None], error: Exception) -> None:
        """A bug in a listener: counted, and logged with its traceback the first time. The frame counts all the same."""
        name = getattr(listener, "__qualname__", type(listener).__name__)
        if self._monitors[bus].failed(f"{name}: {type(error).__name__}"):
            log.error("%s: %s failed with a frame", bus, name, exc_info=error)
