"""The head unit's end of the text link."""

from collections.abc import Callable

import can

from vehicle.can.text_link import Kind, LinkIds, TextLink


class Texts:
    """Words come ahead of the command that they belong to, and are used by that command only."""

    def __init__(self, ends: LinkIds, clock: Callable[[], float]) -> None:
        self.ends = ends
        self.link = TextLink(ends.head_unit, ends.gateway, ends.bus, clock)
        self._heard: dict[Kind, tuple[int, str]] = {}  # kind -> (sequence number of its command, words)

    def concerns(self, frame: can.Message) -> bool:
        """Is this a frame of the gateway's words?"""
        return (frame.channel, frame.arbitration_id) == (self.ends.bus, self.ends.gateway)

    def receive(self, frame: can.Message) -> None:
        self.link.receive(frame)
        for kind, sequence, text in self.link.texts():
            self._heard[kind] = (sequence, text)

    def take(self, kind: Kind, sequence: int) -> str:
        """The words that came for this command, or ""."""
        number, text = self._heard.pop(kind, (sequence, ""))
        return text if number == sequence else ""
