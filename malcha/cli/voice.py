"""The verb of the voice: the prompts that a car is shipped with."""

from typing import Annotated

import typer

from malcha.cli.errors import explained, fail
from malcha.cli.flags import flags
from malcha.config.effective import Effective


@flags("car", "speech.cache", "speech.ahead")
def prompts(
    config: Effective,
    locale: Annotated[str, typer.Option(help="ko-KR or en-US; both if not given.")] = "",
    only_list: Annotated[bool, typer.Option("--list", help="Print the sentences and render nothing.")] = False,
) -> None:
    """Render the sentences that a car is likely to say, the likeliest first. Needs the speech packages: make speech.

    What is there already is not rendered again. The folder (--speech-cache) can be shipped with a car: a sentence that
    is in it is spoken at once.
    """
    with explained():
        import languages
        from malcha.run.checks import load_car
        from malcha.speech.prompts import likely

        found = languages.locales()
        if locale and locale not in found:
            fail(f"--locale {locale}: must be one of {', '.join(sorted(found))}", "LOCALE")
        car = load_car(config)
        most = config.settings.speech.ahead
        wanted = {code: likely(car, code, most) for code in ([found[locale]] if locale else languages.codes())}
        if only_list:
            for text in (text for texts in wanted.values() for text in texts):
                typer.echo(text)
            return
        typer.echo(render(config, wanted))


def render(config: Effective, wanted: dict[str, list[str]]) -> str:
    """What was done, in a line. Raises SpeechUnavailable."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    from malcha.speech import prompts, voices
    from speech.voices.rendering import Renderer

    kept_in = voices.folder(config)
    if kept_in is None:
        fail("there is no home directory: name a folder with --speech-cache", "CONFIG")
    renderer = Renderer()
    try:
        found = voices.prompts(renderer, kept_in)
        texts = prompts.missing(found, wanted)
        columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("prompts", total=len(texts))
            rendered = prompts.render(
                found, texts, lambda: False, lambda done, text: progress.update(task, completed=done)
            )
    finally:
        renderer.close()
    lost = len(prompts.missing(found, wanted))
    if lost:
        fail(f"{lost} of {rendered} rendered prompts could not be kept in {kept_in}", "CACHE")
    there = sum(map(len, wanted.values())) - len(texts)
    return f"{rendered} prompts rendered, {there} were there: {kept_in}"
