"""The simulated car on faulty buses: `Faulty(car, faults, seed)` is used instead of the car.

It has the car's interface, no clock and no thread. The same script and seed change the same frames in the same way.
Scripts: script.py. `counts` has the number of affected frames.
"""

import heapq
import random
from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import count
from math import inf
from typing import Any

import can

from sim_can.car import Car
from sim_can.faults.damage import corrupted, counter, with_counter
from sim_can.faults.loaded_bus import Babbler, LoadedBus
from sim_can.faults.script import Fault, counted
from vehicle.can.dbc import GATEWAY
from vehicle.can.text_link import link_ids

BUS_OFF_ID, RESTARTED_ID = 0x040, 0x100  # error frames as SocketCAN delivers them (linux/can/error.h)
BUSY_STEP = 0.001  # s between two steps of a loaded bus
NEAR = 1e-9  # s; smaller differences count as the same time


class Faulty:
    """A simulated car whose frames pass through the faults of a script."""

    def __init__(self, car: Car, faults: Iterable[Fault], seed: int = 0) -> None:
        """The times of the faults are counted from now."""
        self.car, self.faults = car, tuple(faults)
        self.counts: Counter[str] = Counter()  # fault -> frames that it affected
        self._now = 0.0  # s
        # each fault has its own random numbers, so that adding one does not change the others
        self._dice = [random.Random(f"{seed} {i}") for i in range(len(self.faults))]
        self._late: list[tuple[float, int, can.Message, bool]] = []  # heap of (s when due, order, frame, to the car)
        self._order = count()
        self._edges = [
            (time, i) for i, fault in enumerate(self.faults) for time in (fault.begin, fault.end) if time < inf
        ]
        heapq.heapify(self._edges)
        self._frozen: dict[tuple[int, str, int], int] = {}  # (fault, bus, id) -> counter
        link = link_ids(car.dbc)
        self._loaded_buses = {bus: LoadedBus(car.dbc.bit_rate(bus), link.ids if link else ()) for bus in car.dbc.buses}
        self._babblers = {
            i: Babbler(int(fault.numbers["id"]), 1 / fault.numbers["rate"], fault.begin, partial(self._babble, i))
            for i, fault in enumerate(self.faults)
            if fault.kind == "babble"
        }

    def __getattr__(self, name: str) -> Any:
        """All other attributes are those of the car."""
        return getattr(self.car, name)

    def receive(self, message: can.Message) -> list[can.Message]:
        """Process a frame of the gateway; returns the frames sent at once in answer."""
        return self._enter(message, to_car=True)

    def step(self, dt: float) -> list[can.Message]:
        """Let `dt` seconds pass; every fault takes effect at its time, also within a long step."""
        frames: list[can.Message] = []
        before, end = self._now, self._now + dt
        while True:
            until = max(min([end, *(heap[0][0] for heap in (self._edges, self._late) if heap)]), before)
            self._now = end if end - until < NEAR else until
            frames += self._begun()
            status = self.car.step(until - before)
            before = self._now
            frames += self._advance_buses()
            for frame in status:
                frames += self._enter(frame, to_car=False)
            while self._late and self._late[0][0] <= self._now:
                _, _, frame, to_car = heapq.heappop(self._late)
                frames += self._put_on_bus(frame, to_car)
            if self._now >= end:
                return frames

    @property
    def until_due(self) -> float:
        """Seconds until the next event: a cyclic or delayed frame, begin or end of a fault."""
        events = [heap[0][0] - self._now for heap in (self._edges, self._late) if heap]
        busy = [BUSY_STEP for bus in self._loaded_buses if self._loaded(bus)]
        return max(min([self.car.until_due, *events, *busy]), 0.0)

    def off(self, ecu: str, bus: str) -> bool:
        """Is this ECU (or the gateway) off this bus now, by `bus_off` or `reset`?"""
        return any(fault.target == ecu and bus in fault.buses for _, fault in self._active("bus_off", "reset"))

    def _active(self, *kinds: str) -> list[tuple[int, Fault]]:
        return [
            (i, fault)
            for i, fault in enumerate(self.faults)
            if fault.begin <= self._now < fault.end and (not kinds or fault.kind in kinds)
        ]

    def _begun(self) -> list[can.Message]:
        """Handle faults that begin or end now: reset ECUs, and return the error frames of the gateway's controller."""
        frames: list[can.Message] = []
        while self._edges and self._edges[0][0] <= self._now:
            time, i = heapq.heappop(self._edges)
            fault, begins = self.faults[i], time == self.faults[i].begin
            if fault.kind == "bus_off" and fault.target == GATEWAY:
                error_id = BUS_OFF_ID if begins else RESTARTED_ID
                frames += [
                    can.Message(
                        arbitration_id=error_id,
                        is_extended_id=False,
                        is_error_frame=True,
                        dlc=8,
                        data=bytes(8),
                        channel=bus,
                    )
                    for bus in fault.buses
                ]
            if fault.kind == "reset" and not begins:
                self._restart(fault)
            if fault.kind in ("reset", "bus_off", "load", "babble") and begins:
                self.counts[fault.kind] += 1
        return frames

    def _restart(self, fault: Fault) -> None:
        """End of a reset: counters start again and the ECU accepts any numbers. Positions and settings are kept."""
        for key in fault.frames or ():
            self.car.signals.restart(self.car.dbc.by_id[key].name)
        for command in self.car.codec.block.acknowledgements:
            if fault.target in self.car.dbc.messages[command].message.receivers:
                self.car.commands.forget(command)

    def _enter(self, frame: can.Message, to_car: bool) -> list[can.Message]:
        """Apply the faults to a sent frame; returns the frames that reach the gateway at once."""
        frames: list[can.Message] = []
        for hit, late in self._hit(frame):
            if late > 0.0:
                heapq.heappush(self._late, (self._now + late, next(self._order), hit, to_car))
            else:
                frames += self._put_on_bus(hit, to_car)
        return frames

    def _hit(self, frame: can.Message) -> list[tuple[can.Message, float]]:
        """[(frame, delay in s)] after all active faults: none if it is lost, several if it is duplicated."""
        bus, key = str(frame.channel), (str(frame.channel), frame.arbitration_id)
        found = [(frame, 0.0)]
        for i, fault in self._active():
            if bus in fault.buses and (fault.frames is None or key in fault.frames):
                found = [after for before in found for after in self._apply(i, fault, *before)]
        return found

    def _apply(self, i: int, fault: Fault, frame: can.Message, late: float) -> list[tuple[can.Message, float]]:
        dice, numbers = self._dice[i], fault.numbers
        if fault.kind in ("babble", "load") or (
            fault.kind == "freeze" and not counted(self.car.codec, str(frame.channel), frame.arbitration_id)
        ):
            return [(frame, late)]
        if "share" in numbers and dice.random() >= numbers["share"]:
            return [(frame, late)]
        self.counts[f"{fault.kind} frames" if fault.kind in ("reset", "bus_off") else fault.kind] += 1
        if fault.kind == "delay":
            return [(frame, late + numbers["by"] + dice.uniform(0.0, numbers["jitter"]))]
        if fault.kind == "duplicate":
            return [(frame, late)] * (1 + int(numbers["copies"]))
        if fault.kind == "corrupt":
            return [(corrupted(frame, int(numbers["bits"]), dice), late)]
        if fault.kind == "freeze":
            key = i, str(frame.channel), frame.arbitration_id
            now = counter(self.car.codec, frame)
            return [
                (frame if now is None else with_counter(self.car.codec, frame, self._frozen.setdefault(key, now)), late)
            ]
        return []  # drop; reset and bus_off of the sender

    def _put_on_bus(self, frame: can.Message, to_car: bool) -> list[can.Message]:
        bus = str(frame.channel)
        if not self._loaded(bus):
            return self._arrive(frame, to_car)
        self._loaded_buses[bus].offer(frame, to_car)
        return []

    def _loaded(self, bus: str) -> bool:
        """Is the bus load simulated on this bus now?"""
        return not self._loaded_buses[bus].empty or any(
            bus in fault.buses for _, fault in self._active("load", "babble")
        )

    def _advance_buses(self) -> list[can.Message]:
        """Frames that loaded buses have transmitted since the last call and that reach the gateway."""
        frames: list[can.Message] = []
        for bus, loaded in self._loaded_buses.items():
            free = 1.0
            for _, fault in self._active("load"):
                free *= 1.0 - fault.numbers["share"] if bus in fault.buses else 1.0
            babblers = [self._babblers[i] for i, fault in self._active("babble") if bus in fault.buses]
            for frame, to_car in loaded.advance(self._now, free, babblers):
                frames += self._arrive(frame, to_car)
            self.counts["overwritten"] = sum(each.overwritten for each in self._loaded_buses.values())
        return frames

    def _arrive(self, frame: can.Message, to_car: bool) -> list[can.Message]:
        """Deliver a frame to its receivers; a command is lost if all its receivers are off the bus."""
        bus = str(frame.channel)
        if not to_car:
            return [] if self.off(GATEWAY, bus) else [frame]
        message = self.car.dbc.by_id.get((bus, frame.arbitration_id))
        if message is not None and message.receivers and all(self.off(ecu, bus) for ecu in message.receivers):
            self.counts["not received"] += 1
            return []
        return [out for answer in self.car.receive(frame) for out in self._enter(answer, to_car=False)]

    def _babble(self, i: int) -> can.Message:
        self.counts["babbled"] += 1
        fault = self.faults[i]
        message = self.car.dbc.by_id.get((fault.target, int(fault.numbers["id"])))
        data = self._dice[i].randbytes(message.length if message else 8)
        return can.Message(
            arbitration_id=int(fault.numbers["id"]), is_extended_id=False, data=data, channel=fault.target
        )
