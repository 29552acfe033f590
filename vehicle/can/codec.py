"""Encodes and decodes CAN frames by DBC names. cantools packs the bits; this adds defaults, counters and checksums."""

import logging
from collections.abc import Callable, Mapping

import can
from cantools.database.errors import Error as CantoolsError

from vehicle.can.block import ALIVE, CRC, SEQ, Block
from vehicle.can.checksum import CHECKSUMS
from vehicle.can.dbc import Dbc, DbcError
from vehicle.can.decoder import decoder
from vehicle.can.values import SignalValue, known

log = logging.getLogger(__name__)


class FrameError(ValueError):
    """A frame that must not be used: unknown id, wrong length or checksum, or not encodable. Its text says which."""


class Codec:
    """Encodes and decodes the frames of one car. `dbc` has its messages, `block` our own block among them."""

    def __init__(self, dbc: Dbc) -> None:
        """Raises DbcError if a message attribute names an unknown checksum or signal."""
        self.dbc = dbc
        try:
            self.block = Block(dbc)
            named = {name: dbc.attribute(name, "Checksum") for name in dbc.messages}
            self._checksums = {name: CHECKSUMS[checksum] for name, checksum in named.items() if checksum}
            self._seeds = {name: self._seeds_of(name) for name in dbc.messages}
            self._alive = {name: self._alive_of(name) for name in dbc.messages}
        except KeyError as error:
            raise DbcError(f"{dbc.directory}: a message attribute is wrong: {error.args[0]}") from error
        self._decoders = {name: decoder(found.message) for name, found in dbc.messages.items()}
        self._neutral: dict[str, Mapping[str, SignalValue]] = {}

    def seeds(self, message: str) -> Mapping[str, str]:
        """{command signal: status signal} of the signals that have no "no_change" value.

        Where a command does not set such a signal, its frame repeats the value that the car last reported.
        """
        return self._seeds[message]

    def neutral(self, message: str) -> Mapping[str, SignalValue]:
        """{signal: value that changes nothing} of a command message: "no_change" where the value table has it, else the
        start value of the DBC."""
        if message not in self._neutral:
            values: dict[str, SignalValue] = {}
            for found in self.dbc.messages[message].message.signals:
                path = f"{message}.{found.name}"
                values[found.name] = "no_change" if "no_change" in self.dbc.words(path) else self.dbc.start(path)
            self._neutral[message] = values
        return self._neutral[message]

    def image(
        self, message: str, seed: Callable[[str], SignalValue | None] = lambda path: None
    ) -> dict[str, SignalValue]:
        """All signals of a command message with values that change nothing in the car.

        That is "no_change", or for a signal without it the current status value that `seed` returns (DBC attribute
        SeedFrom). Raises FrameError if that status was not received yet: values are never guessed.
        """
        values = dict(self.neutral(message))
        for name, source in self.seeds(message).items():
            value = seed(source)
            if value is None:
                raise FrameError(f"{message}.{name}: {source} was not received yet")
            values[name] = value
        return values

    def encode(
        self, message: str, values: Mapping[str, SignalValue], counter: int = 0, sequence: int | None = None
    ) -> can.Message:
        """One frame; `values` has every signal of the message. `counter` (alive counter) and `sequence` are 0 to 15.

        Raises FrameError if a value is out of range or not in the value table, KeyError for an unknown message.
        """
        bus_message, own = self.dbc.messages[message], self.block.own(message)
        values = dict(values)
        if own:
            values[CRC], values[ALIVE] = 0, counter & 15
            if sequence is not None:
                values[SEQ] = sequence & 15
        try:
            data = bus_message.message.encode(values, strict=True)
        except (CantoolsError, KeyError, ValueError, OverflowError, TypeError) as error:
            raise FrameError(f"{message}: {error}") from error
        return can.Message(
            arbitration_id=bus_message.message.frame_id,
            data=self.sealed(message, data, counter & 15),
            is_extended_id=False,
            channel=bus_message.bus,
        )

    def sealed(self, message: str, data: bytes, counter: int) -> bytes:
        """The data of a frame with checksum filled in, and `counter` where the checksum scheme includes one."""
        if self.block.own(message):
            return self.block.seal(message, data)
        return self._checksums[message].seal(data, counter) if message in self._checksums else data

    def decode(self, bus: str, frame: can.Message) -> tuple[str, dict[str, SignalValue]]:
        """(message name, {signal: value}) of a received frame. Raises FrameError for a frame that must not be used."""
        if frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame or frame.is_fd:
            raise FrameError(f"{bus}: not a classic data frame with an 11 bit id")
        message = self.dbc.by_id.get((bus, frame.arbitration_id))
        if message is None:
            raise FrameError(f"{bus} {frame.arbitration_id:03X}: unknown id")
        data, name = bytes(frame.data), message.name
        if len(data) != message.length:
            raise FrameError(f"{bus} {name}: {len(data)} bytes, expected {message.length}")
        if self.block.own(name) and not self.block.intact(name, data):
            raise FrameError(f"{bus} {name}: wrong CRC")
        if name in self._checksums and not self._checksums[name].intact(data):
            raise FrameError(f"{bus} {name}: wrong checksum")
        return name, self._decoders[name](data)

    def alive_signals(self, message: str) -> tuple[tuple[str, int], ...]:
        """((signal, number of bits), ...) that form a message's alive counter, lowest bits first; () if it has none."""
        return self._alive[message]

    def alive_count(self, message: str, values: Mapping[str, SignalValue]) -> int | None:
        """The alive counter of a decoded frame, None if the message has none."""
        if not self._alive[message]:
            return None
        count = shift = 0
        for name, bits in self._alive[message]:
            count |= int(values[name]) << shift
            shift += bits
        return count

    def number(self, path: str, value: SignalValue) -> float:
        """A signal value as a number in its unit; a word by its raw value in the value table ("HI" -> 27.5, "off" ->
        0).
        """
        return self.dbc.number_of(path, value) if isinstance(value, str) else float(value)

    def matches(self, path: str, value: SignalValue, wanted: SignalValue) -> bool:
        """Does `value` equal `wanted` within half a step of the signal?"""
        if value == wanted:
            return True
        if isinstance(wanted, str) or not known(value):
            return False
        half = self.dbc.signal(path).scale / 2 + 1e-9  # a number halfway between two steps matches both
        return abs(self.number(path, value) - wanted) <= half

    def _seeds_of(self, message: str) -> Mapping[str, str]:
        signals = self.dbc.messages[message].message.signals
        return {
            found.name: str(found.dbc.attributes["SeedFrom"].value)
            for found in signals
            if found.dbc and "SeedFrom" in found.dbc.attributes
        }

    def _alive_of(self, message: str) -> tuple[tuple[str, int], ...]:
        names = [ALIVE] if self.block.own(message) else self.dbc.attribute(message, "AliveSignals").split()
        return tuple((name, self.dbc.signal(f"{message}.{name}").length) for name in names)


def bits(frame: can.Message) -> int:
    """Bits that a classic frame takes on the bus: frame, interframe space, and half of the maximum stuff bits
    (assumed).
    """
    data = 8 * min(len(frame.data), 8)
    stuffable = data + (53 if frame.is_extended_id else 33)
    return stuffable + 14 + stuffable // 8
