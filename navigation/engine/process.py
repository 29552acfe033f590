"""Valhalla on one folder of tiles, in a process of its own, which is started when it is made and replaced when it dies.

    engine = Engine(folder)
    json.loads(engine.route(json.dumps({"locations": [...], "costing": "auto"})))

Why not in this one: the library has a copy of protobuf and some sixty libraries more in it. Two copies of protobuf of
different versions in one process (gRPC's tools, for one, have their own) share data that each lays out its own way: it
was seen to abort, and to write over Python's memory. And an engine that damaged tiles bring down brings down itself.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import navigation

log = logging.getLogger(__name__)

DEADLINE = 20.0  # s for an answer; the longest route across a country takes some 2 s
TRIES = 2  # the process may have ended between two requests
ROOT = Path(navigation.__file__).parents[1]  # whose `navigation` the process imports
CHILD = (sys.executable, "-m", "navigation.engine.child")
Limits = Mapping[str, Mapping[str, Any]]


class NoAnswer(RuntimeError):
    """The process was too slow, or has ended."""


class Died(NoAnswer):
    """The process ended before it had answered."""


class Engine:
    """Calls of valhalla.Actor, JSON in and out. One at a time; other threads wait.

    Every call raises RuntimeError with the engine's text, as the engine does; NoAnswer, which is one, where the process
    died over it twice, or took longer than `deadline` s. `command` is what is run instead of child.py, for tests.
    """

    def __init__(
        self, tiles: Path, limits: Limits | None = None, deadline: float = DEADLINE, command: Sequence[str] = CHILD
    ) -> None:
        """Raises RuntimeError if the engine cannot open the tiles."""
        self._command = [*command, str(tiles), json.dumps(limits or {})]
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # of the conversation with the process
        self._closed = False
        with self._lock:
            self._started()

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
        running = self._process
        return running.pid if running is not None and running.poll() is None else None

    def close(self) -> None:
        """Ends the process, also in the middle of a request. Calls raise NoAnswer from now on."""
        self._closed = True
        if (running := self._process) is not None:
            running.kill()
        with self._lock:  # whoever waited for it has left
            self._put_away()

    def _call(self, call: str, body: str) -> str:
        with self._lock:
            for _ in range(TRIES - 1):
                try:
                    return self._ask(call, body)
                except Died as error:
                    if self._closed:
                        raise
                    log.warning("%s; it is started again", error)
            return self._ask(call, body)

    def _ask(self, call: str, body: str) -> str:
        answer = self._conversed(self._started(), json.dumps([call, body]).encode() + b"\n")
        if "error" in answer:
            raise RuntimeError(answer["error"])
        said: str = answer["answer"]
        return said

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise Died("the routing engine was closed")
        if self._process is not None and self._process.poll() is not None:
            self._put_away()
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment(),
                process_group=0,  # a signal to all of a terminal's processes is for this one alone
            )
            if self._closed:  # meanwhile: close() has seen no process
                self._put_away()
                raise Died("the routing engine was closed")
            if "error" in (answer := self._conversed(self._process, b"")):
                self._put_away()
                raise RuntimeError(answer["error"])
        return self._process

    def _conversed(self, process: "subprocess.Popen[bytes]", request: bytes) -> Mapping[str, Any]:
        """The answer to a request; to none: what the process says first. Raises NoAnswer."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._deadline, end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            answer: Mapping[str, Any] = json.loads(process.stdout.readline())
        except (OSError, ValueError) as error:  # ValueError: no line came, or half of one
            self._put_away()
            if late.is_set():
                raise NoAnswer(f"the routing engine gave no answer in {self._deadline:.1f} s") from error
            raise Died(f"the routing engine ended with {process.returncode}") from error
        finally:
            timer.cancel()
        return answer

    def _put_away(self) -> None:
        """The process ends, if it has not, and leaves nothing behind."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not written yet is for nobody
                    pipe.close()


def environment() -> dict[str, str]:
    """In which the process finds this package."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return os.environ | {"PYTHONPATH": path}
