"""A car: its DBCs, its functions, and its status signals by meaning (ignition, gear, speed).

A car is a folder under vehicle/cars with its *.dbc files and a wiring.py, which has WIRING (function -> Wiring) and
SIGNALS. `load` builds the car and checks that every signal, word and number of the wiring is in the DBCs.
"""

import runpy
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vehicle.can.codec import Codec
from vehicle.can.dbc import CARS, GATEWAY, Dbc, car_names
from vehicle.can.dbc import of_car as dbc_of
from vehicle.cars.function import Function, WiringError, fitted, signals_of, written_by
from vehicle.cars.signals import Signals, paths_of
from vehicle.cars.wiring import Wire, Wiring, Write
from vehicle.catalogue.row import QUERY
from vehicle.catalogue.table import CATALOGUE


class CarError(Exception):
    """A car folder that cannot be used. The message says which file and row."""


@dataclass(frozen=True)
class Car:
    """Everything that the gateway knows about one car."""

    name: str
    dbc: Dbc
    codec: Codec
    functions: Mapping[str, Function]
    signals: Signals

    @property
    def command_signals(self) -> frozenset[str]:
        """Paths of all signals that the gateway may write: those of the functions, and those that report listening
        or show a route."""
        paths = {*self.signals.listening, self.signals.phone_activity, *self.signals.guide.values()} - {""}
        return frozenset(paths.union(*(written_by(function) for function in self.functions.values())))

    @property
    def statuses(self) -> Mapping[str, tuple[Function, str]]:
        """{path of a status signal: (function, zone) that it shows}; the last function if two share the signal.

        The zone is its name in the wiring: a zone of the car, the band of a radio station, or "".
        """
        return {
            wire.status: (function, zone)
            for function in self.functions.values()
            for zone, wire in function.wires.items()
            if wire.status
        }

    def movements(self) -> list[tuple[Function, str, Wire]]:
        """[(function, zone, wire)] of all that can be stopped while it moves, in the order of the catalogue."""
        wires = ((each, zone, wire) for each in self.functions.values() for zone, wire in each.wires.items())
        return [(function, zone, wire) for function, zone, wire in wires if wire.movement]

    def limits(self, function: Function) -> tuple[float, float, float] | None:
        """(lowest, highest, step) of the spoken number in the function's unit, from the DBC; None without a number."""
        if function.value is None or function.value.kind not in ("number", "percent", "count") or not function.wires:
            return None
        if function.value.kind == "percent":
            return 0.0, 100.0, 1.0
        found = self.dbc.signal(next(iter(function.wires.values())).command)
        low = function.words.get("min", found.minimum)
        low = float(low) if isinstance(low, int | float) else float(found.minimum or 0)
        return low, float(found.maximum or 0), float(found.scale)

    def unit(self, function: Function) -> str:
        """Unit of the spoken number as in the DBC (degC, %, level, MHz), or ""."""
        if function.value is None or not function.wires:
            return ""
        if function.value.kind == "percent":
            return "%"
        wire = next(iter(function.wires.values()))
        return str(self.dbc.signal(wire.command or wire.status).unit or "")

    def keyed(self) -> Mapping[str, Wire]:
        """{path of a command signal with an absolute value: its wire}, of the wires that also have up/down keys."""
        wires = (wire for function in self.functions.values() for wire in function.wires.values())
        return {wire.command: wire for wire in wires if wire.keys}


@cache
def load(name: str, cars: Path = CARS) -> Car:
    """The car of this folder, loaded once. Raises CarError with file and row, DbcError for its DBCs."""
    if name not in car_names(cars) and not (cars / name / "wiring.py").exists():
        raise CarError(f"there is no car {name!r}: only {', '.join(car_names(cars))}")
    dbc, file = dbc_of(name, cars), cars / name / "wiring.py"
    if not file.exists():
        raise CarError(f"{file}: the car {name} has DBCs and no wiring")
    try:
        found = runpy.run_path(str(file))
    except SyntaxError as error:
        raise CarError(f"{error.filename} line {error.lineno}: {error.msg}") from error
    except Exception as error:  # a mistake in the Python of the car's folder
        frames = traceback.extract_tb(error.__traceback__)
        own = [
            f"{frame.filename} line {frame.lineno}" for frame in frames if Path(frame.filename).parent == file.parent
        ]
        raise CarError(f"{own[-1] if own else file}: {type(error).__name__}: {error}") from error
    if missing := {"WIRING", "SIGNALS"} - found.keys():
        raise CarError(f"{file}: no {' and no '.join(sorted(missing))} in it")
    return build(name, dbc, found["WIRING"], found["SIGNALS"])


def build(name: str, dbc: Dbc, wiring: Mapping[str, Wiring], signals: Signals) -> Car:
    """Builds a car from its parts and checks it. Raises CarError."""
    where = f"{dbc.directory / 'wiring.py'}"
    if unknown := sorted(wiring.keys() - CATALOGUE.keys()):
        raise CarError(f"{where}: the catalogue has no function {', '.join(unknown)}")
    try:
        functions = {row.name: fitted(row, wiring.get(row.name)) for row in CATALOGUE.values()}
    except WiringError as error:
        raise CarError(f"{where}: {error}") from error
    for function in functions.values():
        check_function(where, dbc, function)
    for path, word in ((signals.ignition, "on"), (signals.gear, "P")):
        if path in dbc.paths and word not in dbc.words(path):
            raise CarError(f"{where}: SIGNALS names {path}, which has no word {word!r} in the DBC")
    for path in paths_of(signals):
        if path not in dbc.paths:
            raise CarError(f"{where}: SIGNALS names {path}, which is in no DBC of this car")
    return Car(name, dbc, Codec(dbc), functions, signals)


def check_function(where: str, dbc: Dbc, function: Function) -> None:
    """Checks that each signal of a function is in the DBCs, has the right sender, and can carry its values.

    Raises CarError.
    """
    row, radio = f"{where}: {function.name}", function.value is not None and function.value.kind == "frequency"
    if not isinstance(function.deadline, int | float) or not function.deadline > 0:
        raise CarError(f"{row}: deadline is {function.deadline!r}, but must be a number of seconds above 0")
    asked = function.ops.get("query") == QUERY and function.fitted and not (function.wires or function.answer)
    if asked and not function.agent and not function.is_dialog and not isinstance(function.ops.get("on"), Write):
        raise CarError(f"{row}: it may be asked about, and neither a wire nor its op on says how it is")
    for zone in function.wires:
        known = ("fm", "am") if radio else function.zones
        if zone and zone not in known:
            raise CarError(f"{row}: the catalogue has no zone {zone!r} for it, only {', '.join(known) or 'none'}")
    for path, command, values in signals_of(function):
        if path not in dbc.paths:
            raise CarError(f"{row} names the signal {path}, which is in no DBC of this car")
        senders = dbc.messages[path.partition(".")[0]].message.senders
        if command != (GATEWAY in senders):
            side = "command" if command else "status"
            raise CarError(f"{row}: {path} is sent by {', '.join(senders)}, so it is not a {side} signal")
        for value in values:
            if isinstance(value, str):
                if not value.startswith("<") and value not in dbc.words(path):
                    raise CarError(f"{row}: {path} has no value {value!r} in the DBC")
            elif not in_range(dbc, path, value):
                raise CarError(f"{row}: {path} cannot carry {value:g} by the DBC")


def in_range(dbc: Dbc, path: str, value: float) -> bool:
    """Is this number in the range of the signal?"""
    found = dbc.signal(path)
    return float(found.minimum or 0) <= value <= float(found.maximum or 0)
