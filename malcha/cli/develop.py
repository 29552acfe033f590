"""The verbs for who develops Malcha: scores, benchmarks, and training, which needs more packages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from malcha.cli.errors import explained, fail
from malcha.cli.flags import flags
from malcha.config.effective import Effective
from malcha.config.settings import MODEL


@flags("model", "nlu.model")
def evaluate(
    config: Effective,
    files: Annotated[list[Path], typer.Argument(help="Labelled utterances: JSON lines, or YAML lists (.yaml, .yml).")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every figure as one JSON object instead of tables.")
    ] = False,
    failures: Annotated[
        int, typer.Option(min=0, help="Show so many utterances that were not right, the surest first.")
    ] = 0,
    page: Annotated[
        Path | None, typer.Option("--markdown", help="Write the figures as a page of Markdown, too.", dir_okay=False)
    ] = None,
) -> None:
    """Score the engine on labelled utterances: exactness, false accepts and rejects, confusions, calibration, latency.

    With --server-model, that one reads what the car's is not sure of, too, as while driving.

    A row is {"text", "lang", "commands"}: lang ko or en (it may be left out in files called ko.* or en.*), commands a
    list of {"function", "op", "zone", "value"}, empty where nothing is for the car. It may have "also_ok", a list of
    other command lists that are fair; "alternatives", a list of {"text", "score"}; "context", {"last": commands,
    "pending": true or false}; "source", where the sentence comes from: each has a line of figures then. A row that
    cannot be used is named, with exit code 2, before anything is scored.
    """
    with explained():
        from malcha.run.both_engines import engine
        from malcha.screens.console import console
        from malcha.screens.evaluation import main as score

        score(files, engine(config), failures, as_json, page, console())


@flags()
def train(
    out_directory: Annotated[Path, typer.Option("--out", help="Where the model's files go.")] = MODEL,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 0,
    steps: Annotated[int, typer.Option(min=1, help="Steps of the optimiser.")] = 20_000,
    minutes: Annotated[
        float, typer.Option(min=0.1, help="End earlier than the steps; the learning rate falls in time.")
    ] = 60.0,
    data: Annotated[
        Path | None, typer.Option(help="Folder of public data sets to train on as well.", exists=True)
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option(help="Folder for pictures of learning, confusions, reliability.")
    ] = None,
    floats: Annotated[
        Path | None, typer.Option("--float", help="Folder for the same model as float32, to compare with.")
    ] = None,
    large: Annotated[bool, typer.Option("--large", help="The larger network, for the server.")] = False,
) -> None:
    """Train the model from the sentences in nlu/corpus (needs the train extra: make train installs it)."""
    with explained(), training_packages():
        from malcha.screens.console import console
        from nlu.large.recipe import LARGE
        from nlu.training.recipe import SMALL
        from nlu.training.train import run as training

        recipe = LARGE if large else SMALL
        training(out_directory, console(), seed, steps, minutes, data, pictures, floats, recipe=recipe)


@flags()
def bench_massive(
    directory: Annotated[
        Path, typer.Argument(help="Folder with MASSIVE as *.jsonl: ko-KR and en-US.", exists=True, file_okay=False)
    ],
    out_directory: Annotated[Path, typer.Option("--out", help="Where the model's files go.")] = Path("massive-model"),
    epochs: Annotated[int, typer.Option(min=1, help="Times that the training rows are seen.")] = 26,
    minutes: Annotated[float, typer.Option(min=0.1, help="End earlier; the learning rate falls in time.")] = 60.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model.")] = 0,
    pictures: Annotated[Path | None, typer.Option(help="Folder for the picture of learning.")] = None,
) -> None:
    """Train the same network, wider, on MASSIVE and report int8 accuracy beside published models; last line is JSON."""
    with explained(), training_packages():
        from malcha.screens.console import console
        from nlu.massive.report import main as measure

        measure(directory, out_directory, epochs, minutes, seed, pictures, console())


@contextmanager
def training_packages() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        fail(f"training needs more packages ({error.name}): use make train", "PACKAGES")


@flags()
def bench(
    rounds: Annotated[int, typer.Option(min=20, help="Utterances or commands for each row.")] = 300,
    load_seconds: Annotated[int, typer.Option(min=1, help="Seconds that both buses are under full load.")] = 60,
    speech: Annotated[
        bool, typer.Option("--speech", help="Measure hearing instead: from the end of speech to words and to done.")
    ] = False,
    navigation: Annotated[
        bool, typer.Option("--navigation", help="Measure the search for places instead, beside two plain ways.")
    ] = False,
    maps: Annotated[
        Path | None, typer.Option(help="With --navigation: a folder of *.osm.pbf, whose names are used.", exists=True)
    ] = None,
    country: Annotated[
        bool, typer.Option("--country", help="With --navigation: a map of a million made places, too: minutes.")
    ] = False,
) -> None:
    """Measure every latency-critical path beside an empty gRPC call, and the buses.

    Prints the table of budgets; the last line is JSON. With --speech, which needs the speech packages (make speech),
    hearing is measured instead; with --navigation the search for places.
    """
    with explained():
        from malcha.screens.console import console

        if speech:
            from malcha.bench.speech import main as measure_speech

            measure_speech(rounds, console())
        elif navigation:
            from malcha.bench.navigation import main as measure_navigation

            measure_navigation(rounds, maps, country, console())
        else:
            from malcha.bench.latency import main as measure

            measure(rounds, load_seconds, console())
