"""A clock for tests that move it themselves."""


class Clock:
    """s; it stands still until a test sets `now`. That of a Rig goes on a little with each look."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
