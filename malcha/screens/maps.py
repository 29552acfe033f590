"""Maps for people: the bar of an import, the table of all, one in full."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from malcha.screens.console import console
from navigation.maps.manifest import Manifest

MEGABYTE = 1e6


@contextmanager
def importing_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar for each stage of an import, as a navigation.maps Progress. Without a terminal it draws only its end."""
    columns = (TextColumn("{task.description:14}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console()) as bars:
        tasks: dict[str, Any] = {}

        def progress(stage: str, share: float) -> None:
            if stage not in tasks:
                for task in tasks.values():
                    bars.update(task, completed=1.0)
                    bars.stop_task(task)
                tasks[stage] = bars.add_task(stage, total=1.0)
            bars.update(tasks[stage], completed=share)

        yield progress
        for task in tasks.values():
            bars.update(task, completed=1.0)


def table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """All maps, one a line; a star before the one in force."""
    found = Table("", "map", "places", "routes", "MB", "data of", "from", box=None, pad_edge=False)
    for each in rows:
        star = "*" if each["in_use"] else ""
        if "error" in each:
            found.add_row(star, Text(each["name"]), Text(each["error"], style="red"))
        else:
            size = f"{each['bytes'] / MEGABYTE:.1f}"
            routes = "yes" if each["routing"] else "no"
            cells = (str(each["places"]), routes, size, each["source_date"], Text(each["source"]))
            found.add_row(star, Text(each["name"]), *cells)
    return found


def about(found: Manifest, size: int, in_force: bool) -> Table:
    """One map in full."""
    south, west, north, east = found.bounds
    kinds = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in found.by_kind.items())
    lines = {
        "map": found.name + (", in force" if in_force else ""),
        "places": f"{found.places}: {kinds}",
        "bounds": f"{south:.4f} to {north:.4f} north, {west:.4f} to {east:.4f} east",
        "routes": found.routing or "none",
        "note": found.note,
        "from": f"{found.source}, data of {found.source_date}, imported {found.imported}",
        "size": f"{size / MEGABYTE:.1f} MB, format {found.format}",
        "licence": f"{found.attribution}, {found.licence}",
    }
    page = Table(show_header=False, box=None, pad_edge=False)
    for label, text in lines.items():
        if text:
            page.add_row(label, Text(text))
    return page
