"""What lasts for a time, and what ends it: "틀고 꺼", "open it for five minutes then close it"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from contract.values import Command, Understanding

MOMENTS = frozenset(("do", "add", "remove", "zoom_in", "zoom_out"))  # ops after which there is nothing to restore
ENDS = {
    "on": "off",
    "off": "on",
    "open": "close",
    "close": "open",
    "unlock": "lock",
    "lock": "unlock",
    "mute": "unmute",
}
ENDED_BY = {  # function -> the one that ends it, where it has no op that does
    "media.play": "media.pause",
    "media.resume": "media.pause",
    "media.source": "media.pause",
    "media.tune": "media.pause",
    "media.pause": "media.resume",
}


def may_last(command: Command) -> bool:
    """Is there something to go back to after a time?"""
    return command.op not in MOMENTS or command.function in ENDED_BY


def at_times(command: Command, after: float | None, duration: float | None) -> list[Command]:
    """The command with its times in s; where another command ends it, that one follows at the time of the end."""
    end = ENDED_BY.get(command.function)
    if duration is None or end is None:
        return [replace(command, after=after, duration=duration)]
    return [replace(command, after=after), Command(end, "do", after=(after or 0.0) + duration)]


def only_ends(reading: Understanding, before: Sequence[Command]) -> bool:
    """Does it say no more than that what lasts will end: "꺼" after what is on for an hour?"""
    lasting = [command for command in before if command.duration is not None]
    lasting += [first for first, second in pairwise(before) if _follows(second, first)]
    if reading.candidates:
        return any(_ends(command, each) for command in reading.candidates for each in lasting)
    return bool(reading.commands) and all(any(_ends(command, each) for each in lasting) for command in reading.commands)


def _follows(command: Command, before: Command) -> bool:
    """Was it put behind the other by `at_times`?"""
    return command.function == ENDED_BY.get(before.function) and (command.after or 0.0) > (before.after or 0.0)


def _ends(command: Command, before: Command) -> bool:
    if command.function == ENDED_BY.get(before.function):
        return True
    return command.function == before.function and command.op == ENDS.get(before.op, "off")
