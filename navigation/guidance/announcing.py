"""When a maneuver is announced: far, near and now, each once, at distances that fit the speed."""

from dataclasses import dataclass
from enum import IntEnum

from navigation.routing.protocol import SILENT, Maneuver, Turn


class Stage(IntEnum):
    FAR = 0
    NEAR = 1
    NOW = 2


SECONDS = {Stage.FAR: 36.0, Stage.NEAR: 13.0, Stage.NOW: 4.5}  # before the maneuver; assumed, as navigators do
LEAST = {Stage.FAR: 350.0, Stage.NEAR: 120.0, Stage.NOW: 30.0}  # m
MOST = {Stage.FAR: 2000.0, Stage.NEAR: 500.0, Stage.NOW: 150.0}  # m
SLOWEST = 20.0  # km/h: what a car in a queue will drive again
NEXT_AT_ONCE = 10.0  # s from one maneuver to the next, which is said with it
APART = 4.0  # s of speech: a stage is left out if the next one comes so soon
PASSED = 5.0  # m: nearer than that it is too late to say anything


@dataclass(frozen=True)
class Due:
    """A maneuver to announce now."""

    stage: Stage
    number: int  # of the maneuver on the route
    then: int | None  # the one right behind it, to be said as well


class Announcer:
    """Remembers what was announced; a new route needs a new one."""

    def __init__(self, maneuvers: tuple[Maneuver, ...]) -> None:
        self._maneuvers = maneuvers
        self._said: dict[int, Stage] = {}  # number of a maneuver -> the last stage

    def due(self, number: int, metres: float, speed: float) -> Due | None:
        """What is to be said of maneuver `number`, `metres` ahead, at `speed` km/h; None for nothing now."""
        if self._maneuvers[number].turn in SILENT or metres < PASSED:
            return None
        stage = next((stage for stage in reversed(Stage) if metres <= reach(stage, speed)), None)
        if stage is None or stage <= self._said.get(number, -1):
            return None
        if stage < Stage.NOW and metres - reach(Stage(stage + 1), speed) < max(speed, SLOWEST) / 3.6 * APART:
            return None  # the next stage comes at once and is said instead
        self._said[number] = stage
        return Due(stage, number, self.then(number) if stage > Stage.FAR else None)

    def then(self, number: int) -> int | None:
        """The maneuver that is said with this one, as it is right behind it."""
        following = number + 1
        if following >= len(self._maneuvers) or self._maneuvers[number].seconds > NEXT_AT_ONCE:
            return None
        follows = self._maneuvers[following].turn
        entered = self._maneuvers[number].turn is Turn.ROUNDABOUT_ENTER
        return None if follows in SILENT or (entered and follows is Turn.ROUNDABOUT_EXIT) else following


def reach(stage: Stage, speed: float) -> float:
    """m before a maneuver at which this stage begins, at `speed` km/h."""
    return min(max(max(speed, SLOWEST) / 3.6 * SECONDS[stage], LEAST[stage]), MOST[stage])


def spoken_metres(metres: float) -> int:
    """As it is said: 50 m, 300 m, 1.2 km are known to nobody more exactly."""
    step = spoken_step(metres)
    return max(step, round(metres / step) * step)


def spoken_step(metres: float) -> int:
    """m between two distances that are said."""
    return 10 if metres < 100 else 50 if metres < 500 else 100
