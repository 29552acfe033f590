"""The head unit's end of the text link."""

from collections.abc import Callable

import can

from vehicle.can.text_link import Kind, LinkIds, TextLink


class Texts:
    """A text is received before the command that it belongs to, and is used only for that command."""

    def __init__(self, ends: LinkIds, clock: Callable[[], float]) -> None:
        self.ends = ends
        self.link = TextLink(ends.head_unit, ends.gateway, ends.bus, clock)
        self._received: dict[Kind, tuple[int, str]] = {}  # kind -> (sequence number of its command, text)

    def concerns(self, frame: can.Message) -> bool:
        """Is this a text link frame of the gateway?"""
        return (frame.channel, frame.arbitration_id) == (self.ends.bus, self.ends.gateway)

    def receive(self, frame: can.Message) -> None:
        self.link.receive(frame)
        for kind, sequence, text in self.link.texts():
            self._received[kind] = (sequence, text)

    def take(self, kind: Kind, sequence: int) -> str:
        """The text received for this command, or ""."""
        number, text = self._received.pop(kind, (sequence, ""))
        return text if number == sequence else ""
