"""Configurations for tests that run the real stack: nothing comes from files or the environment."""

from collections.abc import Mapping

from malcha.config.effective import Effective, fixed
from malcha.run.buses import plan
from vehicle.can.dbc import of_car

NOTHING: Mapping[str, object] = {}


def own(name: str, car: str = "genesis_g70") -> dict[str, str]:
    """Virtual channels that nobody else is on, by bus."""
    return {bus: f"{name} {bus}" for bus in of_car(car).buses}


def alone(channels: Mapping[str, str], interface: str = "virtual", more: Mapping[str, object] = NOTHING) -> Effective:
    """A gateway without NLU server, engine and routes on these channels; `more` are further keys."""
    buses = {f"buses.{bus}.channel": channel for bus, channel in channels.items()}
    quiet = {"gateway.nlu": "", "gateway.engine": False, "gateway.routes": False}
    return fixed({"interface": interface, **quiet, **buses, **more})


def plans(config: Effective):
    """The buses of a configuration, as they will be opened."""
    return plan(config, of_car(config.settings.car))
