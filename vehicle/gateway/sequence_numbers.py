"""The numbers that command frames carry: an alive counter each, and in our block the sequence number that is acknowledged."""

from vehicle.can.block import newer
from vehicle.can.codec import Codec, FrameError
from vehicle.gateway.state import State


def needed(codec: Codec, message: str) -> set[str]:
    """The status signals that must have been received before this command can be sent."""
    found = set(codec.seeds(message).values())
    acknowledgement = codec.block.acknowledgements.get(message)
    return found | {acknowledgement.sequence} if acknowledgement else found


class SequenceNumbers:
    """The last numbers of each command message; `next` looks, `used` remembers. All have 4 bits."""

    def __init__(self, codec: Codec, state: State) -> None:
        self._acknowledgements = codec.block.acknowledgements
        self._state = state
        self._alive: dict[str, int] = {}
        self._sequence: dict[str, int] = {}

    def next(self, message: str) -> tuple[int, int | None]:
        """(alive counter, sequence number; None for a message not of our block). Raises FrameError."""
        sequence = self._next_sequence(message)
        return self._alive.get(message, sequence - 1 if sequence is not None else 0) + 1, sequence

    def used(self, message: str, alive: int, sequence: int | None) -> None:
        """A frame with these numbers is on its way."""
        self._alive[message] = alive
        if sequence is not None:
            self._sequence[message] = sequence

    def newest(self, message: str, sequence: int | None) -> bool:
        """Has no newer command of this message gone out? Never one without numbers."""
        return self._sequence.get(message) == sequence

    def _next_sequence(self, message: str) -> int | None:
        """One more than the last; the one after the acknowledged where an ECU would take that for an old one.

        Raises FrameError before the car has said what it acknowledged last.
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
