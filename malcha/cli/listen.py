"""The verb that listens: push to talk at the terminal of a driver."""

import queue
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.connection import CLIENT, seat, vehicle
from malcha.cli.errors import NOT_DONE, explained, fail, of_call, reason_of_call
from malcha.cli.flags import flags
from malcha.cli.talk import Locale, Seat, all_done, usable
from malcha.config.effective import Effective
from malcha.screens.json_lines import print_line

HINT = "Enter: speak, then wait or press it again. It silences the voice, too. Ctrl-D ends."
HINT_WAKE = "Your wake word begins, too, and what you say may follow in the same breath."


@flags(*CLIENT)
def listen(
    config: Effective,
    more: Annotated[list[Path] | None, typer.Argument(help="More WAV files behind --file.")] = None,
    file: Annotated[Path | None, typer.Option(help="A WAV file instead of the microphone.")] = None,
    locale: Locale = "",
    speaker: Seat = "driver",
    button: Annotated[bool, typer.Option("--button", help="The button on the steering wheel begins, too.")] = False,
    wake: Annotated[
        Path | None, typer.Option(help="A folder with three recordings of your wake word: saying it begins, too.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One utterance, from now on; then end.")] = False,
    mute: Annotated[bool, typer.Option("--mute", help="Show the reply, do not say it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each event.")] = False,
) -> None:
    """Talk to a running car: press Enter, speak, and see and hear what comes of it.

    Enter ends the utterance early; while the voice speaks, Enter or Ctrl-C silences it. "Stop" needs no key while
    something moves or the voice speaks. With --button the speech button on the steering wheel begins, too; held, it
    calls off what was said. With --wake your wake word begins; malcha enrol DIR records it. What guidance says on the
    way is shown and spoken, too, and never while you speak.

    malcha listen --file a.wav b.wav hears WAV files (16-bit PCM, mono, 8 to 48 kHz) instead of the microphone, one
    utterance of each, as fast as they were spoken; with --wake one behind each wake word in them. With --file or --once
    the exit code is 1 if something was not done.
    """
    if more and file is None:
        fail("WAV files are given with --file: malcha listen --file a.wav b.wav", "FILES")
    wavs = [usable(path) for path in (file, *(more or [])) if path is not None]
    keys = keys_there()
    if not wavs and not button and not keys and wake is None:
        fail("standard input is no terminal, so no key can begin: give --file FILE, --button or --wake", "NO_TERMINAL")
    word = None
    if wake is not None:
        with explained():
            from malcha.talk.waking import enrolled

            word = enrolled(wake)
    with vehicle(config) as stub, ExitStack() as stack:
        from malcha.cli import terminal
        from malcha.cli.utterances import Begin, shown
        from malcha.talk.loudspeaker import loudspeaker
        from malcha.talk.microphone import Microphone
        from malcha.talk.waking import Waking

        signals: terminal.Signals = queue.SimpleQueue()
        show, level, announcement = shown(as_json, stack)
        opened = None if mute else loudspeaker()
        begin = Begin(stub, locale, seat(speaker), opened, show, level, lambda each: signals.put((terminal.DONE, each)))
        stack.callback(begin.close)

        def tell(exchange: Any) -> None:
            """Of many utterances, one that the gateway could not hear is no end."""
            import grpc

            if once or not isinstance(exchange.error, grpc.RpcError):
                finished(exchange)
            if not once:
                begin.rest()
            if once or exchange.error is None:
                return
            why = of_call(exchange.error, config.settings.client.address)
            print_line({"error": why, "reason": reason_of_call(exchange.error)}) if as_json else typer.echo(
                why, err=True
            )

        def finished(exchange: Any) -> bool:
            if exchange.error is not None:
                raise exchange.error
            return all_done(exchange.turn)

        if wavs:
            done = [each is not None and finished(each) for each in heard(begin, wavs, word)]
            if not all(done):
                raise typer.Exit(NOT_DONE)
            return
        if keys:
            stack.enter_context(terminal.unseen_keys())
            terminal.read_keys(signals)
            typer.echo(HINT, err=True)
        if button:
            terminal.watch_button(stub, signals)
        if word is not None:
            begin.wake(Waking(word, Microphone, partial(terminal.woken, signals)))
            typer.echo(HINT_WAKE, err=True)
        if not once:
            terminal.watch_announcements(stub, announcement, opened)
        terminal.push_to_talk(signals, begin.microphone, once, once and not button and word is None, tell)
        if once and not (begin.last is not None and all_done(begin.last.turn)):
            raise typer.Exit(NOT_DONE)


def keys_there() -> bool:
    """Is there a keyboard?"""
    return sys.stdin.isatty()


def heard(begin: Any, wavs: list[Any], word: Any) -> Iterator[Any]:
    """One exchange after the other; behind the wake word where there is one, and None for a file without it."""
    from malcha.cli.terminal import to_its_end

    for wav in wavs:
        exchange = None
        for exchange in [begin.file(wav)] if word is None else begin.behind_each(word, wav):
            to_its_end(exchange)
            yield exchange
        if exchange is None:
            typer.echo(f"{wav.path.name}: the wake word was not heard", err=True)
            yield None
