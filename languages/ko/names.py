"""Where a name ends in a Korean sentence: at the end of a word, less its particle, never inside the name."""

import re

from languages.ko.particles import RIEUL, final_of

ALWAYS = frozenset("에 의 도 만 요 쪽 좀 들 야 니 냐 지 줘 해 켜 봐 꺼 서 네 께 인 나 님".split())  # behind a name, whatever its last sound
AFTER_VOWEL, AFTER_CONSONANT = frozenset("가 를 는 와 랑 로".split()), frozenset("이 을 은 과".split())
NAMED_GA = re.compile(r"(?:[0-9일이삼사오육칠팔구]|상|대학|증권|번화|처|외|생|본|국)가$")  # "가" belongs to the name: 종로 3가, 지하상가
OF_TWO = frozenset("까지 에서 으로 부터 한테 에게 이랑 하고 라도 처럼 보다 대로 마다 이나 이야 인데".split())
FEWEST = 2  # syllables of a name that a particle may be cut off


BEFORE_PLACE = re.compile(r"^(?:무슨|어떤|(?:(?:제일|가장) )?가까운) (?=\S)")  # says no more than that a place is looked for
BEHIND_PLACE = re.compile(r"(?<=\S) (?:위치|근처|부근|주변|인근)$")


def whole(text: str, begin: int, end: int, of_place: bool) -> tuple[int, int]:
    """(begin, end) of the name that the network found at text[begin:end], at whole words.

    A syllable that is left of a word and is no particle belongs to the name ("쇼핑" of "쇼핑몰 찾아"); a particle that was
    taken for the end of it does not ("서울역까지", of places "진입로가"). A text without spaces is left as it is.
    """
    if of_place and (before := BEFORE_PLACE.search(text[begin:end])):
        begin += before.end()
    behind = re.match(r"\S*", text[end:])
    rest = behind[0] if behind else ""
    if rest and " " in text and not _is_particle(rest[0], text[begin:end]) and (len(rest) == 1 or _particles(rest)):
        return begin, end + 1
    if not rest:
        end = begin + len(_bare(text[begin:end], of_place and end < len(text)))
    if of_place and (behind := BEHIND_PLACE.search(text[begin:end])):
        end = begin + behind.start()
    return begin, end


def _is_particle(syllable: str, before: str) -> bool:
    """Can this stand behind the word `before` as a particle or an ending?"""
    final = final_of(before)
    if syllable in AFTER_VOWEL:
        return final == 0 or (syllable == "로" and final == RIEUL)
    return syllable in ALWAYS or (syllable in AFTER_CONSONANT and final != 0) or not "가" <= syllable <= "힣"


def _particles(rest: str) -> bool:
    """Is `rest` the last syllable of a name and a particle ("몰은", "동에"), and no particle of two ("까지")?"""
    return len(rest) == 2 and rest not in OF_TWO and _is_particle(rest[1], rest[0])


def _bare(name: str, goes_on: bool) -> str:
    """The name without a particle that surely is one; of a place that the sentence goes on behind, 가, 는 and 은 too."""
    for particle in ("까지", "에서", "으로"):
        if name.endswith(particle) and len(name) - len(particle) >= FEWEST:
            return name[: -len(particle)]
    last, before = name[-1:], name[:-1]
    sure = "을를" + ("가는은" if goes_on and not NAMED_GA.search(name) else "")
    return before if last in sure and len(before) >= FEWEST and _is_particle(last, before) else name
