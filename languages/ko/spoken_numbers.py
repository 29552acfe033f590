"""Korean numbers as words, by what is counted: "삼십 분" but "세 시", "이 층" but "두 개"."""

from languages.ko.say_numbers import sino as below_ten_thousand

_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_TELEPHONE = _DIGITS | {"0": "공"}  # zero in a number that is dialled
_GROUPS = ("", "만", "억", "조")  # each is 10,000 times the one before
_NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
MOST_NATIVE = 99  # from 100 on everything is counted in Sino-Korean
MOST_HOURS = 12  # hours beyond are said in Sino-Korean: "이십사 시간"
MOST_DIGITS = 16  # of a number that has a name; longer ones are read digit by digit
MONTHS = {6: "유", 10: "시"}  # 유월, 시월

# counters behind native numbers, and those behind Sino-Korean ones that begin like one of these
NATIVE_COUNTERS = (
    "시간", "시", "개", "명", "사람", "살", "마리", "대", "병", "잔", "장", "권", "곳", "군데", "가지", "번째", "달",
    "칸",
    "벌", "켤레", "쌍", "배", "통", "곡", "줄", "바퀴", "그릇", "송이", "채", "척", "마디", "끼", "발자국", "걸음",
)  # fmt: skip
SINO_COUNTERS = ("개월", "개년", "개국", "배속")
HOURS = ("시간", "시")


def sino(number: int) -> str:
    """A whole number in Sino-Korean, with a space behind each group of four digits.

    >>> sino(0), sino(1200), sino(10000), sino(25300), sino(100000000)
    ('영', '천이백', '만', '이만 오천삼백', '일억')
    """
    if number == 0:
        return "영"
    words: list[str] = []
    for group in _GROUPS:
        number, part = divmod(number, 10_000)
        if part:
            words.insert(0, ("" if part == 1 and group == "만" else below_ten_thousand(part)) + group)
    return " ".join(words)


def native(number: int) -> str:
    """A number from 1 to 99 as it stands before what is counted.

    >>> native(1), native(20), native(21), native(47)
    ('한', '스무', '스물한', '마흔일곱')
    """
    if number == 20:
        return "스무"
    return _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


def digits(text: str) -> str:
    """Digit by digit, as a telephone number: "공일공"."""
    return "".join(_TELEPHONE[digit] for digit in text)


def number(text: str) -> str:
    """A number as it is written, with commas and a decimal point: "22.5" is "이십이 점 오"."""
    whole, _, fraction = text.replace(",", "").partition(".")
    whole = whole or "0"
    if len(whole) > MOST_DIGITS or (len(whole) > 1 and whole.startswith("0")):
        words = digits(whole)
    else:
        words = sino(int(whole))
    return f"{words} 점 {''.join(_DIGITS[digit] for digit in fraction)}" if fraction else words


def counted(text: str, counter: str) -> str:
    """The number before this counter: native where the counter asks for it, "첫" before 번째."""
    if not text.isdigit() or counter not in NATIVE_COUNTERS:
        return number(text)
    value = int(text)
    if counter == "번째" and value == 1:
        return "첫"
    most = MOST_HOURS if counter in HOURS else MOST_NATIVE
    return native(value) if 1 <= value <= most else number(text)


def month(text: str) -> str:
    """The number before 월: "유" of June, "시" of October."""
    return MONTHS.get(int(text), number(text))
