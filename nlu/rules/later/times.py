"""When and how long: "in ten minutes", "for an hour", "at seven" are taken out, and kept with the commands.

What is said about a time is never done at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contract.values import Command, Context, Understanding
from languages import part
from languages.spoken_times import AFTER, AT, DURATION, UNTIL, Words, until, without
from nlu.rules.heard import Heard
from nlu.rules.later.clauses import clauses
from nlu.rules.later.lasting import at_times, may_last, only_ends
from nlu.rules.later.time_words import LEAST_SURE, REASON_OF, refused, unasked, words_of
from nlu.rules.network import Network, together

LONGEST = 7 * 86_400.0  # s, as the contract has it


@dataclass(frozen=True)
class Part:
    """text[begin:end], one clause or several that are done at the same time; `words` are its words of time."""

    begin: int
    end: int
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Unsupported(Exception):
    """Understood, but nothing that is offered, for a reason of Understanding.reason."""

    reason: str


def timed(heard: Heard, network: Network) -> Understanding:
    """The reading of an utterance, with the times that were said."""
    plain = network.read(heard.text, heard.context)
    words = words_of(heard, plain, network)
    if not words:
        return unasked(plain, heard)
    if answer := refused(words, heard, plain, network):
        return answer
    words = [each for each in words if each.kind not in REASON_OF]
    if not words:
        return plain
    try:
        return _later(words, heard, plain, network)
    except Unsupported as why:
        return replace(plain, outcome="unsupported", commands=(), candidates=(), reason=why.reason)


def _later(words: list[Words], heard: Heard, plain: Understanding, network: Network) -> Understanding:
    """The commands of each part with its own times. Raises Unsupported."""
    readings: list[Understanding] = []
    commands: list[Command] = []
    timed_parts = 0
    parts = _parts(heard, words)
    finished = part(heard.code, "rules.times").finished
    for each in parts:
        context = replace(heard.context, last=tuple(commands) or heard.context.last)
        reading = plain if len(parts) == 1 else network.read(finished(heard.text[each.begin : each.end]), context)
        if each.words:
            taken = _with_times(each, heard, context, reading, network)
            timed_parts += taken is not None
            reading = taken or reading
        elif only_ends(reading, commands):
            continue
        readings.append(reading)
        commands += reading.commands
    if not timed_parts:
        return plain
    return together(readings, commands, all(network.rows[command.function].agent for command in commands))


def _with_times(
    each: Part, heard: Heard, context: Context, untouched: Understanding, network: Network
) -> Understanding | None:
    """The part's commands with its times; None where its words are not the time of a command. Raises Unsupported."""
    rest = part(heard.code, "rules.times").finished(without(heard.text, list(each.words), each.begin, each.end))
    if not rest:
        return None
    lasting = any(words.kind in (DURATION, UNTIL) for words in each.words)
    reading = network.read(rest, context)
    doubtful = untouched.outcome == "ambiguous" and reading.commands and reading.confidence < LEAST_SURE
    readings = (untouched,) if doubtful else (reading, untouched)  # what is asked about keeps its time
    taken = next((one for one in readings if _takes(one, lasting, network)), None)
    if taken is None:
        return None
    after, duration = _seconds(each.words, heard.context.now)
    put = [with_time for command in taken.commands for with_time in at_times(command, after, duration)]
    asked = [at_times(command, after, duration)[0] for command in taken.candidates if network.changes(command)]
    return replace(taken, commands=tuple(put), candidates=tuple(asked))


def _takes(reading: Understanding, lasting: bool, network: Network) -> bool:
    """Can all of it be done later, and, where it shall last, undone?"""
    asked = reading.commands or reading.candidates[:1]
    return bool(asked) and all(network.changes(each) and (may_last(each) or not lasting) for each in asked)


def _seconds(words: Sequence[Words], now: datetime | None) -> tuple[float | None, float | None]:
    """(after, duration) in s. Raises Unsupported for a time that cannot be told."""
    after = duration = None
    for each in words:
        if each.clock and now is None:
            raise Unsupported("time")
        seconds = until(each.clock, now) if each.clock and now else each.seconds
        if seconds is None or seconds > LONGEST:
            raise Unsupported("when")
        if each.kind in (AFTER, AT):
            after = seconds
        else:
            duration = seconds - (after or 0.0) if each.kind == UNTIL else seconds
            if duration <= 0.0:  # it would end before it begins
                raise Unsupported("when")
    return after, duration


def _parts(heard: Heard, words: Sequence[Words]) -> list[Part]:
    """The utterance, cut where the times change.

    A time at the beginning of a clause holds for the next ones, too, until another is said, or "now"; one at its end or
    in its middle for its own clause. Words that stand alone belong to the clause before them.
    """
    text = heard.text
    parts: list[Part] = []
    now = part(heard.code, "rules.times").NOW
    for begin, end in clauses(heard):
        inside = tuple(each for each in words if begin <= each.begin < end)
        if parts and inside and not without(text, list(inside), begin, end):
            parts[-1] = Part(parts[-1].begin, end, parts[-1].words + inside)
        elif parts and not inside and not now.search(text[begin:end]) and _holds_on(parts[-1], text):
            parts[-1] = replace(parts[-1], end=end)
        else:
            parts.append(Part(begin, end, inside))
    return parts


def _holds_on(before: Part, text: str) -> bool:
    """Do the times of this part hold for the clause behind it as well?"""
    if not before.words:
        return True
    first = before.words[0]
    leads = not text[before.begin : first.begin].strip()
    return leads and len(before.words) == 1 and first.kind in (AFTER, AT)
