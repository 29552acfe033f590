"""Facts about `malcha drive`: what it shows and says, the picture, and what it says when it cannot."""

from contextlib import closing
from io import StringIO
from xml.etree import ElementTree

import pytest
from osm_files import needs_engine
from typer.testing import CliRunner

from malcha.cli.main import app
from malcha.run import drive_places
from malcha.run.route_drive import drive, following, speeds
from malcha.screens.drive_map import DriveScreen, Sketch
from navigation import atlas
from navigation.maps import library, searching, tiles
from navigation.navigator import Navigator
from navigation.routing.protocol import Point, Turn
from navigation.routing.valhalla import ValhallaRouter

GANGNAM, COEX = Point(37.4979, 127.0276), Point(37.5117, 127.0592)


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    needs_engine()
    return tmp_path_factory.mktemp("maps")


def malcha(*arguments):
    return CliRunner().invoke(app, ["drive", *map(str, arguments)])


@pytest.fixture(scope="module")
def driven(maps):
    """(what `malcha drive` printed, its picture)"""
    svg = maps / "drive.svg"
    result = malcha("--to", "코엑스", "--speed", 0, "--svg", svg, "--maps", maps)
    assert result.exit_code == 0, result.output
    return result.output, svg.read_text(encoding="utf-8")


def test_the_drive_is_announced_turn_by_turn_and_ends_at_arrival(driven):
    shown, _ = driven
    for said in (
        "안내를 시작합니다.",
        "영동대로에서 좌회전",
        "잠시 후 영동대로 방향으로 좌회전하세요.",
        "목적지에 도착했습니다.",
    ):
        assert said in shown
    assert shown.count("목적지에 도착했습니다. 안내를 마칩니다.") <= 2  # as a line, and in the last picture
    assert "schematic" in shown


def test_the_picture_is_whole_and_has_way_streets_and_sentences(driven):
    _, svg = driven
    root = ElementTree.fromstring(svg)
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    for text in ("강남역 → 코엑스", "테헤란로", "영동대로", "잠시 후 영동대로 방향으로 좌회전하세요."):
        assert text in texts
    assert len([each for each in root.iter() if each.get("class") == "way"]) == 1
    assert len([each for each in root.iter() if each.get("class") == "other"]) >= 1
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")  # nothing is fetched


def test_english_and_a_stop_on_the_way(maps):
    result = malcha("--to", "코엑스", "--via", "역삼역", "--speed", 0, "--language", "en", "--maps", maps)
    assert result.exit_code == 0, result.output
    assert "You have reached your stop." in result.output
    assert "turn left onto Yeongdong-daero" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--to", "없는곳이지롱"), "there is no place '없는곳이지롱' on the map demo"),
        (("--to", "서울역"), "서울역 is off the map demo"),
        (("--to", "부산역 근처 우체국"), "there is no '우체국' within 5 km of 부산역 on the map demo"),
        (("--to", "스타벅스#9"), "there are 4 places for '스타벅스'"),
        (("--to", "강남역"), "stop 2 is where stop 1 is"),
        (("--to", "37.4720, 127.0700"), "cannot be driven to"),
        (("--to", "코엑스", "--map", "mars"), "there is no map 'mars'"),
        (("--to", "코엑스", "--language", "xx"), "there are en, ko"),
        (("--to", "코엑스", "--svg", "/nowhere/a.svg"), "there is no folder /nowhere"),
    ],
)
def test_what_cannot_be_driven_is_one_line_and_exit_code_2(maps, arguments, says):
    result = malcha(*arguments, "--speed", 0, "--maps", maps)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_several_places_are_listed_with_their_numbers_and_one_of_them_is_taken(maps):
    result = malcha("--to", "스타벅스", "--speed", 0, "--maps", maps)
    assert result.exit_code == 1
    assert "malcha: '스타벅스' may be several places" in result.stderr
    shown = [line.split() for line in result.stdout.splitlines()]
    assert [row[0] for row in shown] == ["1", "2", "3", "4"]
    assert "nearest" in shown[0]
    assert "강남역 → 스타벅스 강남GT타워점" in malcha("--to", "스타벅스#2", "--speed", 0, "--maps", maps).output


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("코엑쓰", "코엑스"),
        ("제일 가까운 주유소", "SK서광주유소"),
        ("제일가까운주유소", "SK서광주유소"),
        ("강남역 근처 약국", "장생당약국"),
        ("강남역근처약국", "장생당약국"),
        ("집", "잠실엘스"),
    ],
)
def test_a_destination_is_found_as_it_is_spoken(maps, words, place):
    found = library.open_map(maps, "demo")
    assert drive_places.place(found, atlas.of_map(searching.opened(found), "demo"), words, GANGNAM)[0] == place


def test_without_the_engine_it_says_so(maps, monkeypatch):
    library.open_map(maps, "demo")
    monkeypatch.setattr(tiles, "engine", lambda: "")
    result = malcha("--to", "코엑스", "--speed", 0, "--maps", maps)
    assert result.exit_code == 2
    assert "make maps" in result.stderr


@pytest.fixture(scope="module")
def router(maps, driven):
    with closing(ValhallaRouter.of(library.open_map(maps, "demo"))) as found:
        yield found


@pytest.fixture(scope="module")
def route(router):
    return router.route([GANGNAM, COEX])[0]


def test_the_simulated_car_keeps_to_the_limits_of_the_route(route):
    assert set(speeds(route)) == {50.0}
    assert following(route).length == pytest.approx(route.distance, rel=0.01)


def test_the_same_route_is_the_same_drive(route, router):
    def said():
        navigator = Navigator(router)
        navigator.go(route.stops, chosen=route)
        return [(now.time, each.text) for now in drive(navigator, route) for each in now.step.progress.said]

    assert said() == said()


def test_the_sketch_has_start_end_and_car(route):
    sketch = Sketch(route.line)
    shown = sketch.picture(37.5006, 127.0364).plain
    assert (shown.count("○"), shown.count("◎"), shown.count("●")) == (1, 1, 1)
    assert all(len(line) == 60 for line in shown.splitlines())


def test_the_screen_shows_the_next_turn(route, router):
    from rich.console import Console

    navigator = Navigator(router)
    navigator.go(route.stops, chosen=route)
    screen, out = (
        DriveScreen(route, "강남역 → 코엑스", "ko"),
        Console(width=70, record=True, file=StringIO()),
    )
    step = navigator.step(GANGNAM, 50, 70, 0.0)
    assert step.progress.next.turn is Turn.LEFT
    out.print(screen.show(step, (GANGNAM.lat, GANGNAM.lon), 50))
    shown = out.export_text()
    assert "←" in shown
    assert "3.4 km" in shown
    assert "영동대로" in shown
    assert "50/50 km/h" in shown
