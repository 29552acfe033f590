"""The word stop: known before anything is understood."""

from contract.values import Alternatives, Command
from languages.stopping import DANGER, NONE, Stop, names_what_moves, stop_of
from languages.text import normalise

STOP = Command("dialog.stop", "do")
DROP = Command("dialog.no", "do")  # what a stop comes to where the thing that it names does not move


def spoken(alternatives: Alternatives) -> Stop:
    """Is an utterance nothing but a stop? The likeliest alternative decides, or any other that speaks of danger."""
    found = [_stop_of(text) for text, _ in alternatives]
    return DANGER if DANGER in found else found[0]


def _stop_of(text: str) -> Stop:
    try:
        return stop_of(normalise(text))
    except ValueError:  # there is no word in it
        return NONE


def without_movement(text: str) -> Command:
    """What a stop asks for where nothing moves: "창문 멈춰" leaves the music alone, "멈춰" pauses it."""
    return DROP if _stop_of(text) != NONE and names_what_moves(normalise(text)) else STOP
