"""The verbs that serve: the NLU server, the vehicle gateway, the simulated car, and certificates for them."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from malcha.cli.errors import explained, fail
from malcha.cli.options import (
    AuditFile,
    Ccan,
    ClientCa,
    DriveProfile,
    Interface,
    LogFile,
    Mcan,
    Metrics,
    Model,
    Rate,
    ServerCert,
    ServerKey,
    SetTemperature,
)
from malcha.run import children
from malcha.screens.turns import console
from serving.guard import Tls
from serving.limits import RATE
from serving.server import Security

out = console()


def channels(ccan: str, mcan: str) -> dict[str, str] | None:
    if bool(ccan) != bool(mcan):
        fail("give both --ccan and --mcan, or neither")
    return {"ccan": ccan, "mcan": mcan} if ccan else None


def nlu_serve(
    address: Annotated[str, typer.Option(help="host:port to listen on; port 0 takes any.")] = children.NLU_ADDRESS,
    model: Model = children.MODEL,
    cert: ServerCert = None,
    key: ServerKey = None,
    client_ca: ClientCa = None,
    rate: Rate = RATE,
    metrics: Metrics = "",
) -> None:
    """Serve the NLU over gRPC (with health checking and reflection) until SIGINT or SIGTERM."""
    with explained(), ExitStack() as started:
        from nlu.engine.engine import Engine
        from nlu.service.server import serve

        guarded, meter = Security(Tls(cert, key, client_ca), rate), None
        if metrics:
            from nlu.service.metrics import meter as made
            from serving.metrics import metered

            meter = started.enter_context(metered(metrics, made, guarded.tls))
        children.serve_until_stopped(*serve(Engine.load(model), address, guarded, meter), address)


def vehicle_serve(
    address: Annotated[str, typer.Option(help="host:port to listen on; port 0 takes any.")] = children.VEHICLE_ADDRESS,
    nlu: Annotated[str, typer.Option(help='host:port of the NLU server; "" for none.')] = children.NLU_ADDRESS,
    engine: Annotated[
        bool, typer.Option(help="Load the NLU engine in the car too, for when the server is away.")
    ] = True,
    interface: Interface = "virtual",
    ccan: Ccan = "",
    mcan: Mcan = "",
    log_file: LogFile = None,
    audit_file: AuditFile = None,
    cert: ServerCert = None,
    key: ServerKey = None,
    client_ca: ClientCa = None,
    permissions: Annotated[
        Path | None,
        typer.Option(help="TOML file: which client may do what (docs/permissions.toml). Without it, all may do all."),
    ] = None,
    rate: Rate = RATE,
    temperature: SetTemperature = "absolute",
    nlu_ca: Annotated[
        Path | None, typer.Option("--nlu-tls-ca", help="Authority of the NLU server's certificate: use TLS to it.")
    ] = None,
    nlu_cert: Annotated[
        Path | None, typer.Option("--nlu-tls-cert", help="The gateway's certificate, where that server asks for one.")
    ] = None,
    nlu_key: Annotated[Path | None, typer.Option("--nlu-tls-key", help="The key of --nlu-tls-cert.")] = None,
    profile: DriveProfile = "parked",
    metrics: Metrics = "",
) -> None:
    """Serve the vehicle gateway over gRPC until SIGINT or SIGTERM.

    On the virtual bus the simulated car runs in the same process; on other interfaces it is elsewhere (malcha sim).
    """
    with explained():
        from malcha.run import stack
        from vehicle.doors.permissions import EVERYTHING, load
        from vehicle.doors.server import serve
        from vehicle.delivery.temperature_keys import Temperature

        allowed = load(permissions) if permissions else EVERYTHING
        guarded, nlu_tls = Security(Tls(cert, key, client_ca), rate), Tls(nlu_cert, nlu_key, nlu_ca)
        if profile != "parked" and interface != "virtual":
            raise children.StartError(f"the car on {interface} is elsewhere: give --profile to malcha sim")
        with (
            stack.gateway(
                interface,
                channels(ccan, mcan),
                interface == "virtual",
                nlu or None,
                engine,
                nlu_tls=nlu_tls,
                log_file=log_file,
                audit_file=audit_file,
                temperature=Temperature(temperature),
                profile=profile,
            ) as assistant,
            ExitStack() as started,
        ):
            if not stack.wait_for_car(assistant):
                logging.getLogger(__name__).warning("no car heard yet on %s", interface)
            meter = None
            if metrics:
                from serving.metrics import metered
                from vehicle.doors.metrics import of

                meter = started.enter_context(metered(metrics, of(assistant), guarded.tls))
            children.serve_until_stopped(*serve(assistant, address, guarded, allowed, meter), address)


def sim(
    interface: Interface = "malcha_local",
    ccan: Ccan = "",
    mcan: Mcan = "",
    profile: DriveProfile = "parked",
    faults: Annotated[
        Path | None, typer.Option(help="Script of what goes wrong on the buses, and when.", dir_okay=False)
    ] = None,
    seed: Annotated[int, typer.Option(help="Luck of the faults: the same seed, the same faults.")] = 0,
) -> None:
    """Run the simulated car by itself, for a gateway in another process on the same interface. Ctrl-C ends.

    Example: malcha sim, and in another terminal: malcha vehicle serve --interface malcha_local

    A script of faults has one a line, times in seconds: "5..20 drop mcan share=10%", "8.. delay DATC_PE_03 by=300ms",
    "12..14 bus_off VA@mcan". The faults: drop, delay, duplicate, corrupt, freeze, babble, load, reset, bus_off; what they take
    stands in sim_can/faults/script.py. How many frames each hit is said at the end.
    """
    with explained():
        if interface == "virtual":
            raise children.StartError(
                "the virtual bus does not leave its process: use malcha vehicle serve, or --interface malcha_local"
            )
        from malcha.run import stack

        with stack.simulated_car(interface, channels(ccan, mcan), profile=profile, faults=faults, seed=seed) as car:
            with children.until_stopped():
                out.print(f"simulated car on {interface}; Ctrl-C ends")
            if faults:
                out.print(
                    "faults: " + ", ".join(f"{name} {count}" for name, count in sorted(car.counts.items()) if count)
                )


def certs(
    directory: Annotated[
        Path, typer.Argument(help="Folder for ca, server and the clients as .pem and .key; what is there stays.")
    ],
    clients: Annotated[
        list[str] | None, typer.Option("--client", help="Common name of a client's certificate; several may be given.")
    ] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--host", help="Name or IP of the server beside localhost; several may be given."),
    ] = None,
) -> None:
    """Make a certificate authority to try TLS out, a server's certificate and one for each client (docs/security.md).

    For trials: the authority's key lies beside the certificates, unencrypted.
    """
    with explained():
        from malcha.run.certs import make

        for file in make(directory, hosts or [], clients or []):
            out.print(str(file), soft_wrap=True)
