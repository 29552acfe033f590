"""A frame as it was on the bus, with its decoded signals, for logs and displays; and how their files are made."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from vehicle.can.values import SignalValue


@dataclass(frozen=True)
class FrameTrace:
    """One frame, sent or received, decoded."""

    sent: bool
    bus: str
    id: int
    data: bytes
    message: str
    signals: Mapping[str, SignalValue]
    at: float  # s, monotonic, when it was sent or received


class RecordingError(Exception):
    """A recording cannot be written, or a file is not a recording. The message says which file and line."""


def owner_only(path: str, flags: int) -> int:
    """Opener for `open`: what it creates only its owner may read (0600). A pipe that nobody reads raises OSError."""
    descriptor = os.open(path, flags | os.O_NONBLOCK, 0o600)
    os.set_blocking(descriptor, True)
    return descriptor
