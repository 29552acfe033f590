"""Faults that a user can mend, as one line on standard error and an exit code."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from malcha.screens.json_lines import print_line

BAD_INPUT, NOT_DONE = 2, 1  # exit codes
WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Failure(typer.Exit):
    """The end of a verb with exit code 2 and a sentence, which malcha.cli.flags prints.

    `reason` is one word for programs (ErrorReason of the contract, a gRPC status, or the kind of the fault), `printed`
    says that the verb has printed its one object of --json already.
    """

    def __init__(self, message: str, reason: str, printed: bool = False) -> None:
        super().__init__(BAD_INPUT)
        self.message, self.reason, self.printed = message, reason, printed


def fail(message: str, reason: str = "BAD_INPUT", printed: bool = False) -> NoReturn:
    raise Failure(message, reason, printed)


def tell(failure: Failure, as_json: bool) -> None:
    """One line on standard error; with --json one object on standard output, too."""
    if as_json and not failure.printed:
        print_line({"error": failure.message, "reason": failure.reason})
    typer.echo(f"malcha: {failure.message}", err=True)


def mendable() -> tuple[type[Exception], ...]:
    """Faults that a user can mend. Imported only when something went wrong: each verb starts with what it needs."""
    from malcha.config.keys import ConfigError
    from malcha.run.certs import CertsError
    from malcha.run.children import StartError
    from malcha.talk.loudspeaker import LoudspeakerError
    from malcha.talk.microphone import MicrophoneError
    from navigation.maps.errors import MapError
    from navigation.places import PlacesError
    from navigation.routing.protocol import NoRoute, RoutingUnavailable
    from nlu.engine.engine import ModelError
    from nlu.evaluation.labelled import RowError
    from nlu.massive.rows import MassiveError
    from nlu.public_data.labelled_rows import LabelsError
    from serving.server import PortInUse
    from serving.tls import TlsError
    from sim_can.cars.model import UnknownCar
    from sim_can.ecus.drive_profiles import ProfileError
    from sim_can.faults.script import ScriptError
    from speech.protocols import AudioError, NoRecogniser, SpeechUnavailable
    from vehicle.can.dbc import DbcError
    from vehicle.can.trace import RecordingError
    from vehicle.cars.car import CarError
    from vehicle.doors.permissions import PermissionsError

    of_files = (CarError, ConfigError, DbcError, ModelError, PermissionsError, PlacesError, ProfileError, ScriptError)
    of_data = (MapError, MassiveError, LabelsError, RecordingError, RowError)
    of_sound = (AudioError, LoudspeakerError, MicrophoneError, NoRecogniser, SpeechUnavailable)
    of_ways = (NoRoute, RoutingUnavailable)
    return (*of_files, *of_data, *of_sound, *of_ways, CertsError, PortInUse, StartError, TlsError, UnknownCar)


@contextmanager
def explained(address: str = "", printed: bool = False) -> Iterator[None]:
    """Faults that a user can mend, as one line and exit code 2. `address` is that of the server that is called."""
    try:
        yield
    except (typer.Exit, typer.Abort, ModuleNotFoundError):
        raise
    except Exception as error:
        import grpc

        if isinstance(error, grpc.RpcError):
            fail(of_call(error, address), reason_of_call(error), printed)
        if isinstance(error, mendable()):
            fail(str(error), kind(error), printed)
        raise


def kind(error: Exception) -> str:
    """The kind of a fault as a word: CONFIG of a ConfigError, PORT_IN_USE of a PortInUse."""
    return WORD_ENDS.sub("_", type(error).__name__.removesuffix("Error")).upper()


def reason_of_call(error: Exception) -> str:
    """The reason of the contract, else the status code."""
    import grpc

    from serving.errors import reason_of

    assert isinstance(error, grpc.RpcError)
    assert isinstance(error, grpc.Call)
    return reason_of(error).name or str(error.code().name)


def of_call(error: Exception, address: str) -> str:
    """What a call to a server failed with, in one line. `error` is a grpc.RpcError, which is a grpc.Call, too."""
    import grpc

    from serving.errors import reason_of

    assert isinstance(error, grpc.RpcError)
    assert isinstance(error, grpc.Call)
    details = str(error.details())
    if fields := [field for field in reason_of(error).fields if "." in field]:
        return f"{error.code().name}: {fields[0]}: {details}"
    if reason_of(error).name or error.code() != grpc.StatusCode.UNAVAILABLE:
        return f"{error.code().name}: {details}"
    if "handshake" in details.lower():
        return f"no TLS connection to {address}: {details}"
    return (
        f"nothing answers at {address}. Start the car with: malcha run. A server with TLS needs --tls-ca, and "
        "--tls-cert if it asks for one"
    )
