"""Windows, sunroof and sunshade, which take time to move. If a closing pane is obstructed, it opens again a little."""

from collections.abc import Callable, Mapping

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

REVERSES = 20.0  # % that a pane opens again when it was obstructed, assumed
MOVING_CYCLE = 0.1  # s between two position frames of a moving pane, assumed
TILT = "tilt"  # of a roof; its position counts as closed


class Panes:
    """`speeds`: path of the position signal (% open) -> speed in % per second. `targets` has the panes that are moving.

    `obstacles` (path of the position signal -> % open at which a closing pane is stopped) may be changed by the caller.
    `obstructed` is called when a pane was stopped by one.
    """

    def __init__(self, signals: Signals, speeds: Mapping[str, float], obstructed: Callable[[], None]) -> None:
        self.signals, self.speeds, self.obstructed = signals, speeds, obstructed
        self.targets: dict[str, SignalValue] = {}
        self.obstacles: dict[str, float] = {}
        self._waited = 0.0  # s

    def closes(self, path: str, target: SignalValue) -> bool:
        """Would this target close the pane further?"""
        return target != TILT and self.signals.codec.number(path, target) < self._position(path)

    def stop(self, path: str) -> None:
        """End the movement of a pane."""
        self.targets.pop(path, None)

    def step(self, dt: float) -> None:
        if not self.targets:
            self._waited = 0.0
            return
        self._waited += dt
        if self._waited > MOVING_CYCLE - 1e-6:
            for path, target in list(self.targets.items()):
                self._move(path, target, self.speeds[path] * self._waited)
            self._waited = 0.0

    def _position(self, path: str) -> float:
        """Position in % open."""
        return 0.0 if self.signals.values[path] == TILT else self.signals.exact(path)

    def _move(self, path: str, target: SignalValue, distance: float) -> None:
        goal = 0.0 if target == TILT else self.signals.codec.number(path, target)
        position = self._position(path)
        if goal < (obstacle := self.obstacles.get(path, 0.0)) <= position <= obstacle + distance:
            self.targets[path], position = min(100.0, obstacle + REVERSES), obstacle
            self.obstructed()
        else:
            position = min(goal, position + distance) if goal > position else max(goal, position - distance)
        if position == goal:
            self.signals.put(path, target)
            del self.targets[path]
        else:
            self.signals.glide(path, position, event=True)
