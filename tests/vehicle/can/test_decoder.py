"""Our decoder gives what cantools gives, for every message of every car and any data."""

from datetime import timedelta

import cantools
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vehicle.can.dbc import car_names
from vehicle.can.decoder import decoder, plain
from vehicle.cars.car import load

MESSAGES = [(found.message, decoder(found.message)) for car in car_names() for found in load(car).dbc.messages.values()]
ODD = cantools.database.load_string(
    """VERSION ""
BU_: A
BO_ 1 Odd: 5 A
 SG_ Across : 3|13@0- (0.5,-7) [-1000|1000] "" A
 SG_ Signed : 24|7@1- (1,0) [-64|63] "" A
 SG_ Stepped : 31|5@1+ (2,10) [10|72] "" A
BO_ 2 Real: 4 A
 SG_ Float : 0|32@1- (1,0) [0|0] "" A
SIG_VALTYPE_ 2 Float : 1;
VAL_ 1 Signed -1 "none" 5 "five" ;
""",
    "dbc",
)  # type: ignore[assignment]


@settings(max_examples=200, deadline=timedelta(seconds=5), derandomize=True)
@given(data=st.binary(min_size=8, max_size=8))
def test_every_message_is_decoded_as_cantools_does(data):
    for message, decode in MESSAGES:
        cut = data[: message.length]
        assert decode(cut) == plain(message.decode(cut, decode_choices=True)), message.name


@settings(max_examples=200, deadline=timedelta(seconds=5), derandomize=True)
@given(data=st.binary(min_size=5, max_size=5))
def test_signs_bytes_in_both_orders_and_words_below_zero(data):
    message = ODD.get_message_by_name("Odd")
    assert decoder(message)(data) == plain(message.decode(data, decode_choices=True))


def test_a_float_is_left_to_cantools():
    message = ODD.get_message_by_name("Real")
    data = message.encode({"Float": 1.5})
    assert decoder(message)(data) == {"Float": 1.5}


def test_numbers_keep_their_type():
    """A whole number is no float: audits and replies show it."""
    for message, decode in MESSAGES:
        data = bytes(message.length)
        found, wanted = decode(data), plain(message.decode(data, decode_choices=True))
        assert [type(value) for value in found.values()] == [type(wanted[name]) for name in found], message.name


@pytest.mark.parametrize("message", ["VA_WINDOW_STS", "WHL_SPD11"])
def test_the_signals_are_all_there(message):
    found = next(each for each, _ in MESSAGES if each.name == message)
    assert decoder(found)(bytes(found.length)).keys() == {signal.name for signal in found.signals}
