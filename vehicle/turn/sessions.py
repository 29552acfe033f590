"""The sessions of the clients: what each has said, and was told, before."""

from vehicle.turn.session import Session

MOST_SESSIONS = 100  # clients whose session is kept; the one that has been silent longest goes first


class Sessions:
    def __init__(self) -> None:
        self.kept: dict[str, Session] = {}  # by client, the one of the latest turn last

    def of(self, client: str) -> Session:
        """That of a client whose turn begins; a new one where it had none."""
        session = self.kept.pop(client, Session())
        self.kept[client] = session
        if len(self.kept) > MOST_SESSIONS:
            del self.kept[next(iter(self.kept))]
        return session

    def seen(self, client: str) -> Session:
        """The same outside a turn: nothing of it is kept that was not."""
        return self.kept.get(client, Session())
