"""The answer to a command of our block, where the car's DBC has its place (attributes AckSeq, AckResult, AckReason)."""

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

TAKEN = "none"  # the reason of a command that is not rejected


def acknowledge(signals: Signals, command: str, sequence: SignalValue, reason: str) -> list[str]:
    """Show that the command with this sequence number was taken, or why not. The messages to send at once."""
    where = signals.codec.block.acknowledgements.get(command)
    if where is None:
        return []
    signals.put(where.sequence, sequence, event=False)
    answer(signals, command, reason)
    return [where.message]


def answer(signals: Signals, command: str, reason: str, event: bool = False) -> None:
    """Show result and reason of a command, also later than its number: a closing window may meet something."""
    where = signals.codec.block.acknowledgements[command]
    if where.result:
        signals.put(where.result, "done" if reason == TAKEN else "rejected", event)
    if where.reason:
        signals.put(where.reason, reason, event)
