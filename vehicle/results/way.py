"""How it goes to a destination by road, as replies speak of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """`problem` says why there is none: a word of navigation.routing.protocol.Why, or "unavailable"."""

    km: float = 0.0
    minutes: int = 0
    problem: str = ""
