"""What a radio plays between talk: chords, a bass, drums and a tune that is nearly sung. A model of our own.

    song = music(seconds=30.0, seed=7)

It is no music that anybody would listen to. It has what a detector of voices stumbles over: harmonics at the pitch of a
voice, formants, syllables and pauses. Nothing of it was recorded; the same seed gives the same.
"""

import math

import numpy as np

from speech.evaluation.car_noise import Floats, at_level
from speech.pcm import FULL_SCALE, rounded
from speech.protocols import RATE, Samples

LOUDNESS = -20.0  # dBFS, of a radio that is listened to
BEATS = (72.0, 132.0)  # a minute, slowest and fastest
BARS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))  # semitones above the key: I, vi, IV, V
SCALE = (0, 2, 4, 7, 9, 12)  # of the tune
LOWEST_KEY, KEYS = 110.0, 12  # Hz; semitones
FORMANTS = ((700.0, 1_200.0), (400.0, 2_000.0), (350.0, 900.0), (500.0, 1_500.0))  # Hz: near a, e, o and eo
HARMONICS = 24
SHARES = {"chords": -6.0, "bass": -6.0, "tune": 0.0, "drums": -4.0}  # dB to one another


def music(seconds: float, seed: int) -> Samples:
    """So many seconds, at LOUDNESS."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    if not count:
        return np.zeros(0, np.int16)
    beat = round(60 / random.uniform(*BEATS) * RATE)  # samples
    key = LOWEST_KEY * 2 ** (random.integers(KEYS) / 12)
    total = np.zeros(count)
    parts = {"chords": chords, "bass": bass, "tune": tune, "drums": drums}
    for name, play in parts.items():
        track = np.zeros(count)
        for number, start in enumerate(range(0, count, beat)):
            note = play(key, number, beat, random)[: count - start]
            track[start : start + len(note)] += note
        total += at_level(track, SHARES[name])
    return rounded(at_level(total, LOUDNESS) * FULL_SCALE)


def chords(key: float, number: int, beat: int, random: np.random.Generator) -> Floats:
    """Three strings that fade, a bar of four beats each."""
    return sum((harmonics(pitch(2 * key, step), beat, 6) for step in BARS[number // 4 % 4]), np.zeros(beat)) * fade(
        beat
    )


def bass(key: float, number: int, beat: int, random: np.random.Generator) -> Floats:
    return harmonics(pitch(key / 2, BARS[number // 4 % 4][0]), beat, 4) * fade(beat)


def tune(key: float, number: int, beat: int, random: np.random.Generator) -> Floats:
    """A syllable: a tone with vibrato and the formants of a vowel; now and then a rest."""
    if random.random() < 0.2:
        return np.zeros(beat)
    at = np.arange(beat) / RATE
    hertz = pitch(2 * key, SCALE[random.integers(len(SCALE))])
    phase = 2 * math.pi * hertz * at + 0.3 * np.sin(2 * math.pi * 5.5 * at)
    vowel = FORMANTS[random.integers(len(FORMANTS))]
    sung = np.zeros(beat)
    for n in range(1, HARMONICS + 1):
        strength = sum(1 / (1 + ((n * hertz - formant) / 120) ** 2) for formant in vowel) + 0.05
        sung += strength / n**0.5 * np.sin(n * phase)
    return np.asarray(sung * np.hanning(beat) ** 0.3)


def drums(key: float, number: int, beat: int, random: np.random.Generator) -> Floats:
    """A drum on one and three, a snare on two and four."""
    at = np.arange(beat) / RATE
    if number % 2:
        return np.asarray(random.standard_normal(beat) * np.exp(-at / 0.05))
    return np.asarray(np.sin(2 * math.pi * 60 * at) * np.exp(-at / 0.12))


def harmonics(hertz: float, count: int, most: int) -> Floats:
    at = np.arange(count) / RATE
    return np.asarray(sum(np.sin(2 * math.pi * n * hertz * at) / n for n in range(1, most + 1)))


def pitch(hertz: float, semitones: int) -> float:
    return float(hertz * 2 ** (semitones / 12))


def fade(count: int) -> Floats:
    return np.asarray(np.exp(-2.0 * np.arange(count) / count))
