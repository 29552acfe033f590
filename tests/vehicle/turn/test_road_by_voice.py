"""Facts about the way asked for and changed by voice: from the command to the simulated car and the reply."""

from dataclasses import replace

import pytest
from guided_drives import Drive, Router, place

from contract.values import Command
from navigation.atlas import of_table
from navigation.guidance.path import metres
from navigation.routing.protocol import NoRoute, Options, Point, Preference, Why
from navigation.search.protocol import Listed, Spot
from navigation.search.search_map import SearchMap
from vehicle.results.result import Outcome
from vehicle.turn.client import Client


def spot(number, ko, east, north, category="office"):
    return Spot(number, ko, *place(east, north), en=f"Place {number}", category=category)


SPOTS = [
    spot(0, "하늘빌딩", 800, 400),
    spot(1, "바다병원", 2000, 3000),
    spot(2, "첫째카페", 30, 200, "cafe"),
    spot(3, "둘째카페", 400, 420, "cafe"),
    spot(4, "산들주유소", 500, 390, "gas_station"),
    spot(5, "들판역", -300, 100, "station"),
]


class Ordering(Router):
    """It visits waypoints from the south to the north where it may choose the order."""

    def route(self, stops, options=Options()):  # noqa: B008
        if options.any_order:
            stops = (stops[0], *sorted(stops[1:-1], key=lambda each: each.lat), stops[-1])
        return tuple(replace(each, prefer=options.prefer) for each in super().route(stops, options))


@pytest.fixture
def drive():
    found = Drive(Ordering(), follow=False)
    found.rig.assistant.guidance = found.guidance
    found.rig.assistant.atlas = replace(of_table(), search=SearchMap.of(Listed(SPOTS)))
    return found


def ask(drive, function, op="query", value=None, lang="ko"):
    """The turn; guidance takes a few steps before and after."""
    drive.live(0.6)
    turn = drive.rig.assistant.execute([Command(function, op, None, value)], lang)
    drive.live(0.6)
    return turn


def info(drive, topic, lang="ko"):
    return ask(drive, "nav.info", value=topic, lang=lang).reply


def started(drive):
    assert ask(drive, "nav.go", "do", "하늘빌딩").results[0].outcome is Outcome.CONFIRMED
    drive.live(1.0)


def called(points):
    """The names of the places that are there."""
    return [next(each.ko for each in SPOTS if metres(each, at) < 10) for at in points]


def stops(drive):
    """Names of the waypoints that the head unit has, in its order; guidance has the same."""
    found = called(Point(*each) for each in drive.rig.sim.ecus.navigation.stops[:-1])
    assert called(drive.guidance.stops[:-1]) == found
    return found


# questions


def test_the_next_turn_the_street_and_the_limit_are_told_from_the_route(drive):
    started(drive)
    assert info(drive, "next") == "400미터 앞에서 1번길 방향으로 우회전하세요."
    assert info(drive, "next", "en") == "In 400 metres, turn right onto Street 1."
    assert info(drive, "street") == "지금 0번길이에요."
    assert info(drive, "limit", "en") == "The speed limit here is 50 kilometres an hour."


def test_words_that_hold_a_topic_are_enough(drive):
    started(drive)
    assert info(drive, "제한속도") == info(drive, "the speed limit") == info(drive, "limit")
    assert info(drive, "신호등") == "그 도로 정보는 아직 가지고 있지 않아요."
    assert info(drive, None) == "그 도로 정보는 아직 가지고 있지 않아요."


def test_why_this_way_says_the_option_the_length_and_how_it_compares(drive):
    started(drive)
    assert info(drive, "why") == ("추천 경로로 안내하고 있어요. 1.2킬로미터, 1분 남았어요. 더 빠른 길은 없어요.")
    ask(drive, "nav.route_option", "set", "free")
    assert info(drive, "why", "en").startswith("I prefer roads without tolls.")


def test_the_destination_and_the_stops_have_their_names(drive):
    started(drive)
    assert info(drive, "destination") == "하늘빌딩으로 가고 있어요. 1.2킬로미터, 1분 남았어요."
    assert info(drive, "stops") == "남은 경유지가 없어요."
    ask(drive, "nav.waypoint", "add", "첫째카페")
    assert info(drive, "stops") == "남은 경유지는 첫째카페, 0.2킬로미터 앞이에요."


def test_no_toll_and_the_next_of_a_kind(drive):
    started(drive)
    assert info(drive, "toll") == "남은 길에 통행료를 내는 곳은 없어요."
    assert info(drive, "다음 주유소") == "900미터 앞에 산들주유소가 있어요."
    assert info(drive, "the next pharmacy", "en") == "There is no pharmacy on the way."


def test_without_guidance_nothing_of_a_way_is_made_up(drive):
    for topic in ("next", "why", "toll", "destination", "stops"):
        assert info(drive, topic) == "길 안내 중이 아니에요."
    assert info(drive, "street") == "지금 0번길이에요."  # any way from here begins on it
    drive.guidance._navigator = None
    assert info(drive, "street") == "길 안내 중이 아니에요."


def test_by_a_straight_line_only_the_stops_are_known(drive):
    drive.router.error = NoRoute(Why.NOT_CONNECTED, "an island")
    started(drive)
    assert info(drive, "next") == "지금은 직선으로만 안내하고 있어서 알 수 없어요."
    assert info(drive, "destination") == "하늘빌딩으로 가고 있어요."


def test_how_far_another_place_is_commands_nothing(drive):
    drive.live(0.4)
    drive.rig.sent.clear()
    turn = ask(drive, "nav.remaining", value="바다병원")
    assert turn.reply == "바다병원까지 5킬로미터, 6분 걸려요."
    assert drive.rig.sent == []
    assert ask(drive, "nav.go", "do", "거기").reply.startswith("바다병원으로 안내할게요.")


def test_a_place_that_was_asked_about_is_not_meant_once_another_is_gone_to(drive):
    started(drive)
    ask(drive, "nav.remaining", value="바다병원")
    ask(drive, "nav.waypoint", "add", "첫째카페")
    assert ask(drive, "nav.waypoint", "add").results[0].outcome is not Outcome.CONFIRMED
    assert stops(drive) == ["첫째카페"]


def test_how_far_home_is_is_not_how_far_a_shop_of_such_a_name_is(drive):
    spots = [replace(SPOTS[0], aliases=("하늘냉면집",)), *SPOTS[1:]]
    drive.rig.assistant.atlas = replace(of_table(), search=SearchMap.of(Listed(spots)))
    started(drive)
    assert ask(drive, "nav.remaining", value="하늘냉면집").reply.startswith("하늘빌딩까지")
    assert ask(drive, "nav.remaining", value="집").reply.startswith("잠실엘스까지")
    ask(drive, "nav.home", "do")
    assert ask(drive, "nav.remaining", value="집").reply.endswith("남았어요.")


def test_how_far_it_is_without_a_way_is_a_straight_line(drive):
    drive.router.error = NoRoute(Why.NOT_CONNECTED, "an island")
    assert ask(drive, "nav.remaining", value="바다병원").reply == (
        "바다병원까지 직선거리로 3.6킬로미터예요. 길을 몰라서 시간은 알 수 없어요."
    )
    assert ask(drive, "nav.remaining", value="없는산장").results[0].reason == "not_found"


def test_how_far_a_stop_is_comes_from_the_route_that_is_driven(drive):
    started(drive)
    asked = len(drive.router.asked)
    assert ask(drive, "nav.remaining", value="하늘빌딩").reply == "하늘빌딩까지 1.2킬로미터, 1분 남았어요."
    assert len(drive.router.asked) == asked


def test_what_is_left_is_that_of_the_way_just_told_and_not_what_the_car_shows_still(drive):
    started(drive)
    ask_left = [Command("nav.remaining", "query", None, "distance")]
    before = drive.rig.assistant.execute(ask_left, "ko").reply
    drive.guidance._sender.send = lambda *_: None  # the frames of the new way have not come to the car yet
    drive.rig.assistant.execute([Command("nav.waypoint", "add", None, "바다병원")], "ko")
    left = drive.rig.assistant.execute(ask_left, "ko").reply
    assert left != before
    assert left == "8.8킬로미터 남았어요."


# stops


def test_a_kind_on_the_way_is_listed_with_what_it_costs_and_the_chosen_one_is_a_stop(drive):
    started(drive)
    turn = ask(drive, "nav.nearby", "do", {"name": "카페", "along_route": True})
    assert turn.reply == ("가는 길에 2곳 있어요. 1. 첫째카페 200미터 앞, 2. 둘째카페 800미터 앞. 몇 번째를 들를까요?")
    turn = ask(drive, "dialog.select", "do", 2)
    assert turn.reply.startswith("둘째카페를 경유지로 넣었어요. 새 경로는 ")
    assert stops(drive) == ["둘째카페"]


def test_the_only_one_of_a_kind_on_the_way_is_taken(drive):
    started(drive)
    assert ask(drive, "nav.waypoint", "add", "주유소").reply.startswith("산들주유소를 경유지로 넣었어요.")
    assert ask(drive, "nav.waypoint", "add", "제일 가까운 카페").reply.startswith("첫째카페를")
    assert stops(drive) == ["산들주유소", "첫째카페"]
    assert ask(drive, "nav.waypoint", "add", "약국").reply == "가는 길에 약국은 없어요."


def test_along_the_way_needs_a_way(drive):
    found = ask(drive, "nav.nearby", "do", {"name": "카페", "along_route": True}).results[0]
    assert (found.outcome, found.reason) == (Outcome.REFUSED, "along_route")


def test_a_stop_is_removed_by_its_name_or_the_last_one(drive):
    started(drive)
    for name in ("첫째카페", "들판역", "산들주유소"):
        ask(drive, "nav.waypoint", "add", name)
    assert ask(drive, "nav.waypoint", "remove", "들판역").reply.startswith("들판역을 경유지에서 뺐어요. 새 경로는 ")
    assert stops(drive) == ["첫째카페", "산들주유소"]
    assert ask(drive, "nav.waypoint", "remove", "카페").reply.startswith("첫째카페를 경유지에서 뺐어요.")
    assert ask(drive, "nav.waypoint", "remove", "하늘빌딩").reply == "하늘빌딩은 경유지가 아니에요."
    assert ask(drive, "nav.waypoint", "remove", None, "en").reply.startswith("Removed the stop at Place 4.")
    assert stops(drive) == []


def test_a_stop_is_made_the_first_whether_it_was_one_or_not(drive):
    started(drive)
    for name in ("첫째카페", "산들주유소"):
        ask(drive, "nav.waypoint", "add", name)
    assert ask(drive, "nav.next_stop", "do", "산들주유소").reply.startswith("산들주유소를 먼저 들를게요. 새 경로는 ")
    assert stops(drive) == ["산들주유소", "첫째카페"]
    ask(drive, "nav.next_stop", "do", "들판역")
    assert stops(drive) == ["들판역", "산들주유소", "첫째카페"]


def test_the_best_order_is_commanded_one_by_one_and_told_once(drive):
    started(drive)
    for name in ("산들주유소", "첫째카페", "들판역"):
        ask(drive, "nav.waypoint", "add", name)
    turn = ask(drive, "nav.best_order", "do")
    assert turn.reply.startswith("경유지 순서를 들판역, 첫째카페, 산들주유소 순으로 바꿨어요. 새 경로는 ")
    assert [each.outcome for each in turn.results] == [Outcome.CONFIRMED] * 2  # the third was where it belongs
    assert stops(drive) == ["들판역", "첫째카페", "산들주유소"]
    assert ask(drive, "nav.best_order", "do").reply == "지금 순서가 가장 빨라요."


def test_an_order_of_which_a_step_fails_is_not_told_as_done(drive):
    started(drive)
    for name in ("산들주유소", "첫째카페", "들판역"):
        ask(drive, "nav.waypoint", "add", name)
    drive.rig.to_car = lambda frame: None if frame.arbitration_id == 0x6AC else frame
    turn = ask(drive, "nav.best_order", "do")
    assert [each.outcome for each in turn.results] == [Outcome.TIMED_OUT]
    assert "순으로" not in turn.reply
    assert stops(drive) == ["산들주유소", "첫째카페", "들판역"]


def test_no_order_of_less_than_two_stops(drive):
    assert ask(drive, "nav.best_order", "do").reply == "순서를 바꿀 경유지가 없어요."
    started(drive)
    ask(drive, "nav.waypoint", "add", "첫째카페")
    assert ask(drive, "nav.best_order", "do", lang="en").reply == "There are no stops to put in order."


def test_the_order_of_the_stops_is_that_of_before_when_the_gateway_begins_anew(drive):
    started(drive)
    for name in ("산들주유소", "첫째카페"):
        ask(drive, "nav.waypoint", "add", name)
    ask(drive, "nav.next_stop", "do", "첫째카페")
    ask(drive, "nav.waypoint", "remove", "산들주유소")
    ask(drive, "nav.waypoint", "add", "들판역")
    drive.begin()
    drive.live(1.0)
    assert stops(drive) == ["첫째카페", "들판역"]
    assert info(drive, "stops").startswith("경유지가 2곳 남았어요. 첫째카페 ")
    ask(drive, "nav.next_stop", "do", "들판역")
    assert stops(drive) == ["들판역", "첫째카페"]


# options


def test_another_option_is_in_force_and_told_with_the_new_way(drive):
    started(drive)
    turn = ask(drive, "nav.route_option", "set", "avoid_highway")
    assert turn.reply == "경로 옵션을 고속도로 제외로 바꿨어요. 새 경로는 1.2킬로미터, 1분이에요."
    assert drive.guidance.drive is not None
    assert drive.router.asked[-1][1].prefer is Preference.AVOID_HIGHWAY


def test_an_option_without_a_drive_says_nothing_of_a_way(drive):
    turn = ask(drive, "nav.route_option", "set", "free")
    assert turn.reply == "경로 옵션을 무료 도로로 바꿨어요."


@pytest.mark.parametrize("function", ["nav.no_stops", "nav.best_order"])
def test_who_may_not_navigate_changes_no_stops(drive, function):
    started(drive)
    for name in ("둘째카페", "첫째카페"):
        ask(drive, "nav.waypoint", "add", name)
    before = stops(drive)
    ran = drive.rig.run([Command(function, "do")], client=Client("guest", frozenset({"climate"})))
    assert {result.reason for result in ran.results} == {"permission"}
    drive.live(0.6)
    assert stops(drive) == before
