"""The car's engine and the server's in one process: what a driver gets while the server is there, without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.values import Context, Understanding
from malcha.config.effective import Effective
from malcha.config.settings import MODEL, SERVER_MODEL, Settings
from nlu.engine.description import LABELS, Catalogue, check_alike, read_description
from nlu.engine.engine import Engine, ModelError
from vehicle.turn.own_engine_first import is_sure, surer


@dataclass(frozen=True)
class BothEngines:
    """Understands as the gateway does, and can be scored like one engine."""

    own: Engine
    server: Engine

    @property
    def catalogue(self) -> Catalogue:
        return self.own.catalogue

    @property
    def model_version(self) -> str:
        return f"{self.own.model_version} and {self.server.model_version}"

    @property
    def threshold(self) -> float:
        """The car's: the server's may differ."""
        return self.own.threshold

    def with_threshold(self, threshold: float) -> "BothEngines":
        return BothEngines(self.own.with_threshold(threshold), self.server.with_threshold(threshold))

    def understand(self, text: str | Sequence[tuple[str, float]], context: Context | None = None) -> Understanding:
        """As Engine.understand; the server's engine is asked only where the car's is not sure."""
        mine = self.own.understand(text, context)
        return mine if is_sure(mine) else surer(mine, self.server.understand(text, context))


def server_model(settings: Settings) -> Path:
    """The directory of the server's model: the larger one that ships goes with the car's model that ships."""
    return settings.nlu.model or (SERVER_MODEL if settings.model.resolve() == MODEL.resolve() else settings.model)


def server_engine(config: Effective) -> Engine:
    """The server's engine. Raises ConfigError where its model cannot be used, or its labels are not the car's."""
    car, path = config.settings.model, server_model(config.settings)
    with config.naming("model" if path == car else "nlu.model", ModelError):
        engine = Engine.load(path)
        if path != car:
            check_alike(engine.description, read_description(car / LABELS))
    return engine


def engine(config: Effective, alone: bool) -> Engine | BothEngines:
    """The car's engine; with the server's unless `alone`, or unless that one is the same.

    Raises ModelError, and ConfigError as server_engine.
    """
    car = config.settings.model
    own = Engine.load(car)
    return own if alone or server_model(config.settings) == car else BothEngines(own, server_engine(config))
