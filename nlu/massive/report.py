"""Trains a wider copy of the network on MASSIVE; prints its figures beside published ones of large models."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Console
from rich.table import Table

from nlu.engine.description import MODEL, TOKENISER
from nlu.evaluation.pictures import massive_picture
from nlu.massive.exported import ExportedModel
from nlu.massive.model import scores, train
from nlu.massive.rows import LOCALES, MassiveError, Row, read_massive, read_others

ANCHORS = (  # (model, parameters, intent accuracy of en-US in %, partition), by the models' own cards
    ("XLM-R base (published)", "278 M", "87.8 and 88.8", "test"),
    ("mmBERT-small (published)", "140 M", "88.4", "test"),
    ("DistilBERT (published)", "66 M", "88.7 to 89.5", "dev"),
)


def main(
    folder: Path, out: Path, epochs: int, minutes: float, seed: int, pictures: Path | None, console: Console
) -> None:
    """Trains on the train rows of `folder` and on what `read_others` finds there; scores the dev and test rows.

    The int8 model stays in `out`. The last line printed is one JSON object. Raises MassiveError for a folder that is
    not MASSIVE or has no rows to score.
    """
    rows = read_massive(folder)
    scored = {name: rows[name] for name in ("dev", "test") if name in rows}
    if not scored:
        raise MassiveError(f"{folder} holds neither dev nor test rows: there is nothing to score")
    others = read_others(folder)
    trained = train(rows["train"], others, rows.get("dev", []), out, seed, epochs, minutes, console)
    partitions: dict[str, dict[str, Any]] = {name: {} for name in scored}
    sizes = {}
    for precision in ("fp32", "int8"):  # int8 last: it is what stays
        model = trained.export(quantised=precision == "int8")
        sizes[precision] = sum((out / name).stat().st_size for name in (MODEL, TOKENISER))
        for name, some in scored.items():
            partitions[name][precision] = by_locale(model, some)
    found = {
        "folder": folder.name, "epochs": epochs, "seed": seed, "others": len(others), "partitions": partitions,
        "bytes": sizes, "parameters": sum(array.size for array in trained.network.arrays().values()),
    }  # fmt: skip
    console.print(table(found))
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        massive_picture(trained.history, pictures / "massive.svg")
    console.print(json.dumps(found), soft_wrap=True, highlight=False)


def by_locale(model: ExportedModel, rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Locale -> figures, of the locales that have rows."""
    some = {locale: [row for row in rows if row.locale == locale] for locale in LOCALES}
    return {locale: measured(model, held) for locale, held in some.items() if held}


def measured(model: ExportedModel, rows: Sequence[Row]) -> dict[str, float]:
    """Shares 0 to 1, and milliseconds for each utterance on one thread."""
    reached, spent = scores(model, rows)
    p50, p99 = np.percentile(spent, (50, 99))
    return {
        "rows": reached.rows, "intent": reached.intent, "slot_f1": reached.slot_f1, "exact": reached.exact,
        "p50_ms": float(p50), "p99_ms": float(p99),
    }  # fmt: skip


def table(found: Mapping[str, Any]) -> Table:
    """The figures of the JSON object, with the published ones below."""
    made = Table(
        "model", "locale", "partition", "utterances", "intent, %", "slot F1, %", "exact, %", "p50, ms", "p99, ms",
        "size", title=f"MASSIVE: one network for both locales, {found['epochs']} epochs", box=box.SIMPLE_HEAD,
    )  # fmt: skip
    for partition, precisions in found["partitions"].items():
        for precision, locales in precisions.items():
            size = f"{found['parameters'] / 1e6:.1f} M, {found['bytes'][precision] / 1e6:.1f} MB"
            for locale, r in locales.items():
                shares = [f"{100 * r[name]:.2f}" for name in ("intent", "slot_f1", "exact")]
                times = [f"{r[name]:.2f}" for name in ("p50_ms", "p99_ms")]
                made.add_row(f"malcha {precision}", locale, partition, str(r["rows"]), *shares, *times, size)
    for name, parameters, intent, partition in ANCHORS:
        made.add_row(name, "en-US", partition, "", intent, "", "", "", "", parameters, style="dim")
    return made
