"""Words over ISO-TP (ISO 15765-2): titles, names and messages, which no signal can hold.

The gateway and the head unit send on an id each (the DBC gives both messages the attribute Transport "ISO-TP"), and answer
with flow control on their own. A payload is one byte kind, one byte sequence number of the command that it belongs to (0: to none), and the words in UTF-8.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import can
import isotp

from vehicle.can.dbc import Dbc

log = logging.getLogger(__name__)

PADDING = 0xAA
TIMEOUT = 1.0  # s for the other end to go on with its words, or to answer ours (N_Cr, N_Bs of ISO 15765-2)
NEVER = 1 << 31  # ms: isotp's own time-outs go by the real clock
GO_ON = b"\x30"  # how a flow control begins that lets words come


class Kind(IntEnum):
    """What the words are. A message to send is "to\\ntext", a message read is "from\\ntext"."""

    MEDIA_TITLE = 1
    CONTACT = 2
    MESSAGE_TO_SEND = 3
    NOW_PLAYING = 4
    MESSAGE_READ = 5


@dataclass(frozen=True)
class Ends:
    """Where the words of a car travel: the bus, the id that the gateway sends on, and the head unit's."""

    bus: str
    message: str  # of the gateway
    gateway: int
    head_unit: int

    @property
    def ids(self) -> tuple[int, int]:
        return self.gateway, self.head_unit


def ends(dbc: Dbc) -> Ends | None:
    """The text link of a car, None where it has none."""
    names = [name for name in dbc.messages if dbc.attribute(name, "Transport") == "ISO-TP"]
    ours = next((name for name in names if dbc.sent_by_gateway(name)), None)
    theirs = next((name for name in names if not dbc.sent_by_gateway(name)), None)
    if ours is None or theirs is None:
        return None
    wired = dbc.messages[ours]
    return Ends(wired.bus, ours, wired.message.frame_id, dbc.messages[theirs].message.frame_id)


def pack(kind: Kind, sequence: int, text: str) -> bytes:
    return bytes((kind, sequence & 15)) + text.encode()


def unpack(payload: bytes) -> tuple[Kind, int, str]:
    """(kind, sequence number, words). Raises ValueError for what `pack` cannot have made."""
    if len(payload) < 2:
        raise ValueError(f"{len(payload)} bytes have no kind and sequence number")
    return Kind(payload[0]), payload[1], payload[2:].decode()


class TextLink:
    """One end of the link, driven by hand: no thread, no bus. Faults of the protocol are logged and counted, never raised.

    What is made of the other end's words depends on its frames and their times only: a replay finds the same.
    Whoever owns it puts in what came (`receive`), sends what is to go (`frames`) and takes what is complete (`texts`).
    """

    def __init__(self, txid: int, rxid: int, bus: str, clock: Callable[[], float] = time.monotonic):
        """`clock` is the one of the frames' times."""
        self.errors = 0
        self._rxid, self._bus, self._clock = rxid, bus, clock
        self._heard = self._told = 0.0  # s, when words of the other end came, and ours last went
        self._arrived: deque[isotp.CanMessage] = deque()
        self._to_send: list[can.Message] = []
        self._layer = isotp.TransportLayerLogic(
            rxfn=lambda timeout: self._arrived.popleft() if self._arrived else None,
            txfn=self._emit,
            address=isotp.Address(isotp.AddressingMode.Normal_11bits, txid=txid, rxid=rxid),
            error_handler=self._count,  # isotp logs it
            params={
                "stmin": 0,
                "blocksize": 0,
                "tx_padding": PADDING,
                "rx_flowcontrol_timeout": NEVER,
                "rx_consecutive_frame_timeout": NEVER,
            },
        )

    @property
    def busy(self) -> bool:
        """Is a text still on its way out?"""
        return bool(self._layer.transmitting())

    def send(self, kind: Kind, sequence: int, text: str) -> None:
        """Queue words; several are sent one after the other. `frames` gives the first frame at once."""
        if not self.busy:
            self._told = self._clock()
        self._layer.send(pack(kind, sequence, text))

    def reset(self) -> None:
        """Drop the words on their way out: the other end is not there."""
        self._layer.clear_tx_queue()
        self._layer.stop_sending()

    def receive(self, frame: can.Message) -> None:
        """Take a frame from the bus; those of other ids are ignored. What it calls for is in `frames` and `texts`."""
        if frame.arbitration_id != self._rxid or frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame:
            return
        self._expire()
        if frame.data[:1] != GO_ON:
            self._heard = self._clock()
        self._arrived.append(isotp.CanMessage(frame.arbitration_id, frame.dlc, bytes(frame.data)))
        self._layer.process()

    def frames(self) -> list[can.Message]:
        """Frames to put on the bus now. To be called now and then while nothing arrives: time-outs are found here."""
        self._expire()
        if self.busy:
            self._layer.process()
        frames, self._to_send = self._to_send, []
        return frames

    def texts(self) -> list[tuple[Kind, int, str]]:
        """(kind, sequence number, words) of every text completed since the last call."""
        done = []
        while self._layer.available():
            try:
                done.append(unpack(bytes(self._layer.recv() or b"")))
            except ValueError as error:  # an unknown kind, or bytes that are no UTF-8
                log.warning("text on %s %03X dropped: %s", self._bus, self._rxid, error)
                self.errors += 1
        return done

    def _expire(self) -> None:
        now = self._clock()
        if self._layer.is_rx_active() and now - self._heard > TIMEOUT:
            log.warning("text on %s %03X dropped: half of it never came", self._bus, self._rxid)
            self.errors += 1
            self._layer.stop_receiving()
        if self.busy and now - self._told > TIMEOUT:
            log.info("nobody takes words on %s: given up", self._bus)
            self.errors += 1
            self._layer.stop_sending()

    def _emit(self, message: isotp.CanMessage) -> None:
        self._told = self._clock()
        identifier, data = message.arbitration_id, bytes(message.data)
        self._to_send.append(can.Message(arbitration_id=identifier, data=data, is_extended_id=False, channel=self._bus))

    def _count(self, error: Exception) -> None:
        self.errors += 1
