"""Korean word forms for training sentences: particles after a final consonant, verbs at the end of a clause."""

import re
from random import Random

HANGUL = 0xAC00  # first syllable; a syllable is HANGUL + (initial * 21 + vowel) * 28 + final
RIEUL = 8  # the final ㄹ, after which 로 stands, not 으로
# finals of digits and Latin letters as they are read: 영일이삼사오육칠팔구, 엘 엠 엔 알
_READ_FINAL = dict(zip("0123456789lmnr", (21, 8, 0, 16, 0, 0, 1, 8, 8, 0, 8, 16, 4, 8), strict=True))
_PAIRS = (
    ("으로", "로"),
    ("이랑", "랑"),
    ("이나", "나"),
    ("이라도", "라도"),
    ("이라고", "라고"),
    ("을", "를"),
    ("은", "는"),
    ("이", "가"),
    ("과", "와"),
)
_PARTICLE = re.compile(
    "(" + "|".join(sorted({p for pair in _PAIRS for p in pair}, key=len, reverse=True)) + r")(?=\s|$|는\s|도\s|만\s)"
)

FINAL_ENDINGS = (  # after the spoken form 켜-: how often in a hundred
    ("", 18), (" 줘", 22), ("줘", 12), (" 주세요", 6), ("주세요", 3), (" 줄래", 5), ("줄래", 3), (" 줄 수 있어", 4), (" 봐", 4),
    ("라", 2), (" 줘라", 2), ("요", 2), (" 줘 봐", 1), (" 주라", 2), (" 줘요", 3), (" 달라고", 1), (" 주실래요", 2), (" 줬으면 좋겠어", 1),
)  # fmt: skip
STEM_ENDINGS = (("자", 3), ("기", 2), ("도록 해", 0.5), ("고 싶어", 1))  # after the stem 켜-
LINKING_ENDINGS = (("고", 50), ("고 나서", 4), ("고 그리고", 4), ("고 또", 1))  # after the stem
SPOKEN_LINKS = (
    (" 주고", 8),
    ("주고", 5),
    (" 주시고", 2),
    (" 줘", 10),
    ("줘", 5),
    ("", 3),
    ("서", 1),
    (" 줘 그리고", 3),
)  # after 켜-
ADNOMINAL_LINKS = ((" 다음", 2), (" 다음에", 5), (" 후에", 1), (" 뒤에", 1), (" 다음 바로", 0.5))  # after 켠


def final_of(word: str) -> int:
    """The final consonant's index of the last character, 0 where it ends in a vowel."""
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - HANGUL) % 28
    return _READ_FINAL.get(last, 0)


def fit_particle(word: str, after: str) -> str:
    """`after` with its leading particle in the form that `word` asks for.

    >>> fit_particle("강남역", "로 가자"), fit_particle("서울", "으로"), fit_particle("엄마", "이랑"), fit_particle("집", "이에요")
    ('으로 가자', '로', '랑', '이에요')
    """
    match = _PARTICLE.match(after)
    if not match or not word:
        return after
    closed, opened = next(pair for pair in _PAIRS if match[1] in pair)
    final = final_of(word)
    fitting = opened if final == 0 or (closed == "으로" and final == RIEUL) else closed
    return fitting + after[len(match[1]) :]


def final_form(lemma: str, spoken: str, rng: Random) -> str:
    """A verb at the end of an order: "켜", "켜 줘", "켜 주세요", "켜자"."""
    if spoken.endswith("줘"):  # 들려줘 already asks
        return spoken[:-1] + rng.choice(("줘", "줘", "줄래", "주세요", "주라", "줘요", "줄 수 있어"))
    endings = FINAL_ENDINGS + STEM_ENDINGS
    at = rng.choices(range(len(endings)), [weight for _, weight in endings])[0]
    return (spoken if at < len(FINAL_ENDINGS) else lemma[:-1]) + endings[at][0]


def linking_form(lemma: str, spoken: str, linking: str, adnominal: str, rng: Random) -> str:
    """A verb before the next order: "켜고", "켜 주고", "켠 다음에", "켜 줘"."""
    forms: list[tuple[str, float]] = [(linking[:-1] + ending, weight) for ending, weight in LINKING_ENDINGS]
    forms += [(adnominal + ending, weight) for ending, weight in ADNOMINAL_LINKS]
    if not spoken.endswith("줘"):
        forms += [(spoken + ending, weight) for ending, weight in SPOKEN_LINKS]
    return rng.choices([form for form, _ in forms], [weight for _, weight in forms])[0]
