"""The MODEL that each folder of sim_can/cars defines, and its lookup by the folder's name."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sim_can.ecus import drive_profiles
from sim_can.ecus.drive import Names as DriveNames
from sim_can.ecus.drive_profiles import Limits, Profile
from sim_can.ecus.ecu import Ecus
from sim_can.frames.signals import Repeats, Signals
from sim_can.frames.texts import Texts
from vehicle.can.dbc import of_car

HERE = Path(__file__).parent


class UnknownCar(ValueError):
    """There is no simulated car of this name."""


@dataclass(frozen=True)
class Model:
    """One simulated car. `ecus` builds its ECUs; it gets None as texts if the DBC has no text link."""

    status_of: Mapping[str, str]  # command signal -> status signal that takes its word or number
    repeats: Repeats
    drive: DriveNames
    ecus: Callable[[Signals, Texts | None, Profile | None], Ecus]


def names() -> list[str]:
    """Names of the simulated cars."""
    return sorted(folder.parent.name for folder in HERE.glob("*/__init__.py"))


def model(name: str) -> Model:
    """The MODEL of sim_can/cars/<name>. Raises UnknownCar."""
    if name not in names():
        raise UnknownCar(f"there is no simulated car {name!r}: only {', '.join(names())}")
    found: Model = importlib.import_module(f"sim_can.cars.{name}").MODEL
    return found


def limits(name: str) -> Limits:
    """Limits of this car for drive profiles. Raises UnknownCar, DbcError."""
    drive = model(name).drive
    return drive_profiles.limits(of_car(name), drive.wheels[0], drive.gear, drive.light)


def profile(name: str, car: str) -> Profile:
    """A drive profile, built in or a file, for this car. Raises ProfileError, UnknownCar, DbcError."""
    return drive_profiles.load(name, limits(car))
