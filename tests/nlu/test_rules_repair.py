"""Of an order that corrects itself the last part counts, and nothing else with the same words is changed."""

import pytest

from contract.values import Context, Understanding
from languages.text import normalise
from nlu.rules import chain

NOTHING = Context()


def left(text):
    """What is left for the network."""
    found = chain.before(normalise(text), NOTHING)
    return (
        "taken back"
        if isinstance(found, Understanding) and found.commands[0].function == "dialog.cancel"
        else found.text
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("에어컨 켜 아니 히터", "히터 켜"),
        ("에어컨 켜 줘 아 아니다 히터", "히터 켜 줘"),
        ("난방 아 아니다 열선", "열선"),
        ("소리 키워 아니 줄여", "소리 줄여"),
        ("온도 21도로 아니 24도로 해 줘", "온도 24도로 해 줘"),
        ("볼륨 올려 아니 30으로", "볼륨 30으로"),
        ("볼륨 20 아니 30 아니 40", "볼륨 40"),
        ("조수석 창문 열어 아니 운전석", "운전석 창문 열어"),
        ("운전석 아니 조수석 창문 닫아", "조수석 창문 닫아"),
        ("실내등 켜 아니 무드등 켜 줘", "무드등 켜 줘"),
        ("시청 아니 잠실역으로 가자", "잠실역으로 가자"),
        ("시청으로 가자 아니 잠실역", "잠실역 가자"),
        ("누나한테 전화해 아니 형한테", "형한테 전화해"),
        ("히터가 아니라 에어컨 켜", "에어컨 켜"),
        ("히터 말고 에어컨 켜 줘", "에어컨 켜 줘"),
        ("선루프 닫지 말고 열어", "선루프 열어"),
        ("음악 끄지 말고 소리만 줄여", "소리만 줄여"),
        ("turn on the heater no wait the ac", "turn on the ac"),
        ("fan up no i mean down", "fan down"),
        ("set the temperature to 20 no 23", "set the temperature to 23"),
        ("not 20 make it 23", "make it 23"),
        ("not twenty but twenty three degrees", "but twenty three degrees"),
        ("open the sunroof no close it", "close the sunroof"),
        ("turn the heater on no wait off", "turn the heater off"),
        ("open the window no the passenger one", "open the passenger one window"),
        ("navigate to the airport no sorry city hall", "navigate to city hall"),
        ("take me to jamsil no city hall", "take me to city hall"),
        ("call mom no dad", "call dad"),
        ("play abba no wait play queen", "play queen"),
        ("don't stop the music just turn it down", "turn the music down"),
        ("don't open the window just turn on the ac", "turn on the ac"),
        ("stop stop open it", "open it"),
        ("멈춰 멈춰 다시 열어", "다시 열어"),
    ],
)
def test_the_last_part_counts(text, wanted):
    assert left(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "창문 열어 아니다",
        "창문 열어 아니 열지 마",
        "히터 켜 아니 됐어",
        "open the windows no don't open them",
        "turn on the heater no never mind",
        "open the trunk no wait cancel that",
        "트렁크 열어 아 됐어",
        "에어컨 켜 줘 에이 관둬",
        "open the trunk please never mind",
        "turn on the heater actually forget it",
    ],
)
def test_an_order_is_taken_back_in_the_same_breath(text):
    assert left(text) == "taken back"


@pytest.mark.parametrize(
    "text",
    [
        "아니 창문 열어",
        "아니 땐 굴뚝에 틀어 줘",
        "네가 아니 내가 틀어 줘",
        "사랑이 아니야 틀어 줘",
        "그게 아니라 노래 틀어",
        "엄마한테 늦는 게 아니라 못 간다고 문자 보내",
        "블루투스 말고 라디오로 바꾸고 95.1 틀어",
        "고속도로 말고 국도로 가",
        "바람을 얼굴 말고 발 쪽으로 돌려 줘",
        "트렁크는 아직 열지 말고 있어 봐",
        "창문 아니 그게 뭐더라",
        "play no surprises",
        "play no doubt",
        "play wait for me",
        "play say no to this",
        "play yes no maybe",
        "text mom no i can't make it",
        "tell him no wait for me",
        "no open the window",
        "no i said tuesday not thursday",
        "there's no heat",
        "avoid tolls no highways",
        "call no one",
        "is there no ac in this car",
        "take me to the no name cafe",
        "turn it up no more than 30",
        "text mom never mind",
        "play never mind",
        "엄마한테 아 됐어 보내 줘",
        "노래 그냥 됐어 틀어",
    ],
)
def test_names_titles_and_talk_stay_as_they_are(text):
    assert left(text) == normalise(text)
