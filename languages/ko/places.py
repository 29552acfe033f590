"""How Korean speaks of places: names read aloud, words around a name, and how one of a list is chosen."""

import re

from languages.ko import latin
from languages.ko.numbers import read
from languages.ko.say_numbers import sino

MOST_DIGITS = 4  # of a number that is said as one; a longer one is said digit by digit
MOST_WORDS = 2  # Latin words of a name without a Korean letter that Korean says in its own syllables
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_PART = re.compile(r"[0-9]+|[A-Za-z]+")
_HANGUL = re.compile("[가-힣]")


def aloud(name: str) -> tuple[str, ...]:
    """The ways in which Korean says a name with digits or Latin letters; none where it would not say it.

    >>> aloud("GS25"), aloud("63빌딩"), aloud("Starbucks"), aloud("The Westin Grand Tower")
    (('지에스이십오', '지에스이오'), ('육십삼빌딩', '육삼빌딩'), ('스타벅스',), ())
    """
    parts = _PART.findall(name)
    if not _HANGUL.search(name) and sum(part.isalpha() for part in parts) > MOST_WORDS:
        return ()
    fixed = _PART.split(name)
    numbers = [part for part in parts if part.isdigit()]
    ways = (True, False) if any(1 < len(number) <= MOST_DIGITS for number in numbers) else (True,)
    said = [[_said(part, whole) for part in parts] for whole in ways]
    return tuple(dict.fromkeys("".join(a + b for a, b in zip(fixed, [*each, ""], strict=True)) for each in said))


def _said(part: str, whole: bool) -> str:
    if not part.isdigit():
        return latin.said(part)
    if len(part) == 1 or (whole and len(part) <= MOST_DIGITS and part[0] != "0"):
        return sino(int(part)) or _DIGITS["0"]
    return "".join(_DIGITS[digit] for digit in part)


INTERRUPTED = ("가던 데", "가던 곳")  # the destination of the drive that was interrupted
UNNAMED = "가던 곳"  # one whose name is not known
HOME, WORK = ("집", "우리집", "우리 집"), ("회사", "직장", "사무실")
URGENT = ("응급실", "가까운 응급실")  # the nearest is gone to, and no list is read out
ABOUT = "{address} 근처"  # where an address is between two known ones
BRANCH = "점"  # behind the place that a shop is the branch of
KINDS = {  # category of a map -> words for it, besides those of navigation/words.py
    "station": ("지하철", "전철", "기차"),
    "post_office": ("우체국", "우편취급국"),
    "police": ("경찰서", "파출소", "지구대", "치안센터"),
    "fire_station": ("소방서", "119안전센터"),
    "library": ("도서관",),
    "kindergarten": ("유치원", "어린이집"),
    "bakery": ("빵집", "제과점", "베이커리"),
    "hospital": ("의원", "치과", "내과", "소아과", "이비인후과", "정형외과", "피부과"),
    "sports": ("헬스장", "체육관", "수영장", "골프장", "운동장"),
    "museum": ("박물관", "미술관"),
    "church": ("교회", "성당"),
    "temple": ("절", "사찰"),
    "market": ("시장", "재래시장", "전통시장"),
    "hotel": ("모텔", "여관", "게스트하우스"),
    "camping": ("캠핑장", "야영장"),
    "park": ("놀이터",),
    "parking": (
        *("차 댈 데", "차 댈 곳", "차 세울 데", "차 세울 곳", "세울 데", "세울 곳", "세울 만한 데", "차 대는 데"),
        "주차할 만한 데",
    ),
    "rest_area": ("쉴 데", "쉴 곳", "쉬어 갈 데", "쉬어 갈 곳", "쉴 만한 데", "쉬어 갈 만한 데"),
    "shop": ("미용실", "헤어샵", "서점", "책방", "꽃집", "세탁소"),
}

_SPACE = r"\s*"
_SIDE = r"바로 앞|근처|근방|부근|주변|인근|가까이|앞|옆|뒤|맞은편|건너편|쪽|안|내"
NEAR = (  # groups near and name; here is meant where near is empty or one of HERE
    re.compile(rf"(?P<near>.*?){_SPACE}(?:{_SIDE})(?:에서|에|의)?(?:\s+있는)?\s+(?P<name>.+)"),
    re.compile(r"(?P<near>\S*?)(?:근처|근방|부근|주변|인근)(?:에서|에|의)?(?:있는)?(?P<name>\S{2,})"),  # without spaces
    re.compile(r"(?P<near>.+?)(?:에서|에)\s+(?:있는|가까운|(?:가장|제일)\s*가까운)\s+(?P<name>.+)"),
)
HERE = frozenset((
    *("", "요", "요기", "여기", "여기서", "이쪽", "이", "근처", "이 근처", "이 주변", "이 부근", "지금", "현재 위치"),
    *("내 위치", "우리"),
))  # fmt: skip
NEAREST = re.compile(
    r"(?:(?:여기서|여기에서)\s*)?(?:(?:제일|가장)\s*)?가까(?:운|이)(?:\s*(?:데|곳)(?:에)?)?(?:\s*있는)?\s*(?=\S)"
)
ALONG = re.compile(
    r"(?:(?:지금\s*)?(?:가는|가던|지나는|지나가는)\s*(?:길|도중|중)|경로\s*상?|도중|중간)(?:에|"
    r"의)?(?:\s*(?:있는|보이는))?\s+"
    r"|^(?:가는|지나는)길에(?:있는)?(?=\S)"  # without spaces
)
_NUMERAL = r"[0-9.]+|[영공일이삼사오육륙칠팔구십백천한두세네다섯여섯일곱여덟아홉열스무물\s]+"
WITHIN = re.compile(
    rf"(?:(?P<near>\S.*?)(?:에서)?\s+)??(?:(?:여기서|여기에서|반경|"
    rf"앞으로)\s*)?(?P<number>{_NUMERAL})\s*(?P<unit>킬로미터|킬로|키로|km|미터|m)\s*"
    r"(?:안쪽|이내|안|내)(?:에|의|에서)?(?:\s*있는)?\s+",
    re.IGNORECASE,
)
UNITS = {"킬로미터": 1.0, "킬로": 1.0, "키로": 1.0, "km": 1.0, "미터": 0.001, "m": 0.001}  # km
LEADING = re.compile(r"(?:저기|그|음|어|혹시|나|우리)\s+")  # before a name, and no part of it
_VERB = (
    r"(?:가\s?(?:줘|주세요|자|야\s?(?:돼|해)|고\s?싶어)|갈\s?(?:래|게|까)|가는\s?길(?:\s?(?:알려|안내해)\s?줘)?|"
    r"(?:안내|길\s?안내|설정|추천|검색|경유|들렀다\s?가|내비)\s?(?:해|시작해)?\s?(?:줘|주세요|자)?|가|"
    r"(?:찾아|데려다|알려|찍어|들러|잡아)\s?(?:줘|주세요|봐)?|들르자|들렀다\s?가자|어디(?:야|에\s?있어|\s?있어)?|"
    r"있어|있나|없나|없어|부탁해|목적지로\s?(?:해|설정해)\s?줘)"
)
TRAILING = re.compile(  # whatever a recogniser makes of the end of "안내해 줘" is cut, too
    rf"\s*(?:으로|로|까지|에|을|를|한번|좀|은|는|이|가)?\s*(?:좀\s*)?{_VERB}(?:요)?$"
    r"|\s*(?:으로|로|까지)\s+(?:길\s*)?안\s?내(?![소원판]|\s?센터|데스크).*$"
)

_GOES = (
    r"(?:가\s?(?:줘|주세요|자|야\s?(?:돼|해|겠다)|고\s?싶(?:어|은데))|갈\s?(?:래|게|까)|출발(?:해|하자)?(?:\s?줘)?|"
    r"(?:가는\s?길\s?)?(?:길\s?)?안내\s?(?:해|시작해|부탁해)?\s?(?:줘|주세요)?|(?:찾아\s?가|데려다|"
    r"모셔다)\s?(?:줘|주세요|자)|"
    r"목적지(?:로)?\s?(?:해|설정해|잡아|찍어)\s?(?:줘|주세요)?)(?:요)?"
)
GOING = re.compile(rf"(?P<name>.+?)\s*{_GOES}")  # where to, and that it is to be gone to
NOT_THIS = re.compile(r"^\S.*?\s+말고\s+(?:그냥\s+)?")  # before the place that is meant: another one
GUIDED = re.compile(  # the same, whatever a recogniser has made of the end of "안내해 줘"
    r"(?P<name>.+?)\s*(?:으로|로|까지)\s*(?:길\s*)?안\s?내(?![소원판]|\s?센터|데스크).*"
)

_ON_THE_WAY = r"(?:에|을|를)?\s*(?:잠깐|잠시|좀|먼저)?\s*"
VIA = (  # to the place `name` by the stop
    re.compile(
        rf"(?P<stop>\S.*?){_ON_THE_WAY}(?:들렀다가?|들러서|거쳐서?|경유해서|찍었다가?|찍고)\s+(?P<name>\S.*?)에?\s*{_GOES}"
    ),
    re.compile(
        r"(?P<name>\S.*?)(?:에|로|으로|까지)?\s*(?:가는데|가면서|가다가|갈\s?건데|갈\s?거니까|갈\s?거야|가야\s?(?:되|하)는데)\s+"
        rf"(?:(?:그\s?전에|가기\s?전에|중간에|가는\s?길에)\s+)?(?P<stop>\S.*?)(?:도|\s?한\s?번만|"
        rf"\s?하나만)?{_ON_THE_WAY}"
        r"(?:들르자|들러\s?(?:줘|주세요)?|들렀다\s?(?:가자|가\s?줘|가|갈래))(?:요)?"
    ),
)

AND = re.compile(  # between two stops
    r"(?:하고|이랑|랑|과|와|,)\s+|\s+(?:그리고|또)\s+|(?:에|을|를)?\s*(?:들르고|들러서|들렀다가?|거쳐서?|갔다가?|찍고)\s+"
)

_STREET_END = re.compile(r"(?:로|길|동|리|가|읍|면)\s*(?=[^\s])")
_TO = re.compile(r"\s*(?:-|다시|대시|의)\s*")
_BEHIND_NUMBER = re.compile(r"\s*(?:번지|번|호)?\s*(?:요|이요)?$")


def address(text: str) -> list[tuple[str, int, int]]:
    """[(street or district, building or lot number, number behind the dash or 0)]: how a text may be an address.

    >>> address("테헤란로 152"), address("선릉로86길 40-4"), address("역삼동 칠백삼십칠 번지"), address("강남역")
    ([('테헤란로', 152, 0)], [('선릉로86길', 40, 4)], [('역삼동', 737, 0)], [])
    """
    found = []
    for match in reversed(list(_STREET_END.finditer(text))):
        street, rest = text[: match.end()].strip(), _BEHIND_NUMBER.sub("", text[match.end() :])
        parts = [_number(each) for each in _TO.split(rest)]
        if 1 <= len(parts) <= 2 and all(part is not None for part in parts):
            main, sub = (*parts, 0)[:2]
            found.append((street, int(main or 0), int(sub or 0)))
    return [each for each in found if each[1]]


def _number(words: str) -> int | None:
    value = read(words.strip(), "") if words.strip() else None
    return int(value) if value is not None and value == int(value) and 0 < value < 100_000 else None


# one of a list
VERB_FIRST = re.compile(r"(?:그럼|그러면|아니|음)\s+")  # before one of a list
TOP = re.compile(r"(?:맨|제일|가장)\s*(?:위|앞|처음)|(?<!\S)처음(?=\s*(?:거|것|걸|데|곳|집))")
LAST = re.compile(r"마지막|맨\s*(?:끝|뒤|아래|밑)")
CLOSEST = re.compile(r"가까운|가까이|근처|(?:안|덜)\s*먼|멀지\s*않은")
FARTHEST = re.compile(r"(?<!안)(?<!덜)(?<!안 )(?<!덜 )먼(?!\s*저)")
OTHERS = re.compile(r"말고|빼고|다른")
AT = re.compile(  # the whole words: "강남역에 있는 거", "선릉역 근처로"
    r"(?P<near>.+?)\s*(?:근처|근방|부근|앞|옆|쪽|에서|에)(?:에서|에|의)?"
    r"(?:\s*(?:있는|(?:(?:제일|가장)\s*)?가까운))?(?:\s*(?:거|것|데|곳|집))?(?:으로|로)?"
)
THING = re.compile(
    r"(?:\s*(?:에\s*)?(?:있는|하는))?\s*(?:거|것|데|곳|집|쪽)(?:으로|로|를|을)?(?:\s*(?:가자|가\s?줘|갈래|할게|"
    r"해\s?줘))?$"
)
ORDINAL = re.compile(r"(?:번\s*째|번(?!지)|째)")
