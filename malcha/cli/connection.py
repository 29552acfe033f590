"""The connection of verbs that call a running car, as the configuration has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from malcha.cli.errors import explained, fail
from malcha.config.effective import Effective

CLIENT = ("client.address", "client.tls_ca", "client.tls_cert", "client.tls_key")
TURN_DEADLINE = 30.0  # s for a whole turn, roofs included
DEADLINE = 5.0  # s for a call that only looks
SEATS = ("driver", "passenger", "rear_left", "rear_right")


@contextmanager
def vehicle(config: Effective, address: str = "") -> Iterator[Any]:
    """A VehicleServiceStub on the gateway; faults that a user can mend end the verb with one line and exit code 2."""
    address = address or config.settings.client.address
    with explained(address):
        from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub

        with channel(config, address) as connection:
            yield VehicleServiceStub(connection)


def channel(config: Effective, address: str) -> Any:
    """A gRPC channel with the TLS files of the client. Raises TlsError."""
    from serving import tls

    client = config.settings.client
    return tls.channel(address, tls.Tls(client.tls_cert, client.tls_key, client.tls_ca))


def seat(name: str) -> Any:
    """The contract's Seat of a name."""
    from malcha.v1 import command_pb2

    if name not in SEATS:
        fail(f"--seat {name}: {', '.join(SEATS[:-1])} or {SEATS[-1]}", "SEAT")
    return command_pb2.Seat.Value(f"SEAT_{name.upper()}")
