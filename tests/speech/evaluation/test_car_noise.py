"""The noise of a car: louder and brighter where a car's is, the same for a seed, mixed in as loud as asked."""

import numpy as np
import pytest
from speech_like import speech

from speech.evaluation.car_noise import SCENES, CarNoise, active, car_noise, mixed
from speech.pcm import level, rounded
from speech.protocols import RATE, AudioError

SECONDS = 8.0


def noise(seed=1, seconds=SECONDS, **what):
    return car_noise(CarNoise(**what), seconds, seed)


def share(samples, low, high):
    """dB of the power between two frequencies, of all power."""
    power = np.abs(np.fft.rfft(samples.astype(float))) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    return 10 * np.log10(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


@pytest.mark.parametrize("what", SCENES.values(), ids=SCENES)
def test_a_seed_gives_its_noise_and_another_seed_another(what):
    assert np.array_equal(car_noise(what, 1.0, 7), car_noise(what, 1.0, 7))
    assert not np.array_equal(car_noise(what, 1.0, 7), car_noise(what, 1.0, 8))


def test_a_source_does_not_change_the_others():
    both = noise(speed=80.0, blower=4).astype(int)
    apart = noise(speed=80.0).astype(int) + noise(blower=4)
    assert np.abs(both - apart).max() <= 1  # rounded once and twice


def test_a_car_that_stands_with_all_off_is_silent():
    assert not noise().any()


def test_length_is_as_asked_down_to_nothing():
    assert [len(noise(seconds=seconds, speed=50.0, rain=1.0, indicator=True)) for seconds in (0, 0.001, 2.5)] == [
        0,
        16,
        40_000,
    ]


def test_faster_is_louder_by_30_to_60_dB_a_decade():
    levels = [level(noise(speed=speed)) for speed in (20.0, 40.0, 80.0, 160.0)]
    steps = np.diff(levels)  # each doubles the speed: 9 dB of tyres to 18 dB of wind
    assert all(8 < step < 18 for step in steps)


def test_the_road_is_bass_and_the_wind_makes_it_brighter():
    assert share(noise(speed=50.0), 0, 500) > -1.5
    brightness = [share(noise(speed=speed), 1_000, 8_000) for speed in (30.0, 60.0, 120.0, 200.0)]
    assert brightness == sorted(brightness)


def test_every_step_of_the_blower_is_louder_and_brighter():
    steps = [noise(blower=step) for step in range(1, 9)]
    assert all(np.diff([level(step) for step in steps]) > 1.5)
    assert level(steps[-1]) - level(steps[0]) == pytest.approx(26, abs=2)
    assert share(steps[-1], 1_000, 8_000) > share(steps[0], 1_000, 8_000) + 2


def test_the_tone_of_the_blades_rises_with_the_step():
    for step, hertz in ((1, 270), (8, 900)):
        around = share(noise(blower=step), hertz - 5, hertz + 5)
        assert around > share(noise(blower=step), hertz + 15, hertz + 25) + 3


def test_rain_has_no_bass_and_more_of_it_is_louder():
    assert share(noise(rain=0.5), 1_000, 8_000) > -1
    assert level(noise(rain=1.0)) - level(noise(rain=0.1)) == pytest.approx(10, abs=0.5)


def test_the_indicator_clicks_every_third_of_a_second():
    loud = np.abs(noise(indicator=True).astype(float)).reshape(-1, 80).max(axis=1) > 300  # 5 ms
    starts = np.flatnonzero(np.diff(loud.astype(int)) > 0) * 80 / RATE
    assert np.diff(starts) == pytest.approx(0.35, abs=0.006)


@pytest.mark.parametrize("what", [{"speed": -1.0}, {"speed": 301.0}, {"blower": 9}, {"blower": -1}, {"rain": 1.1}])
def test_what_no_car_does_is_refused(what):
    with pytest.raises(ValueError, match="goes from 0 to"):
        CarNoise(**what)


def test_active_is_where_the_syllables_are():
    found = active(speech())
    assert len(found) == len(speech())
    assert not found[: RATE // 2].any()
    assert 0.6 < found.sum() / RATE < 0.8  # a syllable begins and ends softly


@pytest.mark.parametrize("snr", [20.0, 10.0, 5.0, 0.0, -5.0])
@pytest.mark.parametrize("scene", SCENES)
def test_the_snr_asked_for_is_reached_where_speech_is(scene, snr):
    clean, added = speech(), car_noise(SCENES[scene], len(speech()) / RATE, 3)
    total = mixed(clean, added, snr).astype(float)
    # the noise alone is heard before the speech: with its level there and its shape, take it out again
    ahead = slice(0, RATE // 2)
    gain = total[ahead] @ added[ahead] / (added[ahead].astype(float) @ added[ahead])
    rest, where = total - gain * added, active(clean)
    reached = 10 * np.log10(np.mean(rest[where] ** 2) / np.mean((gain * added[where]) ** 2))
    assert reached == pytest.approx(snr, abs=0.3)


def test_pauses_do_not_count_as_quiet_speech():
    even = np.tile(np.array([100, -100], np.int16), RATE)  # as loud everywhere
    short, long = (mixed(speech(pause), even, 6.0) for pause in (0.1, 3.0))
    assert level(short[: RATE // 20]) == pytest.approx(level(long[: RATE // 20]), abs=0.2)


def test_a_sum_that_would_not_fit_is_made_quieter_and_not_cut():
    loud = rounded(speech() * 3.2)
    total = mixed(loud, noise(speed=100.0), 0.0)
    assert np.abs(total.astype(int)).max() <= 32_767
    assert np.mean(np.abs(total.astype(int)) >= 32_766) < 1e-3


def test_noise_that_is_too_short_is_repeated():
    assert len(mixed(speech(), noise(speed=50.0, seconds=0.3), 5.0)) == len(speech())


@pytest.mark.parametrize(
    ("samples", "added", "says"),
    [
        (np.zeros(RATE, np.int16), np.ones(RATE, np.int16), "silent"),
        (np.ones(100, np.int16), np.ones(RATE, np.int16), "shorter than 20 ms"),
        (speech(), np.zeros(0, np.int16), "no noise"),
        (speech(), np.zeros(RATE, np.int16), "noise is silent"),
    ],
)
def test_what_has_no_snr_is_refused(samples, added, says):
    with pytest.raises(AudioError, match=says):
        mixed(samples, added, 5.0)
