"""The client of a turn, by name, and the groups of functions that it may use."""

from dataclasses import dataclass

from vehicle.cars.function import Function
from vehicle.catalogue.row import QUERY, REPORT, Row
from vehicle.results.result import Refusal

READ, ALL = "read", "all"


@dataclass(frozen=True)
class Client:
    """The name stands in the audit, and each name has a session of its own."""

    name: str = ""
    groups: frozenset[str] = frozenset({ALL})

    @property
    def acts(self) -> bool:
        """May it do more than look?"""
        return bool(self.groups - {READ})

    def may(self, row: Row, op: str) -> bool:
        """May it use this op? Commands for the assistant itself, such as yes, need any group: the commands that they
        release are checked on their own."""
        only_reads = row.ops.get(op) in (QUERY, REPORT)
        allowed = bool(self.groups & {ALL, row.group}) or (only_reads and READ in self.groups)
        return allowed or (row.is_dialog and bool(self.groups))

    def refuse(self, function: Function, op: str) -> Refusal | None:
        """The refusal if it may not."""
        return None if self.may(function, op) else Refusal("permission")


LOCAL = Client()  # a caller inside this process
