"""Directory, inboxes and frame records of the local bus (local_bus.py): what is on disk and in the pipes."""

import fcntl
import logging
import os
import secrets
import stat
import struct
from pathlib import Path

import can

log = logging.getLogger(__name__)

INTERFACE = "malcha_local"
BASE = Path(f"/tmp/malcha-{os.getuid()}")  # not $TMPDIR or $XDG_RUNTIME_DIR, which may differ between two shells
RECORD = struct.Struct("<4sBB2xId8s4x")  # mark, flags, dlc, id, s since the epoch, data; 32 bytes, written atomically
MARK = b"MCAN"
WAKE = bytes(RECORD.size)  # record that wakes the own reader, so that it notices the shutdown
EXTENDED, REMOTE, ERROR, OWN = 1, 2, 4, 8  # flags
INBOX_BYTES = 1 << 18  # about 8,000 frames: two seconds of a full 500 kbit/s bus


def bus_directory(channel: str) -> Path:
    """The directory of a bus, created if needed. Raises ValueError for a bad name, else CanInitializationError."""
    if not channel or "\0" in channel or channel in (".", ".."):
        raise ValueError(f"{channel!r} is not a channel: give a name or the path of a directory")
    directory = Path(channel) if "/" in channel else BASE / channel
    try:
        if directory.parent == BASE:
            BASE.mkdir(mode=0o700, exist_ok=True)
            found = BASE.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
                raise can.CanInitializationError(f"{BASE} is not a directory that only you can use")
        directory.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise can.CanInitializationError(f"{INTERFACE} {channel}: {error}") from error
    return directory


def inbox_name() -> str:
    """A new name; it says which process reads the inbox."""
    return f"{os.getpid()}-{secrets.token_hex(4)}.inbox"


def open_inbox(path: Path) -> int:
    """Creates a named pipe and opens it for reading. It is opened for writing, too: otherwise it would read as closed
    while no other participant has it open.
    """
    os.mkfifo(path, 0o600)
    descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, INBOX_BYTES)
    except PermissionError:
        log.warning("the limit of this user for large pipes is reached: %s holds only about 2,000 frames", path)
    return descriptor


def pack(msg: can.Message, own: bool, now: float) -> bytes:
    """The record of a frame sent at `now` (s since the epoch); `own` marks the copy in the sender's own inbox."""
    flags = EXTENDED * msg.is_extended_id | REMOTE * msg.is_remote_frame | ERROR * msg.is_error_frame | OWN * own
    return RECORD.pack(MARK, flags, msg.dlc, msg.arbitration_id, now, bytes(msg.data))


def unpack(record: bytes) -> can.Message:
    """The frame of a record; inverse of `pack`."""
    _, flags, dlc, frame_id, at, data = RECORD.unpack(record)
    return can.Message(
        timestamp=at,
        arbitration_id=frame_id,
        is_extended_id=bool(flags & EXTENDED),
        is_remote_frame=bool(flags & REMOTE),
        is_error_frame=bool(flags & ERROR),
        is_rx=not flags & OWN,
        dlc=dlc,
        data=None if flags & REMOTE else data[:dlc],
    )
