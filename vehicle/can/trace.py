"""A frame as it was on the bus, for logs and people."""

from collections.abc import Mapping
from dataclasses import dataclass

from vehicle.can.values import WireValue


@dataclass(frozen=True)
class FrameTrace:
    """One frame, sent or received, decoded."""

    sent: bool
    bus: str
    id: int
    data: bytes
    message: str
    signals: Mapping[str, WireValue]
    at: float  # s, monotonic


class RecordingError(Exception):
    """A recording cannot be written, or a file is none; says which and where."""
