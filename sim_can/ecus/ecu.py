"""The interface between the simulated car and the ECUs that a car folder builds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from sim_can.ecus.drive import Drive
from sim_can.ecus.panes import Panes
from vehicle.can.values import SignalValue

Handler = Callable[[Mapping[str, SignalValue]], str]  # the values of a command -> why it is rejected, or "none"


class Ecus(Protocol):
    """All ECUs of one car."""

    @property
    def driving(self) -> Drive: ...

    @property
    def panes(self) -> Panes: ...

    @property
    def steps(self) -> Sequence[Callable[[float], None]]:
        """Functions that let so many seconds pass, called in this order."""

    @property
    def commands(self) -> Mapping[str, Handler]:
        """{command message: handler for what it does beyond the table of effects}."""
