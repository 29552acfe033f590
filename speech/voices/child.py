"""Renders in a process of its own, which rendering.py starts: `python -m speech.voices.child NICE IDLE`.

A request is a line on standard input, {"language", "text"}; its answer on standard output is a line {"samples", "rate"}
or {"error"}, and behind it the samples, 16-bit little-endian. The next request comes after the answer.

It ends when its input is closed, which happens however its parent ends, and after IDLE seconds without a request, so
that 350 to 450 MB are free again. NICE is added to its niceness: 19 takes only what nobody else needs.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

import numpy as np

from speech.protocols import SpeechUnavailable, Voice
from speech.voices import by_language


def serve(requests: IO[bytes], answers: IO[bytes], voice: Callable[[str], Voice], idle: float) -> None:
    """Answers requests until there are no more, or none has come for `idle` s. `requests` is not buffered."""
    while select.select([requests], [], [], idle)[0] and (line := requests.readline()):
        request = json.loads(line)
        try:
            speaker = voice(request["language"])
            samples = speaker.render(request["text"])
        except SpeechUnavailable as error:
            answer: dict[str, Any] = {"error": str(error)}
            content = b""
        else:
            answer = {"samples": len(samples), "rate": speaker.rate}
            content = np.asarray(samples, "<i2").tobytes()
        answers.write(json.dumps(answer).encode() + b"\n" + content)
        answers.flush()


def streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output, unbuffered; what a library prints from now on goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return open(0, "rb", buffering=0, closefd=False), answers  # open to the end of the process


def run(voice: Callable[[str], Voice], niceness: int, idle: float) -> None:
    """The whole process. Its parent closes the input: a signal to both, as of Ctrl-C, does not cut an answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(niceness)
    requests, answers = streams()
    try:
        serve(requests, answers, voice, idle)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())  # its parent has ended: nobody reads the rest


if __name__ == "__main__":
    run(by_language.voice, int(sys.argv[1]), float(sys.argv[2]))
