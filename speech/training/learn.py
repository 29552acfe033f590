"""Teaches Whisper what is said to a car, and to hear it in noise, with no more silence behind it than the car has:

    python -m speech.training.learn RECORDINGS [--rounds 5] [--onward]

RECORDINGS is a folder of speech/training/recordings.py. Two cores hear 8 recordings a second, each once in a round; one
sentence in HELD_OUT is not learned, and measured. With --onward it begins with what the result has. The result is
speech/models/whisper_ko.npz, see weights_file.py; its sum and edition stand in whisper_model.py. Needs the packages of
`make train` and `make whisper` in one environment.
"""

import math
import sys
import zlib
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from rich.console import Console
from rich.progress import Progress

from speech.protocols import RATE, Samples
from speech.recognising.confirming import together
from speech.recognising.fewer_pieces import keep_pieces
from speech.recognising.log_mel import log_mel
from speech.recognising.weights_file import weights
from speech.recognising.whisper import marks
from speech.recognising.whisper_model import LEARNED, model_folder
from speech.training.network import Network
from speech.training.recordings import Recording, recordings

RANK = 16
HELD_OUT = 12
BATCH = 8  # recordings of about one length
MOST_PIECES = 60  # of a sentence
# Of what was learned this share is put into the file. Wrong characters of the 40 recorded commands and places without
# noise and at 5 dB, and of the 30 clips of people, likewise, by Whisper alone: 8, 17; 33, 61 %. With all that was
# learned it is 10, 15; 41, 69, with 0.6 of it 7, 19; 32, 55, with none, and 8 s more of silence, 25, 53; 26, 53
KEPT = 0.7
PEAK_RATE, NORMS_RATE, LAST_RATE, WARM_UP = 7e-4, 0.2, 0.05, 40  # of learning; parts of it; steps
SMOOTHING = 0.05  # probability that is left to other pieces
SILENCE = (0.3, 0.9)  # s behind the longest of a batch, by chance; BEYOND of whisper.py lies between them
START_LOST = 0.1  # s that may be lacking at the start
MASKED = 0.5  # share of the recordings in which a band, and in which a moment, is made silent
BAND_MASKED, TIME_MASKED = 12, 16  # bands and frames, at most
MARKS = str.maketrans(dict.fromkeys(".,?!~…\"'()^;:", " "))


@dataclass(frozen=True)
class Example:
    recording: Recording
    pieces: tuple[int, ...]  # of its text
    seconds: float


@dataclass(frozen=True)
class Prompt:
    """What stands before the pieces of a text, and what behind them."""

    before: tuple[int, ...]
    end: int


def examples(folder: Path, pieces: Any) -> list[Example]:
    """`pieces` is the tokeniser. Sentences of nothing but marks, and very long ones, are left out."""
    found = []
    for recording in recordings(folder):
        text = written(recording.text)
        ids = tuple(pieces.encode(f" {text}", add_special_tokens=False).ids)
        if text and len(ids) <= MOST_PIECES:
            found.append(Example(recording, ids, len(recording.samples()) / RATE))
    return found


def written(text: str) -> str:
    """As the network writes it: without marks, and with the word that asks close to its verb.

    >>> written("창문 좀 열어 줘!")
    '창문 좀 열어줘'
    """
    return together(" ".join(text.translate(MARKS).split()))


def is_held_out(example: Example) -> bool:
    return zlib.crc32(example.recording.text.encode()) % HELD_OUT == 0


def batches(some: Sequence[Example], rng: np.random.Generator | None) -> list[list[Example]]:
    """Of about one length each; by chance in their order, and about their length, where a generator is given."""
    about = [each.seconds + (rng.uniform(0, 0.6) if rng else 0.0) for each in some]
    ordered = [some[at] for at in np.argsort(about, kind="stable")]
    found = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    return [found[at] for at in rng.permutation(len(found))] if rng else found


def audio(samples: Sequence[Samples], rng: np.random.Generator | None) -> torch.Tensor:
    """(batch, BANDS, frames), varied where a generator is given."""
    if rng:
        samples = [each[int(rng.uniform(0, START_LOST) * RATE) :] for each in samples]
    behind = rng.uniform(*SILENCE) if rng else sum(SILENCE) / 2
    seconds = math.ceil(10 * (max(map(len, samples)) / RATE + behind)) / 10
    mel = np.stack([log_mel(each, seconds) for each in samples])
    for each in mel if rng else ():
        assert rng
        for axis, most in ((0, BAND_MASKED), (1, TIME_MASKED)):
            if rng.random() < MASKED:
                width = int(rng.integers(1, most))
                begin = int(rng.integers(0, each.shape[axis] - width))
                each[(slice(None),) * axis + (slice(begin, begin + width),)] = each.mean()
    return torch.tensor(mel)


def loss(network: Network, batch: Sequence[Example], prompt: Prompt, rng: np.random.Generator | None) -> torch.Tensor:
    """Natural logarithm by which the pieces of the texts, and their ends, are unlikely; the mean of a piece."""
    longest = max(len(each.pieces) for each in batch) + len(prompt.before)
    given = torch.full((len(batch), longest), prompt.end)
    wanted = torch.full((len(batch), longest), -1)
    for row, each in enumerate(batch):
        whole = torch.tensor([*prompt.before, *each.pieces, prompt.end])
        given[row, : len(whole) - 1] = whole[:-1]
        wanted[row, len(prompt.before) - 1 : len(whole) - 1] = whole[len(prompt.before) :]
    states = network.decode(given, network.encode(audio([each.recording.samples() for each in batch], rng)))
    counts = wanted >= 0
    logits = network.logits(states[counts]).float()
    return F.cross_entropy(logits, wanted[counts], label_smoothing=SMOOTHING if rng else 0.0)


def held_out_loss(network: Network, some: Sequence[Example], prompt: Prompt) -> float:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        return float(np.mean([loss(network, batch, prompt, None).item() for batch in batches(some, None)]))


def learn(network: Network, known: Sequence[Example], prompt: Prompt, rounds: int, tell: Any = None) -> None:
    """`tell(share done, mean loss)` is called behind each step."""
    rng = np.random.default_rng(0)
    changes = [each for name, each in network.named_parameters() if name.startswith("linear")]
    norms = list(network.norms.parameters())
    optimiser = torch.optim.AdamW([{"params": changes}, {"params": norms}], weight_decay=0.01)
    steps = rounds * math.ceil(len(known) / BATCH)
    step, mean = 0, math.nan
    for _ in range(rounds):
        for batch in batches(known, rng):
            falling = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * step / steps)) / 2
            rate = PEAK_RATE * falling * min(1.0, (step + 1) / WARM_UP)
            for group, share in zip(optimiser.param_groups, (1.0, NORMS_RATE), strict=True):
                group["lr"] = rate * share
            with torch.autocast("cpu", torch.bfloat16):
                found = loss(network, batch, prompt, rng)
            optimiser.zero_grad()
            found.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([*changes, *norms], 1.0)
            optimiser.step()
            step += 1
            mean = found.item() if math.isnan(mean) else 0.98 * mean + 0.02 * found.item()
            if tell:
                tell(step / steps, mean)


def main() -> None:
    import tokenizers

    parser = ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--onward", action="store_true", help=f"from {LEARNED.name} on, and not from nothing")
    parser.add_argument("--out", type=Path, default=LEARNED)
    given = parser.parse_args(sys.argv[1:])
    torch.manual_seed(0)
    with model_folder(learned=None) as files:
        keep_pieces(files, "ko")
        network = Network(weights(files / "model.bin"), RANK)
        pieces = tokenizers.Tokenizer.from_file(str(files / "tokenizer.json"))
    if given.onward:
        with np.load(LEARNED) as learned:
            network.take_up(dict(learned), KEPT)
    *before, end = marks(pieces, "ko")
    prompt, found = Prompt(tuple(before), end), examples(given.recordings, pieces)
    held_out = [each for each in found if is_held_out(each)]
    known = [each for each in found if not is_held_out(each)]
    console = Console()
    hours = sum(each.seconds for each in known) / 3600
    console.print(f"{len(known)} recordings, {hours:.1f} h, and {len(held_out)} that are not learned")
    console.print(f"not learned, before: {held_out_loss(network, held_out, prompt):.3f}")
    with Progress(console=console) as progress:
        task = progress.add_task("", total=1.0)
        learn(
            network,
            known,
            prompt,
            given.rounds,
            lambda done, mean: progress.update(task, completed=done, description=f"loss {mean:.3f}"),
        )
    console.print(f"not learned, after: {held_out_loss(network, held_out, prompt):.3f}")
    given.out.parent.mkdir(exist_ok=True)
    np.savez(given.out, **network.learned(KEPT))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
