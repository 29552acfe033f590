"""Many speakers of Korean who do not exist: mixes of the voices of Kokoro-82M (Apache-2.0) that read Korean sounds.

The voices are files NAME.bin, as the package kokoro-js 1.2.1 has them for eight languages (none is Korean, so all have
an accent): `npm pack kokoro-js@1.2.1`, folder voices.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from languages.ko import aloud
from speech.protocols import Samples
from speech.resampling import resampled
from speech.voices import kokoro, korean_sounds

WIDTH = 256  # numbers of a style
SLOWEST, FASTEST = 0.75, 1.15  # times the model's usual speed
MIXED = (1, 2, 2, 3)  # voices in one speaker, one of these by chance
EVEN = 1.5  # the higher, the more alike their shares (Dirichlet)
# the mix that the assistant itself and the recordings of the evaluations speak with: who has much of it is left out
OWN, OF_OWN = ("jm_kumo", "jf_alpha"), 0.7


@dataclass(frozen=True)
class Speaker:
    shares: dict[str, float]  # of voices
    speed: float


def styles(folder: Path) -> dict[str, kokoro.Style]:
    """By name. Raises ValueError where there are none."""
    found = {file.stem: np.fromfile(file, np.float32).reshape(-1, WIDTH) for file in sorted(folder.glob("*.bin"))}
    if not found:
        raise ValueError(f"there are no voices (*.bin) in {folder}: npm pack kokoro-js@1.2.1 has them")
    return found


def speaker(names: list[str], rng: Random) -> Speaker:
    """The next one, by chance."""
    while True:
        chosen = rng.sample(names, rng.choice(MIXED))
        weights = [rng.gammavariate(EVEN, 1.0) for _ in chosen]
        shares = {name: weight / sum(weights) for name, weight in zip(chosen, weights, strict=True)}
        if sum(shares.get(name, 0.0) for name in OWN) <= OF_OWN:
            return Speaker(shares, rng.uniform(SLOWEST, FASTEST))


def spoken(text: str, by: Speaker, voices: dict[str, kokoro.Style], model: kokoro.Kokoro) -> Samples:
    """The sentence at RATE."""
    length = min(len(voices[name]) for name in by.shares)
    style = np.sum([share * voices[name][:length] for name, share in by.shares.items()], axis=0).astype(np.float32)
    return resampled(model.render(korean_sounds.sounds(aloud.aloud(text)), style, by.speed), kokoro.RATE)
