"""The graph of the Korean model with fewer words, since it was half of the gateway's memory.

Its two files know 503,352 words, which are 500 MB when they are loaded. Half of them have four syllables or more, and
nearly all of these are made of shorter ones that the model has as well. Without them it has 240 MB, and it decodes
somewhat faster.

HCLr.fst spells the words in sounds: states, and arcs that lead from one to another, of which some name a word. Arcs of
words that are not kept are left out, then states that lead nowhere or that nothing leads to. Words keep their numbers,
so that the look-ahead behind the arcs, for each state the words that can still follow, stays right. Gr.fst tells how
likely words are and what they are called, twice; the names of those that are kept are written once. The formats are
OpenFst's (1.8: const-fst.h, add-on.h, label-reachable.h).
"""

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.recognising.openfst import SYMBOLS_OF_INPUT, SYMBOLS_OF_OUTPUT, Reader, symbols_head

GRAPH, NAMES = "graph/HCLr.fst", "graph/Gr.fst"
HEADS = 4096  # bytes that are more than enough for the heads of the graph
MAGIC_ADDED = 446681434
STATE = np.dtype([("final", "<f4"), ("first", "<u4"), ("arcs", "<u4"), ("no_input", "<u4"), ("no_output", "<u4")])
ARC = np.dtype([("input", "<i4"), ("output", "<i4"), ("weight", "<f4"), ("to", "<i4")])
# that a look-ahead is there, one, for the output; not for the input; without numbers of words of its own
LOOK_AHEAD = struct.pack("<?????", True, False, True, False, False)

Numbers = npt.NDArray[Any]  # of whole numbers
Bools = npt.NDArray[np.bool_]


def write(model: Path, out: Path, is_kept: Callable[[str], bool]) -> int:
    """Writes both files of the model in the folder `model` to the folder `out`, with the words that are kept; how many
    these are. Raises ValueError for files of another form, OSError where they cannot be read or written."""
    kept = _write_names(model / NAMES, out / NAMES, is_kept)
    _write_graph(model / GRAPH, out / GRAPH, kept)
    return int(np.count_nonzero(kept))


def _write_names(file: Path, out: Path, is_kept: Callable[[str], bool]) -> Bools:
    """By the number of a word whether it is kept. 0 is no word, and kept."""
    read = Reader(file.read_bytes())
    head, begin = read.head(b"ngram"), read.at
    if head.flags != SYMBOLS_OF_INPUT | SYMBOLS_OF_OUTPUT:
        raise ValueError(f"{file.name} does not have its words twice")
    title, free, count = read.symbols()
    kept, words = np.zeros(free, np.bool_), []  # two words may have one number
    for entry, word, number in read.entries(count):
        if number == 0 or is_kept(word.decode()):
            kept[number] = True
            words.append(entry)
    table, second = read.data[begin : read.at], read.at
    rest = second + len(table)
    if read.data[second:rest] != table:
        raise ValueError(f"{file.name} does not have the same words twice")
    with out.open("wb") as writing:
        writing.write(replace(head, flags=SYMBOLS_OF_OUTPUT).bytes())
        writing.write(symbols_head(title, free, len(words)) + b"".join(words))
        writing.write(memoryview(read.data)[rest:])
    return kept


def _write_graph(file: Path, out: Path, kept: Bools) -> None:
    data = np.memmap(file, np.uint8, "r")
    read = Reader(data[:HEADS].tobytes())
    outer, (added,) = read.head(b"olabel_lookahead"), read.numbers("i")
    if added != MAGIC_ADDED:
        raise ValueError(f"{file.name} has no look-ahead")
    head = read.head(b"const")
    behind_states = read.at + head.states * STATE.itemsize
    behind_arcs = behind_states + head.arcs * ARC.itemsize
    states, arcs = data[read.at : behind_states].view(STATE), data[behind_states:behind_arcs].view(ARC)
    if int(states["arcs"].sum(dtype=np.int64)) != len(arcs) or not _are_below(len(states), arcs["to"], head.start):
        raise ValueError(f"the states and arcs of {file.name} do not fit each other")

    start = np.repeat(np.arange(head.states, dtype=np.int32), states["arcs"])
    chosen = np.flatnonzero(kept[arcs["output"]])
    live = _live(start[chosen], arcs["to"][chosen], np.isfinite(states["final"]), head.start)
    chosen = chosen[live[start[chosen]] & live[arcs["to"][chosen]]]

    number = np.cumsum(live, dtype=np.int32) - 1  # of a state from now on
    arcs, start, states = arcs[chosen], number[start[chosen]], states[live]
    arcs["to"] = number[arcs["to"]]
    states["arcs"] = np.bincount(start, minlength=len(states))
    states["first"] = np.cumsum(states["arcs"]) - states["arcs"]
    states["no_input"] = np.bincount(start[arcs["input"] == 0], minlength=len(states))
    states["no_output"] = np.bincount(start[arcs["output"] == 0], minlength=len(states))
    head = replace(head, start=int(number[head.start]), states=len(states), arcs=len(arcs))
    with out.open("wb") as writing:
        writing.write(outer.bytes() + struct.pack("<i", MAGIC_ADDED) + head.bytes())
        for each in (states, arcs, *_look_ahead(data[behind_arcs:], live)):
            writing.write(each.tobytes())


def _are_below(count: int, *numbers: Any) -> bool:
    return all(np.min(each, initial=0) >= 0 and np.max(each, initial=0) < count for each in numbers)


def _live(start: Numbers, end: Numbers, is_final: Bools, first: int) -> Bools:
    """Which states are reached and lead on, by arcs from `start` to `end`. One that leads to itself alone does not."""
    live = np.ones(len(is_final), np.bool_)
    elsewhere = start != end
    start, end = start[elsewhere], end[elsewhere]
    before, behind = _Neighbours(end, start, len(live)), _Neighbours(start, end, len(live))
    inward, onward = before.counts(), behind.counts() + is_final
    inward[first] += 1
    dead = np.flatnonzero((onward == 0) | (inward == 0))
    while len(dead):
        live[dead] = False
        touched = before.of(dead), behind.of(dead)
        np.subtract.at(onward, touched[0], 1)
        np.subtract.at(inward, touched[1], 1)
        states = np.concatenate(touched)
        dead = np.unique(states[live[states] & ((onward[states] == 0) | (inward[states] == 0))])
    return live


class _Neighbours:
    """Of each state those at the other end of its arcs."""

    def __init__(self, here: Numbers, there: Numbers, states: int) -> None:
        order = np.argsort(here, kind="stable")
        self._there, self._first = there[order], np.searchsorted(here[order], np.arange(states + 1))

    def counts(self) -> Numbers:
        return np.diff(self._first)

    def of(self, states: Numbers) -> Numbers:
        return np.asarray(self._there[_ranges(self._first[states], self._first[states + 1] - self._first[states])])


def _look_ahead(data: Numbers, live: Bools) -> tuple[Numbers, Numbers, Numbers]:
    """What it begins with, how many states it has, and of those that live their ranges of words."""
    begin = len(LOOK_AHEAD) + 4  # and the number that stands for the end of a sentence
    if data[: len(LOOK_AHEAD)].tobytes() != LOOK_AHEAD or int(data[begin : begin + 8].view("<i8")[0]) != len(live):
        raise ValueError("the look-ahead has another form")
    # of each state: 2 numbers that say how many ranges there are, 2 for each range, 1 for how many words are in them
    ranges, first = np.frombuffer(data[begin + 8 :].tobytes(), "<i4"), np.empty(len(live), np.int64)
    reading, writing, at = ranges.data, first.data, 0
    try:
        for state in range(len(live)):
            writing[state] = at
            at += 3 + 2 * reading[at]
    except IndexError:  # the file ends before its last state
        at = -1
    if at != len(ranges):
        raise ValueError("the look-ahead ends elsewhere than its states")
    chosen = _ranges(first[live], np.diff(first, append=at)[live])
    return data[:begin], np.array([np.count_nonzero(live)], "<i8"), ranges[chosen]


def _ranges(first: Numbers, lengths: Numbers) -> Numbers:
    """The numbers from each of `first` on, so many.

    >>> _ranges(np.array([5, 20]), np.array([2, 3]))
    array([ 5,  6, 20, 21, 22])
    """
    return np.asarray(np.repeat(first - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum()))
