"""Alive counter and sequence number of the command frames that we send."""

from vehicle.can.block import newer
from vehicle.can.codec import Codec, FrameError
from vehicle.gateway.state import State


def needed(codec: Codec, message: str) -> set[str]:
    """Paths of the status signals that must have been received before this command can be sent."""
    found = set(codec.seeds(message).values())
    acknowledgement = codec.block.acknowledgements.get(message)
    return found | {acknowledgement.sequence} if acknowledgement else found


class SequenceNumbers:
    """The last numbers of each command message. `next` gives the next ones, `used` stores them. All have 4 bits."""

    def __init__(self, codec: Codec, state: State) -> None:
        self._acknowledgements = codec.block.acknowledgements
        self._state = state
        self._alive: dict[str, int] = {}
        self._sequence: dict[str, int] = {}

    def next(self, message: str) -> tuple[int, int | None]:
        """(alive counter, sequence number or None for a message without). Raises FrameError; see _next_sequence."""
        sequence = self._next_sequence(message)
        return self._alive.get(message, sequence - 1 if sequence is not None else 0) + 1, sequence

    def used(self, message: str, alive: int, sequence: int | None) -> None:
        """A frame with these numbers is being sent."""
        self._alive[message] = alive
        if sequence is not None:
            self._sequence[message] = sequence

    def last(self, message: str) -> tuple[int | None, int | None]:
        """(alive counter, sequence number) of the last frame, None where there was none; see `restore`."""
        return self._alive.get(message), self._sequence.get(message)

    def restore(self, message: str, last: tuple[int | None, int | None]) -> None:
        """The frame was not sent: its numbers are used by the next one."""
        for numbers, before in zip((self._alive, self._sequence), last, strict=True):
            if before is None:
                numbers.pop(message, None)
            else:
                numbers[message] = before

    def newest(self, message: str, sequence: int | None) -> bool:
        """Is this the last sequence number that was sent? Always true for a message without sequence numbers."""
        return self._sequence.get(message) == sequence

    def _next_sequence(self, message: str) -> int | None:
        """One more than the last one sent; or, if the ECU would treat that as old, one more than the last acknowledged.

        Raises FrameError if nothing was sent and the car's last acknowledged number was not received yet.
        """
        where = self._acknowledgements.get(message)
        if where is None:
            return None
        last, acknowledged = self._sequence.get(message), self._state.value(where.sequence)
        if acknowledged is None and last is None:
            raise FrameError(f"{message}: {where.sequence} was not received yet")
        if last is not None and (acknowledged is None or newer(last + 1, int(acknowledged))):
            return (last + 1) & 15
        return (int(acknowledged or 0) + 1) & 15
