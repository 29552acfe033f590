"""What is nothing but a stop, and what only sounds like one."""

import pytest

from languages.stopping import orders_to_open, phrases, stop_of
from languages.text import normalise

STOPS = (
    "멈춰", "멈춰!", "멈춰 줘", "멈춰줘", "그만", "그만 그만", "그만해", "그만 해 줘", "됐어", "됐어 그만",
    "이제 됐어", "이 정도면 됐어요", "스톱", "스톱 스톱", "스탑!", "거기까지만", "거기까지만 열어", "거기서 멈춰",
    "정지", "창문 멈춰", "창문을 멈춰 줘", "트렁크 그만", "선루프 거기까지만", "조수석 창문 그만 열어",
    "창문 그만 내려", "아니 멈춰", "잠깐 멈춰", "그대로 멈춰라", "stop 창문", "다 멈춰", "애들아 그만해",
    "stop", "Stop!", "please stop", "stop stop stop", "stop it", "stop right there", "hold it there", "hold it",
    "that's enough", "okay that's enough thanks", "enough", "halt", "stop the window", "stop the driver's window",
    "stop both windows now", "hold the window there", "no stop", "whoa stop", "could you stop it please",
    "stop opening the sunroof", "that's far enough", "stop the trunk",
    "일단 멈춰", "멈춰줄래요", "멈춰 줄래요", "멈춰주라", "멈춰 주라고", "멈춰 달라니까", "멈춰 줄 수 있어요",
    "제발 좀 멈춰 주세요", "멈처", "멈쳐", "정지해요", "정지하세요", "그만해줘요", "그만해 주시겠어요",
    "그만 좀 하라고", "그만 닫으라고", "그만 좀 닫아", "창문 그만 올리라고", "닫는 거 멈춰", "안 돼 멈춰",
    "살려 줘 멈춰", "저기요 스톱해 주세요", "멈추라니까 진짜", "내 창문 멈춰", "그만 닫지 마", "멈춰 닫지 마",
    "stop everything", "hold on stop", "stop the window from closing", "keep the window from going up", "stop closing",
    "stop closing the window", "quit closing", "make it stop", "stop please stop now", "help stop", "emergency stop",
    "stop don't close it", "i need you to stop", "stop it from closing", "stop rolling it up",
    "stop " * 13, "멈춰 " * 40, "please stop now " * 20,
)  # fmt: skip
DANGERS = (
    "손!  멈춰", "스톱 손", "멈춰 손 꼈어", "손 끼었어 멈춰", "손가락 꼈어", "손이 꼈어", "애가 꼈어", "아야 손",
    "창문에 손가락이 끼었어", "멈춰 애 있어", "멈춰 위험해", "스톱 스톱 우리 애 손 낀다", "그만 강아지",
    "stop my hand", "my hand is stuck", "stop stop my finger", "my finger's caught in the window", "ouch my fingers",
    "stop the kid's hand is in there", "my daughter's hand got stuck", "stop it's stuck", "손 낌", "손 꼈다니까요",
    "손 꼈어 창문 열어", "창문에 손 꼈어 열어줘", "애 손 꼈어 열어", "손 꼈어 내려", "손 꼈어 다시 열어 줘",
    "창문 다시 열어 손 꼈어", "머리카락 꼈어요", "머리카락이 걸렸어", "옷 걸려 있어", "안전벨트 꼈어",
    "벨트가 끼었어요 빨리", "우리 딸 손 꼈어", "엄마 손 꼈어", "애기 팔이 끼었어요 멈춰 주세요", "손이 안 빠져",
    "손 끼인 것 같아", "살려 줘 손 꼈어", "큰일 났어 애 손 꼈어 어떡해", "아파 손 찡겼어", "차 문에 손가락 꼈어",
    "손 껴 있다고", "스톱 내 손", "손꼈어열어", "그만 닫아 손 꼈어", "손 꼈어 닫지 마", "my fingers are in there",
    "my hand is in the window", "my hand is jammed in the door", "help my hand is stuck", "my hand is stuck again",
    "open it my hand is stuck", "the baby's hand is stuck open the window", "open the window my kid's arm is caught",
    "i got my hand stuck", "my seat belt is caught", "her seatbelt got jammed", "my hair is caught",
    "the strap is stuck in the window", "my wife's hand is stuck", "let go my hand is stuck",
    "you're crushing my hand", "it's pinching my finger", "help help somebody's fingers are trapped roll it down",
    "don't close it my hand is in there", "stop my hand open the window", "oh my god her hand is stuck",
    "stop stop my hand is stuck in the window stop stop please stop now",
    "please stop please stop my daughter's hand is stuck in the window", "손 꼈어 " * 30 + "멈춰",
)  # fmt: skip
FITTING = {  # a stop only while it fits what moves
    "not_closing": (
        "닫지 마", "창문 닫지 마", "창문은 닫지 마세요", "닫지 말라니까", "닫지 말아 줘", "아직 닫지 마",
        "안 닫아도 돼", "올리지 마", "트렁크 닫지 말아 주세요", "더 닫지 마", "닫으면 안 돼", "선루프 닫지마",
        "don't close it", "don't close the window", "please do not close it", "don't shut the trunk yet",
        "don't roll it up", "no need to close it", "don't you dare close that", "don't let it close",
    ),
    "not_opening": ("열지 마", "창문 열지 말라고", "내리지 마", "안 열어도 돼", "don't open it", "do not open it"),
    "if_moving": ("그만 올려", "그만 내려 줘", "그만 올라가", "leave it", "keep it", "just leave it"),
}  # fmt: skip
OTHERS = (
    "안내 그만", "노래 그만", "노래 멈춰", "그만두고 싶어", "버스 정류장", "다음 정거장", "스톱워치 켜", "라디오 정지",
    "그만 좀 틀어", "멈춰 버린 시간 틀어 줘", "됐고 에어컨 켜", "다 됐어", "안 됐어", "잘 됐다", "손", "손가락",
    "창문", "창문 열어", "손 씻고 싶어", "애 잔다", "아니 됐어", "아이 목이 마르네", "정지선 앞에서",
    "경로 안내 멈춰 줘", "여기서 멈춰", "잠깐만", "아니", "다 왔어", "멈추지 마", "일시정지",
    "stop the music", "stop navigation", "don't stop me now", "don't stop", "stop at the bank", "bus stop",
    "add a stop", "next stop", "stop here", "stop on the left", "one more stop", "stop talking", "window", "my hand",
    "hold on", "wait", "no", "leave it on", "hand me the phone", "play stop", "never stop", "non stop",
    "stuck in traffic", "i'm stuck", "that's good", "is that enough fuel", "do we have enough", "my head hurts",
    "when does it stop", "stop playing", "stop the car", "careful", "enough of this song",
    "keep going up", "keep going", "무릎이 걸려", "문이 손에 안 닿아", "손 시려", "애가 추워해", "손 세정제",
    "손에 장갑 꼈어", "애가 안경 꼈어", "애 감기 걸렸어", "손 안 꼈어", "차 막혀서 꼈어", "애들 아껴", "엄마 그만해",
    "아빠 멈춰", "나 됐어", "손 열어", "애 내려", "애 내려 줘야 해", "머리 아파", "벨트 매", "안전벨트 풀어 줘",
    "살려 줘", "도와줘", "어떡해", "노래 닫지 마", "닫지", "창문 닫아", "창문 닫지 말고 에어컨 켜", "온도 올리지 마",
    "볼륨 그만 올려", "라디오 그만해 줘", "전화 걸렸어", "창문이 안 열려", "손 꼈어라는 노래 틀어 줘",
    "다음 주유소에서 멈춰", "안내 정지해 주세요", "음악 멈춰줄래요", "멈춰 열어", "창에 성에 꼈어", "강아지 안아 줘",
    "어제 됐어", "don't stop me now 틀어 줘", "my hand is cold", "my hands are freezing", "my kid is stuck in traffic",
    "my dad is stuck at work", "my hand is not stuck", "the cat is hungry", "is the baby asleep", "help me",
    "open the window", "open it", "stop open it", "stop and open the window", "stop at the next gas station",
    "stop by my daughter's", "stop at my friend's", "stop for the kids at school", "leave the window open",
    "don't close the app", "don't close my eyes", "don't stop closing time", "stop everything but the music",
    "stop closing time", "my seat belt is off", "i'm caught", "we are stuck", "hold on", "in the window",
    "close the window", "don't", "my head is in the clouds", "stop lowering the temperature", "stop the heater",
    "i got caught in the rain",
)  # fmt: skip


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_is_a_stop(text):
    assert stop_of(normalise(text)) == "stop"


@pytest.mark.parametrize("text", DANGERS)
def test_a_stop_with_a_word_of_danger_is_one_of_danger(text):
    assert stop_of(normalise(text)) == "danger"


@pytest.mark.parametrize(("wanted", "text"), [(wanted, text) for wanted, texts in FITTING.items() for text in texts])
def test_an_order_not_to_move_is_told_apart(wanted, text):
    assert stop_of(normalise(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("손 꼈어 창문 열어", True),
        ("the baby's hand is stuck open the window", True),
        ("손 꼈어 창문 내려", True),
        ("손 꼈어 열어", True),
        ("the strap's caught open it again", True),
        ("손 꼈어 내려", False),  # that could be the temperature
        ("let go my hand is stuck", False),
        ("창문에 손 꼈어", False),
    ],
)
def test_what_is_to_be_opened_is_told_apart(text, wanted):
    assert orders_to_open(text) is wanted


@pytest.mark.parametrize("text", OTHERS)
def test_what_has_other_words_is_no_stop(text):
    assert stop_of(normalise(text)) == ""


@pytest.mark.parametrize("text", ["어" * 60, "아야" * 30, "그만 " * 99 + "x", "stop " * 99 + "x", "s" * 500])
def test_what_goes_on_for_long_ends_at_once(text):
    assert stop_of(text.strip()) == ""


@pytest.mark.parametrize(
    ("code", "some"), [("ko", {"멈춰", "창문 멈춰", "손 꼈어"}), ("en", {"stop", "hand is stuck"})]
)
def test_what_a_recogniser_listens_for_is_a_stop(code, some):
    found = phrases(code)
    assert some <= set(found)
    assert len(found) == len(set(found)) < 500
    assert all(stop_of(normalise(phrase)) in ("stop", "danger") for phrase in found)
