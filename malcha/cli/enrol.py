"""The verb that records a wake word."""

import shutil
import tempfile
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
        from malcha.talk.waking import enrolled, read, recordings
        from speech.listening.wake_word import RECORDINGS, open_network

        open_network()  # what is missing is told before anybody speaks
        if folder.exists() and (not folder.is_dir() or recordings(folder)):
            fail(f"{folder} is a file, or has WAV files already: choose another folder", "FOLDER_NOT_EMPTY")
        with tempfile.TemporaryDirectory() as kept:
            made = [Path(kept) / f"{number}.wav" for number in range(1, RECORDINGS + 1)]
            for number, file in enumerate(made, 1):
                typer.echo(f"{number} of {RECORDINGS}: press Enter, then say the word", err=True)
                wait_for_enter()
                record(file)
                read(file)
            enrolled(Path(kept))
            try:
                folder.mkdir(parents=True, exist_ok=True)
                for file in made:
                    shutil.copy(file, folder)
            except OSError as error:
                fail(f"{folder} cannot be written: {error.strerror}", "FOLDER")
        typer.echo(f"recorded: malcha listen --wake {folder}")


def wait_for_enter() -> None:
    try:
        input()
    except EOFError:
        fail("standard input is no terminal, so no key can begin a recording", "NO_TERMINAL")


def record(file: Path) -> None:
    """SECONDS of the microphone. Raises SpeechUnavailable, MicrophoneError, OSError."""
    from malcha.talk.microphone import CHUNK, Microphone
    from speech.pcm import samples_of
    from speech.wav import write_wav

    microphone = Microphone()
    try:
        audio = b"".join(islice(microphone.chunks(), round(SECONDS / CHUNK)))
    finally:
        microphone.close()
    write_wav(file, samples_of(audio, microphone.rate), microphone.rate)
