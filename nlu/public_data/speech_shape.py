"""How sentences are said, ours beside those of others: their lengths, endings or beginnings, small words.

python -m nlu.public_data.speech_shape DIR prints it; DIR holds the public data sets. --picture draws it. Counts and
shares come out, never a sentence.

Of each source the sentences with one command count: neither talk nor several orders in one breath. A data set without
labels counts as a whole.
"""

import argparse
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from languages import part
from nlu.engine.description import NO_COMMAND
from nlu.public_data.elicited import LABELS
from nlu.public_data.labelled_rows import SOURCES, Source, read_labels
from nlu.public_data.labels import UNKNOWN
from nlu.public_data.row_text import rows
from nlu.public_data.sentence_shape import LONGEST, Shape, distance, shape_of
from nlu.sampling.authored import LANGUAGES, read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.sampler import Sampler

CORPUS = Path(__file__).parent.parent / "corpus"
ELICITED, AUTHORED = "elicited", "authored"  # our own sources
OUTSIDE = (
    *(source for source in SOURCES if source.name.startswith(("MASSIVE", "Bot Framework automotive"))),
    Source("3i4K car candidates", "ko_3i4k_car_candidates.jsonl", "ko", "CC BY-SA 4.0"),  # unlabelled: never trained on
)
DRAWS, SEED = 5000, 0  # of utterances of the authored sentences, in all languages together


def one_command(label: str) -> bool:
    """Does the label (docs/labelling.md) say one command, offered or not?"""
    return label not in (NO_COMMAND, UNKNOWN) and " && " not in label


def elicited(language: str, folder: Path = LABELS) -> list[str]:
    """The elicited sentences with one command."""
    lines = (folder / f"said_{language}.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    return [text for _, _, label, text in fields if one_command(label)]


def authored() -> dict[str, list[str]]:
    """{language: sentences with one command} of DRAWS utterances as a training draws them, before any is misheard."""
    entries, rng = catalogue(), Random(SEED)
    sampler = Sampler(read_corpus(CORPUS, entries), entries, held_out=False)
    drawn = [sampler.sample(rng, noise=False) for _ in range(DRAWS)]
    single = [u for u in drawn if len(u.segments) == 1 and u.segments[0].function != NO_COMMAND]
    return {language: [u.text for u in single if u.language == language] for language in LANGUAGES}


def outside(source: Source, folder: Path) -> list[str]:
    """The rows of a data set with one command. Raises LabelsError where it is not the file that was labelled."""
    path = folder / source.file
    if not source.labels.exists():
        return [text for _, text, _ in rows(path)]
    labels = read_labels(source.labels, path)
    return [text for row, text, _ in rows(path) if one_command(labels.get(row, UNKNOWN))]


def measured(folder: Path, console: Console) -> dict[str, list[Shape]]:
    """{language: shapes}, ours first; a data set that `folder` does not have is left out, and that is told."""
    own = authored()
    shapes = {
        language: [
            shape_of(ELICITED, language, elicited(language)),
            shape_of(AUTHORED, language, own[language]),
        ]
        for language in LANGUAGES
    }
    for source in OUTSIDE:
        if (folder / source.file).exists():
            shapes[source.language].append(shape_of(source.name, source.language, outside(source, folder)))
        else:
            console.print(f"{source.name} is left out: {folder} has no {source.file}")
    return shapes


def shape_table(language: str, shapes: list[Shape]) -> Table:
    """The figures of each source of a language: a column a source."""
    said, name = part(language, "sentence_forms"), part(language, "text").NAME
    table = Table(f"{name}: sentences with one command", title=f"How {name} is said")
    for shape in shapes:
        table.add_column(shape.source, justify="right")
    table.add_row("sentences", *(f"{shape.sentences:,}" for shape in shapes))
    for label, of in (("words", "words"), ("characters without spaces", "characters")):
        quartiles = (getattr(shape, of) for shape in shapes)
        table.add_row(f"{label}: median (quartiles)", *(f"{m:g} ({low:g} to {high:g})" for low, m, high in quartiles))
    groups = (
        ("words a sentence", "lengths", [str(number) for number in range(1, LONGEST + 1)]),
        (said.WHERE, "forms", said.NAMES),
        ("has the word", "with_small_word", said.SMALL_WORDS),
    )
    for label, of, rows_of_it in groups:
        table.add_section()
        for row in rows_of_it:
            more = " or more" if row == str(LONGEST) else ""
            table.add_row(f"{label}: {row}{more}", *(f"{100 * getattr(shape, of)[row]:.1f} %" for shape in shapes))
    return table


def distance_table(language: str, shapes: list[Shape]) -> Table:
    """How far each source is from each data set, 0 to 1; also these from one another, for comparison."""
    title = f"{part(language, 'text').NAME}: distances (total variation, 0 the same, 1 nothing shared)"
    table = Table("of", "from", title=title)
    for column in ("lengths", part(language, "sentence_forms").WHERE, "small words"):
        table.add_column(column, justify="right")
    own, others = shapes[:2], shapes[2:]
    pairs = [(one, other) for one in own for other in others]
    pairs += [(one, other) for at, one in enumerate(others) for other in others[at + 1 :]]
    for one, other in pairs:
        distances = (distance(getattr(one, of), getattr(other, of)) for of in ("lengths", "forms", "small_words"))
        table.add_row(one.source, other.source, *(f"{found:.2f}" for found in distances))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--picture", type=Path, metavar="FILE", help=".svg or .png; needs matplotlib")
    options = parser.parse_args()
    console = Console()
    try:
        shapes = measured(options.folder, console)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    for language, some in shapes.items():
        console.print(shape_table(language, some), distance_table(language, some))
    if options.picture:
        from nlu.public_data.shape_picture import shape_picture

        shape_picture(shapes, options.picture)


if __name__ == "__main__":
    main()
