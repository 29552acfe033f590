"""From the network's logits to the segments of an utterance, one a command.

Arithmetic on arrays; no session, no context.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from languages import language_of, part
from languages.numbers import minus_before
from nlu.engine.description import FOLLOW_UP, NO_COMMAND, NO_COMMANDS, Description
from nlu.engine.tokeniser import Tokens

CANDIDATES = 3  # readings kept where the likeliest is not likely enough
DOUBT_COSTS = 4.0  # how much surer the engine must be, for each point that it may not be for the car; our choice
NAMES = frozenset(("arg", "near", "to", "room"))  # tags of names, which are whole words
PLACES = frozenset(("place", "category", "road"))  # kinds of value that are names of places
OF_PLACES = frozenset(("near", "room"))  # tags of names of places, whatever the function
TOLD = frozenset(("query", "do"))  # ops of agents that answer or write down
GAPS = {"body": 20, "arg": 1, "near": 1}  # tokens between two runs of a tag that are one: a word in it was not known
NEAR = 3  # tokens, within which a span that begins inside a word is begun at the word

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Segment:
    """What the network read in one segment, before neighbouring segments and the context are considered."""

    function: str
    op: str
    zones: tuple[str, ...]  # in the order spoken
    word: str
    said: dict[str, str]  # tag ("number", "arg", "to", "body", "near", "along", "room") -> words
    confidence: float
    doubt: float  # probability that this was not for the car at all; 0 where that is the reading
    others: tuple[tuple[str, str], ...] = ()  # the next likeliest (function, op)
    begin: int = 0  # where it begins in the text, in characters
    handed: float = 0.0  # probability of the other readings that the same agent would be handed: another question to it

    @property
    def sureness(self) -> float:
        """What the threshold is compared with. Doubt lowers it: to act on talk is worse than to mistake a command."""
        return self.confidence + self.handed - DOUBT_COSTS * self.doubt


def corrects(segments: Sequence[Segment]) -> bool:
    """Is the first of several segments only the word of a correction ("아니 오 단", "no make it five")?"""
    return segments[0].function == "dialog.no" and any(
        s.function not in (*NO_COMMANDS, "dialog.no", "dialog.cancel") for s in segments[1:]
    )


def more_of(op: str) -> str:
    """The op that "more" stands for after another op: one in the same direction."""
    return {"down": "down", "close": "close", "zoom_out": "down"}.get(op, "up")


def merge_alike(likely: Floats, alike: npt.NDArray[np.int64]) -> Floats:
    """Probabilities (pairs,) in which the likeliest of alike pairs has the sum, and the others 0.

    `alike` (orders, most) holds the pairs that mean one order, each row filled up with -1.
    """
    padded = np.append(likely, np.float32(0))
    of = padded[alike]  # (orders, most)
    padded[alike] = 0
    padded[alike[np.arange(len(alike)), of.argmax(axis=1)]] = of.sum(axis=1)
    return padded[:-1]


def _handed(
    rows: Sequence[tuple[str, str, Sequence[str]]], function: npt.NDArray[np.int64]
) -> dict[int, npt.NDArray[np.int64]]:
    """{function: the pairs that its agent would be handed likewise}, of agents that only answer or write down.

    `rows` are (agent, name, ops) of each function, `function` (pairs,) that of each pair. Which of their functions is
    meant (weather or air) matters less than whether it is one of them: nothing of the car or the home changes. Nothing
    changes either for what is not for the car or not offered.
    """
    kin: dict[tuple[str, str], list[int]] = {}
    for at, (agent, name, ops) in enumerate(rows):
        if name in NO_COMMANDS:
            kin.setdefault(NO_COMMANDS, []).append(at)
        elif agent and set(ops) <= TOLD:
            kin.setdefault((agent, name.partition(".")[0]), []).append(at)
    return {at: np.flatnonzero(np.isin(function, some)) for some in kin.values() for at in some}


def _untorn(runs: list[tuple[str, int, int]], tokens: Tokens, first: int) -> list[tuple[str, int, int]]:
    """Of two names that meet behind the first syllable of a word the first has the whole word: 홍|대 부근."""
    made: list[tuple[str, int, int]] = []
    for name, begin, end in runs:
        torn = bool(made) and {name, made[-1][0]} <= NAMES and made[-1][2] == begin
        if torn and tokens.end[first + begin - 1] - tokens.begin[first + made[-1][1]] == 1:
            while begin < end and tokens.begin[first + begin] == tokens.end[first + begin - 1]:
                begin += 1
            made[-1] = (*made[-1][:2], begin)
        if begin < end:
            made.append((name, begin, end))
    return made


class Decoder:
    """Reads logits by the description of a model."""

    def __init__(self, labels: Description) -> None:
        self._temperature = labels.temperature
        self._words, self._zones, self._tags = labels.words, labels.zones, labels.tags
        self._columns = {name: slice(*columns) for name, columns in labels.columns.items()}
        pairs = np.array(labels.pairs)  # (pairs, 2)
        self._pair_function = pairs[:, 0].tolist()
        self._pairs = labels.intents
        self._function_column = pairs[:, 0] + self._columns["function"].start
        self._op_column = pairs[:, 1] + self._columns["op"].start
        self._none = self._pairs.index((NO_COMMAND, NO_COMMAND))
        self._acts = [name not in NO_COMMANDS and not name.startswith("dialog.") for name, _ in self._pairs]
        self._aliases = labels.aliases
        self._alike: dict[tuple[str, str], npt.NDArray[np.int64]] = {}
        rows = [labels.catalogue[name] for name in labels.functions]
        self._zone_allowed = np.array(
            [[zone in row.zones for zone in self._zones] for row in rows]
        )  # (functions, zones)
        # (functions, words)
        self._word_forbidden = np.array(
            [[0.0 if w in ("", *row.words) else -np.inf for w in self._words] for row in rows], np.float32
        )
        self._of_place = [row.kind in PLACES for row in rows]  # (functions,)
        self._handed = _handed([(row.agent, name, row.ops) for name, row in zip(labels.functions, rows, strict=True)],
                               pairs[:, 0])  # fmt: skip
        self._no_word = [not row.words for row in rows]  # (functions,)

    def _alike_after(self, function: str, op: str) -> npt.NDArray[np.int64]:
        """(orders, most) the pairs that mean one order after this command, filled up with -1.

        Made when first asked for, then kept.
        """
        found = self._alike.get((function, op))
        if found is None:
            alike: dict[str, list[int]] = {}
            for pair, (name, what) in enumerate(self._pairs):
                said = (
                    f"{function} {more_of(op) if what == 'more' else what}" if name == FOLLOW_UP else f"{name} {what}"
                )
                meant = self._aliases.get(said, said)
                alike.setdefault(meant if " " in meant else f"{function} {meant}", []).append(pair)
            several = [pairs for pairs in alike.values() if len(pairs) > 1]
            most = max(map(len, several), default=1)
            found = np.array([pairs + [-1] * (most - len(pairs)) for pairs in several], np.int64).reshape(-1, most)
            self._alike[function, op] = found
        return found

    def segments(
        self, logits: Floats, tokens: Tokens, text: str, threshold: float, last: tuple[str, str] | None = None
    ) -> list[Segment]:
        """The readings of the commands in the text, in order. logits (tokens, labels).

        `last` is (function, op) of what was said before. A segment begins where the start logit is above 0. Its intent
        is read from the mean of its tokens' logits, weighted by the pooling weight; its zones from the highest logit of
        any of its tokens, so that each has a position in the text. A follow-up ("no, 23") and the order in full that
        means the same after `last` are one reading: the likeliest of them has the probability of all.
        """
        starts = [0, *(np.flatnonzero(logits[1:, 0] > 0) + 1).tolist()]  # first token of each segment
        zone_logits, tags = logits[:, self._columns["zone"]], logits[:, self._columns["tag"]].argmax(axis=1).tolist()
        zoned = bool(zone_logits.max() > 0)
        segments = []
        for begin, end in zip(starts, [*starts[1:], len(tags)], strict=True):
            share = np.exp(logits[begin:end, 1] - logits[begin:end, 1].max())  # (tokens of the segment,)
            pooled = share @ logits[begin:end] / share.sum()  # (labels,)
            scores = (pooled[self._function_column] + pooled[self._op_column]) / self._temperature  # (pairs,)
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            if last:
                likely = merge_alike(likely, self._alike_after(*last))
            best = int(likely.argmax())
            function, confidence = self._pair_function[best], float(likely[best])
            doubt = 0.0 if self._pairs[best][0] in NO_COMMANDS else float(likely[self._none])
            handed = float(likely[self._handed[function]].sum()) - confidence if function in self._handed else 0.0
            zones: tuple[str, ...] = ()
            if zoned:
                on = np.flatnonzero((zone_logits[begin:end].max(axis=0) > 0) & self._zone_allowed[function])
                zones = tuple(
                    self._zones[z] for z in on[zone_logits[begin:end, on].argmax(axis=0).argsort(kind="stable")]
                )
            word = (
                0
                if self._no_word[function]
                else int((pooled[self._columns["word"]] + self._word_forbidden[function]).argmax())
            )
            of_place = self._of_place[function]
            said = self._spans(tags[begin:end], tokens, begin, text, of_place) if any(tags[begin:end]) else {}
            segment = Segment(
                *self._pairs[best], zones, self._words[word], said, confidence, doubt,
                begin=tokens.begin[begin], handed=handed,
            )  # fmt: skip
            if segment.sureness < threshold or segment.function == FOLLOW_UP:  # it may turn out to follow nothing
                segment = replace(
                    segment, others=tuple(self._pairs[p] for p in likely.argsort()[::-1][1 : CANDIDATES + 1])
                )
            segments.append(segment)
            if self._acts[best] and self._pairs[best][0] != FOLLOW_UP:
                last = self._pairs[best]
        return segments

    def _spans(self, tags: list[int], tokens: Tokens, first: int, text: str, of_place: bool) -> dict[str, str]:
        """The words under each tag; of several runs of one tag the first. Token i of `tags` is token first + i.

        A run that begins inside a word ("I" without "B") is begun where that word begins, if that is near and free. A
        number takes in the sign before it, and no run ends between two digits. A name ends where its language says:
        with a word, less its particle, and before the next run.
        """
        said: dict[str, str] = {}
        taken = 0  # tokens of the run before
        runs = _untorn(self._runs(tags), tokens, first)
        for at, (name, begin, end) in enumerate(runs):
            if self._tags[tags[begin]][0] == "I":
                near = range(begin, max(taken - 1, begin - 1 - NEAR), -1)
                begin = next((k for k in near if tokens.begin[first + k] in (0, tokens.end[first + k - 1] + 1)), begin)
            before, taken = tokens.end[first + taken - 1] if taken else 0, end
            start, stop = tokens.begin[first + begin], tokens.end[first + end - 1]
            if name == "number":
                start = tokens.begin[first] + minus_before(text[tokens.begin[first] : start])
            while text[stop - 1].isdigit() and text[stop : stop + 1].isdigit():  # a number is not cut in two
                stop += 1
            if name in NAMES and text[start:stop].strip():
                stop = start + len(text[start:stop].rstrip())  # a piece may be the space before a word
                behind = first + (runs[at + 1][1] if at + 1 < len(runs) else len(tags))  # the next run, or command
                heard = text[: max(stop, tokens.begin[behind])] if behind < len(tokens.begin) else text
                placed = of_place or name in OF_PLACES
                language = part(language_of(text), "names")
                start, stop = language.whole(heard, start, stop, placed)
                start = max(start, before)
                if placed and text[start:stop] in language.NO_PLACES:
                    continue
            if name == "body":
                start, stop = part(language_of(text), "names").whole_message(text, start, stop)
            words = text[start:stop].strip()
            if words:
                said.setdefault(name, words)
        return said

    def _runs(self, tags: list[int]) -> list[tuple[str, int, int]]:
        """(tag, first, last + 1 token) of each run of one tag; of a name or a message a short gap is part of it."""
        runs: list[tuple[str, int, int]] = []
        names = [self._tags[tag][2:] for tag in tags]
        at = 0
        while at < len(tags):
            begin, name = at, names[at]
            while at < len(tags) and names[at] == name:
                at += 1
            if not name:
                continue
            if runs and runs[-1][0] == name and begin - runs[-1][2] <= GAPS.get(name, 0):
                begin = runs.pop()[1]
            runs.append((name, begin, at))
        return runs
