"""The shipped architecture trained on MASSIVE: another head on a wider copy of the network.

Tokeniser, loop and int8 export are those of the shipped model.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np
import numpy.typing as npt
import torch
from rich.console import Console
from torch import Tensor

from nlu.engine.description import MODEL, TOKENISER
from nlu.engine.tokeniser import Tokeniser
from nlu.massive.exported import ExportedModel, Labels, encode
from nlu.massive.rows import LOCALES, OUTSIDE, Row, Scores, score
from nlu.massive.slot_tags import IGNORE, sequence_loss
from nlu.massive.teacher import soft_intents
from nlu.massive.variants import slot_values, vary
from nlu.training import loop
from nlu.training.export import write_onnx
from nlu.training.network import HEADS, Network
from nlu.training.vocabulary import cut_tokeniser, first_embeddings

EMBEDDING, WIDTH, PIECES = 256, 192, 23_000  # width of a token's embedding; of the layers; pieces of the tokeniser
BATCH, SORTED = 64, 30  # utterances; batches that are sorted by length together
RATE, DECAY = 2e-3, 0.05  # peak learning rate; weight decay
DROPOUT, HIDDEN = 0.1, 0.08  # shares of activations left out, and of whole tokens hidden, in training
TAUGHT = 0.7  # of an intent's target is the teacher's
OTHERS = 0.3  # sentences without labels in an epoch, for each row
TAGS_WEIGHT = 0.3  # of the tags' loss beside the intent's

Floats = npt.NDArray[np.float32]


@dataclass
class Example:
    ids: list[int]  # (tokens,) the context token first
    words: list[int]  # (words,) the token at which each begins
    tags: list[int]  # (words,)
    target: Floats  # (intents,) adds up to 1


@dataclass(frozen=True)
class Batch:
    """Of B utterances, the longest of T tokens."""

    ids: Tensor  # (B, T)
    words: Tensor  # (B, words) the token at which each begins
    tags: Tensor  # (B, words) IGNORE where no word is
    targets: Tensor  # (B, intents)


def make_labels(rows: Sequence[Row]) -> Labels:
    """Every intent of `rows`, and "O" and both tags of every slot, each by name."""
    slots = sorted({tag[2:] for row in rows for tag in row.tags if tag != OUTSIDE})
    return Labels(
        tuple(sorted({row.intent for row in rows})), (OUTSIDE, *(f"{part}-{slot}" for slot in slots for part in "BI"))
    )


def make_example(row: Row, tokeniser: Tokeniser, labels: Labels, soft: Floats) -> Example:
    """`soft` (intents,) is what the teacher says. Raises ValueError for an intent or slot that `labels` has not."""
    ids, words = encode(row.text, tokeniser)
    tags = [labels.tags.index(tag) for tag in row.tags] if all(words) else [IGNORE] * len(words)
    gold = np.zeros(len(labels.intents), np.float32)
    gold[labels.intents.index(row.intent)] = 1
    return Example(ids, words, tags, TAUGHT * soft + (1 - TAUGHT) * gold)


def make_unlabelled(text: str, tokeniser: Tokeniser, soft: Floats) -> Example:
    """A sentence of which only the teacher's judgement (intents,) is known."""
    ids, _ = encode(text, tokeniser)
    return Example(ids, [], [], soft)


def make_batches(fresh: Callable[[], Sequence[Example]], padding: int, rng: Random) -> Iterator[Batch]:
    """Endless: batches of utterances of about one length; `fresh` makes the examples of an epoch."""
    while True:
        examples = fresh()
        shuffled = rng.sample(examples, len(examples))
        made = []
        for at in range(0, len(shuffled), BATCH * SORTED):
            near = sorted(shuffled[at : at + BATCH * SORTED], key=lambda example: len(example.ids))
            made += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
        rng.shuffle(made)
        for some in made:
            yield Batch(
                padded([example.ids for example in some], padding),
                padded([example.words for example in some], 0),
                padded([example.tags for example in some], IGNORE),
                torch.from_numpy(np.stack([example.target for example in some])),
            )


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """(rows, longest) int64, at least one column, with `value` behind the shorter rows."""
    made = np.full((len(rows), max(1, *map(len, rows))), value)
    for i, row in enumerate(rows):
        made[i, : len(row)] = row
    return torch.from_numpy(made)


def loss_of(network: Network, labels: Labels, batch: Batch) -> Tensor:
    """Cross entropy of the intent, and of an utterance's sequence of tags; the mean of the batch, a scalar."""
    mask = batch.ids != network.padding
    logits = network(batch.ids, mask)  # (B, T, columns)
    share = torch.softmax(logits[..., 0].masked_fill(~mask, -1e4), dim=-1)  # (B, T)
    pooled = (share[..., None] * logits[..., 1 : 1 + len(labels.intents)]).sum(dim=1)  # (B, intents)
    intent = -(batch.targets * torch.log_softmax(pooled, dim=-1)).sum(dim=-1).mean()
    tags = logits[..., 1 + len(labels.intents) :]
    scores = tags.gather(1, batch.words[..., None].expand(-1, -1, tags.shape[2]))  # (B, words, tags)
    return intent + TAGS_WEIGHT * sequence_loss(scores, batch.tags).mean()


@dataclass(frozen=True)
class Trained:
    network: Network
    labels: Labels
    folder: Path
    history: list[dict[str, float]]
    """{"step", "loss", "intent_ko", "intent_en", "exact_ko", "exact_en"} on the way; shares of the dev rows."""

    def export(self, quantised: bool) -> ExportedModel:
        """The int8 model, or the same weights as float32; written to `folder`, over the one before."""
        write_onnx(self.network.arrays(), HEADS, self.folder / MODEL, quantised)
        return ExportedModel(self.folder, self.labels)


def train(
    rows: Sequence[Row],
    others: Sequence[str],
    dev: Sequence[Row],
    folder: Path,
    seed: int,
    epochs: int,
    minutes: float,
    console: Console,
) -> Trained:
    """Trains on `rows` and on `others`, sentences without labels, at most `minutes`. The tokeniser goes to `folder`.

    `dev` is measured on the way and decides nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    labels = make_labels(rows)
    cut_tokeniser([row.text for row in rows], PIECES, folder / TOKENISER)
    tokeniser = Tokeniser(folder / TOKENISER)
    targets, judged = soft_intents(rows, labels.intents, others, seed, console)
    network = Network(first_embeddings(tokeniser, EMBEDDING), 1, labels.columns, DROPOUT, HIDDEN, WIDTH)
    unlabelled = [make_unlabelled(text, tokeniser, soft) for text, soft in zip(others, judged, strict=True)]
    some = min(len(unlabelled), round(OTHERS * len(rows)))  # of them in an epoch
    plain = [make_example(row, tokeniser, labels, soft) for row, soft in zip(rows, targets, strict=True)]
    values, rng = slot_values(rows), Random(seed)

    def fresh() -> list[Example]:
        made = []
        for row, soft, example in zip(rows, targets, plain, strict=True):
            varied = vary(row, values, rng)
            made.append(example if varied is row else make_example(varied, tokeniser, labels, soft))
        return made + rng.sample(unlabelled, some)

    batches = make_batches(fresh, network.padding, rng)
    trained = Trained(network, labels, folder, [])

    def measure() -> dict[str, float]:
        model = trained.export(quantised=True)
        held = {locale: [row for row in dev if row.locale == locale] for locale in LOCALES}
        found = {locale: scores(model, those)[0] for locale, those in held.items() if those}
        return {f"{name}_{locale[:2]}": getattr(s, name) for locale, s in found.items() for name in ("intent", "exact")}

    def loss(batch: Batch) -> Tensor:
        return loss_of(network, labels, batch)

    steps = epochs * max(1, (len(rows) + some) // BATCH)
    optimisers = loop.two_optimisers(network, RATE, DECAY)
    trained.history.extend(
        loop.train(network, batches, loss, steps, minutes, console, measure if dev else None, optimisers)
    )
    return trained


def scores(model: ExportedModel, rows: Sequence[Row]) -> tuple[Scores, list[float]]:
    """(scores, milliseconds of each utterance). Raises ValueError for no rows."""
    answers, spent = [], []
    for row in rows[:1]:
        model.understand(row.text)  # the first run prepares the session: not on the clock
    for row in rows:
        began = perf_counter()
        answers.append(model.understand(row.text))
        spent.append((perf_counter() - began) * 1e3)
    return score(rows, answers), spent
