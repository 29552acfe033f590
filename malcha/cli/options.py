"""Options that several verbs of the command line have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Address = Annotated[str, typer.Option("--address", help="host:port of the vehicle gateway.")]
Interface = Annotated[
    str, typer.Option(help="python-can interface: virtual (one process), malcha_local (this machine), socketcan.")
]
Ccan = Annotated[
    str, typer.Option(help="Channel of the chassis bus, for interfaces with channels of their own (can0).")
]
Mcan = Annotated[str, typer.Option(help="Channel of the multimedia bus (can1).")]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log",
        help="Record both buses as a candump log: FILE, older parts FILE.1 to .4, 500 MB in all.",
        dir_okay=False,
    ),
]
AuditFile = Annotated[
    Path | None,
    typer.Option("--audit", help="One JSON line a turn: words, commands, frames, confirmation.", dir_okay=False),
]
TlsCa = Annotated[
    Path | None,
    typer.Option(
        "--tls-ca", envvar="MALCHA_TLS_CA", help="PEM of the authority that signed the server's certificate: use TLS."
    ),
]
TlsCert = Annotated[
    Path | None,
    typer.Option("--tls-cert", envvar="MALCHA_TLS_CERT", help="Own certificate, where the server asks for one."),
]
TlsKey = Annotated[Path | None, typer.Option("--tls-key", envvar="MALCHA_TLS_KEY", help="The key of --tls-cert.")]
ServerCert = Annotated[Path | None, typer.Option("--tls-cert", help="PEM of the server's certificate: speak TLS only.")]
ServerKey = Annotated[Path | None, typer.Option("--tls-key", help="The key of --tls-cert.")]
ClientCa = Annotated[
    Path | None, typer.Option("--tls-client-ca", help="Take only clients with a certificate of this authority.")
]
SetTemperature = Annotated[
    Literal["absolute", "steps"],
    typer.Option(
        "--temperature",
        help="How it is set: by one command of our own block, or by the head unit's keys, step by step.",
    ),
]
Rate = Annotated[
    float, typer.Option(min=0.0, help="Requests a second taken of one client, twice that at once; 0: no limit.")
]
DriveProfile = Annotated[
    str,
    typer.Option(
        "--profile",
        help="What the simulated car drives: parked, city, motorway, or a CSV (time_s, speed_kmh, gear, light).",
    ),
]
Metrics = Annotated[
    str,
    typer.Option(
        "--metrics", help="Port of a page for Prometheus, http://127.0.0.1:PORT/metrics; host:port opens it to others."
    ),
]
Model = Annotated[Path, typer.Option(help="Directory of the model's three files.", file_okay=False)]
