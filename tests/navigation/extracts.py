"""Places of a small OpenStreetMap extract, for tests where one is at hand: read plainly, without importing a map."""

from functools import cache
from pathlib import Path

import pytest

from navigation.search.protocol import Listed, Spot

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "nav"
KINDS = {
    "amenity=bank": "bank", "amenity=fuel": "gas_station", "amenity=kindergarten": "kindergarten",
    "amenity=place_of_worship": "church", "amenity=cafe": "cafe", "amenity=hospital": "hospital",
    "shop=supermarket": "mart", "shop=department_store": "mall", "shop=mall": "mall", "tourism=hotel": "hotel",
    "tourism=museum": "museum", "tourism=gallery": "museum", "railway=station": "station", "building=school": "school",
    "building=hotel": "hotel", "amenity=toilets": "toilet", "amenity=parking": "parking",
    "shop=convenience": "convenience",
}  # fmt: skip


@cache
def extract(name: str) -> Listed:
    """The places with a name or an address; skips the test where the extract or osmium is absent."""
    osmium = pytest.importorskip("osmium")
    file = FOLDER / f"{name}.osm.pbf"
    if not file.exists():
        pytest.skip(f"no extract {file.name} beside the repository")
    spots: list[Spot] = []
    for each in osmium.FileProcessor(str(file)).with_areas():
        tags = each.tags
        street, number = tags.get("addr:street", ""), tags.get("addr:housenumber", "")
        address = f"{tags.get('addr:city', '')} {street} {number}".strip() if street and number else ""
        if not (tags.get("name") or address):
            continue
        if each.is_node():
            points = [each.location]
        elif each.is_area():
            points = [node.location for ring in each.outer_rings() for node in ring]
        elif each.is_way() and not each.is_closed():
            points = [node.location for node in each.nodes if node.location.valid()]
        else:
            continue  # closed ways and relations come as areas, too
        if not points:
            continue
        lat, lon = (sum(getattr(point, axis) for point in points) / len(points) for axis in ("lat", "lon"))
        kind = next((KINDS[f"{tag.k}={tag.v}"] for tag in tags if f"{tag.k}={tag.v}" in KINDS), "other")
        name_ko = tags.get("name", "") or address
        spots.append(
            Spot(len(spots), name_ko, lat, lon, tags.get("name:en", ""), (), kind, tags.get("brand", ""), "", address)
        )
    return Listed(spots)
