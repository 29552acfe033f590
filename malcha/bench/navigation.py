"""`malcha bench --navigation`: the search for places, as tables and as one line of JSON."""

import json
import os
import platform
from pathlib import Path

from rich.console import Console
from rich.table import Table

from languages.ko.made_places import HOW
from malcha.bench import country, place_search, routing
from malcha.bench.place_search import Figures


def main(rounds: int, maps: Path | None, with_country: bool, console: Console) -> None:
    """Measure with `rounds` questions for each kind of error; print the tables and, last, the JSON."""
    found: Figures = {"search": place_search.measure(rounds, maps)}
    console.print(table(found["search"], rounds))
    if with_country:
        found["country"] = country.measure()
        console.print(country.summary(found["country"]), country.table(found["country"]), sep="\n")
    found["routing"] = routing.measure(rounds, maps)
    console.print(routing.table(found["routing"]))
    where = {"cores": os.cpu_count(), "load_average": os.getloadavg()[0], "python": platform.python_version()}
    console.out(json.dumps(where | found, ensure_ascii=False, separators=(",", ":")), highlight=False)


def table(found: Figures, rounds: int) -> Table:
    """A row for each number of names and way of searching; recall at 1 and at 5 in percent."""
    shown = Table(title=f"Search for places: recall@1/@5 in %, {rounds} questions for each kind of error")
    shown.add_column("names")
    shown.add_column("way")
    for column in ("p50 ms", "p99 ms", "CPU ms", *HOW):
        shown.add_column(column, justify="right")
    for size, ways in found.items():
        if not isinstance(ways, dict):
            continue
        for way, row in ways.items():
            if isinstance(row, dict):
                recall = [f"{row['recall'][how][0]:g}/{row['recall'][how][1]:g}" for how in HOW]
                figures = [f"{row[key]:.2f}" for key in ("p50_ms", "p99_ms", "cpu_p50_ms")]
                shown.add_row(str(ways.get("names", size)), way, *figures, *recall)
    return shown
