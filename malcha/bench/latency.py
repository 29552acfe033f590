"""Measures every latency-critical path beside an empty gRPC call, in one run on one machine, and compares with the
budgets.

Regimes, so that the figures can be read:
- The NLU server and the gateway are processes of their own, started as `malcha run` starts them; the client is this
  process. The gateway's process holds the simulated car too, as on the virtual bus it must.
- "Empty" is a health check of the same NLU server: a unary rpc with next to nothing in it, from this process. Ratios
  are p50 to its p50. Each round calls every path once, in random order, so that noise hits all of them alike.
- All totals are on the client's clock, from before the stub is called until the answer is there. Only the gateway
  knows when a command frame went out, so Say -> command frame is the gateway's time to it plus half of what the client
  waited outside the gateway's turn, as NTP has it; the way back carries the larger message, so that this is rather too
  much than too little.
- Sentences for Say alternate (TURNS): each has to go to the bus and be confirmed; one that is not is counted.
- The engine runs in this process, on one thread, over the scenario's sentences, Korean and English: between the other
  calls it finds the caches cold; with pauses of 3 ms as utterances come one by one; and back to back.
- Start: a whole `malcha run`, as a process, until it prints its first CONFIRMED.
- The buses: see buses.py and load.py; many clients at once, and stop: crowd.py. Each of these rows comes from a
  process of its own, one after the other.

The last line of standard output is one compact JSON object with all figures. A budget that is missed is "over" there
and in the table, and the exit code stays 0.
"""

import json
import os
import platform
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grpc_health.v1.health_pb2 import HealthCheckRequest
from grpc_health.v1.health_pb2_grpc import HealthStub
from rich.console import Console
from rich.progress import Progress

from malcha.bench import own_process
from malcha.bench.budgets import LOSSES, ROWS, over, table
from malcha.bench.buses import Figures, spread
from malcha.bench.servers import gateway, scheduled_in
from malcha.config.settings import MODEL as FILES
from malcha.run.children import StartError, process
from malcha.screens.words import seconds_between
from malcha.talk.scenario import SCENARIO
from malcha.v1 import nlu_pb2, turn_pb2, understanding_pb2, vehicle_pb2
from malcha.v1.nlu_pb2_grpc import NluServiceStub
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub
from nlu.engine.engine import LABELS, MODEL, TOKENISER, Engine
from serving import tls

WARM_UP = 20  # rounds that are not counted
STARTS = 3
DEADLINE = 10.0  # s for one call
JITTER_SECONDS = 20
CROWD_SECONDS = 4
ARRIVALS = 2000  # status frames
PAUSE = 0.003  # s between two utterances of the engine by itself
PACKAGES = ("grpcio", "onnxruntime", "numpy", "sentencepiece", "python-can", "cantools")

TURNS = (  # said over and over, each changes something: (text, command signal, value)
    ("운전석 열선 1단으로 해 줘", "DrSeatHeatSet", "1"),
    ("에어컨 켜 줘", "HU_DATC_AcSet", "on"),
    ("set the driver seat heater to two", "DrSeatHeatSet", "2"),
    ("운전석 열선 3단으로 해 줘", "DrSeatHeatSet", "3"),
    ("turn off the ac", "HU_DATC_AcSet", "off"),
)


def main(rounds: int, load_seconds: int, console: Console) -> None:
    """Measure with `rounds` utterances or commands a path; print the table and, last, the JSON.

    Raises StartError, ModelError.
    """
    engine = Engine.load(FILES)
    with Progress(console=Console(stderr=True), transient=True, refresh_per_second=2) as progress:
        starts = [start_to_confirmed() for _ in progress.track(range(STARTS), description="starts")]
        figures, stages = calls(engine, rounds, progress)
        figures |= buses(rounds, load_seconds, progress)
    figures["start"] = {"p50_s": round(sorted(starts)[STARTS // 2], 2), "worst_s": round(max(starts), 2)}
    figures["model"] = {"size_mb": sum((FILES / name).stat().st_size for name in (MODEL, TOKENISER, LABELS)) / 1e6}
    where = {"cpu": cpu_model(), "cores": os.cpu_count(), "load_average": os.getloadavg()[0], "rounds": rounds}
    versions = {"python": platform.python_version(), "model": engine.model_version} | {
        name: version(name) for name in PACKAGES
    }
    console.print(table(figures, f"{where['cpu']}, {where['cores']} cores"))
    console.print(" ".join(f"{name} {number}" for name, number in versions.items()), style="dim")
    found = {
        "figures": figures,
        "stages": stages,
        "budgets": {row.key: row.budget for row in ROWS if row.budget},
        "over": over(figures),
        "versions": versions,
    }
    console.out(json.dumps(where | found, ensure_ascii=False, separators=(",", ":")), highlight=False)


def calls(engine: Engine, rounds: int, progress: Progress) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """(figures of every path, figures of every stage inside them)."""
    samples: defaultdict[str, list[float]] = defaultdict(list)  # ms by path
    stages: defaultdict[str, list[float]] = defaultdict(list)  # ms by stage
    confirmed = []  # was it, and with the right frame?
    turns = cycle(TURNS)
    with (
        process("nlu", "serve", "--address", "127.0.0.1:0", "--rate", "0") as nlu_address,
        gateway("--nlu", nlu_address, "--rate", "0") as vehicle_address,
        tls.channel(nlu_address) as nlu_channel,
        tls.channel(vehicle_address) as vehicle_channel,
    ):
        nlu, vehicle, health = (
            NluServiceStub(nlu_channel),
            VehicleServiceStub(vehicle_channel),
            HealthStub(nlu_channel),
        )

        def timed(path: str, call: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
            began = time.perf_counter()
            answer = call(*arguments, **more)
            samples[path].append((time.perf_counter() - began) * 1e3)
            return answer

        def empty(i: int) -> None:
            timed("empty", health.Check, HealthCheckRequest(), timeout=DEADLINE)

        def in_process(i: int) -> None:
            understood = timed("engine", engine.understand, SCENARIO[i % len(SCENARIO)][1])
            for stage, ms in understood.timings.items():
                stages[stage].append(ms)

        def understand(i: int) -> None:
            locale, text = SCENARIO[i % len(SCENARIO)]
            request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text=text)], locale=locale)
            timed("understand", nlu.Understand, request, timeout=DEADLINE)

        def say(i: int) -> None:
            text, name, value = next(turns)
            turn = timed("confirmed", vehicle.Say, vehicle_pb2.SayRequest(text=text), timeout=DEADLINE).turn
            for timing in turn.timings:
                stages[timing.stage].append(timing.ms)
            sent = [
                seconds_between(turn.began_at, frame.at) * 1e3
                for result in turn.results
                for frame in result.frames
                if frame.sent and frame.signals.get(name) == value
            ]
            samples["frame"] += [at + (samples["confirmed"][-1] - stages["total"][-1]) / 2 for at in sent]
            outcomes = [result.outcome for result in turn.results]
            confirmed.append(len(sent) == 1 and outcomes == [turn_pb2.COMMAND_OUTCOME_CONFIRMED])

        paths = [empty, in_process, understand, say]
        for i in progress.track(range(-WARM_UP, rounds), description="rounds"):
            if i == 0:
                for counted in (samples, stages, confirmed):
                    counted.clear()
            for path in random.sample(paths, len(paths)):
                path(i)
        for i in range(rounds):
            timed("engine_warm", engine.understand, SCENARIO[i % len(SCENARIO)][1])
        for i in range(rounds):
            time.sleep(PAUSE)
            timed("engine_paced", engine.understand, SCENARIO[i % len(SCENARIO)][1])
        figures = {path: spread(times) for path, times in samples.items()}
        figures["server"] = {"rss_mb": round(rss_of_first_child())}
    for name in samples:
        figures[name]["ratio"] = round(figures[name]["p50_ms"] / figures["empty"]["p50_ms"], 2)
    figures["confirmed"]["unconfirmed"] = confirmed.count(False)
    return figures, {stage: spread(times) for stage, times in stages.items()}


def start_to_confirmed() -> float:
    """Seconds from the start of `malcha run` to its first confirmed command; then it is stopped."""
    with TemporaryDirectory() as folder:
        return first_confirmed("--address", "127.0.0.1:0", *scheduled_in(folder))


def first_confirmed(*options: str) -> float:
    """See start_to_confirmed. Raises StartError."""
    began = time.perf_counter()
    arguments = [sys.executable, "-m", "malcha", "run", *options]
    with subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        confirmed = any("CONFIRMED" in line for line in child.stdout)
        took = time.perf_counter() - began
        child.send_signal(signal.SIGINT)
        child.stdout.read()
    if not confirmed:
        raise StartError("malcha run ended without a confirmed command")
    return took


def buses(rounds: int, load_seconds: int, progress: Progress) -> dict[str, Figures]:
    """Rows of buses.py and load.py."""
    losses = [f"buses loss {rounds} {percent}" for percent in LOSSES]
    figures: dict[str, Figures] = {}
    for what in (
        f"buses jitter {JITTER_SECONDS}",
        f"buses arrivals {ARRIVALS}",
        *losses,
        f"load {load_seconds}",
        f"crowd {CROWD_SECONDS}",
    ):
        figures |= own_process.rows(what, progress)
    return figures


def rss_of_first_child() -> float:
    """MB of memory that the oldest process started by this one holds now (Linux)."""
    pid = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[0]
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / 1e6


def cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
