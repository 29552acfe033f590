"""Between DBC names and CAN frames. cantools does the bits; this adds images, counters and checksums.

Values are what cantools gives: a word where the value table has one, else a number in the signal's unit.
"""

import logging
from collections.abc import Callable, Mapping
from functools import cache

import can
from cantools.database.errors import Error as CantoolsError
from cantools.database.namedsignalvalue import NamedSignalValue

from vehicle.can import dbc
from vehicle.can.checksum import own_crc, seal_wheel_speed, wheel_speed_fields, wheel_speed_sum

log = logging.getLogger(__name__)

WireValue = str | float
OWN_BLOCK = range(0x6A0, 0x6C0)  # ids of our own messages on mcan
TEXT_IDS = (0x6AE, 0x6BE)  # ISO-TP (text_link.py), no header of ours
KNOWN_GAPS = ("no_data", "not_available", "not_shown", "invalid")  # words that say: no value here


class FrameError(ValueError):
    """A frame that must not be used: foreign, truncated, damaged, or not encodable. Says which."""


def own(frame_id: int) -> bool:
    """Does this id carry our header (CRC, alive counter, sequence number)?"""
    return frame_id in OWN_BLOCK and frame_id not in TEXT_IDS


@cache
def seeds(message: str) -> Mapping[str, str]:
    """{signal: status signal} of a command message whose absolute signals repeat what the car reports, where not asked for."""
    signals = dbc.messages()[message].message.signals
    return {
        found.name: found.dbc.attributes["SeedFrom"].value
        for found in signals
        if found.dbc and "SeedFrom" in found.dbc.attributes
    }


@cache
def neutral(message: str) -> Mapping[str, WireValue]:
    """{signal: the value that changes nothing} of a command message: "no_change" where its table has it, else the start value."""
    values: dict[str, WireValue] = {}
    for found in dbc.messages()[message].message.signals:
        words = {str(word) for word in (found.choices or {}).values()}
        values[found.name] = "no_change" if "no_change" in words else dbc.start(f"{message}.{found.name}")
    return values


def image(message: str, seed: Callable[[str], WireValue | None] = lambda path: None) -> dict[str, WireValue]:
    """Signals of a command message that change nothing: "no_change" words, else the status the DBC names as seed.

    Raises FrameError if a seed is needed and the car has not reported it: absolute signals are never guessed.
    """
    values = dict(neutral(message))
    for name, source in seeds(message).items():
        value = seed(source)
        if value is None:
            raise FrameError(f"{message}.{name}: {source} was not received yet")
        values[name] = value
    return values


def encode(message: str, values: Mapping[str, WireValue], counter: int = 0, sequence: int | None = None) -> can.Message:
    """One frame with every signal of the message given. `counter` (alive) and `sequence` are 0 to 15.

    Raises FrameError where a value is out of the DBC's range or not in its table, KeyError for an unknown message.
    """
    wired = dbc.messages()[message]
    values = dict(values)
    if own(wired.message.frame_id):
        values["Crc"], values["Alive"] = 0, counter & 15
        if sequence is not None:
            values["Seq"] = sequence & 15
    try:
        data = wired.message.encode(values, strict=True)
    except (CantoolsError, KeyError, ValueError, OverflowError, TypeError) as error:
        raise FrameError(f"{message}: {error}") from error
    if own(wired.message.frame_id):
        data = bytes([own_crc(wired.message.frame_id, data)]) + data[1:]
    elif message == "WHL_SPD11":
        data = seal_wheel_speed(data, counter & 15)
    return can.Message(arbitration_id=wired.message.frame_id, data=data, is_extended_id=False, channel=wired.bus)


def decode(bus: str, frame: can.Message) -> tuple[str, dict[str, WireValue]]:
    """(message name, {signal: value}). Raises FrameError for a frame that must not be used."""
    if frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame or frame.is_fd:
        raise FrameError(f"{bus}: not a classic data frame with an 11 bit id")
    message = dbc.by_id().get((bus, frame.arbitration_id))
    if message is None:
        raise FrameError(f"{bus} {frame.arbitration_id:03X}: foreign id")
    data = bytes(frame.data)
    if len(data) != message.length:
        raise FrameError(f"{bus} {message.name}: {len(data)} bytes, expected {message.length}")
    if own(frame.arbitration_id) and data[0] != own_crc(frame.arbitration_id, data):
        raise FrameError(f"{bus} {message.name}: wrong CRC")
    if message.name == "WHL_SPD11" and wheel_speed_fields(data)[1] != wheel_speed_sum(data):
        raise FrameError(f"{bus} {message.name}: wrong checksum")
    try:
        values = message.decode(data, decode_choices=True)
    except (CantoolsError, ValueError) as error:
        raise FrameError(f"{bus} {message.name}: {error}") from error
    return message.name, {
        name: str(value) if isinstance(value, NamedSignalValue) else value for name, value in values.items()
    }  # type: ignore[union-attr]


def bits(frame: can.Message) -> int:
    """Of a classic frame on the wire with the gap after it, with half of the most stuff bits that there can be (assumed)."""
    data = 8 * min(len(frame.data), 8)
    stuffable = data + (53 if frame.is_extended_id else 33)
    return stuffable + 14 + stuffable // 8


def known(value: WireValue | None) -> bool:
    """Is there a value at all? "no data", "not available" and "invalid" are not values."""
    return value is not None and value not in KNOWN_GAPS


def number(path: str, value: WireValue) -> float:
    """A signal's value as a number in its unit: "HI" -> 27.5, "off" -> 0 where the table says so."""
    return dbc.number_of(path, value) if isinstance(value, str) else float(value)


def matches(path: str, value: WireValue, wanted: WireValue) -> bool:
    """Is this value the wanted one, to half a step of the signal?"""
    if value == wanted:
        return True
    if isinstance(wanted, str) or not known(value):
        return False
    return (
        abs(number(path, value) - wanted) <= dbc.signal(path).scale / 2 + 1e-9
    )  # a number just between two steps goes to either
