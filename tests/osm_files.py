"""Small OpenStreetMap extracts for tests, written by osmium."""

from pathlib import Path
from typing import Any

import pytest

from navigation.maps import tiles

HERE = (37.5, 127.03)
STEP = 0.001  # degrees, about 100 m


def needs_engine() -> None:
    """Skips the test where routing tiles cannot be built. The engine is not loaded here: see navigation/engine."""
    if not tiles.engine():
        pytest.skip("needs pyvalhalla of the extra maps")
    pytest.importorskip("osmium", reason="needs osmium of the extra maps")


def point(number: int, lat: float = HERE[0], lon: float = HERE[1], **tags: str) -> Any:
    """A node. Keys of tags: name__ko is name:ko."""
    from osmium.osm.mutable import Node

    return Node(id=number, version=1, location=(lon, lat), tags=keys(tags))


def way(number: int, nodes: list[int], **tags: str) -> Any:
    from osmium.osm.mutable import Way

    return Way(id=number, version=1, nodes=nodes, tags=keys(tags))


def relation(number: int, members: list[tuple[str, int, str]], **tags: str) -> Any:
    from osmium.osm.mutable import Relation

    return Relation(id=number, version=1, members=members, tags=keys(tags))


def keys(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


def extract(path: Path, *objects: Any) -> Path:
    """Writes nodes, ways, relations in this order."""
    import osmium

    with osmium.SimpleWriter(str(path)) as writer:
        for each in objects:
            writer.add(each)
    return path


def streets(path: Path) -> Path:
    """Two roads that cross, and a cafe: enough to search in and to drive on."""
    lat, lon = HERE
    nodes = [point(number, lat + (number - 3) * STEP, lon) for number in (1, 2, 3, 4, 5)]
    nodes += [point(number, lat, lon + (number - 8) * STEP) for number in (6, 7, 9, 10)]
    cafe = point(11, lat + STEP / 2, lon + STEP / 2, amenity="cafe", name="말차 카페", name__en="Malcha Cafe")
    along = way(1, [1, 2, 3, 4, 5], highway="primary", name="세로대로", name__en="Sero-daero")
    across = way(2, [6, 7, 3, 9, 10], highway="secondary", name="가로길", name__en="Garo-gil")
    return extract(path, *nodes, cafe, along, across)
