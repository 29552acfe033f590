"""The benchmark of the search measures what it says: recall, kinds of errors, ways side by side."""

import json
from random import Random

import pytest
from rich.console import Console

from languages.ko import made_places
from malcha.bench import country, navigation, place_search
from malcha.run.children import StartError
from navigation.search.folding import sounds


def test_the_same_seed_makes_the_same_questions():
    first, second = (place_search.measure(20, None, seed=3, sizes=(60,)) for _ in range(2))
    assert first["60"]["malcha"]["recall"] == second["60"]["malcha"]["recall"]
    assert set(first["60"]) >= {"malcha", "scan"}
    assert set(first["60"]["malcha"]["recall"]) == set(made_places.HOW)
    assert first["60"]["malcha"]["recall"]["spacing"] == [100.0, 100.0]


def test_a_search_that_finds_nothing_has_no_recall():
    found = place_search.asked(lambda text: [], {"one": [("강남역", 0)] * 3})
    assert (found["recall"], found["questions"]) == ({"one": [0.0, 0.0]}, 3)
    second = place_search.asked(lambda text: [7, 0], {"one": [("강남역", 0)] * 3})
    assert second["recall"] == {"one": [0.0, 100.0]}


def test_names_are_different_and_errors_change_them():
    rng = Random(0)
    made = made_places.names(rng)
    names = [next(made) for _ in range(300)]
    assert len(set(names)) == 300
    for how in made_places.HOW:
        changed = [made_places.misheard(name, how, rng) != name for name in names]
        assert sum(changed) > 0.4 * len(names), how


def test_what_is_called_folded_is_what_the_folding_takes_back_and_the_others_are_not():
    rng = Random(0)
    names = [name for name, _ in zip(made_places.names(rng), range(300), strict=False)]
    same = {
        how: sum(sounds(made_places.misheard(name, how, rng)) == sounds(name) for name in names)
        for how in ("folded", "one")
    }
    assert same["folded"] == 300
    assert same["one"] < 30  # "좋" for "조": a final that is not heard


def test_the_last_line_is_json(monkeypatch):
    monkeypatch.setattr(place_search, "SIZES", (40,))
    monkeypatch.setattr(place_search.measure, "__defaults__", (0, (40,)))
    console = Console(record=True, width=400)
    navigation.main(20, None, False, console)
    shown = console.export_text()
    assert "recall@1/@5" in shown
    assert json.loads(shown.strip().splitlines()[-1])["search"]["40"]["malcha"]["questions"] == 20 * len(
        made_places.HOW
    )


def test_a_map_of_a_country_is_made_opened_and_asked():
    found = country.measure(400)
    assert found["places"] == 400
    assert found["named_in_list"] > 0.9
    assert found["questions"] == country.QUESTIONS * len(found["ways"])
    assert all(0 < row["p50_ms"] <= row["p99_ms"] for row in found["ways"].values())
    console = Console(record=True, width=200)
    console.print(country.summary(found), country.table(found), sep="\n")
    shown = console.export_text()
    assert "400 made places" in shown
    assert "an address" in shown


def test_the_same_seed_makes_the_same_country():
    first, again, other = (list(country.made(50, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({place.ko for place in first}) > 40
    assert {bool(place.road_address) for place in first} == {True, False}


def test_a_step_that_fails_is_said_in_a_sentence(tmp_path):
    with pytest.raises(StartError, match=r"ask of 10 places failed: .*no map 'country'"):
        country._step("ask", str(tmp_path), 10, 0)


def test_without_extracts_there_are_no_real_names(tmp_path):
    pytest.importorskip("osmium")
    assert place_search.real_names(tmp_path) == []


def test_a_step_that_takes_too_long_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(country, "LONGEST", 0.01)
    with pytest.raises(StartError, match=r"ask of 10 places took longer than 0 s"):
        country._step("ask", str(tmp_path), 10, 0)
