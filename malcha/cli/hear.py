"""The verbs with ears: audio files as words, and what these would do; how well that goes."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.errors import BAD_INPUT, explained, fail
from malcha.cli.flags import flags
from malcha.config.effective import Effective
from malcha.screens.json_lines import print_line


@flags("model")
def transcribe(
    config: Effective,
    files: Annotated[list[Path], typer.Argument(help="WAV files: 16-bit PCM, mono, 8 to 48 kHz.")],
    lang: Annotated[str, typer.Option("--lang", "--locale", help="The language that is spoken: ko or en.")] = "ko",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each utterance.")] = False,
) -> None:
    """Hear what is said in WAV files, and what it would be understood as. Needs the speech packages: make speech.

    Each pause ends an utterance. A file that cannot be used is named, with exit code 2, and the others are heard.
    """
    with explained():
        from languages import locales
        from malcha.cli.heard_lines import heard
        from malcha.screens.console import console
        from malcha.screens.heard import line
        from malcha.speech.ears import ears
        from malcha.speech.hearing import utterances
        from nlu.engine.engine import Engine
        from speech.protocols import AudioError, NoRecogniser

        code = locales().get(lang, lang)
        engine, hearing = Engine.load(config.settings.model), ears((code,), config.settings.speech.own_models)
        out, bad = console(), False
        for path in files:
            try:
                for said in utterances(path, code, hearing, engine):
                    if as_json:
                        print_line({"file": str(path)} | heard(said))
                    else:
                        out.print(line(path.name, heard(said)))
            except (AudioError, NoRecogniser, OSError) as error:
                bad = True
                if as_json:
                    print_line({"file": str(path), "error": str(error)})
                else:
                    out.print(str(error), style="red")
    if bad:
        raise typer.Exit(BAD_INPUT)


@flags("model")
def evaluate_audio(
    config: Effective,
    folder: Annotated[
        Path,
        typer.Argument(help="Folder with WAV files and their list, clips.tsv.", metavar="DIR", file_okay=False),
    ],
    locale: Annotated[str, typer.Option(help="The language that is spoken: ko, en, ko-KR, en-US.")] = "ko",
    noise: Annotated[
        bool, typer.Option("--noise/--clean", help="In car noise of 20, 10, 5 and 0 dB SNR as well, or as it is.")
    ] = True,
    quick: Annotated[
        bool, typer.Option("--quick", help="Each clip in one of the four scenes of noise instead of in each.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same noise.")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every figure as one JSON object instead of tables.")
    ] = False,
    failures: Annotated[
        int, typer.Option(min=0, help="Show so many utterances that were not as meant, wrong acts first.")
    ] = 0,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="Draw the figures, too; needs matplotlib.", dir_okay=False)
    ] = None,
) -> None:
    """Score hearing on recorded clips: wrong characters, commands as meant, asked, wrong, opposite; false commands.

    A line of clips.tsv is a file, what is said in it and, where wanted, its commands as a JSON list as in malcha eval,
    with tabs between; "-" in their place: not for the car. docs/speech_to_text.md says more. A clip that cannot be used
    is named, with exit code 2, before anything is scored. Needs the speech packages: make speech.
    """
    with explained():
        from malcha.screens.console import console
        from malcha.screens.hearing import show
        from nlu.evaluation.labelled import RowError

        if svg and not svg.absolute().parent.is_dir():
            raise RowError(f"{svg} cannot be written: its folder does not exist")
        draw = picture() if svg else None
        found = scored(config, folder, locale, noise, quick, seed, failures)
        if as_json:
            print_line(found)
        else:
            show(found, console())
        if draw and svg:
            draw(found, svg)


def picture() -> Callable[[Mapping[str, Any], Path], None]:
    """What draws the figures: asked for before the minutes that they take."""
    try:
        from nlu.evaluation.hearing_picture import hearing_picture
    except ModuleNotFoundError as error:
        fail(f"--svg needs the package {error.name}: pip install {error.name}", "PACKAGES")
    return hearing_picture


def scored(
    config: Effective, folder: Path, locale: str, noise: bool, quick: bool, seed: int, failures: int
) -> dict[str, Any]:
    """Every figure. Raises RowError, NoRecogniser, SpeechUnavailable."""
    from rich.console import Console
    from rich.progress import Progress

    from languages import locales
    from malcha.speech.clip_trials import jobs, trials
    from malcha.speech.ears import ears
    from nlu.engine.engine import Engine
    from nlu.evaluation.clips import read_clips
    from nlu.evaluation.hearing_trials import failures as failed
    from nlu.evaluation.hearing_trials import report
    from speech.evaluation.character_errors import kocer

    if locale not in locales():
        fail(f"--locale {locale}: only {', '.join(sorted(locales()))} are spoken")
    code, engine = locales()[locale], Engine.load(config.settings.model)
    todo = jobs(read_clips(folder, code, engine.catalogue), engine, noise, not quick, seed)
    kocer()
    hearing = ears((code,), config.settings.speech.own_models)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        done = trials(todo, hearing, engine, partial(progress.track, description="clips", total=len(todo)))
    recogniser = hearing.recognisers[code]
    about = {"recogniser": f"{recogniser.name} ({recogniser.version})", "model": engine.model_version, "seed": seed}
    return about | report(done) | {"failures": failed(done)[:failures]}
