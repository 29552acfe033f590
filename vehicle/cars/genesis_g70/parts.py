"""What several modules of the G70's wiring share: signal name parts of zones, and writes to our block of messages."""

from collections.abc import Mapping

from vehicle.can.text_link import Kind
from vehicle.cars.wiring import Write

SHORT = {"driver": "Dr", "passenger": "Ps", "rear_left": "Rl", "rear_right": "Rr"}


def action(
    message: str,
    signal: str,
    word: str,
    expects: Mapping[str, tuple[str | float, ...]] | None = None,
    event: bool = False,
    text: bool = False,
    brings: Kind | None = None,
) -> Write:
    """Writes one word into a command message of our block; `expects` has the status values that confirm it."""
    return Write({f"VA_{message}_CMD.{signal}": word}, expects or {}, event, text, brings)
