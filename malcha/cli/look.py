"""The verbs that only look: the state of a running car, its functions, its recordings, servers, the configuration."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.connection import CLIENT, DEADLINE, channel, vehicle
from malcha.cli.errors import explained, fail
from malcha.cli.flags import CHANNELS, flags
from malcha.cli.streams import done_anyway
from malcha.config.effective import Effective, as_dict
from malcha.config.keys import KEYS
from malcha.screens.json_lines import print_line
from serving.address import checked as checked_address

LOOK_EVERY, LOOKS = 0.5, 3  # s between looks at the state; how many of them the frames a second are taken over
ONE_OBJECT = "Print one JSON object instead of a table."

AsJson = Annotated[bool, typer.Option("--json", help=ONE_OBJECT)]


@flags(*CLIENT)
def state(
    config: Effective,
    watch: Annotated[bool, typer.Option("--watch", help="Keep showing it; Ctrl-C ends.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help=f"{ONE_OBJECT[:-1]}; with --watch one a line.")] = False,
) -> None:
    """Show the buses (load, frames, faults) and what the running car has confirmed, with the age of each value.

    Beside each value stands what was last asked of it and when. "too old", "no value" and "never heard" mark what is
    not known. With --watch there are frames a second, too, and what was asked last or is not known comes first.
    """
    from malcha.screens import plain
    from malcha.screens.state import picture
    from malcha.v1 import vehicle_pb2

    with vehicle(config) as stub:

        def look() -> Any:
            return stub.GetState(vehicle_pb2.GetStateRequest(), timeout=DEADLINE)

        if watch:
            watch_state(look, (lambda now, before: print_line(plain.state(now))) if as_json else None)
        elif as_json:
            print_line(plain.state(look()))
        else:
            from malcha.screens.console import console

            console().print(picture(look()))


def watch_state(look: Callable[[], Any], show: Callable[[Any, Any], None] | None) -> None:
    """Look again and again until Ctrl-C; `show` takes the newest and the oldest look kept. Without it: pictures."""
    with ExitStack() as screen:
        show = show or pictures(screen)
        looks = deque([look()], maxlen=LOOKS)
        try:
            while True:
                show(looks[-1], looks[0])
                time.sleep(LOOK_EVERY)
                looks.append(look())
        except KeyboardInterrupt:
            return


def pictures(screen: ExitStack) -> Callable[[Any, Any], None]:
    """On a terminal one picture that changes; into a file or a pipe one after the other."""
    from rich.live import Live

    from malcha.screens.console import console
    from malcha.screens.state import picture

    out = console()
    if not out.is_terminal:
        return lambda now, before: out.print(picture(now, before))
    live = screen.enter_context(Live(console=out, auto_refresh=False))
    return lambda now, before: live.update(picture(now, before), refresh=True)


@flags("car")
def functions(config: Effective, as_json: AsJson = False) -> None:
    """List what the car can be asked for, with ranges and conditions. Needs no server."""
    with explained():
        from malcha.run.checks import load_car
        from malcha.screens import functions as screen
        from malcha.screens import plain
        from malcha.screens.console import console
        from vehicle.doors.catalogue_messages import functions as described

        car = load_car(config)
        rows = described(car)
        if as_json:
            print_line(plain.functions(car.name, rows))
        else:
            console().print(screen.functions(car.name, rows))


@flags(*CLIENT)
def clear_alarm(
    bus: Annotated[str, typer.Argument(help="Name of the bus: ccan, mcan ...")],
    config: Effective,
    as_json: AsJson = False,
) -> None:
    """Let a running car send on a bus again after an alarm that malcha state shows.

    An alarm is a stranger who sent with our ids, or a bus that was lost too often.
    """
    from malcha.screens.console import console
    from malcha.v1 import vehicle_pb2

    with vehicle(config) as stub:
        found = stub.ClearAlarm(vehicle_pb2.ClearAlarmRequest(bus=bus), timeout=DEADLINE)
    with done_anyway():
        if as_json:
            print_line({"bus": bus, "cleared": found.alarm})
        else:
            console().print(f"cleared: {found.alarm}" if found.alarm else f"{bus} has no alarm")


@flags("car", *CHANNELS)
def replay(
    logs: Annotated[
        list[Path], typer.Argument(help="Logs, oldest first: FILE.2 FILE.1 FILE; - is standard input.", allow_dash=True)
    ],
    config: Effective,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON line a change instead of the last states as a table.")
    ] = False,
    audit_file: Annotated[
        Path | None, typer.Option("--audit", help="The audit of the same drive: marks the frames of each utterance.")
    ] = None,
) -> None:
    """Hear the received frames of recorded logs again, by the gateway's own reception: the same states come of it.

    Reads candump -L (with and without -x), ASC, BLF and TRC, compressed with gzip or not. --ccan can0 says what a bus
    is called in a log. ASC, BLF and TRC number their channels: the first is can0, and by itself the car's first bus.
    Frames of other buses and damaged lines are skipped and counted. If no frame of the logs is marked as sent, what
    only the gateway sends counts as sent.
    """
    with explained():
        from malcha.run.checks import load_car
        from malcha.screens.console import console
        from malcha.screens.replay import main as hear

        car = load_car(config)
        hear(car, logs, in_logs(config, car.dbc.buses), audit_file, as_json, console())


def in_logs(config: Effective, buses: tuple[str, ...]) -> dict[str, str]:
    """{bus: its name in the logs}, as flags say it: what a file says of channels is where the car is, not the log."""
    given = {name: bus for name, bus in config.settings.buses.items() if name in buses}
    by_flag = {name: bus for name, bus in given.items() if config.origins[f"buses.{name}.channel"].startswith("flag")}
    return {name: str(bus.channel) for name, bus in by_flag.items()}


@flags(*CLIENT[1:])
def health(
    config: Effective,
    address: Annotated[
        list[str] | None,
        typer.Option(help="host:port of a server; several may be given. Default: nlu.address and client.address."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object about all of them.")] = False,
) -> None:
    """Is a server here serving? Exit code 0 if one of the addresses says so (for container health checks)."""
    settings = config.settings
    for where in address or []:
        try:
            checked_address(where)
        except ValueError as error:
            fail(f"flag --address: {where!r} {error}", "CONFIG")
    asked = address or [settings.nlu.address, settings.client.address]
    found = {}
    for where in asked:
        found[where] = serving(config, where)
        if found[where] and not as_json:
            typer.echo(f"{where} is serving")
            return
    if as_json:
        print_line({"servers": [{"address": where, "serving": answer} for where, answer in found.items()]})
    if not any(found.values()):
        fail(f"no server is serving at {' or '.join(asked)}", "UNAVAILABLE", printed=as_json)


def serving(config: Effective, address: str) -> bool:
    with explained(address):
        import grpc
        from grpc_health.v1 import health_pb2, health_pb2_grpc

        with channel(config, address) as connection:
            try:
                answer = health_pb2_grpc.HealthStub(connection).Check(health_pb2.HealthCheckRequest(), timeout=2)
            except grpc.RpcError:
                return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


@flags(*KEYS, full=True)
def configuration(config: Effective, as_json: AsJson = False) -> None:
    """Show the configuration in force: every key, its value, and where that came from.

    malcha.toml counts less than the environment (MALCHA_GATEWAY__RATE), that less than flags. With --json: {key:
    {"value", "from"}}. docs/configuration.md describes every key. Exit code 2 where the car, its words, its buses or
    the places of this configuration cannot be used.
    """
    if as_json:
        print_line(as_dict(config))
    else:
        from malcha.screens.configuration import configuration as table
        from malcha.screens.console import console

        console().print(table(config))
    with explained(printed=as_json):
        from malcha.run.checks import checked

        checked(config)
