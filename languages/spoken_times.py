"""Words of time in a sentence: when something shall be done, and for how long.

A language's module `times` has

    GATE      a pattern; a text in which it finds nothing holds no words of time: nothing else is looked for
    PATTERNS  ((kind, pattern), ...) in the order in which they are looked for; what one has taken no other takes
    CUT       where one clause ends and the next begins: the match belongs to the first
    ORDER     an order of its own, in what stands beside a condition
    LEAD      what may stand before a condition that an order follows
    REASON    the end of a clause that says why; REASON_BEHIND the beginning of one that stands behind its order
    finished  (clause) -> the clause as an order of its own: "에어컨 켜" for "에어컨 켜고"
    NOW       words that set a clause apart from a time that was said before it ("지금", "now")
    seconds   (words) -> s of an amount of time ("한 시간 반"), None where it cannot be read
    clock     (match of an AT or UNTIL pattern) -> Clock, None where it is no time of day; what is meant as one but is
              none ("25:00") is a Clock all the same

The kinds are AFTER ("in ten minutes"), DURATION ("for an hour"), AT ("at seven"), UNTIL ("until seven"), CONDITION
("when we arrive"), REPEAT ("every day") and VAGUE ("later", "tomorrow"). Words of the kind NONE only look like
those of a time. Patterns of AFTER and DURATION have a group `amount`.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from languages import part

AFTER, DURATION, AT, UNTIL = "after", "duration", "at", "until"
CONDITION, REPEAT, VAGUE = "condition", "repeat", "vague"
NONE = ""  # of words that only look like those of a time

AM, PM = "am", "pm"
DAYTIME = range(7, 19)  # hours that are meant by "tomorrow at three", where neither morning nor evening is said


@dataclass(frozen=True)
class Clock:
    """A time of day, or what was meant as one. `hour` is 0 to 24; `half` says whether one of 1 to 12 is before or after
    noon, "" where not said.

    `days` counts from today, None where no day was said; `weekday` is 0 for Monday.
    """

    hour: int
    minute: int = 0
    half: str = ""
    days: int | None = None
    weekday: int | None = None
    certain: bool = False  # was it said to be a time: "o'clock"?

    @property
    def bare(self) -> bool:
        """Is it only a number? Then it may be the value of a command, too: "at 7"."""
        return not (self.certain or self.minute or self.half or self.days is not None or self.weekday is not None)

    @property
    def exists(self) -> bool:
        """Is there such a time? Not 25:00, nor 15 in the morning."""
        return self.hour <= 24 and self.minute <= 59 and not (self.half and self.hour > 12)

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours of a day, 0 to 24, that it may be."""
        if self.half == AM:
            return (self.hour % 12,)
        if self.half == PM:
            return (self.hour % 12 + 12,)
        return (self.hour % 12, self.hour % 12 + 12) if 1 <= self.hour <= 12 else (self.hour,)


def until(clock: Clock, now: datetime) -> float | None:
    """The s from `now` until it is that time next; None for no such time, or one that has passed on the day said."""
    if not clock.exists:
        return None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = clock.hours
    if clock.weekday is not None:
        days = [(clock.weekday - now.weekday()) % 7, (clock.weekday - now.weekday()) % 7 + 7]
    else:
        days = [0, 1] if clock.days is None else [clock.days]
    if len(hours) > 1 and days[0] > 0:
        hours = tuple(hour for hour in hours if hour in DAYTIME)
    times = [midnight + timedelta(days=day, hours=hour, minutes=clock.minute) for day in days for hour in hours]
    return min(((time - now).total_seconds() for time in times if time > now), default=None)


@dataclass(frozen=True)
class Words:
    """Words of time: text[begin:end]. `seconds` is for AFTER and DURATION, `clock` for AT and UNTIL."""

    begin: int
    end: int
    kind: str
    seconds: float | None = None
    clock: Clock | None = None


def found(text: str, code: str) -> list[Words]:
    """The words of time in a normalised text, in the order spoken. What cannot be read is not among them."""
    words = part(code, "rules.times")
    taken: list[Words] = []
    if not words.GATE.search(text):
        return taken
    for kind, pattern in words.PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.begin < match.end() for each in taken):
                continue
            made = _read(match, kind, code)
            if made:
                taken.append(made)
    return sorted((each for each in taken if each.kind != NONE), key=lambda each: each.begin)


def _read(match: re.Match[str], kind: str, code: str) -> Words | None:
    words = part(code, "rules.times")
    if kind in (AFTER, DURATION):
        seconds = words.seconds(match["amount"])
        return Words(match.start(), match.end(), kind, seconds) if seconds else None
    if kind in (AT, UNTIL):
        clock = words.clock(match)
        return Words(match.start(), match.end(), kind, clock=clock) if clock else None
    return Words(match.start(), match.end(), kind)


def without(text: str, words: list[Words], begin: int = 0, end: int | None = None) -> str:
    """text[begin:end] without those words, single spaces."""
    end = len(text) if end is None else end
    kept, at = [], begin
    for each in words:
        if begin <= each.begin < end:
            kept.append(text[at : each.begin])
            at = max(at, each.end)
    return " ".join(" ".join([*kept, text[at:end]]).split())
