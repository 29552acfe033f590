"""Public data sets as templates beside our own sentences, for wording that we would not think of. Training only.

`read_outside` turns rows of MASSIVE (ko-KR, en-US), the Microsoft skill data sets and CLINC150 into templates by the tables of
outside_maps.py and outside_ms.py. Rows whose meaning in our catalogue is not certain are left out. The rows stay where they are:
none is part of the project. python -m nlu.outside DIR prints what is used; --show prints examples for a person to judge.
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

from nlu.authored import HELD_OUT, Corpus, Entry, Template, check_clause, read_meaning
from nlu.number_words import parse_number
from nlu.outside_maps import CLINC, MASSIVE, Rule
from nlu.outside_ms import MS_SKILLS, car_setting
from nlu.outside_rows import OTHERS, Piece, Slots, read_pieces, value_length, write
from nlu.templates import parse_template
from nlu.text import normalise

CAP = 400  # rows of one meaning of one intent of one source; the rest would only repeat
LONGEST = 90  # characters; longer rows are stories


@dataclass(frozen=True)
class Source:
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
    """The templates of every data set of SOURCES that stands in `folder`. Raises OSError where there is none of them."""
    found = [source for source in SOURCES if (folder / source.file).exists()]
    if not found:
        raise FileNotFoundError(f"{folder} has none of {', '.join(source.file for source in SOURCES)}")
    return [template for source in found for template in read_source(folder / source.file, source, entries)]


def read_source(path: Path, source: Source, entries: Mapping[str, Entry]) -> list[Template]:
    """The templates of one file: rows without a certain meaning, repeated ones and those over CAP are left out."""
    templates: dict[str, Template] = {}
    kept: Counter[tuple[str, str]] = Counter()
    rows = [(f"{path.name}:{n}", line) for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if line.strip()]
    for where, line in sorted(rows, key=lambda row: zlib.crc32(row[1].encode())):
        row = json.loads(line)
        intent = str(row.get("intent") or " ".join(filter(None, (row.get("skill"), row["source_intent"]))))
        said = convert(row, intent, source)
        if said is None:
            continue
        header, text = said
        if text in templates or kept[intent, header] >= CAP:
            continue
        kept[intent, header] += 1
        meaning = read_meaning(header, where, entries)
        clauses = parse_template(text, where)
        check_clause(clauses[0], meaning, source.language, Corpus([], {}), entries, where)
        held_out = zlib.crc32(text.encode()) % HELD_OUT == 0
        templates[text] = Template(where, source.language, clauses, [meaning], held_out, source.name)
    return list(templates.values())


def convert(row: Mapping[str, object], intent: str, source: Source) -> tuple[str, str] | None:
    """The header and the template text of one row; None where its meaning is not certain."""
    pieces = read_pieces(str(row.get("annot_utt") or row.get("annot") or row["text"]), "massive" if "annot_utt" in row else "ms")
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
    """Our slots by their places in the text where the row is one that `rule` speaks of, else None."""
    slots: Slots = {}
    framed, at = "", 0  # the text with "@" for what becomes the argument
    places = []  # of the annotated words: (begin, end) in the text, and of "@" in the frame
    if rule.without and any(label and re.fullmatch(rule.without, label) for _, label in pieces):
        return None
    genre = any(label in ("genre", "music_genre") for _, label in pieces)
    for words, label in pieces:
        if rule.slot and label and re.fullmatch(rule.slot, label):
            places.append((at, at + len(words)))
            framed += "@"
        else:
            framed += words
        at += len(words)
    text = "".join(words for words, _ in pieces)
    if rule.header == "media.play play" and len(places) == 2:  # "title by artist", "가수의 제목": one value, as spoken
        between = text[places[0][1] : places[1][0]]
        if between in (" by ", "의 ", " 의 ", " "):
            framed = framed.replace("@" + between + "@", "@")
            places = [(places[0][0], places[1][1])]
    found = re.search(rule.needs, framed)
    if not found or (rule.never and re.search(rule.never, framed)):
        return None
    takes = rule.header.split()[0].startswith(("media.play", "media.tune", "nav.", "phone."))
    if takes and places:
        if len(places) != 1:
            return None
        begin, end = places[0]
        end = begin + value_length(text[begin:end], rule.header, language, genre)
        if end == begin:
            return None
        number = parse_number(text[begin:end], "MHz") if rule.header == "media.tune set" else None
        if number is not None and not (87.5 <= number <= 108 or 531 <= number <= 1602):
            return None
        slots[begin, end] = "arg" if number is None else "number"
    for name, words in found.groupdict().items():
        if words:
            slots[found.span(name)] = name
    if takes and "arg" not in slots.values() and "@" in framed:
        return slots if "number" in slots.values() else None
    return slots


def counts(templates: list[Template]) -> Counter[tuple[str, str]]:
    """How many templates there are of each source and "function op"."""
    return Counter((t.source, f"{t.meanings[0].function} {t.meanings[0].op}") for t in templates)


def described(templates: Iterable[Template]) -> list[dict[str, str | int]]:
    """The sources with licences and rows used, for the description of a model."""
    rows = Counter(template.source for template in templates)
    return [{"name": s.name, "licence": s.licence, "rows": rows[s.name]} for s in SOURCES if rows[s.name]]


def _spoken(template: Template) -> Iterator[str]:
    for node in template.clauses[0]:
        name, words = getattr(node, "name", ""), getattr(node, "words", "")
        yield f"{{{name}={words}}}" if name else words


def main() -> None:
    from nlu.sentences import catalogue

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, nargs="?", const=3, default=0, help="examples of each function and source (3)")
    parser.add_argument("--seed", type=int, default=0, help="another choice of examples")
    options = parser.parse_args()
    console, templates = Console(), read_outside(options.folder, catalogue())
    table = Table("function op", *(source.name for source in SOURCES), title="rows used")
    used = counts(templates)
    for function in sorted({function for _, function in used}):
        table.add_row(function, *(str(used[source.name, function] or "") for source in SOURCES))
    lines = {
        s.name: len((options.folder / s.file).read_text(encoding="utf-8").splitlines())
        for s in SOURCES
        if (options.folder / s.file).exists()
    }
    table.add_section()
    table.add_row("used", *(str(sum(n for (name, _), n in used.items() if name == s.name)) for s in SOURCES))
    table.add_row("read", *(str(lines.get(s.name, 0)) for s in SOURCES))
    console.print(table)
    rng = Random(options.seed)
    for source, function in sorted(used) if options.show else ():
        some = [t for t in templates if (t.source, f"{t.meanings[0].function} {t.meanings[0].op}") == (source, function)]
        for t in rng.sample(some, min(options.show, len(some))):
            extra = " ".join(filter(None, (t.meanings[0].word, *t.meanings[0].zones)))
            print(f"{source} | {function} {extra}| {''.join(_spoken(t))}")


if __name__ == "__main__":
    main()
