"""What questions and searches may ask of guidance by road: the drive as it is now, and other ways."""

from typing import Protocol

from navigation.drive import GuidedDrive
from navigation.places import Place
from navigation.routing.protocol import Point, Preference, Route
from navigation.stops import Stops


class Roads(Protocol):
    """For any thread. Nothing here changes what is guided."""

    @property
    def drive(self) -> GuidedDrive | None:
        """None while nothing is guided, or by a straight line."""

    @property
    def stops(self) -> Stops:
        """Those still to come, the destination last; also of a drive by a straight line."""

    @property
    def preference(self) -> Preference: ...

    def route(self, stops: Stops, prefer: Preference) -> Route | None:
        """The best way through these stops as the car heads now, which is not driven; None where none is known."""

    def best_order(self, here: Point) -> Stops | None:
        """The stops in the order that takes the least time, the destination last; None where that is not known."""

    def look(self) -> None:
        """Take in at once what the car reports of the stops: it reports only the one that was commanded last."""

    def called(self, at: Point) -> Place | None:
        """What a stop there was called when it was set."""
