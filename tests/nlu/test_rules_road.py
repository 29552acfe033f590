"""Questions about the way and wishes that change it, by the rule and by the whole engine."""

import pytest

from contract.values import Command, Context, Understanding
from malcha.config.settings import MODEL
from nlu.engine.engine import Engine
from nlu.rules.heard import Heard
from nlu.rules.road import way

GUIDED = Context((Command("nav.go", "do", value="코엑스"),))
TALK = Understanding("out_of_scope", (), 0.6)


def read(text, *commands, code="ko", context=GUIDED, outcome="understood", confidence=0.7):
    """(function, op, value) of what the rule makes of a reading."""
    candidates = commands if outcome == "ambiguous" else ()
    understanding = Understanding(outcome, () if candidates else commands, confidence, candidates)
    found = way(understanding, Heard(text, code, context), {})
    return [(each.function, each.op, each.value) for each in found.commands]


def talk(text, code="ko"):
    return read(text, outcome="out_of_scope", code=code)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("다음에 어디서 꺾어야 돼", "next"), ("이번엔 좌회전이야 우회전이야", "next"),
        ("몇 미터 앞에서 빠져나가", "next"),
        ("여기가 무슨 길이지", "street"), ("이 길 이름이 뭐야", "street"), ("지금 제한속도가 얼마지", "limit"),
        ("왜 이리로 가는 거야", "why"), ("이 길로 안내하는 이유가 뭐야", "why"), ("가는 길에 톨게이트 있나", "toll"),
        ("우리 어디로 가고 있어", "destination"), ("남은 경유지가 뭐야", "stops"), ("경유지 알려 줘", "stops"),
        ("들를 곳 전부 읽어 줘", "stops"), ("가기 전에 몇 군데 들러야 하지", "stops"), ("유턴은 어디쯤이야", "next"),
        ("달리고 있는 도로 이름이 뭐더라", "street"), ("여기서 몇 킬로 넘기면 과속이야", "limit"),
    ],
)  # fmt: skip
def test_a_whole_question_is_one_whatever_it_was_read_as(text, topic):
    asked = [("nav.info", "query", topic)]
    assert talk(text) == read(text, Command("nav.go", "do", value="어디")) == asked


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("where should i turn", "next"), ("is it left or right next", "next"), ("which road is this", "street"),
        ("what's the speed limit on this road", "limit"), ("how come we're taking this route", "why"),
        ("do we have to pay any tolls", "toll"), ("where are we headed", "destination"), ("any stops left", "stops"),
        ("tell me the stops", "stops"), ("list my stops", "stops"), ("how many stops do we have to make", "stops"),
        ("what turn is coming up", "next"), ("which lane should i be in", "next"),
        ("is there a turn coming up", "next"),
    ],
)  # fmt: skip
def test_and_in_english(text, topic):
    assert talk(text, "en") == [("nav.info", "query", topic)]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("수원역까지 얼마나 걸리나", "ko", "수원역"), ("여기서 시청까지 몇 킬로야", "ko", "시청"),
        ("약국 가는 데 몇 분 걸려", "ko", "약국"), ("서울숲은 여기서 멀어", "ko", "서울숲"),
        ("how long does it take to get to city hall", "en", "city hall"),
        ("how far is the library", "en", "the library"),
        ("is busan far from here", "en", "busan"), ("how many minutes to get home", "en", "home"),
        ("how long till i'm home", "en", "home"), ("how long before we get to city hall", "en", "city hall"),
    ],
)  # fmt: skip
def test_how_far_a_place_is_has_the_place(text, code, place):
    assert read(text, Command("nav.remaining", "query", value="time"), code=code) == [("nav.remaining", "query", place)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("목적지까지 얼마나 남았어", "ko"), ("기름 없는데 목적지까지 몇 킬로야", "ko"), ("거기까지 얼마나 걸려", "ko"),
        ("how long until we get there", "en"), ("how far is it", "en"), ("how far is it to the destination", "en"),
    ],
)  # fmt: skip
def test_what_is_left_of_the_drive_names_no_place(text, code):
    reading = Command("nav.remaining", "query", value="time")
    assert read(text, reading, code=code) == [("nav.remaining", "query", "time")]


@pytest.mark.parametrize(
    ("text", "code", "topic"),
    [
        ("이 다음에 핸들 어느 쪽으로 꺾으면 되지", "ko", "next"), ("여긴 최고 얼마까지 밟을 수 있니", "ko", "limit"),
        ("so what's that exit thing about", "en", "next"),
    ],
)  # fmt: skip
def test_of_an_unsure_question_that_may_be_of_the_way_its_words_tell_the_topic(text, code, topic):
    maybe = (Command("status.range", "query"), Command("nav.info", "query"))
    assert read(text, *maybe, code=code, outcome="ambiguous") == [("nav.info", "query", topic)]
    order = (Command("window", "open"), Command("nav.info", "query"))
    assert read(text, *order, code=code, outcome="ambiguous") == []
    assert read(text, maybe[0], code=code, outcome="ambiguous") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("좌회전까지 얼마나 남았어", "ko"),
        ("how far till i have to hang a left", "en"),
        ("how far to the next turn", "en"),
    ],
)
def test_how_far_a_turn_is_is_no_question_about_the_destination(text, code):
    assert read(text, Command("nav.remaining", "query", value="distance"), code=code) == [("nav.info", "query", "next")]


def test_words_about_something_else_keep_their_reading():
    tank = Command("status.range", "query")
    assert read("how far is it to empty", tank, code="en") == [("status.range", "query", None)]
    assert read("수리까지 얼마나 남았어", Command("status.maintenance", "query")) == [
        ("status.maintenance", "query", None)
    ]
    assert read("drop me at hongdae station", Command("nav.go", "do", value="hongdae station"), code="en") == [
        ("nav.go", "do", "hongdae station")
    ]
    assert talk("톨비 내야 되는데") == []


def test_the_next_of_a_kind_is_a_question_about_the_way():
    left = Command("nav.remaining", "query", value="distance")
    assert read("다음 휴게소까지 얼마나 남았어", left) == [("nav.info", "query", "다음 휴게소")]
    assert read("how far is the next rest area", left, code="en") == [("nav.info", "query", "the next rest area")]


def test_a_stop_before_all_others_keeps_the_place_that_was_read():
    add = Command("nav.waypoint", "add", value={"name": "우체국", "near": "회사"})
    assert read("회사 근처 우체국 먼저 들르자", add) == [("nav.next_stop", "do", add.value)]
    assert read("신사역부터 가자", Command("nav.go", "do")) == [("nav.next_stop", "do", "신사역")]
    assert talk("go to the bank before the others", "en") == [("nav.next_stop", "do", "the bank")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("actually go to sinsa first", "sinsa"), ("can we swing by the bank first", "the bank"),
        ("go to the second one first", None), ("go to the first", None),
    ],
)  # fmt: skip
def test_first_behind_a_name_chooses_nothing_from_a_list(text, name):
    first = [("nav.next_stop", "do", name)] if name else [("dialog.select", "do", 1.0)]
    assert read(text, Command("dialog.select", "do", value=1.0), code="en", confidence=0.96) == first


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("서울 요금소 얼마나 밀려", "ko", "서울 요금소"), ("지금 왜 이렇게 막혀", "ko", None),
        ("how backed up is the toll gate", "en", "toll gate"),
    ],
)  # fmt: skip
def test_how_jammed_it_is_is_no_question_about_tolls(text, code, place):
    toll = Command("nav.info", "query", value="toll")
    assert read(text, toll, code=code) == [("nav.traffic", "query", place)]
    assert read("서울 요금소 얼마야", toll) == [("nav.info", "query", "toll")]


def test_a_stop_that_is_none_any_more():
    assert read("시간 없으니까 코엑스는 빼 줘", Command("nav.waypoint", "remove", value="코엑스")) == [
        ("nav.waypoint", "remove", "코엑스")
    ]
    unsure = Command("media.next", "do")
    assert read("skip the bank", unsure, code="en", outcome="ambiguous") == [("nav.waypoint", "remove", "the bank")]
    assert read("skip the bank", unsure, code="en", outcome="ambiguous", context=Context()) == []
    assert read("don't stop at the bank", Command("nav.waypoint", "add", value="bank"), code="en") == [
        ("nav.waypoint", "remove", "the bank")
    ]
    assert (
        read("코엑스 빼지 마", unsure, outcome="ambiguous")
        == read("코엑스 빼면 언제 도착해", unsure, outcome="ambiguous")
        == []
    )
    assert talk("경유지 전부 취소해 줘") == talk("remove all the stops", "en") == [("nav.no_stops", "do", None)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("경유지 순서 알아서 정해 줘", "ko"), ("제일 빠른 순서로 가 줘", "ko"), ("sort my stops", "en"),
        ("경유지 순서 바꿔서 빠른 순서로 가 줘", "ko"), ("순서가 이상한데 다시 짜 줘", "ko"),
        ("change the order of the stops so it's the fastest", "en"),
        ("swap the stops to whichever order is quicker", "en"),
    ],
)  # fmt: skip
def test_the_best_order(text, code):
    assert talk(text, code) == [("nav.best_order", "do", None)]
    two = (Command("nav.waypoint", "remove"), Command("nav.route_option", "set", value="fast"))
    assert read(text, *two, code=code) == [("nav.best_order", "do", None)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("들를 데 싹 다 취소하고 바로 목적지로 가", "ko"), ("just go straight there without any stops", "en")],
)
def test_no_stop_any_more_is_one_wish_though_it_names_the_destination(text, code):
    two = (Command("nav.waypoint", "remove"), Command("nav.work", "do"))
    assert read(text, *two, code=code) == [("nav.no_stops", "do", None)]


@pytest.mark.parametrize(
    ("text", "code", "option"),
    [
        ("고속도로로 가지 마", "ko", "avoid_highway"), ("유료 도로 빼고 가", "ko", "free"),
        ("don't take the motorway", "en", "avoid_highway"), ("avoid the tolls", "en", "free"),
        ("돈 내는 길이면 피해 줘", "ko", "free"), ("i don't want to pay to use the road", "en", "free"),
    ],
)  # fmt: skip
def test_a_road_that_is_not_to_be_taken_is_an_option(text, code, option):
    assert talk(text, code) == [("nav.route_option", "set", option)]


def test_somewhere_is_no_part_of_a_name():
    coffee = Command("nav.waypoint", "add", value={"name": "coffee somewhere", "along_route": True})
    said = read("could we grab a coffee somewhere along the route", coffee, code="en")
    assert said == [("nav.waypoint", "add", {"name": "coffee", "along_route": True})]


def test_several_commands_and_what_is_not_offered_stay():
    two = (Command("nav.info", "query"), Command("hazard", "on"))
    assert len(read("왜 이 길로 가", *two)) == 2
    assert read("왜 이 길로 가", outcome="unsupported") == []


@pytest.mark.skipif(not MODEL.exists(), reason="no model: make train")
def test_the_engine_asks_the_rule():
    engine = Engine.load(MODEL)
    assert engine.understand("왜 이 길로 가").commands == (Command("nav.info", "query", value="why"),)
    assert engine.understand("어린이집까지 얼마나 걸려").commands == (
        Command("nav.remaining", "query", value="어린이집"),
    )


@pytest.mark.parametrize(
    ("text", "code", "read_as", "option"),
    [
        ("고속도로로 가자", "ko", "avoid_highway", "fast"), ("고속도로 타도 돼", "ko", "avoid_highway", "fast"),
        ("고속도로로 안내해 줘", "ko", "avoid_highway", "fast"), ("take the highway", "en", "avoid_highway", "fast"),
        ("highways are fine", "en", "avoid_highway", "fast"), ("유료도로로 가자", "ko", "free", "recommended"),
        ("유료도로 괜찮아", "ko", "free", "recommended"), ("유료 도로 피하지 말고 가자", "ko", "free", "recommended"),
        ("무료도로 말고 유료도로로 가자", "ko", "free", "recommended"),
        ("i don't mind tolls", "en", "free", "recommended"), ("use the toll road", "en", "free", "recommended"),
        # these roads are not wished
        ("고속도로 안 타고 가자", "ko", "avoid_highway", "avoid_highway"),
        ("국도로 가자", "ko", "avoid_highway", "avoid_highway"),
        ("고속도로 말고 국도로 가자", "ko", "avoid_highway", "avoid_highway"),
        ("고속도로는 막히니까 다른 길로 가자", "ko", "avoid_highway", "avoid_highway"),
        ("유료도로는 빼고 가자", "ko", "free", "free"), ("통행료 안 내는 길로", "ko", "free", "free"),
        ("유료도로 말고 무료도로로 가자", "ko", "free", "free"), ("take the toll free route", "en", "free", "free"),
        ("i don't want to take the highway", "en", "avoid_highway", "avoid_highway"),
        ("keep off motorways please", "en", "avoid_highway", "avoid_highway"),
    ],
)  # fmt: skip
def test_roads_that_are_wished_are_not_those_to_be_without(text, code, read_as, option):
    assert read(text, Command("nav.route_option", "set", value=read_as), code=code) == [
        ("nav.route_option", "set", option)
    ]


def test_and_with_another_wish_about_the_way():
    two = (Command("nav.go", "do", value="coex"), Command("nav.route_option", "set", value="avoid_highway"))
    assert read("go to coex and take the highway", *two, code="en") == [
        ("nav.go", "do", "coex"),
        ("nav.route_option", "set", "fast"),
    ]


@pytest.mark.parametrize("text", ["삼성역 말고 선릉역 먼저 들르자", "삼성역보다 선릉역 먼저 들르자"])
def test_of_two_stops_the_one_that_is_meant_is_the_first(text):
    wrong = Command("nav.waypoint", "add", value="삼성역")
    assert read(text, wrong) == [("nav.next_stop", "do", "선릉역")]


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("두 번째 경유지 빼 줘", "ko", "두 번째"), ("세 번째 들를 곳 취소해 줘", "ko", "세 번째"),
        ("drop the first stop", "en", "first"),
    ],
)  # fmt: skip
def test_a_stop_that_is_counted_and_is_to_go_chooses_nothing_from_a_list(text, code, number):
    assert read(text, Command("dialog.select", "do", value=2.0), code=code) == [("nav.waypoint", "remove", number)]
