"""An OpenStreetMap extract with a toll road, motorways and ordinary roads between places that are some km apart.

WEST  --- 보통로 12 km, 고속도로 13.4 km to the north, 유료고속도로 12 km 0.2 km to the south --- EAST
EAST  --- 유료다리 3 km, 돌아가는길 54 km --- ISLAND --- 섬다리 3 km, with toll --- OVER
EAST  --- 남고속도로 3 km --- SOUTH
EAST  --- 북고속도로 3 km, 북쪽길 27 km --- NORTH
"""

from pathlib import Path

from osm_files import extract, point, way

from navigation.routing.protocol import Point

WEST = Point(37.50450, 127.04901)  # where the simulated car stands
KM_NORTH, KM_EAST = 1 / 111.2, 1 / 88.2  # degrees, at this latitude


def at(east: float, north: float) -> tuple[float, float]:
    """Degrees of a point so many km from where the ordinary road and the motorways begin, 0.5 km east of WEST."""
    return WEST.lat + north * KM_NORTH, WEST.lon + (0.5 + east) * KM_EAST


EAST, ISLAND, OVER = (Point(*at(east, 0.0)) for east in (12.5, 16.5, 20.5))
SOUTH, NORTH = Point(*at(13.0, -3.5)), Point(*at(10.0, 3.5))
NODES = {
    1: (-1, 0), 2: (0, 0), 3: (12, 0), 4: (13, 0), 10: (6, 0), 11: (6, 3), 12: (1, -0.2), 13: (6, -0.2), 14: (11, -0.2),
    20: (16, 0), 21: (17, 0), 30: (13, 25), 31: (17, 25), 40: (20, 0), 41: (21, 0), 50: (13, -3), 51: (13, -4),
    60: (10, 3), 61: (10, 4), 62: (0, 4),
}  # fmt: skip
LOCAL = {"highway": "secondary", "maxspeed": "50"}
TOLL = {"toll": "yes"}
MOTORWAY = {"highway": "motorway", "oneway": "no"}
BRIDGE = {"highway": "primary", "maxspeed": "80", **TOLL}
WAYS = (
    ("서쪽동네길", (1, 2), LOCAL), ("보통로", (2, 10, 3), LOCAL), ("동쪽동네길", (3, 4), LOCAL),
    ("고속도로", (2, 11, 3), {**MOTORWAY, "maxspeed": "100"}),
    ("유료고속도로", (2, 12, 13, 14, 3), {**MOTORWAY, **TOLL, "maxspeed": "110"}),
    ("유료다리", (4, 20), BRIDGE), ("섬동네길", (20, 21), LOCAL), ("돌아가는길", (4, 30, 31, 21), LOCAL),
    ("섬다리", (21, 40), BRIDGE), ("끝동네길", (40, 41), LOCAL),
    ("남고속도로", (4, 50), {**MOTORWAY, "maxspeed": "100"}), ("남동네길", (50, 51), LOCAL),
    ("북고속도로", (4, 60), {**MOTORWAY, "maxspeed": "100"}), ("북동네길", (60, 61), LOCAL),
    ("북쪽길", (2, 62, 61), LOCAL),
)  # fmt: skip


def toll_roads(path: Path) -> Path:
    nodes = [point(number, *at(*where)) for number, where in NODES.items()]
    named = {"동쪽카페": EAST, "섬카페": ISLAND, "건너카페": OVER, "남쪽카페": SOUTH, "서쪽카페": WEST}
    cafes = [
        point(100 + number, where.lat + 0.0005, where.lon, amenity="cafe", name=name)
        for number, (name, where) in enumerate(named.items())
    ]
    roads = [way(number, list(nodes), name=name, **tags) for number, (name, nodes, tags) in enumerate(WAYS, 1)]
    return extract(path, *nodes, *cafes, *roads)
