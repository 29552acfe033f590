"""Calls and messages of the head unit."""

from collections.abc import Mapping

from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue

CALL, UNREAD, SENT = "VA_PHONE_STS.CallState", "VA_PHONE_STS.UnreadCount", "VA_PHONE_STS.SentCount"
PICK_UP = 3.0  # s until a call is answered, assumed


class Phone:
    def __init__(self, signals: Signals, texts: Texts) -> None:
        self.signals, self.texts = signals, texts
        self.commands = {"VA_PHONE_CMD": self.command}
        self.contact = ""  # name of the last called contact
        self.unread = [("지민", "퇴근하면서 우유 하나만 사다 줘.")]  # (sender, text), the oldest first
        self.sent: list[tuple[str, str]] = []  # (recipient, text)
        self._rung = 0.0  # s

    def command(self, values: Mapping[str, SignalValue]) -> str:
        action, sequence = values["PhoneAction"], int(values["Seq"])
        state = self.signals.values[CALL]
        if action == "call":
            return self._call(self.texts.take(Kind.CONTACT, sequence))
        if action == "redial":
            return self._call(self.contact) if self.contact else "not_now"
        if action == "answer":
            return self._enter("active") if state == "incoming" else "not_now"
        if action == "hangup":
            return self._enter("idle") if state != "idle" else "not_now"
        if action == "read":
            return self._read(sequence)
        if action == "send":
            return self._send(self.texts.take(Kind.MESSAGE_TO_SEND, sequence))
        return "none"

    def arrive(self, sender: str, text: str) -> None:
        """A message is received."""
        self.unread.append((sender, text))
        self.signals.put(UNREAD, len(self.unread))

    def step(self, dt: float) -> None:
        if self.signals.values[CALL] == "dialling":
            self._rung += dt
            if self._rung >= PICK_UP:
                self._enter("active")

    def _enter(self, state: str) -> str:
        self.signals.put(CALL, state)
        self._rung = 0.0
        return "none"

    def _call(self, contact: str) -> str:
        """Start a call; it replaces a current one."""
        if not contact:
            return "bad_value"
        self.contact = contact
        return self._enter("dialling")

    def _read(self, sequence: int) -> str:
        if not self.unread:
            return "not_found"
        self.texts.link.send(Kind.MESSAGE_READ, sequence, "\n".join(self.unread.pop(0)))
        self.signals.put(UNREAD, len(self.unread))
        return "none"

    def _send(self, text: str) -> str:
        recipient, _, content = text.partition("\n")
        if not recipient or not content:
            return "bad_value"
        self.sent.append((recipient, content))
        self.signals.put(SENT, (int(self.signals.number(SENT)) + 1) % 256)
        return "none"
