"""The rows of public data sets by their ids, each as a recogniser would write it. Training only.

A row's id is the one that its data set gives it, or the number of its line in the file.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from languages.text import normalise
from nlu.public_data.annotated_text import read_pieces


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """(id, text, the data set's own intent or "") of the rows of a file that can be read as a sentence.

    Raises ValueError for a line that is no row.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            text = text_of(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name}:{number}: not a row: {error!r}") from error
        if text:
            yield str(row.get("id") or number), text, str(row.get("intent") or row.get("source_intent") or "")


def text_of(row: dict[str, str]) -> str:
    """The text of a row as a recogniser would write it; "" where nothing can be read."""
    annotated = row.get("annot_utt") or row.get("annot")
    if annotated:
        return "".join(words for words, _ in read_pieces(annotated, "massive" if "annot_utt" in row else "ms"))
    try:
        return normalise(row["text"])
    except ValueError:  # no word in it, or letters of several alphabets
        return ""
