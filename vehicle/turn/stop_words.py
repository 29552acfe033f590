"""The word stop: known before anything is understood."""

from contract.values import Alternatives, Command
from languages.stopping import DANGER, NONE, Stop, stop_of
from languages.text import normalise

STOP = Command("dialog.stop", "do")


def spoken(alternatives: Alternatives) -> Stop:
    """Is an utterance nothing but a stop? The likeliest alternative decides, or any other that speaks of danger."""
    found = [_stop_of(text) for text, _ in alternatives]
    return DANGER if DANGER in found else found[0]


def _stop_of(text: str) -> Stop:
    try:
        return stop_of(normalise(text))
    except ValueError:  # there is no word in it
        return NONE
