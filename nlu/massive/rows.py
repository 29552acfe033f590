"""MASSIVE (FitzGerald et al. 2022, CC BY 4.0): rows, labels, scores. Korean and American English only.

A row's `annot_utt` marks slots as "[date : 금요일] 깨워줘"; slots begin and end at spaces, so that a word has one tag.
Where two slots of one name are neighbours, the paper's code joins them and `score` does not: slot F1 and exact are a
little stricter here.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from languages.letters import control_character
from languages.text import normalise

LOCALES = ("ko-KR", "en-US")
PARTITIONS = ("train", "dev", "test")
_SLOT = re.compile(r"\[([^:\[\]]+) : ([^\]]*)\]")
OUTSIDE = "O"
OTHERS = ("en_clinc150_train_val_oos.jsonl", "en_ms_poi_music_phone_weather_general.jsonl")  # CC BY 3.0; MIT

Slots = frozenset[tuple[str, int, int]]  # (slot, first word, last word + 1)


class MassiveError(Exception):
    """A folder or file that is not MASSIVE."""


@dataclass(frozen=True)
class Row:
    id: str  # shared by the translations of one utterance
    locale: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    """"O", "B-date", "I-date" ..., one a word."""
    intent: str

    @property
    def text(self) -> str:
        return " ".join(self.words)


def read_massive(folder: Path) -> dict[str, list[Row]]:
    """Partition ("train", "dev", "test") -> rows of both locales, from every *.jsonl in `folder`.

    Lines of other data sets and locales are passed over. Raises MassiveError for a folder without training rows of both
    locales, a row that cannot be read, and one that comes twice.
    """
    if not folder.is_dir():
        raise MassiveError(f"{folder} is not a folder")
    found: dict[str, list[Row]] = {}
    found_at: dict[tuple[str, str], str] = {}  # (id, locale) -> file:line
    for path in sorted(folder.rglob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if b'"annot_utt"' not in line:  # another data set
                continue
            where = f"{path}:{number}"
            partition, row = _row(line, where)
            if row.locale not in LOCALES:
                continue
            before = found_at.setdefault((row.id, row.locale), where)
            if before != where:
                raise MassiveError(f"{where} is row {row.id} of {row.locale} again, after {before}")
            found.setdefault(partition, []).append(row)
    for locale in LOCALES:
        if not any(row.locale == locale for row in found.get("train", ())):
            raise MassiveError(
                f"{folder} holds no training rows of {locale}: "
                "expected *.jsonl with locale, partition, intent, annot_utt"
            )
    return found


def read_others(folder: Path) -> list[str]:
    """Sentences to assistants from the other English data sets in `folder`, without labels; each once, sorted.

    Raises MassiveError for a line that is no row of them.
    """
    found = set()
    for path in (folder / name for name in OTHERS):
        for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), start=1):
            try:
                text = json.loads(line)["text"]
                if not control_character(text):  # some rows have letters of a wrong encoding: nobody says those
                    found.add(normalise(text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise MassiveError(f"{path}:{number} is not a row with a text: {error!r}") from error
    return sorted(found)


def _row(line: bytes, where: str) -> tuple[str, Row]:
    """(partition, row) of one line."""
    try:
        item = json.loads(line)
        row = Row(str(item["id"]), item["locale"], *tagged(item["annot_utt"]), item["intent"])
        partition = item["partition"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MassiveError(f"{where} is not a row of MASSIVE: {error!r}") from error
    if not row.words:
        raise MassiveError(f"{where} is not a row of MASSIVE: no word in it")
    if partition not in PARTITIONS:
        raise MassiveError(
            f"{where} is not a row of MASSIVE: partition {partition!r} is none of {', '.join(PARTITIONS)}"
        )
    return partition, row


def tagged(annotated: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(words, tags) of an annotated utterance, in lower case.

    >>> tagged("wake me [time : nine am]")
    (('wake', 'me', 'nine', 'am'), ('O', 'O', 'B-time', 'I-time'))
    """
    words: list[str] = []
    tags: list[str] = []
    at = 0
    for slot in [*_SLOT.finditer(annotated), None]:
        before = annotated[at : slot.start() if slot else None].lower().split()
        words += before
        tags += [OUTSIDE] * len(before)
        if slot:
            inside = slot[2].lower().split()
            words += inside
            tags += [f"{'I' if i else 'B'}-{slot[1].strip()}" for i in range(len(inside))]
            at = slot.end()
    return tuple(words), tuple(tags)


def spans(tags: Sequence[str]) -> Slots:
    """The slots of one utterance; an "I" that continues nothing begins a slot, as seqeval has it."""
    found = set()
    begin = 0
    for i, tag in enumerate([*tags, OUTSIDE]):
        before = tags[i - 1] if i else OUTSIDE
        if before != OUTSIDE and (tag == OUTSIDE or tag[0] == "B" or tag[2:] != before[2:]):
            found.add((before[2:], begin, i))
        if tag != OUTSIDE and (tag[0] == "B" or before == OUTSIDE or tag[2:] != before[2:]):
            begin = i
    return frozenset(found)


@dataclass(frozen=True)
class Scores:
    """Shares, 0 to 1, over `rows` utterances."""

    rows: int
    intent: float
    slot_f1: float
    """Micro-averaged over all spans, a span right where its slot, first and last word are."""
    exact: float
    """Intent and every slot right."""


def score(rows: Sequence[Row], answers: Iterable[tuple[str, Sequence[str]]]) -> Scores:
    """The scores of `answers`, (intent, tags) each, in the order of the rows.

    Raises ValueError for no rows or another number of them.
    """
    if not rows:
        raise ValueError("no rows to score")
    intents = exact = hit = meant = heard = 0
    for row, (intent, tags) in zip(rows, answers, strict=True):
        gold, found = spans(row.tags), spans(tags)
        hit, meant, heard = hit + len(gold & found), meant + len(gold), heard + len(found)
        intents += intent == row.intent
        exact += intent == row.intent and gold == found
    f1 = 2 * hit / (meant + heard) if meant + heard else 1.0
    return Scores(len(rows), intents / len(rows), f1, exact / len(rows))
