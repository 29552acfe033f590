"""Words of the replies: value words, zones and units in both languages, and Korean particles."""

UNITS = {  # DBC unit -> (ko, en), put behind the number
    "degC": ("도", " degrees"),
    "%": ("퍼센트", " percent"),
    "level": ("단", ""),
    "MHz": ("메가헤르츠", " megahertz"),
    "kHz": ("킬로헤르츠", " kilohertz"),
    "km": ("킬로미터", " kilometres"),
    "V": ("볼트", " volts"),
    "ug/m3": ("마이크로그램", " micrograms per cubic metre"),
}
ZONES = {
    "driver": ("운전석", "driver"),
    "passenger": ("조수석", "passenger"),
    "rear_left": ("왼쪽 뒷자리", "rear left"),
    "rear_right": ("오른쪽 뒷자리", "rear right"),
    "front": ("앞", "front"),
    "rear": ("뒤", "rear"),
    "left": ("왼쪽", "left"),
    "right": ("오른쪽", "right"),
    "all": ("전체", "all"),
}
WORDS = {  # word on the wire or in the catalogue, after the function where it has a word of its own -> (ko, en)
    "on": ("켜져 있어요", "on"), "off": ("꺼져 있어요", "off"),
    "locked": ("잠겨 있어요", "locked"), "unlocked": ("잠금이 풀려 있어요", "unlocked"), "folded": ("접혀 있어요", "folded"), "unfolded": ("펴져 있어요", "unfolded"),
    "open": ("열려 있어요", "open"), "closed": ("닫혀 있어요", "closed"), "tilt": ("틸트", "tilted"),
    "face": ("얼굴 쪽", "the face"), "feet": ("발 쪽", "the feet"), "face_feet": ("얼굴과 발 쪽", "face and feet"),
    "feet_windshield": ("발과 앞유리 쪽", "feet and windshield"), "windshield": ("앞유리 쪽", "the windshield"),
    "memory1": ("메모리 1번", "memory 1"), "memory2": ("메모리 2번", "memory 2"), "forward": ("앞쪽", "forward"), "back": ("뒤쪽", "back"),
    "recline": ("눕힌 자세", "reclined"), "low": ("하향", "low"), "high": ("상향", "high"), "auto": ("자동", "auto"), "fog": ("안개등", "fog lamps"),
    "interval": ("간헐", "interval"), "wash": ("워셔", "wash"), "park": ("미등", "parking lamps"),
    "eco": ("에코", "eco"), "comfort": ("컴포트", "comfort"), "sport": ("스포츠", "sport"), "smart": ("스마트", "smart"),
    "fm": ("에프엠 라디오", "FM radio"), "am": ("에이엠 라디오", "AM radio"), "bluetooth": ("블루투스", "Bluetooth"), "usb": ("유에스비", "USB"), "podcast": ("팟캐스트", "podcasts"),
    "recommended": ("추천 경로", "the recommended route"), "fast": ("빠른 길", "the fastest route"), "free": ("무료 도로", "toll-free roads"),
    "short": ("짧은 길", "the shortest route"), "avoid_highway": ("고속도로 제외", "no highways"), "north": ("북쪽 위", "north up"), "heading": ("진행 방향 위", "heading up"),
    "sync": ("켜져 있어요", "on"), "dual": ("꺼져 있어요", "off"), "wiper low": ("저속", "low"), "wiper high": ("고속", "high"),
    "recirculated": ("내기 순환", "recirculating"), "fresh": ("외기 순환", "fresh air"), "LO": ("최저", "LO"), "HI": ("최고", "HI"),
    "white": ("흰색", "white"), "red": ("빨간색", "red"), "orange": ("주황색", "orange"), "yellow": ("노란색", "yellow"), "green": ("초록색", "green"),
    "sky_blue": ("하늘색", "sky blue"), "blue": ("파란색", "blue"), "purple": ("보라색", "purple"), "pink": ("분홍색", "pink"),
}  # fmt: skip
COLOURS = {  # as spoken, without the ending 색 -> word on the wire
    "흰": "white", "하얀": "white", "하양": "white", "화이트": "white", "백": "white", "white": "white", "warm white": "white",
    "빨간": "red", "빨강": "red", "붉은": "red", "레드": "red", "적": "red", "red": "red",
    "주황": "orange", "오렌지": "orange", "orange": "orange", "노란": "yellow", "노랑": "yellow", "옐로우": "yellow", "yellow": "yellow",
    "초록": "green", "녹": "green", "그린": "green", "연두": "green", "green": "green",
    "하늘": "sky_blue", "sky blue": "sky_blue", "light blue": "sky_blue", "cyan": "sky_blue", "turquoise": "sky_blue",
    "파란": "blue", "파랑": "blue", "푸른": "blue", "블루": "blue", "청": "blue", "blue": "blue",
    "보라": "purple", "퍼플": "purple", "purple": "purple", "violet": "purple", "분홍": "pink", "핑크": "pink", "pink": "pink",
}  # fmt: skip


def colour(words: str) -> str | None:
    """The wire word of a colour as spoken ("파란색", "파랑", "blue"), or None."""
    spoken = words.lower().replace("_", " ").strip()
    for ending in ("색깔", "색", "빛"):
        spoken = spoken.removesuffix(ending)
    return COLOURS.get(spoken.strip())


def particle(word: str, closed: str, open_: str) -> str:
    """The word with its particle by the last sound: particle("온도", "을", "를") -> "온도를".

    Digits are read as Sino-Korean; a letter of another script counts as open. "으로" also follows ㄹ as "로".
    """
    last = word.rstrip(" .)")[-1:]
    tail = (
        (ord(last) - 0xAC00) % 28
        if "가" <= last <= "힣"
        else {"0": 21, "1": 8, "3": 16, "6": 1, "7": 8, "8": 8}.get(last, 0)
    )
    if closed == "으로" and tail == 8:
        return word + open_
    return word + (closed if tail else open_)
