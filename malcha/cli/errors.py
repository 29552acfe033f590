"""Faults that a user can mend, as one line on standard error and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import typer

from malcha.run.children import StartError
from serving.guard import TlsError
from serving.server import PortInUse

BAD_INPUT, NOT_DONE = 2, 1  # exit codes


def fail(message: str) -> None:
    typer.echo(f"malcha: {message}", err=True)
    raise typer.Exit(BAD_INPUT)


def mendable() -> tuple[type[Exception], ...]:
    """Faults that a user can mend. Imported only when something went wrong: each verb starts with what it needs."""
    from malcha.run.certs import CertsError
    from navigation.places import PlacesError
    from nlu.engine.engine import ModelError
    from nlu.evaluation.labelled import RowError
    from nlu.massive.rows import MassiveError
    from nlu.public_data.rows_used import OutsideError
    from sim_can.ecus.drive_profiles import ProfileError
    from sim_can.faults.script import ScriptError
    from vehicle.can.dbc import DbcError
    from vehicle.doors.permissions import PermissionsError
    from vehicle.recording.candump import RecordingError

    return (
        TlsError,
        CertsError,
        PermissionsError,
        RecordingError,
        StartError,
        PortInUse,
        DbcError,
        PlacesError,
        ModelError,
        RowError,
        MassiveError,
        OutsideError,
        ProfileError,
        ScriptError,
    )


@contextmanager
def explained() -> Iterator[None]:
    """Faults that a user can mend, as one line and exit code 2."""
    try:
        yield
    except grpc.RpcError as error:
        if error.code() == grpc.StatusCode.UNAVAILABLE:
            if "handshake" in str(error.details()).lower():
                fail(f"no TLS connection: {error.details()}")
            fail(
                "nothing answers there. Start the car with: malcha run. A server with TLS needs --tls-ca, and --tls-cert if it asks for it"
            )
        fail(f"{error.code().name}: {error.details()}")
    except Exception as error:
        if isinstance(error, mendable()):
            fail(str(error))
        raise
