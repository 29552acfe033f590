"""Several engines on the same labelled utterances, every figure side by side: int8 beside float32.

The engines read the same rows, and should have one catalogue:

    found = compare({"fp32": Engine.load(exact), "int8": Engine.load(shipped)}, rows)
    console.print(side_by_side(found))
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table

from nlu.engine.engine import Engine
from nlu.evaluation.figures import summary
from nlu.evaluation.labelled import Row, meanings
from nlu.evaluation.results import by_language, evaluate

Compared = dict[str, dict[str, float | None]]


def compare(engines: Mapping[str, Engine], rows: Sequence[Row]) -> Compared:
    """Figure -> engine -> number: "ko exact" -> {"fp32": 0.954, "int8": 0.95}.

    Shares and calibration errors are 0 to 1 (None where there is nothing to share), latencies milliseconds ("all p50
    ms"); "same commands as fp32" is the share of rows in which an engine answers as the first. The figures are of the
    same rows, so that a difference is surer than the intervals of two shares would say.
    """
    results = {name: evaluate(engine, rows) for name, engine in engines.items()}
    compared: Compared = {}
    for name, engine in engines.items():
        for group, some in ({"all": results[name]} | by_language(results[name])).items():
            for figure, number in _numbers(summary(some, engine.catalogue)).items():
                compared.setdefault(f"{group} {figure}", {})[name] = number
    first = next(iter(engines), "")
    for name, engine in engines.items():
        pairs = [
            [meanings(r.heard, engine.catalogue) for r in pair]
            for pair in zip(results[first], results[name], strict=True)
        ]
        agreeing = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
        compared.setdefault(f"same commands as {first}", {})[name] = agreeing
    return compared


def _numbers(found: Mapping[str, Any]) -> dict[str, float | None]:
    """A summary with each share as one number and a figure for each latency."""
    numbers: dict[str, float | None] = {}
    for name, figure in found.items():
        if name == "latency_ms":
            numbers |= {f"{p} ms": ms for p, ms in figure.items()}
        else:
            numbers[name] = figure["share"] if isinstance(figure, dict) else figure
    return numbers


def side_by_side(compared: Compared) -> Table:
    """The same for people, with the difference of the last engine to the first: in points of percent, or in ms."""
    names = list(next(iter(compared.values()), {}))
    table = Table("figure", *names, "difference", box=box.SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    for figure, numbers in compared.items():
        found = list(numbers.values())
        time = figure.endswith(" ms")
        cells = ["-" if number is None else f"{number:.3f}" if time else f"{number:.2%}" for number in found]
        if found[0] is None or found[-1] is None:
            difference = "-"
        else:
            difference = f"{found[-1] - found[0]:+.3f}" if time else f"{(found[-1] - found[0]) * 100:+.2f}"
        table.add_row(figure, *cells, difference)
    return table
