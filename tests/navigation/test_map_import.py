"""Facts about the import of an extract: what becomes a place, and that nothing half-written is ever used."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import osm_files as osm_file
import pytest

from navigation.engine.process import Engine
from navigation.maps import importing, library, manifest, searching, table, tiles
from navigation.maps import osm as reading
from navigation.maps.categories import NAMELESS
from navigation.maps.errors import MapError
from navigation.places import distance_km
from navigation.search.find import find
from navigation.search.query import Query

osmium = pytest.importorskip("osmium", reason="needs the extra maps")

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "nav"
ENGINE = pytest.mark.skipif(not tiles.engine(), reason="needs pyvalhalla of the extra maps")
LAT, LON = osm_file.HERE
point, way, relation = osm_file.point, osm_file.way, osm_file.relation


@pytest.fixture
def no_engine(monkeypatch):
    """Imports without routing tiles, which take a second."""
    monkeypatch.setattr(tiles, "engine", lambda: "")


@pytest.fixture
def streets(tmp_path) -> Path:
    return osm_file.streets(tmp_path / "streets.osm.pbf")


def places(tmp_path: Path, *objects) -> list[table.MapPlace]:
    """What is read of an extract of these objects."""
    file = osm_file.extract(tmp_path / "some.osm.pbf", *objects)
    return list(reading.read(file, importing.nothing, reading.Skipped()))


def only(found: list[table.MapPlace]) -> table.MapPlace:
    assert len(found) == 1, found
    return found[0]


def left(maps: Path) -> list[str]:
    """What lies in the folder beside complete maps."""
    return sorted(path.name for path in maps.iterdir() if path.name.startswith("."))


# what becomes a place


def test_a_shop_with_all_that_is_known_of_it(tmp_path):
    tags = {
        "amenity": "cafe", "name": "스타벅스 강남R점", "name:en": "Starbucks Gangnam R", "brand": "Starbucks",
        "old_name": "옛 이름", "addr:city": "서울 강남구", "addr:street": "강남대로", "addr:housenumber": "390",
        "opening_hours": "24/7",
    }  # fmt: skip
    place = only(places(tmp_path, point(1, **tags)))
    assert (place.ko, place.en, place.category) == ("스타벅스 강남R점", "Starbucks Gangnam R", "cafe")
    assert (place.aliases, place.brand, place.branch) == (("옛 이름",), "스타벅스", "강남R점")
    assert (place.road_address, place.lot_address, place.opening_hours) == ("서울 강남구 강남대로 390", "", "24/7")
    assert (place.lat, place.lon) == pytest.approx(osm_file.HERE)


def test_of_things_without_a_name_and_of_names_of_nothing_there_is_none(tmp_path):
    nodes = [point(1, amenity="cafe"), point(2, name="말차"), point(3, highway="bus_stop", name="강남역")]
    toilet = point(4, amenity="toilets")
    found = only(places(tmp_path, *nodes, toilet))
    assert (found.category, found.ko) == ("toilet", "")


def test_an_area_lies_at_its_centroid(tmp_path):
    corners = [point(1), point(2, LAT, LON + 0.004), point(3, LAT + 0.002, LON + 0.004), point(4, LAT + 0.002, LON)]
    park = only(places(tmp_path, *corners, way(1, [1, 2, 3, 4, 1], leisure="park", name="말차공원")))
    assert (park.lat, park.lon) == pytest.approx((LAT + 0.001, LON + 0.002), abs=1e-6)


def test_an_area_of_several_ways_lies_in_their_middle_or_at_its_label(tmp_path):
    corners = [point(1), point(2, LAT, LON + 0.002), point(3, LAT + 0.002, LON + 0.002), point(4, LAT + 0.002, LON)]
    halves = [way(1, [1, 2, 3]), way(2, [3, 4, 1])]
    border = [("w", 1, "outer"), ("w", 2, "outer")]
    tags = {"type": "boundary", "boundary": "administrative", "name": "말차동"}
    quarter = only(places(tmp_path, *corners, *halves, relation(1, border, **tags)))
    assert (quarter.category, quarter.ko) == ("district", "말차동")
    assert (quarter.lat, quarter.lon) == pytest.approx((LAT + 0.001, LON + 0.001), abs=1e-5)
    (tmp_path / "some.osm.pbf").unlink()
    label = [("n", 4, "label"), *border]
    quarter = only(places(tmp_path, *corners, *halves, relation(1, label, **tags)))
    assert (quarter.lat, quarter.lon) == pytest.approx((LAT + 0.002, LON), abs=1e-6)


def test_a_road_of_many_ways_is_one_place_on_it_and_the_same_name_elsewhere_another(tmp_path):
    nodes = [point(number, LAT + number * 0.001, LON) for number in range(1, 8)]
    nodes += [point(number, LAT + 0.5 + number * 0.001, LON) for number in range(8, 11)]
    ways = [
        way(1, [1, 2], highway="primary", name="강남대로"),
        way(2, [2, 3, 4, 5, 6], highway="primary", name="강남대로"),
    ]
    ways += [way(3, [8, 9, 10], highway="residential", name="강남대로")]
    found = places(tmp_path, *nodes, *ways)
    assert [(place.category, place.ko) for place in found] == [("road", "강남대로")] * 2
    assert sorted(place.lat for place in found) == pytest.approx([LAT + 0.004, LAT + 0.509], abs=1e-6)


def test_a_named_bridge_of_a_road_is_a_place_of_its_own(tmp_path):
    tags = {"highway": "primary", "name": "송파대로", "bridge": "yes", "bridge:name": "잠실대교"}
    found = places(tmp_path, point(1), point(2, LAT + 0.01), way(1, [1, 2], **tags))
    assert {(place.category, place.ko) for place in found} == {("road", "송파대로"), ("bridge", "잠실대교")}


def test_stations_are_called_as_people_do_and_exits_by_their_station(tmp_path):
    station = point(1, railway="station", name="강남", name__en="Gangnam")
    exits = [point(2, LAT + 0.001, railway="subway_entrance", ref="10")]
    exits += [point(3, LAT + 0.001, LON + 0.001, railway="subway_entrance", name="지하상가 입구")]
    far = point(4, LAT + 0.02, railway="subway_entrance", ref="1")
    found = {place.ko: place for place in places(tmp_path, station, *exits, far)}
    assert set(found) == {"강남역", "강남역 10번 출구", "지하상가 입구"}
    assert (found["강남역"].en, found["강남역"].aliases) == ("Gangnam Station", ("강남", "Gangnam"))
    assert (found["강남역 10번 출구"].en, found["강남역 10번 출구"].category) == ("Gangnam Station Exit 10", "exit")
    assert found["지하상가 입구"].aliases == ("강남역 지하상가 입구",)


def test_a_place_that_is_there_as_node_and_outline_is_one_and_a_branch_across_the_road_another(tmp_path):
    corners = [point(1), point(2, LAT, LON + 0.0002), point(3, LAT + 0.0002, LON)]
    doubled = [point(4, shop="convenience", name="CU"), way(1, [1, 2, 3, 1], shop="convenience", name="CU")]
    other = point(5, LAT + 0.002, shop="convenience", name="CU")
    assert len(places(tmp_path, *corners, doubled[0], other, doubled[1])) == 2


def test_an_address_without_a_name_is_a_place(tmp_path):
    found = only(places(tmp_path, point(1, addr__street="테헤란로", addr__housenumber="152")))
    assert (found.category, found.ko, found.road_address) == ("address", "", "테헤란로 152")


def test_a_way_whose_nodes_are_not_in_the_extract_is_left_out_and_counted(tmp_path):
    file = osm_file.extract(tmp_path / "cut.osm.pbf", way(1, [1, 2], leisure="park", name="말차공원"))
    skipped = reading.Skipped()
    assert list(reading.read(file, importing.nothing, skipped)) == []
    assert skipped.nowhere == 1


# an import


@ENGINE
def test_an_extract_becomes_a_map_with_places_and_tiles(tmp_path, streets, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told: list[tuple[str, float]] = []
    found = importing.from_extract(streets, tmp_path / "maps", "", lambda *each: told.append(each))
    assert found.about.name == "streets"
    assert {place.ko for place in found.places} == {"말차 카페", "세로대로", "가로길"}
    assert found.about.routing == tiles.engine()
    assert found.tiles is not None
    assert any(found.tiles.rglob("*.gph"))
    assert {stage for stage, _ in told} == {"places", "routing tiles", "search", "writing"}
    assert all(0 <= share <= 1 for _, share in told)
    assert sorted(path.name for path in found.folder.iterdir()) == [
        "files.json",
        "map.json",
        "places",
        "search",
        "tiles",
    ]
    assert left(tmp_path / "maps") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["maps", "streets.osm.pbf"]


@ENGINE
def test_the_tiles_lead_from_one_road_to_the_other(tmp_path, streets):
    found = importing.from_extract(streets, tmp_path / "maps")
    ends = [{"lat": LAT - 0.0018, "lon": LON}, {"lat": LAT, "lon": LON + 0.0018}]
    request = json.dumps({"locations": ends, "costing": "auto", "language": "ko-KR"})
    with closing(Engine(found.tiles)) as engine:
        trip = json.loads(engine.route(request))["trip"]
    names = [step.get("street_names") for step in trip["legs"][0]["maneuvers"]]
    assert names[:2] == [["세로대로"], ["가로길"]]


def test_without_the_engine_the_map_has_places_and_says_so(tmp_path, streets, no_engine):
    found = importing.from_extract(streets, tmp_path / "maps")
    assert (found.about.routing, found.tiles) == ("", None)
    assert "pyvalhalla" in found.about.note
    assert len(found.places) == 3


def test_a_map_is_searched_as_soon_as_it_is_there_and_after_it_was_removed(tmp_path, streets, no_engine):
    maps, told = tmp_path / "maps", []
    found = importing.from_extract(streets, maps, "", lambda *each: told.append(each))
    shares = [share for stage, share in told if stage == "search"]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    search = searching.opened(library.open_map(maps, found.about.name))
    library.remove(maps, found.about.name)
    assert [hit.place.ko for hit in find(search, Query("말차 까페")).hits] == ["말차 카페"]
    assert [hit.place.ko for hit in find(search, Query("카페")).hits] == ["말차 카페"]


def test_a_map_whose_search_is_damaged_says_that_it_has_to_be_imported_again(tmp_path, streets, no_engine):
    found = importing.from_extract(streets, tmp_path / "maps")
    (found.folder / manifest.SEARCH / "kinds.npy").write_bytes(b"")
    with pytest.raises(MapError, match="streets cannot be searched, import it again"):
        searching.opened(found)


def test_an_index_is_built_over_the_places_before_the_map_counts(tmp_path, streets, no_engine):
    def index(found: table.PlaceTable, folder: Path, progress) -> None:
        (folder / "names").write_text("\n".join(name for name, _ in found.names()), encoding="utf-8")

    found = importing.from_extract(streets, tmp_path / "maps", index=index)
    assert "Malcha Cafe" in (found.folder / "names").read_text(encoding="utf-8")


@pytest.mark.skipif(not DATA.exists(), reason="needs the extracts in ../shared/data/nav")
@pytest.mark.parametrize(("file", "most"), [("jamsil", 1000), ("heukseok", 1000), ("andorra", 3000)])
def test_real_extracts(tmp_path, no_engine, file, most):
    found = importing.from_extract(DATA / f"{file}.osm.pbf", tmp_path)
    assert 100 < len(found.places) < most
    south, west, north, east = found.about.bounds
    assert (
        distance_km(south, west, north, east) < 80
    )  # Andorra with what hangs over its border is 70 km from corner to corner
    assert all(place.ko or place.road_address or place.category in NAMELESS for place in found.places)


# bad input: one sentence, and the map that was there stays


@pytest.fixture
def old(tmp_path, streets, no_engine) -> Path:
    """The folder of maps with one in force, called streets."""
    maps = tmp_path / "maps"
    importing.from_extract(streets, maps)
    library.use(maps, "streets")
    return maps


def still_there(maps: Path) -> None:
    found = library.open_map(maps)
    assert (found.about.name, found.folder.name) == ("streets", "streets.1")
    assert {place.ko for place in found.places} == {"말차 카페", "세로대로", "가로길"}
    assert left(maps) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda good: b"", "is empty"),
        (lambda good: b"hello world " * 100, "cannot be read as an OpenStreetMap extract"),
        (lambda good: b"\0" * 100, "cannot be read as an OpenStreetMap extract"),
        (lambda good: good[: len(good) // 2], "cannot be read as an OpenStreetMap extract"),
        (lambda good: good[:-1], "cannot be read as an OpenStreetMap extract"),
        (lambda good: b'<?xml version="1.0"?><osm version="0.6"></osm>', "cannot be read as an OpenStreetMap extract"),
    ],
    ids=["0 bytes", "text", "zeros", "half", "last byte missing", "xml"],
)
def test_a_file_that_is_no_extract(old, streets, content, told):
    bad = streets.with_name("bad.osm.pbf")
    bad.write_bytes(content(streets.read_bytes()))
    with pytest.raises(MapError, match=told) as error:
        importing.from_extract(bad, old, "streets")
    assert str(bad) in str(error.value)
    assert "\n" not in str(error.value)
    still_there(old)


def test_a_file_that_is_not_there_or_is_a_folder(old, tmp_path):
    with pytest.raises(MapError, match="there is no file"):
        importing.from_extract(tmp_path / "none.osm.pbf", old)
    with pytest.raises(MapError, match="is no file"):
        importing.from_extract(tmp_path, old)
    still_there(old)


def test_an_extract_without_names(old, tmp_path):
    file = osm_file.extract(
        tmp_path / "mute.osm.pbf", point(1), point(2, LAT + 0.01), way(1, [1, 2], highway="primary")
    )
    with pytest.raises(MapError, match=r"mute\.osm\.pbf has no place with a name"):
        importing.from_extract(file, old, "streets")
    still_there(old)


@ENGINE
def test_an_extract_without_a_road(tmp_path):
    file = osm_file.extract(tmp_path / "islet.osm.pbf", point(1, amenity="cafe", name="말차 카페"))
    with pytest.raises(MapError, match="routing tiles could not be built"):
        importing.from_extract(file, tmp_path / "maps")
    assert library.names(tmp_path / "maps") == []


@pytest.mark.parametrize("at", ["places", "manifest", "index"])
def test_a_disk_that_is_full_in_the_middle(old, streets, monkeypatch, at):
    def full(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(old / ".new-x" / "text.utf8"))

    if at == "places":
        monkeypatch.setattr(table.PlaceWriter, "_flush", full)
    if at == "manifest":
        monkeypatch.setattr(manifest, "save", full)
    with pytest.raises(MapError, match="cannot be written: No space left on device"):
        importing.from_extract(streets, old, index=full if at == "index" else searching.build)
    still_there(old)


@ENGINE
def test_a_disk_that_the_tiles_have_filled(old, streets, monkeypatch):
    monkeypatch.undo()  # the engine is there again
    monkeypatch.setattr(tiles.shutil, "disk_usage", lambda path: SimpleNamespace(free=0))
    with pytest.raises(MapError, match="no space left on the disk"):
        importing.from_extract(streets, old)
    still_there(old)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo working; echo 'std::bad_alloc' >&2; exit 3", "ended with 3: std::bad_alloc"),
        ("kill -9 $$", "ended with -9: it said nothing"),
    ],
)
def test_a_builder_that_fails_is_said_with_its_last_line(tmp_path, script, told):
    assert tiles._run(["/bin/sh", "-c", script], str(tmp_path), importing.nothing) == f"{tiles.BUILDER} {told}"
    assert "No such file" in str(tiles._run(["/none/builder"], str(tmp_path), importing.nothing))


def test_a_builder_is_stopped_when_the_import_is(tmp_path):
    def enough(stage: str, share: float) -> None:
        raise KeyboardInterrupt

    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        tiles._run(["/bin/sh", "-c", f"echo $$ > {tmp_path}/pid; exec sleep 60"], str(tmp_path), enough)
    assert time.monotonic() - begin < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), 0)


def test_an_import_that_is_cancelled(old, streets):
    def enough(stage: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.from_extract(streets, old, progress=enough)
    still_there(old)


WAITING = """
import sys
from pathlib import Path
from navigation.maps import importing
def index(table, folder, progress):
    print("there", flush=True)
    sys.stdin.read()
importing.tiles.engine = lambda: ""
importing.from_extract(Path(sys.argv[1]), Path(sys.argv[2]), index=index)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_import_that_is_interrupted_or_killed(old, streets, number):
    command = [sys.executable, "-c", WAITING, str(streets), str(old)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"there\n"
        assert left(old) != []
        child.send_signal(number)
        assert child.wait(20) != 0
    assert library.open_map(old).folder.name == "streets.1"
    if number == signal.SIGINT:
        assert left(old) == []
    importing.from_extract(streets, old)  # takes away what the killed one has left, too
    assert left(old) == []
    assert library.open_map(old).folder.name == "streets.2"


def test_the_map_removed_while_it_is_open(old):
    found = library.open_map(old)
    library.remove(old, "streets")
    assert {place.ko for place in found.places} == {"말차 카페", "세로대로", "가로길"}
    with pytest.raises(MapError, match="no map is in force"):
        library.open_map(old)


def test_without_osmium_the_import_says_what_is_missing(streets, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "find_spec", lambda name: None)
    with pytest.raises(MapError, match="needs the package osmium"):
        importing.from_extract(streets, tmp_path / "maps")
