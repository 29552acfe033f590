"""What a microphone near the driver's head hears of a car: road and wind, blower, rain, indicator. A model of our own.

    noise = car_noise(CarNoise(speed=100.0, blower=3), seconds=4.0, seed=7)
    noisy = mixed(samples, noise, snr_db=5.0)

Shapes and laws are the usual ones of acoustics (30 log v for tyres, 60 log v for wind, 50 log n for fans); levels and
corners are set by hand so that it sounds like a mid-size saloon. No recording went into it. It is as random as its
seed: the same noise comes for the same seed, up to the rounding of the FFT of a machine and the generator of a NumPy
version.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from speech.pcm import FULL_SCALE, rounded
from speech.protocols import RATE, AudioError, Samples

Floats = npt.NDArray[np.float64]

USUAL = 50.0  # km/h, to which the levels of road and wind refer
TYRES_AT_USUAL = -42.0  # dBFS, where a voice has about -26: 16 dB SNR in town
WIND_AT_USUAL = -58.0  # dBFS: quiet in town, as loud as the tyres near 170 km/h
TYRES_FROM = 60.0  # Hz, below which the body of the car lets less through
TYRES_UNTIL = 250.0  # Hz; above it the power falls by 9 dB an octave
WIND_UNTIL = 600.0  # Hz; 6 dB an octave
SURFACE_CHANGES = 2.0  # dB, how much the level wanders with the surface (standard deviation)
SURFACE_LASTS = 0.7  # s, over which it does
BLOWER_STEPS = range(9)
BLOWER_AT_FULL = -34.0  # dBFS of step 8: louder than the road in town, as the fan of a real car
BLOWER_SLOWEST = 0.3  # of the speed of step 8: step 1, so 26 dB quieter by 50 log n
BLOWER_BAND = (120.0, 900.0)  # Hz, of the rushing of air in the outlets
BLADES_AT_FULL = 900.0  # Hz: 40 blades at 1,350 turns a minute
BLADES_BELOW = 16.0  # dB that their tone lies below the rushing
DROPS = 250.0  # impacts a second near the driver in a cloudburst
DROP_LASTS = 0.003  # s until a drop's sound has fallen by 1 / e
RAIN_AT_MOST = -38.0  # dBFS of a cloudburst
RAIN_FROM = 800.0  # Hz: drops on glass and sheet metal have next to no bass
INDICATOR_CYCLE = 0.7  # s from tick to tick: 85 a minute (UN R48 asks for 60 to 120)
CLICK_LASTS = 0.002  # s until a click has fallen by 1 / e
CLICK_PITCHES = (2_600.0, 1_900.0)  # Hz: tick, tock
CLICK_PEAK = -28.0  # dBFS

ACTIVE_FRAME = 320  # samples, 20 ms: shorter than a syllable
SOUND_WITHIN = 40.0  # dB below the loudest frame: what is quieter is no part of a word
ACTIVE_WITHIN = 25.0  # dB below the loudest tenth of the rest, from which on a frame counts as speech


@dataclass(frozen=True)
class CarNoise:
    """What makes noise at the moment."""

    speed: float = 0.0  # km/h
    blower: int = 0  # step; 0 is off
    rain: float = 0.0  # 0 none to 1 cloudburst
    indicator: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.speed <= 300:
            raise ValueError(f"a speed of {self.speed} km/h: it goes from 0 to 300")
        if self.blower not in BLOWER_STEPS:
            raise ValueError(f"blower step {self.blower}: it goes from 0 to {BLOWER_STEPS[-1]}")
        if not 0 <= self.rain <= 1:
            raise ValueError(f"rain {self.rain}: it goes from 0 to 1")


# what a recogniser is tried in
SCENES = {
    "town": CarNoise(speed=50, blower=3),
    "motorway": CarNoise(speed=120, blower=2),
    "blower": CarNoise(speed=30, blower=8),
    "rain": CarNoise(speed=80, blower=5, rain=0.7, indicator=True),
}


def car_noise(what: CarNoise, seconds: float, seed: int) -> Samples:
    """Everything that makes noise, added up. Each source has random numbers of its own: rain leaves the road alone."""
    count = round(seconds * RATE)
    road, blower, rain, indicator = (np.random.default_rng([seed, source]) for source in range(4))
    total = np.zeros(count)
    if what.speed and count:
        total += tyres_and_wind(what.speed, count, road)
    if what.blower and count:
        total += blowing(what.blower, count, blower)
    if what.rain and count:
        total += raining(what.rain, count, rain)
    if what.indicator and count:
        total += clicking(count, indicator)
    return rounded(total * FULL_SCALE)


def coloured(power: Floats, count: int, dbfs: float, random: np.random.Generator) -> Floats:
    """Noise of a spectrum and a level. `power` is given at the frequencies of np.fft.rfftfreq(count, 1 / RATE)."""
    noise = np.fft.irfft(np.fft.rfft(random.standard_normal(count)) * np.sqrt(power), count)
    return at_level(noise, dbfs)


def at_level(noise: Floats, dbfs: float) -> Floats:
    rms = math.sqrt(float(noise @ noise) / len(noise))
    return np.asarray(noise * (10 ** (dbfs / 20) / rms)) if rms else noise


def frequencies(count: int) -> Floats:
    return np.asarray(np.fft.rfftfreq(count, 1 / RATE), dtype=np.float64)


def tyres_and_wind(speed: float, count: int, random: np.random.Generator) -> Floats:
    """Tyres: bass that falls off above TYRES_UNTIL, 30 log v. Wind: wider, 60 log v, so its share grows."""
    hertz, faster = frequencies(count), math.log10(speed / USUAL)
    tyres = hertz**2 / (hertz**2 + TYRES_FROM**2) / (1 + (hertz / TYRES_UNTIL) ** 3)
    wind = hertz**2 / (hertz**2 + TYRES_FROM**2) / (1 + (hertz / WIND_UNTIL) ** 2)
    road = coloured(tyres, count, TYRES_AT_USUAL + 30 * faster, random) * surface(count, random)
    return road + coloured(wind, count, WIND_AT_USUAL + 60 * faster, random)


def surface(count: int, random: np.random.Generator) -> Floats:
    """A factor that wanders: asphalt is not the same everywhere."""
    knots = 2 + math.ceil(count / RATE / SURFACE_LASTS)
    decibels = random.standard_normal(knots) * SURFACE_CHANGES
    at = np.arange(count) / RATE / SURFACE_LASTS
    return np.asarray(10 ** (np.interp(at, np.arange(knots), decibels) / 20))


def blowing(step: int, count: int, random: np.random.Generator) -> Floats:
    """The air in the outlets, and the tone of the blades, which rises with the step."""
    turning = BLOWER_SLOWEST + (1 - BLOWER_SLOWEST) * (step - 1) / (BLOWER_STEPS[-1] - 1)  # of full speed
    hertz, (low, high) = frequencies(count), BLOWER_BAND
    air = hertz**2 / (hertz**2 + low**2) / (1 + (hertz / (high * turning)) ** 2)
    dbfs = BLOWER_AT_FULL + 50 * math.log10(turning)
    at = np.arange(count) / RATE
    tone = np.sin(2 * math.pi * (BLADES_AT_FULL * turning * at + random.random()))
    return coloured(air, count, dbfs, random) + at_level(tone, dbfs - BLADES_BELOW)


def raining(strength: float, count: int, random: np.random.Generator) -> Floats:
    """Single drops, each a short burst, and behind them the hiss of all the others. Ten times the rain: 10 dB more."""
    hertz = frequencies(count)
    high = hertz**4 / (hertz**4 + RAIN_FROM**4)
    decay = np.exp(-np.arange(round(5 * DROP_LASTS * RATE)) / (DROP_LASTS * RATE))
    drops = np.zeros(count)
    for at in random.integers(0, count, random.poisson(DROPS * strength * count / RATE)):
        burst = random.standard_normal(len(decay)) * decay * random.exponential()
        drops[at : at + len(decay)] += burst[: count - at]
    drops = np.fft.irfft(np.fft.rfft(drops) * np.sqrt(high), count)
    dbfs = RAIN_AT_MOST + 10 * math.log10(strength)
    return at_level(drops, dbfs - 7) + coloured(high, count, dbfs - 1, random)


def clicking(count: int, random: np.random.Generator) -> Floats:
    """Tick and tock of the relay, half a cycle apart."""
    at = np.arange(round(8 * CLICK_LASTS * RATE)) / RATE
    clicks = np.zeros(count)
    start = random.random() * INDICATOR_CYCLE / 2
    for number in range(math.ceil(2 * count / RATE / INDICATOR_CYCLE)):
        place = round((start + number * INDICATOR_CYCLE / 2) * RATE)
        click = np.sin(2 * math.pi * CLICK_PITCHES[number % 2] * at) * np.exp(-at / CLICK_LASTS)
        clicks[place : place + len(click)] += 10 ** (CLICK_PEAK / 20) * click[: max(0, count - place)]
    return clicks


def active(samples: Samples) -> npt.NDArray[np.bool_]:
    """(samples,): where is speech, of a recording without noise? Its pauses must not count as quiet speech."""
    count = len(samples) // ACTIVE_FRAME
    frames = samples[: count * ACTIVE_FRAME].reshape(count, ACTIVE_FRAME).astype(np.float64)
    powers = np.mean(frames**2, axis=1)
    if not count or not powers.any():
        raise AudioError("noise cannot be set against it: it is shorter than 20 ms, or silent")
    sound = powers[powers >= powers.max() * 10 ** (-SOUND_WITHIN / 10)]  # so that long pauses shift nothing
    loud = np.quantile(sound, 0.9)
    is_active = powers >= loud * 10 ** (-ACTIVE_WITHIN / 10)
    return np.concatenate([np.repeat(is_active, ACTIVE_FRAME), np.zeros(len(samples) - len(frames.reshape(-1)), bool)])


def mixed(samples: Samples, noise: Samples, snr_db: float) -> Samples:
    """Speech with noise, so loud that over the active part of the speech their powers differ by snr_db.

    The noise is repeated or cut to the length of the speech. Where the sum would not fit into 16 bits, both are made
    quieter alike.
    """
    where, speech = active(samples), samples.astype(np.float64)
    if not len(noise):
        raise AudioError("there is no noise to mix in")
    added = np.resize(noise, len(samples)).astype(np.float64)
    power = float(np.mean(added[where] ** 2))
    if not power:
        raise AudioError("the noise is silent where the speech is: no level of it gives an SNR")
    gain = math.sqrt(float(np.mean(speech[where] ** 2)) / power / 10 ** (snr_db / 10))
    total = speech + gain * added
    highest = float(np.abs(total).max())
    return rounded(total * min(1.0, (FULL_SCALE - 1) / highest))
