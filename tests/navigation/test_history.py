"""Which places that were driven to are meant by when, and what one more drive to one makes of them."""

from datetime import datetime, timedelta

import pytest

from navigation.history import MOST_TIMES, Visited, days_ago, same, visited_in, with_visit
from navigation.routing.protocol import Point

TODAY = datetime(2026, 3, 4, 9, 5)  # a Wednesday
COEX, CAFE = {"ko": "코엑스", "en": "COEX"}, {"ko": "카페"}
HERE = Point(37.5, 127.03)


def visited(name, *days):
    times = tuple((TODAY - timedelta(days=each)).timestamp() for each in days)
    return Visited(HERE, {"ko": name}, len(times), times)


KNOWN = [visited("today", 0), visited("again", 8, 1), visited("two", 2), visited("week", 6), visited("month", 20)]


@pytest.mark.parametrize(
    ("when", "names"),
    [
        (0, ["today"]),
        (1, ["again"]),
        (2, ["two"]),
        (3, []),
        ("any", ["today", "again", "two", "week", "month"]),
        ("newest", ["today", "again", "two", "week", "month"]),
        ("this week", ["today", "again", "two"]),  # since Monday
        ("last week", ["week", "again"]),  # 8 days ago was the Tuesday of last week
        ("this month", ["today", "again", "two"]),
        ("last month", ["week", "again", "month"]),
        ("last week 1", ["again"]),  # its Tuesday
        ("this week 0", ["two"]),
        ("past 7", ["today", "again", "two", "week"]),
        ("week before last", []),  # 10 to 16 days ago
        ("often", ["again"]),
        ("weekday 0", ["two"]),  # Monday
        ("weekday 2", []),  # Wednesday a week ago, not today
    ],
)
def test_the_places_of_a_day_the_newest_first(when, names):
    assert [each.names["ko"] for each in visited_in(KNOWN, when, TODAY)] == names


def test_last_month_in_january_is_december():
    assert days_ago("last month", datetime(2026, 1, 10)) == (10, 40)


def test_yesterday_is_the_day_before_by_the_calendar():
    late = Visited(HERE, COEX, 1, (datetime(2026, 3, 3, 23, 59).timestamp(),))
    assert visited_in([late], 1, datetime(2026, 3, 4, 0, 1)) == [late]


def test_one_more_drive_counts_and_the_place_is_the_newest():
    known = with_visit([], HERE, COEX, 1.0, 50)
    known = with_visit(known, Point(37.6, 127.03), CAFE, 2.0, 50)
    known = with_visit(known, Point(37.50001, 127.03), COEX, 3.0, 50)
    assert [(each.names["ko"], each.times, each.recent) for each in known] == [
        ("코엑스", 2, (1.0, 3.0)),
        ("카페", 1, (2.0,)),
    ]


def test_only_so_many_places_and_times_are_remembered():
    known = []
    for at in range(80):
        known = with_visit(known, Point(37.0 + at / 100, 127.0), {"ko": f"{at}"}, float(at), 50)
    assert [each.names["ko"] for each in known] == [f"{at}" for at in range(79, 29, -1)]
    for at in range(100, 130):
        known = with_visit(known, HERE, COEX, float(at), 50)
    assert known[0].times == 30
    assert known[0].recent == tuple(float(at) for at in range(130 - MOST_TIMES, 130))


def test_two_shops_in_one_house_are_two_and_a_place_without_a_name_is_the_one_that_is_there():
    assert not same(HERE, COEX, HERE, CAFE)
    assert same(HERE, {}, HERE, CAFE)
    assert not same(HERE, CAFE, Point(37.501, 127.03), CAFE)
    (only,) = with_visit(with_visit([], HERE, COEX, 1.0, 50), HERE, {}, 2.0, 50)
    assert only.names == COEX
