"""A Korean reply as it is written -> as it is spoken: nothing is left but Korean syllables, spaces and , . ? !

"22.5도" -> "이십이 점 오 도", "2개" -> "두 개", "119에" -> "일일구에", "FM 95.1" -> "에프엠 구십오 점 일". Particles
behind a number or a Latin word follow its reading: "1로" -> "일로", "2으로" -> "이로".
"""

import re
import unicodedata
from collections.abc import Callable

from languages.ko.latin import MODELS, said
from languages.ko.particles import PAIRS, fitting
from languages.ko.spoken_numbers import NATIVE_COUNTERS, SINO_COUNTERS, counted, digits, month, number

UNITS = {  # sign behind a number -> as it is said
    "km/h": "킬로미터", "kph": "킬로미터", "km/l": "킬로미터", "kwh": "킬로와트시", "kw": "킬로와트", "km": "킬로미터",
    "cm": "센티미터", "mm": "밀리미터", "m/s": "미터", "m": "미터", "kg": "킬로그램", "mg": "밀리그램", "g": "그램",
    "mhz": "메가헤르츠", "khz": "킬로헤르츠", "ghz": "기가헤르츠", "hz": "헤르츠", "gb": "기가바이트",
    "mb": "메가바이트",
    "kb": "킬로바이트", "tb": "테라바이트", "db": "데시벨", "v": "볼트", "w": "와트", "a": "암페어", "l": "리터",
    "ml": "밀리리터", "rpm": "알피엠", "psi": "피에스아이", "kpa": "킬로파스칼", "hpa": "헥토파스칼", "bar": "바",
    "%p": "퍼센트포인트", "%": "퍼센트", "‰": "퍼밀", "°c": "도", "°f": "도", "°": "도", "₩": "원", "$": "달러",
    "€": "유로", "£": "파운드", "¥": "엔", "g/m3": "마이크로그램", "hp": "마력", "ps": "마력", "min": "분", "sec": "초",
    "h": "시간", "s": "초", "am": "시", "pm": "시", "in": "인치", '"': "인치",
}  # fmt: skip
BEFORE = {"km/h": "시속 ", "kph": "시속 ", "km/l": "리터당 ", "m/s": "초속 ", "°f": "화씨 "}  # said before the number
CURRENCY = {"₩": "원", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔"}  # may also stand before it
SIGNS = {
    "&": " 앤드 ", "+": " 플러스 ", "@": " 골뱅이 ", "=": "는 ", "#": " 샵 ", "℃": "°C", "℉": "°F", "µg": "g",
    "μg": "g", "㎍": "g", "m³": "m3", "㎥": "m3", "％": "%", "−": "-", "–": "-", "—": "-", "〜": "~", "～": "~",
    "∼": "~", "’": "'", "‘": "'", "“": '"', "”": '"', "…": ", ", "·": ", ", "×": " 곱하기 ", "÷": " 나누기 ",
    "№": "번호 ", "→": ", ",
}  # fmt: skip
# numbers that are called digit by digit though they are short
SHORT_CALLS = (
    "110", "111", "112", "113", "114", "117", "118", "119", "120", "122", "125", "128", "129", "131", "132", "182",
    "911",
    "1330", "1339", "1345", "1355", "1366", "1372", "1393", "1577", "1588", "1599", "1644",
)  # fmt: skip

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NOT_INSIDE = r"(?<![\d.A-Za-z])"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_COUNTER = "|".join(sorted((*SINO_COUNTERS, *NATIVE_COUNTERS), key=len, reverse=True))
_BEHIND_COUNTER = (  # what may stand behind a counter; else it is the beginning of a word: 대 in 대로, 달 in 달러
    r"(?:(?![가-힣])|(?=(?:에|을|를|이|가|은|는|도|만|의|로|으로|씩|쯤|까지|부터|뿐|와|과|랑|나|예요|입니다|전|후|뒤|반|정도"
    r"|짜리|동안|중|마다|밖에|넘|남|보다|처럼|하고|라)))"
)
_PARTICLE = "|".join(sorted({form for pair in PAIRS.items() for form in pair}, key=len, reverse=True))
_PLACES = tuple("십백천만억조")  # written behind digits: "5천 원"
_QUOTES = "'\"「」『』《》〈〉‹›«»`"

_PARTICLE_BEHIND = re.compile(rf"[{re.escape(_QUOTES)}]*(?P<particle>{_PARTICLE})(?![가-힣])|[{re.escape(_QUOTES)}]+")
_OTHER_PARTICLE = re.compile(  # those with one form
    r"(?:에게서|에게|에서|에|으로|로|도|만|의|까지|부터|처럼|보다|한테|께|밖에|요)(?:는|도|만|의|요)?(?![가-힣])"
)
_TELEPHONE = re.compile(r"(?<![\d.\-])(?:\d{2,4}[- ]\d{3,4}-\d{4}|\d{3} \d{3,4} \d{4}|\d{4}-\d{4})(?![\d-]|\.\d)")
_CALLED = re.compile(
    rf"{_NOT_INSIDE}(?:{'|'.join(SHORT_CALLS)})(?=(?:에|로|으로|번|에게|한테|에서)(?![가-힣]*[도분초])|\s*$|[\s'\".,?!])"
)
_LIST_NUMBER = re.compile(r"(?:(?<=^)|(?<=[.,:] ))(\d{1,2})\. (?=\S)")
_DATE = re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
_EVEN_HOUR = re.compile(r"(\d{1,2}시) 0분")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})월")
_FRACTION = re.compile(rf"{_NOT_INSIDE}(\d{{1,2}})/(\d{{1,3}})(?![\d/])")
_MINUS = re.compile(rf"(?:(?<=^)|(?<=[\s(~'\"]))-(?=(?P<number>{_N})\s?(?P<degrees>도|°)?)")
_RANGE = re.compile(
    rf"{_NOT_INSIDE}(?P<low>{_N})\s?(?P<unit>(?:{_UNIT})?)\s?[~-]\s?(?P<high>{_N})(?P<behind>\s?(?:{_UNIT}|{_COUNTER}))?",
    re.IGNORECASE,
)
_MODEL = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, MODELS))})(?![A-Za-z\d])", re.IGNORECASE)
_MONEY = re.compile(rf"([{''.join(CURRENCY)}])\s?({_N})")
_WITH_UNIT = re.compile(rf"{_NOT_INSIDE}(?P<number>{_N})\s?(?P<unit>{_UNIT})(?![A-Za-z\d])", re.IGNORECASE)
_COUNTED = re.compile(rf"(?<![\d.])(?P<number>\d[\d,]*)\s?(?P<counter>{_COUNTER}){_BEHIND_COUNTER}")
_AGAIN = re.compile(r"(?<![\d.])(\d{1,2})번(?= ?(?:더|만|씩|이나)(?![가-힣]))")  # times, not the name of one
_NUMBER = re.compile(_N)
_LATIN = re.compile(r"[A-Za-z]+(?:[/-][A-Za-z]+)*")
_STREET = re.compile(r"(?<=[로동] )\d가|(?<=[로동])\d가")  # 종로 3가: 가 is no particle


def aloud(text: str) -> str:
    """The words of a reply.

    >>> aloud("온도를 22.5도로 맞췄어요."), aloud("119에 전화를 걸까요?")
    ('온도를 이십이 점 오 도로 맞췄어요.', '일일구에 전화를 걸까요?')
    """
    text = re.sub(r"\+82[- ]?(?=\d)", "0", unicodedata.normalize("NFC", text))
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    text = _EVEN_HOUR.sub(r"\1", text)
    text = _LIST_NUMBER.sub(lambda found: f"{counted(found[1], '번째')} 번째 ", text)
    text = _read(_DATE, _date, text)
    text = _read(_TELEPHONE, lambda found: _telephone(found[0]), text)
    text = _read(_CALLED, lambda found: digits(found[0]), text)
    text = _read(_CLOCK, _clock, text)
    text = _STREET.sub(lambda found: number(found[0][:-1]) + "가", text)
    text = _MONEY.sub(lambda found: found[2] + CURRENCY[found[1]], text)
    text = _read(_MODEL, lambda found: MODELS[found[0].lower()], text)
    text = _MINUS.sub(lambda found: "영하 " if found["degrees"] else "마이너스 ", text)
    text = _MONTH.sub(lambda found: month(found[1]) + "월", text)
    text = _read(_FRACTION, _fraction, text)
    text = _read(_RANGE, _range, text)
    text = _read(_WITH_UNIT, _with_unit, text)
    text = _AGAIN.sub(lambda found: f"{counted(found[1], '개')} 번", text)
    text = _read(
        _COUNTED,
        lambda found: f"{counted(found['number'].replace(',', ''), found['counter'])} {found['counter']}",
        text,
    )
    text = _read(_NUMBER, lambda found: _beside(found, number(found[0])), text)
    text = _read(_LATIN, lambda found: _beside(found, said(found[0])), text)
    return _plain(text)


def _read(pattern: re.Pattern[str], say: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with all that fits the pattern read by `say`, and the particle behind it as the reading asks for."""
    parts, at = [], 0
    for found in pattern.finditer(text):
        if found.start() < at:
            continue
        words = say(found)
        parts += [text[at : found.start()], words]
        at = found.end()
        if (behind := _PARTICLE_BEHIND.match(text, at)) and behind["particle"]:
            parts.append(fitting(words, behind["particle"]))
            at = behind.end()
    return "".join(parts) + text[at:]


def _beside(found: re.Match[str], words: str) -> str:
    """With a space where a word of the other kind stands beside it without one: "2도", "G70", "음악FM"."""
    before, behind = found.string[: found.start()][-1:], found.string[found.end() :]
    if before.isalnum() and before != "제":
        words = f" {words}"
    return words + _gap(found[0], behind)


def _gap(read: str, behind: str) -> str:
    """A space between what was read and a word behind it; none before a particle. 도 behind a number are degrees."""
    particle = _OTHER_PARTICLE.match(behind) or _PARTICLE_BEHIND.match(behind)
    if read[-1].isdigit() and behind[:1] in _PLACES:
        return ""
    degrees = read[-1].isdigit() and behind.startswith("도")
    return " " if behind[:1].isalnum() and (degrees or not particle) else ""


def _telephone(text: str) -> str:
    return " ".join(digits(part) for part in re.split(r"\D+", text) if part)


def _date(found: re.Match[str]) -> str:
    return f"{number(found['year'])} 년 {month(found['month'])}월 {number(str(int(found['day'])))} 일"


def _clock(found: re.Match[str]) -> str:
    hour, minute = str(int(found["hour"])), int(found["minute"])
    return f"{counted(hour, '시')} 시" + (f" {number(str(minute))} 분" if minute else "")


def _fraction(found: re.Match[str]) -> str:
    """ "1/2" is "이분의 일"; what can only be a date is one: "12/25"."""
    over, under = found[1], found[2]
    if int(over) < int(under) and not (12 >= int(over) > 0 and 11 <= int(under) <= 31):
        return f"{number(under)} 분의 {number(over)}"
    if 1 <= int(over) <= 12 and 1 <= int(under) <= 31:
        return f"{month(over)}월 {number(str(int(under)))} 일"
    return f"{number(over)} {number(under)}"


def _range(found: re.Match[str]) -> str:
    behind = (found["behind"] or "").strip()
    low, high = found["low"], found["high"]
    if behind in NATIVE_COUNTERS:
        both = behind if behind not in ("번째",) else ""
        return f"{counted(low, behind)} {both}에서 {counted(high, behind)} {behind}".replace("  ", " ")
    unit = behind or found["unit"]
    said_unit = UNITS.get(unit.lower(), unit)
    words = f"{BEFORE.get(unit.lower(), '')}{number(low)}에서 {number(high)}"
    return f"{words} {said_unit}" if said_unit else words + _gap(high, found.string[found.end() :])


def _with_unit(found: re.Match[str]) -> str:
    unit = found["unit"].lower()
    if unit in ("am", "pm"):
        return f"{'오전' if unit == 'am' else '오후'} {counted(found['number'], '시')} 시"
    words = counted(found["number"], UNITS[unit]) if UNITS[unit] in NATIVE_COUNTERS else number(found["number"])
    return f"{BEFORE.get(unit, '')}{words} {UNITS[unit]}"


def _plain(text: str) -> str:
    """Only what can be spoken: brackets and colons become pauses, other signs and lone letters go."""
    text = re.sub(r"\s*[()\[\]{}:;]\s*", ", ", re.sub(rf"[{re.escape(_QUOTES)}]", "", text))
    text = re.sub(r"[^가-힣,.?! ]", " ", text)
    text = re.sub(r"\s+([,.?!])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r",(?:\s*,)+", ",", text)
    return re.sub(r",\s*([.?!])", r"\1", text).strip(" ,")
