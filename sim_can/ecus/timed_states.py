"""What ends by itself: a horn that sounds for a second, a wiper that washes and goes back to what it did."""

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

WASH_TIME = 3.0  # s, then the wiper goes back to what it did before, assumed


class TimedStates:
    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        self._left: dict[str, tuple[SignalValue, float]] = {}  # status -> (what it goes back to, s left)

    def hold(self, path: str, afterwards: SignalValue, seconds: float) -> None:
        """The status goes to `afterwards` when the time is over."""
        self._left[path] = (afterwards, seconds)

    def wipe(self, path: str, word: SignalValue) -> None:
        """A wiper was told what to do: "wash" ends by itself, anything else ends the washing."""
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
