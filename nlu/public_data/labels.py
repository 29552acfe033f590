"""Labels of single rows, as docs/labelling.md has them: what each sentence means, written beside its id. Training only.

    media.play play {arg=coltrane}
    window close zone=driver && from=and media.volume down
    none

A label is checked against the catalogue, and its words against the text of its row. Where the text is not ours, places
in it stand instead of the words, in characters: {arg=10:18}, from=13:.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlu.sampling.authored import Clause, Corpus, Meaning, check_clause, read_meaning
from nlu.sampling.catalogue import Entry
from nlu.sampling.templates import Slot, TemplateError, Text

UNKNOWN = "?"  # a row that nothing is trained on
TIME = "time"  # words that the rules take out before the network reads
_TAG = re.compile(r" ?\{(\w+)=([^{}]+)\}")
_FROM = re.compile(r"^from=(\S+) ")
_PLACE = re.compile(r"(\d+):(\d*)")


@dataclass(frozen=True)
class Labelled:
    """A row with its meaning: one clause a command."""

    clauses: list[Clause]
    meanings: list[Meaning]


def read_label(label: str, text: str, language: str, entries: Mapping[str, Entry], where: str) -> Labelled | None:
    """A label of this text; None where nothing is trained on the row. Raises TemplateError for one that is wrong."""
    if label == UNKNOWN:
        return None
    parts = label.split(" && ")
    begins = [0]
    for part in parts[1:]:
        begins.append(_begin(part, text, begins[-1], where))
    clauses, meanings = [], []
    for part, begin, end in zip(parts, begins, [*begins[1:], len(text)], strict=True):
        header = _FROM.sub("", part)
        meanings.append(read_meaning(_TAG.sub("", header), where, entries))
        clause = _marked(text, begin, end, dict(_TAG.findall(header)), where)
        check_clause(clause, meanings[-1], language, Corpus([]), entries, where)
        clauses.append(clause)
    return Labelled(clauses, meanings)


def _begin(part: str, text: str, before: int, where: str) -> int:
    """Where a command begins that follows another one, which begins at `before`."""
    first = _FROM.match(part)
    if first is None:
        raise TemplateError(f"{where}: a second command begins with from= and its first word: {part}")
    if place := _PLACE.fullmatch(first[1]):
        return int(place[1])
    at = re.search(rf"(?<!\S){re.escape(first[1])}(?!\S)", text[before + 1 :])
    if at is None:
        raise TemplateError(f"{where}: no word '{first[1]}' behind the begin of the command before, in: {text}")
    return before + 1 + at.start()


def _marked(text: str, begin: int, end: int, tags: Mapping[str, str], where: str) -> Clause:
    """The words of one command, text[begin:end], those of the tags as slots; the words that say when are left out."""
    spans = sorted((*_place(words, tag, text, begin, end, where), tag) for tag, words in tags.items())
    pieces: list[Text | Slot] = []
    at = begin
    for first, last, tag in spans:
        if first < at:
            raise TemplateError(f"{where}: '{text[first:last]}' overlaps another tag in: {text}")
        pieces.append(Text(text[at:first]))
        if tag != TIME:
            pieces.append(Slot(tag, text[first:last]))
        at = last
    return _tidy([*pieces, Text(text[at:end])])


def _place(words: str, tag: str, text: str, begin: int, end: int, where: str) -> tuple[int, int]:
    """(first, last + 1 character) of the words of a tag: whole words, or the begin of one, before a Korean particle."""
    if place := _PLACE.fullmatch(words):
        return int(place[1]), int(place[2])
    begun = rf"(?<!\w){re.escape(words)}"
    found = re.search(rf"{begun}(?!\w)", text[begin:end]) or re.search(begun, text[begin:end])
    if found is None:
        raise TemplateError(f"{where}: the words '{words}' of {tag} do not begin a word in: {text[begin:end]}")
    return begin + found.start(), begin + found.end()


def _tidy(pieces: list[Text | Slot]) -> Clause:
    """Without spaces at the ends, and with one where words were left out."""
    tidy: list[Text | Slot] = []
    for piece in pieces:
        if isinstance(piece, Text) and (not tidy or (isinstance(tidy[-1], Text) and tidy[-1].words.endswith(" "))):
            piece = Text(piece.words.lstrip())
        if piece.words:
            tidy.append(piece)
    if tidy and isinstance(tidy[-1], Text):
        tidy[-1] = Text(tidy[-1].words.rstrip())
    return tuple(piece for piece in tidy if piece.words)
