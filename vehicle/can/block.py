"""The project's own block of messages: a header on every frame, and acknowledged commands.

Gateway and simulated car both use this module. Every frame of the block has the signals Crc (byte 0, computed over the
id and bytes 1 to 7) and Alive (counts the frames of this message). A command frame also has Seq, a sequence number: an
ECU executes each sequence number once and treats a repeated one as a retransmission. The DBC says where an ECU
acknowledges a command: the attributes AckSeq, AckResult and AckReason of the command message are the paths of the
status signals that repeat its sequence number, say whether it was done, and give the reason if it was rejected. All
counters have 4 bits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vehicle.can.checksum import crc8
from vehicle.can.dbc import Dbc
from vehicle.can.values import SignalValue

CRC, ALIVE, SEQ = "Crc", "Alive", "Seq"
HEADER = (CRC, ALIVE, SEQ)
AHEAD = 8  # the next 8 sequence numbers count as newer than the last one, the other 8 as older
COUNTS = 16  # number of values of a 4 bit counter


@dataclass(frozen=True)
class Acknowledgement:
    """The status signals (paths) in which an ECU acknowledges one command message; `result` and `reason` may be ""."""

    command: str  # name of the command message
    sequence: str  # path of the signal that repeats the sequence number
    result: str  # path of the signal that says done or rejected
    reason: str  # path of the signal that says why it was rejected

    @property
    def message(self) -> str:
        """Name of the status message that carries the acknowledgement."""
        return self.sequence.partition(".")[0]


@dataclass(frozen=True)
class Answer:
    """One received acknowledgement of a command; `why_not` is the reason of a rejection, "" if it was accepted."""

    command: str  # name of the command message
    sequence: int
    why_not: str


class Block:
    """The own block of one car: which messages have the header, and where commands are acknowledged."""

    def __init__(self, dbc: Dbc) -> None:
        names = {
            name: {found.name for found in bus_message.message.signals} for name, bus_message in dbc.messages.items()
        }
        self._own = frozenset(name for name, signals in names.items() if {CRC, ALIVE} <= signals)
        self._sequenced = frozenset(name for name in self._own if SEQ in names[name])
        self._ids = {name: bus_message.message.frame_id for name, bus_message in dbc.messages.items()}
        self.acknowledgements: dict[str, Acknowledgement] = {
            name: Acknowledgement(
                name, dbc.attribute(name, "AckSeq"), dbc.attribute(name, "AckResult"), dbc.attribute(name, "AckReason")
            )
            for name in dbc.messages
            if dbc.attribute(name, "AckSeq")
        }
        self._by_status: dict[str, list[Acknowledgement]] = {}  # status message -> commands it acknowledges
        for found in self.acknowledgements.values():
            for path in filter(None, (found.sequence, found.result, found.reason)):
                dbc.signal(path)  # raises KeyError if the attribute names a signal that does not exist
            self._by_status.setdefault(found.message, []).append(found)

    def own(self, message: str) -> bool:
        """Does this message belong to our block, with Crc and Alive?"""
        return message in self._own

    def sequenced(self, message: str) -> bool:
        """Does this command message carry a sequence number?"""
        return message in self._sequenced

    def crc(self, message: str, data: bytes) -> int:
        """CRC-8 over the id (two bytes, not part of the data) and the data bytes after the first."""
        return own_crc(self._ids[message], data)

    def seal(self, message: str, data: bytes) -> bytes:
        """The same frame with its CRC filled in."""
        return bytes([self.crc(message, data)]) + data[1:]

    def intact(self, message: str, data: bytes) -> bool:
        return data[0] == self.crc(message, data)

    def answers(self, message: str, values: Mapping[str, SignalValue]) -> list[Answer]:
        """The acknowledgements in one decoded status frame; empty for messages that acknowledge nothing."""
        found = []
        for where in self._by_status.get(message, ()):
            rejected = where.result and values[where.result.partition(".")[2]] == "rejected"
            why = (
                str(values[where.reason.partition(".")[2]])
                if rejected and where.reason
                else "rejected"
                if rejected
                else ""
            )
            found.append(Answer(where.command, int(values[where.sequence.partition(".")[2]]), why))
        return found


def own_crc(frame_id: int, data: bytes) -> int:
    """CRC of a frame of the block: CRC-8 J1850 over the id (two bytes, big endian) and all data bytes but the first."""
    return crc8(frame_id.to_bytes(2, "big") + data[1:])


def newer(number: int, than: int) -> bool:
    """Is sequence number `number` newer than `than`? Compared modulo 16."""
    return 1 <= (number - than) % COUNTS <= AHEAD
