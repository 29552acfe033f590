"""Changed frames: flipped bits, other alive counters."""

import random

import can

from vehicle.can.block import COUNTS
from vehicle.can.codec import Codec, FrameError


def corrupted(frame: can.Message, bits: int, dice: random.Random) -> can.Message:
    """The frame with `bits` random bits of its data flipped, at most all."""
    value, size = int.from_bytes(frame.data, "big"), 8 * len(frame.data)
    for bit in dice.sample(range(size), min(bits, size)):
        value ^= 1 << bit
    return remade(frame, value.to_bytes(size // 8, "big"))


def counter(codec: Codec, frame: can.Message) -> int | None:
    """The alive counter of a frame; None if the frame is damaged or has no counter."""
    try:
        name, values = codec.decode(str(frame.channel), frame)
    except FrameError:
        return None
    return codec.alive_count(name, values)


def with_counter(codec: Codec, frame: can.Message, number: int) -> can.Message:
    """The same frame with another alive counter and the right checksum."""
    name, values = codec.decode(str(frame.channel), frame)
    left = number % COUNTS
    for signal, bits in codec.alive_signals(name):
        values[signal], left = left & ((1 << bits) - 1), left >> bits
    try:
        return remade(frame, bytes(codec.encode(name, values, number).data))
    except FrameError:  # damaged, in a message without checksum
        return frame


def remade(frame: can.Message, data: bytes) -> can.Message:
    """A copy of the frame with other data; the car reuses its frames, so they must not be changed."""
    return can.Message(
        timestamp=frame.timestamp,
        arbitration_id=frame.arbitration_id,
        is_extended_id=frame.is_extended_id,
        is_remote_frame=frame.is_remote_frame,
        data=data,
        channel=frame.channel,
    )
