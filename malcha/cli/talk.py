"""The verbs that tell a car what to do: say a sentence, execute commands; and understand, without any car."""

from pathlib import Path
from typing import Annotated, Any

import typer

from malcha.cli.connection import CLIENT, TURN_DEADLINE, seat, vehicle
from malcha.cli.errors import BAD_INPUT, NOT_DONE, explained, fail
from malcha.cli.flags import flags
from malcha.cli.given import as_typed, checked_text
from malcha.cli.streams import done_anyway, utf8_input
from malcha.config.effective import Effective
from malcha.screens.json_lines import print_line

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]
Locale = Annotated[str, typer.Option("--locale", help="ko-KR or en-US; told from the text if not given.")]
Seat = Annotated[str, typer.Option("--seat", help="Who speaks: driver, passenger, rear_left, rear_right.")]


@flags(*CLIENT)
def say(
    config: Effective,
    words: Annotated[
        list[str] | None, typer.Argument(help="The sentence, with or without quotes: 운전석 열선 켜 줘.")
    ] = None,
    audio: Annotated[
        Path | None, typer.Option(help="A WAV file instead of words: 16-bit PCM, mono, 8 to 48 kHz.")
    ] = None,
    real_time: Annotated[
        bool, typer.Option("--real-time", help="Send the WAV file as fast as it was spoken, not as fast as it goes.")
    ] = False,
    locale: Locale = "",
    speaker: Seat = "driver",
    as_json: AsJson = False,
) -> None:
    """Say one sentence to a running car (malcha run in another terminal). Exit code 1 if it was not done.

    Not done is, too, what the car asks about first and what is handed to a service outside the car. With --audio the
    car hears the first utterance of a WAV file; where it hears none, nothing is done.

    With --json: {"id", "text", "outcome", "commands": [{"function", "op", "zone", "value", "outcome", "reason"}],
    "reply", "ms"}; what was not spoken is null, ms are milliseconds by stage. Where nothing was heard, the outcome is
    "nothing_heard".
    """
    from malcha.v1 import vehicle_pb2

    if (audio is None) == (not words):
        fail("either words are said or --audio FILE: malcha say 트렁크 열어 줘", "TEXT")
    if audio is not None:
        hear(config, usable(audio), real_time, locale, seat(speaker), as_json)
        return
    text = checked_text(" ".join(words or ()))
    request = vehicle_pb2.SayRequest(text=text, locale=locale, seat=seat(speaker))
    with vehicle(config) as stub:
        done = stub.Say(request, timeout=TURN_DEADLINE).turn
    tell(done, text, as_json, of_text=True)


def usable(path: Path) -> Any:
    """A WAV file that was looked at. What cannot be used ends the verb."""
    from speech.protocols import AudioError
    from speech.wav import open_wav

    try:
        return open_wav(path)
    except AudioError as error:
        fail(str(error), "AUDIO")
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror or error}", "AUDIO")


def hear(config: Effective, wav: Any, real_time: bool, locale: str, speaker: Any, as_json: bool) -> None:
    """A turn of what is heard in a file."""
    from malcha.talk.audio_files import chunks
    from malcha.talk.spoken_turn import spoken_turn
    from malcha.talk.talking import Said, Talk

    with vehicle(config) as stub:
        found = spoken_turn(Talk(stub, chunks(wav, real_time), Said(wav.rate, locale, speaker)))
    if found.turn is not None:
        tell(found.turn, found.text, as_json, of_text=True)
        return
    with done_anyway():
        if as_json:
            nothing = {"text": "", "outcome": "nothing_heard", "commands": [], "reply": found.reply, "ms": {}}
            print_line({"id": found.id} | nothing)
        else:
            from malcha.screens.console import console
            from malcha.screens.talk import nothing_heard, reply

            console().print(nothing_heard(found.nothing), reply(found.reply), sep="\n")
    raise typer.Exit(NOT_DONE)


@flags(*CLIENT)
def execute(
    commands: Annotated[str, typer.Argument(help='JSON list of commands; "-" reads it from standard input.')],
    config: Effective,
    locale: Annotated[str, typer.Option(help="Language of the reply: ko-KR or en-US.")] = "",
    speaker: Seat = "driver",
    as_json: AsJson = False,
) -> None:
    """Have a running car carry out commands without language.

    Exit code 1 if one was not done, 2 if there is no such command. Functions, ops, zones and values are those of
    malcha functions. A value is a number, a word, or an object, as {"to": "Anna", "text": "I am late"} of
    message.send; "unit", "delay_s" and "duration_s" may be given, too. For example:

    malcha execute '[{"function": "hazard", "op": "on"}, {"function": "trunk", "op": "open"}]'
    """
    from malcha.cli.commands import CommandsError, read
    from malcha.screens.words import command
    from malcha.v1 import vehicle_pb2

    try:
        given = read(checked_text(utf8_input().read() if commands == "-" else commands))
    except CommandsError as error:
        fail(str(error), "COMMANDS")
    request = vehicle_pb2.ExecuteRequest(commands=given, locale=locale, seat=seat(speaker))
    with vehicle(config) as stub:
        done = stub.Execute(request, timeout=TURN_DEADLINE).turn
    tell(done, "; ".join(map(command, given)), as_json, of_text=False)


def tell(done: Any, said: str, as_json: bool, of_text: bool) -> None:
    """Print a malcha.v1 Turn. Raises typer.Exit with NOT_DONE where something was not done."""
    from malcha.screens import plain
    from malcha.screens.console import console
    from malcha.screens.turn import turn

    with done_anyway():
        if as_json:
            print_line(plain.turn(done, said if of_text else None))
        else:
            console().print(turn(said, done))
    if not all_done(done):
        raise typer.Exit(NOT_DONE)


def all_done(turn: Any) -> bool:
    """Was something commanded, and all of it done? Of a malcha.v1 Turn; None: nothing was heard."""
    from malcha.v1 import turn_pb2

    fine = {
        turn_pb2.COMMAND_OUTCOME_CONFIRMED,
        turn_pb2.COMMAND_OUTCOME_ALREADY,
        turn_pb2.COMMAND_OUTCOME_SCHEDULED,
        turn_pb2.COMMAND_OUTCOME_ANSWERED,
    }
    return turn is not None and bool(turn.results) and all(result.outcome in fine for result in turn.results)


@flags("model", "nlu.model")
def understand(
    config: Effective,
    words: Annotated[
        list[str] | None, typer.Argument(help="One sentence; without it, lines are read from standard input.")
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help='Print one JSON object a line; input lines may be {"text": ..., "lang": ...} or plain text.'
        ),
    ] = False,
) -> None:
    """Understand sentences without any server: what would be commanded, as a table or as JSON lines for scripts.

    With --server-model, that one reads what the car's is not sure of, too, as while driving.
    A line that cannot be understood as a sentence gets an "error" in its place; the exit code is then 2.
    """
    with explained():
        from malcha.cli.understand_lines import answer, given, read, table
        from malcha.run.both_engines import engine
        from malcha.screens.console import console

        reader = engine(config)
    bad, out = False, console()
    for asked in [{"text": as_typed(" ".join(words))}] if words else map(read, given()):
        found = answer(reader, asked)
        bad |= "error" in found
        if as_json:
            print_line(found)
        else:
            out.print(table(found))
    if bad:
        raise typer.Exit(BAD_INPUT)
