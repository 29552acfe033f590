"""Rows of public data sets as templates beside our own sentences, by the labels in nlu/labels. Training only.

The rows stay where they are: the project has their ids and what they mean. Each label was given by a reader to whom the
sentence was shown (docs/labelling.md); a row without one is not used.

python -m nlu.public_data.labelled_rows DIR prints what is used; --show prints examples for a person to judge.
"""

import argparse
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from nlu.engine import description
from nlu.public_data.labels import read_label
from nlu.public_data.row_text import rows
from nlu.sampling.authored import HELD_OUT, Template
from nlu.sampling.catalogue import Entry, catalogue
from nlu.sampling.templates import Slot, Text

LABELS = Path(__file__).parent.parent / "labels"
DIGEST = "# sha256 "  # a line of a file of labels: of the data set's file
EVALUATION = "real_dev.jsonl"  # of the folder, if it is there: sentences that are never trained on
LONGEST = 90  # characters; longer rows are no orders


class LabelsError(ValueError):
    """A folder without data sets, or a data set and labels that do not belong together; the message names them."""


@dataclass(frozen=True)
class Source:
    """A data set: the name and licence that a model's description gives, and the file it is read from."""

    name: str
    file: str
    language: str
    licence: str

    @property
    def labels(self) -> Path:
        return LABELS / f"{Path(self.file).stem}.tsv"


SOURCES = (
    Source("MASSIVE ko-KR", "ko_massive_train.jsonl", "ko", "CC BY 4.0"),
    Source("MASSIVE en-US", "en_massive_train.jsonl", "en", "CC BY 4.0"),
    Source("Bot Framework automotive skill", "en_ms_automotive_train80.jsonl", "en", "MIT"),
    Source("Bot Framework skills", "en_ms_poi_music_phone_weather_general.jsonl", "en", "MIT"),
    Source("CLINC150", "en_clinc150_train_val_oos.jsonl", "en", "CC BY 3.0"),
    Source("Snips", "en_snips.jsonl", "en", "CC0"),
    Source("Chatbot data for Korean", "ko_chat.jsonl", "ko", "MIT"),
)


def read_public(folder: Path, entries: Mapping[str, Entry]) -> list[Template]:
    """The templates of every data set of SOURCES that stands in `folder` and has labels.

    Raises LabelsError where there is none of them, and where a file is not the one that was labelled; TemplateError for
    a label that does not fit its row or the catalogue.
    """
    found = [source for source in SOURCES if (folder / source.file).exists() and source.labels.exists()]
    if not found:
        raise LabelsError(f"{folder} has none of {', '.join(source.file for source in SOURCES)}")
    return [template for source in found for template in read_source(folder / source.file, source, entries)]


def read_source(path: Path, source: Source, entries: Mapping[str, Entry]) -> list[Template]:
    """The labelled rows of one file, each text once."""
    labels = read_labels(source.labels, path)
    templates: dict[str, Template] = {}
    for row, text, _ in rows(path):
        label, where = labels.pop(row, None), f"{path.name} {row}"
        if label is None or text in templates or len(text) > LONGEST:
            continue
        if (labelled := read_label(label, text, source.language, entries, where)) is not None:
            held_out = zlib.crc32(text.encode()) % HELD_OUT == 0
            templates[text] = Template(
                where, source.language, labelled.clauses, labelled.meanings, held_out, source.name
            )
    if labels:
        raise LabelsError(f"{path} has no rows {', '.join(list(labels)[:5])} that {source.labels.name} labels")
    return list(templates.values())


def read_labels(file: Path, path: Path) -> dict[str, str]:
    """{row id: label} of a file of labels. Raises LabelsError where `path` is not the file that was labelled."""
    labels: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith(DIGEST):
            if hashlib.sha256(path.read_bytes()).hexdigest() != line.removeprefix(DIGEST).strip():
                raise LabelsError(f"{path} is not the file that {file.name} has labels for: its sha256 differs")
        elif line and not line.startswith("#"):
            row, tab, label = line.partition("\t")
            if not tab or row in labels:
                raise LabelsError(f"{file.name}:{number}: not an id and a label, or an id that was labelled before")
            labels[row] = label
    return labels


def evaluation_texts(folder: Path) -> list[str]:
    """The sentences of EVALUATION; a training that has them at hand keeps clear of them."""
    path = folder / EVALUATION
    return [text for _, text, _ in rows(path)] if path.exists() else []


def described(templates: Iterable[Template]) -> tuple[description.Source, ...]:
    """The sources of which rows are used, for the description of a model."""
    used = Counter(template.source for template in templates)
    return tuple(description.Source(s.name, s.licence, used[s.name]) for s in SOURCES if used[s.name])


def _function(template: Template) -> str:
    return " && ".join(f"{meaning.function} {meaning.op}" for meaning in template.meanings)


def _spoken(template: Template) -> str:
    """The sentence with its slots marked, as in the corpus."""
    clauses = []
    for clause in template.clauses:
        leaves = [leaf for leaf in clause if isinstance(leaf, Slot | Text)]
        clauses.append("".join(f"{{{e.name}={e.words}}}" if isinstance(e, Slot) else e.words for e in leaves))
    return " && ".join(clauses)


def _table(templates: list[Template]) -> Table:
    """Rows used of each function and op, by source."""
    counts = Counter((template.source, _function(template)) for template in templates)
    table = Table("function op", *(source.name for source in SOURCES), title="rows used")
    for function in sorted({function for _, function in counts if "&&" not in function}):
        table.add_row(function, *(str(counts[source.name, function] or "") for source in SOURCES))
    several = Counter(source for (source, function), n in counts.items() for _ in range(n) if "&&" in function)
    table.add_row("several", *(str(several[source.name] or "") for source in SOURCES))
    table.add_section()
    used = Counter(template.source for template in templates)
    table.add_row("used", *(str(used[source.name]) for source in SOURCES))
    return table


def _examples(templates: list[Template], most: int, rng: Random) -> Iterator[str]:
    """At most `most` templates of each source and meaning, a line each."""
    groups: dict[tuple[str, str], list[Template]] = {}
    for template in templates:
        groups.setdefault((template.source, _function(template)), []).append(template)
    for (source, function), some in sorted(groups.items()):
        for template in rng.sample(some, min(most, len(some))):
            yield f"{source} | {function} | {_spoken(template)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, nargs="?", const=3, default=0, help="examples of each meaning (3)")
    parser.add_argument("--seed", type=int, default=0, help="another choice of examples")
    options = parser.parse_args()
    try:
        templates = read_public(options.folder, catalogue())
    except (OSError, ValueError) as error:
        parser.error(str(error))
    Console().print(_table(templates))
    for line in _examples(templates, options.show, Random(options.seed)) if options.show > 0 else ():
        print(line)


if __name__ == "__main__":
    main()
