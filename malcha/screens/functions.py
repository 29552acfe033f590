"""What a car can be asked for, as a table."""

from collections.abc import Iterable

from rich import box
from rich.table import Column, Table

from malcha.v1 import catalogue_pb2


def functions(car: str, rows: Iterable[catalogue_pb2.FunctionInfo]) -> Table:
    """A line a function: its ops, zones, numbers and words, and what has to hold before it is done."""
    name = Column("function", no_wrap=True)
    title = f"What the {car} can be asked for"
    table = Table(name, "ops", "zones", "value", "asked for", title=title, box=box.SIMPLE_HEAD)
    for row in rows:
        limits = "; ".join(map(in_words, row.ranges)) or row.kind
        value = f"{limits} {' '.join(row.words)}".strip()
        table.add_row(row.name, " ".join(row.ops), " ".join(row.zones), value, "; ".join(conditions(row)))
    return table


def in_words(limits: catalogue_pb2.Range) -> str:
    """ "17 to 27 degC, step 0.5"."""
    return f"{limits.lowest:g} to {limits.highest:g} {limits.unit}, step {limits.step:g}"


def conditions(row: catalogue_pb2.FunctionInfo) -> list[str]:
    needs = [f"{need.op}: {need.condition}" for need in row.needs]
    needs += [f"{op} asks first" for op in row.asks]
    return [*needs, *([] if row.fitted else ["not fitted"]), *([] if row.spoken else ["not by speech"])]
