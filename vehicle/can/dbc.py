"""The DBC files of a car, one for each bus, loaded strictly: ids, bits, ranges, units, senders, cycle times, bit rates.

A signal is named by its path "MESSAGE.SIGNAL" in DBC spelling; message names are unique over all buses of a car. A car
is a folder under vehicle/cars; each file is named after its bus.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cantools
from cantools.database.can import Database, Message, Signal
from cantools.database.errors import Error as CantoolsError

CARS = Path(__file__).parents[1] / "cars"  # one folder for each car
FASTEST = 1_000_000  # bit/s, of classic CAN (ISO 11898-2)
CYCLE = "GenMsgCycleTime"  # attribute of a message, ms
GATEWAY = "VA"  # name of the gateway in the DBCs, the sender of the command frames


class DbcError(Exception):
    """A DBC is missing, does not parse, or contradicts the DBC of another bus. The message says which file and why."""


@dataclass(frozen=True)
class BusMessage:
    """A message and the bus that it is sent on."""

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
        self.messages: dict[str, BusMessage] = {}
        self._files = {file.stem: read(file) for file in files}
        self._bit_rates = {file.stem: bit_rate(file, self._files[file.stem]) for file in files}
        for file in files:
            for message in self._files[file.stem].messages:
                check_cycle(file, message)
                if message.name in self.messages:
                    raise DbcError(f"{file}: message {message.name} is also on {self.messages[message.name].bus}")
                self.messages[message.name] = BusMessage(file.stem, message)
        self.by_id: dict[tuple[str, int], Message] = {
            (bus_message.bus, bus_message.message.frame_id): bus_message.message
            for bus_message in self.messages.values()
        }  # the key has the bus because two buses may use the same id for different messages
        self._signals = {
            f"{name}.{found.name}": found
            for name, bus_message in self.messages.items()
            for found in bus_message.message.signals
        }
        self._raw: dict[str, dict[str, int]] = {}  # path -> {word: raw}
        for path, found in self._signals.items():
            if (word := start_word(found)) and word not in self.words(path):
                raise DbcError(f"{directory}: StartWord of {path} is {word!r}, which its value table does not have")

    @property
    def paths(self) -> Mapping[str, Signal]:
        """Every signal by its path."""
        return self._signals

    def bit_rate(self, bus: str) -> int:
        """Bit rate of a bus in bit/s."""
        return self._bit_rates[bus]

    def signal(self, path: str) -> Signal:
        """The cantools signal of a path. Raises KeyError, with the path, if there is none."""
        try:
            return self._signals[path]
        except KeyError:
            raise KeyError(f"no signal {path} in the DBCs of {self.directory.name}") from None

    def words(self, path: str) -> Mapping[str, int]:
        """{word: raw value} of the signal's value table; empty if it has none."""
        if path not in self._raw:
            self._raw[path] = {str(word): raw for raw, word in (self.signal(path).choices or {}).items()}
        return self._raw[path]

    def raw_of(self, path: str, word: str) -> int:
        """Raw value of a word in the signal's value table. Raises KeyError with signal and word."""
        try:
            return self.words(path)[word]
        except KeyError:
            raise KeyError(f"{path} has no value {word!r}") from None

    def number_of(self, path: str, word: str) -> float:
        """Physical number of a word of the value table, in the signal's unit ("HI" -> 27.5)."""
        found = self.signal(path)
        return self.raw_of(path, word) * found.scale + found.offset

    def start(self, path: str) -> str | float:
        """The start value of a signal: a word if its value table has one for it, else a number in the signal's unit.

        A word that means no number, such as no_change, lies outside the signal's range. The attribute StartWord says
        it, because GenSigStartValue has to lie within the range: strict readers of DBC files refuse or replace others.
        """
        found = self.signal(path)
        if word := start_word(found):
            return word
        raw = int(found.raw_initial or 0)
        if found.choices and raw in found.choices:
            return str(found.choices[raw])
        return raw * found.scale + found.offset

    def cycle(self, message: str) -> float:
        """Cycle time of a message in s; 0 if it is not sent cyclically."""
        return (self.messages[message].message.cycle_time or 0) / 1000

    def sent_by_gateway(self, message: str) -> bool:
        """Is the gateway the only sender of this message?"""
        return self.messages[message].message.senders == [GATEWAY]

    def attribute(self, message: str, name: str) -> str:
        """A text attribute of a message, "" if it is not set."""
        found = self.messages[message].message.dbc
        return str(found.attributes[name].value) if found and name in found.attributes else ""


def start_word(found: Signal) -> str:
    """The attribute StartWord of a signal, "" if it is not set."""
    attributes = found.dbc.attributes if found.dbc else {}
    return str(attributes["StartWord"].value) if "StartWord" in attributes else ""


def read(file: Path) -> Database:
    """Parses one DBC file. Raises DbcError."""
    try:
        return cantools.database.load_file(file, strict=True)  # type: ignore[return-value]
    except (OSError, CantoolsError, UnicodeDecodeError, ValueError) as error:
        raise DbcError(f"{file}: {error}") from error


def bit_rate(file: Path, database: Database) -> int:
    """Bit rate in bit/s, from the attribute Baudrate.

    Raises DbcError without it. A truncated file may still parse; as this attribute follows the messages, the truncation
    is noticed here.
    """
    attributes = database.dbc.attributes if database.dbc else {}
    if "Baudrate" not in attributes:
        raise DbcError(f"{file}: no attribute Baudrate")
    rate = int(attributes["Baudrate"].value)
    if not 0 < rate <= FASTEST:
        raise DbcError(f"{file}: Baudrate is {rate}, but must be 1 to {FASTEST} bit/s")
    return rate


def check_cycle(file: Path, message: Message) -> None:
    """Raises DbcError for a cycle time that is none. What is not sent cyclically has no such attribute."""
    attributes = message.dbc.attributes if message.dbc else {}
    cycle = attributes[CYCLE].value if CYCLE in attributes else 1
    if isinstance(cycle, str) or not cycle > 0:
        why = "must be above 0 ms; a message that is not sent cyclically has no such attribute"
        raise DbcError(f"{file}: {CYCLE} of {message.name} is {cycle}, but {why}")


@cache
def of_car(name: str, cars: Path = CARS) -> Dbc:
    """The DBCs of a car by its folder name, loaded once (about 0.1 s). Raises DbcError."""
    return Dbc(cars / name)


def car_names(cars: Path = CARS) -> Sequence[str]:
    """Names of the folders that have a DBC: the cars."""
    return sorted(folder.name for folder in cars.iterdir() if any(folder.glob("*.dbc")))
