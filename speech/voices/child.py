"""Renders in a process of its own, which rendering.py starts: `python -m speech.voices.child NICE IDLE`.

A request is a line on standard input, {"language", "text"}; its answer on standard output is a line {"samples", "rate"}
or {"error"}, and behind it the samples, 16-bit little-endian. The next request comes after the answer.

It ends when its input is closed, which happens however its parent ends, and after IDLE seconds without a request, so
that 350 to 450 MB are free again. NICE is added to its niceness: 19 takes only what nobody else needs.
"""

import json
import os
import select
import sys
from collections.abc import Callable
from io import FileIO
from typing import IO

import numpy as np

from contract import as_child
from contract.as_child import say
from speech.protocols import SpeechUnavailable, Voice
from speech.voices import by_language


def serve(requests: FileIO, answers: IO[bytes], voice: Callable[[str], Voice], idle: float) -> None:
    """Answers requests until there are no more, or none has come for `idle` s."""
    while select.select([requests], [], [], idle)[0] and (line := requests.readline()):
        request = json.loads(line)
        try:
            speaker = voice(request["language"])
            samples = speaker.render(request["text"])
        except SpeechUnavailable as error:
            say(answers, {"error": str(error)})
        else:
            content = np.asarray(samples, "<i2").tobytes()
            say(answers, {"samples": len(samples), "rate": speaker.rate}, content)


def run(voice: Callable[[str], Voice], niceness: int, idle: float) -> None:
    """The whole process."""
    os.nice(niceness)
    as_child.run(lambda requests, answers: serve(requests, answers, voice, idle))


if __name__ == "__main__":
    run(by_language.voice, int(sys.argv[1]), float(sys.argv[2]))
