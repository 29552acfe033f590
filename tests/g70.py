"""The wire of the Genesis G70, for tests that look at frames."""

from vehicle.can.codec import Codec
from vehicle.can.dbc import of_car
from vehicle.can.text_link import TextLink, ends

dbc = of_car("genesis_g70")
codec = Codec(dbc)
LINK = ends(dbc)
assert LINK is not None  # this car has one
GATEWAY_ID, HEAD_UNIT_ID = LINK.ids


def gateway_words(**more) -> TextLink:
    """The gateway's end of the text link."""
    return TextLink(GATEWAY_ID, HEAD_UNIT_ID, LINK.bus, **more)


def head_unit_words(**more) -> TextLink:
    """The head unit's end of it."""
    return TextLink(HEAD_UNIT_ID, GATEWAY_ID, LINK.bus, **more)
