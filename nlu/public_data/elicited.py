"""What was said to a car in given situations: sentences of our own, by labels as those of public data. Training only.

They stand in nlu/labels/said_<code>.tsv, the situations in situations.tsv. Speakers were shown a situation, and knew
nothing of the catalogue; readers who had not written them labelled each sentence by itself (docs/labelling.md).
"""

import zlib
from collections.abc import Mapping
from pathlib import Path

from nlu.public_data.labels import read_label
from nlu.sampling.authored import HELD_OUT, LANGUAGES, Template
from nlu.sampling.catalogue import Entry
from nlu.sampling.templates import TemplateError

LABELS = Path(__file__).parent.parent / "labels"
NAME = "Malcha elicited"  # as a source of templates


def read_elicited(entries: Mapping[str, Entry], folder: Path = LABELS) -> list[Template]:
    """A template of each labelled sentence. Raises TemplateError, with file and line, for one that is wrong."""
    templates = []
    for language in LANGUAGES:
        path = folder / f"said_{language}.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("#"):
                continue
            where, fields = f"{path.name}:{number}", line.split("\t")
            if len(fields) != 4:
                raise TemplateError(f"{where}: not a situation, a speaker, a label and a sentence")
            _, _, label, text = fields
            if (labelled := read_label(label, text, language, entries, where)) is not None:
                held_out = zlib.crc32(text.encode()) % HELD_OUT == 0
                templates.append(Template(where, language, labelled.clauses, labelled.meanings, held_out, NAME))
    return templates
