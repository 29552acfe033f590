"""Facts about guidance on routes of the engine: with a jittering receiver and a tunnel no new route is wished."""

from contextlib import closing
from math import cos, radians
from pathlib import Path
from random import Random

import pytest

from malcha.run.route_drive import following
from navigation.guidance.guide import Guidance
from navigation.guidance.path import DEGREE
from navigation.maps import importing
from navigation.routing.protocol import SILENT, NoRoute, Point
from navigation.routing.valhalla import ValhallaRouter

REAL = Path(__file__).parents[3] / "shared" / "data" / "nav"
DRIVES, JITTER, TUNNEL = 12, 15.0, 600.0  # m


@pytest.fixture(scope="module", params=["demo", "jamsil"])
def found(request, demo_map, tmp_path_factory):
    if request.param == "demo":
        return demo_map
    extract = REAL / f"{request.param}.osm.pbf"
    if not extract.exists():
        pytest.skip(f"needs {extract.name}, which is not part of the repository")
    return importing.from_extract(extract, tmp_path_factory.mktemp("maps"), request.param)


def routes(found, random):
    places, made = found.places, []
    with closing(ValhallaRouter.of(found)) as router:
        while len(made) < DRIVES:
            rows = random.sample(range(len(places)), 2)
            try:
                route = router.route([Point(float(places.lat[row]), float(places.lon[row])) for row in rows])[0]
            except NoRoute:
                continue
            made += [route] if route.distance > 300 else []
    return made


def test_drives_with_jitter_and_a_tunnel_arrive_without_a_new_route(found):
    random = Random(7)
    for route in routes(found, random):
        guidance, car, time, said = Guidance(route), following(route), 0.0, []
        dark = random.uniform(0, route.distance)
        while True:
            now = car.now() if not time else car.step(1.0)
            north, east = (random.uniform(-JITTER, JITTER) / DEGREE for _ in range(2))
            seen = Point(now.at[0] + north, now.at[1] + east / cos(radians(now.at[0])))
            inside = dark < car.along < dark + TUNNEL and not now.ended
            progress = guidance.step(None if inside else seen, now.speed, now.heading, time)
            assert not progress.wish, (route.stops, car.along)
            assert progress.estimated or abs(progress.along - car.along) < 40
            said += [(each.kind, each.maneuver) for each in progress.said]
            if progress.arrived:
                break
            assert time < route.seconds * 4 + 120, route.stops
            time += 1.0
        assert len(said) == len(set(said))
        turns = [at for at, each in enumerate(route.maneuvers) if each.turn not in SILENT]
        alone = [at for at in turns if route.maneuvers[at - 1].distance > 100]
        assert {at for _, at in said} >= set(alone)
