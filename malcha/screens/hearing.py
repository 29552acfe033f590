"""The figures of `malcha eval-audio` as tables for people. What they mean: nlu/evaluation/hearing_trials.py."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Column, Table

from malcha.screens.figures import percent

MOST_FAILURES = 15  # lines, where no other number was asked for
RIGHT = ("done", "asked", "wrong", "opposite", "nothing")


def show(found: Mapping[str, Any], console: Console) -> None:
    """Every table of which there is something to say."""
    if found["conditions"]:
        console.print(commands(found["conditions"], "condition", title(found)))
        if any(line["scene"] for line in found["scenes"]):
            console.print(commands(found["scenes"], "scene", "by scene"))
        if any(line["kind"] for line in found["kinds"]):
            console.print(commands(found["kinds"], "kind", "by kind"))
    if found["not_for_car"]:
        console.print(others(found["not_for_car"], "condition", "not for the car"))
        if any(line["kind"] for line in found["not_for_car_kinds"]):
            console.print(others(found["not_for_car_kinds"], "kind", "not for the car, by kind"))
    if found["failures"]:
        console.print(failed(found["failures"]))


def title(found: Mapping[str, Any]) -> str:
    return f"{found['clips']} clips, {found['recogniser']}, model {found['model']}, seed {found['seed']}"


def commands(lines: list[dict[str, Any]], by: str, head: str) -> Table:
    """Clips for the car: a line a condition, or a condition and `by`."""
    more = [] if by == "condition" else [by]
    shares = ("as meant", "asked back", "wrong act", "of them opposite", "nothing")
    columns = [Column(each, justify="right") for each in ("trials", "CER", "exact", *shares)]
    table = Table("condition", *more, *columns, title=head, box=box.SIMPLE_HEAD)
    for line in lines:
        cer = "-" if line["cer"] is None else f"{line['cer'] * 100:.1f} %"
        names = [line["condition"], *([line[by] or "-"] if more else [])]
        table.add_row(*names, str(line["n"]), cer, percent(line["exact"]), *(percent(line[each]) for each in RIGHT))
    return table


def others(lines: list[dict[str, Any]], by: str, head: str) -> Table:
    """Clips that are not for the car."""
    more = [] if by == "condition" else [by]
    wanted = ("clips", "minutes", "utterances", "false commands", "clips with one", "asked back", "false an hour")
    table = Table(
        "condition", *more, *(Column(each, justify="right") for each in wanted), title=head, box=box.SIMPLE_HEAD
    )
    for line in lines:
        names = [line["condition"], *([line[by] or "-"] if more else [])]
        counts = [line["n"], line["minutes"], line["utterances"], line["false"], line["false_clips"], line["asked"]]
        an_hour = "-" if line["per_hour"] is None else f"{line['per_hour']:.0f}"
        table.add_row(*names, *map(str, counts), an_hour)
    return table


def failed(lines: list[dict[str, Any]]) -> Table:
    table = Table("file", "condition", "said", "heard", "meant", "read", title="not as meant", box=box.SIMPLE_HEAD)
    for line in lines:
        read = short(line["heard"]) or line["outcome"].replace("_", " ")
        style = "red" if line["wrong"] else ""
        table.add_row(
            line["file"],
            f"{line['condition']} {line['scene']}".strip(),
            line["text"] or "-",
            line["heard_text"] or "-",
            short(line["meant"]) or "-",
            read,
            style=style,
        )
    return table


def short(commands: list[dict[str, Any]]) -> str:
    return ", ".join(" ".join(str(part) for part in each.values()) for each in commands)
