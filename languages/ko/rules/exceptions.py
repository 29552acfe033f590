"""Korean words of zones and of what is left out: "운전석만 빼고", "내 거만 남기고", "나머지도"."""

import re

SPEAKER = "speaker"
ZONES = {  # as spoken -> zone of the catalogue; the longest is looked for first
    "운전석 뒤": "rear_left", "왼쪽 뒷자리": "rear_left", "뒷자리 왼쪽": "rear_left", "왼쪽 뒤": "rear_left",
    "뒤 왼쪽": "rear_left", "뒷좌석 왼쪽": "rear_left", "왼쪽 뒷좌석": "rear_left",
    "조수석 뒤": "rear_right", "오른쪽 뒷자리": "rear_right", "뒷자리 오른쪽": "rear_right", "오른쪽 뒤": "rear_right",
    "뒤 오른쪽": "rear_right", "뒷좌석 오른쪽": "rear_right", "오른쪽 뒷좌석": "rear_right",
    "운전석": "driver", "운전자": "driver", "운전자석": "driver", "조수석": "passenger", "보조석": "passenger",
    "옆자리": "passenger", "옆좌석": "passenger", "옆": "passenger",
    "앞자리": "front", "앞좌석": "front", "앞": "front", "뒷자리": "rear", "뒷좌석": "rear", "뒤": "rear", "뒷": "rear",
    "왼쪽": "left", "오른쪽": "right",
    "나": SPEAKER, "저": SPEAKER, "내": SPEAKER, "제": SPEAKER, "내가": SPEAKER,
}  # fmt: skip

_ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
_END = r"(?: ?(?:쪽|자리|좌석|거|것|꺼|사람))?"  # behind a zone, without a meaning of its own
_THINGS = r"창문|창|문|시트|의자|열선|엉따|통풍|온도|유리창|유리|실내등|등|불"
_JOIN = r"(?:이랑|랑|하고|과|와|이나|나)"

ONLY = re.compile(  # the whole of a follow-up
    rf"(?P<zones>(?:{_ZONE}){_END}(?: ?{_JOIN} (?:{_ZONE}){_END})?)(?: (?:{_THINGS}))?만(?: 해 ?줘| 부탁해)?"
)
GATE = re.compile(
    r"빼고|빼놓고|제외|남기고|남겨|놔두고|말고|나머지"
    r"|(?<!\S)(?:내|제|나|저)(?:\s|쪽|자리|거|것|만|는|도|한테)|만(?: 해 ?줘| 부탁해)?$"
)
# `zones` is left out; `thing` is what the rest of the sentence is about, if it says nothing itself
LEFT_OUT = re.compile(
    rf"(?<!\S)(?P<zones>(?:{_ZONE}){_END}(?: ?{_JOIN}? (?:{_ZONE}){_END})?) ?(?P<thing>{_THINGS})?(?:만|은|는|을|를)? ?"
    r"(?:빼고서?|빼놓고|빼 놓고|제외하고|제외한|남기고|남겨 ?(?:두고|놓고)|놔두고|그대로 두고)(?!\S)"
)
LEFT_OUT_BEHIND = re.compile(
    rf"(?<!\S)(?P<zones>(?:{_ZONE}){_END}(?: ?{_JOIN} (?:{_ZONE}){_END})?) ?(?P<thing>{_THINGS})?만? ?빼고$"
)
NOT_BUT = re.compile(  # "조수석 말고": left out where all are meant, else another zone is named
    rf"(?<!\S)(?P<zones>(?:{_ZONE}){_END}(?: ?{_JOIN} (?:{_ZONE}){_END})?) ?(?P<thing>{_THINGS})?(?:은|는)? 말고(?!\S)"
)
OTHER_LEFT_OUT = re.compile(  # of things that are no zones: which ones remain cannot be told
    r"\S+(?<!지) (?:빼고|빼놓고|제외하고|남기고|(?<!만 )말고) (?:\S+ )?(?:다|전부|모두|싹|모조리) (?:꺼|끄|켜|닫|열|잠)"
)
ALL = re.compile(r"(?<!\S)(?:다|전부|모두|싹|모조리|전체|전체적으로|죄다)(?!\S)")
ALL_WORD = "다"
REST = re.compile(
    rf"(?<!\S)나머지(?: ?(?:자리|좌석|쪽|것|거))?(?:들)?(?: ?(?P<thing>{_THINGS})(?:들)?)?(?:도|은|는|를|을"
    rf"|만)?(?: (?:다|전부|모두))?(?!\S)"
)
MINE = re.compile(r"(?<!\S)(?:내|제|나|저)(?=\s|쪽|자리|거|것|만(?:\s|$)|는\s|도\s|한테)")
NAMED = re.compile(rf"(?<!\S)(?:{'|'.join(name for name, zone in ZONES.items() if zone != SPEAKER)})|{MINE.pattern}")
ONE = re.compile(r"(?<!\S)(?:하나만?|한 ?(?:개|짝|쪽)만?)(?!\S)(?!.*(?<!\S)(?:다|전부|모두)(?!\S))")
BESIDE = re.compile(r"(?<!\S)옆(?!.*조수석)")
REAR = re.compile(
    r"(?<!\S)(?:뒷자리|뒷좌석|뒷쪽|뒤쪽|(?<!초 )(?<!분 )(?<!간 )(?<!시 )뒤(?:에|는|가)?(?!\S)|뒷사람)"
    r"(?!.*(?:운전석|조수석))"
)
DRIVER = re.compile(r"운전|기사")
