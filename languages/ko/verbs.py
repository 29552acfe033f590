"""Korean word forms for training sentences: verbs at the end of a clause."""

from random import Random

FINAL_ENDINGS = (  # after the spoken form 켜-: how often in a hundred
    ("", 18), (" 줘", 22), ("줘", 12), (" 주세요", 6), ("주세요", 3), (" 줄래", 5), ("줄래", 3), (" 줄 수 있어", 4),
    (" 봐", 4),
    ("라", 2), (" 줘라", 2), ("요", 2), (" 줘 봐", 1), (" 주라", 2), (" 줘요", 3), (" 달라고", 1), (" 주실래요", 2),
    (" 줬으면 좋겠어", 1),
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
