"""Does what is scheduled when its time comes: the thread and the clock of vehicle/turn/schedule.py."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from malcha.config.effective import Effective
from malcha.run.beside import beside
from vehicle.turn import due
from vehicle.turn.assistant import Assistant
from vehicle.turn.schedule import Schedule, ScheduleError

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0  # s; a machine that was asleep is looked at again after this
AGAIN = 1.0  # s until the database is tried again after an error; our choice


def database(name: str) -> Path:
    """Where what is kept of a car is if nothing is configured: in the user's state directory (XDG)."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "malcha" / f"{name}.sqlite3"


def schedule(config: Effective, car: str) -> Schedule:
    """The schedule of the configuration. Where the default place cannot be written, it is kept in memory, and the log
    says so. Raises ConfigError for a configured file that cannot be used."""
    if config.settings.gateway.schedule:
        with config.naming("gateway.schedule", ScheduleError):
            return Schedule(car, config.settings.gateway.schedule)
    try:
        return Schedule(car, database(car))
    except (ScheduleError, RuntimeError) as error:  # RuntimeError: there is no home directory
        log.warning("%s; what is scheduled is forgotten at the end", error)
        return Schedule(car)


@contextmanager
def punctual(assistant: Assistant) -> Iterator[None]:
    """What is scheduled is done in time for as long as this lasts."""
    schedule = assistant.schedule

    def run(stopping: threading.Event) -> None:
        while not stopping.is_set():
            try:
                moment = schedule.next_due()
                left = LONGEST_WAIT if moment is None else moment - (assistant.clock() + assistant.epoch)
                if left <= 0:
                    for entry in due.take(assistant):  # side by side: a window takes seconds
                        threading.Thread(target=due.do, args=(entry, assistant), name="due", daemon=True).start()
                    continue
            except ScheduleError as error:  # another process writes it, or the disk is full
                log.error("%s", error)
                left = AGAIN
            schedule.changed.wait(min(left, LONGEST_WAIT))
            schedule.changed.clear()

    with closing(schedule), beside("schedule", run, schedule.changed.set):
        yield
