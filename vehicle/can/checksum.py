"""Checksums of frames: CRC-8 of our own block, and those of public messages, named by the DBC attribute Checksum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

CRC8_POLYNOMIAL = 0x1D  # SAE J1850


def shift_byte(crc: int) -> int:
    """The CRC register after shifting out its 8 bits; one entry of the lookup table."""
    for _ in range(8):
        crc = ((crc << 1) ^ CRC8_POLYNOMIAL if crc & 0x80 else crc << 1) & 0xFF
    return crc


CRC8_TABLE = bytes(map(shift_byte, range(256)))


def crc8(data: bytes, start: int = 0xFF, invert: int = 0xFF) -> int:
    """CRC-8 with the J1850 polynomial over `data`; start value and final inversion as given."""
    crc = start
    for byte in data:
        crc = CRC8_TABLE[crc ^ byte]
    return crc ^ invert


def wheel_speed_sum(data: bytes) -> int:
    """4 bit checksum of WHL_SPD11: number of one bits, without the top two bits of bytes 1, 3, 5 and 7, XOR 9.

    Source: public facts on this generation (commaai/opendbc); vector 00C0008000400080 -> 9. Those
    top bits hold the counter (bytes 1, 3) and the checksum itself (bytes 5, 7).
    """
    ones = sum((byte & (0x3F if i % 2 else 0xFF)).bit_count() for i, byte in enumerate(data))
    return (ones ^ 9) & 15


def wheel_speed_fields(data: bytes) -> tuple[int, int]:
    """(counter, checksum) read from a WHL_SPD11 frame."""
    return data[1] >> 6 | data[3] >> 6 << 2, data[5] >> 6 | data[7] >> 6 << 2


def seal_wheel_speed(data: bytes, counter: int) -> bytes:
    """The data of a WHL_SPD11 frame with counter (0 to 15) and checksum filled in."""
    body = bytearray(data)
    total = wheel_speed_sum(data)
    for i, bits in ((1, counter), (3, counter >> 2), (5, total), (7, total >> 2)):
        body[i] = (body[i] & 0x3F) | (bits & 3) << 6
    return bytes(body)


@dataclass(frozen=True)
class Checksum:
    """Checksum and counter of one kind of public message."""

    seal: Callable[[bytes, int], bytes]  # (data, counter) -> data with both filled in
    intact: Callable[[bytes], bool]
    counter: Callable[[bytes], int]


def wheel_speed_intact(data: bytes) -> bool:
    return wheel_speed_fields(data)[1] == wheel_speed_sum(data)


CHECKSUMS: Mapping[str, Checksum] = {
    "wheel_speed": Checksum(seal_wheel_speed, wheel_speed_intact, lambda data: wheel_speed_fields(data)[0]),
}
