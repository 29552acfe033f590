"""The verb that starts everything on this machine, drives the scenario and then takes sentences."""

import sys
import threading
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.connection import TURN_DEADLINE, channel
from malcha.cli.errors import explained, fail, of_call
from malcha.cli.flags import flags, forwarded
from malcha.cli.serve import NLU, OF_SPEECH, PLACES, RECORDING, VEHICLE
from malcha.config.effective import Effective
from malcha.config.keys import ConfigError
from malcha.run import children

OF_RUN = ("gateway.address", "gateway.hearing", "gateway.temperature", "gateway.schedule", *OF_SPEECH)
RUN = ("car", *OF_RUN, "model", *PLACES, *RECORDING, "simulation.profile", "simulation.follow")


@flags(*RUN)
def run(
    config: Effective,
    scenario: Annotated[bool, typer.Option(help="Drive the short scenario first.")] = True,
    svg: Annotated[Path | None, typer.Option(help="Save what was shown as a picture.", dir_okay=False)] = None,
    server: Annotated[
        str, typer.Option(help="Use the NLU server at this address instead of starting one.", metavar="HOST:PORT")
    ] = "",
) -> None:
    """Start everything and talk: the NLU server, the vehicle gateway and a simulated car on virtual CAN buses.

    Drives a short scenario in Korean and English, showing for each sentence the commands, the CAN frames, the outcome
    and the milliseconds; then, on a terminal, waits for your own sentences (an empty line ends it). Where the speech
    packages are installed, the scenario is spoken: recordings of it go through the recogniser.

    With --server HOST:PORT the NLU server is elsewhere (malcha nlu serve); whatever becomes of it, the car understands.
    """
    from malcha.screens.console import console

    if svg and not svg.parent.is_dir():
        fail(f"--svg {svg}: there is no folder {svg.parent}", "SVG")
    out = console(record=svg is not None)
    with explained(), ExitStack() as started:
        all_virtual(config)
        nlu = elsewhere(server) or children.free_address()
        with out.status("making the demo map"):
            roads = roads_of(config)
        own = [] if server else [("nlu", "serve", *forwarded(config, *NLU), "--address", nlu)]
        with out.status("starting the car" if server else "starting the NLU server and the car"):
            text_only = () if server or config.settings.nlu.speech else ("--no-server-hears",)
            servers = (*own, ("vehicle", "serve", *forwarded(config, *VEHICLE), "--nlu", nlu, *text_only))
            *_, gateway = started.enter_context(children.processes(*servers))
        if svg:
            out.export_text()  # forgets what was recorded so far: the turning sign of the start is no picture

        from malcha.v1 import vehicle_pb2, vehicle_pb2_grpc

        vehicle = vehicle_pb2_grpc.VehicleServiceStub(started.enter_context(channel(config, gateway)))
        now = vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=TURN_DEADLINE)
        buses = " and ".join(bus.bus for bus in now.buses)
        out.print(f"NLU server on {nlu}, vehicle gateway on {gateway}, simulated {now.car} on virtual {buses}")
        out.print(f"{roads}\n", markup=False, style="dim")
        if scenario:
            from malcha.cli.drive import drive

            drive(vehicle, out, config.settings.gateway.hearing)
        if sys.stdin.isatty():
            converse(vehicle, gateway, out)
    if svg:
        from malcha.screens.console import picture

        svg.write_text(picture(out, "malcha run"), encoding="utf-8")


def roads_of(config: Effective) -> str:
    """Which roads the car is guided by, in one line; the demo map is made if there is no other, some seconds."""
    from malcha.run.drive_places import map_to_drive
    from navigation.maps import library, tiles
    from navigation.maps.errors import MapError

    settings = config.settings
    if not settings.gateway.routes or settings.navigation.map == library.NO_MAP:
        return "guided by straight lines: no roads are wanted"
    if not tiles.engine():
        return "guided by straight lines: the routing engine is not installed (make maps)"
    try:
        about = map_to_drive(settings.navigation.maps or library.default_folder(), settings.navigation.map).about
    except MapError as error:
        return f"guided by straight lines: {error}"
    return f"guided by the map {about.name}" + (f", {about.note}" if about.note else "")


def elsewhere(server: str) -> str:
    """The same address, "" for none. Raises ConfigError for what is none."""
    from serving import address

    try:
        return address.checked(server) if server else ""
    except ValueError as error:
        raise ConfigError(f"flag --server is {server!r}, but {error}") from error


def all_virtual(config: Effective) -> None:
    """Nothing that is configured for a real car may reach it from here. Raises ConfigError."""
    buses = config.settings.buses
    interfaces = {"interface": config.settings.interface} | {
        f"buses.{name}.interface": bus.interface for name, bus in buses.items() if bus.interface
    }
    for key, interface in interfaces.items():
        if interface != "virtual":
            raise config.error(key, "malcha run has its own car on virtual buses; malcha vehicle serve is for another")


def converse(vehicle: Any, address: str, out: Any) -> None:
    """Sentences from the terminal until an empty line, each a turn beside those that have not ended."""
    import grpc

    from malcha.cli.drive import spoken
    from malcha.cli.prompt import Prompt, sentences, side_by_side

    prompt = Prompt()

    def turn(text: str) -> None:
        try:
            said = spoken(vehicle, text)
        except grpc.RpcError as error:
            why = of_call(error, address)
            prompt.show(lambda: out.print(why, style="red"))
        else:
            prompt.show(lambda: out.print(said))

    out.print("Your turn: say something to the car, in Korean or English. An empty line ends.")
    threading.Thread(target=announce, args=(vehicle, out, prompt), name="announce", daemon=True).start()
    side_by_side(sentences(lambda why: out.print(why, style="red"), prompt.read), turn)


def announce(vehicle: Any, out: Any, prompt: Any) -> None:
    """What comes of scheduled commands and what guidance says, shown when its time has come."""
    import grpc

    from malcha.screens.talk import happened
    from malcha.v1 import vehicle_pb2

    with suppress(grpc.RpcError):  # the gateway has ended
        for event in vehicle.WatchEvents(vehicle_pb2.WatchEventsRequest()):
            if (shown := happened(event)) is not None:
                prompt.show(partial(out.print, shown))
