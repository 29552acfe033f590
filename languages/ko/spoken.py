"""How the digits and Latin letters of a Korean text may be said: what a recogniser listens for, several ways of each.

For recognition only: a voice says one of them, and knows more of the sentence.
"""

import re

from languages.ko.latin import LETTERS, WORDS
from languages.ko.spoken_numbers import NATIVE_COUNTERS, counted, digits, number

LARGEST = 9999  # the largest number said as one; longer ones are said digit by digit, as telephone numbers are
LONGEST_SPELLED = 4  # Latin letters said one by one: "usb"; how a longer word is said is known of a few only
MOST_WAYS = 8  # of one text: beyond, the rarer ones are left out
COUNTERS = (*NATIVE_COUNTERS, "단계")  # what takes native numbers, or may: 두 단계, 이 단계

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

_TOKEN = re.compile(rf"(?P<number>\d+(?:\.\d+)?)(?=\s?(?P<counter>{'|'.join(COUNTERS)}))?|(?P<letters>[A-Za-z]+)|%|°")


def ways(text: str) -> tuple[str, ...]:
    """The ways in which a text may be said, the commonest first. What cannot be said stays as it is written.

    >>> ways("22.5도"), ways("119에"), ways("3시"), ways("usb로"), ways("soundcloud")
    (('이십이 점 오도',), ('백십구에', '일일구에'), ('세시', '삼시'), ('유에스비로',), ('soundcloud',))
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
    if letters := match["letters"]:
        spelled = "".join(LETTERS[c] for c in letters.lower()) if len(letters) <= LONGEST_SPELLED else letters
        return (WORDS.get(letters.lower(), spelled),)
    if "." in written:
        return (number(written),)
    found = [_native(written, match["counter"])] if match["counter"] else []
    if int(written) <= LARGEST and (len(written) == 1 or written[0] != "0"):
        found.append(number(written))
    if len(written) > 2:
        found.append(digits(written))
    return tuple(dict.fromkeys(found)) or (digits(written),)


def _native(written: str, counter: str) -> str:
    return counted(written, counter if counter in NATIVE_COUNTERS else "개")
