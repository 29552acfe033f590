"""Decodes the signals of one message: the same values as cantools, at a third of the time.

A gateway decodes every frame of its buses, up to 4,800 a second. cantools goes through several layers for each signal;
here the shifts, masks and value tables are looked up once. A test holds the two together for every message and any
data. Multiplexed and floating point signals are left to cantools.
"""

from collections.abc import Callable, Mapping

from cantools.database.can.message import Message
from cantools.database.can.signal import Signal

from vehicle.can.values import SignalValue

Decode = Callable[[bytes], dict[str, SignalValue]]


def decoder(message: Message) -> Decode:
    """A function from the data of a message, of its full length, to {signal: value}; words where the table has one."""
    if message.is_multiplexed() or any(signal.is_float for signal in message.signals):
        return lambda data: plain(message.decode(data, decode_choices=True))  # type: ignore[arg-type]
    parts = [_part(signal, message.length) for signal in message.signals]

    def decode(data: bytes) -> dict[str, SignalValue]:
        little, big = int.from_bytes(data, "little"), int.from_bytes(data, "big")
        values: dict[str, SignalValue] = {}
        for name, is_big, shift, mask, sign, words, scale, offset in parts:
            raw = ((big if is_big else little) >> shift) & mask
            if raw & sign:
                raw -= mask + 1
            if raw in words:
                values[name] = words[raw]
            else:
                values[name] = raw if scale is None else raw * scale + offset
        return values

    return decode


Part = tuple[str, bool, int, int, int, Mapping[int, str], float | None, float]


def _part(signal: Signal, length: int) -> Part:
    """(name, is it big endian, shift, mask, sign bit or 0, words, scale or None for 1, offset) in data of `length`
    bytes."""
    is_big, shift = signal.byte_order == "big_endian", signal.start
    if is_big:  # the start is the highest bit; bits are counted from the lowest of each byte
        first = 8 * (signal.start // 8) + 7 - signal.start % 8
        shift = 8 * length - first - signal.length
    words = {raw: str(word) for raw, word in (signal.choices or {}).items()}
    sign = 1 << signal.length - 1 if signal.is_signed else 0
    same = signal.scale == 1 and signal.offset == 0
    return (
        signal.name,
        is_big,
        shift,
        (1 << signal.length) - 1,
        sign,
        words,
        None if same else signal.scale,
        signal.offset,
    )


def plain(values: Mapping[str, object]) -> dict[str, SignalValue]:
    """The values of cantools with words as text."""
    return {name: value if isinstance(value, int | float) else str(value) for name, value in values.items()}
