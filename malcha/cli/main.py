"""The `malcha` command. Each verb says in its --help what a newcomer needs."""

import logging
import sys
import time
from collections import deque
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import grpc
import typer
from rich.live import Live

from malcha.cli import develop, serve
from malcha.cli.errors import BAD_INPUT, NOT_DONE, explained, fail
from malcha.cli.options import Address, AuditFile, LogFile, Model, TlsCa, TlsCert, TlsKey
from malcha.run import children
from malcha.run.scenario import SCENARIO
from malcha.screens import turns
from proto import vehicle_pb2, vehicle_pb2_grpc
from serving.guard import Tls, channel

TURN_DEADLINE = 30.0  # s for a whole turn, roofs included
LOOK_EVERY, LOOKS = 0.5, 3  # s between looks at the state; how many of them the frames a second are taken over

app = typer.Typer(
    help="Malcha: an open in-vehicle voice assistant. Start with: malcha run",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
nlu_app = typer.Typer(help="The server that understands.", no_args_is_help=True)
vehicle_app = typer.Typer(help="The gateway in the car.", no_args_is_help=True)
app.add_typer(nlu_app, name="nlu")
app.add_typer(vehicle_app, name="vehicle")
out = turns.console()


@app.callback()
def main(
    log_level: Annotated[
        str, typer.Option(help="debug, info, warning or error; lines go to standard error.")
    ] = "warning",
) -> None:
    level = getattr(logging, log_level.upper(), None)
    if not isinstance(level, int):
        fail(f"--log-level {log_level}: debug, info, warning or error")
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


@app.command()
def run(
    address: Annotated[
        str, typer.Option(help="host:port for the vehicle gateway; port 0 takes any.")
    ] = children.VEHICLE_ADDRESS,
    scenario: Annotated[bool, typer.Option(help="Drive the short scenario first.")] = True,
    log_file: LogFile = None,
    audit_file: AuditFile = None,
) -> None:
    """Start everything and talk: the NLU server, the vehicle gateway and a simulated car on virtual CAN buses.

    Drives a short scenario in Korean and English, showing for each sentence the commands, the CAN frames, the outcome
    and the milliseconds; then, on a terminal, waits for your own sentences (an empty line ends it).
    """
    nlu = children.free_address()
    files = [
        word for name, file in (("--log", log_file), ("--audit", audit_file)) if file for word in (name, str(file))
    ]
    with explained(), ExitStack() as started:
        with out.status("starting the NLU server and the car"):
            servers = (
                ("nlu", "serve", "--address", nlu),
                ("vehicle", "serve", "--nlu", nlu, "--address", address, *files),
            )
            _, gateway = started.enter_context(children.processes(*servers))
        vehicle = vehicle_pb2_grpc.VehicleStub(started.enter_context(channel(gateway)))
        out.print(f"NLU server on {nlu}, vehicle gateway on {gateway}, simulated car on virtual ccan and mcan\n")
        for locale, text in SCENARIO if scenario else ():
            out.print(
                turns.turn(text, vehicle.Say(vehicle_pb2.SayRequest(text=text, locale=locale), timeout=TURN_DEADLINE))
            )
        if sys.stdin.isatty():
            talk(vehicle)


def talk(vehicle: vehicle_pb2_grpc.VehicleStub) -> None:
    """Sentences from the terminal until an empty line."""
    out.print("Your turn: say something to the car, in Korean or English. An empty line ends.")
    while text := next_line():
        try:
            out.print(turns.turn(text, vehicle.Say(vehicle_pb2.SayRequest(text=text), timeout=TURN_DEADLINE)))
        except grpc.RpcError as error:
            out.print(f"{error.code().name}: {error.details()}", style="red")


def next_line() -> str:
    """The next sentence, empty at the end of input or on Ctrl-C."""
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


@app.command()
def say(
    text: Annotated[str, typer.Argument(help='The sentence, e.g. "운전석 열선 켜 줘".')],
    address: Address = children.VEHICLE_ADDRESS,
    locale: Annotated[str, typer.Option(help="ko-KR or en-US; told from the text if not given.")] = "",
    seat: Annotated[str, typer.Option(help="Who speaks: driver, passenger, rear_left, rear_right.")] = "driver",
    ca: TlsCa = None,
    cert: TlsCert = None,
    key: TlsKey = None,
) -> None:
    """Say one sentence to a running car (malcha run in another terminal). Exit code 1 if it was not done."""
    with explained(), channel(address, Tls(cert, key, ca)) as connection:
        said = vehicle_pb2_grpc.VehicleStub(connection).Say(
            vehicle_pb2.SayRequest(text=text, locale=locale, seat=seat), timeout=TURN_DEADLINE
        )
    out.print(turns.turn(text, said))
    fine = {
        vehicle_pb2.CONFIRMED,
        vehicle_pb2.ALREADY,
        vehicle_pb2.ANSWERED,
        vehicle_pb2.NEEDS_CONFIRMATION,
        vehicle_pb2.HANDED_OFF,
    }
    if not said.results or any(result.outcome not in fine for result in said.results):
        raise typer.Exit(NOT_DONE)


@app.command()
def understand(
    text: Annotated[
        str | None, typer.Argument(help="One sentence; without it, lines are read from standard input.")
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help='Print one JSON object a line; input lines may be {"text": ..., "lang": ...} or plain text.'
        ),
    ] = False,
    model: Model = children.MODEL,
) -> None:
    """Understand sentences without any server: what would be commanded, as a table or as JSON lines for scripts.

    A line that cannot be understood as a sentence gets an "error" in its place; the exit code is then 2.
    """
    from malcha.cli.json_lines import answer, dump, given, read, table

    with explained():
        from nlu.engine.engine import Engine

        engine = Engine.load(model)
    bad = False
    for asked in [{"text": text}] if text is not None else map(read, given()):
        found = answer(engine, asked)
        bad |= "error" in found
        if as_json:
            print(dump(found), flush=True)
        else:
            out.print(table(found))
    if bad:
        raise typer.Exit(BAD_INPUT)


@app.command()
def functions() -> None:
    """List what the car can be asked for, with ranges and conditions. Needs no server."""
    from vehicle.catalogue.table import FUNCTIONS
    from vehicle.doors.server import info

    with explained():
        out.print(turns.functions(info(row) for row in FUNCTIONS.values()))


@app.command()
def state(
    address: Address = children.VEHICLE_ADDRESS,
    watch: Annotated[bool, typer.Option("--watch", help="Keep showing it; Ctrl-C ends.")] = False,
    ca: TlsCa = None,
    cert: TlsCert = None,
    key: TlsKey = None,
) -> None:
    """Show both buses (load, frames, faults) and what the running car has confirmed, with the age of each value.

    Beside each value stands what was last asked of it and when. "too old", "no value" and "never heard" mark what is not known.
    With --watch there are frames a second, too, and what was asked last or is not known comes first.
    """
    with explained(), channel(address, Tls(cert, key, ca)) as connection:
        vehicle = vehicle_pb2_grpc.VehicleStub(connection)

        def look() -> vehicle_pb2.GetStateResponse:
            return vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=5)  # type: ignore[no-any-return]

        looks = deque([look()], maxlen=LOOKS)
        if not watch:
            out.print(turns.picture(looks[0]))
            return
        with ExitStack() as screen:
            live = screen.enter_context(Live(console=out, auto_refresh=False)) if out.is_terminal else None
            try:
                while True:
                    picture = turns.picture(looks[-1], looks[0])
                    if live:
                        live.update(picture, refresh=True)
                    else:  # a file or a pipe: one picture after the other
                        out.print(picture)
                    time.sleep(LOOK_EVERY)
                    looks.append(look())
            except KeyboardInterrupt:
                return


@app.command("clear-alarm")
def clear_alarm(
    bus: Annotated[str, typer.Argument(help="ccan or mcan.")],
    address: Address = children.VEHICLE_ADDRESS,
    ca: TlsCa = None,
    cert: TlsCert = None,
    key: TlsKey = None,
) -> None:
    """Let a running car send on a bus again after an alarm that malcha state shows: a stranger on our ids, a bus lost too often."""
    with explained(), channel(address, Tls(cert, key, ca)) as connection:
        found = vehicle_pb2_grpc.VehicleStub(connection).ClearAlarm(vehicle_pb2.ClearAlarmRequest(bus=bus), timeout=5)
    out.print(f"cleared: {found.alarm}" if found.alarm else f"{bus} has no alarm")


@app.command()
def replay(
    logs: Annotated[list[Path], typer.Argument(help="candump logs, oldest first: FILE.2 FILE.1 FILE.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON line a change instead of the last states as a table.")
    ] = False,
    audit_file: Annotated[
        Path | None, typer.Option("--audit", help="The audit of the same drive: marks the frames of each utterance.")
    ] = None,
    ccan: Annotated[str, typer.Option(help="Name of the chassis bus in the logs, if it is another (can0).")] = "ccan",
    mcan: Annotated[str, typer.Option(help="Name of the multimedia bus in the logs (can1).")] = "mcan",
) -> None:
    """Hear the received frames of recorded logs again, by the gateway's own reception: the same states come of it.

    Any log of candump -L will do. Without the direction at the end of a line, what only the gateway sends counts as sent.
    """
    with explained():
        from malcha.screens.replay import main as hear

        hear(logs, {"ccan": ccan, "mcan": mcan}, audit_file, as_json, out)


@app.command()
def health(
    address: Annotated[
        list[str] | None, typer.Option(help="host:port of a server; several may be given. Default: the usual two.")
    ] = None,
    ca: TlsCa = None,
    cert: TlsCert = None,
    key: TlsKey = None,
) -> None:
    """Is a server here serving? Exit code 0 if one of the addresses says so (for container health checks)."""
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    for where in address or [children.NLU_ADDRESS, children.VEHICLE_ADDRESS]:
        with explained(), channel(where, Tls(cert, key, ca)) as connection:
            try:
                found = health_pb2_grpc.HealthStub(connection).Check(health_pb2.HealthCheckRequest(), timeout=2)
            except grpc.RpcError:
                continue
        if found.status == health_pb2.HealthCheckResponse.SERVING:
            out.print(f"{where} is serving")
            return
    fail("no server is serving")


nlu_app.command("serve")(serve.nlu_serve)
vehicle_app.command("serve")(serve.vehicle_serve)
for verb in (serve.sim, serve.certs, develop.train, develop.bench):
    app.command()(verb)
app.command("eval")(develop.evaluate)
app.command("bench-massive")(develop.bench_massive)
