"""Facts about route options on the engine's own tiles: one that is changed while driving changes the way that is driven
and the time that is said, and what cannot be avoided is said."""

import pytest
from guided_drives import Drive
from osm_files import needs_engine
from toll_roads import toll_roads
from turns import engine

from contract.values import Command
from navigation import atlas
from navigation.maps import importing, searching
from navigation.routing.valhalla import ValhallaRouter
from vehicle.turn.requester import Requester

TOLL, FREE, PLAIN = "유료고속도로", "고속도로", "보통로"
NO_TOLL, NO_MOTORWAY = "통행료를 내는 길을 다 피할 수는 없어요.", "고속도로를 다 피할 수는 없어요."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """(router, atlas)"""
    needs_engine()
    folder = tmp_path_factory.mktemp("driven")
    found = importing.from_extract(toll_roads(folder / "options.osm.pbf"), folder / "maps")
    router = ValhallaRouter.of(found)
    yield router, atlas.of_map(searching.opened(found), found.about.name)
    router.close()


@pytest.fixture
def drive(made):
    found = Drive(made[0])
    found.rig.assistant.atlas = made[1]
    found.rig.assistant.understand = engine()
    return found


def say(drive, text):
    """The reply; guidance takes a few steps behind it."""
    reply = drive.rig.assistant.say([(text, 1.0)], "", Requester()).reply
    drive.live(1.0)
    return reply


def execute(drive, function, op, value=None, lang="ko"):
    reply = drive.rig.assistant.execute([Command(function, op, None, value)], lang).reply
    drive.live(1.0)
    return reply


def road(drive):
    """The longest road of the way that is driven."""
    path = drive.guidance.drive
    names = [each.street.ko for each in path.route.stretches]
    return next(each for each in names if not each.endswith("동네길"))


def minutes_left(drive):
    return round(drive.guidance.progress.seconds_left / 60)


@pytest.mark.parametrize(
    ("text", "option", "led"),
    [
        ("무료 도로로 안내해 줘", "무료 도로", FREE),
        ("고속도로 말고 다른 길로 가자", "고속도로 제외", PLAIN),
        ("최단 거리로 안내해 줘", "짧은 길", PLAIN),
    ],
)
def test_an_option_that_is_said_on_the_way_changes_the_way_and_the_time(drive, text, option, led):
    assert say(drive, "동쪽카페로 가자").startswith("동쪽카페로 안내할게요. 13킬로미터, ")
    assert road(drive) == TOLL
    before = minutes_left(drive)
    reply = say(drive, text)
    assert reply.startswith(f"경로 옵션을 {option}")
    assert road(drive) == led
    assert minutes_left(drive) > before
    assert f"{minutes_left(drive)}분이에요" in reply


@pytest.mark.parametrize(
    ("option", "led"),
    [("free", FREE), ("avoid_highway", PLAIN), ("short", PLAIN), ("fast", TOLL), ("recommended", TOLL)],
)
def test_an_option_that_is_commanded_on_the_way_is_the_way_that_the_car_drives(drive, option, led):
    execute(drive, "nav.route_option", "set", "short" if led == TOLL else "fast")
    execute(drive, "nav.go", "do", "동쪽카페")
    execute(drive, "nav.route_option", "set", option)
    assert road(drive) == led
    drive.live(90.0)
    assert drive.guidance.drive.stretch().street.ko == led
    assert drive.guidance.progress.along > 800
    assert len(drive.routes) == 2  # it was never off its way


def test_toll_that_cannot_be_avoided_is_said_with_the_destination_and_with_the_option(drive):
    execute(drive, "nav.route_option", "set", "free")
    assert execute(drive, "nav.go", "do", "섬카페").endswith("분 걸려요.")  # the long way round
    reply = execute(drive, "nav.go", "do", "건너카페")
    assert reply.endswith(f"걸려요. {NO_TOLL}")
    execute(drive, "nav.route_option", "set", "fast")
    reply = execute(drive, "nav.route_option", "set", "free")
    assert reply.startswith("경로 옵션을 무료 도로로 바꿨어요. 새 경로는 ")
    assert reply.endswith(f"이에요. {NO_TOLL}")
    assert execute(drive, "nav.info", "query", "toll").endswith("앞부터 통행료를 내는 길이에요. 요금은 지도에 없어요.")
    assert execute(drive, "nav.go", "do", "남쪽카페", "en").endswith("minutes.")
    assert execute(drive, "nav.go", "do", "건너카페", "en").endswith("minutes. It cannot avoid all tolls.")


def test_a_motorway_that_cannot_be_avoided_is_said(drive):
    execute(drive, "nav.route_option", "set", "avoid_highway")
    assert NO_MOTORWAY not in execute(drive, "nav.go", "do", "동쪽카페")
    assert execute(drive, "nav.go", "do", "남쪽카페").endswith(f"걸려요. {NO_MOTORWAY}")
    assert NO_MOTORWAY not in execute(drive, "nav.route_option", "set", "fast")
