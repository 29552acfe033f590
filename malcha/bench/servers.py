"""The gateway of a benchmark, with a schedule of its own: what the user has scheduled is neither read nor done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from malcha.run.children import process


@contextmanager
def gateway(*options: str) -> Iterator[str]:
    """The address of a gateway with the simulated car, a process of its own. Raises StartError."""
    with (
        TemporaryDirectory() as folder,
        process("vehicle", "serve", "--address", "127.0.0.1:0", *scheduled_in(folder), *options) as address,
    ):
        yield address


def scheduled_in(folder: str) -> tuple[str, str]:
    """The option that keeps the schedule in this folder."""
    return "--schedule", str(Path(folder) / "schedule.sqlite3")
