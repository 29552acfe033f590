"""The `malcha` command. Each verb says in its --help what a newcomer needs, and imports what it needs when called."""

import signal
import sys
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from malcha.cli import develop, enrol, hear, listen, look, maps, navigation, run, serve, streams, talk, voice
from malcha.cli.errors import NOT_DONE
from malcha.cli.flags import REMEMBERED

ENDED_BY = 128  # plus the signal: the exit code of a process that a signal has ended


class Command(typer.Typer):
    """The command as a process: its streams and signals are prepared before the verb is looked for."""

    def __call__(self, *arguments: Any, **more: Any) -> NoReturn:
        streams.prepare()
        signal.signal(signal.SIGTERM, end)
        code: Any = 0
        try:
            super().__call__(*arguments, **more)
        except SystemExit as ended:
            code = ended.code
        except streams.OutputLost as lost:
            streams.tell(lost)
            code = 0 if lost.reader_left else NOT_DONE
        try:
            sys.stdout.flush()
        except streams.OutputLost as lost:
            streams.tell(lost)
            code = code or (0 if lost.reader_left else NOT_DONE)
        sys.exit(code)


def end(number: int, frame: FrameType | None) -> NoReturn:
    """On SIGTERM: leave all that was begun in order. Servers that are up end with 0 (malcha.run.children)."""
    signal.signal(number, signal.SIG_IGN)  # the way out is not interrupted
    sys.exit(ENDED_BY + number)


app = Command(
    help="Malcha: an open in-vehicle voice assistant. Start with: malcha run",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
nlu_app = typer.Typer(help="The server that understands.", no_args_is_help=True)
vehicle_app = typer.Typer(help="The gateway in the car.", no_args_is_help=True)
map_app = typer.Typer(help="Maps to find places and to drive by.", no_args_is_help=True)
voice_app = typer.Typer(help="The voice that replies.", no_args_is_help=True)


@app.callback()
def main(
    context: typer.Context,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error; lines go to standard error.")
    ] = None,
) -> None:
    """Options before the verb."""
    if log_level is not None:
        context.meta[REMEMBERED] = {"log_level": ("--log-level", log_level)}


VERBS = {
    "run": run.run,
    "say": talk.say,
    "listen": listen.listen,
    "enrol": enrol.enrol,
    "execute": talk.execute,
    "understand": talk.understand,
    "transcribe": hear.transcribe,
    "functions": look.functions,
    "state": look.state,
    "clear-alarm": look.clear_alarm,
    "replay": look.replay,
    "health": look.health,
    "config": look.configuration,
    "drive": navigation.drive,
    "sim": serve.sim,
    "certs": serve.certs,
    "eval": develop.evaluate,
    "eval-audio": hear.evaluate_audio,
    "train": develop.train,
    "bench": develop.bench,
    "bench-massive": develop.bench_massive,
}
app.add_typer(nlu_app, name="nlu")
app.add_typer(vehicle_app, name="vehicle")
app.add_typer(map_app, name="map")
app.add_typer(voice_app, name="voice")
nlu_app.command("serve")(serve.nlu_serve)
vehicle_app.command("serve")(serve.vehicle_serve)
voice_app.command("prompts")(voice.prompts)
map_app.command("import")(maps.import_)
map_app.command("list")(maps.list_)
map_app.command("use")(maps.use)
map_app.command("info")(maps.info)
map_app.command("remove")(maps.remove)
for name, verb in VERBS.items():
    app.command(name)(verb)
