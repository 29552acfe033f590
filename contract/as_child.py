"""The side of a child process that answers its parent's requests: see contract/child_process.py."""

import json
import os
import signal
from collections.abc import Callable, Mapping
from io import FileIO
from typing import IO, Any

Serve = Callable[[FileIO, IO[bytes]], None]  # (requests, not buffered: a line takes a call a byte; answers)


def say(answers: IO[bytes], answer: Mapping[str, Any], content: bytes = b"") -> None:
    """An answer, and the bytes behind it."""
    answers.write(json.dumps(answer).encode() + b"\n" + content)
    answers.flush()


def run(serve: Serve) -> None:
    """The whole process: it ends with `serve`, or with its parent.

    What a library prints goes to standard error. A signal to both, as of Ctrl-C, does not cut an answer: the parent
    closes the input.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(FileIO(0, closefd=False), answers)  # standard input
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())  # its parent has ended: nobody reads the rest
