"""Between DBC names and CAN frames of one car. cantools does the bits; this adds images, counters and checksums."""

import logging
from collections.abc import Callable, Mapping

import can
from cantools.database.errors import Error as CantoolsError
from cantools.database.namedsignalvalue import NamedSignalValue

from vehicle.can.block import ALIVE, CRC, SEQ, Block
from vehicle.can.checksum import CHECKSUMS
from vehicle.can.dbc import Dbc, DbcError
from vehicle.can.values import WireValue, known

log = logging.getLogger(__name__)


class FrameError(ValueError):
    """A frame that must not be used: foreign, truncated, damaged, or not encodable. Says which."""


class Codec:
    """Encodes and decodes the frames of one car. `block` is its own block, `dbc` its messages."""

    def __init__(self, dbc: Dbc) -> None:
        """Raises DbcError for an attribute that names no checksum or signal."""
        self.dbc = dbc
        try:
            self.block = Block(dbc)
            named = {name: dbc.attribute(name, "Checksum") for name in dbc.messages}
            self._checksums = {name: CHECKSUMS[checksum] for name, checksum in named.items() if checksum}
            self._seeds = {name: self._seeds_of(name) for name in dbc.messages}
            self._alive = {name: self._alive_of(name) for name in dbc.messages}
        except KeyError as error:
            raise DbcError(f"{dbc.directory}: an attribute of a message is wrong: {error.args[0]}") from error
        self._neutral: dict[str, Mapping[str, WireValue]] = {}

    def seeds(self, message: str) -> Mapping[str, str]:
        """{signal: status signal} of a command message whose absolute signals repeat what the car reports, where no
        other value is asked for."""
        return self._seeds[message]

    def neutral(self, message: str) -> Mapping[str, WireValue]:
        """{signal: the value that changes nothing} of a command message: "no_change" where its table has it, else the
        start value."""
        if message not in self._neutral:
            values: dict[str, WireValue] = {}
            for found in self.dbc.messages[message].message.signals:
                path = f"{message}.{found.name}"
                values[found.name] = "no_change" if "no_change" in self.dbc.words(path) else self.dbc.start(path)
            self._neutral[message] = values
        return self._neutral[message]

    def image(self, message: str, seed: Callable[[str], WireValue | None] = lambda path: None) -> dict[str, WireValue]:
        """Signals of a command message that change nothing: "no_change" words, else the status the DBC names as seed.

        Raises FrameError if a seed is needed and the car has not reported it: absolute signals are never guessed.
        """
        values = dict(self.neutral(message))
        for name, source in self.seeds(message).items():
            value = seed(source)
            if value is None:
                raise FrameError(f"{message}.{name}: {source} was not received yet")
            values[name] = value
        return values

    def encode(
        self, message: str, values: Mapping[str, WireValue], counter: int = 0, sequence: int | None = None
    ) -> can.Message:
        """One frame with every signal of the message given. `counter` (alive) and `sequence` are 0 to 15.

        Raises FrameError where a value is out of the DBC's range or not in its table, KeyError for an unknown message.
        """
        wired, own = self.dbc.messages[message], self.block.own(message)
        values = dict(values)
        if own:
            values[CRC], values[ALIVE] = 0, counter & 15
            if sequence is not None:
                values[SEQ] = sequence & 15
        try:
            data = wired.message.encode(values, strict=True)
        except (CantoolsError, KeyError, ValueError, OverflowError, TypeError) as error:
            raise FrameError(f"{message}: {error}") from error
        return can.Message(
            arbitration_id=wired.message.frame_id,
            data=self.sealed(message, data, counter & 15),
            is_extended_id=False,
            channel=wired.bus,
        )

    def sealed(self, message: str, data: bytes, counter: int) -> bytes:
        """The data of a frame with its checksum filled in; `counter` where it stands outside the DBC's signals."""
        if self.block.own(message):
            return self.block.seal(message, data)
        return self._checksums[message].seal(data, counter) if message in self._checksums else data

    def decode(self, bus: str, frame: can.Message) -> tuple[str, dict[str, WireValue]]:
        """(message name, {signal: value}). Raises FrameError for a frame that must not be used."""
        if frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame or frame.is_fd:
            raise FrameError(f"{bus}: not a classic data frame with an 11 bit id")
        message = self.dbc.by_id.get((bus, frame.arbitration_id))
        if message is None:
            raise FrameError(f"{bus} {frame.arbitration_id:03X}: foreign id")
        data, name = bytes(frame.data), message.name
        if len(data) != message.length:
            raise FrameError(f"{bus} {name}: {len(data)} bytes, expected {message.length}")
        if self.block.own(name) and not self.block.intact(name, data):
            raise FrameError(f"{bus} {name}: wrong CRC")
        if name in self._checksums and not self._checksums[name].intact(data):
            raise FrameError(f"{bus} {name}: wrong checksum")
        try:
            values = message.decode(data, decode_choices=True)
        except (CantoolsError, ValueError) as error:
            raise FrameError(f"{bus} {name}: {error}") from error
        return name, {
            signal: str(value) if isinstance(value, NamedSignalValue) else value
            for signal, value in values.items()  # type: ignore[union-attr]
        }

    def alive_signals(self, message: str) -> tuple[tuple[str, int], ...]:
        """((signal, bits), ...) of a message's alive counter, lowest bits first; none where it has no counter."""
        return self._alive[message]

    def alive_count(self, message: str, values: Mapping[str, WireValue]) -> int | None:
        """The alive counter of a decoded frame, None where the message has none."""
        if not self._alive[message]:
            return None
        count = shift = 0
        for name, bits in self._alive[message]:
            count |= int(values[name]) << shift
            shift += bits
        return count

    def number(self, path: str, value: WireValue) -> float:
        """A signal's value as a number in its unit: "HI" -> 27.5, "off" -> 0 where the table says so."""
        return self.dbc.number_of(path, value) if isinstance(value, str) else float(value)

    def matches(self, path: str, value: WireValue, wanted: WireValue) -> bool:
        """Is this value the wanted one, to half a step of the signal?"""
        if value == wanted:
            return True
        if isinstance(wanted, str) or not known(value):
            return False
        half = self.dbc.signal(path).scale / 2 + 1e-9  # a number just between two steps goes to either
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
    """Of a classic frame on the wire with the gap after it, with half of the most stuff bits possible (assumed)."""
    data = 8 * min(len(frame.data), 8)
    stuffable = data + (53 if frame.is_extended_id else 33)
    return stuffable + 14 + stuffable // 8
