"""Checks that a command is new. Repeated, out-of-order and frozen commands are counted and ignored, not
acknowledged.
"""

import logging
from collections import Counter
from collections.abc import Mapping

from vehicle.can.block import ALIVE, COUNTS, SEQ, Block, newer
from vehicle.can.values import SignalValue

log = logging.getLogger(__name__)


class Commands:
    """The last accepted command of each command message of our block. The first after a reset may have any numbers."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.ignored: Counter[str] = Counter()  # "message: reason" -> frames
        self._last: dict[str, tuple[int, int]] = {}  # message -> (sequence, alive)

    def new(self, message: str, values: Mapping[str, SignalValue]) -> bool:
        """Is this command to be executed? Always true for messages without sequence number."""
        if not self.block.sequenced(message):
            return True
        now = int(values[SEQ]), int(values[ALIVE])
        if (last := self._last.get(message)) and (why := why_not(now, last)):
            self.ignored[f"{message}: {why}"] += 1
            log.info("%s ignored: %s", message, why)
            return False
        self._last[message] = now
        return True

    def forget(self, message: str) -> None:
        """The ECU that takes this command was reset."""
        self._last.pop(message, None)


def why_not(now: tuple[int, int], last: tuple[int, int]) -> str:
    """Why a command with these (sequence, alive) is not new after the last one; "" if it is."""
    if now[0] == last[0]:
        return "repeated"
    if not newer(now[0], last[0]):
        return "out of order"
    return "alive counter frozen" if (now[1] - last[1]) % COUNTS == 0 else ""
