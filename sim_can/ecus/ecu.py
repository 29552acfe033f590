"""What the simulated car asks of the ECUs that a car folder builds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sim_can.ecus.drive import Drive
from sim_can.ecus.panes import Panes
from vehicle.can.values import SignalValue

Handler = Callable[[Mapping[str, SignalValue]], str]  # the values of a command -> why it is rejected, or "none"


class Ecus(Protocol):
    """All ECUs of one car; what else they are is between the car's folder and its tests."""

    @property
    def driving(self) -> Drive: ...

    @property
    def panes(self) -> Panes: ...

    @property
    def steps(self) -> Sequence[Callable[[float], None]]:
        """Each lets so many seconds pass; in this order."""

    @property
    def commands(self) -> Mapping[str, Handler]:
        """message -> what it does beyond the table of effects"""
