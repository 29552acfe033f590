"""malcha.toml: its values, each with its line.

tomllib tells no lines. They are found by reading the text statement by statement: the fewest lines that are TOML by
themselves are one statement, and tomllib itself says which key it sets. So quoted and dotted keys, inline tables, and
texts and lists over several lines need no parser of our own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from malcha.config.keys import ConfigError, Given, field_of, is_table, unknown

KeyPath = tuple[str, ...]

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")  # in tomllib's messages


def read(path: Path) -> dict[str, Given]:
    """The keys that the file gives.

    Raises ConfigError for a file that cannot be read, is not TOML, or has an unknown key.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: the configuration cannot be read: {error.strerror or error}") from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path} line {line}: not UTF-8, which TOML has to be") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise syntax_error(path, text, str(error)) from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deep") from error
    return dict(checked(data, lines(text), path))


def syntax_error(path: Path, text: str, message: str) -> ConfigError:
    """tomllib's message with the line in front."""
    place = PLACE.search(message)
    last = text.rstrip("\n").count("\n") + 1
    line = place[1] if place and place[1] else str(last)
    column = f", column {place[2]}" if place and place[2] else ""
    what = PLACE.sub("", message)
    return ConfigError(
        f"{path} line {line}{column}: not TOML: {what}. A line is a [table], key = value, or a # comment"
    )


def checked(
    data: Mapping[str, Any], where: Mapping[KeyPath, int], path: Path, above: KeyPath = ()
) -> Iterator[tuple[str, Given]]:
    """Each key with its value and line. Raises ConfigError for one that there is not, and where a table has to be."""
    for name, value in data.items():
        found = (*above, name)
        key, origin = ".".join(found), f"{path} line {where[found]}"
        if "." in name:  # '"gateway.rate" = 5' is no key of [gateway]
            raise ConfigError(f'{origin}: no key "{key}": write {key} without quotes')
        if is_table(key):
            if not isinstance(value, Mapping):
                raise ConfigError(f"{origin}: {key} is {value!r}, but must be a table: [{key}]")
            yield from checked(value, where, path, found)
        elif field_of(key) is None:
            raise unknown(key, origin)
        else:
            yield key, Given(value, origin)


def lines(text: str) -> dict[KeyPath, int]:
    """{path of a key or table: the line where it is first named}, counted from 1. `text` is valid TOML."""
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    statement: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        statement.append(line)
        try:
            said = tomllib.loads("\n".join(statement))
        except tomllib.TOMLDecodeError:
            continue  # goes on in the next line
        first = number - len(statement) + 1
        header = statement[0].lstrip().startswith("[")
        paths = [path if header else table + path for path in below(said)]
        for path in paths:
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], first)
        if header:
            table = paths[0]
        statement = []
    return found


def below(said: Mapping[str, Any]) -> Iterator[KeyPath]:
    """The paths of the values and of the empty tables."""
    for name, value in said.items():
        if isinstance(value, Mapping) and value:
            yield from ((name, *rest) for rest in below(value))
        else:
            yield (name,)
