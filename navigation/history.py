"""Places that were driven to, and which of them are meant by "yesterday", "last time" or "last week".

Pure values: where they are kept is the business of others.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from navigation.guidance.path import metres
from navigation.routing.protocol import Point
from navigation.search.folding import letters

SAME = 30.0  # m: a place of the same name so near is the same one; a position on the bus has steps of 3 m
MOST_TIMES = 10  # of each place that are remembered
WEEK = 7  # days
WEEKDAY = "weekday "  # before a number, 0 for Monday: the last one before today
PAST = "past "  # before so many days, until today
BEFORE_LAST = "week before last"
NEWEST, ANY, OFTEN, THIS_WEEK, LAST_WEEK, THIS_MONTH, LAST_MONTH = (
    "newest",
    "any",
    "often",
    "this week",
    "last week",
    "this month",
    "last month",
)
When = str | int  # one of these words, a week with a weekday behind it, "last week 0" for its Monday, or days ago


@dataclass(frozen=True)
class Visited:
    """`names` by language; empty for a place that was chosen on the screen."""

    at: Point
    names: Mapping[str, str]
    times: int  # how often it was driven to
    recent: tuple[float, ...]  # s since 1970, the newest last; at least one, MOST_TIMES at most

    @property
    def last(self) -> float:
        return self.recent[-1]


def same(a: Point, a_names: Mapping[str, str], b: Point, b_names: Mapping[str, str]) -> bool:
    """Is it one place? Of two with names, in one house, the names decide."""
    if metres(a, b) >= SAME:
        return False
    called = [{letters(name) for name in names.values()} for names in (a_names, b_names)]
    return not all(called) or bool(called[0] & called[1])


def with_visit(known: Sequence[Visited], at: Point, names: Mapping[str, str], now: float, most: int) -> list[Visited]:
    """The places with one more visit, the newest first, `most` of them."""
    before = [each for each in known if same(each.at, each.names, at, names)]
    times = sum(each.times for each in before) + 1
    recent = (*sorted(time for each in before for time in each.recent), now)[-MOST_TIMES:]
    called = dict(names) or next((dict(each.names) for each in before if each.names), {})
    others = [each for each in known if each not in before]
    return [Visited(at, called, times, recent), *others][:most]


def visited_in(known: Sequence[Visited], when: When, today: datetime) -> list[Visited]:
    """Those that were driven to then, the newest first; of NEWEST and ANY all of them. Of OFTEN those that were driven
    to more than once, those most often first."""
    if when == OFTEN:
        return sorted((each for each in known if each.times > 1), key=lambda each: (-each.times, -each.last))
    if when in (NEWEST, ANY):
        return sorted(known, key=lambda each: -each.last)
    first, last = days_ago(when, today)
    found = []
    for each in known:
        then = [time for time in each.recent if first <= _ago(time, today) <= last]
        found += [(max(then), each)] if then else []
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])]


def days_ago(when: When, today: datetime) -> tuple[int, int]:
    """The fewest and the most days ago that are meant.

    >>> days_ago(LAST_WEEK, datetime(2026, 3, 4)), days_ago(1, datetime(2026, 3, 4))  # a Wednesday
    ((3, 9), (1, 1))
    """
    if isinstance(when, int):
        return when, when
    if when.startswith(WEEKDAY):
        ago = (today.weekday() - int(when.removeprefix(WEEKDAY)) - 1) % WEEK + 1
        return ago, ago
    week, _, weekday = when.rpartition(" ")
    if week in (THIS_WEEK, LAST_WEEK):
        ago = today.weekday() - int(weekday) + (WEEK if week == LAST_WEEK else 0)
        return ago, ago
    if when.startswith(PAST):
        return 0, int(when.removeprefix(PAST))
    first_of_month = today.day - 1
    before = monthrange(*((today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)))[1]
    return {
        THIS_WEEK: (0, today.weekday()),
        LAST_WEEK: (today.weekday() + 1, today.weekday() + WEEK),
        BEFORE_LAST: (today.weekday() + WEEK + 1, today.weekday() + 2 * WEEK),
        THIS_MONTH: (0, first_of_month),
        LAST_MONTH: (first_of_month + 1, first_of_month + before),
    }[when]


def _ago(time: float, today: datetime) -> int:
    return (today.date() - datetime.fromtimestamp(time, today.tzinfo).date()).days
