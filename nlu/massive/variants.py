"""Rows of MASSIVE with slot values exchanged for those of other rows of their intent and locale. Training only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from nlu.massive.rows import Row, spans

EXCHANGED = 0.3  # of the slots

Values = Mapping[tuple[str, str, str], Sequence[tuple[str, ...]]]


def slot_values(rows: Sequence[Row]) -> Values:
    """(locale, intent, slot) -> the words of its values, as often as they come, in the order of the rows."""
    found: dict[tuple[str, str, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        for slot, begin, end in sorted(spans(row.tags)):
            found[row.locale, row.intent, slot].append(row.words[begin:end])
    return dict(found)


def vary(row: Row, values: Values, rng: Random) -> Row:
    """`row` itself, or one of the same id, locale and intent with other values.

    Raises KeyError for a slot that `values` has not.
    """
    words, tags = list(row.words), list(row.tags)
    changed = False
    # from the back, so that the spans before keep their positions
    for slot, begin, end in sorted(spans(row.tags), key=lambda span: -span[1]):
        if rng.random() < EXCHANGED:
            value = rng.choice(values[row.locale, row.intent, slot])
            words[begin:end] = value
            tags[begin:end] = [f"B-{slot}", *[f"I-{slot}"] * (len(value) - 1)]
            changed = True
    return Row(row.id, row.locale, tuple(words), tuple(tags), row.intent) if changed else row
