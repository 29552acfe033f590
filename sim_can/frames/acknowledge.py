"""Acknowledges commands of our block, in the status signals given by the DBC attributes AckSeq, AckResult,
AckReason.
"""

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

TAKEN = "none"  # the reason for a command that is accepted


def acknowledge(signals: Signals, command: str, sequence: SignalValue, reason: str) -> list[str]:
    """Set the signals that acknowledge or reject the command with this sequence number. Returns the messages to
    send.
    """
    where = signals.codec.block.acknowledgements.get(command)
    if where is None:
        return []
    signals.put(where.sequence, sequence, event=False)
    answer(signals, command, reason)
    return [where.message]


def answer(signals: Signals, command: str, reason: str, event: bool = False) -> None:
    """Set result and reason of a command; also later than its acknowledgement, if a closing window is obstructed."""
    where = signals.codec.block.acknowledgements[command]
    if where.result:
        signals.put(where.result, "done" if reason == TAKEN else "rejected", event)
    if where.reason:
        signals.put(where.reason, reason, event)
