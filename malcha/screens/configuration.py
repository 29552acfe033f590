"""`malcha config`: every key with its value and where that came from, as a table for people."""

from rich import box
from rich.table import Table
from rich.text import Text

from malcha.config.effective import DEFAULT, Effective, values


def configuration(config: Effective) -> Table:
    """Columns key, value, from. What was given stands out."""
    table = Table("key", "value", "from", box=box.SIMPLE_HEAD)
    for key, value in values(config.settings).items():
        origin = config.origins[key]
        shown = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
        table.add_row(Text(key), Text(shown), Text(origin), style="dim" if origin == DEFAULT else "")
    return table
