"""The gateway of the Genesis G70 under full load of both buses: is anything lost, what does it cost, how far behind is
it?

A process of its own (`python -m malcha.bench.load 60` prints the row as JSON): the virtual bus does not leave its
process, so that senders and gateway are threads of one. Senders repeat frames that the simulated car made while
driving, counters and checksums right, and number them; the number travels as the time stamp.
- "lost" are the frames that did not come out of the gateway's reception as they were sent and fit to be used, "twice"
  those that came out again.
- The CPU share is that of the gateway's receiving threads (their own CPU clocks), a frame, times 4,800. What a
  SocketCAN driver would add is not in it; what this counting adds is.
- The backlog is what waited to be received: the most frames at once on one bus, and the longest that one waited.
"""

import json
import sys
import threading
import time
from array import array
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import can
from can.interfaces.virtual import VirtualBus

from malcha.bench.buses import CAR, Figures, codec, dbc, gateway
from sim_can.car import Car
from sim_can.faults.script import counted
from vehicle.can.trace import FrameTrace
from vehicle.gateway import receiving

FULL_LOAD = {"ccan": 4000, "mcan": 800}  # frames/s: 500 and 100 kbit/s, full
STEPS, STEP = (
    1600,
    0.01,
)  # of the drive that is repeated (s): each cyclic message as often as its counter counts, or more
COUNTS = 16  # an alive counter is where it began after so many frames
TICK = 0.001  # s between the senders' looks at the clock
DRAIN = 0.2  # s for the last frame to be received, once it was taken


@dataclass
class Stream:
    """The numbered frames of one bus under load, and what became of them. One thread sends, one receives."""

    frames: list[can.Message]  # repeated without end
    rate: int  # frames/s
    total: int
    number: int = 0  # of the frame that is being received
    longest: float = 0.0  # s that one waited to be received
    used: bytearray = field(init=False)  # how often each came out of reception, as it was sent
    sent_at: "array[float]" = field(init=False)  # s, of each

    def __post_init__(self) -> None:
        self.used, self.sent_at = bytearray(self.total), array("d", bytes(8 * self.total))

    def send(self, bus: can.BusABC) -> None:
        began, sent = time.monotonic(), 0
        while sent < self.total:
            now = time.monotonic()
            due = min(int((now - began) * self.rate), self.total)
            for number in range(sent, due):
                frame = self.frames[number % len(self.frames)]
                frame.timestamp, self.sent_at[number] = number, now
                bus.send(frame)
            sent = due
            time.sleep(TICK)

    def tap(self, frame: can.Message, at: float) -> None:
        self.number = int(frame.timestamp)
        self.longest = max(self.longest, at - self.sent_at[self.number])

    def see(self, trace: FrameTrace) -> None:
        sent = self.frames[self.number % len(self.frames)]
        self.used[self.number] += (trace.id, trace.data) == (sent.arbitration_id, bytes(sent.data))


def traffic() -> dict[str, list[can.Message]]:
    """Frames of a drive by bus, which can be repeated without end: no alive counter jumps."""
    car = Car(CAR)
    car.drive(60.0)
    made = [frame for _ in range(STEPS) for frame in car.step(STEP) if not of_words(frame)]
    total = Counter((str(frame.channel), frame.arbitration_id) for frame in made)
    seen, found = Counter[tuple[str, int]](), dict[str, list[can.Message]]()
    for frame in made:
        key = str(frame.channel), frame.arbitration_id
        seen[key] += 1
        if not counted(codec, *key) or seen[key] <= total[key] // COUNTS * COUNTS:
            found.setdefault(key[0], []).append(frame)
    return found


def of_words(frame: can.Message) -> bool:
    """Is it a frame of the text link?"""
    return bool(dbc.attribute(dbc.by_id[str(frame.channel), frame.arbitration_id].name, "Transport"))


def virtual(bus: can.BusABC) -> VirtualBus:
    """The bus, which `gateway` has opened on python-can's interface for one process."""
    assert isinstance(bus, VirtualBus)
    return bus


def load(seconds: float, rates: Mapping[str, int] = FULL_LOAD) -> dict[str, Figures]:
    streams = {bus: Stream(frames, rates[bus], int(seconds * rates[bus])) for bus, frames in traffic().items()}
    total, before, most = sum(stream.total for stream in streams.values()), set(threading.enumerate()), 0
    with gateway() as (assistant, theirs):
        bridge = assistant.delivery.bridge
        readers = {each for each in set(threading.enumerate()) - before if each.name.startswith(receiving.THREAD)}

        def spent() -> float:
            return sum(time.clock_gettime(time.pthread_getcpuclockid(reader.ident or 0)) for reader in readers)

        def waiting() -> int:
            return max(virtual(bus).queue.qsize() for bus in bridge.buses.values())

        bridge.taps.append(lambda bus, frame, received, at: streams[bus].tap(frame, at))
        bridge.observers.append(lambda trace: streams[trace.bus].see(trace))
        began, idle = time.monotonic(), spent()
        with ThreadPoolExecutor() as pool:
            for bus in theirs.values():
                virtual(bus).preserve_timestamps = True
            senders = [pool.submit(streams[name].send, bus) for name, bus in theirs.items()]
            while not all(sender.done() for sender in senders) or waiting():
                most = max(most, waiting())
                time.sleep(TICK)
        for sender in senders:
            sender.result()
        took = time.monotonic() - began
        time.sleep(DRAIN)
        busy = (spent() - idle) / total  # s a frame
    used = [times for stream in streams.values() for times in stream.used]
    row = {
        "cpu_percent": round(busy * sum(FULL_LOAD.values()) * 100, 1),
        "lost": used.count(0),
        "twice": sum(times > 1 for times in used),
        "backlog_frames": most,
        "backlog_ms": round(max(stream.longest for stream in streams.values()) * 1e3, 3),
        "frames_per_s": round(total / took),
        "load_s": seconds,
        "cpu_us": round(busy * 1e6, 1),
    }
    return {"load": row}


if __name__ == "__main__":
    print(json.dumps(load(int(sys.argv[1]))))
