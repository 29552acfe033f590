"""The lines of a candump log, as `candump -L` of can-utils writes and reads them.

"(1600000000.123456) mcan 6A1#0011223344556677" has the bus name as interface. With `candump -L -x` a T follows for a
frame that the recording node sent, R for a received one; Wireshark does not open a log with these. An error frame has
the bit 0x20000000 in its id. python-can's own reader and writer are not used: they do not keep the class and data of
error frames, nor the length of remote frames, and take each frame without direction for a received one.
"""

import re
from collections.abc import Mapping

import can

from vehicle.can.dbc import Dbc

ERROR_FRAME = 0x20000000  # CAN_ERR_FLAG of linux/can.h
BUS_ERROR = 0x80  # CAN_ERR_BUSERROR: class of an error frame for which the interface gives none
LINE = re.compile(  # nanoseconds (candump -N) are cut; "_9" to "_F" is a DLC above 8 of a frame with 8 bytes
    r"\((\d+)\.(\d{6})(?:\d{3})?\) +(\S+) +([0-9A-F]{3}|[0-9A-F]{8})#"
    r"(?:(R)([0-8]?)|#([0-9A-F])((?:[0-9A-F]{2}){0,64})|((?:[0-9A-F]{2}){0,8}))(?:_[9A-F])?(?: ([RT]))?",
    re.IGNORECASE,
)


def to_line(bus: str, frame: can.Message, received: bool, microseconds: int, direction: bool) -> str:
    """One frame as a line of a candump log. `microseconds` since 1970; with `direction` R or T at its end."""
    head = f"({microseconds // 1_000_000:010d}.{microseconds % 1_000_000:06d}) {bus} "
    end = (" R\n" if received else " T\n") if direction else "\n"
    if frame.is_error_frame:
        return f"{head}{ERROR_FRAME | (frame.arbitration_id or BUS_ERROR):08X}#{frame.data.hex().upper():0<16}{end}"
    identifier = f"{frame.arbitration_id:08X}" if frame.is_extended_id else f"{frame.arbitration_id:03X}"
    if frame.is_remote_frame:
        return f"{head}{identifier}#R{frame.dlc}{end}"
    flags = f"#{frame.bitrate_switch | frame.error_state_indicator << 1:X}" if frame.is_fd else ""
    return f"{head}{identifier}#{flags}{frame.data.hex().upper()}{end}"


def parse(text: str, buses: Mapping[str, str], dbc: Dbc) -> can.Message | None:
    """A line of a candump log as a frame with timestamp, channel and is_rx. None if it is not such a line.

    `buses` has the bus of each interface name. Without R or T at the end of the line, a frame counts as sent if only
    the gateway sends it (see `sent_by_gateway`).
    """
    found = LINE.fullmatch(text)
    if found is None:
        return None
    seconds, micro, channel, identifier, remote, remote_length, flags, fd_data, data, way = found.groups()
    number, extended = int(identifier, 16), len(identifier) == 8
    error = extended and bool(number & ERROR_FRAME)
    if number > (0x3FFFFFFF if error else 0x1FFFFFFF if extended else 0x7FF):
        return None
    fd = flags is not None
    frame = can.Message(
        timestamp=(int(seconds) * 1_000_000 + int(micro)) / 1e6,
        channel=buses.get(channel, channel),
        arbitration_id=number & ~ERROR_FRAME,
        is_extended_id=extended,
        is_error_frame=error,
        is_remote_frame=bool(remote),
        dlc=int(remote_length or 0) if remote else None,
        data=None if remote else bytes.fromhex(fd_data if fd else data),
        is_fd=fd,
        bitrate_switch=fd and bool(int(flags, 16) & 1),
        error_state_indicator=fd and bool(int(flags, 16) & 2),
    )
    frame.is_rx = way.upper() == "R" if way else not sent_by_gateway(frame, dbc)
    return frame


def sent_by_gateway(frame: can.Message, dbc: Dbc) -> bool:
    """Is the gateway the only sender of this data frame in the DBCs? The channel of `frame` is the name of its bus."""
    if frame.is_extended_id or frame.is_remote_frame or frame.is_error_frame:
        return False
    message = dbc.by_id.get((str(frame.channel), frame.arbitration_id))
    return message is not None and dbc.sent_by_gateway(message.name)
