"""Is a place open now, by its opening hours as OpenStreetMap writes them: "Mo-Fr 09:00-18:00; Sa 10:00-14:00; Su off".

Read are "24/7", weekdays with ranges of the clock, several ranges a day, ranges past midnight, and off; a later rule
counts before an earlier one. What else the format knows (holidays, months, sunset) is not read, and then it is not
known whether the place is open.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

from navigation.search.protocol import AnyPlace

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "|".join(DAYS)
_DAYS = rf"(?:{_DAY})(?:\s*-\s*(?:{_DAY}))?(?:\s*,\s*(?:{_DAY})(?:\s*-\s*(?:{_DAY}))?)*"
_RANGE = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = re.compile(rf"(?P<days>{_DAYS})?\s*(?P<times>{_RANGE}(?:\s*,\s*{_RANGE})*|off|closed|24/7)")
_DAY_MINUTES = 24 * 60

Week = tuple[tuple[tuple[int, int], ...], ...]  # of each day the ranges in minutes from its midnight; may end beyond it


@lru_cache(1024)
def week(hours: str) -> Week | None:
    """The hours of each day from Monday on; None where they cannot be read."""
    days: list[tuple[tuple[int, int], ...]] = [()] * 7
    for text in filter(None, (each.strip() for each in hours.split(";"))):
        rule = _RULE.fullmatch(text)
        if rule is None:
            return None
        ranges: tuple[tuple[int, int], ...] = ()
        if rule["times"] == "24/7":
            ranges = ((0, _DAY_MINUTES),)
        elif rule["times"][0].isdigit():
            ranges = tuple(_range(each) for each in rule["times"].split(","))
        for day in _numbers(rule["days"] or "Mo-Su"):
            days[day] = ranges
    return tuple(days) if hours.strip() else None


def is_open(hours: str, now: datetime) -> bool | None:
    """None where it is not known; `now` is local time."""
    known = week(hours)
    if known is None:
        return None
    minute = now.hour * 60 + now.minute
    before = (now - timedelta(days=1)).weekday()
    today = any(begin <= minute < end for begin, end in known[now.weekday()])
    return today or any(minute + _DAY_MINUTES < end for _, end in known[before])


def open_at(now: datetime) -> Callable[[AnyPlace], bool | None]:
    """For `find`: is a place open at this time?"""
    return lambda place: is_open(place.opening_hours, now)


def _range(text: str) -> tuple[int, int]:
    begin, end = (int(hour) * 60 + int(minute) for hour, minute in (each.split(":") for each in text.split("-")))
    return begin, end if end > begin else end + _DAY_MINUTES


def _numbers(days: str) -> list[int]:
    found: list[int] = []
    for each in days.split(","):
        first, _, last = (part.strip() for part in each.partition("-"))
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found += [day % 7 for day in range(begin, (end if end >= begin else end + 7) + 1)]
    return found
