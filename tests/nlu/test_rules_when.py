"""Every way to say that it is not for now: in so long, at a time of day, or at none that can be told."""

import pytest
from test_rules_times import DAY, DIRECTORY, HOUR, NOW, at, pytestmark  # noqa: F401

from contract.values import Context
from nlu.engine.engine import Engine


@pytest.fixture(scope="module")
def engine():
    return Engine.load(DIRECTORY)


SCHEDULED = [
    ("일주일 뒤에 창문 열어", 7 * DAY),
    ("백 시간 뒤에 열선 켜", 100 * HOUR),
    ("백 시간 뒤에 창문 닫아", 100 * HOUR),
    ("백이십 시간 뒤에 에어컨 켜", 5 * DAY),
    ("마흔여덟 시간 뒤에 에어컨 켜", 2 * DAY),
    ("사십팔 시간 뒤에 창문 닫아", 2 * DAY),
    ("서른 시간 후에 에어컨 꺼", 30 * HOUR),
    ("삼 일 뒤에 창문 열어", 3 * DAY),
    ("3일 후에 에어컨 켜", 3 * DAY),
    ("나흘 뒤에 창문 닫아", 4 * DAY),
    ("닷새 있다가 에어컨 켜", 5 * DAY),
    ("일주일 후에 에어컨 켜", 7 * DAY),
    ("한 주 뒤에 창문 닫아", 7 * DAY),
    ("1주일 뒤에 에어컨 꺼", 7 * DAY),
    ("한 십 분쯤 뒤에 창문 닫아", 600),
    ("한 이십 분 뒤에 에어컨 켜", 1200),
    ("약 십 분 뒤에 에어컨 켜", 600),
    ("십오 분 정도 뒤에 창문 열어", 900),
    ("십 분 정도 있다가 에어컨 꺼", 600),
    ("앞으로 십 분 뒤에 창문 닫아", 600),
    ("지금부터 십 분 뒤에 창문 닫아", 600),
    ("대략 이십 분 후에 에어컨 켜", 1200),
    ("십 분쯤 있다가 창문 닫아", 600),
    ("칠십 분 뒤에 창문 닫아", 4200),
    ("이틀하고 세 시간 뒤에 에어컨 켜", 51 * HOUR),
    ("하루 반 뒤에 에어컨 켜", 36 * HOUR),
    ("반 분 뒤에 창문 닫아", 30),
    ("9시 10분 전에 창문 열어", at(20, 50)),
    ("오후 세 시에 에어컨 켜", at(15)),
    ("오후 세 시에 창문 열어", at(15)),
    ("오후 3시에 에어컨 켜", at(15)),
    ("오전 열한 시에 창문 닫아", at(11)),
    ("아침 일곱 시에 에어컨 켜", at(7, day=1)),
    ("저녁 여섯 시에 창문 닫아", at(18)),
    ("밤 열한 시에 에어컨 꺼", at(23)),
    ("새벽 두 시에 창문 닫아", at(2, day=1)),
    ("오후 두 시 삼십 분에 에어컨 켜", at(14, 30)),
    ("낮 열두 시에 에어컨 켜", at(12)),
    ("오후 다섯 시 반에 창문 열어", at(17, 30)),
    ("일곱 시 반에 에어컨 켜", at(19, 30)),
    ("스물두 시에 에어컨 꺼", at(22)),
    ("오후 세 시 에어컨 켜", at(15)),
    ("7시 창문 열어", at(19)),
    ("글피 아침 8시에 에어컨 켜", at(8, day=3)),
    ("오후 15시에 창문 열어", at(15)),
    ("오후 세 시쯤 에어컨 켜", at(15)),
    ("오후 세 시부터 에어컨 켜", at(15)),
    ("open the window in a week", 7 * DAY),
    ("in a week open the window", 7 * DAY),
    ("in 100 hours turn on the ac", 100 * HOUR),
    ("in two days open the windows", 2 * DAY),
    ("in a hundred hours close the windows", 100 * HOUR),
    ("in seventy minutes turn off the ac", 4200),
    ("in eighty five minutes close the sunroof", 5100),
    ("open the window in half a minute", 30),
    ("turn on the ac in half a day", 12 * HOUR),
    ("turn on the ac in a quarter of an hour", 900),
    ("turn off the ac in about ten minutes", 600),
    ("turn off the ac in roughly ten minutes", 600),
    ("turn off the ac in ten minutes or so", 600),
    ("close the windows in an hour and a quarter", 4500),
    ("turn on the ac in two and a half hours", 9000),
    ("turn on the ac in two hours and thirty minutes", 9000),
    ("about ten minutes from now close the windows", 600),
    ("close the windows in another couple of minutes", 120),
    ("in three days turn on the ac", 3 * DAY),
    ("close the window in one week", 7 * DAY),
    ("open the window at 24 30", at(0, 30, 1)),
    ("at 7 open the window", at(19)),
    ("at 7 open the windows", at(19)),
    ("at seven open the window", at(19)),
    ("open the window at 7", at(19)),
    ("at 7 close the windows", at(19)),
    ("at 7 turn on the seat heater", at(19)),
    ("a quarter past ten open the window", at(10, 15)),
    ("at a quarter past ten open the window", at(10, 15)),
    ("open the window at quarter past ten", at(10, 15)),
    ("half past nine close the windows", at(9, 30)),
    ("quarter to eleven turn on the ac", at(10, 45)),
    ("ten past seven open the window", at(19, 10)),
    ("seven o'clock open the window", at(19)),
    ("7 pm turn on the ac", at(19)),
    ("open the window 7 pm", at(19)),
    ("7:30 open the window", at(19, 30)),
    ("turn on the ac at seven thirty", at(19, 30)),
    ("twenty past ten turn on the ac", at(10, 20)),
    ("at 7:00 open the window", at(19)),
    ("please at 7 open the window", at(19)),
    ("turn off the ac in half an hour or so", 1800),
    ("in half an hour or so close the window", 1800),
    ("close the windows at 7 pm on friday", at(19, day=4)),
    ("open the window 7:30", at(19, 30)),
    ("이따 세 시에 에어컨 켜", at(15)),
]
REFUSED = [
    "이 주 뒤에 창문 열어", "8일 뒤에 창문 열어", "열흘 뒤에 에어컨 켜", "한 달 뒤에 창문 열어",
    "200시간 뒤에 창문 열어", "일 년 뒤에 창문 열어", "보름 뒤에 창문 닫아", "몇 분 뒤에 창문 열어",
    "몇 시간 뒤에 에어컨 꺼", "몇십 분 뒤에 창문 닫아", "며칠 뒤에 창문 열어", "삼사 분 뒤에 창문 닫아",
    "이삼 분 뒤에 창문 열어", "이삼십 분 뒤에 에어컨 꺼", "십이삼 분 뒤에 에어컨 꺼", "한두 시간 뒤에 에어컨 꺼",
    "서너 시간 있다가 창문 열어", "두세 시간 뒤에 창문 닫아", "3~4분 뒤에 창문 닫아", "십여 분 뒤에 에어컨 켜",
    "오 분에서 십 분 뒤에 창문 닫아", "삼사 분 동안 창문 열어", "몇 분만 에어컨 켜 줘", "몇 주 뒤에 창문 열어",
    "한참 뒤에 창문 열어", "10분 전에 창문 열어", "십 분 전에 에어컨 켜", "한 시간 전에 창문 닫아",
    "몇 분 전에 창문 열어", "어제 세 시에 창문 열어", "십 분 안에 창문 닫아", "십 분 이내에 창문 열어",
    "7시 전에 창문 닫아", "7시 이후에 에어컨 켜", "25시에 에어컨 켜", "7시 70분에 에어컨 켜",
    "오전 15시에 창문 열어", "25:00에 창문 열어", "주말에 창문 열어", "저녁에 히터 켜", "금요일에 창문 열어",
    "다음 달에 창문 열어", "내년에 창문 열어", "모레 창문 열어", "in 8 days open the window",
    "open the window in two weeks", "turn on the ac in a month", "in a year open the window",
    "in 200 hours turn on the ac", "open the window in a fortnight", "open the window in a few minutes",
    "in a few minutes open the window", "in several hours turn off the ac", "in some minutes close the windows",
    "close the windows in five or ten minutes", "close the windows in five to ten minutes",
    "close the windows in 5-10 minutes", "turn off the ac in two or three hours", "open the window in a few",
    "open the windows for a few minutes", "open the window ten minutes ago", "ten minutes ago turn on the ac",
    "turn on the ac an hour ago", "turn on the ac yesterday at 5", "within ten minutes close the windows",
    "close the windows within ten minutes", "before 7 close the windows", "close the windows by 7 pm",
    "turn on the ac at 25:00", "at 25:00 open the window", "open the window at 15 am",
    "turn on the ac before midnight", "turn on the ac by noon", "turn on the ac on friday",
    "turn on the ac this weekend", "in the morning turn on the ac", "at a quarter past midnight open the window",
]  # fmt: skip
NO_TIME = [
    "오전에 켠 에어컨 꺼", "세 시 방향 창문 열어", "at half open the window", "play half an hour of jazz",
    "온도 7도로", "창문 7퍼센트 열어", "뒤에 창문 열어", "전에 듣던 노래 틀어", "십 분 전에 듣던 노래 틀어",
    "창문 반만 열어", "뒤 창문 열어", "열선 시트 3단으로", "다시 창문 열어", "온도 이십이 도로",
    "창문 이십오 퍼센트 열어", "앞뒤 창문 닫아", "열시트 켜", "open the window at 70 percent",
    "open the windows in the back", "play seven nation army", "half open the window", "open the window a quarter",
    "set the temperature to 7 degrees", "turn on the seat heater at 2", "set the volume at 7",
    "open the window halfway", "set the fan to 3", "open the window 25 percent", "play quarter past midnight",
    "play twenty four hours", "set the temperature at 22", "turn the temperature up by 2",
    "open the window by a quarter", "turn the volume up by 7", "오 분 노래 틀어",
    "어제 듣던 노래 틀어", "십 분 전에 켠 에어컨 꺼", "open the trunk", "저녁에 듣기 좋은 노래 틀어",
    "open the window to 7",
    pytest.param("play 1 am by yo la tengo", marks=pytest.mark.xfail(strict=True, reason="1 am is taken for a time")),
    pytest.param("play yesterday", marks=pytest.mark.xfail(strict=True, reason="taken for talk")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), SCHEDULED)
def test_what_is_for_later_waits_for_its_time(engine, text, after):
    found = engine.understand(text, Context(now=NOW))
    times = [(each.after, each.duration, each.value) for each in found.commands]
    assert (found.outcome, times) == ("understood", [(after, None, None)])


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_told_or_has_passed_is_refused(engine, text):
    found = engine.understand(text, Context(now=NOW))
    assert (found.outcome, found.commands, found.candidates, found.reason) == ("unsupported", (), (), "when")


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_for_now_is_neither_put_off_nor_refused(engine, text):
    found = engine.understand(text, Context(now=NOW))
    assert found.outcome in ("understood", "hand_off")
    assert [(each.after, each.duration) for each in found.commands] == [(None, None)] * len(found.commands)
