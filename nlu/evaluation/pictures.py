"""Pictures of training and evaluation, as SVG or PNG by the suffix of the path. Training only: needs matplotlib.

The same figures make the same file: no dates, no random names of elements. All words are in Latin letters, which every
font has.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from languages import DEFAULT, part
from nlu.engine.engine import AMBIGUOUS
from nlu.evaluation.figures import ASKED, NOTHING, expected_calibration_error, reliability
from nlu.evaluation.results import LANGUAGES, Result, by_language

COLOURS = dict(zip(LANGUAGES, ("#c8553d", "#2f6690", "#4f772d", "#7b2d8b"), strict=False))  # of the languages' lines
INCHES_A_CELL = 0.24  # of the picture of confusions
STYLE = {
    "svg.hashsalt": "malcha",
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

Parameters = ParamSpec("Parameters")


def styled(draw: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The same function, drawing in STYLE."""

    @wraps(draw)
    def drawn(*arguments: Parameters.args, **named: Parameters.kwargs) -> None:
        with matplotlib.rc_context(STYLE):
            draw(*arguments, **named)

    return drawn


@styled
def confusion_picture(results: Iterable[Result], path: Path) -> None:
    """Which groups of functions ("climate", "nav") were heard as which, a panel a language, with counts of commands.

    Only what was heard as another function is drawn: on the diagonal are those of one group ("climate.fan" for
    "climate.ac"). Rows and columns are the groups in which there is any, with "none" (no command) and "asked".
    """
    counts = {name: _confused(some) for name, some in by_language(results).items()} or {DEFAULT: Counter()}
    meant = _ordered(pair[0] for counter in counts.values() for pair in counter) or [NOTHING]
    heard = _ordered(pair[1] for counter in counts.values() for pair in counter) or [NOTHING]
    largest = max((n for counter in counts.values() for n in counter.values()), default=1)
    size = len(counts) * (2.2 + INCHES_A_CELL * len(heard)), 1.8 + INCHES_A_CELL * len(meant)
    figure = Figure(figsize=size, layout="constrained")
    for axes, (name, counter) in zip(figure.subplots(1, len(counts), squeeze=False)[0], counts.items(), strict=True):
        cells = np.array([[counter[row, column] for column in heard] for row in meant])
        axes.imshow(
            np.ma.masked_equal(cells, 0),
            cmap="Reds",
            vmin=0,
            vmax=largest * 1.4,
            aspect="equal",
            interpolation="nearest",
        )
        for y, x in np.argwhere(cells):
            axes.text(x, y, str(cells[y, x]), ha="center", va="center", fontsize=7)
        axes.set_xticks(range(len(heard)), heard, rotation=90, fontsize=7)
        axes.set_yticks(range(len(meant)), meant, fontsize=7)
        axes.set(title=f"{_name(name)}: {counter.total()} commands", xlabel="heard", ylabel="meant")
        axes.set_xticks(np.arange(len(heard)) - 0.5, minor=True)
        axes.set_yticks(np.arange(len(meant)) - 0.5, minor=True)
        axes.grid(which="minor", color="0.92", linewidth=0.5)
        axes.tick_params(which="minor", length=0)
    write(figure, path)


def _confused(results: Iterable[Result]) -> Counter[tuple[str, str]]:
    """(group meant, group heard) -> commands."""
    found = Counter[tuple[str, str]]()
    for result in results:
        silent = ASKED if result.outcome == AMBIGUOUS else NOTHING
        for meant, heard in () if result.exact else result.pairs:
            names = meant.function if meant else NOTHING, heard.function if heard else silent
            if names[0] != names[1]:
                found[names[0].split(".")[0], names[1].split(".")[0]] += 1
    return found


def _name(language: str) -> str:
    name: str = part(language, "text").NAME
    return name


def _ordered(groups: Iterable[str]) -> list[str]:
    """By name; NOTHING and ASKED, which are no functions, last."""
    return sorted(set(groups), key=lambda name: (name in (NOTHING, ASKED), name))


@styled
def learning_picture(history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Loss, and the exact share of each language, over the steps of a training.

    `history` holds {"step", "loss", "exact_ko", "exact_en"}, the shares 0 to 1. A point may leave out what was not
    measured.
    """
    _learning(history, "exact", "exact, %", (0, 100), path)


@styled
def massive_picture(history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Loss, and intent accuracy of each language on dev, over the steps of a training.

    `history` holds {"step", "loss", "intent_ko", "intent_en"}. Below 50 % nothing is drawn, so that the last points can
    be told apart.
    """
    _learning(history, "intent", "intent on dev, %", (50, 100), path)


def _learning(
    history: Sequence[Mapping[str, float]], figure_name: str, label: str, limits: tuple[float, float], path: Path
) -> None:
    """Loss on the left; on the right the shares called `figure_name`_ko, _en in percent, between the `limits`."""
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot(*_line(history, "loss"), color="0.25", linewidth=1)
    left.set(xlabel="step", ylabel="loss", yscale="log")
    for name in LANGUAGES:
        steps, shares = _line(history, f"{figure_name}_{name}")
        percent = [share * 100 for share in shares]
        right.plot(steps, percent, color=COLOURS[name], marker=".", linewidth=1, label=_name(name))
    right.set(xlabel="step", ylabel=label, ylim=limits)
    right.legend(frameon=False, loc="lower right")
    write(figure, path)


def _line(history: Sequence[Mapping[str, float]], name: str) -> tuple[list[float], list[float]]:
    """(steps, figures) of the points that have the figure."""
    points = [(point["step"], point[name]) for point in history if point.get(name) is not None]
    return [step for step, _ in points], [number for _, number in points]


@styled
def reliability_picture(results: Iterable[Result], path: Path, threshold: float | None = None) -> None:
    """Confidence against the share of exact readings, and how many utterances have which; a line a language."""
    figure = Figure(figsize=(4.6, 5), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    upper.plot((0, 1), (0, 1), color="0.75", linewidth=1)
    for name, some in by_language(results).items():
        bins = reliability(some)
        held = [row for row in bins if row["n"]]
        label = f"{_name(name)}, ECE {expected_calibration_error(some):.3f}"
        upper.plot(
            [r["confidence"] for r in held],
            [r["exact"] for r in held],
            color=COLOURS[name],
            marker=".",
            linewidth=1,
            label=label,
        )
        lower.stairs([r["n"] for r in bins], [0.0, *(r["high"] for r in bins)], color=COLOURS[name], linewidth=1)
    if threshold is not None:
        for axes in (upper, lower):
            axes.axvline(threshold, color="0.5", linestyle=":", linewidth=1)
    upper.set(ylabel="exact", xlim=(0, 1), ylim=(0, 1.02))
    if upper.get_legend_handles_labels()[0]:
        upper.legend(frameon=False, loc="upper left")
    lower.set(
        xlabel="confidence (dotted: threshold)" if threshold is not None else "confidence",
        ylabel="utterances",
        yscale="log",
    )
    write(figure, path)


def write(figure: Figure, path: Path) -> None:
    """Writes the figure; one figure gives one file. Raises ValueError for a suffix other than .svg and .png."""
    if path.suffix not in (".svg", ".png"):
        raise ValueError(f"{path}: only .svg and .png are drawn")
    metadata: dict[str, str | None] = {"Date": None, "Creator": None} if path.suffix == ".svg" else {"Software": None}
    figure.savefig(path, metadata=metadata, dpi=120)
