"""What python-can's interfaces leave to their user: waiting by a clock that nobody sets, and a full transmit queue."""

import errno
import time
from collections.abc import Callable

import can

FULL = frozenset({errno.ENOBUFS, errno.EAGAIN})
FULL_CODES = {  # error of an interface -> its own codes for a full transmit queue, from python-can's constants
    "PcanCanOperationError": (0x01, 0x80),  # PCAN_ERROR_XMTFULL, PCAN_ERROR_QXMTFULL
    "CANLIBOperationError": (-13,),  # canERR_TXBUFOFL of Kvaser
    "VectorOperationError": (11,),  # XL_ERR_QUEUE_IS_FULL
}
FULL_TEXT = "Transmit buffer full"  # of python-can's SocketcanBus.send, which gives no code with it


def next_frame(bus: can.BusABC, timeout: float, clock: Callable[[], float] = time.monotonic) -> can.Message | None:
    """The next frame that passes the filters of the bus; None if there is none for `timeout` s of `clock`.

    can.BusABC.recv does the same by the wall clock: if that is set back by an hour while it waits, it waits for an
    hour. Raises what the interface raises.
    """
    if getattr(bus.recv, "__func__", None) is not can.BusABC.recv:
        return bus.recv(timeout)  # a bus with a recv of its own, as malcha_local's
    bus = bus.recv.__self__  # type: ignore[attr-defined]  # the bus itself, where another object only wraps it
    end = clock() + timeout
    while True:
        frame, filtered = bus._recv_internal(timeout=max(end - clock(), 0.0))
        if frame is not None and (filtered or bus._matches_filters(frame)):
            return frame
        if clock() >= end:
            return None


def queue_full(error: Exception) -> bool:
    """Did `send` fail only because the transmit queue is full for now, or took no frame in time?"""
    if isinstance(error, can.CanTimeoutError):
        return True
    code = getattr(error, "error_code", None)
    if (codes := FULL_CODES.get(type(error).__name__)) is not None:
        return code in codes
    numbers = {code, getattr(error, "errno", None), getattr(error.__cause__, "errno", None)}
    return bool(numbers & FULL) or FULL_TEXT in str(error)
