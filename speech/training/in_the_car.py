"""A sentence as a recogniser in the car gets it: another throat and room, noise, then the ears' own front end."""

import numpy as np

from speech.evaluation.car_noise import CarNoise, car_noise, mixed
from speech.listening.listener import Listener
from speech.listening.noise import Suppression
from speech.listening.vad import VoiceActivity
from speech.pcm import rounded
from speech.protocols import RATE, RecognisedBy, Samples
from speech.resampling import Resampler

# What is drawn by chance, evenly between two figures
THROATS = (28, 37)  # times 500 Hz: the rate that the samples are taken to have; 32 leaves them as they are
OTHER_THROAT, ROOM, COLOURED, SOME_NOISE = 0.6, 0.5, 0.4, 0.4  # shares of the sentences that get it
ECHO = (0.02, 0.09)  # s, of the room
ECHO_SHARE = (0.1, 0.5)  # of the direct sound
COLOUR = (-0.4, 0.4)  # of the sample before: bass or treble
LEVEL = (-12.0, 2.0)  # dB
PEAK = 16_000  # of the samples, at 0 dB
SILENCE_BEFORE = (0.3, 0.7)  # s
SILENCE_BEHIND = 1.0  # s
IN_NOISE, IN_LITTLE = (-3.0, 14.0), (14.0, 32.0)  # dB SNR
FIRST_SEED = 1_000  # of the noise: evaluations begin at 0
HEARD = 0.8  # share of the sentence that the ears must have taken for one utterance


class _Kept:
    """A Recogniser and its Stream that keeps what it is given."""

    language, name, version = "ko", "kept", ""
    by = RecognisedBy("kept", "")

    def __init__(self) -> None:
        self.samples: list[Samples] = []

    def stream(self, phrases: object = ()) -> "_Kept":
        return self

    def accept(self, samples: Samples) -> str:
        self.samples.append(samples)
        return ""

    def finish(self) -> tuple[()]:
        return ()


def heard(samples: Samples, noisy: bool, vad: VoiceActivity, rng: np.random.Generator) -> Samples | None:
    """The sentence as it reaches a recogniser; `noisy` puts it into loud noise. None where the ears did not take it for
    one utterance."""
    varied = other_voice(samples, rng)
    before, behind = round(rng.uniform(*SILENCE_BEFORE) * RATE), round(SILENCE_BEHIND * RATE)
    audio = np.concatenate([np.zeros(before, np.int16), varied, np.zeros(behind, np.int16)])
    if noisy or rng.random() < SOME_NOISE:
        noise = car_noise(scene(rng), len(audio) / RATE, FIRST_SEED + int(rng.integers(1 << 30)))
        audio = mixed(audio, noise, rng.uniform(*(IN_NOISE if noisy else IN_LITTLE)))
    kept = _Kept()
    listener = Listener(kept, vad, suppression=Suppression())
    listener.accept(audio)
    listener.finish()
    found = np.concatenate(kept.samples) if kept.samples else np.zeros(0, np.int16)
    return found if len(found) >= HEARD * len(varied) else None


def other_voice(samples: Samples, rng: np.random.Generator) -> Samples:
    """The same words by another throat, in another room, past another microphone."""
    if rng.random() < OTHER_THROAT:
        resampler = Resampler(500 * int(rng.integers(*THROATS)))
        samples = np.concatenate([resampler.accept(samples), resampler.finish()])
    audio = samples.astype(np.float64)
    if rng.random() < ROOM:
        count = round(rng.uniform(*ECHO) * RATE)
        echo = rng.standard_normal(count) * np.exp(-np.arange(count) / (count / 4))
        echo *= rng.uniform(*ECHO_SHARE) / np.sqrt(echo @ echo)
        echo[0] = 1.0
        audio = np.convolve(audio, echo)[: len(audio)]
    if rng.random() < COLOURED:
        audio = np.append(audio[:1], audio[1:] + rng.uniform(*COLOUR) * audio[:-1])
    loudest = max(1.0, float(np.abs(audio).max(initial=0)))
    return rounded(audio * PEAK * 10 ** (rng.uniform(*LEVEL) / 20) / loudest)


def scene(rng: np.random.Generator) -> CarNoise:
    """Any car: none of the evaluations' scenes but by chance."""
    return CarNoise(
        speed=float(rng.uniform(10, 140)),
        blower=int(rng.integers(0, 9)),
        rain=float(rng.uniform(0.1, 1)) if rng.random() < 0.3 else 0.0,
        indicator=bool(rng.random() < 0.25),
    )
