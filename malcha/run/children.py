"""The servers as processes of their own: started together, ended together. Light to import; stack.py is what they
run."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

READY = "listening on "  # a server's line on standard output once it can be called
START_DEADLINE = 30.0  # s for a process to say so
STOP_DEADLINE = 5.0  # s for a process to end


class Stops(Protocol):
    """A server that can be told to end."""

    def stop(self) -> None: ...


class StartError(Exception):
    """A process or bus did not start; says which and why."""


def serve_until_stopped(serving: Stops, port: int, address: str) -> None:
    """Say that it listens, and stop gracefully on SIGINT or SIGTERM."""
    with until_stopped():
        print(f"{READY}{address.rsplit(':', 1)[0]}:{port}", flush=True)
    serving.stop()


@contextmanager
def until_stopped() -> Iterator[None]:
    """The block, then wait for SIGINT or SIGTERM."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    yield
    while not stop.wait(1.0):
        pass


def free_address() -> str:
    """An address of this machine on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def processes(*commands: Sequence[str]) -> Iterator[list[str]]:
    """`malcha` processes, started at once; yields the addresses they listen on, ends them afterwards. Raises
    StartError."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    children = [
        subprocess.Popen([sys.executable, "-m", "malcha", *command], stdout=subprocess.PIPE, text=True, env=environment)
        for command in commands
    ]
    try:
        yield [address_of(child, " ".join(command)) for child, command in zip(children, commands)]
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(STOP_DEADLINE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def process(*arguments: str) -> Iterator[str]:
    """One of them; yields its address."""
    with processes(arguments) as (address,):
        yield address


def address_of(child: "subprocess.Popen[str]", name: str) -> str:
    """The address from the process's own line."""
    timer = threading.Timer(START_DEADLINE, child.kill)
    timer.start()
    try:
        for line in child.stdout or ():
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
    finally:
        timer.cancel()
    raise StartError(f"malcha {name} did not start (exit code {child.wait()})")
