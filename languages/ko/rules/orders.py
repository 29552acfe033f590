"""Korean words of orders by their kind, as patterns of one word: for nlu/rules/phrases.py, repair.py."""

THINGS = {  # as said, without spaces -> function
    "에어컨": "climate.ac", "에어콘": "climate.ac", "히터": "climate.heater", "난방": "climate.heater",
    "공조": "climate.power", "오토": "climate.auto", "자동공조": "climate.auto", "공조자동": "climate.auto",
    "싱크": "climate.sync", "동기화": "climate.sync", "내기순환": "climate.recirculation",
    "내기": "climate.recirculation", "외기": "climate.recirculation", "앞유리열선": "climate.defrost_front",
    "앞유리서리제거": "climate.defrost_front", "앞유리성에제거": "climate.defrost_front",
    "서리제거": "climate.defrost_front", "성에제거": "climate.defrost_front", "김서림제거": "climate.defrost_front",
    "앞유리습기제거": "climate.defrost_front", "뒷유리열선": "climate.defrost_rear",
    "뒤유리열선": "climate.defrost_rear",
    "후방열선": "climate.defrost_rear", "뒷유리서리제거": "climate.defrost_rear",
    "뒷유리성에제거": "climate.defrost_rear",
    "공기청정기": "climate.air_purifier", "공청기": "climate.air_purifier", "열선": "seat.heat",
    "열선시트": "seat.heat", "시트열선": "seat.heat", "엉따": "seat.heat", "통풍": "seat.ventilation",
    "통풍시트": "seat.ventilation", "마사지": "seat.massage", "안마": "seat.massage", "핸들열선": "steering.heat",
    "열선핸들": "steering.heat", "운전대열선": "steering.heat", "온도": "climate.temperature",
    "풍량": "climate.fan", "바람": "climate.fan", "바람세기": "climate.fan", "송풍": "climate.fan", "팬": "climate.fan",
    "창문": "window", "창": "window", "선루프": "sunroof", "썬루프": "sunroof", "선쉐이드": "sunshade",
    "썬쉐이드": "sunshade", "차양": "sunshade", "트렁크": "trunk", "주유구": "fuel_door", "사이드미러": "mirror",
    "백미러": "mirror", "실내등": "light.interior", "무드등": "light.ambient", "앰비언트": "light.ambient",
    "앰비언트라이트": "light.ambient", "전조등": "headlamp", "헤드라이트": "headlamp", "라이트": "headlamp",
    "비상등": "hazard", "비상깜빡이": "hazard", "와이퍼": "wiper", "화면": "display.brightness",
    "화면밝기": "display.brightness", "볼륨": "media.volume", "소리": "media.volume", "음량": "media.volume",
    "라디오": "media.source", "블루투스": "media.source", "노래": "media.play", "음악": "media.play",
    "문": "door.lock", "차문": "door.lock",
}  # fmt: skip
ZONES = {  # as said, without spaces -> zone of the catalogue
    "운전석": "driver", "조수석": "passenger", "옆자리": "passenger", "앞자리": "front", "앞좌석": "front",
    "앞": "front",
    "뒷자리": "rear", "뒷좌석": "rear", "뒷": "rear", "뒤": "rear", "왼쪽": "left", "오른쪽": "right",
    "왼쪽뒤": "rear_left", "오른쪽뒤": "rear_right", "뒤왼쪽": "rear_left", "뒤오른쪽": "rear_right", "전체": "all",
    "모든": "all", "내": "", "제": "",
}  # fmt: skip
PARTICLES = r"(?:을|를|은|는|이|가|도|만|의|로|으로|에|쪽|쪽으로|좀)?"
FILLERS = frozenset(
    [
        "좀",
        "그냥",
        "음",
        "어",
        "아",
        "저기",
        "그",
        "지금",
        "이제",
        "다시",
        "얼른",
        "빨리",
        "제발",
        "혹시",
        "잠깐",
        "잠깐만",
        "아니",
    ]
)
_DO = r"(?:줘|줘요|주세요|줄래|줄래요|주라|봐|놔|달라고|라|요)?"
VERB = (  # of an order, with its ending; a helping verb may stand apart ("켜 줘")
    r"(?:켜|꺼|끄|틀어|열어|열|닫아|닫|올려|올리|내려|내리|높여|높이|낮춰|낮추|키워|줄여|줄이|잠가|잠궈|풀어|접어|펴|"
    rf"멈춰|재생해|들려|작동해|가동해|중지해|정지해|취소해){_DO}"
)
DIRECTION = r"(?!)"  # the verb says it
JOIN = ""  # between the words of a name in THINGS and ZONES
PRONOUN = r"(?!)"
PLAIN_VERB = (  # it says only that something is to be done
    rf"(?:맞춰|맞추|해|하자|바꿔|설정해|조절해|부탁해|가자|가|갈래|안내해|찍어|전화해|걸어|연락해){_DO}|부탁|"
    r"줘|줘요|주세요|줄래|주라|봐|놔"
)
_DIGITS = (
    r"(?:영|공|일|이|삼|사|오|육|칠|팔|구|십|백|천|"
    r"하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열|스물|스무|서른|마흔|쉰|반|절반)"
)
NUMBER = (
    rf"(?:\d+(?:\.\d+)?|{_DIGITS}+(?:점{_DIGITS}+)?)(?:도|단|단계|퍼센트|프로|번|메가헤르츠)?(?:반)?(?:으로|로|까지|"
    rf"만|정도)?|"
    r"(?:도|단|단계|퍼센트|프로)(?:반)?(?:으로|로|까지|만|정도)?"
)
MARKER = (  # between what was said wrong and what counts
    r"(?:(?:아|어|야) )*(?:아니|아니다|아니야|아냐|아닌데|아니지|아 참|참)(?: (?:아니|아니다|아니야|그게 아니라|"
    r"아 아니다|내 말은|잠깐|"
    r"잠깐만))*"
)
NOT_BUT = r"(?:(?:이|가) 아니(?:라|고)| 말고)"  # "히터가 아니라 에어컨", "히터 말고 에어컨"
TAKEN_BACK = (
    r"|(?:됐어|됐어요|됐다|취소|취소해|취소해 줘|하지 마|하지 마라|그만둬|관둬|놔둬|그냥 둬|그냥 놔둬|신경 쓰지 마)"
)
DROPPED = (  # behind an order: it is taken back
    r"(?P<order>.+?) (?:아|아이|아이고|에이|아냐|아니|아니다|아니야|그냥|야) "
    r"(?:됐어|됐다|됐어요|됐고|관둬|취소|취소해|취소할래)"
)
NOT_THIS_BUT = r"(?P<object>(?:\S+ ){0,4}?)\S+지 (?:말고|마고|말구) (?P<rest>.+)"  # "창문 닫지 말고 열어"
SPOKEN = r"문자|메시지|메세지|카톡|전해|말해|보내|틀어|재생|들려|노래|음악"  # names and texts: the words may be theirs
SURE_MARKER = r"아니다|아니야|아냐|아 아니|아니 아니|참|내 말은"  # in a title "아니" alone may stand for itself
NOT_VALUE = r"(?!)"
NAMED = r"(?!)"
_PLEASE = r"(?: ?(?:줘|줘요|주세요|줄래|줄래요|라|봐|요))*"
NAMES = {  # function -> an order that is sure to name something, whatever words the name is of
    "nav.go": rf"(?P<name>\S.*?)(?:으로|로|까지) (?:안내 ?해|길 ?안내 ?해|가자|가 ?줘|데려다){_PLEASE}",
    "media.play": rf"(?P<name>\S.*?)(?: (?:노래|음악))?(?: 좀)? (?:틀어|들려|재생 ?해){_PLEASE}",
    "phone.call": rf"(?P<name>\S.*?)(?:한테|에게) (?:전화 ?해|전화 ?걸어|전화 좀 (?:해|걸어)){_PLEASE}",
}
INSTEAD: dict[tuple[str, str], str] = {}  # (function taken, function meant) -> how it is worded then
CHANGE = r"바꿔|변경|조절|조정|맞춰|설정"
