"""What guidance has to say, until it may be said: nobody is talked over, and nothing is said that is no news."""

from collections.abc import Callable

from navigation.guidance.guide import Announcement, Progress

LASTS = {  # s that what is about no maneuver may wait; our choice
    "start": 0.0,  # who has just been answered knows that it begins
    "off_route": 5.0,
    "wrong_way": 5.0,
    "waypoint": 15.0,
    "arrived": 30.0,
}
Again = Callable[[Announcement, float], Announcement]  # see Guidance.again


class Waiting:
    """One drive after the other. Not for several threads."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, Announcement]] = []  # (s when it was due, what)

    def new_route(self) -> None:
        """The maneuvers that there were are those of another route."""
        self._waiting = [(since, each) for since, each in self._waiting if each.maneuver is None]

    def step(
        self, time: float, free: bool, progress: Progress | None = None, again: Again = lambda said, left: said
    ) -> list[Announcement]:
        """What is to be said now, in its order; nothing unless it is `free` to be said. `time` in s of any clock.

        Of a maneuver only the last stage that is due is kept, and nothing once it is passed; where it has waited it
        is worded for the distance of now.
        """
        due = progress.said if progress else ()
        staged = {each.maneuver for each in due if each.maneuver is not None}
        self._waiting = [
            (since, each) for since, each in self._waiting if self._counts(each, time - since, progress, staged)
        ]
        self._waiting += [(time, each) for each in due]
        if not free:
            return []
        found, self._waiting = self._waiting, []
        if progress is None:
            return [each for _, each in found]
        late = (since < time and each.maneuver is not None for since, each in found)
        return [again(each, progress.to_next) if was else each for was, (_, each) in zip(late, found, strict=True)]

    @staticmethod
    def _counts(said: Announcement, waited: float, progress: Progress | None, staged: set[int]) -> bool:
        if said.maneuver is None:
            return waited <= LASTS[said.kind]
        return progress is not None and progress.number == said.maneuver and said.maneuver not in staged
