"""What the network learns to answer: the order of its labels, and an utterance as arrays of them. Training only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from nlu.engine.description import NOTHING, PENDING
from nlu.engine.tokeniser import Tokeniser
from nlu.sampling.authored import TAGS
from nlu.sampling.catalogue import ZONES, Entry
from nlu.sampling.utterance import Utterance

BIO = ("O", *(f"{part}-{tag}" for tag in TAGS for part in "BI"))
NO_WORD = ""  # the value word of a segment without one
IGNORE = -100


@dataclass(frozen=True)
class Labels:
    """What the columns of the logits stand for, and the contexts.

    The columns are in this order: start, weight, functions, ops, value words, zones, BIO tags.
    """

    functions: tuple[str, ...]
    ops: tuple[str, ...]
    words: tuple[str, ...]
    zones: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]  # (function, op) that the catalogue has
    contexts: tuple[str, ...]  # what may have been said before: NOTHING, PENDING, or the function of the last command

    @property
    def slices(self) -> dict[str, tuple[int, int]]:
        """First and last-plus-one column of each group."""
        sizes = {"start": 1, "weight": 1, "function": len(self.functions), "op": len(self.ops), "word": len(self.words)}
        sizes |= {"zone": len(self.zones), "tag": len(BIO)}
        made, at = {}, 0
        for name, size in sizes.items():
            made[name] = (at, at + size)
            at += size
        return made


def make_labels(entries: Mapping[str, Entry]) -> Labels:
    """The labels of a catalogue; pairs in the catalogue's order."""
    functions = tuple(entries)
    ops = tuple(dict.fromkeys(op for entry in entries.values() for op in entry.ops))
    words = (NO_WORD, *dict.fromkeys(word for entry in entries.values() for word in entry.words))
    pairs = tuple((f, ops.index(op)) for f, name in enumerate(functions) for op in entries[name].ops)
    return Labels(functions, ops, words, ZONES, pairs, (NOTHING, PENDING, *functions))


@dataclass
class Example:
    """One utterance. Row 0 of the token arrays is the context token."""

    ids: npt.NDArray[np.int64]  # (tokens,)
    segment: npt.NDArray[np.int64]  # (tokens,) the segment of each token; -1 for the context token
    start: npt.NDArray[np.float32]  # (tokens,)
    tags: npt.NDArray[np.int64]  # (tokens,)
    zone: npt.NDArray[np.float32]  # (tokens, zones); IGNORE where a zone is meant but not said in one place
    pairs: list[int]  # (segments,)
    words: list[int]  # (segments,)
    zones: npt.NDArray[np.float32]  # (segments, zones)


def make_example(utterance: Utterance, tokeniser: Tokeniser, labels: Labels) -> Example:
    """Labels of characters become labels of tokens. The context token's id is len(tokeniser) + context."""
    tokens = tokeniser.cut(utterance.text)
    n, segments = len(tokens.ids) + 1, len(utterance.segments)
    ids = np.concatenate(([len(tokeniser) + labels.contexts.index(utterance.context)], tokens.ids))
    segment, start = np.full(n, -1), np.zeros(n, np.float32)
    tags, zone = np.zeros(n, np.int64), np.zeros((n, len(labels.zones)), np.float32)
    now = -1
    for t, (begin, end) in enumerate(zip(tokens.begin, tokens.end, strict=True), start=1):
        spaced = 1 if begin == end else 0  # a lone space belongs to the word after it
        while now + 1 < segments and (now < 0 or end + spaced > utterance.starts[now + 1]):
            now += 1
            start[t] = 1
        segment[t] = now
        for span in utterance.spans:
            if (span.begin < end and begin < span.end) or (begin == end and span.begin < begin < span.end):
                first = BIO.index(f"B-{span.tag}")
                tags[t] = first if begin <= span.begin or tags[t - 1] not in (first, first + 1) else first + 1
        for span in utterance.zones:
            if span.begin < end and begin < span.end:
                zone[t, labels.zones.index(span.tag)] = 1
    zones = np.zeros((segments, len(labels.zones)), np.float32)
    pairs, words = [], []
    for s, meaning in enumerate(utterance.segments):
        pairs.append(labels.pairs.index((labels.functions.index(meaning.function), labels.ops.index(meaning.op))))
        words.append(labels.words.index(meaning.word))
        zones[s, [labels.zones.index(z) for z in meaning.zones]] = 1
        if zones[s].any() and not zone[segment == s].any():
            zone[segment == s] = IGNORE
    return Example(ids, segment, start, tags, zone, pairs, words, zones)


@dataclass
class Batch:
    """Examples side by side, padded. Shapes: B utterances, T tokens, S segments."""

    ids: torch.Tensor  # (B, T) int64
    mask: torch.Tensor  # (B, T) bool, True where there is a token
    segment: torch.Tensor  # (B, T) int64, -1 outside
    start: torch.Tensor  # (B, T) float32
    tags: torch.Tensor  # (B, T) int64, IGNORE outside
    zone: torch.Tensor  # (B, T, zones) float32, IGNORE where not known
    pairs: torch.Tensor  # (B, S) int64, IGNORE outside
    words: torch.Tensor  # (B, S) int64, IGNORE outside
    zones: torch.Tensor  # (B, S, zones) float32


def collate(examples: list[Example], padding: int) -> Batch:
    """`padding` is the id of the empty row of the embedding."""
    tokens, segments = max(len(e.ids) for e in examples), max(len(e.pairs) for e in examples)

    def fill(name: str, length: int, value: float) -> torch.Tensor:
        arrays = [np.asarray(getattr(e, name)) for e in examples]
        made = np.full((len(arrays), length, *arrays[0].shape[1:]), value, arrays[0].dtype)
        for row, array in zip(made, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(made)

    ids = fill("ids", tokens, padding)
    tags = fill("tags", tokens, IGNORE)
    tags[:, 0] = IGNORE
    zone = fill("zone", tokens, IGNORE)
    zone[:, 0] = IGNORE
    return Batch(
        ids, ids != padding, fill("segment", tokens, -1), fill("start", tokens, 0), tags, zone,
        fill("pairs", segments, IGNORE), fill("words", segments, IGNORE), fill("zones", segments, 0),
    )  # fmt: skip
