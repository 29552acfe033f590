"""Effects of commands by the car's table: the status signal that takes the value, and the values that are refused."""

from collections.abc import Mapping

from vehicle.can.dbc import Dbc
from vehicle.can.values import KNOWN_GAPS, SignalValue


class Effects:
    """`status_of`: command signal -> status signal that takes its word or number; "no_change" leaves it unchanged."""

    def __init__(self, dbc: Dbc, status_of: Mapping[str, str]) -> None:
        self.dbc = dbc
        self._by_message: dict[str, list[tuple[str, str]]] = {}  # message -> [(command signal, status path)]
        for path, status in status_of.items():
            message, _, name = path.partition(".")
            self._by_message.setdefault(message, []).append((name, status))
        self._limits: dict[str, list[tuple[str, bool, float, float]]] = {}

    @property
    def messages(self) -> tuple[str, ...]:
        """The command messages of the table."""
        return tuple(self._by_message)

    def of(self, message: str, values: Mapping[str, SignalValue]) -> list[tuple[str, SignalValue]]:
        """[(status path, new value)] of an accepted command."""
        return [
            (status, values[name]) for name, status in self._by_message.get(message, ()) if values[name] != "no_change"
        ]

    def refused(self, message: str, values: Mapping[str, SignalValue]) -> bool:
        """Does a command have a value that is not in its value table, is out of range, or is marked invalid?"""
        for name, only_words, low, high in self._limits_of(message):
            value = values[name]
            if isinstance(value, str):
                if value in KNOWN_GAPS:
                    return True
            elif only_words or not low <= value <= high:
                return True
        return False

    def _limits_of(self, message: str) -> list[tuple[str, bool, float, float]]:
        """[(signal, only words?, lowest, highest)]. Only words: it has a value table of states and no unit."""
        if message not in self._limits:
            rows = []
            for found in self.dbc.messages[message].message.signals:
                states = set(self.dbc.words(f"{message}.{found.name}")) - {"no_change", *KNOWN_GAPS}
                only_words = bool(states) and not found.unit
                rows.append((found.name, only_words, float(found.minimum or 0), float(found.maximum or 0)))
            self._limits[message] = rows
        return self._limits[message]
