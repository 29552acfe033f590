"""The picture of `malcha eval-audio`: what becomes of commands in car noise, and of what is not for the car.

Needs matplotlib, which comes with `make train` and is no part of the speech packages.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from nlu.evaluation.pictures import styled, write

AS_MEANT, ASKED, WRONG, NOTHING = "#4f772d", "#e0a458", "#c8553d", "0.8"
PARTS = (
    ("done", "as meant", AS_MEANT),
    ("asked", "asked back", ASKED),
    ("nothing", "nothing done", NOTHING),
    ("wrong", "wrong act", WRONG),
)


@styled
def hearing_picture(found: Mapping[str, Any], path: Path) -> None:
    """Bars of what becomes of each command, with the share of wrong characters; beside them false commands an hour.

    `found` is what `malcha eval-audio --json` prints. What is missing (no commands, or nothing else) is left out.
    """
    panels = [name for name in ("conditions", "not_for_car") if found[name]]
    figure = Figure(figsize=(5.2 * len(panels), 3.2), layout="constrained")
    for axes, name in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=True):
        (_commands if name == "conditions" else _others)(axes, found[name])
    write(figure, path)


def _commands(axes: Any, lines: list[dict[str, Any]]) -> None:
    places = range(len(lines))
    bottom = [0.0] * len(lines)
    for name, label, colour in PARTS:
        height = [line[name]["share"] * 100 for line in lines]
        axes.bar(places, height, 0.7, bottom, color=colour, label=label)
        bottom = [low + high for low, high in zip(bottom, height, strict=True)]
    if all(line["cer"] is not None for line in lines):
        cer = [min(100.0, line["cer"] * 100) for line in lines]
        axes.plot(places, cer, color="black", marker=".", linewidth=1, label="wrong characters")
    axes.set_xticks(places, [line["condition"] for line in lines])
    trials = " or ".join(map(str, sorted({line["n"] for line in lines})))
    axes.set(title=f"commands, {trials} trials each", ylabel="%", ylim=(0, 100))
    axes.set_xlabel("car noise, SNR")
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1.1), ncols=3, fontsize=7)


def _others(axes: Any, lines: list[dict[str, Any]]) -> None:
    places = range(len(lines))
    axes.bar(places, [line["per_hour"] or 0.0 for line in lines], 0.7, color=WRONG)
    for place, line in zip(places, lines, strict=True):
        axes.text(place, line["per_hour"] or 0.0, str(line["false"]), ha="center", va="bottom", fontsize=7)
    axes.set_xticks(places, [line["condition"] for line in lines])
    axes.set(title="not for the car: false commands (their count)", ylabel="an hour of audio")
    axes.set_ylim(bottom=0)
