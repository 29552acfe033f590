"""Who may do what: clients by the common name of their certificate, functions by the first part of their name.

A client may look (state, questions) where it is given "read", and ask of and act on the groups it is given: "climate"
is climate.fan and all the others. "all" is everything. Read from a file such as docs/permissions.toml.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from serving.errors import Denial
from vehicle.catalogue.table import CATALOGUE
from vehicle.turn.client import ALL, READ, Client

GROUPS = tuple(dict.fromkeys(row.group for row in CATALOGUE.values() if not row.is_dialog))
TURNS = ("Say", "Converse")  # of what is said, each command is asked for in the turn
LOOKING = ("Get", "Watch")  # rpcs whose names begin so only look
FOR_ALL = ("ListFunctions",)  # for everybody who may do anything at all


class PermissionsError(Exception):
    """A permissions file that cannot be used; says where and why."""


@dataclass(frozen=True)
class Permissions:
    """The groups of each client by name; None is who shows no certificate. As it stands everybody may do everything."""

    clients: Mapping[str | None, frozenset[str]] = field(default_factory=dict)
    others: frozenset[str] = frozenset({ALL})

    def client(self, name: str | None) -> Client:
        return Client(name or "", self.clients.get(name, self.others))

    def why_not(self, name: str | None, rpc: str, request: Any) -> Denial | None:
        """Why a call may not be made, None if it may. What is said is checked command by command in the turn."""
        client = self.client(name)
        who = "a client without certificate" if name is None else f"client {name!r}"
        has = f"it has {', '.join(sorted(client.groups))}" if client.groups else "it has none"
        if not client.groups:
            return Denial(f"{who} is not permitted anything here", {"needs": ALL})
        if ALL in client.groups or rpc in FOR_ALL or rpc in TURNS:
            return None
        if rpc == "Execute":
            named = ((CATALOGUE.get(command.function), command.op) for command in request.commands)
            denied = [(row, op) for row, op in named if row and op in row.ops and not client.may(row, op)]
            if not denied:
                return None
            listed, (first, op) = ", ".join(f"{row.name} {op}" for row, op in denied), denied[0]
            details = {"needs": first.group, "function": first.name, "op": op}
            return Denial(f"{who} is not permitted {listed}; {has}; nothing was done", details)
        if rpc == "Listen":  # quietens the car for whoever may say something that acts
            return None if client.acts else Denial(f"{who} may only look", {"needs": ALL})
        needed = READ if rpc.startswith(LOOKING) else ALL
        return None if needed in client.groups else Denial(f"{who} needs {needed} for {rpc}; {has}", {"needs": needed})


EVERYTHING = Permissions()  # without a file


def load(file: Path) -> Permissions:
    """Raises PermissionsError."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PermissionsError(f"{file}: {error}") from error
    clients = found.pop("clients", {})
    without = found.pop("without_certificate", [])
    if found or not isinstance(clients, dict):
        wrong = next(iter(found), "clients")
        raise PermissionsError(f"{file}: {wrong!r}: only without_certificate = [...] and a table [clients] are known")
    named: dict[str | None, frozenset[str]] = {
        name: groups(f"{file}: {name!r}", listed) for name, listed in clients.items()
    }
    if "" in named:
        raise PermissionsError(f"{file}: a client has a name")
    return Permissions({None: groups(f"{file}: without_certificate", without), **named}, frozenset())


def groups(where: str, listed: object) -> frozenset[str]:
    """Checked. Raises PermissionsError."""
    known = (READ, ALL, *GROUPS)
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise PermissionsError(f"{where}: must be a list of words")
    for word in listed:
        if word not in known:
            near = difflib.get_close_matches(word, known, 1)
            raise PermissionsError(
                f"{where}: no group {word!r}" + (f"; {near[0]!r}?" if near else f"; there are {', '.join(known)}")
            )
    return frozenset(listed)
