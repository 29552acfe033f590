"""Long runs that no test waits for: `python tests/soak.py frames 1000000`, `orders 100000`, `loss 500`, `hours 24`.

The gateway and the simulated car on simulated time, one of them at a time, the same for the same seed (`--seed`). Calls
go over gRPC. What is printed was checked on the way: a run that finds something wrong ends with an error.
"""

import argparse
import gc
import logging
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf, nan
from pathlib import Path

import can
import grpc
from rig import Rig

sys.path.append(str(Path(__file__).parent / "vehicle" / "gateway"))
from g70 import ALLOW_LIST, FUNCTIONS, LINK, dbc
from test_fuzz import FUNCTION_OPS, WORDS, check_frames

from contract.messages import command_to_proto, word
from contract.values import Command
from malcha.v1 import command_pb2, turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from sim_can.faults.script import GATEWAY
from vehicle.catalogue.check import InvalidCommand
from vehicle.catalogue.row import ZONES
from vehicle.doors.server import serve
from vehicle.results.result import Outcome

IDS = sorted(dbc.by_id)
LOOK_EVERY = 1000  # frames or calls between two looks whether all still works
ORDER_EVERY = 200  # frames between two commands
DEADLINE = 10.0  # s for a call; one that takes longer is stuck
MOST_GROWTH = 2.0  # MiB after the first hour; our choice


def heal(rig: Rig, seconds: float) -> None:
    """No alarm, and the car is heard."""
    for bus in dbc.buses:
        rig.bridge.clear_alarm(bus)
    rig.live(seconds)


def works(rig: Rig, level: int) -> None:
    """Nothing is stuck: once alarms are cleared and the car is heard, a command is confirmed."""
    rig.set(CGW1__CF_Gway_IGNSw="on")
    rig.drive(0, "P")
    heal(rig, 1.0)
    assert rig.do("light.interior", "set", level).outcome in (Outcome.CONFIRMED, Outcome.ALREADY)


def any_frame(dice: random.Random, rig: Rig) -> tuple[str, can.Message]:
    """Random, or one of the car's or of ours with a few bits turned."""
    if dice.random() < 0.4:
        frame_id = dice.randrange(0x800) if dice.random() < 0.9 else dice.randrange(0x20000000)
        bus, data, extended = dice.choice(dbc.buses), dice.randbytes(dice.randrange(9)), frame_id > 0x7FF
        return bus, can.Message(arbitration_id=frame_id, data=data, is_extended_id=extended)
    bus, frame_id = dice.choice(IDS)
    message = dbc.by_id[bus, frame_id]
    data = bytearray(dice.randbytes(message.length))
    if message.name in rig.sim.signals.cycles and dice.random() < 0.7:
        data = bytearray(rig.sim.signals.frame(message.name).data)
        for _ in range(dice.randrange(4)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bus, can.Message(arbitration_id=frame_id, data=data, is_extended_id=False)


def check_sent(rig: Rig) -> int:
    """How many frames the gateway sent since the last look; each is one that it may send and the DBC has from it."""
    for frame in rig.sent:
        assert (frame.channel, frame.arbitration_id, len(frame.data)) in ALLOW_LIST.allowed, frame
        assert dbc.by_id[frame.channel, frame.arbitration_id].senders == [GATEWAY], frame
    check_frames([frame for frame in rig.sent if frame.arbitration_id not in LINK.ids])
    count = len(rig.sent)
    rig.sent.clear()
    return count


def frames(count: int, dice: random.Random) -> None:
    """Commands come in between, so that there is something to disturb."""
    rig, sent = Rig(), 0
    for i in range(count):
        rig.clock.now += 0.0005
        rig.bridge.receive(*any_frame(dice, rig))
        if i % ORDER_EVERY == 0:
            heal(rig, 0.25)
            with suppress(InvalidCommand):
                rig.assistant.execute([any_order(dice)])
        if i % LOOK_EVERY == 0:
            works(rig, i // LOOK_EVERY % 10 * 10)
            sent += check_sent(rig)
    unused = sum(rig.bridge.refused_frames.values())
    print(f"{count:,} frames, {unused:,} not used, every {LOOK_EVERY:,} a command was confirmed")
    print(f"{sent:,} frames sent meanwhile, all of them allowed")


def any_order(dice: random.Random) -> Command:
    """Mostly of the catalogue, with a value of any size."""
    name, op = dice.choice(FUNCTION_OPS)
    row, numbers = FUNCTIONS[name], (dice.randrange(-2, 110), dice.randrange(220) / 2, dice.uniform(-1e3, 2e3))
    message = {"to": dice.choice(WORDS), "text": "가" * dice.randrange(30)}
    values = (
        {"message": (message,)}.get(row.value.kind, (*numbers, *row.value.words, dice.choice(WORDS)))
        if row.value
        else (None,)
    )
    if dice.random() < 0.05:
        return Command(
            dice.choice(("spoiler", "", name)),
            op,
            dice.choice(ZONES),
            dice.choice((*numbers, nan, inf, 1e308, message, None)),
        )
    return Command(name, op, dice.choice((None, *row.zones)), dice.choice((None, *values)))


@contextmanager
def served(rig: Rig) -> Iterator[vehicle_pb2_grpc.VehicleServiceStub]:
    """A client of the gateway, over gRPC."""
    serving, port = serve(rig.assistant, "127.0.0.1:0")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield vehicle_pb2_grpc.VehicleServiceStub(channel)
    serving.stop(grace=0)


def order(rig: Rig, vehicle: vehicle_pb2_grpc.VehicleServiceStub, dice: random.Random) -> list[str]:
    """One call with up to three random commands; the outcome of each. Another status than "invalid" is raised."""
    if dice.random() < 0.05:
        rig.drive(*dice.choice(((0, "P"), (0, "D"), (60, "D"))))
        rig.set(CGW1__CF_Gway_IGNSw=dice.choice(("on", "on", "off")))
    commands = [command_to_proto(any_order(dice)) for _ in range(dice.choice((1, 1, 1, 3)))]
    request = vehicle_pb2.ExecuteRequest(
        commands=commands, locale=dice.choice(("ko-KR", "en-US")), seat=dice.choice(command_pb2.Seat.keys())
    )
    before = len(rig.sent)
    try:
        results = vehicle.Execute(request, timeout=DEADLINE).turn.results
    except grpc.RpcError as error:
        if error.code() is not grpc.StatusCode.INVALID_ARGUMENT:
            raise
        assert len(rig.sent) == before, f"refused, and yet sent: {request}"
        return ["invalid"]
    assert all(result.outcome and (result.reply or result.reason == "superseded") for result in results), request
    return [word(turn_pb2.CommandOutcome, result.outcome) for result in results]


def orders(count: int, dice: random.Random) -> None:
    rig, outcomes, sent = Rig(), Counter[str](), 0
    with served(rig) as vehicle:
        for i in range(count):
            outcomes.update(order(rig, vehicle, dice))
            sent += check_sent(rig)
            if i % LOOK_EVERY == 0:
                works(rig, i // LOOK_EVERY % 10 * 10)
    print(
        f"{count:,} calls of Execute, every {LOOK_EVERY:,} a plain command was confirmed; outcomes of their commands:"
    )
    print(", ".join(f"{name} {found:,}" for name, found in outcomes.most_common()))
    print(f"{sent:,} frames sent, all of them allowed")


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
        p50, p99 = cut[49] * 1000, cut[98] * 1000
        print(f"{share:.0%} lost: {len(times) / count:.1%} confirmed, p50 {p50:.0f} ms, p99 {p99:.0f} ms")


def memory() -> float:
    """MiB of memory that this process holds now (Linux)."""
    gc.collect()
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def hours(count: int, dice: random.Random) -> None:
    """A random call each minute of simulated time, a look every ten whether all still works, and the memory in use."""
    rig, sizes = Rig(), []
    with served(rig) as vehicle:
        for _ in range(count):
            for minute in range(60):
                rig.live(60.0)
                order(rig, vehicle, dice)
                check_sent(rig)
                if minute % 10 == 0:
                    works(rig, minute)
            sizes.append(memory())
            print(f"{len(sizes)} h: {sizes[-1]:.1f} MiB", file=sys.stderr)
    print(
        f"{count} h: {sizes[0]:.1f} MiB after the first hour, {max(sizes):.1f} at most, {sizes[-1]:.1f} after the last"
    )
    assert sizes[-1] <= sizes[0] + MOST_GROWTH, f"it grew by {sizes[-1] - sizes[0]:.1f} MiB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("frames", "orders", "loss", "hours"))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    start = time.perf_counter()
    {"frames": frames, "orders": orders, "loss": loss, "hours": hours}[asked.what](
        asked.count, random.Random(asked.seed)
    )
    print(f"{time.perf_counter() - start:.0f} s")
