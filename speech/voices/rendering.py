"""A voice that renders in another process, so that this one stays small and its threads are not held up.

    renderer = Renderer()
    voice = RemoteVoice("ko", version, RATE, renderer)
    voice.render("창문을 열었어요.")  # the first time the process starts and loads its model: 1.3 s

The process (child.py) ends after a while without work, and a dead one is replaced: either way the next sentence starts
a new one.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import speech
from contract.child_process import Answer, ChildProcess, NoAnswer
from speech.protocols import Samples, SpeechUnavailable

IDLE = 300.0  # s without a sentence until the process ends
DEADLINE = 30.0  # s for a sentence, loading included, on a machine that has more to do
ROOT = Path(speech.__file__).parents[1]  # whose `speech` the process imports


class Renderer:
    """One process, started when it is needed; one sentence at a time. For several threads.

    `niceness` is added to that of this process; `idle` and `deadline` are in s. `command` is what is run instead of
    child.py, for tests.
    """

    def __init__(
        self, niceness: int = 0, idle: float = IDLE, deadline: float = DEADLINE, command: Sequence[str] = ()
    ) -> None:
        command = command or [sys.executable, "-m", "speech.voices.child", str(niceness), str(idle)]
        self._child = ChildProcess("the process that renders", command, ROOT, deadline)

    @property
    def process(self) -> int | None:
        """The process's id while it runs."""
        return self._child.process

    def render(self, language: str, text: str) -> Samples:
        """One sentence; "" only loads the voice. Raises SpeechUnavailable."""
        try:
            answer, content = self._child.ask({"language": language, "text": text}, size)
        except NoAnswer as error:
            raise SpeechUnavailable(str(error)) from error
        if "error" in answer:
            raise SpeechUnavailable(answer["error"])
        return np.frombuffer(content, "<i2").astype(np.int16)

    def close(self) -> None:
        """Ends the process, also in the middle of a sentence. Nothing is rendered behind it."""
        self._child.close()


def size(answer: Answer) -> int:
    """Bytes of the samples behind an answer."""
    return 2 * int(answer.get("samples", 0))


@dataclass(frozen=True)
class RemoteVoice:
    """A Voice whose model is in the renderer's process."""

    language: str
    version: str
    rate: int
    renderer: Renderer

    def render(self, text: str) -> Samples:
        return self.renderer.render(self.language, text)
