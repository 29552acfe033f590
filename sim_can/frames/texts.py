"""The head unit's end of the text link."""

from collections.abc import Callable

import can

from vehicle.can.text_link import GATEWAY_ID, HEAD_UNIT_ID, Kind, TextLink


class Texts:
    """Words come ahead of the command that they belong to, and are used by that command only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.link = TextLink(txid=HEAD_UNIT_ID, rxid=GATEWAY_ID, clock=clock)
        self._heard: dict[Kind, tuple[int, str]] = {}  # kind -> (sequence number of its command, words)

    def receive(self, frame: can.Message) -> None:
        self.link.receive(frame)
        for kind, sequence, text in self.link.texts():
            self._heard[kind] = (sequence, text)

    def take(self, kind: Kind, sequence: int) -> str:
        """The words that came for this command, or ""."""
        number, text = self._heard.pop(kind, (sequence, ""))
        return text if number == sequence else ""
