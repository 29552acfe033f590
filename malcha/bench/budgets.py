"""The table of `malcha bench`: a row for each measured path, with the most that its figures may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich import box
from rich.table import Table

Figures = Mapping[str, float]  # name with its unit (p50_ms) -> figure
LOSSES = (0, 5, 20)  # % of all frames, both ways


@dataclass(frozen=True)
class Row:
    """`key` names the figures of the path, `budget` says of some of them the most that they may be."""

    path: str
    key: str
    budget: Figures = field(default_factory=dict)


ROWS = (
    Row("empty rpc of the NLU server", "empty"),
    Row("NLU engine, pauses of 3 ms, one thread", "engine_paced", {"p50_ms": 0.5}),
    Row("NLU engine, back to back, one thread", "engine_warm", {"p50_ms": 0.2}),
    Row("NLU engine, between other calls", "engine"),
    Row("Understand over gRPC", "understand", {"ratio": 1.7}),
    Row("Say -> command frame on the bus", "frame", {"ratio": 2.0}),
    Row("Say -> confirmed by status frame", "confirmed", {"ratio": 3.0, "p99_ms": 20.0, "unconfirmed": 0}),
    Row("stop: words -> frame on the bus", "stop_idle", {"p99_ms": 100.0, "wrong": 0}),
    Row("stop, 20 other calls waiting", "stop_loaded", {"p99_ms": 100.0, "wrong": 0}),
    Row("utterances of 1, 8, 64, 200 clients, against Understand", "crowd", {"ratio": 2.0}),
    Row("model on disk", "model", {"size_mb": 8.0}),
    Row("NLU server RSS", "server", {"rss_mb": 150.0}),
    Row("malcha run -> first confirmed command", "start", {"p50_s": 3.0}),
    Row("lateness of 40 cyclic messages of the car", "jitter"),
    Row("status frame received -> State", "state"),
    Row("status frame received -> who waits for it", "woken"),
    Row("status frame received -> WatchState client", "watched"),
    *(Row(f"command -> confirmation, {percent} % of frames lost", f"loss_{percent}") for percent in LOSSES),
    Row("bridge at full load of both buses", "load", {"cpu_percent": 40.0, "lost": 0}),
)

SPEECH_ROWS = (
    Row("end of speech -> words", "words"),
    Row("  of it the pause that shows the end", "pause"),
    Row("  of it own work", "work", {"p99_ms": 150.0}),
    Row("end of speech -> words, car noise of 5 dB", "words_noise"),
    Row("  of it own work", "work_noise", {"p99_ms": 150.0}),
    Row("speech began -> first words", "partial"),
    Row("hearing beside real time, one core", "hearing"),
    Row("the same, car noise of 5 dB", "hearing_noise"),
    Row("end of speech -> command frame", "spoken_frame"),
    Row("end of speech -> confirmed", "spoken", {"p50_ms": 500.0, "p99_ms": 900.0, "unconfirmed": 0}),
    Row("  of it all but the pause", "spoken_work", {"p50_ms": 150.0}),
    Row("ears loaded", "ears"),
    Row("gateway with ears, engine and simulated car", "spoken_memory", {"rss_mb": 900.0}),
)


def over(figures: Mapping[str, Figures], rows: Sequence[Row] = ROWS) -> list[str]:
    """The keys of the rows that miss their budget."""
    return [row.key for row in rows if any(figures[row.key][name] > most for name, most in row.budget.items())]


def table(figures: Mapping[str, Figures], title: str, rows: Sequence[Row] = ROWS) -> Table:
    """Every row with what was measured, and whether it keeps its budget."""
    made = Table("path", "measured", "p99", "more", "budget", "", title=title, box=box.SIMPLE_HEAD)
    missed = over(figures, rows)
    for row in rows:
        found = [words(name, figure) for name, figure in figures[row.key].items()]
        budget = ", ".join(words(name, figure, "<= ") for name, figure in row.budget.items())
        kept = "[red]over[/]" if row.key in missed else "[green]ok[/]" if row.budget else ""
        made.add_row(row.path, *[*found, "", ""][:2], ", ".join(found[2:]), budget, kept)
    return made


def words(name: str, figure: float, sign: str = "") -> str:
    """A figure with its name and unit: ("p50_ms", 0.31) -> "p50 0.31 ms"."""
    what, _, unit = name.partition("_")
    unit = unit.replace("percent", "%").replace("mb", "MB").replace("per_", "/")
    return f"{sign}{figure:.2f}x" if what == "ratio" else f"{what} {sign}{figure:.4g} {unit}".strip()
