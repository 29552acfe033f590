"""Makes what the second hearing learns from: every sentence by a speaker of its own, in quiet and in loud noise.

    python -m speech.training.recordings sentences.txt VOICES OUT [--part 0/2]

OUT gets NUMBER-0.npy and NUMBER-1.npy, 16-bit samples at RATE as a recogniser in the car gets them, and said-K.tsv with
what was said. One core makes 25 sentences a minute; --part K/N makes each N-th of them, for as many processes. What is
there already is not made again.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from rich.progress import track

from speech.listening.endpoint import MILLISECOND
from speech.listening.vad import Vad, open_session
from speech.protocols import Samples
from speech.training.in_the_car import heard
from speech.training.speakers import speaker, spoken, styles
from speech.voices import kokoro

SHORTEST, LONGEST = 300 * MILLISECOND, 8_000 * MILLISECOND  # samples of a sentence


@dataclass(frozen=True)
class Recording:
    """One sentence, once."""

    file: Path
    text: str

    def samples(self) -> Samples:
        return np.asarray(np.load(self.file), np.int16)


def recordings(folder: Path) -> list[Recording]:
    """What lies in the folder. Raises ValueError for none."""
    found = []
    for lines in sorted(folder.glob("said*.tsv")):
        for line in lines.read_text(encoding="utf-8").splitlines():
            number, noisy, text = line.split("\t")
            found.append(Recording(folder / f"{number}-{noisy}.npy", text))
    if not found:
        raise ValueError(f"there are no recordings in {folder}: python -m speech.training.recordings makes them")
    return found


def made(
    text: str, seed: int, voices: dict[str, kokoro.Style], model: kokoro.Kokoro, vad: Vad
) -> Iterator[tuple[bool, Samples]]:
    """The sentence in quiet, then in noise; what the ears did not take for one utterance is left out."""
    samples = spoken(text, speaker(list(voices), Random(seed)), voices, model)
    if not SHORTEST <= len(samples) <= LONGEST:
        return
    for noisy in (False, True):
        found = heard(samples, noisy, vad, np.random.default_rng([seed, noisy]))
        if found is not None:
            yield noisy, found


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("voices", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="0/1", help="K/N: each N-th sentence from the K-th on")
    given = parser.parse_args(sys.argv[1:])
    first, of = map(int, given.part.split("/"))
    voices, model, vad = styles(given.voices), kokoro.load(), Vad(open_session())
    given.out.mkdir(parents=True, exist_ok=True)
    lines = given.sentences.read_text(encoding="utf-8").splitlines()
    with (given.out / f"said-{first}.tsv").open("a", encoding="utf-8") as said:
        for number in track(range(first, len(lines), of), description="recordings"):
            if (given.out / f"{number}-0.npy").exists():
                continue
            for noisy, samples in made(lines[number], number, voices, model, vad):
                np.save(given.out / f"{number}-{noisy:d}.npy", samples)
                said.write(f"{number}\t{noisy:d}\t{lines[number]}\n")
                said.flush()


if __name__ == "__main__":
    main()
