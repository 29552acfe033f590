"""Our own block of messages: a header on every frame, and commands that are acknowledged. Used by gateway and simulated car.

A frame of the block has the signals Crc (first byte, over the id and bytes 1 to 7) and Alive (counts the sender's frames of
this message); a command has Seq, too, a number of its own that an ECU takes only once. The DBC says where an ECU answers: the
attributes AckSeq, AckResult and AckReason of a command message are the paths of the status signals that carry its number,
whether it was done, and why not. All counters have 4 bits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vehicle.can.checksum import crc8
from vehicle.can.dbc import Dbc
from vehicle.can.values import WireValue

CRC, ALIVE, SEQ = "Crc", "Alive", "Seq"
HEADER = (CRC, ALIVE, SEQ)
AHEAD = 8  # sequence numbers after the last one that count as newer; the other half of the 16 counts as older
COUNTS = 16  # of a 4 bit counter


@dataclass(frozen=True)
class Acknowledgement:
    """Where an ECU acknowledges one command message: paths of status signals; `result` and `reason` may be ""."""

    command: str  # message
    sequence: str
    result: str
    reason: str

    @property
    def message(self) -> str:
        return self.sequence.partition(".")[0]


@dataclass(frozen=True)
class Answer:
    """What an ECU says of one command: its sequence number, and why it was rejected, "" if it was taken."""

    command: str  # message
    sequence: int
    why_not: str


class Block:
    """The block of one car."""

    def __init__(self, dbc: Dbc) -> None:
        names = {name: {found.name for found in wired.message.signals} for name, wired in dbc.messages.items()}
        self._own = frozenset(name for name, signals in names.items() if {CRC, ALIVE} <= signals)
        self._sequenced = frozenset(name for name in self._own if SEQ in names[name])
        self._ids = {name: wired.message.frame_id for name, wired in dbc.messages.items()}
        self.acknowledgements: dict[str, Acknowledgement] = {
            name: Acknowledgement(
                name, dbc.attribute(name, "AckSeq"), dbc.attribute(name, "AckResult"), dbc.attribute(name, "AckReason")
            )
            for name in dbc.messages
            if dbc.attribute(name, "AckSeq")
        }
        self._by_status: dict[str, list[Acknowledgement]] = {}  # status message -> what it acknowledges
        for found in self.acknowledgements.values():
            for path in filter(None, (found.sequence, found.result, found.reason)):
                dbc.signal(path)  # KeyError for a path that there is not
            self._by_status.setdefault(found.message, []).append(found)

    def own(self, message: str) -> bool:
        """Has this message our header?"""
        return message in self._own

    def sequenced(self, message: str) -> bool:
        """Has this command a sequence number that is acknowledged?"""
        return message in self._sequenced

    def crc(self, message: str, data: bytes) -> int:
        """CRC-8 over the id (two bytes, the data id, never sent) and the bytes after the first."""
        return own_crc(self._ids[message], data)

    def seal(self, message: str, data: bytes) -> bytes:
        """The same frame with its CRC filled in."""
        return bytes([self.crc(message, data)]) + data[1:]

    def intact(self, message: str, data: bytes) -> bool:
        return data[0] == self.crc(message, data)

    def answers(self, message: str, values: Mapping[str, WireValue]) -> list[Answer]:
        """What a status frame says of the commands that it acknowledges; empty for other messages."""
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
    """CRC of a frame of the block with this id: J1850 over the id (two bytes, big endian) and the bytes after the first."""
    return crc8(frame_id.to_bytes(2, "big") + data[1:])


def newer(number: int, than: int) -> bool:
    """Is a sequence number newer than another, counted modulo 16?"""
    return 1 <= (number - than) % COUNTS <= AHEAD
