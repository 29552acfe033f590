"""A frame as it was on the bus, with its decoded signals, for logs and displays."""

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
