"""What is nothing but a stop, and what only sounds like one."""

import pytest

from languages.stopping import stop_of
from languages.text import normalise

STOPS = (
    "멈춰", "멈춰!", "멈춰 줘", "멈춰줘", "그만", "그만 그만", "그만해", "그만 해 줘", "됐어", "됐어 그만", "이제 됐어",
    "이 정도면 됐어요", "스톱", "스톱 스톱", "스탑!", "거기까지만", "거기까지만 열어", "거기서 멈춰", "정지",
    "창문 멈춰", "창문을 멈춰 줘", "트렁크 그만", "선루프 거기까지만", "조수석 창문 그만 열어", "창문 그만 내려",
    "아니 멈춰", "잠깐 멈춰", "그대로 멈춰라", "stop 창문", "다 멈춰", "애들아 그만해",
    "stop", "Stop!", "please stop", "stop stop stop", "stop it", "stop right there", "hold it there", "hold it",
    "that's enough", "okay that's enough thanks", "enough", "halt", "stop the window", "stop the driver's window",
    "stop both windows now", "hold the window there", "no stop", "whoa stop", "could you stop it please",
    "stop opening the sunroof", "that's far enough", "stop the trunk",
)  # fmt: skip
DANGERS = (
    "손!  멈춰", "스톱 손", "멈춰 손 꼈어", "손 끼었어 멈춰", "손가락 꼈어", "손이 꼈어", "애가 꼈어", "아야 손",
    "창문에 손가락이 끼었어", "멈춰 애 있어", "멈춰 위험해", "스톱 스톱 우리 애 손 낀다", "그만 강아지",
    "stop my hand", "my hand is stuck", "stop stop my finger", "my finger's caught in the window", "ouch my fingers",
    "stop the kid's hand is in there", "my daughter's hand got stuck", "stop it's stuck",
)  # fmt: skip
OTHERS = (
    "안내 그만", "노래 그만", "노래 멈춰", "그만두고 싶어", "버스 정류장", "다음 정거장", "스톱워치 켜", "라디오 정지",
    "그만 좀 틀어", "멈춰 버린 시간 틀어 줘", "됐고 에어컨 켜", "다 됐어", "안 됐어", "잘 됐다", "손", "손가락",
    "창문", "창문 열어", "그만 올려", "손 씻고 싶어", "애 잔다", "아니 됐어", "아이 목이 마르네", "정지선 앞에서",
    "경로 안내 멈춰 줘", "여기서 멈춰", "잠깐만", "아니", "다 왔어", "멈추지 마", "일시정지",
    "stop the music", "stop navigation", "don't stop me now", "don't stop", "stop at the bank", "bus stop",
    "add a stop", "next stop", "stop here", "stop on the left", "one more stop", "stop talking", "window", "my hand",
    "hold on", "wait", "no", "leave it", "leave it on", "hand me the phone", "play stop", "never stop", "non stop",
    "stuck in traffic", "i'm stuck", "that's good", "is that enough fuel", "do we have enough", "my head hurts",
    "when does it stop", "stop playing", "stop the car", "careful", "enough of this song",
)  # fmt: skip


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_is_a_stop(text):
    assert stop_of(normalise(text)) == "stop"


@pytest.mark.parametrize("text", DANGERS)
def test_a_stop_with_a_word_of_danger_is_one_of_danger(text):
    assert stop_of(normalise(text)) == "danger"


@pytest.mark.parametrize("text", OTHERS)
def test_what_has_other_words_is_no_stop(text):
    assert stop_of(normalise(text)) == ""


@pytest.mark.parametrize("text", ["어" * 60, "아야" * 30, "그만 " * 11 + "x", "stop " * 11 + "x", "s" * 500])
def test_what_goes_on_for_long_ends_at_once(text):
    assert stop_of(text.strip()) == ""
