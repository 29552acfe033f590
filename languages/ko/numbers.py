"""Korean number words: Sino-Korean ("이십이"), native ("스물두"), fractions ("반"), signs ("영하")."""

import re

from languages.fractions import HALF, part_of_whole

SINO = {
    "영": 0, "공": 0, "제로": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8,
    "구": 9,
}  # fmt: skip
SINO_TENS = {"십": 10, "백": 100, "천": 1000}
NATIVE = {
    "하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
UNITS = (  # also words around a unit; they are passed over
    "퍼센트|킬로미터|킬로|키로|센티|프로|메가헤르츠|메가|킬로헤르츠|단계|번째|도씨|도|단|번|째|칸|점대|레벨|"
    "정도|쯤|가량|만|만큼|거|것|으로|로"
)

_NUMERAL = (
    "|".join(sorted([*SINO, *SINO_TENS, *NATIVE, *NATIVE_TENS], key=len, reverse=True)) + r"|\d++"
)  # "++": no backtracking
_TOKEN = re.compile(_NUMERAL)
_NUMBER = re.compile(
    rf"(?:온도|섭씨)*(?P<sign>마이너스|영하|-)?(?:섭씨|약|레벨|시속)?(?:한(?=(?:{_NUMERAL})))?"
    rf"(?P<whole>(?:{_NUMERAL})+)(?:(?:점|쩜|\.)(?P<fraction>(?:{_NUMERAL})+))?"
    rf"(?:{UNITS})*(?P<half>반)?(?:{UNITS})*"
)
_FRACTION = re.compile(rf"(?P<under>(?:{_NUMERAL})+)분의(?P<over>(?:{_NUMERAL})+)(?:{UNITS})*")
_HALF = re.compile(rf"(?P<sign>마이너스|영하|-)?(?:딱|한)?(?:절반|반)(?:{UNITS})*")

MINUS_AT_END = re.compile(r"(?:마이너스|영하|(?:^|\s)-)\s*$")
UNIT_WORDS = {"degC": re.compile("도"), "MHz": re.compile("메가")}  # unit of the catalogue -> how it is said


def read(words: str, unit: str) -> float | None:
    """The number said by `words`, in lower case; None where they say none. Latin letters are passed over ("fm 89.1").

    >>> read("이십이 도 반", "degC"), read("반만", "%"), read("조금", "%")
    (22.5, 50.0, None)
    """
    return _number(re.sub(r"[\s%]|[a-z]+", "", words), unit)


def _number(compact: str, unit: str) -> float | None:
    """The number in Korean words or digits written without spaces."""
    if match := _HALF.fullmatch(compact):
        half = HALF if unit == "%" else 0.5
        return -half if match["sign"] else half
    if match := _FRACTION.fullmatch(compact):
        under, over = _whole(match["under"]), _whole(match["over"])
        return part_of_whole(over / under, unit) if under and over is not None else None
    match = _NUMBER.fullmatch(compact)
    whole = _whole(match["whole"]) if match else None
    if match is None or whole is None:
        return None
    value = float(whole)
    if match["fraction"]:
        digits = "".join(t if t.isdigit() else str(SINO.get(t, "x")) for t in _TOKEN.findall(match["fraction"]))
        if not digits.isdigit():
            return None
        value = float(f"{whole}.{digits}")
    if match["half"]:
        value += 0.5
    return -value if match["sign"] else value


def _whole(text: str) -> int | None:
    """A whole number below 10,000: "천사백사십", digit by digit ("팔구"), native ("스물두"), or in digits."""
    total, digits, native, counted = 0, "", 0, False
    for token in _TOKEN.findall(text):
        if token.isdigit() or token in SINO:
            digits += token if token.isdigit() else str(SINO[token])
        elif token in SINO_TENS:
            total += (int(digits) if digits else 1) * SINO_TENS[token]
            digits = ""
        elif not counted:  # "두세 도" is two or three: the less
            native += NATIVE_TENS.get(token, 0) + NATIVE.get(token, 0)
            counted = token in NATIVE
    if native and (total or digits):
        return None
    return native + total + (int(digits) if digits else 0)
