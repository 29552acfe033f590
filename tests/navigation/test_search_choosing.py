"""One of a list that was offered, by voice."""

import pytest

from navigation import places
from navigation.search.choosing import choose
from navigation.search.protocol import listed
from navigation.search.search_map import SearchMap

GANGNAM = (37.4979, 127.0276)
CAFES = [
    place for place in places.places() if place.brand == "스타벅스"
]  # 강남R, 강남GT타워, 테헤란로아남타워, 코엑스몰


@pytest.fixture(scope="module")
def table():
    return SearchMap.of(listed(places.places()))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (2, (2,)),
        (4.0, (4,)),
        (5, ()),
        (0, ()),
        (1.5, ()),
        (float("nan"), ()),
        ("두 번째 거", (2,)),
        ("두번째로 가자", (2,)),
        ("3번", (3,)),
        ("삼 번", (3,)),
        ("셋째", (3,)),
        ("첫 번째 거로 해 줘", (1,)),
        ("마지막 거", (4,)),
        ("열 번째 거", ()),
        ("가까운 데로", (1,)),
        ("제일 가까운 곳", (1,)),
        ("제일 먼 데", (4,)),
        ("제일 안 먼 데", (1,)),
        ("덜 먼 데로", (1,)),
        ("여기서 멀지 않은 데로", (1,)),
        ("맨 위에 거", (1,)),
        ("the top one", (1,)),
        ("the bottom one", (4,)),
        ("코엑스몰점", (4,)),
        ("코엑스에 있는 거", (4,)),
        ("지티타워점", (2,)),
        ("아남타원", (3,)),
        ("강남역에 있는 거", (1, 2)),
        ("선릉역 근처에 있는 거", (3,)),
        ("the second one", (2,)),
        ("number three", (3,)),
        ("the last one", (4,)),
        ("the nearest one", (1,)),
        ("the one at coex", (4,)),
        ("우체국", ()),
        ("", ()),
        ("그거 말고", ()),
    ],
)
def test_which_of_the_list(table, words, numbers):
    assert choose(CAFES, words, GANGNAM, table) == numbers


def test_of_nothing_nothing_is_chosen(table):
    assert choose([], "첫 번째", GANGNAM, table) == ()


def test_without_a_position_or_a_map():
    assert choose(CAFES, "가까운 데로") == ()
    assert choose(CAFES, "두 번째 거") == (2,)
    assert choose(CAFES, "코엑스몰점") == (4,)
