"""The interface between the simulated car and the ECUs that a car folder builds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import can

from sim_can.ecus.drive import Driving
from sim_can.ecus.following import Following
from sim_can.ecus.geography import Position
from sim_can.ecus.panes import Panes
from vehicle.can.values import SignalValue

Handler = Callable[[Mapping[str, SignalValue]], str]  # the values of a command -> why it is rejected, or "none"


class Guide(Protocol):
    """What guides in a car with navigation."""

    @property
    def here(self) -> Position: ...

    @property
    def unrouted(self) -> tuple[Position, ...]:
        """The stops that were commanded and have no way yet; empty where there is a way, or nothing is guided."""

    def follow(self, legs: Sequence[Sequence[Position]], speeds: Sequence[float] = ()) -> Following | None:
        """The way to the stops; see Car.follow."""

    def frames(self) -> list[can.Message]:
        """Frames of the text link to the cluster that are due."""


class Ecus(Protocol):
    """All ECUs of one car."""

    @property
    def driving(self) -> Driving: ...

    @property
    def navigation(self) -> Guide | None: ...

    @property
    def panes(self) -> Panes: ...

    @property
    def steps(self) -> Sequence[Callable[[float], None]]:
        """Functions that let so many seconds pass, called in this order."""

    @property
    def commands(self) -> Mapping[str, Handler]:
        """{command message: handler for what it does beyond the table of effects}."""
