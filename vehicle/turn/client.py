"""Who asks: a client by name, and the groups of functions that it may use."""

from dataclasses import dataclass

from vehicle.cars.function import Function
from vehicle.catalogue.row import QUERY, REPORT, Row
from vehicle.results.result import Refusal

READ, ALL = "read", "all"


@dataclass(frozen=True)
class Client:
    """For one turn: the name is told in the audit, and each name has a conversation of its own."""

    name: str = ""
    groups: frozenset[str] = frozenset({ALL})

    def may(self, row: Row, op: str) -> bool:
        """Words to the assistant itself are free: they refer to what this client said, and each command is asked for
        here."""
        looks = row.ops.get(op) in (QUERY, REPORT)
        allowed = bool(self.groups & {ALL, row.group}) or (looks and READ in self.groups)
        return allowed or (row.is_dialog and bool(self.groups))

    def refuse(self, function: Function, op: str) -> Refusal | None:
        return None if self.may(function, op) else Refusal("permission")


LOCAL = Client()  # who speaks inside this process
