"""The `malcha` command. Each verb says in its --help what a newcomer needs."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import grpc
import typer
from rich.live import Live

from malcha import processes, show
from malcha.scenario import SCENARIO
from proto import vehicle_pb2, vehicle_pb2_grpc
from proto.serving import PortInUse

BAD_INPUT, NOT_DONE = 2, 1  # exit codes
TURN_DEADLINE = 30.0  # s for a whole turn, roofs included

app = typer.Typer(
    help="Malcha: an open in-vehicle voice assistant. Start with: malcha run", no_args_is_help=True, pretty_exceptions_enable=False
)
nlu_app = typer.Typer(help="The server that understands.", no_args_is_help=True)
vehicle_app = typer.Typer(help="The gateway in the car.", no_args_is_help=True)
app.add_typer(nlu_app, name="nlu")
app.add_typer(vehicle_app, name="vehicle")
out = show.console()

Address = Annotated[str, typer.Option("--address", help="host:port of the vehicle gateway.")]
Interface = Annotated[str, typer.Option(help="python-can interface: virtual (one process), udp_multicast (this machine), socketcan.")]
Ccan = Annotated[str, typer.Option(help="Channel of the chassis bus, for interfaces with channels of their own (can0).")]
Mcan = Annotated[str, typer.Option(help="Channel of the multimedia bus (can1).")]
Model = Annotated[Path, typer.Option(help="Directory of the model's three files.", file_okay=False)]


def fail(message: str) -> None:
    typer.echo(f"malcha: {message}", err=True)
    raise typer.Exit(BAD_INPUT)


def mendable() -> tuple[type[Exception], ...]:
    """Faults that a user can mend. Imported only when something went wrong: each verb starts with what it needs."""
    from nlu.engine import ModelError
    from nlu.labelled import RowError
    from nlu.massive import MassiveError
    from nlu.outside import OutsideError
    from vehicle.dbc import DbcError
    from vehicle.navigation.places import PlacesError

    return processes.StartError, PortInUse, DbcError, PlacesError, ModelError, RowError, MassiveError, OutsideError


@contextmanager
def explained() -> Iterator[None]:
    """Faults that a user can mend, as one line and exit code 2."""
    try:
        yield
    except grpc.RpcError as error:
        if error.code() == grpc.StatusCode.UNAVAILABLE:
            fail("nothing answers there. Start the car with: malcha run, or malcha vehicle serve")
        fail(f"{error.code().name}: {error.details()}")
    except Exception as error:
        if isinstance(error, mendable()):
            fail(str(error))
        raise


@app.callback()
def main(log_level: Annotated[str, typer.Option(help="debug, info, warning or error; lines go to standard error.")] = "warning") -> None:
    level = getattr(logging, log_level.upper(), None)
    if not isinstance(level, int):
        fail(f"--log-level {log_level}: debug, info, warning or error")
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def channels(ccan: str, mcan: str) -> dict[str, str] | None:
    if bool(ccan) != bool(mcan):
        fail("give both --ccan and --mcan, or neither")
    return {"ccan": ccan, "mcan": mcan} if ccan else None


@app.command()
def run(
    address: Annotated[str, typer.Option(help="host:port for the vehicle gateway; port 0 takes any.")] = processes.VEHICLE_ADDRESS,
    scenario: Annotated[bool, typer.Option(help="Drive the short scenario first.")] = True,
) -> None:
    """Start everything and talk: the NLU server, the vehicle gateway and a simulated car on virtual CAN buses.

    Drives a short scenario in Korean and English, showing for each sentence the commands, the CAN frames, the outcome
    and the milliseconds; then, on a terminal, waits for your own sentences (an empty line ends it).
    """
    nlu = processes.free_address()
    with explained(), ExitStack() as started:
        with out.status("starting the NLU server and the car"):
            servers = (("nlu", "serve", "--address", nlu), ("vehicle", "serve", "--nlu", nlu, "--address", address))
            _, gateway = started.enter_context(processes.processes(*servers))
        channel = started.enter_context(grpc.insecure_channel(gateway))
        vehicle = vehicle_pb2_grpc.VehicleStub(channel)
        out.print(f"NLU server on {nlu}, vehicle gateway on {gateway}, simulated car on virtual ccan and mcan\n")
        for locale, text in SCENARIO if scenario else ():
            out.print(show.turn(text, vehicle.Say(vehicle_pb2.SayRequest(text=text, locale=locale), timeout=TURN_DEADLINE)))
        if sys.stdin.isatty():
            talk(vehicle)


def talk(vehicle: vehicle_pb2_grpc.VehicleStub) -> None:
    """Sentences from the terminal until an empty line."""
    out.print("Your turn: say something to the car, in Korean or English. An empty line ends.")
    while text := next_line():
        try:
            out.print(show.turn(text, vehicle.Say(vehicle_pb2.SayRequest(text=text), timeout=TURN_DEADLINE)))
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
    address: Address = processes.VEHICLE_ADDRESS,
    locale: Annotated[str, typer.Option(help="ko-KR or en-US; told from the text if not given.")] = "",
    seat: Annotated[str, typer.Option(help="Who speaks: driver, passenger, rear_left, rear_right.")] = "driver",
) -> None:
    """Say one sentence to a running car (malcha run in another terminal). Exit code 1 if it was not done."""
    with explained(), grpc.insecure_channel(address) as channel:
        said = vehicle_pb2_grpc.VehicleStub(channel).Say(vehicle_pb2.SayRequest(text=text, locale=locale, seat=seat), timeout=TURN_DEADLINE)
    out.print(show.turn(text, said))
    fine = {vehicle_pb2.CONFIRMED, vehicle_pb2.ALREADY, vehicle_pb2.ANSWERED, vehicle_pb2.NEEDS_CONFIRMATION, vehicle_pb2.HANDED_OFF}
    if not said.results or any(result.outcome not in fine for result in said.results):
        raise typer.Exit(NOT_DONE)


@app.command()
def understand(
    text: Annotated[str | None, typer.Argument(help="One sentence; without it, lines are read from standard input.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='Print one JSON object a line; input lines may be {"text": ..., "lang": ...} or plain text.')
    ] = False,
    model: Model = processes.MODEL,
) -> None:
    """Understand sentences without any server: what would be commanded, as a table or as JSON lines for scripts.

    A line that cannot be understood as a sentence gets an "error" in its place; the exit code is then 2.
    """
    from malcha.lines import answer, dump, given, read, table

    with explained():
        from nlu.engine import Engine

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


@app.command("eval")
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Labelled utterances: JSON lines, or YAML lists (.yaml, .yml).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure as one JSON object instead of tables.")] = False,
    failures: Annotated[int, typer.Option(min=0, help="Show so many utterances that were not right, the surest first.")] = 0,
    model: Model = processes.MODEL,
    page: Annotated[Path | None, typer.Option("--markdown", help="Write the figures as a page of Markdown, too.", dir_okay=False)] = None,
) -> None:
    """Score the engine on labelled utterances: exactness, false accepts and rejects, confusions, calibration, latency.

    A row is {"text", "lang", "commands"}: lang ko or en (it may be left out in files called ko.* or en.*), commands a list of
    {"function", "op", "zone", "value"}, empty where nothing is for the car. It may have "also_ok", a list of other command lists
    that are fair; "alternatives", a list of {"text", "score"}; "context", {"last": commands, "pending": true or false}.
    A row that cannot be used is named, with exit code 2, before anything is scored.
    """
    with explained():
        from malcha.evaluate import main as score

        score(files, model, failures, as_json, page, out)


@app.command()
def functions() -> None:
    """List what the car can be asked for, with ranges and conditions. Needs no server."""
    from vehicle.functions import FUNCTIONS
    from vehicle.server import info

    with explained():
        out.print(show.functions(info(row) for row in FUNCTIONS.values()))


@app.command()
def state(
    address: Address = processes.VEHICLE_ADDRESS,
    watch: Annotated[bool, typer.Option("--watch", help="Keep showing it; Ctrl-C ends.")] = False,
) -> None:
    """Show what the running car has confirmed, by function and zone, with the age of each value."""
    with explained(), grpc.insecure_channel(address) as channel:
        vehicle = vehicle_pb2_grpc.VehicleStub(channel)

        def picture() -> object:
            now = vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=5)
            return show.state(now.functions, f"{now.driving}, {now.speed_kmh:g} km/h, gear {now.gear}, ignition {now.ignition}")

        if not watch:
            out.print(picture())
            return
        with Live(picture(), console=out, auto_refresh=False) as live:  # type: ignore[arg-type]
            try:
                for _ in vehicle.WatchState(vehicle_pb2.WatchStateRequest()):
                    live.update(picture(), refresh=True)  # type: ignore[arg-type]
            except KeyboardInterrupt:
                return


@nlu_app.command("serve")
def nlu_serve(
    address: Annotated[str, typer.Option(help="host:port to listen on; port 0 takes any.")] = processes.NLU_ADDRESS,
    model: Model = processes.MODEL,
) -> None:
    """Serve the NLU over gRPC (with health checking and reflection) until SIGINT or SIGTERM."""
    with explained():
        from nlu.engine import Engine
        from nlu.server import serve

        processes.serve_until_stopped(*serve(Engine.load(model), address), address)


@vehicle_app.command("serve")
def vehicle_serve(
    address: Annotated[str, typer.Option(help="host:port to listen on; port 0 takes any.")] = processes.VEHICLE_ADDRESS,
    nlu: Annotated[str, typer.Option(help='host:port of the NLU server; "" for none.')] = processes.NLU_ADDRESS,
    engine: Annotated[bool, typer.Option(help="Load the NLU engine in the car too, for when the server is away.")] = True,
    interface: Interface = "virtual",
    ccan: Ccan = "",
    mcan: Mcan = "",
) -> None:
    """Serve the vehicle gateway over gRPC until SIGINT or SIGTERM.

    On the virtual bus the simulated car runs in the same process; on other interfaces it is elsewhere (malcha sim).
    """
    with explained():
        from malcha import stack
        from vehicle.server import serve

        with stack.gateway(interface, channels(ccan, mcan), interface == "virtual", nlu or None, engine) as assistant:
            if not stack.wait_for_car(assistant):
                logging.getLogger(__name__).warning("no car heard yet on %s", interface)
            processes.serve_until_stopped(*serve(assistant, address), address)


@app.command()
def sim(interface: Interface = "udp_multicast", ccan: Ccan = "", mcan: Mcan = "") -> None:
    """Run the simulated car by itself, for a gateway in another process on the same interface. Ctrl-C ends.

    Example: malcha sim, and in another terminal: malcha vehicle serve --interface udp_multicast
    """
    with explained():
        if interface == "virtual":
            raise processes.StartError("the virtual bus does not leave its process: use malcha vehicle serve, or --interface udp_multicast")
        from malcha import stack

        with stack.simulated_car(interface, channels(ccan, mcan)):
            out.print(f"simulated car on {interface}; Ctrl-C ends")
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                return


@app.command()
def health(
    address: Annotated[list[str] | None, typer.Option(help="host:port of a server; several may be given. Default: the usual two.")] = None,
) -> None:
    """Is a server here serving? Exit code 0 if one of the addresses says so (for container health checks)."""
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    for where in address or [processes.NLU_ADDRESS, processes.VEHICLE_ADDRESS]:
        with grpc.insecure_channel(where) as channel:
            try:
                found = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=2)
            except grpc.RpcError:
                continue
        if found.status == health_pb2.HealthCheckResponse.SERVING:
            out.print(f"{where} is serving")
            return
    fail("no server is serving")


@app.command()
def train(
    out_directory: Annotated[Path, typer.Option("--out", help="Where the model's files go.")] = processes.MODEL,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 0,
    steps: Annotated[int, typer.Option(min=1, help="Steps of the optimiser.")] = 20_000,
    minutes: Annotated[float, typer.Option(min=0.1, help="End earlier than the steps; the learning rate falls in time.")] = 60.0,
    data: Annotated[Path | None, typer.Option(help="Folder of public data sets to train on as well.", exists=True)] = None,
    pictures: Annotated[Path | None, typer.Option(help="Folder for pictures of learning, confusions, reliability.")] = None,
    floats: Annotated[Path | None, typer.Option("--float", help="Folder for the same model as float32, to compare with.")] = None,
) -> None:
    """Train the model from the sentences in nlu/corpus (needs the train extra: make train installs it)."""
    with explained(), training_packages():
        from nlu.train import run as training

        training(out_directory, out, seed, steps, minutes, data, pictures, floats)


@app.command("bench-massive")
def bench_massive(
    directory: Annotated[Path, typer.Argument(help="Folder with MASSIVE as *.jsonl: ko-KR and en-US.", exists=True, file_okay=False)],
    out_directory: Annotated[Path, typer.Option("--out", help="Where the model's files go.")] = Path("massive-model"),
    epochs: Annotated[int, typer.Option(min=1, help="Times that the training rows are seen.")] = 26,
    minutes: Annotated[float, typer.Option(min=0.1, help="End earlier; the learning rate falls in time.")] = 60.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 0,
    pictures: Annotated[Path | None, typer.Option(help="Folder for the picture of learning.")] = None,
) -> None:
    """Train the same network, wider, on MASSIVE and report int8 accuracy beside published models; last line is JSON."""
    with explained(), training_packages():
        from malcha.bench_massive import main as measure

        measure(directory, out_directory, epochs, minutes, seed, pictures, out)


@contextmanager
def training_packages() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        fail(f"training needs more packages ({error.name}): use make train")


@app.command()
def bench(rounds: Annotated[int, typer.Option(min=20, help="Utterances for each row.")] = 300) -> None:
    """Measure every latency-critical path beside an empty gRPC call and print the budget table; last line is JSON."""
    from malcha.bench import main as measure

    with explained():
        measure(rounds, out)
