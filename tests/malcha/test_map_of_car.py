"""Which map the places of a car are looked for in, what is said of it, and what becomes of it while the car runs."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rig import Rig

from malcha.config.effective import fixed
from malcha.config.keys import ConfigError
from malcha.run.places import places
from navigation import atlas
from navigation.maps import demo, library, manifest, tiles
from navigation.maps.importing import Source, blank, make
from navigation.maps.table import MapPlace

HERE = (37.4979, 127.0276)
SHOP = MapPlace(0, "말차다방", "Malcha Tea", (), "cafe", "", "성내점", 37.5, 127.1, "서울 강동구 성내로 25", "")
TOILET = MapPlace(0, "", "", (), "toilet", "", "", 37.501, 127.1, "", "")
COEX = MapPlace(0, "코엑스", "COEX", (), "landmark", "", "", 37.5119, 127.0592, "서울 강남구 영동대로 513", "")
STARBUCKS = MapPlace(0, "스타벅스", "Starbucks", (), "cafe", "스타벅스", "강남R", 37.4978, 127.0287, "", "")


def imported(maps, name: str, *rows: MapPlace) -> None:
    make(Source(blank(name, f"{name}.osm.pbf", "2026-11-01"), rows, lambda folder: None), maps)


@pytest.fixture
def maps(tmp_path, monkeypatch) -> Iterator:
    """A folder with the maps seongnae, in force, and other."""
    monkeypatch.setattr(tiles, "engine", lambda: "")
    folder = tmp_path / "maps"
    imported(folder, "seongnae", SHOP, TOILET, COEX, STARBUCKS)
    imported(folder, "other", replace(SHOP, ko="녹차다방", en="Green Tea"))
    library.use(folder, "seongnae")
    return folder


def opened(maps, **more):
    return places(fixed({"navigation.maps": maps, **{key.replace("__", "."): value for key, value in more.items()}}))


def lines(caplog, level: int) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.levelno == level]


def rig_with(found) -> Rig:
    rig = Rig()
    rig.assistant.atlas = found
    return rig


def test_the_map_in_force_is_said_and_searched_and_the_table_besides(maps, caplog):
    caplog.set_level(logging.INFO)
    rig = rig_with(opened(maps))
    assert lines(caplog, logging.INFO) == [
        "places are looked for in the map seongnae (4 places, data of 2026-11-01, © OpenStreetMap contributors) "
        "and in the project's table"
    ]
    done = rig.do("nav.go", "do", "말차 다방")
    assert (done.action.place.lat, done.action.place.lon) == (37.5, 127.1)
    assert "말차다방 성내점" in done.reply
    assert rig.do("nav.go", "do", "성내로 25").action.place.ko == "말차다방 성내점"
    assert rig.do("nav.go", "do", "부산역").action.place.ko == "부산역"  # of the table
    assert "화장실" in rig.do("nav.nearby", "do", {"name": "화장실", "near": "말차다방"}).reply  # it has no name


def test_a_map_may_be_named_and_none_is_wanted(maps, caplog):
    caplog.set_level(logging.INFO)
    assert opened(maps, navigation__map="other").has("녹차다방")
    table = opened(maps, navigation__map="none")
    assert not table.has("말차다방")
    assert table.has("코엑스")
    assert lines(caplog, logging.INFO)[-1] == "places are looked for in the project's table: no map is in force"
    assert opened(maps / "nobody").map == ""


def test_what_the_map_and_the_table_both_have_is_found_once_where_the_map_has_it(maps):
    rig = rig_with(opened(maps))
    assert rig.do("nav.go", "do", "코엑스").action.place.lat == COEX.lat
    found = rig.do("nav.nearby", "do", {"name": "스타벅스", "near": "강남역"}).details["places"]
    assert [place.ko for place, _ in found].count("스타벅스 강남R") == 1
    assert "스타벅스 강남R점" not in [place.ko for place, _ in found]


def test_home_and_work_may_be_places_of_the_map(maps):
    found = opened(maps, home="말차다방", work="서울 강동구 성내로 25")
    assert (found.home.lat, found.work.lat) == (37.5, 37.5)
    assert rig_with(found).do("nav.home", "do").action.place.ko == "말차다방 성내점"
    with pytest.raises(ConfigError, match="home is '말차당나라', but must be empty, or name a place: "):
        opened(maps, home="말차당나라")


@pytest.mark.parametrize(("function", "noun"), [("nav.home", "집이"), ("nav.work", "회사가")])
def test_on_a_map_of_ones_own_nobody_is_at_home_in_the_demo(maps, function, noun):
    rig = rig_with(opened(maps))
    told = f"{noun} 어디인지 몰라요. 정해 두지 않았거나 지도에 없는 곳이에요."
    assert rig.do(function, "do").reply == told
    if function == "nav.home":
        assert rig.do("nav.remaining", "query", "집").reply == told
    assert rig_with(opened(maps, navigation__map="none")).do(function, "do").outcome.value == "confirmed"


@pytest.mark.parametrize("broken", ["format", "search", "columns", "missing"])
def test_a_map_that_cannot_be_used_is_one_line_and_the_table_takes_its_place(maps, caplog, broken):
    folder = library.folder_of(maps, "seongnae")
    if broken == "format":
        about = (folder / manifest.FILE).read_text(encoding="utf-8")
        (folder / manifest.FILE).write_text(about.replace('"format": 3', '"format": 1'), encoding="utf-8")
    elif broken == "search":
        (folder / manifest.SEARCH / "kinds.npy").write_bytes(b"x")
    elif broken == "columns":
        (folder / manifest.PLACES / "lat.f8").write_bytes(b"x")
    found = opened(maps, navigation__map="nowhere" if broken == "missing" else "", home="말차다방")
    told, home = lines(caplog, logging.WARNING)
    assert told.endswith("; places are looked for in the project's table instead")
    assert ("there is no map 'nowhere'" if broken == "missing" else "import") in told
    assert home.startswith("home is not known: '말차다방'")
    assert found.has("코엑스")
    refused = rig_with(found).do("nav.home", "do")
    assert refused.reply == "집이 어디인지 몰라요. 정해 두지 않았거나 지도에 없는 곳이에요."


@pytest.mark.parametrize("what", ["places/text.utf8", "search/names/weights.npy", "search/names/place_starts.npy"])
def test_a_map_with_other_bytes_than_were_written_is_one_line_too(maps, caplog, what):
    file = library.folder_of(maps, "seongnae") / what
    data = file.read_bytes()
    if what.endswith("text.utf8"):
        file.write_bytes(b"\xff" * len(data))
    elif what.endswith("weights.npy"):
        file.write_bytes(data[:10] + b"{'(((" + data[15:])  # numpy reads its head
    else:
        file.write_bytes(data[:128] + data[:127:-1])  # what must not fall does
    found = opened(maps)
    (told,) = lines(caplog, logging.WARNING)
    assert "is damaged: it has other bytes than were written; import the map again" in told
    assert found.map == ""
    assert rig_with(found).do("nav.go", "do", "코엑스").reply.startswith("코엑스로")


@pytest.mark.parametrize("how", ["removed", "imported again", "gone", "damaged"])
def test_what_becomes_of_a_map_while_the_car_runs_changes_nothing_for_it(maps, how):
    rig = rig_with(opened(maps))
    if how == "removed":
        library.remove(maps, "seongnae")
    elif how == "imported again":
        imported(maps, "seongnae", replace(SHOP, ko="홍차다방", lat=37.6))
    elif how == "damaged":
        text = library.folder_of(maps, "seongnae") / manifest.PLACES / "text.utf8"
        text.write_bytes(b"\xff" * text.stat().st_size)
    else:
        for path in sorted(maps.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    assert rig.do("nav.go", "do", "말차다방").action.place.lat == 37.5
    assert rig.do("nav.go", "do", "성내로 25").action.place.lat == 37.5
    assert not rig.assistant.atlas.has("홍차다방")


def test_the_demo_map_has_the_table_once(tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    demo.ensure(tmp_path)
    found = places(fixed({"navigation.maps": tmp_path, "navigation.map": "demo"}))
    assert found.map == "demo"
    assert len(atlas.called(found.search, "코엑스")) == 1
    assert found.has("부산역")


def test_no_map_is_called_none(tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    with pytest.raises(library.MapError, match="cannot be called 'none'"):
        library.checked_name("none")
