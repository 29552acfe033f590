"""Labelled utterances read from files, and checked against the catalogue of a model.

A file holds one JSON object a line, or, with the suffix .yaml or .yml, a YAML list of such objects:

    {"text": "조수석 온도 23도로", "lang": "ko",
     "commands": [{"function": "climate.temperature", "op": "set", "zone": "passenger", "value": 23}]}

`commands` is empty where nothing is for the car. Optional are `also_ok`, other command lists that are fair;
`alternatives`, what a recogniser heard instead of `text`, best first ({"text", "score"} each, or plain words); and
`context`, {"last": commands, "pending": bool}; and `source` (or `kind`), a name for where the sentence comes from.
`lang` may be left out in a file called ko.* or en.*. Other names in an object are for people and are not looked at.

What the catalogue does not know (a function, op, zone, word) cannot be used; it is mostly misspelt. In a row with a
source, labelled without regard to one model, it is taken as it stands in `commands` and `also_ok`, though the model
cannot answer it.
"""

import json
import re
import reprlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from contract.values import MOST_ALTERNATIVES, PARTS, Command, Context, Value
from languages import codes, locales
from languages.text import normalise
from nlu.engine.description import FOLLOW_UP, NO_COMMANDS, Catalogue
from nlu.evaluation.labelled import Row, RowError

NOT_LABELS = (*NO_COMMANDS, FOLLOW_UP)  # rows of a model's catalogue that are no commands
LISTED_KINDS = ("number", "percent", "count", "word")  # of value, whose words are all in the catalogue
YAML_SUFFIXES = (".yaml", ".yml")
LARGEST = 1e12  # a number beyond it is a mistake, whatever the unit
ANY_PART = frozenset[str]().union(*PARTS.values())  # of what an agent does, for a model that gives it no value
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def read_rows(paths: Iterable[Path], catalogue: Catalogue) -> list[Row]:
    """The rows of all files, each checked against the catalogue. Raises RowError for the first that cannot be used."""
    rows: list[Row] = []
    for path in paths:
        items = _yaml_items if path.suffix.lower() in YAML_SUFFIXES else _json_items
        before = len(rows)
        for line, item in items(path, _content(path)):
            try:
                rows.append(row_of(item, catalogue, path.stem, f"{path}:{line}"))
            except RowError as error:
                raise RowError(f"{path}:{line}: {error}") from error
        if len(rows) == before:
            raise RowError(f"{path}: no row in it")
    return rows


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise RowError(f"{path} cannot be read: {error.strerror}") from error


def _json_items(path: Path, content: bytes) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            if line.strip():
                yield number, json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise RowError(f"{path}:{number}: not UTF-8") from error
        except json.JSONDecodeError as error:
            raise RowError(f"{path}:{number}: not JSON: {error.msg}, column {error.colno}") from error
        except (ValueError, RecursionError) as error:  # a number of thousands of digits; thousands of brackets
            raise RowError(f"{path}:{number}: not JSON that can be read: {error}") from error


def _yaml_items(path: Path, content: bytes) -> Iterator[tuple[int, Any]]:
    try:
        import yaml
    except ImportError as error:
        raise RowError(
            f"{path}: YAML needs the package pyyaml (make test installs it); JSON lines need none"
        ) from error
    line = 1
    try:
        loader = yaml.SafeLoader(content.decode("utf-8"))
        node = loader.get_single_node()
        if node is not None and not isinstance(node, yaml.SequenceNode):
            raise RowError(f"{path}:{node.start_mark.line + 1}: not a YAML list")
        for item in node.value if node else ():
            line = item.start_mark.line + 1
            yield line, loader.construct_document(item)
    except UnicodeDecodeError as error:
        raise RowError(f"{path}:{content[: error.start].count(10) + 1}: not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        raise RowError(
            f"{path}:{error.problem_mark.line + 1 if error.problem_mark else line}: not YAML: {error.problem}"
        ) from error
    except (
        yaml.YAMLError,
        ValueError,
        RecursionError,
    ) as error:  # a character that YAML does not take; a date that is none
        raise RowError(f"{path}:{line}: not YAML that can be read: {' '.join(str(error).split())}") from error


def row_of(item: Any, catalogue: Catalogue, stem: str = "", where: str = "") -> Row:
    """The row of one object. `stem` is the file's name without its suffix, `where` file:line.

    Raises RowError for what is wrong; its message does not say where.
    """
    if not isinstance(item, Mapping):
        raise RowError(f"{_short(item)} is not an object with text, lang and commands")
    if missing := {"text", "commands"} - set(item):
        raise RowError(f"no {max(missing)}")
    if "lang" not in item and stem not in codes():
        raise RowError(
            f"no lang: give {' or '.join(codes())}, or call the file {' or '.join(f'{c}.*' for c in codes())}"
        )
    lang = item.get("lang", stem)
    if not isinstance(lang, str) or lang not in locales():
        raise RowError(f"lang {_short(lang)}: only {', '.join(codes())} are spoken")
    if not isinstance(also_ok := item.get("also_ok") or [], list):
        raise RowError(f"also_ok {_short(also_ok)} is not a list of command lists")
    kind = _kind(item)
    return Row(
        text=_utterance(item["text"], "text"),
        language=locales()[lang],
        commands=_commands(item["commands"], catalogue, "commands", strict=not kind),
        also_ok=tuple(
            _commands([other] if isinstance(other, Mapping) else other, catalogue, "also_ok", strict=not kind)
            for other in also_ok
        ),
        alternatives=_alternatives(item.get("alternatives") or []),
        context=_context(item.get("context") or {}, catalogue),
        where=where,
        kind=kind,
    )


def _kind(item: Mapping[str, Any]) -> str:
    """Where the sentence comes from; "" if no words say it."""
    for name in ("source", "kind"):
        if isinstance(item.get(name), str):
            return _words(item[name], name).strip()
    return ""


def _utterance(words: Any, name: str) -> str:
    text = _words(words, name)
    try:
        normalise(text)
    except ValueError as error:
        raise RowError(f"{name}: {error}" if name != "text" else str(error)) from error
    return text


def _words(words: Any, name: str) -> str:
    if not isinstance(words, str):
        raise RowError(
            f"{name} {_short(words)} is not words"
            + (": quote it in YAML" if isinstance(words, bool | int | float) else "")
        )
    if HALF_CHARACTER.search(words):
        raise RowError(f"{name} is not Unicode text")
    return words


def _alternatives(found: Any) -> tuple[tuple[str, float], ...]:
    if not isinstance(found, list) or len(found) > MOST_ALTERNATIVES:
        raise RowError(f"alternatives {_short(found)}: a list of at most {MOST_ALTERNATIVES} is taken")
    return tuple(_alternative(each) for each in found)


def _alternative(found: Any) -> tuple[str, float]:
    text, score = (found.get("text"), found.get("score", 1.0)) if isinstance(found, Mapping) else (found, 1.0)
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise RowError(f"alternatives: score {_short(score)}: must be 0 to 1")
    return _utterance(text, "alternatives"), float(score)


def _context(found: Any, catalogue: Catalogue) -> Context:
    if (
        not isinstance(found, Mapping)
        or not isinstance(pending := found.get("pending", False), bool)
        or set(found) - {"last", "pending"}
    ):
        raise RowError(f'context {_short(found)} is not {{"last": [commands], "pending": true or false}}')
    return Context(_commands(found.get("last") or [], catalogue, "context"), pending)


def _commands(found: Any, catalogue: Catalogue, name: str, strict: bool = True) -> tuple[Command, ...]:
    if not isinstance(found, list):
        raise RowError(f"{name} {_short(found)} is not a list of commands")
    return tuple(_command(each, catalogue, strict) for each in found)


def _command(found: Any, catalogue: Catalogue, strict: bool) -> Command:
    """A command; where not `strict`, names and words that the catalogue does not know are taken as they stand."""
    if not isinstance(found, Mapping) or not {"function", "op"} <= set(found):
        raise RowError(f"{_short(found)} is not a command: it needs a function and an op")
    if strange := set(map(str, found)) - {"function", "op", "zone", "value"}:
        raise RowError(f"a command has no {_short(min(strange))}")
    function, op = _words(found["function"], "function"), _words(found["op"], "op")
    zone = None if found.get("zone") is None else _words(found["zone"], "zone")
    row = catalogue.get(function)
    if function in NOT_LABELS or (strict and row is None):
        raise RowError(f"unknown function {_short(function)}")
    if row is None or not strict:
        return Command(function, op, zone, _value(found.get("value"), ANY_PART))
    if op not in row.ops:
        raise RowError(f"{function} has no op {_short(op)}; it has {', '.join(row.ops)}")
    if zone is not None and zone not in row.zones:
        raise RowError(f"{function} has no zone {_short(zone)}; it has {', '.join(row.zones) or 'none'}")
    value = _value(found.get("value"), PARTS.get(row.kind, ANY_PART if row.agent else frozenset()))
    if isinstance(value, str) and row.kind in LISTED_KINDS and value not in row.words:
        raise RowError(f"{function} has no value {_short(value)}; its words are {', '.join(row.words) or 'none'}")
    return Command(function, op, zone, value)


def _value(found: Any, parts: frozenset[str]) -> Value | None:
    """The value, an object with none but `parts`; None where there is none."""
    if found is None:
        return None
    if isinstance(found, Mapping):
        if not found or set(found) - parts:
            raise RowError(f"value {_short(found)}: its parts can only be {', '.join(sorted(parts)) or 'none'}")
        return {part: _words(said, "value") if isinstance(said, str) else said for part, said in found.items()}
    if isinstance(found, bool) or not isinstance(found, int | float | str):
        raise RowError(f"value {_short(found)} is neither a number nor words")
    if isinstance(found, str):
        return _words(found, "value")
    if not -LARGEST <= found <= LARGEST:
        raise RowError(f"value {_short(found)} is no number that can be spoken")
    return float(found)


def _short(found: Any) -> str:
    return reprlib.repr(found)
