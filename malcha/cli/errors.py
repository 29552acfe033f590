"""Faults that a user can mend, as one line on standard error and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

BAD_INPUT, NOT_DONE = 2, 1  # exit codes
NOBODY_ANSWERS = (
    "nothing answers there. Start the car with: malcha run. A server with TLS needs --tls-ca, and --tls-cert if it "
    "asks for one"
)


def fail(message: str) -> NoReturn:
    typer.echo(f"malcha: {message}", err=True)
    raise typer.Exit(BAD_INPUT)


def mendable() -> tuple[type[Exception], ...]:
    """Faults that a user can mend. Imported only when something went wrong: each verb starts with what it needs."""
    from malcha.config.keys import ConfigError
    from malcha.run.certs import CertsError
    from malcha.run.children import StartError
    from navigation.places import PlacesError
    from nlu.engine.engine import ModelError
    from nlu.evaluation.labelled import RowError
    from nlu.massive.rows import MassiveError
    from nlu.public_data.rows_used import OutsideError
    from serving.server import PortInUse
    from serving.tls import TlsError
    from sim_can.cars.model import UnknownCar
    from sim_can.ecus.drive_profiles import ProfileError
    from sim_can.faults.script import ScriptError
    from vehicle.can.dbc import DbcError
    from vehicle.can.trace import RecordingError
    from vehicle.cars.car import CarError
    from vehicle.doors.permissions import PermissionsError

    of_files = (CarError, ConfigError, DbcError, ModelError, PermissionsError, PlacesError, ProfileError, ScriptError)
    of_data = (MassiveError, OutsideError, RecordingError, RowError)
    return (*of_files, *of_data, CertsError, PortInUse, StartError, TlsError, UnknownCar)


@contextmanager
def explained() -> Iterator[None]:
    """Faults that a user can mend, as one line and exit code 2."""
    try:
        yield
    except (typer.Exit, typer.Abort, ModuleNotFoundError):
        raise
    except Exception as error:
        import grpc

        if isinstance(error, grpc.RpcError):
            fail(of_call(error))
        if isinstance(error, mendable()):
            fail(str(error))
        raise


def of_call(error: Exception) -> str:
    """What a call to a server failed with, in one line. `error` is a grpc.RpcError, which is a grpc.Call, too."""
    import grpc

    from serving.errors import reason_of

    assert isinstance(error, grpc.RpcError)
    assert isinstance(error, grpc.Call)
    details = str(error.details())
    if reason_of(error).name or error.code() != grpc.StatusCode.UNAVAILABLE:
        return f"{error.code().name}: {details}"
    return f"no TLS connection: {details}" if "handshake" in details.lower() else NOBODY_ANSWERS
