"""A process of our own that answers requests, for what shall not run in this one: started when it is needed, ended when
it takes too long, replaced when it has died.

    child = ChildProcess("the voice", [sys.executable, "-m", "speech.voices.child"], root, deadline=30.0)
    answer, content = child.ask({"text": "네."}, content=lambda answer: answer["bytes"])

A request is a line of JSON on its standard input, the answer a line of JSON on its standard output, and behind it as
many bytes as it says. Its side of this is contract/as_child.py.
"""

import json
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

TRIES = 2  # the process may have ended between two requests

Answer = Mapping[str, Any]


class NoAnswer(RuntimeError):
    """The process was too slow, was closed, or died twice over the request."""


class Died(NoAnswer):
    """The process ended before it had answered."""


class ChildProcess:
    """One request at a time; other threads wait, at most as long as an answer may take."""

    def __init__(
        self, name: str, command: Sequence[str], root: Path, deadline: float, greets_within: float = 0.0
    ) -> None:
        """`root` is where it finds our packages, `deadline` the s that an answer may take. With `greets_within` it says
        a line of its own first, in so many s, which `start` returns."""
        self._name, self._command, self._root = name, list(command), root
        self._deadline, self._greets_within = deadline, greets_within
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # of the conversation with the process
        self._closed = False

    @property
    def process(self) -> int | None:
        """The process's id while it runs."""
        running = self._process
        return running.pid if running is not None and running.poll() is None else None

    def start(self) -> Answer:
        """Starts it if it does not run; what it said then. Raises NoAnswer."""
        with self._turn():
            return self._started()[1]

    def ask(self, request: object, content: Callable[[Answer], int] = lambda answer: 0) -> tuple[Answer, bytes]:
        """The answer, and as many bytes behind it as `content` reads in it. Raises NoAnswer; one that has died over the
        request is tried again."""
        with self._turn():
            for _ in range(TRIES - 1):
                try:
                    return self._asked(request, content)
                except Died as error:
                    if self._closed:
                        raise
                    log.warning("%s; it is started again", error)
            return self._asked(request, content)

    def close(self) -> None:
        """Ends the process, also in the middle of a request. `ask` raises NoAnswer from now on."""
        self._closed = True
        if (running := self._process) is not None:
            running.kill()
        with self._lock:  # whoever waited for it has left
            self._put_away()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The conversation is ours; it is waited for no longer than an answer may take."""
        if not self._lock.acquire(timeout=self._deadline):
            raise NoAnswer(f"{self._name} is busy with another request")
        try:
            yield
        finally:
            self._lock.release()

    def _asked(self, request: object, content: Callable[[Answer], int]) -> tuple[Answer, bytes]:
        line = json.dumps(request).encode() + b"\n"
        return self._conversed(self._started()[0], line, content, self._deadline)

    def _started(self) -> tuple["subprocess.Popen[bytes]", Answer]:
        if self._closed:
            raise Died(f"{self._name} was closed")
        if self._process is not None and self._process.poll() is not None:
            self._put_away()
        said: Answer = {}
        if self._process is None:
            path = os.pathsep.join(filter(None, (str(self._root), os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": path},
                process_group=0,  # a signal to all of a terminal's processes is for this one alone
            )
            if self._closed:  # meanwhile: close() has seen no process
                self._put_away()
                raise Died(f"{self._name} was closed")
            if self._greets_within:
                said, _ = self._conversed(self._process, b"", lambda answer: 0, self._greets_within)
        return self._process, said

    def _conversed(
        self, process: "subprocess.Popen[bytes]", line: bytes, content: Callable[[Answer], int], deadline: float
    ) -> tuple[Answer, bytes]:
        """The answer to a line; to none: what it says first."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline, end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            answer: Answer = json.loads(process.stdout.readline())
            wanted = content(answer)
            found = process.stdout.read(wanted)
            if len(found) < wanted:
                raise EOFError
        except (OSError, ValueError, EOFError) as error:  # ValueError: no line came, or half of one
            self._put_away()
            if late.is_set():
                raise NoAnswer(f"{self._name} gave no answer in {deadline:g} s") from error
            raise Died(f"{self._name} has ended (exit code {process.returncode})") from error
        finally:
            timer.cancel()
        return answer, found

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
