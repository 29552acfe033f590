"""How training sentences are put together in Korean: what joins orders, what forbids one, how names are invented."""

import re
from collections.abc import Sequence
from random import Random

from languages.ko.particles import fit_particle

ENDS_IN_VERB = True  # an order ends in its verb, which forbidding changes: "켜지 마"
JOINS = (
    " ",
    " ",
    " ",
    " 그리고 ",
    " 또 ",
    " 그다음에 ",
    " 그리고 나서 ",
    " 아 그리고 ",
    " 아 ",
    " 참 ",
)  # of two orders
ZONE_JOINS = ("이랑 ", "하고 ", "과 ", " ", " 그리고 ")
LINKING = {"줘": "주고"}  # last character of an order -> what it may be before another order: "해 줘", "해 주고"
PLACES = (
    "역", "동", "병원", "아파트", "마트", "시장", "공원", "빌딩", "학교", "초등학교", "대학교", "터미널", "공항",
    "호텔", "식당", "카페", "도서관", "구청", "해수욕장", "휴게소", "타워", "센터", "교회", "로", "길",
)  # fmt: skip
FORBIDDEN = (  # after the stem 켜-: "켜지 마"
    "지 마", "지 마", "지 마세요", "지 말아 줘", "지 말고 그냥 둬", "지 말라고 했잖아", "지 않아도 돼", "더라",
    "고 있네", "면 안 되지", "고 왔어", "던데", "지 말자", "지 말라니까", "지 않았어", "고 다니더라",
)  # fmt: skip
TALK = (  # endings of what is no order
    "", "", " 했어", "인데", "거든", "네", "더라", "이야", "잖아", " 하던데", " 맞지", " 그랬대", " 왜 그래", "라고",
    " 좋아", " 싫어",
)  # fmt: skip
_ORDER = re.compile(
    r"(줘|주세요|줄래|틀어|재생|추가|삭제|설정|켜|꺼|맞춰|보내|돌려|올려|내려|줄여|높여|낮춰|음소거|시작|바꿔|(?<!필요)(?<!중요)(?<!궁금)해)$"
)


def fit(before: str, words: str) -> str:
    """`words` in the form that they have after `before`: with the right particle."""
    return fit_particle(before, words)


def fit_name(before: str, name: str) -> str:
    """`name` as it is said after the words `before`: Korean names do not change."""
    return name


def fit_join(join: str, next_words: str) -> str:
    """`join` as it may stand before an order that begins with `next_words`: all of JOINS may stand before any."""
    return join


def fit_zone_join(join: str, before: str, word: str) -> str:
    """One of ZONE_JOINS between two words for zones, `before` and `word`."""
    return fit_particle(before, join)


def talk_ending(rng: Random) -> str:
    """What may stand after words at random, so that they sound like talk."""
    return rng.choice(TALK)


def forbid(order: str, lemma: str, rng: Random) -> str:
    """An order forbidden or only spoken of, made of an order without its verb ("창문 ") and the verb ("열다")."""
    return order + lemma[:-1] + rng.choice(FORBIDDEN)


def is_order(text: str, ends_in_name: bool) -> bool:
    """Is it worded as an order that another may follow?

    Not where a name ends it: the next word would be heard as part of the name.
    """
    return bool(_ORDER.search(text)) and not ends_in_name


def invent(lexicon: Sequence[str], of_place: bool, rng: Random) -> str:
    """A name that is in no list, made of words of `lexicon` or of their syllables."""
    if rng.random() < 0.5:
        words = [rng.choice(lexicon) for _ in range(rng.choices((2, 3, 4), (4, 5, 2))[0])]
        name = "".join(rng.choice([c for c in word if c.isalnum()]) for word in words)
    else:
        name = " ".join(rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (4, 4, 1))[0]))
    if of_place and rng.random() < 0.5:
        name += rng.choice(("", " ")) + rng.choice(PLACES)
    return name
