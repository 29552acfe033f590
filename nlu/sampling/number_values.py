"""Which number a training sentence speaks of: one in the function's range, or sometimes out of it. Training only."""

from random import Random

from languages.say_numbers import say_number
from nlu.engine.description import FOLLOW_UP
from nlu.sampling.catalogue import Entry

OUT_OF_RANGE_SHARE = 0.06  # of the numbers: the model has to understand them, so that policy can refuse them
FM, AM = (87.5, 108.0, 0.1), (531.0, 1602.0, 9.0)  # MHz, kHz


def some_number(entry: Entry, op: str, language: str, rng: Random) -> str:
    """A number in or sometimes out of the function's range, said in its unit."""
    if entry.kind == "speed":
        return say_number(rng.choice((rng.randrange(3, 14) * 10, rng.randint(30, 130))), "", language, rng)
    if entry.kind == "count":
        return say_number(rng.choices((1, 2, 3, 4, 5, 6, 7), (8, 8, 6, 4, 3, 1, 1))[0], "ordinal", language, rng)
    if entry.kind == "frequency":
        low, high, step = FM if rng.random() < 0.85 else AM
        return say_number(
            round(low + step * rng.randrange(round((high - low) / step) + 1), 1),
            "MHz" if step < 1 else "kHz",
            language,
            rng,
        )
    unit, limits = entry.unit or "%", entry.limits
    if entry.kind == FOLLOW_UP:
        unit, limits = rng.choice((("degC", (17.0, 27.0, 0.5)), ("%", (0.0, 100.0, 1.0)), ("level", (1.0, 3.0, 1.0))))
    low, high, step = limits or (0.0, 100.0, 1.0)
    difference = op in ("up", "down", "more")
    if difference:
        value = {
            "degC": rng.choice((0.5, 1, 1, 2, 2, 3, 4, 5)),
            "%": rng.choice((5, 10, 10, 15, 20, 20, 25, 30, 50)),
        }.get(unit, rng.choice((1, 1, 2, 2, 3)))
    elif rng.random() < OUT_OF_RANGE_SHARE:
        far = {"degC": (0, 110), "%": (101, 300)}.get(unit, (0, 20))
        value = rng.choice(
            (high + 1, high + 3, high + 10, max(0, low - 1), max(0, low - 3), rng.randint(*far), rng.randint(*far))
        )
    elif unit == "%":
        value = rng.choice((50, rng.randrange(1, 20) * 5, rng.randrange(1, 11) * 10, rng.randrange(0, 101)))
    else:
        value = low + step * rng.randrange(round((high - low) / step) + 1)
        value = value if rng.random() < 0.5 else float(round(value))
    return say_number(value, unit, language, rng, difference)
