"""How soon speech becomes words, and what hearing costs.

A process of its own (`python -m malcha.bench.hearing 100` prints the rows as JSON; 100 are utterances a condition).
The recorded sentences of the scenario are heard again and again by the ears of this machine, in quiet and in car noise
of 5 dB SNR, each time with another noise.

- The audio is given in chunks of 40 ms as fast as it is taken. The ears have no clock, so what a driver waits is worked
  out: "pause" is the audio that had to come after the end of the speech until its end was sure, "work" the wall time of
  the one chunk behind which the words were there, "words" their sum. A chunk that is waited for is part of the pause.
- The end of the speech is that of the clean recording: the last 20 ms within 25 dB of its loud parts.
- "cut" counts utterances that were ended before that, "nothing" those in which no words were heard; neither is in the
  times.
- Beside real time: CPU seconds of the hearing thread for a second of audio (rtf), and how many streams one core can
  carry (1 / rtf). The ratio is wall time to CPU time of the same thread: well above 1, the machine was busy with other
  things, and every time but those of the CPU is too long.
- "ears": seconds until the ears are loaded, with the phrase list, and what memory they add.
"""

import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from contract.values import Context
from malcha.bench.buses import Figures, spread
from malcha.config.settings import MODEL
from malcha.speech.ears import ears
from malcha.talk.scenario import SCENARIO, recording
from nlu.engine.engine import Engine
from nlu.service.ears import Ears
from speech.evaluation.car_noise import active
from speech.evaluation.conditions import CLEAN, LEAD, Condition, heard_in
from speech.listening.events import Final, NothingHeard, Partial, SpeechStarted
from speech.protocols import RATE, Samples
from speech.wav import read_at_16_khz

LANGUAGE = "ko"
CHUNK = RATE // 25  # samples, 40 ms
NOISE = Condition("town", 5.0)
WARM_UP = 3  # utterances that are not counted


@dataclass(frozen=True)
class Spoken:
    """A recorded sentence."""

    at: int  # its place in the scenario
    text: str
    samples: Samples  # at RATE

    @property
    def ended(self) -> int:
        """The sample at which the speech ends, in the recording with its LEAD."""
        return LEAD + int(np.flatnonzero(active(self.samples))[-1]) + 1


@dataclass
class Times:
    """Of one condition, ms each."""

    words: list[float] = field(default_factory=list)
    pause: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    partial: list[float] = field(default_factory=list)
    work_cpu: list[float] = field(default_factory=list)
    wall: float = 0.0  # s
    cpu: float = 0.0  # s
    audio: float = 0.0  # s
    cut: int = 0
    nothing: int = 0


def spoken() -> list[Spoken]:
    """The Korean sentences of the scenario."""
    return [
        Spoken(at, text, read_at_16_khz(recording(at)))
        for at, (locale, text) in enumerate(SCENARIO)
        if locale == LANGUAGE
    ]


def hear(said: Spoken, condition: Condition, seed: int, hearing: Ears, engine: Engine, times: Times) -> None:
    """One utterance, into the times."""
    audio = np.concatenate(list(heard_in([said.samples], condition, seed)))
    listener = hearing.listener(engine, LANGUAGE, RATE, Context())
    began, taken = 0, 0
    for start in range(0, len(audio), CHUNK):
        chunk = audio[start : start + CHUNK]
        wall, cpu = time.perf_counter(), time.thread_time()
        events = listener.accept(chunk)
        took, spent = (time.perf_counter() - wall) * 1e3, (time.thread_time() - cpu) * 1e3
        times.wall += took / 1e3
        times.cpu += spent / 1e3
        taken += len(chunk)
        for event in events:
            if isinstance(event, SpeechStarted):
                began = event.at
            elif isinstance(event, Partial) and began >= 0:
                times.partial.append((taken - began) / RATE * 1e3 + took)
                began = -1  # only the first one
            elif isinstance(event, Final):
                pause = (taken - said.ended) / RATE * 1e3
                if pause < 0:
                    times.cut += 1
                    continue
                times.pause.append(pause)
                times.work.append(took)
                times.work_cpu.append(spent)
                times.words.append(pause + took)
            elif isinstance(event, NothingHeard):
                times.nothing += 1
        if listener.over:
            break
    times.audio += taken / RATE


def rows(times: Times, more: str = "") -> dict[str, Figures]:
    """The rows of one condition; `more` is what their names end with."""
    found = {name: spread(getattr(times, name)) for name in ("words", "pause", "work", "partial")}
    found["words"] = dict(found["words"]) | {"cut": times.cut, "nothing": times.nothing}
    cpu = spread(times.work_cpu)
    found["work"] = dict(found["work"]) | {"cpu-p50_ms": cpu["p50_ms"], "cpu-p99_ms": cpu["p99_ms"]}
    rtf = times.cpu / times.audio
    found["hearing"] = {
        "rtf": round(rtf, 3),
        "streams_per_core": round(1 / rtf, 1),
        "ratio": round(times.wall / times.cpu, 2),
    }
    return {f"{name}{more}": figures for name, figures in found.items()}


def rss_mb() -> float:
    """Memory that this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(utterances: int) -> dict[str, Figures]:
    engine, before = Engine.load(MODEL), rss_mb()
    began = time.perf_counter()
    hearing = ears((LANGUAGE,))
    loaded = time.perf_counter() - began
    sentences, found = spoken(), dict[str, Figures]()
    for condition, more in ((CLEAN, ""), (NOISE, "_noise")):
        times = Times()
        for number in range(-WARM_UP, utterances):
            said = sentences[number % len(sentences)]
            hear(said, condition, number + WARM_UP, hearing, engine, Times() if number < 0 else times)
        found |= rows(times, more)
    return found | {"ears": {"start_s": round(loaded, 2), "rss_mb": round(rss_mb() - before)}}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
