"""What a command does by the car's table alone: the status that takes its value, and the values that are refused."""

from collections.abc import Mapping

from vehicle.can.dbc import Dbc
from vehicle.can.values import KNOWN_GAPS, SignalValue


class Effects:
    """`status_of` is command signal -> the status that takes its word or number; "no_change" leaves it."""

    def __init__(self, dbc: Dbc, status_of: Mapping[str, str]) -> None:
        self.dbc = dbc
        self._followers: dict[str, list[tuple[str, str]]] = {}  # message -> [(command signal, status path)]
        for path, status in status_of.items():
            message, _, name = path.partition(".")
            self._followers.setdefault(message, []).append((name, status))
        self._limits: dict[str, list[tuple[str, bool, float, float]]] = {}

    @property
    def messages(self) -> tuple[str, ...]:
        """The command messages of the table."""
        return tuple(self._followers)

    def of(self, message: str, values: Mapping[str, SignalValue]) -> list[tuple[str, SignalValue]]:
        """[(status path, its new value)] of a command that is taken."""
        return [
            (status, values[name]) for name, status in self._followers.get(message, ()) if values[name] != "no_change"
        ]

    def refused(self, message: str, values: Mapping[str, SignalValue]) -> bool:
        """Does a command carry a value that its table does not name, out of its range, or marked invalid?"""
        for name, only_words, low, high in self._limits_of(message):
            value = values[name]
            if isinstance(value, str):
                if value in KNOWN_GAPS:
                    return True
            elif only_words or not low <= value <= high:
                return True
        return False

    def _limits_of(self, message: str) -> list[tuple[str, bool, float, float]]:
        """[(signal, only words?, lowest, highest)]. Only words: its table names states, and it has no unit."""
        if message not in self._limits:
            rows = []
            for found in self.dbc.messages[message].message.signals:
                states = set(self.dbc.words(f"{message}.{found.name}")) - {"no_change", *KNOWN_GAPS}
                only_words = bool(states) and not found.unit
                rows.append((found.name, only_words, float(found.minimum or 0), float(found.maximum or 0)))
            self._limits[message] = rows
        return self._limits[message]
