"""One question to the search among 50,000 made names, and a whole answer on the project's table."""

from itertools import cycle, islice
from random import Random

import pytest

from languages.ko import made_places
from navigation import places
from navigation.search.find import find
from navigation.search.index import NameIndex, build
from navigation.search.protocol import listed
from navigation.search.query import Query
from navigation.search.search_map import SearchMap

NAMES, QUESTIONS = 50_000, 200


@pytest.fixture(scope="module")
def names():
    return list(islice(made_places.names(Random(0)), NAMES))


@pytest.fixture(scope="module")
def index(names, tmp_path_factory):
    folder = tmp_path_factory.mktemp("search") / "names"
    build(((name, at) for at, name in enumerate(names)), folder)
    return NameIndex.open(folder)


def test_one_name_of_50_000(benchmark, index, names):
    rng, right = Random(1), []
    questions = cycle([(made_places.misheard(names[at], "two", rng), at) for at in rng.sample(range(NAMES), QUESTIONS)])

    def ask():
        said, at = next(questions)
        right.append(at in [id for id, _ in index.candidates(said, 5)])

    benchmark(ask)
    assert sum(right) >= 0.9 * len(right)


def test_a_sentence_on_the_table(benchmark):
    table = SearchMap.of(listed(places.places()))
    found = benchmark(find, table, Query("서울역 근처 호텔로 가 줘"), (37.4979, 127.0276))
    assert found.hits[0].place.ko == "그랜드 하얏트 서울"
