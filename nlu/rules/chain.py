"""All rules, in their order."""

from collections.abc import Callable

import languages
from contract.values import Context, Understanding
from nlu.rules.certain import emergency, end_of_call, forbidden, stop, undo
from nlu.rules.heard import Heard

Before = Callable[[Heard], Heard | Understanding]  # an Understanding is the answer: the network is not asked
After = Callable[[Understanding, Heard], Understanding]

BEFORE: tuple[Before, ...] = (emergency, end_of_call, stop, undo, forbidden)
AFTER: tuple[After, ...] = ()


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
