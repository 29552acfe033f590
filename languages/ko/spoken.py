"""How the digits and Latin letters of a Korean text may be said: what a recogniser listens for, several ways of each.

For recognition only: a voice says one of them, and knows more of the sentence.
"""

import re

from languages.ko.say_numbers import sino

LARGEST = 9999  # the largest number said as one; longer ones are said digit by digit, as telephone numbers are
LONGEST_SPELLED = 4  # Latin letters said one by one: "usb"; how a longer word is said is not known
MOST_WAYS = 8  # of one text: beyond, the rarer ones are left out

DIGITS = "공일이삼사오육칠팔구"
AFTER_POINT = "영일이삼사오육칠팔구"
NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")
# what takes native numbers
COUNTED = ("시간", "시", "개", "명", "번째", "칸", "단계", "대", "곳", "군데", "잔", "마리", "살")
LETTERS = {
    "a": "에이", "b": "비", "c": "씨", "d": "디", "e": "이", "f": "에프", "g": "지", "h": "에이치", "i": "아이",
    "j": "제이", "k": "케이", "l": "엘", "m": "엠", "n": "엔", "o": "오", "p": "피", "q": "큐", "r": "알", "s": "에스",
    "t": "티", "u": "유", "v": "브이", "w": "더블유", "x": "엑스", "y": "와이", "z": "제트",
}  # fmt: skip
BEHIND_A_WORD = frozenset(  # never begin a word: what is left of a cut word is written to the one before
    ("으로", "로", "을", "를", "은", "는", "에", "에서", "에게", "까지", "한테", "부터", "과", "랑", "이랑")
)
# the syllables that are commonest in what is said to a car: strung together they are any speech at all, so that speech
# which is no phrase of a list has something better to be than the phrase that is nearest
BACKGROUND = (
    "어이로해줘있가다도지주니리줄아고에요려기까는라수나켜서게래시으자내하거오꺼안좀열바세문트만조전데제야차창겠네보그드들면더소을금선봐람방한실온일"
    "유스은닫비정대화올쪽등사져공춰석앞동알프모장틀여집퍼마십무음러부단말경와디터컨통풍인맞돼꿔뒤를워길루상몇운우히노좋얼크돌구속미잠번걸뒷간따계"
    "최낮반할약애되두청없저같추센밝진옆불엉냐발너었싶왔달끄테것렴천설남원행른타막작위의확졌연중직련치살볼태뭐분목생손양향물"
)

_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)(?P<counted>(?=\s?(?:{'|'.join(COUNTED)})))?|(?P<letters>[A-Za-z]+)|%|°"
)


def ways(text: str) -> tuple[str, ...]:
    """The ways in which a text may be said, the commonest first. What cannot be said stays as it is written.

    >>> ways("22.5도"), ways("119에"), ways("3시"), ways("usb로"), ways("youtube")
    (('이십이 점 오도',), ('백십구에', '일일구에'), ('세시', '삼시'), ('유에스비로',), ('youtube',))
    """
    said = [""]
    at = 0
    for match in _TOKEN.finditer(text):
        said = [before + text[at : match.start()] + way for before in said for way in _ways_of(match)][:MOST_WAYS]
        at = match.end()
    return tuple(before + text[at:] for before in said)


def _ways_of(match: re.Match[str]) -> tuple[str, ...]:
    written = match[0]
    if written == "%":
        return "퍼센트", "프로"
    if written == "°":
        return ("도",)
    if match["letters"]:
        return ("".join(LETTERS[c] for c in written.lower()) if len(written) <= LONGEST_SPELLED else written,)
    whole, _, fraction = written.partition(".")
    one_by_one = "".join(DIGITS[int(digit)] for digit in whole)
    if fraction:
        behind = " 점 " + "".join(AFTER_POINT[int(digit)] for digit in fraction)
        return ((sino(int(whole)) if int(whole) <= LARGEST else one_by_one) + behind,)
    found = [NATIVE[int(whole)]] if match["counted"] is not None and 0 < int(whole) < len(NATIVE) else []
    if int(whole) <= LARGEST and (len(whole) == 1 or whole[0] != "0"):
        found.append(sino(int(whole)))
    if len(whole) > 2:
        found.append(one_by_one)
    return tuple(dict.fromkeys(found)) or (one_by_one,)
