"""Texts over ISO-TP (ISO 15765-2): titles, names and messages, which are too long for a signal.

The gateway and the head unit each send on an id of their own (both messages have the DBC attribute Transport "ISO-TP")
and send their flow control on it, too. A payload is one byte for the kind, one byte for the sequence number of the
command that the text belongs to (0: to none), and the text in UTF-8.
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
TIMEOUT = 1.0  # s until the next frame of a text, or flow control for ours, must arrive (N_Cr, N_Bs of ISO 15765-2)
NEVER = 1 << 31  # ms: switches off isotp's own timeouts, which use the real clock; TIMEOUT is checked here
WAITS = 1000  # wait frames in a row that we follow (wftmax of isotp); who sends a text gives up by time, not by number
FLOW_CONTROL = 3  # upper half of the first byte of a flow control frame
RESERVED_STMIN = (*range(0x80, 0xF1), *range(0xFA, 0x100))
LONGEST_STMIN = 0x7F  # 127 ms, which a reserved value stands for (ISO 15765-2)


class Kind(IntEnum):
    """What a text is. A message to send is "recipient\\ntext", a message read is "sender\\ntext"; streets are the one
    that is taken next, then the one under the car."""

    MEDIA_TITLE = 1
    CONTACT = 2
    MESSAGE_TO_SEND = 3
    NOW_PLAYING = 4
    MESSAGE_READ = 5
    STREETS = 6


@dataclass(frozen=True)
class LinkIds:
    """Bus and ids of the text link of a car."""

    bus: str
    message: str  # name of the message that the gateway sends
    gateway: int  # id that the gateway sends on
    head_unit: int  # id that the head unit sends on

    @property
    def ids(self) -> tuple[int, int]:
        return self.gateway, self.head_unit


def link_ids(dbc: Dbc) -> LinkIds | None:
    """Bus and ids of the text link, from the DBC; None if the car has none."""
    names = [name for name in dbc.messages if dbc.attribute(name, "Transport") == "ISO-TP"]
    ours = next((name for name in names if dbc.sent_by_gateway(name)), None)
    theirs = next((name for name in names if not dbc.sent_by_gateway(name)), None)
    if ours is None or theirs is None:
        return None
    bus_message = dbc.messages[ours]
    return LinkIds(bus_message.bus, ours, bus_message.message.frame_id, dbc.messages[theirs].message.frame_id)


def pack(kind: Kind, sequence: int, text: str) -> bytes:
    return bytes((kind, sequence & 15)) + text.encode()


def unpack(payload: bytes) -> tuple[Kind, int, str]:
    """(kind, sequence number, text) of a payload. Raises ValueError for a payload that `pack` cannot have made."""
    if len(payload) < 2:
        raise ValueError(f"{len(payload)} bytes are too short for kind and sequence number")
    return Kind(payload[0]), payload[1], payload[2:].decode()


def is_flow_control(frame: can.Message) -> bool:
    return frame.data[:1] != b"" and frame.data[0] >> 4 == FLOW_CONTROL


class Separation:
    """Takes the place of isotp's timer for STmin, which uses the real clock: the same by the clock of the link."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._started: float | None = None  # s

    def set_timeout(self, seconds: float) -> None:
        self._seconds = seconds

    def start(self) -> None:
        self._started = self._clock()

    def stop(self) -> None:
        self._started = None

    def restart(self) -> None:
        """Start it again if it runs."""
        if self._started is not None:
            self.start()

    def remaining(self) -> float:
        """s until the next frame may be sent."""
        return 0.0 if self._started is None else max(self._started + self._seconds - self._clock(), 0.0)

    def is_timed_out(self) -> bool:
        return self._started is not None and self.remaining() <= 0.0


class TextLink:
    """One end of the link, without thread and bus. Protocol errors are logged and counted (`errors`), never raised.

    The caller passes in received frames (`receive`), sends the frames that are due (`frames`), gives back those that
    the bus does not take now (`put_back`) and fetches complete texts (`texts`). The receiver's flow control is obeyed:
    blocks, wait frames and the least time between two frames (STmin). What is received depends only on the frames and
    their times, so that a replay gives the same texts.
    """

    def __init__(self, txid: int, rxid: int, bus: str, clock: Callable[[], float] = time.monotonic):
        """`clock` in s, the same that the frames' times are from."""
        self.errors = 0
        self._rxid, self._bus, self._clock = rxid, bus, clock
        self._received_at = 0.0  # s, last frame of a text received
        self.progress_at = 0.0  # s, when the text being sent last got on: a frame sent, or flow control received
        self._arrived: deque[isotp.CanMessage] = deque()
        self._to_send: list[can.Message] = []
        self._request: isotp.protocol.TransportLayerLogic.SendRequest | None = None  # of the last text to send
        self._layer = isotp.TransportLayerLogic(
            rxfn=lambda timeout: self._arrived.popleft() if self._arrived else None,
            txfn=self._emit,
            address=isotp.Address(isotp.AddressingMode.Normal_11bits, txid=txid, rxid=rxid),
            error_handler=self._count,  # isotp itself logs the error
            post_send_callback=self._keep,
            params={
                "stmin": 0,
                "blocksize": 0,
                "tx_padding": PADDING,
                "rx_flowcontrol_timeout": NEVER,
                "rx_consecutive_frame_timeout": NEVER,
                "wftmax": WAITS,
            },
        )
        self._layer.timer_tx_stmin = self._separation = Separation(clock)

    @property
    def busy(self) -> bool:
        """Is a text still being sent?"""
        return bool(self._layer.transmitting() or self._to_send)

    @property
    def delivered(self) -> bool:
        """Was the last text sent completely? False if the receiver refused it, did not answer, or after `reset`."""
        return self._request is not None and bool(self._request.success) and not self.busy

    @property
    def pause(self) -> float | None:
        """s until `frames` returns the next one; None if it waits for flow control, or nothing is sent."""
        if self._to_send:
            return 0.0
        sending = self._layer.tx_state is self._layer.TxState.TRANSMIT_CF
        return self._separation.remaining() if sending else None

    def send(self, kind: Kind, sequence: int, text: str) -> None:
        """Queue a text; several are sent one after the other. `frames` then returns the first frame."""
        if not self.busy:
            self.progress_at = self._clock()
        self._layer.send(pack(kind, sequence, text))

    def reset(self) -> None:
        """Drop all texts that are queued or partly sent."""
        self._layer.clear_tx_queue()
        self._layer.stop_sending()
        self._to_send.clear()
        self._request = None

    def receive(self, frame: can.Message) -> None:
        """Process a received frame; other ids are ignored. Call `frames` and `texts` afterwards."""
        if frame.arbitration_id != self._rxid or frame.is_extended_id or frame.is_error_frame or frame.is_remote_frame:
            return
        self._expire()
        data = bytearray(frame.data)
        if not is_flow_control(frame):
            self._received_at = self._clock()
        else:
            self.progress_at = self._clock()
            if len(data) > 2 and data[2] in RESERVED_STMIN:  # isotp refuses the frame
                data[2] = LONGEST_STMIN
        self._arrived.append(isotp.CanMessage(frame.arbitration_id, frame.dlc, bytes(data)))
        self._layer.process()

    def frames(self) -> list[can.Message]:
        """Frames to send now. Call it also while nothing is received: timeouts are detected here."""
        self._expire()
        if self._layer.transmitting() and not self._to_send:
            self._layer.process()
        elif self._to_send:
            self._separation.restart()
        frames, self._to_send = self._to_send, []
        return frames

    def put_back(self, frames: list[can.Message]) -> None:
        """Frames that the bus does not take now: `frames` returns them again. STmin is counted from the next call."""
        self._to_send = frames + self._to_send

    def texts(self) -> list[tuple[Kind, int, str]]:
        """(kind, sequence number, text) of every text completed since the last call."""
        done = []
        while self._layer.available():
            try:
                done.append(unpack(bytes(self._layer.recv() or b"")))
            except ValueError as error:  # unknown kind, or not UTF-8
                log.warning("text on %s %03X dropped: %s", self._bus, self._rxid, error)
                self.errors += 1
        return done

    def _expire(self) -> None:
        now = self._clock()
        if self._layer.is_rx_active() and now - self._received_at > TIMEOUT:
            log.warning("text on %s %03X dropped: timeout, the rest was not received", self._bus, self._rxid)
            self.errors += 1
            self._layer.stop_receiving()
        if self._layer.transmitting() and now - self.progress_at > TIMEOUT:
            log.info("text on %s not sent: timeout, no flow control was received", self._bus)
            self.errors += 1
            self._layer.stop_sending()

    def _emit(self, message: isotp.CanMessage) -> None:
        self.progress_at = self._clock()
        identifier, data = message.arbitration_id, bytes(message.data)
        self._to_send.append(can.Message(arbitration_id=identifier, data=data, is_extended_id=False, channel=self._bus))

    def _keep(self, request: isotp.protocol.TransportLayerLogic.SendRequest) -> None:
        self._request = request

    def _count(self, error: Exception) -> None:
        self.errors += 1
