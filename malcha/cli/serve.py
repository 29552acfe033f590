"""The verbs that serve: all at once, the NLU server, the vehicle gateway, the simulated car; and certificates."""

import logging
import sys
import threading
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.connection import TURN_DEADLINE, channel
from malcha.cli.errors import explained, fail, of_call
from malcha.cli.flags import CHANNELS, flags, forwarded
from malcha.config.effective import Effective
from malcha.config.keys import KEYS, ConfigError
from malcha.config.settings import Speech
from malcha.run import children
from malcha.run.memory import few_arenas

NLU = (
    *(key for key in KEYS if key.startswith("nlu.")),
    "model",
    "speech.languages",
    "speech.model_ko",
    "speech.model_en",
)
RECORDING = ("recording.log", "recording.format", "recording.audit")
PLACES = ("home", "work", "navigation.map", "navigation.maps")
OF_GATEWAY = tuple(key for key in KEYS if key.startswith("gateway."))
OF_SPEECH = tuple(key for key in KEYS if key.startswith("speech."))
VEHICLE = (
    "car",
    "interface",
    *CHANNELS,
    *OF_GATEWAY,
    *OF_SPEECH,
    "model",
    *PLACES,
    *RECORDING,
    "simulation.profile",
    "simulation.follow",
)
SIM = ("car", "interface", *CHANNELS, "simulation.profile", "simulation.faults", "simulation.seed")
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
        out.print(f"NLU server on {nlu}, vehicle gateway on {gateway}, simulated {now.car} on virtual {buses}\n")
        if scenario:
            from malcha.cli.drive import drive

            drive(vehicle, out, config.settings.gateway.hearing)
        if sys.stdin.isatty():
            converse(vehicle, gateway, out)
    if svg:
        from malcha.screens.console import picture

        svg.write_text(picture(out, "malcha run"), encoding="utf-8")


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
    """What comes of scheduled commands, shown when their time has come."""
    import grpc

    from malcha.screens.turn import turn
    from malcha.v1 import vehicle_pb2

    with suppress(grpc.RpcError):  # the gateway has ended
        for event in vehicle.WatchEvents(vehicle_pb2.WatchEventsRequest()):
            if event.HasField("scheduled"):
                shown = turn("", event.scheduled)
                prompt.show(partial(out.print, shown))


@flags(*NLU)
def nlu_serve(config: Effective) -> None:
    """Serve the NLU over gRPC (with health checking and reflection) until SIGINT or SIGTERM.

    With --speech it hears, too. Text is served at once, audio some seconds later, when the recognisers are loaded: a
    line and the health of malcha.v1.SpeechService say when. Needs the speech packages: make speech.
    """
    few_arenas()  # before there are threads
    with explained(), ExitStack() as started:
        from concurrent.futures import Future

        from malcha.run.both_engines import server_engine
        from nlu.service.ears import Ears
        from nlu.service.server import serve
        from serving.server import Security
        from serving.tls import Tls

        settings = config.settings.nlu
        guarded = Security(
            Tls(settings.tls_cert, settings.tls_key, settings.tls_client_ca), settings.rate, settings.calls
        )
        meter = None
        if settings.metrics:
            from nlu.service.metrics import meter as made
            from serving.metrics import metered

            meter = started.enter_context(metered(settings.metrics, made, guarded.tls))
        coming: Future[Ears] | None = Future() if settings.speech else None
        serving, port = serve(server_engine(config), settings.address, guarded, meter, coming)
        children.serve_until_stopped(
            serving,
            port,
            settings.address,
            partial(hear, coming, config.settings.speech) if coming else None,
        )


def hear(coming: Any, wanted: Speech) -> str:
    """Loads the ears that a server waits for; what it says then. Raises SpeechUnavailable."""
    from malcha.speech.ears import ears

    found = ears(wanted.languages.split(), wanted.own_models)
    coming.set_result(found)
    heard = (f"{code} by {each.name} ({each.version})" for code, each in sorted(found.recognisers.items()))
    return f"hearing {', '.join(heard)}"


@flags(*VEHICLE)
def vehicle_serve(config: Effective) -> None:
    """Serve the vehicle gateway over gRPC until SIGINT or SIGTERM.

    On the virtual bus the simulated car runs in the same process; on other interfaces it is elsewhere (malcha sim).
    """
    few_arenas()
    with explained(), ExitStack() as started:
        from malcha.run import checks, stack
        from malcha.speech.car_speech import speech
        from serving.server import Security
        from serving.tls import Tls
        from vehicle.doors.permissions import EVERYTHING, PermissionsError, load
        from vehicle.doors.server import serve

        settings = config.settings.gateway
        with config.naming("gateway.permissions", PermissionsError):
            allowed = load(settings.permissions) if settings.permissions else EVERYTHING
        guarded = Security(
            Tls(settings.tls_cert, settings.tls_key, settings.tls_client_ca), settings.rate, settings.calls
        )
        found = checks.checked(config)
        checks.refuse_elsewhere(config, found)
        assistant = started.enter_context(stack.gateway(config, found=found))
        if not stack.wait_for_car(assistant):
            where = ", ".join(f"{name} ({bus.interface})" for name, bus in found.buses.items())
            logging.getLogger(__name__).warning("no %s heard yet on %s", found.car.name, where)
        meter = None
        if settings.metrics:
            from serving.metrics import metered
            from vehicle.doors.metrics import of

            meter = started.enter_context(metered(settings.metrics, of(assistant), guarded.tls))
        hears_and_speaks = started.enter_context(speech(config, assistant.car))
        served = serve(assistant, settings.address, guarded, allowed, meter, hears_and_speaks)
        children.serve_until_stopped(*served, settings.address)


@flags(*SIM, usual={"interface": "malcha_local"})
def sim(config: Effective) -> None:
    """Run the simulated car by itself, for a gateway in another process on the same interface. Ctrl-C ends.

    Example: malcha sim, and in another terminal: malcha vehicle serve --interface malcha_local

    A script of faults has one a line, times in seconds: "5..20 drop mcan share=10%", "8.. delay DATC_PE_03 by=300ms",
    "12..14 bus_off VA@mcan". The faults: drop, delay, duplicate, corrupt, freeze, babble, load, reset, bus_off; what
    they take stands in sim_can/faults/script.py. How many frames each hit is said at the end.
    """
    with explained():
        from malcha.run import checks, stack
        from malcha.run.buses import VIRTUAL, interfaces, plan
        from malcha.screens.console import console

        out, car = console(), checks.load_car(config)
        plans = plan(config, car.dbc)
        if any(bus.interface == VIRTUAL for bus in plans.values()):
            why = "the virtual bus does not leave its process: malcha vehicle serve has its own car on it"
            raise ConfigError(f"{config.origins['interface']}: {why}; else --interface malcha_local")
        with stack.simulated_car(config, plans) as simulated:
            with children.until_stopped():
                out.print(f"simulated {car.name} on {interfaces(plans)}; Ctrl-C ends")
            if config.settings.simulation.faults:
                hits = (f"{name} {count}" for name, count in sorted(simulated.counts.items()) if count)
                out.print(f"faults: {', '.join(hits)}")


@flags()
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
        from malcha.screens.console import console

        for file in make(directory, hosts or [], clients or []):
            console().print(str(file), soft_wrap=True)
