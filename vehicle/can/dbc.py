"""The DBC files of a car, one for each bus, loaded strictly: ids, bits, ranges, units, senders, cycle times, bit rates.

A signal is named by its path "MESSAGE.SIGNAL" in DBC spelling; message names are unique over all buses of a car. A car is
a folder under vehicle/cars; the name of a file is the name of its bus.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cantools
from cantools.database.can import Database, Message, Signal
from cantools.database.errors import Error as CantoolsError

CARS = Path(__file__).parents[1] / "cars"  # one folder a car
GATEWAY = "VA"  # our node in the DBCs: the sender of the command frames


class DbcError(Exception):
    """A DBC is missing, does not parse, or contradicts another bus of the same car. Says which file and why."""


@dataclass(frozen=True)
class Wired:
    """A message and the bus it is on."""

    bus: str
    message: Message


class Dbc:
    """All buses of one car."""

    def __init__(self, directory: Path) -> None:
        """Reads every *.dbc of the folder. Raises DbcError with the file and the reason."""
        files = sorted(directory.glob("*.dbc"))
        if not files:
            raise DbcError(f"{directory}: no *.dbc in this folder, so the car {directory.name} has no bus")
        self.directory = directory
        self.buses = tuple(file.stem for file in files)
        self.messages: dict[str, Wired] = {}
        self._files = {file.stem: read(file) for file in files}
        self._bit_rates = {file.stem: bit_rate(file, self._files[file.stem]) for file in files}
        for file in files:
            for message in self._files[file.stem].messages:
                if message.name in self.messages:
                    raise DbcError(f"{file}: message {message.name} is on {self.messages[message.name].bus}, too")
                self.messages[message.name] = Wired(file.stem, message)
        self.by_id: dict[tuple[str, int], Message] = {
            (wired.bus, wired.message.frame_id): wired.message for wired in self.messages.values()
        }  # the same id may mean different things on two buses
        self._signals = {
            f"{name}.{found.name}": found for name, wired in self.messages.items() for found in wired.message.signals
        }
        self._raw: dict[str, dict[str, int]] = {}  # path -> {word: raw}

    @property
    def paths(self) -> Mapping[str, Signal]:
        """Every signal by its path."""
        return self._signals

    def bit_rate(self, bus: str) -> int:
        """bit/s of a bus."""
        return self._bit_rates[bus]

    def signal(self, path: str) -> Signal:
        """The cantools signal of a path; KeyError with the path if there is none."""
        try:
            return self._signals[path]
        except KeyError:
            raise KeyError(f"no signal {path} in the DBCs of {self.directory.name}") from None

    def words(self, path: str) -> Mapping[str, int]:
        """{word: raw value} of the signal's value table; empty where it has none."""
        if path not in self._raw:
            self._raw[path] = {str(word): raw for raw, word in (self.signal(path).choices or {}).items()}
        return self._raw[path]

    def raw_of(self, path: str, word: str) -> int:
        """Raw value of a word of the signal's value table; KeyError names both."""
        try:
            return self.words(path)[word]
        except KeyError:
            raise KeyError(f"{path} has no value {word!r}") from None

    def number_of(self, path: str, word: str) -> float:
        """Physical number of a word of the value table, in the signal's unit ("HI" -> 27.5)."""
        found = self.signal(path)
        return self.raw_of(path, word) * found.scale + found.offset

    def start(self, path: str) -> str | float:
        """The start value that the DBC gives a signal: a word where its table has one, else a number in its unit."""
        found = self.signal(path)
        raw = int(found.raw_initial or 0)
        if found.choices and raw in found.choices:
            return str(found.choices[raw])
        return raw * found.scale + found.offset

    def cycle(self, message: str) -> float:
        """s between two frames of a message; 0 for one that does not come in cycles."""
        return (self.messages[message].message.cycle_time or 0) / 1000

    def sent_by_gateway(self, message: str) -> bool:
        """May only the gateway send this message?"""
        return self.messages[message].message.senders == [GATEWAY]

    def attribute(self, message: str, name: str) -> str:
        """A text attribute that the DBC gives a message, "" where it does not."""
        found = self.messages[message].message.dbc
        return str(found.attributes[name].value) if found and name in found.attributes else ""


def read(file: Path) -> Database:
    """One file. Raises DbcError."""
    try:
        return cantools.database.load_file(file, strict=True)  # type: ignore[return-value]
    except (OSError, CantoolsError, UnicodeDecodeError, ValueError) as error:
        raise DbcError(f"{file}: {error}") from error


def bit_rate(file: Path, database: Database) -> int:
    """bit/s. Raises DbcError if the file does not say: a file that was cut off may still parse, and this stands behind
    the messages."""
    attributes = database.dbc.attributes if database.dbc else {}
    if "Baudrate" not in attributes:
        raise DbcError(f"{file}: no attribute Baudrate")
    return int(attributes["Baudrate"].value)


@cache
def of_car(name: str, cars: Path = CARS) -> Dbc:
    """The DBCs of a car by the name of its folder, loaded once (about 0.1 s). Raises DbcError."""
    return Dbc(cars / name)


def car_names(cars: Path = CARS) -> Sequence[str]:
    """The folders that are cars."""
    return sorted(folder.name for folder in cars.iterdir() if any(folder.glob("*.dbc")))
