"""The Genesis G70 as tests speak of it: its frames, its functions, what may be sent to it."""

from vehicle.can.text_link import TextLink, link_ids
from vehicle.cars.car import load
from vehicle.gateway.allow_list import AllowList
from vehicle.gateway.plausibility import Plausibility

CAR = load("genesis_g70")
dbc, codec = CAR.dbc, CAR.codec
FUNCTIONS, SIGNALS = CAR.functions, CAR.signals
ALLOW_LIST = AllowList(codec, CAR.command_signals)
PLAUSIBILITY = Plausibility(codec)
LINK = link_ids(dbc)
assert LINK is not None  # this car has one
GATEWAY_ID, HEAD_UNIT_ID = LINK.ids


def gateway_words(**more) -> TextLink:
    """The gateway's end of the text link."""
    return TextLink(GATEWAY_ID, HEAD_UNIT_ID, LINK.bus, **more)


def head_unit_words(**more) -> TextLink:
    """The head unit's end of it."""
    return TextLink(HEAD_UNIT_ID, GATEWAY_ID, LINK.bus, **more)
