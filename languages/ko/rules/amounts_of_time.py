"""Korean amounts of time: "십 분", "한 시간 반", "일주일", "사흘"; those left open: "몇 분", "삼사 분"."""

import re

from languages.ko.numbers import read

_ONES = "일이삼사오육칠팔구"
SINO = (  # as one number is said: "삼사" is none, but three or four
    rf"(?:\d+(?:\.\d+)?|[이삼사오육칠팔구]?백(?: ?[이삼사오육칠팔구]?십)?(?: ?[{_ONES}])?"
    rf"|[이삼사오육칠팔구]?십(?: ?[{_ONES}])?|[{_ONES}])"
)
_TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_NATIVE = rf"(?:(?:(?:{_TENS}) ?)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|스무|{_TENS})"
_NUMBER = rf"(?:{_NATIVE}|{SINO})"
DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "열흘": 10,
    "보름": 15,
}
UNITS = {  # s; of months and years it only matters that they are too long
    "시간": 3600.0, "분": 60.0, "초": 1.0, "일": 86_400.0, "주": 604_800.0, "주일": 604_800.0,
    "달": 2_592_000.0, "개월": 2_592_000.0, "년": 31_536_000.0,
}  # fmt: skip
_PIECE = (
    rf"(?:(?:{_NUMBER}|반) ?시간(?: ?반)?|(?:{SINO}|반) ?분(?: ?반)?|{SINO} ?초|{_NUMBER} ?(?:일|주일?|달|개월|년)"
    rf"|(?:{'|'.join(DAYS)})(?: ?반)?)"
)
_NEARLY = r"(?<!\S)(?:(?:한|약|대략|거의|딱|정확히|앞으로|지금부터|지금으로부터) ){0,2}"
_PIECES = rf"(?:{_PIECE}(?:하고)? ?){{0,2}}?{_PIECE}"
AMOUNT, UNNAMED = rf"{_NEARLY}(?P<amount>{_PIECES})", rf"(?:{_NEARLY}{_PIECES})"
ABOUT = r"(?: ?(?:정도|쯤|가량|남짓))?"

_UNIT = r"(?:시간|분|초|일|주일?|달|개월|년)"
_OPEN = (  # numbers that leave open how many
    r"(?:몇|여러|수) ?(?:십|백)?|(?:(?:열|스물|스무|서른|마흔) ?)?"
    r"(?:한 ?두|두 ?세|두서너|서너|너댓|네댓|대여섯|예닐곱|일고여덟|몇|여)"
    rf"|[{_ONES}십백]{{0,4}}[{_ONES}] ?[{_ONES}]십?|[{_ONES}십백\d]{{1,5}} ?(?:여|몇)|\d{{1,3}} \d{{1,3}}"
    rf"|(?:{_NUMBER})(?: ?{_UNIT})?(?:에서|이나|내지) ?{_NUMBER}"
)
OPEN = rf"(?:{_NEARLY}(?:(?:{_OPEN}) ?{_UNIT}|며칠|반나절|한나절|한참))"


def seconds(words: str) -> float | None:
    """The s of an amount of time.

    >>> seconds("한 시간 반"), seconds("일 분 삼십 초"), seconds("반시간"), seconds("하루"), seconds("일주일")
    (5400.0, 90.0, 1800.0, 86400.0, 604800.0)
    """
    total = 0.0
    for piece in re.findall(_PIECE, words):
        half = 0.5 if re.search(r"(?!^) ?반$", piece) else 0.0
        named = next((days for word, days in DAYS.items() if piece.startswith(word)), None)
        if named is not None:
            total += (named + half) * UNITS["일"]
            continue
        number, unit = re.findall(rf"(.+?) ?({'|'.join(sorted(UNITS, key=len, reverse=True))})(?: ?반)?$", piece)[0]
        amount = read(number, "")
        if amount is None:
            return None
        total += (amount + half) * UNITS[unit]
    return total
