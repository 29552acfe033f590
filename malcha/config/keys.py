"""The keys by their full names (gateway.rate), what a name may mean, and the error for one that means nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from malcha.config.settings import Bus, Settings

BUSES = "buses"
COMMON = (*Bus.model_fields, "bitrate")  # arguments of a bus that a near miss is compared with
CLOSE, CLOSE_ARGUMENT = 0.75, 0.8  # of difflib; python-can's own names lie below it (data_bitrate to bitrate: 0.74)
FREE = FieldInfo(annotation=object, description="Keyword argument of the python-can interface.")


class ConfigError(Exception):
    """A configuration that cannot be used: one line with file and line (variable, flag), key, and what is allowed."""


@dataclass(frozen=True)
class Given:
    """A value and where it was given: "malcha.toml line 12", "environment MALCHA_CAR", "flag --car"."""

    value: object
    origin: str


Layer = Mapping[str, Given]  # by key: what one source gives


def rows(model: type[BaseModel], table: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key below a model, tables before their keys."""
    for name, field in model.model_fields.items():
        yield table + name, field
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from rows(field.annotation, f"{table}{name}.")


ROWS = dict(rows(Settings))
TABLES = {table for table in ROWS if any(key.startswith(f"{table}.") for key in ROWS)} | {BUSES}
KEYS = {key: field for key, field in ROWS.items() if key not in TABLES}  # the arguments of buses aside


def is_table(key: str) -> bool:
    """Is this a table: [gateway], [buses], [buses.ccan]?"""
    return key in TABLES or (key.startswith(f"{BUSES}.") and key.count(".") == 1)


def field_of(key: str) -> FieldInfo | None:
    """The key's field, None for an unknown key. A bus takes any argument, but for near misses of the usual ones."""
    if key in KEYS:
        return KEYS[key]
    table, *rest = key.split(".")
    if table != BUSES or len(rest) != 2 or not all(rest):
        return None
    name = rest[1]
    if name not in COMMON and get_close_matches(name, COMMON, 1, CLOSE_ARGUMENT):
        return None
    return Bus.model_fields.get(name, FREE)


def near(key: str) -> list[str]:
    """Keys that may have been meant: those of the same last name, else the closest one."""
    table, _, name = key.rpartition(".")
    if table.startswith(f"{BUSES}."):
        return [f"{table}.{found}" for found in get_close_matches(name, COMMON, 1, CLOSE_ARGUMENT)]
    if same := [known for known in KEYS if known.rpartition(".")[2] == name]:
        return same
    names = {known.rpartition(".")[2]: known for known in KEYS}
    return get_close_matches(key, ROWS, 1, CLOSE) or [
        names[found] for found in get_close_matches(name, names, 1, CLOSE)
    ]


def unknown(key: str, origin: str) -> ConfigError:
    """The error for what is no key: what was perhaps meant, and what is allowed there."""
    if is_table(key):
        inside = [known for known in KEYS if known.startswith(f"{key}.")] or [
            f"{BUSES}.<bus>.{name}" for name in COMMON
        ]
        return ConfigError(f"{origin}: {key} is a table, not a key. Allowed: {', '.join(inside)}")
    table = key.rpartition(".")[0]
    while table and not is_table(table):
        table = table.rpartition(".")[0]
    if table == BUSES:
        allowed = "a table for each bus, with interface, channel and python-can's further arguments"
    elif table.startswith(f"{BUSES}."):
        allowed = "interface, channel and python-can's further arguments"
    else:
        allowed = ", ".join(known.rpartition(".")[2] for known in ROWS if known.rpartition(".")[0] == table)
    meant = f", did you mean {' or '.join(found)}?" if (found := near(key)) else "."
    return ConfigError(f"{origin}: no key {key}{meant} Allowed {f'in [{table}]' if table else 'at the top'}: {allowed}")
