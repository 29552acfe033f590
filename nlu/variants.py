"""Rows of MASSIVE said with other words, their tags with them: values of one slot exchanged, other words exchanged or left out.

Training only. A word outside of slots gives way to one that stands between the same two neighbours in another row of its locale.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from nlu.massive import OUTSIDE, Row, spans

AS_IT_IS = 0.3  # of the rows are not changed
EXCHANGED = 0.5  # of the slots
REPLACED, LEFT_OUT = 0.1, 0.05  # of the words outside of slots

Values = dict[tuple[str, str], list[tuple[str, ...]]]
Between = dict[tuple[str, str, str], list[str]]


@dataclass(frozen=True)
class Stock:
    """What may be exchanged, each thing once and in the order of the rows."""

    values: Values
    """(locale, slot) -> the words of its values."""
    between: Between
    """(locale, word before, word after) -> words outside of slots; "" is before the first word and after the last."""


def make_stock(rows: Sequence[Row]) -> Stock:
    values: dict[tuple[str, str], dict[tuple[str, ...], None]] = defaultdict(dict)
    between: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for row in rows:
        for slot, begin, end in sorted(spans(row.tags)):
            values[row.locale, slot][row.words[begin:end]] = None
        edged = ("", *row.words, "")
        for i, tag in enumerate(row.tags):
            if tag == OUTSIDE:
                between[row.locale, edged[i], edged[i + 2]][edged[i + 1]] = None
    return Stock({key: list(found) for key, found in values.items()}, {key: list(found) for key, found in between.items()})


def vary(row: Row, stock: Stock, rng: Random) -> Row:
    """`row`, or a variant of it with the same id, locale and intent. Raises KeyError for a row of none that `stock` was made of."""
    if rng.random() < AS_IT_IS:
        return row
    edged = ("", *row.words, "")
    slots = {begin: (slot, end) for slot, begin, end in spans(row.tags)}
    words: list[str] = []
    tags: list[str] = []
    at = 0
    while at < len(row.words):
        if at in slots:
            slot, end = slots[at]
            value = rng.choice(stock.values[row.locale, slot]) if rng.random() < EXCHANGED else row.words[at:end]
            words += value
            tags += [f"B-{slot}", *[f"I-{slot}"] * (len(value) - 1)]
            at = end
            continue
        chance = rng.random()
        if chance >= LEFT_OUT:
            same = chance >= LEFT_OUT + REPLACED
            words.append(row.words[at] if same else rng.choice(stock.between[row.locale, edged[at], edged[at + 2]]))
            tags.append(OUTSIDE)
        at += 1
    return Row(row.id, row.locale, tuple(words), tuple(tags), row.intent) if words else row
