"""The verb that records a wake word."""

import io
import tempfile
import wave
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from malcha.cli.errors import explained, fail
from malcha.cli.flags import flags

SECONDS = 2.5  # of each recording: the word may have 2


@flags()
def enrol(
    folder: Annotated[Path, typer.Argument(help="Where the recordings go: a new folder, or one without WAV files.")],
) -> None:
    """Record a wake word of your own, three times, for malcha listen --wake DIR.

    Choose three syllables or more that nobody says by chance, and say them as you will in the car. Recordings that do
    not fit each other are not kept.
    """
    with explained():
        from malcha.talk.waking import enrolled, read
        from speech.listening.wake_word import RECORDINGS, open_network

        open_network()  # what is missing is told before anybody speaks
        if folder.exists() and (not folder.is_dir() or any(folder.glob("*.[wW][aA][vV]"))):
            fail(f"{folder} is a file, or has WAV files already: choose another folder", "FOLDER_NOT_EMPTY")
        with tempfile.TemporaryDirectory() as kept:
            made = [Path(kept) / f"{number}.wav" for number in range(1, RECORDINGS + 1)]
            for number, file in enumerate(made, 1):
                typer.echo(f"{number} of {RECORDINGS}: press Enter, then say the word", err=True)
                wait_for_enter()
                file.write_bytes(recorded())
                read(file)
            enrolled(Path(kept))
            try:
                folder.mkdir(parents=True, exist_ok=True)
                for file in made:
                    (folder / file.name).write_bytes(file.read_bytes())
            except OSError as error:
                fail(f"{folder} cannot be written: {error.strerror}", "FOLDER")
        typer.echo(f"recorded: malcha listen --wake {folder}")


def wait_for_enter() -> None:
    try:
        input()
    except EOFError:
        fail("standard input is no terminal, so no key can begin a recording", "NO_TERMINAL")


def recorded() -> bytes:
    """SECONDS of the microphone, as a WAV file. Raises SpeechUnavailable, MicrophoneError."""
    from malcha.talk.microphone import CHUNK, Microphone

    microphone = Microphone()
    try:
        audio = b"".join(islice(microphone.chunks(), round(SECONDS / CHUNK)))
    finally:
        microphone.close()
    file = io.BytesIO()
    with wave.open(file, "wb") as writing:
        writing.setparams((1, 2, microphone.rate, 0, "NONE", ""))
        writing.writeframes(audio)
    return file.getvalue()
