"""Recorded utterances with what was said in them: a folder of WAV files and its list, `clips.tsv`.

A line is `file<TAB>text<TAB>commands<TAB>kind`; lines that are empty or begin with # are not looked at:

    01.wav<TAB>창문 열어 줘<TAB>[{"function": "window", "op": "open"}]
    02.wav<TAB>조수석 온도 23도로
    03.wav<TAB><TAB>-<TAB>radio

- file: 16-bit PCM, mono, 8 to 48 kHz; its path from the folder on.
- text: what is said. Without it (with a list of commands, or "-") nothing is counted word for word.
- commands: a JSON list as in the files of `malcha eval` (label_files.py). "-": it is not for the car, and nothing must
  come of it. Left out: what the engine reads in the text is taken to be meant, so that what is counted is hearing
  alone.
- kind: optional, a name for where the clip comes from; each has figures of its own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from languages.text import normalise
from nlu.engine.description import Catalogue
from nlu.evaluation.label_files import row_of
from nlu.evaluation.labelled import Row, RowError

LIST = "clips.tsv"
NOT_FOR_CAR = "-"
MOST_FIELDS = 4


@dataclass(frozen=True)
class Clip:
    """A recording. `row` holds what is said and meant."""

    path: Path
    row: Row
    labelled: bool  # are its commands given? Else they are what the engine reads in the text
    for_car: bool


def read_clips(folder: Path, language: str, catalogue: Catalogue) -> list[Clip]:
    """The clips of a folder's list, in its order; `language` is the code of all of them.

    Raises RowError for the first line that cannot be used. The recordings are not opened.
    """
    path = folder / LIST
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        columns = "file<TAB>text<TAB>commands"
        raise RowError(f"{path} cannot be read: {error.strerror}; each line of it is {columns}") from error
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            fields = line.decode("utf-8").split("\t")
            if fields[0].strip() and not fields[0].startswith("#"):
                found.append(clip_of(fields, folder, language, catalogue, f"{path}:{number}"))
        except UnicodeDecodeError as error:
            raise RowError(f"{path}:{number}: not UTF-8") from error
        except RowError as error:
            raise RowError(f"{path}:{number}: {error}") from error
    if not found:
        raise RowError(f"{path}: no clip in it")
    return found


def clip_of(fields: Sequence[str], folder: Path, language: str, catalogue: Catalogue, where: str) -> Clip:
    """The clip of one line. Raises RowError, without saying where."""
    if len(fields) > MOST_FIELDS:
        raise RowError(f"{len(fields)} columns; they are file, text, commands, kind")
    name, text, commands, kind = (each.strip() for each in (*fields, "", "", "")[:MOST_FIELDS])
    path = folder / name
    if not path.is_file():
        raise RowError(f"{name} is not in the folder")
    if commands == NOT_FOR_CAR:
        return Clip(path, Row(text, language, (), where=where, kind=kind), labelled=True, for_car=False)
    if not text and not commands:
        raise RowError(f'{name} has neither a text nor commands; "{NOT_FOR_CAR}" says that it is not for the car')
    item = {"text": text or name, "lang": language, "commands": listed(commands) if commands else []}
    row = replace(row_of(item, catalogue, where=where), text=text, kind=kind)
    if commands and not row.commands:
        raise RowError(f'commands []: write "{NOT_FOR_CAR}" where nothing is for the car')
    if text:
        check_words(text)
    return Clip(path, row, labelled=bool(commands), for_car=True)


def listed(commands: str) -> object:
    try:
        return json.loads(commands)
    except (ValueError, RecursionError) as error:
        raise RowError(f"commands: not JSON: {error}") from error


def check_words(text: str) -> None:
    try:
        normalise(text)
    except ValueError as error:
        raise RowError(str(error)) from error
