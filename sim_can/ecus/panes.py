"""Windows, sunroof, sunshade and trunk, which take time to move. If one is obstructed while it closes, it opens again
a little.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

REVERSES = 20.0  # % that a pane opens again when it was obstructed, assumed
MOVING_CYCLE = 0.1  # s between two position frames of a moving pane, assumed
TILT = "tilt"  # of a roof; its position counts as closed
STOP = "stop"  # the word of a command that halts a pane where it is
STANDING, OPENING, CLOSING = "standing", "opening", "closing"  # words of a movement status
BY_HAND = {"closed": 0.0, "open": 100.0}  # word of a contact that is operated by hand -> % open


@dataclass(frozen=True)
class Pane:
    """How fast a pane moves, and the status signals that go with its position."""

    speed: float  # % per second
    movement: str  # status signal: standing, opening or closing
    contact: str = ""  # status signal that repeats the position as open or closed, and may be operated by hand


class Panes:
    """`panes`: path of the position signal (% open) -> Pane. `targets` has the panes that are moving.

    `obstacles` (path of the position signal -> % open at which a closing pane is stopped) may be changed by the caller.
    `obstructed` is called with the path of a pane that was stopped by one.
    """

    def __init__(self, signals: Signals, panes: Mapping[str, Pane], obstructed: Callable[[str], None]) -> None:
        self.signals, self.panes, self.obstructed = signals, panes, obstructed
        self.targets: dict[str, SignalValue] = {}
        self.obstacles: dict[str, float] = {}
        self._contacts = {pane.contact: path for path, pane in panes.items() if pane.contact}
        self._waited = 0.0  # s

    def closes(self, path: str, target: SignalValue) -> bool:
        """Would this target close the pane further?"""
        return target not in (TILT, STOP) and self.signals.codec.number(path, target) < self._position(path)

    def move(self, path: str, target: SignalValue) -> None:
        """Begin to move a pane to % open or to TILT; STOP halts it."""
        if target == STOP:
            self.stop(path)
            return
        self.targets[path] = target
        self._show_movement(path)

    def stop(self, path: str) -> None:
        """Halt a pane where it is."""
        self.targets.pop(path, None)
        self._show_movement(path)

    def by_hand(self, path: str, value: SignalValue) -> None:
        """Manual operation of a signal: it ends a movement, and a contact takes its pane with it."""
        if path in self.panes:
            self.stop(path)
        elif path in self._contacts:
            self.stop(self._contacts[path])
            self.signals.put(self._contacts[path], BY_HAND[str(value)])

    def step(self, dt: float) -> None:
        if not self.targets:
            self._waited = 0.0
            return
        self._waited += dt
        if self._waited > MOVING_CYCLE - 1e-6:
            for path, target in list(self.targets.items()):
                self._move(path, target, self.panes[path].speed * self._waited)
                self._show_movement(path)
            self._waited = 0.0

    def _position(self, path: str) -> float:
        """Position in % open."""
        return 0.0 if self.signals.values[path] == TILT else self.signals.exact(path)

    def _goal(self, path: str, target: SignalValue) -> float:
        """% open."""
        return 0.0 if target == TILT else self.signals.codec.number(path, target)

    def _show_movement(self, path: str) -> None:
        way = self._goal(path, self.targets[path]) - self._position(path) if path in self.targets else 0.0
        self.signals.put(self.panes[path].movement, OPENING if way > 0 else CLOSING if way < 0 else STANDING)

    def _move(self, path: str, target: SignalValue, distance: float) -> None:
        goal, position = self._goal(path, target), self._position(path)
        if goal < (obstacle := self.obstacles.get(path, 0.0)) <= position <= obstacle + distance:
            self.targets[path], position = min(100.0, obstacle + REVERSES), obstacle
            self.obstructed(path)
        else:
            position = min(goal, position + distance) if goal > position else max(goal, position - distance)
        if position == goal:
            self.signals.put(path, target)
            del self.targets[path]
        else:
            self.signals.glide(path, position, event=True)
