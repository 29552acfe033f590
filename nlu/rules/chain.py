"""All rules, in their order."""

from collections.abc import Callable

import languages
from contract.values import Context, Understanding
from nlu.rules.certain import end_of_call, stop
from nlu.rules.gated import gated
from nlu.rules.heard import Heard
from nlu.rules.noise import fillers, no_words
from nlu.rules.questions import only_asked
from nlu.rules.values import meant

Before = Callable[[Heard], Heard | Understanding]  # an Understanding is the answer: the network is not asked
After = Callable[[Understanding, Heard], Understanding]

BEFORE: tuple[Before, ...] = (fillers, end_of_call, stop, gated)
AFTER: tuple[After, ...] = (no_words, only_asked, meant)


def before(text: str, context: Context) -> Heard | Understanding:
    """What is left for the network of a normalised text, or the answer."""
    found: Heard | Understanding = Heard(text, languages.language_of(text), context)
    for rule in BEFORE:
        if isinstance(found, Understanding):
            break
        found = rule(found)
    return found


def after(understanding: Understanding, heard: Heard) -> Understanding:
    """The network's answer, with what the rules have kept."""
    for rule in AFTER:
        understanding = rule(understanding, heard)
    return understanding
