"""Facts about what `malcha bench --navigation` measures of routes."""

import json

import pytest
from osm_files import needs_engine
from rich.console import Console

from malcha.bench import routing


@pytest.fixture(scope="module")
def found():
    needs_engine()
    return routing.measure(5)


def test_every_map_has_every_figure(found):
    row = found["demo"]
    assert row["routes"] == 5
    assert row["routes_per_s"] > 0
    for key in ("route", "three", "step"):
        assert 0 < row[key]["p50_ms"] <= row[key]["p99_ms"]
    before, opened, after = row["memory_mb"]
    assert 0 < before <= opened <= after < 1000
    json.dumps(found)


def test_the_table_has_a_row_a_map(found):
    out = Console(width=160, record=True)
    out.print(routing.table(found))
    assert "demo" in out.export_text()


def test_without_the_engine_the_reason_is_told(monkeypatch):
    monkeypatch.setattr(routing, "find_spec", lambda name: None)
    assert "make maps" in routing.measure(5)["missing"]


def test_percentiles_are_those_of_the_times():
    assert routing._spread([0.001 * each for each in range(1, 101)]) == {"p50_ms": 51.0, "p99_ms": 100.0, "times": 100}
