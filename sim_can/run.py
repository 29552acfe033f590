"""Runs the simulated car on its buses in real time."""

import logging
import threading
import time
from collections.abc import Iterable, Mapping

import can

from sim_can.car import Car
from sim_can.faults.faulty import Faulty
from vehicle.can.interface import next_frame

log = logging.getLogger(__name__)

LONGEST_WAIT = 0.01  # s that a step waits for a command
ERROR_WAIT = 0.001  # s after an error of a bus; a stream of bad datagrams may come as fast
SEND_TIMEOUT = 0.1  # s until a bus must accept a frame; it may not, if a participant does not read


def run(car: Car | Faulty, buses: Mapping[str, can.BusABC], stop: threading.Event, speed: float = 1.0) -> None:
    """Answer commands and send the frames that are due, until `stop`. An exception is logged and raised.

    `buses` has all buses of the car by name; `speed` is simulated seconds per real second. A command on the bus with
    most command messages is answered at once, on another bus within LONGEST_WAIT. Buses without commands are read, too,
    so that their queues do not grow.
    """
    first = next(iter(car.command_buses), next(iter(buses)))
    others = [name for name in buses if name != first]
    last = time.monotonic()
    try:
        send(buses, car.step(0.0))
        while not stop.is_set():
            wait = car.until_due / speed - (time.monotonic() - last)
            message = take(buses[first], min(max(wait, 0.0), LONGEST_WAIT))
            if message is not None:
                answer(car, buses, first, message)
            now = time.monotonic()
            if now - last >= min(car.until_due / speed, LONGEST_WAIT):
                send(buses, car.step((now - last) * speed))
                last = now
                for name in others:
                    while (message := take(buses[name], 0.0)) is not None:
                        if name in car.command_buses:
                            answer(car, buses, name, message)
    except Exception:
        log.exception("the simulated car stopped")
        raise


def answer(car: Car | Faulty, buses: Mapping[str, can.BusABC], bus: str, message: can.Message) -> None:
    """Pass a frame received on this bus to the car, and send its answers."""
    message.channel = bus
    send(buses, car.receive(message))


def take(bus: can.BusABC, timeout: float) -> can.Message | None:
    """The next frame; None after `timeout` seconds, or if the bus reports an error (bad packet on udp_multicast)."""
    try:
        return next_frame(bus, timeout)
    except (can.CanError, OSError) as error:
        log.warning("%s: %s", bus.channel_info, error)
        time.sleep(ERROR_WAIT)  # a closed bus would fail at once in a busy loop
        return None


def send(buses: Mapping[str, can.BusABC], frames: Iterable[can.Message]) -> None:
    """Send frames on their buses; an error is logged."""
    for frame in frames:
        try:
            buses[str(frame.channel)].send(frame, timeout=SEND_TIMEOUT)
        except (can.CanError, OSError) as error:
            log.warning("%s %03X not sent: %s", frame.channel, frame.arbitration_id, error)
