"""Between actions and the two buses: command frames go out (send_queue.py), status frames come in and become state.

Only messages that the table commands may be sent, at a bounded rate, on a bus that is alive and where nobody else uses our
ids. What comes in is used only if its checksum, counter, age and range say that it may be. python-can's threads call in.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import can

from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind, ends
from vehicle.can.trace import FrameTrace
from vehicle.can.values import WireValue
from vehicle.cars.car import Car
from vehicle.gateway.allow_list import AllowList
from vehicle.gateway.bus_state import BusError as BusError
from vehicle.gateway.bus_state import BusHealth
from vehicle.gateway.gate import Gate, Tap
from vehicle.gateway.plausibility import Counters
from vehicle.gateway.send_queue import SendQueue
from vehicle.gateway.send_queue import Sent as Sent
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

NOTIFIER_TIMEOUT = 0.05  # s, how long stop() may take per bus
BUS_OFF_FLAG = 0x40  # CAN_ERR_BUSOFF, in the id of an error frame as SocketCAN gives it


class Bridge:
    def __init__(
        self, car: Car, buses: Mapping[str, can.BusABC], state: State, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`buses` by name, those of the car's DBCs; the caller opens and closes them. `clock` is the one of the state."""
        self.car = car
        self.state = state
        self.buses = buses
        self.clock = clock
        self.taps: list[Tap] = []  # hear of every frame, used or not
        self.observers: list[Callable[[FrameTrace], None]] = []
        self._counters = Counters(state.plausibility)
        self._link = ends(car.dbc)
        self.allow_list = AllowList(car.codec, car.command_signals)
        self._gate = Gate(car.dbc, self.allow_list, buses, clock, self._tell, self._tap)
        self._queue = SendQueue(car.codec, self._gate, state, clock)
        self._monitors = self._gate.monitors
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
        return self._queue.send(writes, text, event, unwanted)

    def repeat(self, sent: Sent, message: str, event: bool) -> bool:
        """One frame of an action once more; see SendQueue.repeat."""
        return self._queue.repeat(sent, message, event)

    def cancel(self, sent: Sent, why: str) -> None:
        """Forget an action that still waits."""
        self._queue.cancel(sent, why)

    def health(self, now: float | None = None) -> tuple[BusHealth, ...]:
        """How each bus is doing."""
        now = self.clock() if now is None else now
        late = [(self.car.dbc.messages[message].bus, message) for message in self.state.late(now)]
        return tuple(
            monitor.health(now, tuple(message for bus, message in late if bus == name))
            for name, monitor in self._monitors.items()
        )

    def clear_alarm(self, bus: str) -> str:
        """A person has looked after the alarm of this bus: it may be used again once it is heard. What was cleared."""
        alarm = self._monitors[bus].alarm
        if alarm:
            log.warning("alarm cleared: %s", alarm)
            self._monitors[bus].clear()
        return alarm

    @property
    def refused_frames(self) -> Counter[str]:
        """reason -> received frames not used, of both buses"""
        return sum((monitor.refused for monitor in self._monitors.values()), Counter())

    def receive(self, bus: str, frame: can.Message) -> None:
        """One frame from one of the buses; a frame that must not be used is logged and counted, never raised."""
        at = self.clock()
        self._tap(bus, frame, frame.is_rx, at)
        self._monitors[bus].count(frame, at, sent=False)
        classic = not (frame.is_extended_id or frame.is_error_frame)
        if frame.is_error_frame and frame.arbitration_id & BUS_OFF_FLAG:
            self._gate.lost(bus)
            self._queue.forget(bus, "bus_off")
        if classic and (bus, frame.arbitration_id) in self.allow_list.ours:
            if self._gate.stranger(bus, frame):
                self._queue.forget(bus, "bus_stopped")
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
        self._monitors[bus].heard(at)
        if self.observers:  # before those who wait for the state wake up
            self._tell(FrameTrace(False, bus, frame.arbitration_id, bytes(frame.data), message, values, at))
        self.state.update(message, values, at)
        self._queue.drain()

    def _refuse(self, bus: str, reason: str) -> None:
        if self._monitors[bus].refuse(reason):
            log.warning("frame not used: %s", reason)

    def _tap(self, bus: str, frame: can.Message, received: bool, at: float) -> None:
        for tap in self.taps:
            tap(bus, frame, received, at)

    def _tell(self, trace: FrameTrace) -> None:
        for observer in self.observers:
            observer(trace)
