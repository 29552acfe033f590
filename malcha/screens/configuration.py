"""The configuration in force as a table, and every key as a table of Markdown for docs/configuration.md."""

from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from rich import box
from rich.table import Table
from rich.text import Text

from malcha.config.effective import DEFAULT, Effective, values
from malcha.config.keys import BUSES, KEYS, ROWS
from malcha.config.settings import Bus

ROOT = Path(__file__).parents[2]  # of the installation: what lies below is told relative to it
COLUMNS = ("key", "default", "what it is", "flag")


def configuration(config: Effective) -> Table:
    """Columns key, value, from. What was given stands out."""
    table = Table("key", "value", "from", box=box.SIMPLE_HEAD)
    for key, value in values(config.settings).items():
        origin = config.origins[key]
        shown = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
        table.add_row(Text(key), Text(shown), Text(origin), style="dim" if origin == DEFAULT else "")
    return table


def reference() -> str:
    """Every key, a table of Markdown for each table of malcha.toml, as docs/configuration.md has them."""
    tables: dict[str, list[str]] = {}
    for key, field in KEYS.items():
        tables.setdefault(key.rpartition(".")[0], []).append(row(key, field, flag_of(key, field)))
    for name, field in Bus.model_fields.items():
        tables.setdefault(BUSES, []).append(row(f"{BUSES}.<bus>.{name}", field, "--<bus>" if name == "channel" else ""))
    return "\n\n".join(section(table, lines) for table, lines in tables.items()) + "\n"


def section(table: str, lines: list[str]) -> str:
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"
    if not table:
        return "\n".join(["### At the top", "", head, *lines])
    name = f"[{table}.<bus>]" if table == BUSES else f"[{table}]"
    about = ROWS[table].description or (ROWS[table].annotation.__doc__ if ROWS[table].annotation else "") or ""
    return "\n".join([f"### {name}", "", about, "", head, *lines])


def row(key: str, field: FieldInfo, flag: str) -> str:
    cells = (f"`{key}`", default(field), description(field), f"`{flag}`" if flag else "")
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def flag_of(key: str, field: FieldInfo) -> str:
    """The flag of the verbs that the key is for; "" where there is only --set."""
    extra = field.json_schema_extra
    short = str(extra["flag"]) if isinstance(extra, dict) else ""
    return short or ("" if "." in key else "--" + key.replace("_", "-"))


def description(field: FieldInfo) -> str:
    """The help of a key, with the words that it may have if it does not tell them itself."""
    told = str(field.description)
    words = [str(choice) for choice in get_args(field.annotation)] if get_origin(field.annotation) is Literal else []
    return told if all(word in told for word in words) else f"{told} One of: {', '.join(words)}."


def default(field: FieldInfo) -> str:
    value = field.default
    if isinstance(value, Path):
        value = value.relative_to(ROOT) if value.is_relative_to(ROOT) else value
    if value is None or value == "":
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":  # the tables for the page, to be put there after a key has changed
    print(reference(), end="")
