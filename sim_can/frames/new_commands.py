"""Is a command new? What is repeated, out of order or of a sender that hangs is for no ECU: ignored, not acknowledged, counted."""

import logging
from collections import Counter
from collections.abc import Mapping

from vehicle.can import codec, dbc
from vehicle.can.codec import WireValue

log = logging.getLogger(__name__)

NEWER = range(1, 9)  # steps of the 4-bit sequence number that are forward; the other half is back


class Commands:
    """What the ECUs last took, by command message of our block. The first command after a reset may have any numbers."""

    def __init__(self) -> None:
        self.ignored: Counter[str] = Counter()  # "message: reason" -> frames
        self._last: dict[str, tuple[int, int]] = {}  # message -> (sequence, alive)

    def new(self, message: str, values: Mapping[str, WireValue]) -> bool:
        """Is this command to be looked at? Those without sequence numbers always are."""
        if not codec.own(dbc.messages()[message].message.frame_id):
            return True
        sequence, alive = int(values["Seq"]), int(values["Alive"])
        last = self._last.get(message)
        why = "" if last is None else self._why_not((sequence - last[0]) & 15, (alive - last[1]) & 15)
        if why:
            self.ignored[f"{message}: {why}"] += 1
            log.info("%s ignored: %s", message, why)
            return False
        self._last[message] = sequence, alive
        return True

    @staticmethod
    def _why_not(sequence: int, alive: int) -> str:
        if sequence == 0:
            return "repeated"
        if sequence not in NEWER:
            return "out of order"
        return "alive counter frozen" if alive == 0 else ""

    def forget(self, message: str) -> None:
        """The ECU that takes this command was reset."""
        self._last.pop(message, None)
