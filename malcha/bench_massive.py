"""Trains the shipped architecture on MASSIVE and prints what its int8 model reaches, beside the published figures of large models."""

import json
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from nlu.engine import MODEL, TOKENISER
from nlu.massive import LOCALES, read_massive
from nlu.massive_model import EPOCHS, Trained, scores, train
from nlu.pictures import massive_picture

ANCHORS = (  # intent accuracy of en-US, with the parameters of the model
    ("mmBERT-small (published)", "84 M", "88.4", "test"),
    ("DistilBERT (published)", "66 M", "88.7 to 89.5", "dev"),
)


def main(folder: Path, out: Path, epochs: int, minutes: float, seed: int, pictures: Path | None, console: Console) -> None:
    """Trains on the train rows of `folder`, scores its test rows where there are, else its dev rows. Raises MassiveError."""
    rows = read_massive(folder)
    trained = train(rows["train"], rows.get("dev", []), out, seed, epochs, minutes, console)
    found = {"folder": folder.name, "epochs": epochs, "seed": seed, "partitions": {}}
    for partition in ("dev", "test"):
        if partition in rows:
            found["partitions"][partition] = {  # type: ignore[index]
                precision: {
                    locale: measured(trained, precision == "int8", [row for row in rows[partition] if row.locale == locale])
                    for locale in LOCALES
                    if any(row.locale == locale for row in rows[partition])
                }
                for precision in ("fp32", "int8")
            }
    found["bytes"] = sum((out / name).stat().st_size for name in (MODEL, TOKENISER))
    found["parameters"] = sum(array.size for array in trained.network.arrays().values())
    console.print(table(found))
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        massive_picture(trained.history, pictures / "massive.svg")
    console.print(json.dumps(found), soft_wrap=True, highlight=False)


def measured(trained: Trained, quantised: bool, rows: list[Any]) -> dict[str, float]:
    """Shares 0 to 1 and milliseconds for each utterance on one thread."""
    engine = trained.engine(quantised)
    reached, spent = scores(engine, rows)
    return {
        "rows": reached.rows, "intent": reached.intent, "slot_f1": reached.slot_f1, "exact": reached.exact,
        "p50_ms": median(spent), "p99_ms": quantiles(spent, n=100)[98] if len(spent) > 1 else spent[0],
    }  # fmt: skip


def table(found: dict[str, Any]) -> Table:
    made = Table(
        "model", "locale", "partition", "utterances", "intent, %", "slot F1, %", "exact, %", "p50, ms", "p99, ms", "size",
        title=f"MASSIVE: one network for both locales, {EPOCHS if found['epochs'] == EPOCHS else found['epochs']} epochs", box=box.SIMPLE_HEAD,
    )  # fmt: skip
    size = f"{found['parameters'] / 1e6:.1f} M, {found['bytes'] / 1e6:.1f} MB"
    for partition, precisions in found["partitions"].items():
        for precision, locales in precisions.items():
            for locale, r in locales.items():
                shares = [f"{100 * r[name]:.2f}" for name in ("intent", "slot_f1", "exact")]
                made.add_row(
                    f"malcha {precision}", locale, partition, str(r["rows"]), *shares, f"{r['p50_ms']:.2f}", f"{r['p99_ms']:.2f}", size
                )
    for name, parameters, intent, partition in ANCHORS:
        made.add_row(name, "en-US", partition, "", intent, "", "", "", "", parameters, style="dim")
    return made


__all__ = ["EPOCHS", "main"]
