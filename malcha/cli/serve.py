"""The verbs that serve: the NLU server, the vehicle gateway, the simulated car; and certificates."""

import logging
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.errors import explained
from malcha.cli.flags import CHANNELS, flags
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
SIM = (
    *("car", "interface", *CHANNELS, "simulation.profile", "simulation.follow", "simulation.faults", "simulation.seed"),
    *("navigation.map", "navigation.maps"),
)


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
        from malcha.speech.near import Near
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
        guidance = assistant.guidance
        near = Near(
            lambda: assistant.atlas,
            assistant.situation.position,
            lambda: guidance.history.places if guidance is not None else (),
        )
        hears_and_speaks = started.enter_context(
            speech(config, assistant.car, near, guidance.coming if guidance is not None else None)
        )
        served = serve(assistant, settings.address, guarded, allowed, meter, hears_and_speaks)
        children.serve_until_stopped(*served, settings.address)


@flags(*SIM, usual={"interface": "malcha_local"})
def sim(config: Effective) -> None:
    """Run the simulated car by itself, for a gateway in another process on the same interface. Ctrl-C ends.

    Example: malcha sim, and in another terminal: malcha vehicle serve --interface malcha_local

    With --follow it drives to the destinations that it is given, on the map that the gateway guides on.

    A script of faults has one a line, times in seconds: "5..20 drop mcan share=10%", "8.. delay DATC_PE_03 by=300ms",
    "12..14 bus_off VA@mcan". The faults: drop, delay, duplicate, corrupt, freeze, babble, load, reset, bus_off; what
    they take stands in sim_can/faults/script.py. How many frames each hit is said at the end.
    """
    with explained():
        from malcha.run import checks, stack
        from malcha.run.buses import VIRTUAL, interfaces, plan
        from malcha.run.own_way import own_way
        from malcha.screens.console import console

        out, car = console(), checks.load_car(config)
        plans = plan(config, car.dbc)
        if any(bus.interface == VIRTUAL for bus in plans.values()):
            why = "the virtual bus does not leave its process: malcha vehicle serve has its own car on it"
            raise ConfigError(f"{config.origins['interface']}: {why}; else --interface malcha_local")
        with stack.simulated_car(config, plans) as simulated:
            with own_way(config, simulated, car.signals.route_option), children.until_stopped():
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
