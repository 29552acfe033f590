"""Numbers put into words, as the sampler of training sentences needs them; languages/numbers.py reads them back."""

from random import Random

from languages import part


def say_number(value: float, unit: str, language: str, rng: Random, difference: bool = False) -> str:
    """`value` in the words of one speaker: digits or words, with or without its unit word.

    `unit` is degC, %, level, MHz, kHz, ordinal or "". `difference` is for "two degrees up", where levels are counted.
    """
    said: str = part(language, "say_numbers").say(value, unit, rng, difference)
    return said
