"""Texts from the head unit to the cluster: both ends of the link, over ISO-TP, on the bus between them."""

from collections.abc import Callable

import can

from vehicle.can.dbc import Dbc
from vehicle.can.text_link import Kind, TextLink


class ClusterTexts:
    """`shown` is what the cluster has received last."""

    def __init__(self, dbc: Dbc, to_cluster: str, to_head_unit: str, clock: Callable[[], float]) -> None:
        """`to_cluster` and `to_head_unit` are the names of the two messages; `clock` in s."""
        found = dbc.messages[to_cluster]
        there, back = found.message.frame_id, dbc.messages[to_head_unit].message.frame_id
        self._head_unit = TextLink(there, back, found.bus, clock)
        self._cluster = TextLink(back, there, found.bus, clock)
        self._sent = self.shown = ""

    def show(self, text: str) -> None:
        """Send this text to the cluster, if it is another one than before."""
        if text != self._sent:
            self._sent = text
            self._head_unit.send(Kind.STREETS, 0, text)

    def frames(self) -> list[can.Message]:
        """What both ends send now, in order; each has heard the other."""
        frames: list[can.Message] = []
        while new := self._head_unit.frames():
            for frame in new:
                self._cluster.receive(frame)
            frames += new
            for frame in self._cluster.frames():
                self._head_unit.receive(frame)
                frames.append(frame)
        for _, _, text in self._cluster.texts():
            self.shown = text
        return frames
