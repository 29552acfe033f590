"""Numbers as they are said, in Korean and English: "이십이 도 반", "두 번째", "twenty two and a half", "halfway".

`parse_number` reads the words of one number span. Unit words are skipped, not converted: the caller knows the unit of the
function. Nothing is guessed: a word that is not part of a number makes the answer None.
"""

import re

HALF = 50.0  # percent, what "halfway" means where the unit is "%"
LARGEST, LONGEST = 1e12, 100  # beyond this number, or in more characters, nobody says a number

SINO = {
    "영": 0,
    "공": 0,
    "제로": 0,
    "일": 1,
    "이": 2,
    "삼": 3,
    "사": 4,
    "오": 5,
    "육": 6,
    "륙": 6,
    "칠": 7,
    "팔": 8,
    "구": 9,
}
SINO_TENS = {"십": 10, "백": 100, "천": 1000}
NATIVE = {
    "하나": 1, "한": 1, "첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
KO_UNITS = "퍼센트|킬로미터|킬로|키로|센티|프로|메가헤르츠|메가|킬로헤르츠|단계|번째|도씨|도|단|번|째|칸|점대|레벨|정도|쯤|가량|만|만큼|거|것|으로|로"

_KO_NUMERAL = (
    "|".join(sorted([*SINO, *SINO_TENS, *NATIVE, *NATIVE_TENS], key=len, reverse=True)) + r"|\d++"
)  # "++": no backtracking
_KO_TOKEN = re.compile(_KO_NUMERAL)
_KO_NUMBER = re.compile(
    rf"(?:온도|섭씨)*(?P<sign>마이너스|영하|-)?(?:섭씨|약|레벨|시속)?(?:한(?=(?:{_KO_NUMERAL})))?"
    rf"(?P<whole>(?:{_KO_NUMERAL})+)(?:(?:점|쩜|\.)(?P<fraction>(?:{_KO_NUMERAL})+))?"
    rf"(?:{KO_UNITS})*(?P<half>반)?(?:{KO_UNITS})*"
)
_KO_FRACTION = re.compile(rf"(?P<under>(?:{_KO_NUMERAL})+)분의(?P<over>(?:{_KO_NUMERAL})+)(?:{KO_UNITS})*")
_KO_HALF = re.compile(rf"(?P<sign>마이너스|영하|-)?(?:딱|한)?(?:절반|반)(?:{KO_UNITS})*")

EN_ONES = {
    "zero": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
EN_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
EN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
EN_PARTS = {
    "half": 1 / 2, "halfway": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fourth": 1 / 4,
    "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
EN_UNITS = {
    "degree", "degrees", "celsius", "c", "centigrade", "percent", "level", "levels", "megahertz", "kilohertz", "mhz", "khz",
    "fm", "am", "number", "option", "step", "steps", "stop", "stops", "notch", "notches", "the", "way", "of", "about",
    "around", "to", "by", "item", "result", "only", "just", "ones", "one's", "choice",
}  # fmt: skip
_EN_WORD = re.compile(r"\d+(?:\.\d+)?(?:st|nd|rd|th)?|[a-z']+|[-%]")


_UNIT_WORDS = (  # unit of the catalogue -> how it is said
    ("degC", re.compile(r"도|degrees?\b|celsius")),
    ("MHz", re.compile(r"메가|megahertz|\bmhz\b")),
)


_MINUS_AT_END = re.compile(r"(?:마이너스|영하|\bminus|\bnegative|(?:^|\s)-)\s*$")


def minus_before(words: str) -> int:
    """Where in `words` the sign begins that they end with, their length where they end with none.

    >>> minus_before("온도 마이너스 "), minus_before("it is minus"), minus_before("온도 ")
    (3, 6, 3)
    """
    found = _MINUS_AT_END.search(words)
    return found.start() if found else len(words)


def spoken_unit(words: str) -> str:
    """The unit that a number's own words name, "" where they name none.

    >>> [spoken_unit(w) for w in ("이십이 도 반", "seventy two degrees", "89.1 메가헤르츠", "삼 단", "twenty")]
    ['degC', 'degC', 'MHz', '', '']
    """
    return next((unit for unit, said in _UNIT_WORDS if said.search(words)), "")


def parse_number(words: str, unit: str = "") -> float | None:
    """The number said by `words`, or None where they do not say one, or one that nobody says.

    `unit` is the unit of the function: under "%" a part of a whole is percent ("반만", "halfway" = 50), else a plain 0.5.

    >>> [parse_number(w) for w in ("이십이 점 오", "이십이도반", "천사백사십", "스물두", "두 번째", "영하 오십", "22도 반", "반 도")]
    [22.5, 22.5, 1440.0, 22.0, 2.0, -50.0, 22.5, 0.5]
    >>> [parse_number(w, "%") for w in ("반만", "삼분의 일", "halfway", "a third", "three quarters", "절반 정도")]
    [50.0, 33.0, 50.0, 33.0, 75.0, 50.0]
    >>> [parse_number(w) for w in ("twenty two and a half", "eighty nine point one", "minus five", "the second one", "조금", "a bit")]
    [22.5, 89.1, -5.0, 2.0, None, None]
    """
    words = words.lower().strip()
    if len(words) > LONGEST:
        return None
    if re.search("[a-z]", words) and not re.search("[가-힣]", words):
        number = _english(
            _EN_WORD.findall(words.replace("-", " - ") if words.startswith("-") else words.replace("-", " ")), unit
        )
    else:
        number = _korean(re.sub(r"[\s%]|[a-z]+", "", words), unit)
    return number if number is None or abs(number) <= LARGEST else None


def _korean(compact: str, unit: str) -> float | None:
    """The number in Korean words or digits written without spaces."""
    if match := _KO_HALF.fullmatch(compact):
        half = HALF if unit == "%" else 0.5
        return -half if match["sign"] else half
    if match := _KO_FRACTION.fullmatch(compact):
        under, over = _korean_whole(match["under"]), _korean_whole(match["over"])
        return _part(over / under, unit) if under and over is not None else None
    match = _KO_NUMBER.fullmatch(compact)
    whole = _korean_whole(match["whole"]) if match else None
    if match is None or whole is None:
        return None
    value = float(whole)
    if match["fraction"]:
        digits = "".join(t if t.isdigit() else str(SINO.get(t, "x")) for t in _KO_TOKEN.findall(match["fraction"]))
        if not digits.isdigit():
            return None
        value = float(f"{whole}.{digits}")
    if match["half"]:
        value += 0.5
    return -value if match["sign"] else value


def _korean_whole(text: str) -> int | None:
    """A whole number below 10,000: place by place ("천사백사십"), digit by digit ("팔구"), native ("스물두"), or digits."""
    total, digits, native = 0, "", 0
    for token in _KO_TOKEN.findall(text):
        if token.isdigit() or token in SINO:
            digits += token if token.isdigit() else str(SINO[token])
        elif token in SINO_TENS:
            total += (int(digits) if digits else 1) * SINO_TENS[token]
            digits = ""
        else:
            native += NATIVE_TENS.get(token, 0) + NATIVE.get(token, 0)
    if native and (total or digits):
        return None
    return native + total + (int(digits) if digits else 0)


def _english(words: list[str], unit: str) -> float | None:
    """The number in English words; `words` are lower case."""
    negative = bool(words) and words[0] in ("minus", "negative", "-")
    if words[-1:] == ["below"] or words[-2:] == ["below", "zero"]:  # "five degrees below zero"
        negative, words = True, ["-", *words[: words.index("below")]]
    if words == ["degree"]:  # "a degree warmer" lost its article
        return 1.0
    words = [w for w in words[negative:] if w not in EN_UNITS and w != "%"]
    if len(words) > 1 and words[0] in EN_ORDINALS and words[-1] == "one":
        words = words[:-1]  # "the second one"
    if (
        len(words) == 1 and words[0] in EN_ORDINALS and not (unit == "%" and words[0] in EN_PARTS)
    ):  # "a third" lost its article
        return float(EN_ORDINALS[words[0]])
    value = _english_value(words, unit)
    return -value if value is not None and negative else value


def _english_value(words: list[str], unit: str) -> float | None:
    """Value of "22", "one oh seven point seven", "two and a half", "half", "three quarters", "a couple"."""
    if not words:
        return None
    if words[-1] in EN_PARTS or (
        words[-1] in ("a", "way") and words[0] == "half"
    ):  # "half a degree" lost its unit word
        part = EN_PARTS["half"] if words[-1] in ("a", "way") else EN_PARTS[words[-1]]
        before = words[:-1] if words[-1] in EN_PARTS else []
        if "and" in before:  # "two and a half", "a degree and a half"
            whole = _english_whole(before[: before.index("and")])
            return whole + part if whole is not None else None
        times = _english_whole(before) if before else 1.0
        return _part(times * part, unit) if times is not None else None
    if "point" in words:
        at = words.index("point")
        whole = _english_whole(words[:at]) if at else 0.0
        digits = "".join(w if w.isdigit() else str(EN_ONES.get(w, EN_TENS.get(w, "x"))) for w in words[at + 1 :])
        return float(f"{int(whole)}.{digits}") if whole is not None and digits.isdigit() else None
    return _english_whole(words)


def _english_whole(words: list[str]) -> float | None:
    """A number without a fraction word. Digits said one by one are joined: "one oh seven" is 107."""
    if words in (["a"], ["an"]):
        return 1.0
    if words in (["a", "couple"], ["couple"]):
        return 2.0
    total, group, last = 0.0, "", ""
    for word in words:
        if word == "and" or (word == "a" and not group):
            continue
        if word == "hundred" or word == "thousand":
            total += float(group or 1) * (100 if word == "hundred" else 1000)
            group = ""
        elif re.fullmatch(r"\d+(\.\d+)?", word):
            if group:
                return None
            group = word
        elif word in EN_TENS:
            group += str(EN_TENS[word])
        elif word in EN_ONES:
            tens = last in EN_TENS and 0 < EN_ONES[word] < 10
            group = group[:-1] + str(EN_ONES[word]) if tens else group + str(EN_ONES[word])
        elif match := re.fullmatch(r"(\d+)(st|nd|rd|th)", word):
            group = match[1]
        else:
            return None
        last = word
    return total + float(group) if group else (total or None)


def _part(share: float, unit: str) -> float:
    """A share of a whole: whole percent under "%", else the plain fraction."""
    return float(round(share * 100)) if unit == "%" else share
