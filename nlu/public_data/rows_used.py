"""Public data sets as templates beside our own sentences, for wording that we would not think of. Training only.

`read_outside` turns rows of MASSIVE (ko-KR, en-US), the Microsoft skill data sets and CLINC150 into templates by the
tables of *_rules.py and car_setting.py. Rows whose meaning in our catalogue is not certain are left out. The rows stay
where they are: none is part of the project.

python -m nlu.public_data.rows_used DIR prints what is used; --show prints examples for a person to judge.
"""

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from languages.numbers import parse_number
from languages.text import normalise
from nlu.engine import description
from nlu.public_data.annotated_text import OTHERS, Piece, Slots, read_pieces, value_length, write
from nlu.public_data.car_setting import car_setting
from nlu.public_data.clinc_rules import CLINC
from nlu.public_data.massive_rules import MASSIVE
from nlu.public_data.rule import Rule
from nlu.public_data.skill_rules import MS_SKILLS
from nlu.sampling.authored import HELD_OUT, Corpus, Template, check_clause, read_meaning
from nlu.sampling.catalogue import Entry, catalogue
from nlu.sampling.templates import Slot, Text, find_leaves, parse_template

CAP = 400  # rows of one meaning of one intent of one source; more would only repeat them
LONGEST = 90  # characters; longer rows are no orders
BANDS = ((87.5, 108.0), (531.0, 1602.0))  # MHz of FM, kHz of AM
JOINS = (" by ", "의 ", " 의 ", " ")  # between a title and who plays it: one value, as spoken
TAKE_WORDS = ("media.play", "media.tune", "nav.", "phone.")  # functions whose value is the annotated words


class OutsideError(ValueError):
    """A folder without data sets, or a file that is not what its name says; the message starts with the name."""


@dataclass(frozen=True)
class Source:
    """A data set: the name and licence that a model's description gives, and the file it is read from."""

    name: str
    file: str
    language: str
    licence: str


SOURCES = (
    Source("MASSIVE ko-KR", "ko_massive_train.jsonl", "ko", "CC BY 4.0"),
    Source("MASSIVE en-US", "en_massive_train.jsonl", "en", "CC BY 4.0"),
    Source("Bot Framework automotive skill", "en_ms_automotive_train80.jsonl", "en", "MIT"),
    Source("Bot Framework skills", "en_ms_poi_music_phone_weather_general.jsonl", "en", "MIT"),
    Source("CLINC150", "en_clinc150_train_val_oos.jsonl", "en", "CC BY 3.0"),
)


def read_outside(folder: Path, entries: Mapping[str, Entry]) -> list[Template]:
    """The templates of every data set of SOURCES that stands in `folder`.

    Raises OutsideError where there is none of them, and for a row that cannot be read.
    """
    found = [source for source in SOURCES if (folder / source.file).exists()]
    if not found:
        raise OutsideError(f"{folder} has none of {', '.join(source.file for source in SOURCES)}")
    return [template for source in found for template in read_source(folder / source.file, source, entries)]


def read_source(path: Path, source: Source, entries: Mapping[str, Entry]) -> list[Template]:
    """The templates of one file: rows without a certain meaning, repeated ones and those over CAP are left out.

    Which rows are under CAP does not depend on their order in the file. Raises OutsideError for a row that cannot be
    read.
    """
    templates: dict[str, Template] = {}
    kept: Counter[tuple[str, str]] = Counter()  # (intent, header)
    for where, line in sorted(_lines(path), key=lambda numbered: zlib.crc32(numbered[1])):
        intent, said = _read_row(line, source, where)
        if said is None:
            continue
        header, text = said
        if text in templates or kept[intent, header] >= CAP:
            continue
        kept[intent, header] += 1
        meaning = read_meaning(header, where, entries)
        clauses = parse_template(text, where)
        check_clause(clauses[0], meaning, source.language, Corpus([]), entries, where)
        held_out = zlib.crc32(text.encode()) % HELD_OUT == 0
        templates[text] = Template(where, source.language, clauses, [meaning], held_out, source.name)
    return list(templates.values())


def _lines(path: Path) -> list[tuple[str, bytes]]:
    """("file:line", line) of every line that is not empty."""
    numbered = enumerate(path.read_bytes().split(b"\n"), start=1)
    return [(f"{path.name}:{n}", line.rstrip(b"\r")) for n, line in numbered if line.strip()]


def _read_row(line: bytes, source: Source, where: str) -> tuple[str, tuple[str, str] | None]:
    """(the data set's intent, what `convert` makes of the row)."""
    try:
        row = json.loads(line)
        intent = str(row.get("intent") or " ".join(filter(None, (row.get("skill"), row["source_intent"]))))
        return intent, convert(row, intent, source)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutsideError(f"{where}: not a row of {source.name}: {error!r}") from error


def convert(row: Mapping[str, object], intent: str, source: Source) -> tuple[str, str] | None:
    """The header and the template text of one row; None where its meaning is not certain.

    Raises KeyError for a row without text.
    """
    pieces = read_pieces(
        str(row.get("annot_utt") or row.get("annot") or row["text"]), "massive" if "annot_utt" in row else "ms"
    )
    text = "".join(words for words, _ in pieces)
    if not pieces or len(text) > LONGEST or OTHERS.search(text) or normalise(text) != text:
        return None
    if intent.startswith("VEHICLE_SETTINGS"):
        return car_setting(intent, pieces)
    rules = (MASSIVE if "annot_utt" in row else MS_SKILLS if "skill" in row else CLINC).get(intent, ())
    for rule in rules:
        slots = fit(rule, pieces, source.language)
        if slots is not None:
            return rule.header, write(text, slots)
    return None


def fit(rule: Rule, pieces: list[Piece], language: str) -> Slots | None:
    """Our slots by their spans in the text where the row is one that `rule` speaks of, else None."""
    if rule.without and any(label and re.fullmatch(rule.without, label) for _, label in pieces):
        return None
    text = "".join(words for words, _ in pieces)
    framed, spans = _frame(rule, pieces)
    if rule.header == "media.play play" and len(spans) == 2:
        between = text[spans[0][1] : spans[1][0]]
        if between in JOINS:
            framed = framed.replace("@" + between + "@", "@")
            spans = [(spans[0][0], spans[1][1])]
    found = re.search(rule.needs, framed)
    if not found or (rule.never and re.search(rule.never, framed)):
        return None
    slots: Slots = {}
    if spans and rule.header.startswith(TAKE_WORDS):
        genre = any(label in ("genre", "music_genre") for _, label in pieces)
        value = _value(text, spans[0], rule.header, language, genre) if len(spans) == 1 else None
        if value is None:
            return None
        slots = value
    return slots | {found.span(name): name for name, words in found.groupdict().items() if words}


def _frame(rule: Rule, pieces: list[Piece]) -> tuple[str, list[tuple[int, int]]]:
    """(the text with "@" for the annotated words that `rule.slot` names, where they are in the text: begin, end)."""
    framed, at = "", 0
    spans = []
    for words, label in pieces:
        if rule.slot and label and re.fullmatch(rule.slot, label):
            spans.append((at, at + len(words)))
            framed += "@"
        else:
            framed += words
        at += len(words)
    return framed, spans


def _value(text: str, span: tuple[int, int], header: str, language: str, genre: bool) -> Slots | None:
    """The slot of the annotated words at `span`; None where their end is not sure, or their number is no frequency."""
    begin = span[0]
    end = begin + value_length(text[slice(*span)], header, language, genre)
    if end == begin:
        return None
    number = parse_number(text[begin:end], "MHz") if header == "media.tune set" else None
    if number is None:
        return {(begin, end): "arg"}
    return {(begin, end): "number"} if any(low <= number <= high for low, high in BANDS) else None


def counts(templates: list[Template]) -> Counter[tuple[str, str]]:
    """How many templates there are of each source and "function op"."""
    return Counter(_key(template) for template in templates)


def _key(template: Template) -> tuple[str, str]:
    """(source, "function op")."""
    return template.source, f"{template.meanings[0].function} {template.meanings[0].op}"


def described(templates: Iterable[Template]) -> tuple[description.Source, ...]:
    """The sources of which rows are used, for the description of a model."""
    rows = Counter(template.source for template in templates)
    return tuple(description.Source(s.name, s.licence, rows[s.name]) for s in SOURCES if rows[s.name])


def _spoken(template: Template) -> str:
    """The sentence with its slots marked, as in the corpus."""
    leaves = (leaf for leaf in find_leaves(template.clauses[0]) if isinstance(leaf, Slot | Text))
    return "".join(f"{{{leaf.name}={leaf.words}}}" if isinstance(leaf, Slot) else leaf.words for leaf in leaves)


def _table(templates: list[Template], folder: Path) -> Table:
    """Rows used of each function and op, and rows read, by source."""
    table, used = Table("function op", *(source.name for source in SOURCES), title="rows used"), counts(templates)
    for function in sorted({function for _, function in used}):
        table.add_row(function, *(str(used[source.name, function] or "") for source in SOURCES))
    table.add_section()
    table.add_row("used", *(str(sum(n for (name, _), n in used.items() if name == source.name)) for source in SOURCES))
    paths = [folder / source.file for source in SOURCES]
    table.add_row("read", *(str(len(_lines(path))) if path.exists() else "-" for path in paths))
    return table


def _examples(templates: list[Template], most: int, rng: Random) -> Iterator[str]:
    """At most `most` templates of each source and "function op", a line each."""
    for source, function in sorted(counts(templates)):
        some = [t for t in templates if _key(t) == (source, function)]
        for template in rng.sample(some, min(most, len(some))):
            meaning = " ".join(filter(None, (function, template.meanings[0].word, *template.meanings[0].zones)))
            yield f"{source} | {meaning} | {_spoken(template)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    show = "examples of each function and source (3)"
    parser.add_argument("--show", type=int, nargs="?", const=3, default=0, help=show)
    parser.add_argument("--seed", type=int, default=0, help="another choice of examples")
    options = parser.parse_args()
    try:
        templates = read_outside(options.folder, catalogue())
    except (OSError, OutsideError) as error:
        parser.error(str(error))
    Console().print(_table(templates, options.folder))
    for line in _examples(templates, options.show, Random(options.seed)) if options.show > 0 else ():
        print(line)


if __name__ == "__main__":
    main()
