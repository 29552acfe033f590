"""What was to be done later, done now that its time has come, as turns of the clients that ordered it."""

import logging

from vehicle.turn import later
from vehicle.turn.assistant import Assistant
from vehicle.turn.requester import Requester
from vehicle.turn.schedule import Entry

log = logging.getLogger(__name__)

LATE = 60.0  # s after its time in which a scheduled command is still done; our choice


def take(assistant: Assistant) -> list[Entry]:
    """What is to be done now, or was while this process did not run. Whoever takes an entry does it."""
    return assistant.schedule.take_due(assistant.clock() + assistant.epoch)


def do(entry: Entry, assistant: Assistant) -> None:
    """Do what was due, as a turn of its client, and tell it. What was due long ago is not done any more."""
    try:
        epoch = assistant.epoch
        requester = Requester(entry.client, entry.seat, made=entry.made - epoch, due=entry.due - epoch)
        if assistant.clock() + epoch - entry.due > LATE:
            log.warning("%s was due long ago and is not done any more", entry.command)
            turn = assistant.tell(later.too_late(entry, assistant.car), entry.lang, requester)
        else:
            turn = assistant.execute([entry.command], entry.lang, requester)
        assistant.scheduled.tell(turn)
    except Exception:  # a bug; what else is due is done all the same
        log.exception("%s was due and could not be done", entry.command)


def do_all(assistant: Assistant) -> None:
    """What is due now, one after the other."""
    for entry in take(assistant):
        do(entry, assistant)
