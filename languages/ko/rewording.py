"""Other endings that a Korean sentence may have with the same meaning: "틀어 줘", "틀어 주련", "틀 수 있니".

For training only: the authored sentences and the rows of public data sets are said with more endings than they have.
"""

import re
from collections.abc import Mapping
from random import Random

from languages.ko.particles import HANGUL, RIEUL

NIEUN, SSANG_SIOT = 4, 20  # the finals ㄴ and ㅆ
OF_VERBS = frozenset((0, 1, 4, 5, 6, 9, 10, 14, 15))  # the vowels ㅏㅐㅓㅔㅕㅘㅙㅝㅞ, in which 켜, 해, 놔 end
TO_ME = frozenset(("알리", "말하", "보이", "깨우", "안내하"))  # stems of what is done to the speaker: only with 줘
REQUESTS = (  # behind 틀어: how often in a hundred
    ("줘", 10), ("줄래", 10), ("줄 수 있니", 10), ("줄 수 있어", 7), ("줄 수 있을까", 5), ("줄 수 있나", 3),
    ("줄 수 있냐", 1), ("줄 수 있나요", 3), ("주렴", 5), ("주련", 5), ("주라", 4), ("주세요", 5), ("줘요", 4),
    ("주십시오", 2), ("주시겠어요", 2), ("줘라", 3), ("다오", 2), ("주겠니", 3), ("주면 안 돼", 2), ("주면 안 될까", 2),
    ("주면 좋겠어", 2), ("주실래요", 2), ("줬으면 좋겠어", 2), ("줬으면 해", 1), ("줘 봐", 1), ("줄 거지", 1),
    ("주실 수 있나요", 2), ("달라고", 1),
)  # fmt: skip
ABILITY = (  # behind 틀
    " 수 있니", " 수 있니", " 수 있어", " 수 있을까", " 수 있나", " 수 있나요", " 수 있냐",
)  # fmt: skip
ASKED_PAST = ("어", "니", "니", "나", "냐", "을까", "는가", "지", "어요", "나요", "습니까")  # behind 있, 켜졌
ASKED_NOUN = ("야", "니", "니", "냐", "지", "예요", "죠")  # behind 몇 도, where it ends in a vowel; else with 이 before
ASKED_STEM = ("니", "니", "나", "냐", "지", "나요")  # behind 막히
TOLD = (  # behind 있, 켜졌; 지 alone behind 막히는, 좋은
    "는지 알려 줘", "는지 알려 줄래", "는지 확인해 줘", "는지 봐 줘", "는지 말해 줘", "는지 궁금해", "는지 알려 주렴",
)  # fmt: skip
WHAT = ("뭐야", "뭐니", "뭐지", "뭘까", "뭔가", "뭐냐", "뭔데", "뭐예요", "뭔지 알려 줘", "뭡니까", "뭐죠")
HOW = (
    "어때", "어떻니", "어떠니", "어떤가", "어떨까", "어떠냐", "어떻지", "어때요", "어떤지 알려 줘", "어떻습니까",
    "어떤데",
)  # fmt: skip
ASKED_VERBS = {  # spoken form -> stem
    "막혀": "막히", "밀려": "밀리", "걸려": "걸리", "가": "가", "와": "오", "돼": "되", "나와": "나오", "남아": "남",
}  # fmt: skip
ASKED_ADJECTIVES = {
    "좋아": "좋", "많아": "많", "괜찮아": "괜찮", "높아": "높", "필요해": "필요하", "가능해": "가능하", "심해": "심하",
    "원활해": "원활하", "나빠": "나쁘", "복잡해": "복잡하", "빨라": "빠르",
}  # fmt: skip
_REQUEST = re.compile(r" ?(?:줘|주세요|줘요|줄래|줄래요|주라|줄 ?수 ?있어|줄 ?수 ?있니|줘라)$")
_WHAT = re.compile(rf"(?:{'|'.join(sorted(WHAT, key=len, reverse=True))})$")
_HOW = re.compile(rf"(?:{'|'.join(sorted(HOW, key=len, reverse=True))})$")
_PAST = re.compile(r"([가-힣])(?<![겠겄])(?:어요|나요|어|니|나|냐|지)$")
_NO_ORDER = re.compile(r"(?:^| )(?:안|못) \S+$|(?:야|려고|기로) [해돼]$")  # 말을 안 들어, 가야 해
_NO_QUESTION = re.compile(r"지 (?:뭐\S*|뭡니까)$")  # 두고 왔지 뭐야
_ASKS = re.compile(r"몇|뭐|무슨|무엇|누구|어디|언제|어느|얼마|며칠|왜")
_VERB = re.compile(rf"(?:(?<=\s)|^|(?<=어떻게))({'|'.join((*ASKED_VERBS, *ASKED_ADJECTIVES))})$")

Change = tuple[int, int, str]  # text[begin:end] becomes the words


def reworded(text: str, kind: str, stems: Mapping[str, str], rng: Random) -> Change | None:
    """Another ending of `text`; None where it has none that is known here.

    `kind` is "order", "query" or "talk"; `stems` are of the verbs that orders end in: {spoken form 켜: stem 켜}.
    """
    how_to_go = text.replace(" ", "").endswith("어떻게가")
    if request := _REQUEST.search(text):
        spoken = text[: request.start()]
        if kind == "order" and rng.random() < 0.25 and (verb := _last_verb(spoken, stems)) and stems[verb] not in TO_ME:
            return len(spoken) - len(verb), len(text), _of_stem(verb, stems[verb], rng)
        return request.start(), len(text), _joined(spoken, rng) + _weighted(rng)
    if kind == "order" and not how_to_go and (verb := _last_verb(text, stems)):
        if rng.random() < 0.3 and stems[verb] not in TO_ME:
            return len(text) - len(verb), len(text), _of_stem(verb, stems[verb], rng)
        return len(text), len(text), _joined(text, rng) + _weighted(rng)
    if kind == "order" and not how_to_go:
        return None
    return _asked(text, kind == "query", rng)


def _asked(text: str, of_car: bool, rng: Random) -> Change | None:
    """A question with another ending; one to the car (`of_car`) may become a request to tell."""
    if _NO_QUESTION.search(text):
        return None
    told = of_car and rng.random() < 0.15
    for pattern, asking in ((_WHAT, WHAT), (_HOW, HOW)):
        if found := pattern.search(text):
            return found.start(), len(text), rng.choice([form for form in asking if of_car or "알려" not in form])
    if (past := _PAST.search(text)) and final(past[1]) == SSANG_SIOT:
        return past.start() + 1, len(text), rng.choice(TOLD if told else ASKED_PAST)
    if verb := _VERB.search(text):
        return verb.start(), len(text), _of_asked(verb[1], told, rng)
    if not text.endswith("야") or len(text) < 3 or text[-2] == " " or not (of_car or _ASKS.search(text)):
        return None
    noun = text[:-2] if text[-2] == "이" and len(text) > 3 and final(text[-3]) else text[:-1]
    joined = "이" if noun != text[:-1] else ""
    last = noun[-1] if not joined else "이"
    forms = (*(joined + ("에요" if joined and e == "예요" else e) for e in ASKED_NOUN), None, None)
    chosen = rng.choice(forms)
    if chosen is None and "가" <= last <= "힣" and final(last) == 0:  # 몇 돌까, 몇 돈가: the final goes under the vowel
        ending = with_final(last, RIEUL) + "까" if rng.random() < 0.5 else with_final(last, NIEUN) + "가"
        return (len(noun), len(text), ending) if joined else (len(noun) - 1, len(text), ending)
    return len(noun), len(text), chosen or joined + "야"


def _of_asked(spoken: str, told: bool, rng: Random) -> str:
    """A question's last word in another form: 막히니, 막힐까, 막히는지 알려 줘; 좋으니, 좋은가."""
    stem = ASKED_VERBS.get(spoken) or ASKED_ADJECTIVES[spoken]
    closed = final(stem[-1]) != 0
    adnominal = stem + "는" if spoken in ASKED_VERBS else stem + "은" if closed else with_final(stem, NIEUN)
    if told:
        return adnominal + rng.choice(TOLD)[1:]
    future = stem + "을까" if closed else with_final(stem, RIEUL) + "까"
    return rng.choice((*(stem + ending for ending in ASKED_STEM), adnominal + "가", future, spoken, spoken + "요"))


def _last_verb(text: str, stems: Mapping[str, str]) -> str:
    """The verb that is the last word of `text`; "" where it is none that orders, as in "바람이 약해", "가야 해"."""
    word = text.rsplit(" ", 1)[-1]
    return word if word in stems and not _NO_ORDER.search(text) else ""


def _joined(spoken: str, rng: Random) -> str:
    """What stands between 틀어 and 줘: a space or nothing; behind another word than a verb a space ("물 좀 줘")."""
    verb = "가" <= spoken[-1:] <= "힣" and final(spoken[-1]) == 0 and _vowel(spoken[-1]) in OF_VERBS
    return rng.choice(("", " ")) if verb else " "


def _of_stem(spoken: str, stem: str, rng: Random) -> str:
    """A form of the verb itself: "틀 수 있니", "틀렴", "틀자", "틀었으면 좋겠어"."""
    open_stem = final(stem[-1]) in (0, RIEUL)
    before = spoken[:-1] if not open_stem and spoken[-1] in "아어" else stem  # 으: 들 of 듣다
    ability = (with_final(stem, RIEUL) if open_stem else before + "을") + rng.choice(ABILITY)
    others = (stem + "렴" if open_stem else before + "으렴", stem + "자", stem + "고 싶어",
              *(spoken + each for each in ("야겠다", "라", " 봐", "야 돼", "요")))  # fmt: skip
    return ability if rng.random() < 0.5 else rng.choice(others)


def _weighted(rng: Random) -> str:
    return rng.choices([words for words, _ in REQUESTS], [weight for _, weight in REQUESTS])[0]


def final(syllable: str) -> int:
    """The index of the final consonant of a Hangul syllable; 0 where it has none or is not one."""
    return (ord(syllable) - HANGUL) % 28 if "가" <= syllable <= "힣" else 0


def _vowel(syllable: str) -> int:
    """The index of the vowel of a Hangul syllable."""
    return (ord(syllable) - HANGUL) // 28 % 21


def with_final(word: str, consonant: int) -> str:
    """`word` with this final consonant in its last syllable, which ends in a vowel or ㄹ."""
    last = word[-1]
    return word[:-1] + chr(ord(last) - final(last) + consonant)
