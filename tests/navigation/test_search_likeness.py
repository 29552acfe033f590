"""Edit distance of many names at once, beside the plain way to compute it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from navigation.search.folding import sounds
from navigation.search.likeness import LONGEST, MOST_SAID, edits, likeness

SOUNDS = st.binary(min_size=1, max_size=14).map(lambda raw: bytes(1 + each % 4 for each in raw))


def plain(said: bytes, name: bytes, free_name: bool = False, free_said: bool = False) -> int:
    """Levenshtein; `free_name`: said and a part of the name; `free_said`: the name and a part of what was said."""
    rows = [[0 if free_name else at for at in range(len(name) + 1)]]
    for step, sound in enumerate(said, 1):
        row = [0 if free_said else step]
        for at, other in enumerate(name, 1):
            row.append(min(rows[-1][at] + 1, row[-1] + 1, rows[-1][at - 1] + (sound != other)))
        rows.append(row)
    if free_name:
        return min(rows[-1])
    return min(row[-1] for row in rows) if free_said else rows[-1][-1]


@given(SOUNDS, st.lists(SOUNDS, min_size=1, max_size=6))
def test_edits_are_those_of_the_plain_way(said, names):
    whole, inside, around = edits(said, names)
    assert whole.tolist() == [plain(said, name) for name in names]
    assert inside.tolist() == [plain(said, name, free_name=True) for name in names]
    assert around.tolist() == [plain(said, name, free_said=True) for name in names]


def test_the_longest_words_and_names():
    said, name = bytes([1]) * (MOST_SAID + 40), bytes([1]) * (LONGEST + 40)
    assert likeness(said, [name, bytes([2])], np.zeros(2)).tolist()[1] == 0.0
    assert edits(bytes([1]) * MOST_SAID, [bytes([1]) * LONGEST])[0].tolist() == [LONGEST - MOST_SAID]


def like(said: str, *names: str) -> list[float]:
    return likeness(sounds(said), [sounds(name) for name in names], np.zeros(len(names))).tolist()


def test_the_whole_name_is_before_a_part_of_one_and_a_wrong_sound_is_less():
    whole, wrong, part, other = like("스타벅스", "스타벅스", "스타박스", "스타벅스강남점", "우체국")
    assert whole == 1.0
    assert 0.8 < wrong < 1.0
    assert 0.7 < part < whole
    assert other < 0.5


def test_two_sounds_are_no_part_of_a_name():
    assert like("역", "강남역")[0] < 0.5


def test_nothing_is_like_nothing():
    assert likeness(b"", [b"\x01"], np.zeros(1)).tolist() == [0.0]
    assert likeness(b"\x01", [], np.zeros(0)).tolist() == []
