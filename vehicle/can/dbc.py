"""The wire's truth: ccan.dbc and mcan.dbc, loaded once and strictly.

A signal is named by its path "MESSAGE.SIGNAL" in DBC spelling; message names are unique over both buses.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cantools
from cantools.database.can import Database, Message, Signal
from cantools.database.errors import Error as CantoolsError

BUSES = ("ccan", "mcan")
HERE = Path(__file__).parents[1] / "cars" / "genesis_g70"


class DbcError(Exception):
    """A DBC is missing, does not parse, or contradicts the other bus."""


@dataclass(frozen=True)
class Wired:
    """A message and the bus it is on."""

    bus: str
    message: Message


def load(directory: Path = HERE) -> dict[str, Wired]:
    """{message name: Wired} of both buses. Raises DbcError with the file and the reason."""
    messages: dict[str, Wired] = {}
    for bus in BUSES:
        bit_rate(bus, directory)  # stands behind the messages: a file that was cut off may still parse
        for message in read(directory, bus).messages:
            if message.name in messages:
                raise DbcError(f"{directory / bus}.dbc: message {message.name} is on both buses")
            messages[message.name] = Wired(bus, message)
    return messages


@cache
def read(directory: Path, bus: str) -> Database:
    """One file, read once. Raises DbcError."""
    path = directory / f"{bus}.dbc"
    try:
        return cantools.database.load_file(path, strict=True)  # type: ignore[return-value]
    except (OSError, CantoolsError, UnicodeDecodeError, ValueError) as error:
        raise DbcError(f"{path}: {error}") from error


@cache
def messages() -> dict[str, Wired]:
    """The project's own DBCs, loaded once (about 0.1 s)."""
    return load()


@cache
def bit_rate(bus: str, directory: Path = HERE) -> int:
    """bit/s of a bus. Raises DbcError if its file does not say."""
    attributes = read(directory, bus).dbc.attributes  # type: ignore[union-attr]
    if "Baudrate" not in attributes:
        raise DbcError(f"{directory / bus}.dbc: no attribute Baudrate")
    return int(attributes["Baudrate"].value)


@cache
def by_id() -> dict[tuple[str, int], Message]:
    """{(bus, 11-bit id): message}; the same id means different things on the two buses."""
    return {(wired.bus, wired.message.frame_id): wired.message for wired in messages().values()}


@cache
def signal(path: str) -> Signal:
    """The cantools signal of a path; KeyError with the path if there is none."""
    message, _, name = path.partition(".")
    try:
        return messages()[message].message.get_signal_by_name(name)
    except KeyError:
        raise KeyError(f"no signal {path} in the DBCs") from None


@cache
def raw_of(path: str, word: str) -> int:
    """Raw value of a word of the signal's value table; KeyError names both."""
    for raw, choice in (signal(path).choices or {}).items():
        if str(choice) == word:
            return raw
    raise KeyError(f"{path} has no value {word!r}")


@cache
def number_of(path: str, word: str) -> float:
    """Physical number of a word of the value table, in the signal's unit ("HI" -> 27.5)."""
    found = signal(path)
    return raw_of(path, word) * found.scale + found.offset


@cache
def start(path: str) -> str | float:
    """The start value that the DBC gives a signal: a word where its table has one, else a number in its unit."""
    found = signal(path)
    raw = int(found.raw_initial or 0)
    if found.choices and raw in found.choices:
        return str(found.choices[raw])
    return raw * found.scale + found.offset
