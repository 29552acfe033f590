"""Korean words of the replies: values of signals, zones, units; and colours as drivers say them."""

import re

UNITS = {  # DBC unit -> put behind the number
    "degC": "도",
    "%": "퍼센트",
    "level": "단",
    "MHz": "메가헤르츠",
    "kHz": "킬로헤르츠",
    "km": "킬로미터",
    "V": "볼트",
    "ug/m3": "마이크로그램",
}

ZONES = {
    "driver": "운전석",
    "passenger": "조수석",
    "rear_left": "왼쪽 뒷자리",
    "rear_right": "오른쪽 뒷자리",
    "front": "앞",
    "rear": "뒤",
    "left": "왼쪽",
    "right": "오른쪽",
    "all": "모든",
}
SEATS = {"front": "앞자리", "rear": "뒷자리"}  # zones that are called otherwise where they are spoken of as a place

WORDS = {  # word on the wire or in the catalogue, after the function where it has a word of its own
    "on": "켜져 있어요",
    "off": "꺼져 있어요",
    "sync": "켜져 있어요",
    "dual": "꺼져 있어요",
    "locked": "잠겨 있어요",
    "unlocked": "잠금이 풀려 있어요",
    "folded": "접혀 있어요",
    "unfolded": "펴져 있어요",
    "open": "열려 있어요",
    "closed": "닫혀 있어요",
    "tilt": "비스듬히 열려 있어요",
    "face": "얼굴 쪽",
    "feet": "발 쪽",
    "face_feet": "얼굴과 발 쪽",
    "feet_windshield": "발과 앞유리 쪽",
    "windshield": "앞유리 쪽",
    "recirculated": "내기 순환",
    "fresh": "외기 순환",
    "LO": "최저",
    "HI": "최고",
    "memory1": "메모리 1번",
    "memory2": "메모리 2번",
    "slightly": "조금",
    "forward": "앞쪽",
    "back": "뒤쪽",
    "recline": "눕힌 자세",
    "manual": "직접 맞춘 자리",
    "low": "하향",
    "high": "상향",
    "auto": "자동",
    "fog": "안개등",
    "park": "미등",
    "wiper low": "저속",
    "wiper high": "고속",
    "interval": "간헐",
    "wash": "워셔",
    "eco": "에코",
    "comfort": "컴포트",
    "sport": "스포츠",
    "smart": "스마트",
    "fm": "에프엠 라디오",
    "am": "에이엠 라디오",
    "bluetooth": "블루투스",
    "usb": "유에스비",
    "podcast": "팟캐스트",
    "audiobook": "오디오북",
    "recommended": "추천 경로",
    "fast": "빠른 길",
    "free": "무료 도로",
    "short": "짧은 길",
    "avoid_highway": "고속도로 제외",
    "north": "북쪽 위",
    "heading": "진행 방향 위",
    "white": "흰색",
    "red": "빨간색",
    "orange": "주황색",
    "yellow": "노란색",
    "green": "초록색",
    "sky_blue": "하늘색",
    "blue": "파란색",
    "purple": "보라색",
    "pink": "분홍색",
}

LITTLE = re.compile(r"(?:조금|쪼금|살짝|약간)(?!\s*(?:있다|이따|전|후|뒤))")  # "a little", and not "a little later"
FURTHER = re.compile(r"(?<!\S)더(?!\S)")  # from where it is
MUCH = re.compile(
    r"죽겠|죽것|죽을 것|얼어|미치겠|(?<!\S)(?:확|팍|훨씬|많이|엄청|왕창|한참|대폭)(?!\S)"
)  # more than a step
NOTCH = re.compile(r"(?:칸|단계|눈금|스텝) ?(?:만|씩|더)?(?!\S)")  # behind a number: so many steps

COLOUR_ENDINGS = ("색깔", "색", "빛")  # of a colour as spoken, cut off before it is looked up
COLOURS = {  # as spoken -> word on the wire
    "흰": "white", "하얀": "white", "하양": "white", "화이트": "white", "백": "white",
    "빨간": "red", "빨강": "red", "붉은": "red", "레드": "red", "적": "red",
    "주황": "orange", "오렌지": "orange",
    "노란": "yellow", "노랑": "yellow", "옐로우": "yellow",
    "초록": "green", "녹": "green", "그린": "green", "연두": "green",
    "하늘": "sky_blue",
    "파란": "blue", "파랑": "blue", "푸른": "blue", "블루": "blue", "청": "blue",
    "보라": "purple", "퍼플": "purple",
    "분홍": "pink", "핑크": "pink",
}  # fmt: skip
