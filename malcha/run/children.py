"""The servers as processes of their own: started together, ended together. Light to import; stack.py is what they
run."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

from serving.address import listened_on

ENDING = (signal.SIGINT, signal.SIGTERM)
READY = "listening on "  # a server's line on standard output once it can be called
TOLD = "malcha: "  # how the line of a verb begins that says what is wrong (malcha.cli.errors)
START_DEADLINE = 30.0  # s for a process to say so
STOP_DEADLINE = 5.0  # s for a process to end


class Stops(Protocol):
    """A server that can be told to end."""

    def stop(self) -> None: ...


class StartError(Exception):
    """A process or bus did not start; says which and why."""


def serve_until_stopped(serving: Stops, port: int, address: str, then: Callable[[], str] | None = None) -> None:
    """Say that it listens, and stop gracefully on SIGINT or SIGTERM. `then` is done first, while it serves already, and
    its line said; what it raises ends the server."""
    try:
        with until_stopped():
            say(f"{READY}{listened_on(address, port)}")
            if then:
                say(then())
    finally:
        serving.stop()


def say(line: str) -> None:
    with suppress(OSError):  # it serves on where nobody reads its lines any more
        print(line, flush=True)


@contextmanager
def until_stopped() -> Iterator[None]:
    """The block, then wait for SIGINT or SIGTERM."""
    stop = threading.Event()
    for number in ENDING:
        signal.signal(number, lambda *_: stop.set())
    yield
    while not stop.wait(1.0):
        pass


def free_address() -> str:
    """An address of this machine on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


class Child:
    """A `malcha` process. Until it listens, its lines on standard error are held back: if it does not start, the first
    of them says why, and that is told once."""

    def __init__(self, command: Sequence[str]) -> None:
        self.name = " ".join(command)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "malcha", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        )
        self.held: list[str] | None = []  # None: lines pass
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self.pass_on, daemon=True)
        self.thread.start()

    def pass_on(self) -> None:
        """Its standard error, line by line."""
        for line in self.process.stderr or ():
            with self.lock:
                if self.held is None:
                    print(line, end="", file=sys.stderr, flush=True)
                else:
                    self.held.append(line)

    def let_pass(self) -> None:
        """From now on its lines are told as they come; first those that were held back."""
        with self.lock:
            print(*(self.held or ()), sep="", end="", file=sys.stderr, flush=True)
            self.held = None

    def address(self) -> str:
        """The address that it listens on. Raises StartError."""
        try:
            found = address_of(self.process, self.name)
        except StartError as error:
            self.thread.join(STOP_DEADLINE)
            why = [line.removeprefix(TOLD).strip() for line in self.held or () if line.startswith(TOLD)]
            if why:
                raise StartError(why[0]) from error
            self.let_pass()
            raise
        self.let_pass()
        return found

    def end(self) -> None:
        try:
            self.process.wait(STOP_DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.thread.join(STOP_DEADLINE)


@contextmanager
def signals_later() -> Iterator[None]:
    """SIGINT and SIGTERM come after this block: one in the middle of it would leave a process that nobody ends."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals come to the main thread alone
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda got, _: came.append(got)) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


@contextmanager
def processes(*commands: Sequence[str]) -> Iterator[list[str]]:
    """`malcha` processes, started at once; yields the addresses they listen on, ends them afterwards. Raises
    StartError with what the process said."""
    children: list[Child] = []
    try:
        with signals_later():
            children += [Child(command) for command in commands]
        yield [child.address() for child in children]
    finally:
        for child in children:
            child.process.terminate()
        for child in children:
            child.end()


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
