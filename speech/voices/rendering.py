"""A voice that renders in another process, so that this one stays small and its threads are not held up.

    renderer = Renderer()
    voice = RemoteVoice("ko", version, RATE, renderer)
    voice.render("창문을 열었어요.")  # the first time the process starts and loads its model: 1.3 s

The process (child.py) ends after a while without work, and a dead one is replaced: either way the next sentence starts
a new one.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import speech
from speech.protocols import Samples, SpeechUnavailable

log = logging.getLogger(__name__)

IDLE = 300.0  # s without a sentence until the process ends
DEADLINE = 30.0  # s for a sentence, loading included, on a machine that has more to do
TRIES = 2  # the process may have ended between two sentences
ROOT = Path(speech.__file__).parents[1]  # whose `speech` the process imports


class Died(Exception):
    """The process ended, or was ended, before it had answered."""


class Renderer:
    """One process, started when it is needed; one sentence at a time. For several threads.

    `niceness` is added to that of this process; `idle` and `deadline` are in s. `command` is what is run instead of
    child.py, for tests.
    """

    def __init__(
        self, niceness: int = 0, idle: float = IDLE, deadline: float = DEADLINE, command: Sequence[str] = ()
    ) -> None:
        self._command = list(command) or [sys.executable, "-m", "speech.voices.child", str(niceness), str(idle)]
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # of the conversation with the process
        self._closed = False

    @property
    def process(self) -> int | None:
        """The process's id while it runs."""
        running = self._process
        return running.pid if running is not None and running.poll() is None else None

    def render(self, language: str, text: str) -> Samples:
        """One sentence; "" only loads the voice. Raises SpeechUnavailable."""
        why = ""
        with self._lock:
            for _ in range(TRIES):
                try:
                    return self._ask(language, text)
                except Died as error:
                    why = str(error)
                    if self._closed:
                        break
                    log.warning("the process that renders %s", why)
        raise SpeechUnavailable(f"the process that renders {why}")

    def close(self) -> None:
        """Ends the process, also in the middle of a sentence. Nothing is rendered behind it."""
        self._closed = True
        if (running := self._process) is not None:
            running.kill()
        with self._lock:  # whoever waited for it has left
            self._put_away()

    def _ask(self, language: str, text: str) -> Samples:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(self._deadline, process.kill)
        late.daemon = True
        late.start()
        try:
            process.stdin.write(json.dumps({"language": language, "text": text}).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            content = process.stdout.read(2 * answer.get("samples", 0))
        except (OSError, ValueError) as error:  # ValueError: no line came, or half of one
            self._put_away()
            raise Died(f"has ended (exit code {process.returncode})") from error
        finally:
            late.cancel()
        if "error" in answer:
            raise SpeechUnavailable(answer["error"])
        if len(content) < 2 * answer["samples"]:
            self._put_away()
            raise Died(f"has ended in the middle of a sentence (exit code {process.returncode})")
        return np.frombuffer(content, "<i2").astype(np.int16)

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise Died("was closed")
        if self._process is not None and self._process.poll() is not None:
            self._put_away()
        if self._process is None:
            path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": path},
                process_group=0,  # a signal to all of a terminal's processes is for this one alone
            )
            if self._closed:  # meanwhile: close() has seen no process
                self._put_away()
                raise Died("was closed")
        return self._process

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


@dataclass(frozen=True)
class RemoteVoice:
    """A Voice whose model is in the renderer's process."""

    language: str
    version: str
    rate: int
    renderer: Renderer

    def render(self, text: str) -> Samples:
        return self.renderer.render(self.language, text)
