"""The description of a model, malcha.json: read and checked once, then typed.

Training writes it, the engine reads it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from nlu.engine.json_part import JsonError, JsonPart

FORMAT = 2  # of malcha.json; a model of another format is refused
MODEL, TOKENISER, LABELS = "malcha.int8.onnx", "malcha.spm", "malcha.json"  # the files of a model's folder

FOLLOW_UP = "same"  # the function, and the op, of a follow-up: as in the last command
NO_COMMAND = "none"  # the function of what is not for the car
NOT_OFFERED = "unsupported"  # the function, and the op, of an order that is understood and not offered
NO_COMMANDS = (NO_COMMAND, NOT_OFFERED)  # for neither anything is done
NOTHING, PENDING = "nothing", "pending"  # contexts beside the functions: nothing was said before; a question is open
COLUMNS = ("start", "weight", "function", "op", "word", "zone", "tag")  # groups of the logits' columns


class ModelError(Exception):
    """The model's files are missing, damaged, or not of one version. Says which file, and which key of malcha.json."""


@dataclass(frozen=True)
class CatalogueRow:
    """One function as a model knows it."""

    ops: tuple[str, ...]
    zones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # value words
    numbers: Mapping[str, float] = field(default_factory=dict)  # words that are answered as a number
    kind: str = ""  # of value, as in the catalogue; "" where it takes none
    unit: str = ""  # of a spoken number: degC, %, level, MHz or ""
    agent: str = ""  # who has to do it, if not the car


@dataclass(frozen=True)
class Source:
    """A data set that a model was trained on."""

    name: str
    licence: str
    rows: int  # used


Catalogue = Mapping[str, CatalogueRow]  # by function


@dataclass(frozen=True)
class Description:
    """Everything about a model that its network does not hold. The fields are the keys of malcha.json, in its order."""

    version: str
    temperature: float  # the logits of intents are divided by it
    threshold: float  # the least sureness, 0 to 1, with which the engine answers
    reach: int  # tokens; attention does not tell larger distances apart
    functions: tuple[str, ...]
    ops: tuple[str, ...]
    words: tuple[str, ...]  # value words, "" first
    zones: tuple[str, ...]
    tags: tuple[str, ...]  # "O", "B-number", "I-number", ...
    contexts: tuple[str, ...]  # NOTHING, PENDING and the functions
    sources: tuple[Source, ...]
    columns: Mapping[str, tuple[int, int]]  # group -> its first column of the logits, and the one after its last
    pairs: tuple[tuple[int, int], ...]  # (function, op) by their places in the lists: the intents
    aliases: Mapping[str, str]  # "function op" that is said after a function -> "function op" that is meant
    catalogue: Catalogue
    sha256: Mapping[str, str]  # file -> hash of its content, in hexadecimal digits

    @property
    def intents(self) -> list[tuple[str, str]]:
        """The pairs as words: (function, op)."""
        return [(self.functions[function], self.ops[op]) for function, op in self.pairs]

    def write(self, path: Path) -> None:
        """Writes malcha.json. Raises OSError."""
        content = {"format": FORMAT} | asdict(self)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sha256_of(path: Path) -> str:
    """Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_description(path: Path) -> Description:
    """The description in a file.

    Raises ModelError, with file and key, for a wrong one; OSError where it cannot be read.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path} is damaged: {error}") from error
    if not isinstance(content, dict):
        raise ModelError(f"{path} is damaged: not a JSON object")
    if content.get("format") != FORMAT:
        raise ModelError(f"{path} has format {content.get('format')}; this engine reads format {FORMAT}")
    try:
        made = _description(JsonPart("", content))
        _check(made)
    except JsonError as error:
        raise ModelError(f"{path} is damaged: {error}") from error
    return made


def check_alike(server: Description, car: Description) -> None:
    """The model of a server and that of the car it serves must speak of the same things.

    Raises ModelError where their functions, what those take, or the follow-ups they know differ.
    """
    for name in ("catalogue", "pairs", "words", "zones", "aliases"):
        if getattr(server, name) != getattr(car, name):
            raise ModelError(
                f"the server's model {server.version} and the car's {car.version} are of different versions: "
                f"their {name} differ; train both on the same sentences"
            )


def _description(found: JsonPart) -> Description:
    part = found.parts(_names(Description))
    return Description(
        version=part["version"].text(),
        temperature=part["temperature"].number(),
        threshold=part["threshold"].number(),
        reach=part["reach"].whole(),
        functions=part["functions"].texts(),
        ops=part["ops"].texts(),
        words=part["words"].texts(),
        zones=part["zones"].texts(),
        tags=part["tags"].texts(),
        contexts=part["contexts"].texts(),
        sources=tuple(_source(item) for item in part["sources"].items()),
        columns={name: item.pair() for name, item in part["columns"].parts().items()},
        pairs=tuple(item.pair() for item in part["pairs"].items()),
        aliases={name: item.text() for name, item in part["aliases"].parts().items()},
        catalogue={name: _row(item) for name, item in part["catalogue"].parts().items()},
        sha256={name: item.text() for name, item in part["sha256"].parts().items()},
    )


def _source(found: JsonPart) -> Source:
    part = found.parts(_names(Source))
    return Source(part["name"].text(), part["licence"].text(), part["rows"].whole())


def _row(found: JsonPart) -> CatalogueRow:
    part = found.parts(_names(CatalogueRow))
    return CatalogueRow(
        ops=part["ops"].texts(),
        zones=part["zones"].texts(),
        words=part["words"].texts(),
        numbers={word: number.number() for word, number in part["numbers"].parts().items()},
        kind=part["kind"].text(),
        unit=part["unit"].text(),
        agent=part["agent"].text(),
    )


def _names(of: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(of))


def _check(made: Description) -> None:
    """Do the parts fit together? Raises JsonError."""
    if not made.temperature > 0:  # nor NaN
        raise JsonError("temperature is not above 0")
    for key, names in (("functions", made.functions), ("contexts", made.contexts)):
        if lost := [name for name in names if name not in (NOTHING, PENDING, *made.catalogue)]:
            raise JsonError(f"{key} has {lost[0]}, which is not in the catalogue")
    for key, wanted, found in (
        ("catalogue", (FOLLOW_UP, NO_COMMAND), made.catalogue),
        ("contexts", (NOTHING, PENDING, *made.functions), made.contexts),
        ("columns", COLUMNS, made.columns),
        ("sha256", (MODEL, TOKENISER), made.sha256),
    ):
        if missing := [name for name in wanted if name not in found]:
            raise JsonError(f"{key} lacks {missing[0]}")
    sizes = {"start": 1, "weight": 1, "function": len(made.functions), "op": len(made.ops), "word": len(made.words)}
    sizes |= {"zone": len(made.zones), "tag": len(made.tags)}
    for name, (begin, end) in made.columns.items():
        if end - begin != sizes.get(name):
            raise JsonError(f"columns.{name} is not of {sizes.get(name, 0)} columns")
    if made.words[:1] != ("",):
        raise JsonError('words does not begin with ""')
    for at, (function, op) in enumerate(made.pairs):
        if function >= len(made.functions) or op >= len(made.ops):
            raise JsonError(f"pairs[{at}] names no function and op")
    if (NO_COMMAND, NO_COMMAND) not in made.intents:
        raise JsonError(f"pairs has none for {NO_COMMAND}")
    for said, meant in made.aliases.items():
        name, _, what = meant.partition(" ")
        if name not in made.catalogue or what not in made.catalogue[name].ops:
            raise JsonError(f"aliases.{said} is '{meant}', which is not in the catalogue")
