"""The buses of the Genesis G70 under the clock: the car's schedule, a status frame on its way in, a command there and
back.

`malcha bench` runs each measurement as a process of its own, so that nothing else holds its interpreter: `python -m
malcha.bench.buses jitter 20` prints its rows as one JSON object. The virtual bus does not leave its process, so that
car and gateway are threads of one here, as in `malcha run`.
- jitter: how late a frame is on the grid of its message, which begins when the car starts and has the DBC's cycle
  time; a frame is that of the newest time of its grid, and times without a frame are "skipped". The car runs as in
  life (sim_can/run.py), parked, so that only cycles make it send. It has fewer than 40 cyclic messages on both buses
  together; the rest are some of its own once more, half a cycle later, as entries of the same heap. "drift" is of the
  message that moved most: the middle of the last quarter of the run to that of the first.
- state, woken, watched: from when the gateway took a status frame off the bus to when State has it, who waits for it
  as a confirmation does is awake, and a client of WatchState has it over gRPC. The first is the receiving thread's
  work alone.
- loss: what Execute does without gRPC, by its caller's clock, while that share of all frames is lost on its way,
  commands and status alike. Times are those of the confirmed ones; "wrong" counts those that the car did not carry out
  for all that.
"""

import heapq
import json
import logging
import random
import sys
import threading
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

import can
import numpy as np

from contract.values import Command
from malcha.config.effective import Effective, fixed
from malcha.run import stack
from malcha.run.buses import opened, plan
from malcha.run.children import StartError
from malcha.v1 import vehicle_pb2
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub
from serving import tls
from sim_can import run
from sim_can.car import Car
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import parse
from vehicle.can.codec import Codec
from vehicle.can.dbc import of_car
from vehicle.doors.server import VehicleServicer, serve
from vehicle.results.result import Outcome
from vehicle.turn.assistant import Assistant

CAR = "genesis_g70"
dbc = of_car(CAR)
codec = Codec(dbc)
MESSAGES = 40  # cyclic ones
WARM_UP = 1.0  # s that are not counted
STATUS, SIGNAL = "DATC_PE_05", "DATC_DrSeatWarmerDisp"
SEAT = f"{STATUS}.{SIGNAL}"
LEVELS = (1, 2, 3)  # of a seat heater: each differs from the one before
PAUSE = (0.01, 0.03)  # s between two commands: at most 100 a second are taken, and not in step with the car
DEADLINE = 10.0  # s for what cannot take long

Figures = dict[str, float]  # name with its unit (p50_ms) -> figure


def spread(times: "list[float] | np.ndarray", unit: str = "ms") -> Figures:
    p50, p99 = np.percentile(times, (50, 99))
    return {f"p50_{unit}": round(float(p50), 3), f"p99_{unit}": round(float(p99), 3)}


def alone(name: str, car: str = CAR) -> Effective:
    """The configuration of a gateway that nobody talks to but this process, on virtual buses of this name."""
    buses = {f"buses.{bus}.channel": f"{name} {bus}" for bus in of_car(car).buses}
    return fixed({"car": car, "gateway.nlu": "", "gateway.engine": False, **buses})


@contextmanager
def gateway() -> Iterator[tuple[Assistant, dict[str, can.BusABC]]]:
    """A gateway, its servicer listening in too, and the other ends of its buses."""
    config = alone("measured")
    with opened(plan(config, dbc)) as theirs, stack.gateway(config, simulate=False) as assistant:
        VehicleServicer(assistant)
        yield assistant, theirs


@contextmanager
def running(car: Car | Faulty, buses: Mapping[str, can.BusABC]) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=run.run, args=(car, buses, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(DEADLINE)


class Timed:
    """A bus that remembers when frames of which message were sent."""

    def __init__(self, bus: can.BusABC, sent: defaultdict[str, list[float]]) -> None:
        self._bus, self._sent, self.recv = bus, sent, bus.recv

    def send(self, frame: can.Message, timeout: float | None = None) -> None:
        name = dbc.by_id[str(frame.channel), frame.arbitration_id].name
        if not dbc.attribute(name, "Transport"):  # words have no cycle
            self._sent[name].append(time.monotonic())
        self._bus.send(frame, timeout)


def jitter(seconds: int) -> dict[str, Figures]:
    """How punctual the car's one scheduler is."""
    car, sent = Car(CAR), defaultdict[str, list[float]](list)
    cycles = {name: each for name, each in car.signals.cycles.items() if each}  # s
    twice = sorted(cycles, key=lambda name: cycles[name])[2:]  # the two fastest have no room
    for name in twice[: max(MESSAGES - len(cycles), 0)]:
        cycles[name] /= 2
        heapq.heappush(car._due, (cycles[name], name))
    with gateway() as (_, theirs):
        start = time.monotonic()
        timed: dict[str, Any] = {name: Timed(bus, sent) for name, bus in theirs.items()}
        with running(car, timed):
            time.sleep(WARM_UP + seconds)
    since = {name: [at - start for at in times if at - start >= WARM_UP] for name, times in sent.items()}
    return {"jitter": punctuality(since, cycles) | {"messages": len(car._due)}}


def punctuality(sent: Mapping[str, list[float]], cycles: Mapping[str, float]) -> Figures:
    """Of frames sent at these times (s) on grids that begin at 0 s."""
    late, drifts, skipped = [], [], 0  # ms
    for name, times in sent.items():
        slots, first = np.unique(np.floor_divide(times, cycles[name]), return_index=True)
        late.append((np.array(times)[first] - slots * cycles[name]) * 1e3)
        skipped += int(slots[-1] - slots[0]) + 1 - len(slots)
        quarter = max(len(slots) // 4, 1)
        drifts.append(np.median(late[-1][-quarter:]) - np.median(late[-1][:quarter]))
    worst, drift = max(each.max() for each in late), max(drifts, key=abs)
    return spread(np.concatenate(late)) | {
        "worst_ms": round(float(worst), 3),
        "drift_ms": round(float(drift), 3),
        "skipped": skipped,
    }


def arrivals(count: int) -> dict[str, Figures]:
    """From a status frame to State, to who waits for it, to a WatchState client."""
    start = {signal.name: dbc.start(f"{STATUS}.{signal.name}") for signal in dbc.messages[STATUS].message.signals}
    frames = cycle([(level, codec.encode(STATUS, start | {SIGNAL: level})) for level in LEVELS])
    times: defaultdict[str, list[float]] = defaultdict(list)  # us
    with gateway() as (assistant, theirs):
        state, bridge = assistant.state, assistant.delivery.bridge

        def shown(level: float) -> bool:
            value = state.value(SEAT)
            return value is not None and codec.number(SEAT, value) == level

        def measured(path: str, arrive: Callable[[can.Message, float], float]) -> None:
            for level, frame in islice(frames, count):
                began = arrive(frame, level)
                times[path].append((time.monotonic() - began) * 1e6)
                if not shown(level):
                    raise StartError(f"{SEAT} is not {level} after its frame")

        def here(frame: can.Message, level: float) -> float:
            began = time.monotonic()
            bridge.receive("mcan", frame)
            return began

        def wait(frame: can.Message, level: float) -> float:
            theirs["mcan"].send(frame)
            state.wait(lambda: shown(level), time.monotonic() + DEADLINE)
            return taken[-1]

        def watch(frame: can.Message, level: float) -> float:
            theirs["mcan"].send(frame)
            next(seen for seen in changes if seen.change.signal == SEAT and seen.change.value.number == level)
            return taken[-1]

        taken = array("d")  # s, when the gateway took each frame off the bus
        bridge.taps.append(lambda bus, frame, received, at: taken.append(at))
        measured("state", here)
        measured("woken", wait)
        serving, port = serve(assistant, "127.0.0.1:0")
        with tls.channel(f"127.0.0.1:{port}") as channel:
            changes = VehicleServiceStub(channel).WatchState(vehicle_pb2.WatchStateRequest(), timeout=60)
            next(changes)  # it watches from before it tells what is known
            measured("watched", watch)
            changes.cancel()
        serving.stop(grace=0)
    return {path: spread(found, "us") for path, found in times.items()}


def loss(count: int, percent: int) -> dict[str, Figures]:
    """Commands and their confirmations while so many percent of all frames are lost, both ways."""
    car, dice = Faulty(Car(CAR), parse(f"0.. drop all share={percent}%", codec)), random.Random(0)
    times, wrong = [], 0  # ms
    with gateway() as (assistant, theirs), running(car, theirs):
        if not stack.wait_for_car(assistant, DEADLINE):
            raise StartError("no frame of the simulated car was received")
        for _, level in zip(range(count), cycle(LEVELS)):
            began = time.monotonic()
            (result,) = assistant.execute([Command("seat.heat", "set", "driver", level)]).results
            if result.outcome is Outcome.CONFIRMED:
                times.append((time.monotonic() - began) * 1e3)
                wrong += codec.number(SEAT, car.values[SEAT]) != level
            time.sleep(dice.uniform(*PAUSE))
    share = round(100 * len(times) / count, 1)
    return {f"loss_{percent}": spread(times) | {"confirmed_percent": share, "wrong": wrong}}


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # that frames are lost is no news here
    name, *numbers = sys.argv[1:]
    measure: dict[str, Callable[..., dict[str, Figures]]] = {"jitter": jitter, "arrivals": arrivals, "loss": loss}
    print(json.dumps(measure[name](*map(int, numbers))))
