"""What is looked at before a bus is opened: the car, its words in every language, places, drive profile and faults."""

import stat
from dataclasses import dataclass

from malcha.config.effective import Effective
from malcha.run.buses import VIRTUAL, BusPlan, plan
from malcha.run.children import StartError
from malcha.run.places import places
from navigation.atlas import Atlas
from vehicle.can.dbc import car_names
from vehicle.cars import car as cars
from vehicle.cars.car import Car
from vehicle.replies.check import missing


@dataclass(frozen=True)
class Checked:
    """What the configuration names, found and fit to be used."""

    car: Car
    atlas: Atlas
    buses: dict[str, BusPlan]

    @property
    def virtual(self) -> bool:
        """Are all buses inside this process, so that the simulated car must be, too?"""
        return all(bus.interface == VIRTUAL for bus in self.buses.values())


def checked(config: Effective) -> Checked:
    """Raises ConfigError, CarError and DbcError (with file and row), PlacesError, StartError."""
    for key in ("recording.log", "recording.audit"):
        refuse_pipe(config, key)
    car = load_car(config)
    if words := missing(car):
        more = f"; and {len(words) - 1} more" if len(words) > 1 else ""
        raise StartError(f"words are missing for the car {car.name}: {words[0]}{more}")
    return Checked(car, places(config), plan(config, car.dbc))


def refuse_pipe(config: Effective, key: str) -> None:
    """Raises ConfigError for a pipe: opening one without a reader waits for ever, and a reader that stops reading would
    hold up the reception of frames."""
    file = getattr(config.settings.recording, key.removeprefix("recording."))
    try:
        pipe = file is not None and stat.S_ISFIFO(file.stat().st_mode)
    except OSError:
        return  # it is not there yet, or cannot be: opening it says why
    if pipe:
        raise config.error(key, "must be a file: a pipe (FIFO) holds up the car while nobody reads it")


def load_car(config: Effective) -> Car:
    """Raises ConfigError for a name that is no car, CarError, DbcError."""
    name = config.settings.car
    if name not in car_names():
        raise config.error("car", f"must be one of: {', '.join(car_names())}")
    return cars.load(name)


def refuse_elsewhere(config: Effective, found: Checked) -> None:
    """A simulated car that is not in this process cannot be told what to do. Raises ConfigError."""
    for key in ("simulation.profile", "simulation.faults", "simulation.seed"):
        if not found.virtual and config.origins.get(key, "").startswith("flag"):
            raise config.error(key, "the simulated car is in another process: give it to malcha sim")
