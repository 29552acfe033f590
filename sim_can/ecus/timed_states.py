"""States that end after a time: the horn sounds for a second, the wiper washes and then goes on as before."""

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

WASH_TIME = 3.0  # s of washing, then the wiper goes on as before, assumed


class TimedStates:
    """Status signals that change to another value after a time."""

    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        self._left: dict[str, tuple[SignalValue, float]] = {}  # status -> (value afterwards, s left)

    def hold(self, path: str, afterwards: SignalValue, seconds: float) -> None:
        """The status changes to `afterwards` after this time."""
        self._left[path] = (afterwards, seconds)

    def wipe(self, path: str, word: SignalValue) -> None:
        """A wiper command: "wash" ends by itself after WASH_TIME, any other command ends the washing."""
        if word == "wash":
            before = self._left[path][0] if path in self._left else self.signals.values[path]
            self.hold(path, before, WASH_TIME)
        elif word != "no_change":
            self._left.pop(path, None)

    def step(self, dt: float) -> None:
        for path, (afterwards, left) in list(self._left.items()):
            if left > dt:
                self._left[path] = (afterwards, left - dt)
            else:
                self.signals.put(path, afterwards)
                del self._left[path]
