"""Names near the car are listened for: which, when they are looked up again, and that the list is ready before."""

import threading
from dataclasses import replace

import pytest

from contract.values import Context
from languages import language_of
from malcha.speech import ears, near
from malcha.speech.near import Near, kept
from navigation import atlas
from navigation.history import Visited
from navigation.near_names import MOST, MOST_VISITED, names_near, visited_names
from navigation.routing.protocol import Point
from navigation.search.protocol import Listed, Spot
from navigation.search.search_map import SearchMap

JAMSIL, FAR = (37.5133, 127.1002), (37.60, 127.10)


def a_map(name: str, *spots: Spot) -> atlas.Atlas:
    return atlas.of_map(SearchMap.of(Listed(spots)), name)


@pytest.fixture(scope="module")
def jamsil():
    return a_map(
        "jamsil",
        Spot(0, "송파시립도서관", 37.5140, 127.1010, category="library"),
        Spot(1, "잠실새움공원", 37.5200, 127.1010, category="park"),
        Spot(2, "Songpa Library", 37.5140, 127.1011, category="library"),
        Spot(3, "말차분식", 37.5134, 127.1003, category="restaurant"),
        Spot(4, "망원분식", 37.60, 127.20, category="restaurant"),
        Spot(5, "롯데월드타워", 37.5126, 127.1026, category="landmark"),
        Spot(6, "", 37.5133, 127.1002, category="toilet"),
        Spot(7, "먼나라도서관", 38.2, 128.0, category="library"),
    )


def test_they_are_names_of_the_language_near_by_those_from_afar_first(jamsil):
    table = frozenset(ears.names("ko"))
    assert names_near(jamsil, JAMSIL, "ko", table) == ("송파시립도서관", "잠실새움공원", "말차분식")
    assert names_near(jamsil, FAR, "ko", table) == ("잠실새움공원", "송파시립도서관")
    assert all(language_of(name) == "ko" for name in names_near(jamsil, JAMSIL, "ko"))


def test_home_and_work_are_among_them_wherever_the_car_is(jamsil):
    there = replace(jamsil, home=jamsil.search.table[7])
    assert names_near(there, JAMSIL, "ko", frozenset(ears.names("ko")))[0] == "먼나라도서관"


def test_without_a_map_there_are_none():
    assert names_near(atlas.of_table(), JAMSIL, "ko") == ()


def test_they_are_few_however_many_there_are():
    many = [
        Spot(
            at,
            f"{'가나다라마바사아자차'[at % 10]}{'가나다라마바사아자차'[at // 10 % 10]}{at}번",
            *JAMSIL,
            category=kind,
        )
        for at, kind in enumerate(["school", "cafe"] * 600)
    ]
    found = names_near(a_map("many", *many), JAMSIL, "ko")
    assert len(found) == MOST
    kinds = [many[int(name[2:-1])].category for name in found if name.endswith("번")]
    assert kinds.count("school") >= 0.7 * MOST
    assert kinds.count("cafe") >= 0.2 * MOST


def test_they_are_looked_up_again_when_the_car_has_moved_or_there_is_another_map(jamsil):
    where, there, prepared = [JAMSIL], [jamsil], []
    found = Near(lambda: there[0], lambda: where[0])

    def step():
        return found.step(lambda code, names: prepared.append((code, names, found.names(code))))

    assert found.names("ko") == ()
    assert step()
    assert "말차분식" in found.names("ko")
    assert prepared[-1][0] == "ko"
    assert prepared[-1][2] == ()  # until the list is ready the one before is used
    where[0] = (37.52, 127.1002)
    assert not step()
    where[0] = FAR
    assert step()
    assert "말차분식" not in found.names("ko")
    there[0] = a_map("other", Spot(0, "옆동네도서관", *FAR, category="library"))
    assert step()
    assert found.names("ko") == ("옆동네도서관",)
    before = len(prepared)
    there[0] = a_map("the same again", Spot(0, "옆동네도서관", *FAR, category="library"))
    assert step()
    assert len(prepared) == before
    where[0] = None
    assert not step()


def test_the_list_has_ways_to_ask_for_them_and_the_others_as_before():
    own = ears.phrases("ko", False)
    with_near = ears.now_likely("ko", Context(), False, lambda code: ("송파시립도서관",))
    assert {"송파시립도서관으로 가자", "송파시립도서관으로 안내해 줘"} == set(with_near) - set(own)
    assert ears.now_likely("ko", Context(), False) == own
    assert ears.stop_phrases("ko") == own


def test_the_longest_list_is_one_that_a_recogniser_takes():
    many = tuple(f"{at}번 도서관" for at in range(MOST + MOST_VISITED))
    for asked in (True, False):
        listed = set(ears.phrases("ko", asked, True, many))
        assert {f"{MOST - 1}번 도서관으로 가자", f"{MOST - 1}번 도서관으로 안내해 줘"} <= listed


def test_nothing_is_looked_up_before_the_ears_are_there(jamsil, monkeypatch):
    monkeypatch.setattr(near, "EVERY", 0.01)
    asked, looked = threading.Event(), threading.Event()
    ready = []

    def is_ready():
        asked.set()
        return bool(ready)

    found = Near(lambda: jamsil, lambda: JAMSIL)
    with kept(found, lambda code, names: looked.set(), is_ready):
        assert asked.wait(5.0)
        assert found.names("ko") == ()
        ready.append(True)
        assert looked.wait(5.0)


def test_places_that_were_driven_to_are_listened_for_wherever_they_are_and_from_the_first_drive_on(jamsil):
    history, prepared = [], []
    found = Near(lambda: jamsil, lambda: JAMSIL, lambda: history)
    assert found.step(lambda code, names: prepared.append(names))
    assert not found.step(lambda code, names: prepared.append(names))
    history.append(Visited(Point(35.1, 129.0), {"ko": "해운대국밥", "en": "Haeundae Soup"}, 1, (1.0,)))
    assert found.step(lambda code, names: prepared.append(names))
    assert "해운대국밥" in found.names("ko")
    assert "송파시립도서관" in found.names("ko")
    assert not found.step(lambda code, names: prepared.append(names))
    history.clear()
    assert found.step(lambda code, names: prepared.append(names))
    assert "해운대국밥" not in found.names("ko")


def test_without_a_map_those_that_were_driven_to_are_listened_for_all_the_same():
    history = [Visited(Point(35.1, 129.0), {"ko": "해운대국밥"}, 1, (1.0,))]
    found = Near(lambda: None, lambda: JAMSIL, lambda: history)
    assert found.step(lambda code, names: None)
    assert found.names("ko") == ("해운대국밥",)


def test_names_of_the_history_are_those_of_the_language_each_once_and_so_many_at_most():
    many = [Visited(Point(37.0, 127.0), {"ko": f"국밥집 {at}", "en": "Soup"}, 1, (1.0,)) for at in range(80)]
    assert visited_names(many, "ko", ("국밥집 0",)) == tuple(f"국밥집 {at}" for at in range(1, MOST_VISITED + 1))
    assert visited_names(many, "en") == ("Soup",)
    for names in ({}, {"en": "37.5, 127.03"}):
        assert visited_names([Visited(Point(37.0, 127.0), names, 1, (1.0,))], "en") == ()
