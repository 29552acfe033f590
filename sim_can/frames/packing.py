"""Encodes status frames a few times faster than the codec, without the checks that `Signals.put` has already done.

Bits, scales and value tables come from the DBC; a test compares every frame with the codec's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import can

from vehicle.can.block import ALIVE, CRC
from vehicle.can.codec import Codec
from vehicle.can.values import SignalValue


@dataclass(frozen=True)
class Field:
    """Where and how one signal is packed."""

    path: str
    scale: float
    offset: float
    mask: int
    shift: int  # position of the lowest bit, in the data taken as one number
    words: Mapping[str, int]  # word -> raw value


@dataclass(frozen=True)
class Layout:
    """How the signals of one message are packed."""

    bus: str
    frame_id: int
    length: int  # bytes
    order: Literal["little", "big"]  # Intel or Motorola
    fields: tuple[Field, ...]
    alive: int | None  # shift of the alive counter, in frames with our header


class Packing:
    """Encodes the frames of one car."""

    def __init__(self, codec: Codec) -> None:
        self.codec = codec
        self._layouts: dict[str, Layout] = {}

    def frame(self, message: str, values: Mapping[str, SignalValue], counter: int) -> can.Message:
        """The frame of a status message from values by path; `counter` (0 to 15) where it has one."""
        if (to := self._layouts.get(message)) is None:
            to = self._layouts[message] = layout(self.codec, message)
        bits = 0
        for field in to.fields:
            value = values[field.path]
            raw = field.words[value] if isinstance(value, str) else round((value - field.offset) / field.scale)
            bits |= (raw & field.mask) << field.shift
        if to.alive is not None:
            bits |= counter << to.alive
        data = self.codec.sealed(message, bits.to_bytes(to.length, to.order), counter)
        return can.Message(arbitration_id=to.frame_id, data=data, is_extended_id=False, channel=to.bus)


def layout(codec: Codec, message: str) -> Layout:
    """The layout of a message. Raises ValueError unless all its signals are integers in one byte order."""
    bus_message = codec.dbc.messages[message]
    found, orders = bus_message.message, {signal.byte_order for signal in bus_message.message.signals}
    if found.is_multiplexed() or len(orders) != 1 or any(signal.is_float for signal in found.signals):
        raise ValueError(f"{message} cannot be packed: multiplexed, with floats, or in two byte orders")
    intel = orders == {"little_endian"}
    fields, alive = [], None
    for signal in found.signals:
        shift = (
            signal.start if intel else 8 * found.length - (signal.start // 8 * 8 + 7 - signal.start % 8) - signal.length
        )
        if not codec.block.own(message) or signal.name not in (CRC, ALIVE):
            path, mask = f"{message}.{signal.name}", (1 << signal.length) - 1
            words = codec.dbc.words(path)
            fields.append(Field(path, float(signal.scale), float(signal.offset), mask, shift, words))
        elif signal.name == ALIVE:
            alive = shift
    return Layout(bus_message.bus, found.frame_id, found.length, "little" if intel else "big", tuple(fields), alive)
