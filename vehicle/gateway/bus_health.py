"""How a bus is doing, as plain data for diagnosis: `Bridge.health(now)` gives one of these for each bus."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BusState(StrEnum):
    """What the bridge makes of a bus; it sends only while `ALIVE`."""

    SILENT = "silent"  # nothing heard yet, or no longer
    ALIVE = "alive"
    BUS_OFF = "bus_off"  # our controller is off the bus, or takes no frames: backing off
    STOPPED = "stopped"  # another sender used one of our ids: an alarm, until somebody clears it


@dataclass(frozen=True)
class BusHealth:
    """Counters since the bridge was made; `refused` are received frames not used, `blocked` frames or actions not sent."""

    bus: str
    state: BusState = BusState.SILENT
    received: int = 0
    sent: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)  # reason -> frames
    blocked: Mapping[str, int] = field(default_factory=dict)  # reason -> actions or frames
    late: tuple[str, ...] = ()  # cyclic messages that were heard and are overdue now
    load: float = 0.0  # share of the bus's bit rate, 0 to 1, both directions, over the last second
    bus_offs: int = 0  # how often the controller left the bus
    alarm: str = ""  # why the bridge stopped sending, for people
