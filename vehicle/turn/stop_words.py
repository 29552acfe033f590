"""The word stop: known before anything is understood."""

from contract.values import Alternatives, Command
from languages import stopping
from languages.stopping import DANGER, NONE, Stop
from languages.text import normalise
from vehicle.cars.wiring import CLOSING, OPENING
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.stopping import may_catch, what_moves

STOP = Command("dialog.stop", "do")
DROP = Command("dialog.no", "do")  # what a stop comes to where the thing that it names does not move
ENDS = {  # what is a stop while something moves -> the ways that it ends; "": nobody knows whether it moves
    stopping.IF_MOVING: (OPENING, CLOSING),
    stopping.NOT_CLOSING: (CLOSING, ""),
    stopping.NOT_OPENING: (OPENING, ""),
}


def spoken(alternatives: Alternatives, delivery: Delivery) -> Stop:
    """Is an utterance nothing but a stop, as things move now: "stop", "danger" or "".

    The likeliest alternative decides, or any other that speaks of danger. "닫지 마" is a stop while what it means
    closes; "손 꼈어 창문 열어" is an order to open where nothing closes, nor did a moment ago.
    """
    found = [(text, _stop_of(text)) for text, _ in alternatives]
    text, how = next((each for each in found if each[1] == DANGER), found[0])
    if how == DANGER:
        return NONE if stopping.orders_to_open(normalise(text)) and not may_catch(delivery) else DANGER
    if how in ENDS:
        return stopping.STOP if _moves(ENDS[how], stopping.named(normalise(text)), delivery) else NONE
    return how


def _moves(ways: tuple[str, ...], functions: frozenset[str], delivery: Delivery) -> bool:
    """Does one of these functions, or any where there are none, move one of these ways?"""
    return any(
        moving.way in ways and (not functions or moving.function.name in functions) for moving in what_moves(delivery)
    )


def _stop_of(text: str) -> Stop:
    try:
        return stopping.stop_of(normalise(text))
    except ValueError:  # there is no word in it
        return NONE


def without_movement(text: str) -> Command:
    """What a stop asks for where nothing moves: "창문 멈춰" leaves the music alone, "멈춰" pauses it."""
    return DROP if _stop_of(text) != NONE and stopping.names_what_moves(normalise(text)) else STOP
