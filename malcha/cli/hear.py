"""The verbs with ears: audio files as words, and what these would do."""

from pathlib import Path
from typing import Annotated

import typer

from malcha.cli.errors import BAD_INPUT, explained
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
        from malcha.run.ears import ears
        from malcha.run.hearing import utterances
        from malcha.screens.console import console
        from malcha.screens.heard import line
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
