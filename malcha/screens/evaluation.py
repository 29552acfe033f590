"""The figures of `malcha eval` as tables for people, or as one JSON object for scripts.

What they mean: nlu/evaluation/figures.py.
"""

import io
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table
from rich.text import Text

from malcha.screens.evaluation_markdown import markdown
from malcha.screens.figures import AGENTS, ALL, FIGURES, KIND_COLUMNS, KINDS, group_name, kind_cells, percent, share
from nlu.evaluation.figures import Share, report
from nlu.evaluation.figures import failures as failures_of
from nlu.evaluation.label_files import read_rows
from nlu.evaluation.labelled import RowError
from nlu.evaluation.results import Reader, evaluate

LONG = 500  # rows, more of which get a progress bar
MOST_CONFUSIONS = 15  # in the table


def main(
    files: Sequence[Path], engine: Reader, failures: int, as_json: bool, page: Path | None, console: Console
) -> None:
    """Score and print, the Markdown to `page`. Raises RowError for a file or row that cannot be used."""
    if page and not page.absolute().parent.is_dir():
        raise RowError(f"{page} cannot be written: its folder does not exist")
    rows = read_rows(files, engine.catalogue)
    with Progress(console=Console(stderr=True), transient=True, disable=len(rows) <= LONG) as progress:
        results = evaluate(engine, rows, partial(progress.track, description="utterances"))
    found = (
        {"files": [str(path) for path in files]}
        | report(results, engine)
        | {"failures": failures_of(results)[:failures]}
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal speaks
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        show(found, console)
    if page:
        write_page(found, page)


def show(found: Mapping[str, Any], console: Console) -> None:
    """Every table; that of kinds where rows have some, that of failures where some were asked for."""
    console.print(summary(found))
    if found["kinds"]:
        console.print(kinds(found["kinds"]))
    for table in (functions(found["functions"]), confusions(found["confusions"]), reliability(found)):
        console.print(table)
    if found["failures"]:
        console.print(failed(found["failures"]))


def write_page(found: Mapping[str, Any], page: Path) -> None:
    """The figures as Markdown. Raises RowError where `page` cannot be written."""
    try:
        page.write_text(markdown(found), encoding="utf-8")
    except OSError as error:
        raise RowError(f"{page} cannot be written: {error.strerror}") from error


def summary(found: Mapping[str, Any]) -> Table:
    """Every share, calibration and latency, in a column for each language."""
    groups = {name: figures for name, figures in found["summary"].items() if name == ALL or len(found["summary"]) > 2}
    head = [Column(group_name(name), justify="right") for name in groups]
    title = f"{found['n']} utterances, model {found['model']}, threshold {found['threshold']:g}"
    table = Table(
        "share, 95 % interval", *head, title=title, caption=AGENTS, caption_justify="left", box=box.SIMPLE_HEAD
    )
    for name, words in FIGURES.items():
        table.add_row(words, *(share(figures[name]) for figures in groups.values()))
    table.add_row("calibration error (ECE)", *(f"{figures['ece']:.3f}" for figures in groups.values()))
    latencies = (figures["latency_ms"] for figures in groups.values())
    table.add_row(
        "engine ms, p50 / p95 / p99", *(" / ".join(f"{ms:.2f}" for ms in times.values()) for times in latencies)
    )
    return table


def kinds(found: Sequence[Mapping[str, Any]]) -> Table:
    """Where the sentences come from: a line for each language, and for each of its kinds."""
    head = [Column(name, justify="left" if name in ("language", "kind") else "right") for name in KIND_COLUMNS]
    table = Table(*head, title="By kind", caption=KINDS, caption_justify="left", box=box.SIMPLE_HEAD)
    for line in found:
        table.add_row(*map(Text, kind_cells(line)), style="" if line["kind"] else "bold")
    return table


def functions(found: Mapping[str, Mapping[str, Share]]) -> Table:
    """Each function; dim where nothing went wrong, neither missed nor heard in place of another."""
    head = [Column(name, justify="right") for name in ("n", "exact", "precision", "recall")]
    table = Table(Column("function", no_wrap=True), *head, title="Functions", box=box.SIMPLE_HEAD)
    for name, shares in found.items():
        shown = (percent(shares[column]) for column in ("exact", "precision", "recall"))
        flawless = all(shares[column]["right"] == shares[column]["n"] for column in ("exact", "precision"))
        table.add_row(name, str(shares["exact"]["n"]), *shown, style="dim" if flawless else "")
    return table


def confusions(found: Sequence[Mapping[str, Any]]) -> Table:
    """The most frequent confusions, an example each."""
    more = f" (the first {MOST_CONFUSIONS} of {len(found)})" if len(found) > MOST_CONFUSIONS else ""
    table = Table(
        "meant", "heard", Column("count", justify="right"), "example", title=f"Confusions{more}", box=box.SIMPLE_HEAD
    )
    for row in found[:MOST_CONFUSIONS]:
        table.add_row(row["meant"], row["heard"], str(row["count"]), Text(row["example"]))
    return table


def reliability(found: Mapping[str, Any]) -> Table:
    """Confidence beside exactness; a line under the last bin in which the engine asked."""
    head = [Column(name, justify="right") for name in ("confidence", "n", "mean", "likeliest reading exact")]
    table = Table(
        *head, title="Reliability", caption="below the threshold: had the engine not asked", box=box.SIMPLE_HEAD
    )
    held = [row for row in found["reliability"] if row["n"]]
    asked = sum(row["low"] < found["threshold"] for row in held)  # bins, the lowest first
    for number, row in enumerate(held, start=1):
        shares = f"{row['confidence']:.3f}", f"{row['exact']:.3f}"
        table.add_row(f"{row['low']:.2f} to {row['high']:.2f}", str(row["n"]), *shares, end_section=number == asked)
    return table


def failed(found: Sequence[Mapping[str, Any]]) -> Table:
    """What was not right: where it is written, what was said, meant and heard."""
    table = Table(
        "where", "text", "meant", "heard", Column("sure", justify="right"), title="Not right", box=box.SIMPLE_HEAD
    )
    for row in found:
        heard = commands(row["heard"]) if row["heard"] else row["outcome"]
        cells = [Text(words) for words in (row["place"], row["text"], commands(row["meant"]) or "no command", heard)]
        table.add_row(*cells, f"{row['confidence']:.2f}")
    return table


def commands(found: Sequence[Mapping[str, Any]]) -> str:
    """ "climate.temperature set passenger 23; trunk open"."""
    return "; ".join(" ".join(value(part) for part in command.values()) for command in found)


def value(part: Any) -> str:
    """One part of a command as words: a number without needless digits, a message as "to: anna, text: hi"."""
    if isinstance(part, Mapping):
        return ", ".join(f"{name}: {words}" for name, words in part.items())
    return f"{part:g}" if isinstance(part, float) else str(part)
