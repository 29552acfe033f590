"""The car's engine and a larger one of the server in one process: what a driver gets while the server is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from contract.values import Context, Understanding
from malcha.config.effective import Effective
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


def server_engine(config: Effective) -> Engine:
    """The server's engine. Raises ConfigError where its model cannot be used, or its labels are not the car's."""
    car, larger = config.settings.model, config.settings.nlu.model
    with config.naming("nlu.model" if larger else "model", ModelError):
        engine = Engine.load(larger or car)
        if larger:
            check_alike(engine.description, read_description(car / LABELS))
    return engine


def engine(config: Effective) -> Engine | BothEngines:
    """The car's engine; where the server has a model of its own, both. Raises ModelError; ConfigError as above."""
    own = Engine.load(config.settings.model)
    return BothEngines(own, server_engine(config)) if config.settings.nlu.model else own
