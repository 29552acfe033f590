"""Valhalla on one folder of tiles, in a process of its own, which is started when it is made and replaced when it dies.

    engine = Engine(folder)
    json.loads(engine.route(json.dumps({"locations": [...], "costing": "auto"})))

Why not in this one: the library has a copy of protobuf and some sixty libraries more in it. Two copies of protobuf of
different versions in one process (gRPC's tools, for one, have their own) share data that each lays out its own way: it
was seen to abort, and to write over Python's memory. And an engine that damaged tiles bring down brings down itself.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import navigation
from contract.child_process import ChildProcess

DEADLINE = 8.0  # s for an answer; the longest route across a country takes some 2 s of an idle core
STARTS_WITHIN = 30.0  # s; 0.5 s on idle cores
ROOT = Path(navigation.__file__).parents[1]  # whose `navigation` the process imports
CHILD = (sys.executable, "-m", "navigation.engine.child")
Limits = Mapping[str, Mapping[str, Any]]


class Engine:
    """Calls of valhalla.Actor, JSON in and out. One at a time; other threads wait.

    Every call raises RuntimeError with the engine's text, as the engine does; NoAnswer, which is one, as of
    contract.child_process. `command` is what is run instead of child.py, for tests.
    """

    def __init__(
        self, tiles: Path, limits: Limits | None = None, deadline: float = DEADLINE, command: Sequence[str] = CHILD
    ) -> None:
        """Raises RuntimeError if the engine cannot open the tiles."""
        arguments = [*command, str(tiles), json.dumps(limits or {})]
        self._child = ChildProcess("the routing engine", arguments, ROOT, deadline, STARTS_WITHIN)
        if "error" in (said := self._child.start()):
            self._child.close()
            raise RuntimeError(said["error"])

    def route(self, body: str) -> str:
        return self._call("route", body)

    def optimized_route(self, body: str) -> str:
        return self._call("optimized_route", body)

    def trace_attributes(self, body: str) -> str:
        return self._call("trace_attributes", body)

    def locate(self, body: str) -> str:
        return self._call("locate", body)

    @property
    def process(self) -> int | None:
        """The process's id while it runs."""
        return self._child.process

    def close(self) -> None:
        """Ends the process, also in the middle of a request. Calls raise NoAnswer from now on."""
        self._child.close()

    def _call(self, call: str, body: str) -> str:
        answer, _ = self._child.ask([call, body])
        if "error" in answer:
            raise RuntimeError(answer["error"])
        said: str = answer["answer"]
        return said


def builders_configuration(tiles: Path) -> str:
    """JSON for building tiles in this folder. Raises RuntimeError with what the engine said last."""
    command = [*CHILD, "config", str(tiles)]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"it ended with {done.returncode}"]
        raise RuntimeError(said[-1])
    return done.stdout.decode()
