"""Where a name ends in a Korean sentence: at the end of a word, less its particle, never inside the name."""

import re

from languages.ko.particles import RIEUL, final_of

ALWAYS = frozenset(  # behind a name, whatever its last sound: particles, endings, verbs without a space, beside it
    "에의도만요쪽좀야니냐지줘해켜봐꺼서네께인나를죠앞옆뒤밖"
)
AFTER_VOWEL, AFTER_CONSONANT = frozenset("가는와랑로"), frozenset("이을은과")
NAMED_GA = re.compile(  # "가" belongs to the name: 종로 3가, 성수동 이가, 번화가, 처가, 요가; not 출구가, 댈 데가
    r"(?:\d|[로동][이사오구]|번화|(?:^| )[^데])가$"
)
STEMS = frozenset("있없같되좋많넓")  # no name ends in them: "카페있나", "아이유같은"
OF_TWO = frozenset((  # particles, and what else of two syllables is no last syllable of a name with its particle
    "까지", "에서", "으로", "부터", "한테", "에게", "이랑", "하고", "라도", "처럼", "보다", "대로", "마다", "이나",
    "이야", "인데", "예요", "라는", "하는", "정도", "추가", "가줘", "가야", "가요", "가서", "가지", "가봐", "가니",
    "가냐", "가나",
))  # fmt: skip
TORN = ("까지", "에서", "으로", "부터", "한테", "에게", "처럼")  # that a name may have been ended inside of
SURE = ("으로", "한테")  # that are taken off a name
OF_PLACE = ("까지", "에서")  # of a place; a title may end in them: 여름 안에서
FROM = re.compile(r"(?:에서|부터) ")  # a way, whose end keeps its particle: 서울에서 대구까지
FEWEST = 2  # syllables of a name that a particle may be cut off
BEFORE_PLACE = re.compile(  # says no more than that a place is looked for, as does what is behind
    r"^(?:무슨|어떤|부근|근처|주변|인근|(?:(?:제일|가장) )?가까운) (?=\S)"
)
BEHIND_NAME = re.compile(  # "아델 노래 좀 틀어 줘"; of what is described it is a part: 비 올 때 듣는 노래
    r"(?<=\S\S)(?:(?<![는은운한던된될할런난린른릴올픈쁜든좋])(?<!무슨)(?<!어떤) (?:노래|음악))?(?: 좀)?$"
)
NO_PLACES = frozenset(("도로", "길", "도", "목적지"))  # the road, the destination: no name of one
BEHIND_PLACE = re.compile(r"(?<=\S\S) (?:위치|근처|부근|주변|인근|하나|한 ?군데|한 ?곳)$")


def whole(text: str, begin: int, end: int, of_place: bool) -> tuple[int, int]:
    """(begin, end) of the name that the network found at text[begin:end], at whole words.

    A syllable that is left of a word and is no particle belongs to the name ("쇼핑" of "쇼핑몰 찾아"), as Latin letters
    do ("kb" of "kbs로"). A particle that was taken for the end of it does not ("민수한" of "민수한테"; of places
    "서울역까지", "진입로가"). A text without spaces is left as it is.
    """
    if of_place and (before := BEFORE_PLACE.search(text[begin:end])):
        begin += before.end()
    end = _end(text, begin, end, of_place)
    if not of_place and (name := BEHIND_NAME.search(text[begin:end])):
        end = begin + name.start()
    if of_place and (behind := BEHIND_PLACE.search(text[begin:end])):
        end = begin + behind.start()
    return begin, end


def _end(text: str, begin: int, end: int, of_place: bool) -> int:
    """The end of the name with what belongs to it and without its particle."""
    name, rest = text[begin:end], text[end:].partition(" ")[0]
    if not rest:
        return begin + len(_bare(name, of_place, end < len(text)))
    if " " not in text:
        return end
    if name[-1:].isascii() and (letters := re.match("[a-z0-9]+", rest)):
        return end + letters.end()
    if len(rest) <= 2 and len(name) > 1 and any(name[-1] + rest[0] == particle for particle in TORN):
        return end - 1
    goes_on = _is_particle(rest[0], name) or (rest == "가" and text.startswith(" 줘", end + 1))
    return end + (not goes_on and (len(rest) == 1 or _particles(rest)))


def _is_particle(syllable: str, before: str) -> bool:
    """Can this stand behind the word `before` as a particle or an ending?"""
    final = final_of(before)
    if syllable in AFTER_VOWEL:
        return final == 0 or (syllable == "로" and final == RIEUL)
    return syllable in ALWAYS or (syllable in AFTER_CONSONANT and final != 0) or not "가" <= syllable <= "힣"


def _particles(rest: str) -> bool:
    """Is `rest` the last syllable of a name and a particle ("몰은", "동에"), and no particle of two ("까지")?"""
    return len(rest) == 2 and rest not in OF_TWO and rest[0] not in STEMS and _is_particle(rest[1], rest[0])


def _bare(name: str, of_place: bool, goes_on: bool) -> str:
    """The name without a particle that surely is one; of a place that the sentence goes on behind, 가, 는, 은 too."""
    for particle in (*SURE, *(OF_PLACE if of_place and not FROM.search(name) else ())):
        if name.endswith(particle) and len(name) - len(particle) >= FEWEST:
            return name[: -len(particle)]
    last, before = name[-1:], name[:-1]
    sure = "을를" + ("가는은" if of_place and goes_on and not NAMED_GA.search(name) else "")
    return before if last in sure and len(before) >= FEWEST and _is_particle(last, before) else name


def whole_message(text: str, begin: int, end: int) -> tuple[int, int]:
    """(begin, end) of the words of a message, with the 고 that they are quoted with: "늦는다고 문자 보내 줘"."""
    return (begin, end + 1) if re.match(r"고(?:\s|$)", text[end:]) else (begin, end)
