"""A recording as it would be heard in the car: silence around it, and car noise over both, block by block.

Noise begins before the voice and goes on behind it, as after the press of a button: without it neither the noise floor
nor the end of the speech could be told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from speech.evaluation.car_noise import SCENES, car_noise, mixed
from speech.listening.noise import USUAL_VOICE
from speech.pcm import FULL_SCALE, rounded
from speech.protocols import RATE, AudioError, Samples

LEAD, TAIL = RATE // 2, RATE  # samples of silence before and behind: 0.5 s from the button to the voice, 1 s after it
PIECE = 20 * RATE  # samples that noise is mixed into at once (20 MB): memory does not grow with the recording
LEVELS = (20.0, 10.0, 5.0, 0.0)  # dB SNR


@dataclass(frozen=True)
class Condition:
    """Which car, and how loud: `snr` None is without noise."""

    scene: str = ""  # of SCENES
    snr: float | None = None  # dB

    @property
    def name(self) -> str:
        return "clean" if self.snr is None else f"{self.snr:g} dB"


CLEAN = Condition()


def conditions(number: int, every_scene: bool) -> list[Condition]:
    """Without noise, then each level in every scene; else in one scene, of which clip after clip has another."""
    names = list(SCENES)
    chosen = names if every_scene else [names[number % len(names)]]
    return [CLEAN, *(Condition(scene, snr) for snr in LEVELS for scene in chosen)]


def heard_in(blocks: Iterable[Samples], condition: Condition, seed: int) -> Iterator[Samples]:
    """The blocks, which are at RATE, in this condition; the same seed gives the same audio."""
    for number, piece in enumerate(pieces(around(blocks))):
        yield piece if condition.snr is None else noisy(piece, condition, condition.snr, seed + number)


def around(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The blocks with LEAD and TAIL."""
    yield np.zeros(LEAD, np.int16)
    yield from blocks
    yield np.zeros(TAIL, np.int16)


def pieces(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The same audio, in pieces of PIECE samples; the last one may be shorter."""
    held: list[Samples] = []
    length = 0
    for block in blocks:
        held.append(block)
        length += len(block)
        while length >= PIECE:
            audio = np.concatenate(held)
            yield audio[:PIECE]
            held, length = [audio[PIECE:]], length - PIECE
    if length:
        yield np.concatenate(held)


def noisy(piece: Samples, condition: Condition, snr: float, seed: int) -> Samples:
    """The piece with noise. Where nobody speaks, the noise is as loud as it would be beside a usual voice."""
    noise = car_noise(SCENES[condition.scene], len(piece) / RATE, seed)[: len(piece)]
    try:
        return mixed(piece, noise, snr)
    except AudioError:  # silence, or too short for a level
        power = float(np.mean(noise.astype(np.float64) ** 2)) if len(noise) else 0.0
        wanted = 10 ** ((USUAL_VOICE - snr) / 20) * FULL_SCALE
        return rounded(piece + noise * (wanted / power**0.5)) if power else piece
