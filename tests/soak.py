"""Long runs that no test waits for: `python tests/soak.py frames 1000000`, `orders 100000`, `loss 500`, `hours 24`. A figure a line.

The gateway and the simulated car in one thread and on simulated time, the same luck for the same seed (`--seed`).
"""

import argparse
import logging
import random
import resource
import statistics
import time
from collections import Counter

import can
from conftest import Rig
from test_fuzz import FUNCTION_OPS, WORDS, check_frames

from vehicle import codec, dbc
from vehicle.command import Command, InvalidCommand, Outcome
from vehicle.functions import FUNCTIONS, ZONES

IDS = sorted(dbc.by_id())
LOOK_EVERY = 1000  # frames or orders between two looks whether all still works


def works(rig: Rig, level: int) -> None:
    """Nothing is stuck: once alarms are cleared and the car is heard, a command is confirmed."""
    for bus in dbc.BUSES:
        rig.bridge.clear_alarm(bus)
    rig.set(CGW1__CF_Gway_IGNSw="on")
    rig.drive(0, "P")
    rig.live(1.0)
    assert rig.do("light.interior", "set", level).outcome in (Outcome.CONFIRMED, Outcome.ALREADY)


def any_frame(dice: random.Random, rig: Rig) -> tuple[str, can.Message]:
    """Random, or one of the car's or of ours with a few bits turned."""
    if dice.random() < 0.4:
        frame_id = dice.randrange(0x800) if dice.random() < 0.9 else dice.randrange(0x20000000)
        bus, data, extended = dice.choice(dbc.BUSES), dice.randbytes(dice.randrange(9)), frame_id > 0x7FF
        return bus, can.Message(arbitration_id=frame_id, data=data, is_extended_id=extended)
    bus, frame_id = dice.choice(IDS)
    message = dbc.by_id()[bus, frame_id]
    data = bytearray(dice.randbytes(message.length))
    if message.name in rig.sim.signals.cycles and dice.random() < 0.7:
        data = bytearray(rig.sim.signals.frame(message.name).data)
        for _ in range(dice.randrange(4)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bus, can.Message(arbitration_id=frame_id, data=data, is_extended_id=False)


def frames(count: int, dice: random.Random) -> None:
    rig = Rig()
    for i in range(count):
        rig.clock.now += 0.0005
        rig.bridge.receive(*any_frame(dice, rig))
        if i % LOOK_EVERY == 0:
            works(rig, i // LOOK_EVERY % 10 * 10)
            check_frames([frame for frame in rig.sent if frame.arbitration_id not in codec.TEXT_IDS])
            rig.sent.clear()
    print(f"{count:,} frames, {sum(rig.bridge.refused_frames.values()):,} not used, every {LOOK_EVERY:,} a command was confirmed")


def any_order(dice: random.Random) -> Command:
    """Mostly of the catalogue, with a value of any size."""
    name, op = dice.choice(FUNCTION_OPS)
    row, numbers = FUNCTIONS[name], (dice.randrange(-2, 110), dice.randrange(220) / 2, dice.uniform(-1e3, 2e3))
    message = {"to": dice.choice(WORDS), "text": "가" * dice.randrange(30)}
    values = {"message": (message,)}.get(row.value.kind, (*numbers, *row.value.words, dice.choice(WORDS))) if row.value else (None,)
    if dice.random() < 0.05:
        return Command(dice.choice(("spoiler", "", name)), op, dice.choice(ZONES), dice.choice((*numbers, message, None)))
    return Command(name, op, dice.choice((None, *row.zones)), dice.choice((None, *values)))


def orders(count: int, dice: random.Random) -> None:
    rig, outcomes = Rig(), Counter[str]()
    for i in range(count):
        if dice.random() < 0.05:
            rig.drive(*dice.choice(((0, "P"), (0, "D"), (60, "D"))))
            rig.set(CGW1__CF_Gway_IGNSw=dice.choice(("on", "on", "off")))
        try:
            turn = rig.assistant.execute([any_order(dice) for _ in range(dice.choice((1, 1, 1, 3)))], dice.choice(("ko", "en")))
            outcomes.update(result.outcome.name for result in turn.results)
        except InvalidCommand:
            outcomes["invalid"] += 1
        check_frames([frame for frame in rig.sent if frame.arbitration_id not in codec.TEXT_IDS])
        rig.sent.clear()
        if i % LOOK_EVERY == 0:
            works(rig, i // LOOK_EVERY % 10 * 10)
    print(f"{count:,} calls: " + ", ".join(f"{name.lower()} {found:,}" for name, found in outcomes.most_common()))


def loss(count: int, dice: random.Random) -> None:
    """Command to confirmation where a share of the frames is lost, both ways; the car answers at once."""
    for share in (0.0, 0.05, 0.20):
        rig, times = Rig(), []
        lost = lambda frame, share=share: None if dice.random() < share else frame  # noqa: E731
        rig.to_car = rig.to_gateway = lost
        for i in range(count):
            began, result = rig.clock.now, rig.do("seat.heat", "set", i % 3 + 1, "driver")
            if result.outcome is Outcome.CONFIRMED:
                times.append(rig.clock.now - began)
            rig.live(0.5)
        cut = statistics.quantiles(times, n=100)
        print(f"{share:.0%} lost: {len(times) / count:.1%} confirmed, p50 {cut[49] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms")


def hours(count: int, dice: random.Random) -> None:
    """A command every ten minutes of simulated time; the memory of the process, hour by hour."""
    rig, sizes = Rig(), []
    for i in range(count * 6):
        rig.live(600.0)
        works(rig, i % 10 * 10)
        rig.sent.clear()
        if i % 6 == 0:
            sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(
        f"{count} h: {sizes[0]:.1f} MiB after the first 10 minutes, {sizes[len(sizes) // 2]:.1f} half way, {sizes[-1]:.1f} in the last hour"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("frames", "orders", "loss", "hours"))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    start = time.perf_counter()
    {"frames": frames, "orders": orders, "loss": loss, "hours": hours}[asked.what](asked.count, random.Random(asked.seed))
    print(f"{time.perf_counter() - start:.0f} s")
