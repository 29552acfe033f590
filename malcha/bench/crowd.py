"""Many clients at once: how many utterances a second, and how soon a stop is on the bus while others wait.

A process of its own (`python -m malcha.bench.crowd 10` prints the rows as JSON; 10 is seconds a row). Servers, gateway
and car run as in latency.py, without limits. The clients are threads of this process, each waiting for its answer
before it asks again, so the figures hold for servers and clients together on this machine.
- "understand" is the NLU server alone, "say" the whole way through the gateway: questions about the car, each client
  another one, so that nothing is sent and nothing meets. Their ratio at 200 clients is what the budget is about.
- "stop": all windows, the roof and the shade move, 20 calls wait for them, and one more client says stop. The time is
  from the words to the frame, as Say -> command frame of latency.py; "idle" without the 20.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import grpc

from malcha.bench.buses import Figures, spread
from malcha.bench.servers import gateway
from malcha.run.children import process
from malcha.screens.words import seconds_between
from malcha.v1 import command_pb2, nlu_pb2, turn_pb2, understanding_pb2, vehicle_pb2
from malcha.v1.nlu_pb2_grpc import NluServiceStub
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub

CLIENTS = (1, 8, 64, 200)
CHANNELS = 8  # connections of the clients together; one alone would carry 100 calls at once
QUESTIONS = (
    "운전석 온도 몇 도야",
    "볼륨 몇이야",
    "운전석 열선 몇 단이야",
    "is the ac on",
    "how much fuel is left",
    "기어 뭐야",
)
WAITING = 20
MOVES = 0.3  # s for the windows to be on their way
# what becomes of the calls that wait: many alike at once use up the rate of the bus, and the newest takes the place of
# those that are queued
ENDED = {turn_pb2.COMMAND_OUTCOME_STOPPED, turn_pb2.COMMAND_OUTCOME_SUPERSEDED}
MOVED = {"window": "all", "sunroof": "", "sunshade": ""}  # function -> zone
WAYS = ("open",) * 6 + ("close",) * 5  # never so far that a pane has arrived before the stop
DEADLINE = 30.0  # s for one call
UNLIMITED = ("--rate", "0", "--calls", "256")


def crowd(ask: Callable[[int], object], clients: int, seconds: float) -> float:
    """Answers a second of so many clients that ask without a pause."""
    began, counts = threading.Barrier(clients + 1), [0] * clients
    ends = threading.Event()

    def client(number: int) -> None:
        began.wait()
        while not ends.is_set():
            ask(number)
            counts[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    began.wait()
    at = time.monotonic()
    time.sleep(seconds)
    done, took = sum(counts), time.monotonic() - at
    ends.set()
    for thread in threads:
        thread.join()
    return done / took


def throughput(nlu: list[NluServiceStub], vehicle: list[VehicleServiceStub], seconds: float) -> Figures:
    def understand(number: int) -> object:
        text = QUESTIONS[number % len(QUESTIONS)]
        request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text=text)])
        return nlu[number % CHANNELS].Understand(request, timeout=DEADLINE)

    def say(number: int) -> object:
        request = vehicle_pb2.SayRequest(text=QUESTIONS[number % len(QUESTIONS)])
        return vehicle[number % CHANNELS].Say(request, timeout=DEADLINE)

    figures: dict[str, float] = {}
    for clients in CLIENTS:
        for name, ask in (("understand", understand), ("say", say)):
            figures[f"{name}{clients}_per_s"] = round(crowd(ask, clients, seconds))
    most = CLIENTS[-1]
    figures["ratio"] = round(figures[f"understand{most}_per_s"] / figures[f"say{most}_per_s"], 2)
    return figures


def stops(vehicle: list[VehicleServiceStub], rounds: int, waiting: int) -> Figures:
    """ms from the words to the first stop frame; how often it was not confirmed, or a call ended as if done."""
    op, took, wrong = cycle(WAYS), [], 0
    with ThreadPoolExecutor(waiting) as pool:
        for _ in range(rounds):
            way = next(op)
            commands = [command_pb2.Command(function=each, op=way, zone=zone) for each, zone in MOVED.items()]
            request = vehicle_pb2.ExecuteRequest(commands=commands)
            calls = [
                pool.submit(vehicle[each % CHANNELS].Execute, request, timeout=DEADLINE)
                for each in range(max(waiting, 1))
            ]
            time.sleep(MOVES)
            began = time.perf_counter()
            turn = vehicle[0].Say(vehicle_pb2.SayRequest(text="멈춰"), timeout=DEADLINE).turn
            all_in_all = time.perf_counter() - began
            total = next(each.ms for each in turn.timings if each.stage == "total") / 1e3
            sent = [frame.at for result in turn.results for frame in result.frames if frame.sent]
            took.append(
                (
                    seconds_between(turn.began_at, min(sent, key=lambda at: at.ToNanoseconds()))
                    + (all_in_all - total) / 2
                )
                * 1e3
            )
            ended = {result.outcome for call in calls for result in call.result().turn.results}
            wrong += not ended <= ENDED
            wrong += {result.outcome for result in turn.results} != {turn_pb2.COMMAND_OUTCOME_CONFIRMED}
    return spread(took) | {"wrong": wrong}


def measure(seconds: float) -> dict[str, Figures]:
    with (
        process("nlu", "serve", "--address", "127.0.0.1:0", *UNLIMITED) as nlu_address,
        gateway("--nlu", nlu_address, *UNLIMITED) as vehicle_address,
    ):
        separate = [("grpc.use_local_subchannel_pool", 1)]
        nlu = [NluServiceStub(grpc.insecure_channel(nlu_address, separate)) for _ in range(CHANNELS)]
        vehicle = [VehicleServiceStub(grpc.insecure_channel(vehicle_address, separate)) for _ in range(CHANNELS)]
        rounds = max(int(seconds * 3), 5)
        return {
            "crowd": throughput(nlu, vehicle, seconds),
            "stop_idle": stops(vehicle, rounds, 1),
            "stop_loaded": stops(vehicle, rounds, WAITING),
        }


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]))))
