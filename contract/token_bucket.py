"""How often something may happen: requests of a client, frames of a message. Time is an argument."""

from dataclasses import dataclass


@dataclass
class Bucket:
    """At most `burst` at once and `rate` a second after them. `level` is how many are left, as of `at`."""

    burst: float
    rate: float
    level: float
    at: float  # s

    def has(self, number: float, now: float) -> bool:
        """Are so many left now? Taking them is up to the caller: level -= number."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        return self.level >= number
