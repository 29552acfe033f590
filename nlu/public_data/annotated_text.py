"""Rows of public data sets as a recogniser would write them, with the places of the annotated words. Training only."""

import re
from typing import Literal

from contract.values import LONGEST_TEXT
from languages.ko.particles import RIEUL, final_of
from languages.numbers import parse_number
from languages.text import normalise

Piece = tuple[str, str]  # words, label of the data set or ""
Slots = dict[tuple[int, int], str]  # (begin, end) in characters of the text -> name of our slot
Kind = Literal["massive", "ms"]  # of marks: [label : words], {label=words}

_SPELLED = re.compile(r"\b(?:[a-z]\. ?){2,}(?=\W|$|[가-힣a-z])")
_WAKE = re.compile(
    r"^(헤이|오케이|하이|hey|ok|okay|hi)? ?(olly|올리야?|알렉사|alexa|구글|google|시리야?|siri|ai),? (?=\S|$)"
)
OTHERS = re.compile(r"\b(olly|alexa|google|siri|ai)\b|올리(?= |$|야)|알렉사|구글|구굴|시리야")
_DETACHED = re.compile(r"(?<=[가-힣]) (을|를|에|에서|에게|한테|의|으로|까지|부터)(?= |$)")
_AFTER_SLOT = re.compile(
    r"\] (을|를|에|에서|에게|한테|의|으로|로|까지|부터|은|는|와|과|랑|이랑|이라는|이라고|라고)(?= |$)"
)
_MARKED = {"massive": re.compile(r"\[([^:\]]+) : ([^\]]*)\]"), "ms": re.compile(r"\{([^={}]+)=([^{}]*)\}")}
_PARTICLES = (  # after a final consonant, after a vowel
    ("을", "를"),
    ("이", "가"),
    ("은", "는"),
    ("과", "와"),
    ("으로", "로"),
)
_EN_NO_NAME = re.compile(  # annotated words that name nothing in particular
    r"(home|work|the office|(the )?(music|song|songs|radio|radia|local|station|fm|am|any|favorite|my .*|"
    r".*(station|channel|show|'s|favorites?|top|hits|playlist)))"
)
_KO_NO_NAME = re.compile(
    r"노래|음악|최근|최신|새로운|라디오|지역|지역 라디오|.*(방송국|채널|뉴스|스테이션)|(에프엠|fm|am|에이엠)( 라디오)?|"
    r"내.*|.*좋아하는.*|여기|이 곳|그 곳|주변|근처"
)
_NEVER_CUT = ("도", "만", "에", "나", "랑", "에서", "에게", "한테", "까지", "처럼", "부터")


def read_pieces(annotated: str, kind: Kind) -> list[Piece]:
    """The annotated text in pieces, each as a recogniser writes it; [] where it cannot be told apart or is too long."""
    if len(annotated) > LONGEST_TEXT:
        return []
    text = _SPELLED.sub(lambda m: re.sub(r"[. ]", "", m[0]) + " ", annotated.lower().replace("’", "'"))
    if kind == "massive":
        text = _AFTER_SLOT.sub(r"]\1", _DETACHED.sub(r"\1", text))
    else:  # the outermost annotation of a nested one says nothing; its parts do
        text = re.sub(r"\{@(musicparent|beforemusic|aftermusic|inbetweenmusic)=(?=[^{}]*\})([^{}]*)\}", r" \2 ", text)
        text = re.sub(r"^\{@musicparent=(.*)\}$", r"\1", text).replace("{@", "{")
    if re.search(r"[()^]|\}'|\w\{|\}\w", text):
        return []
    pieces: list[Piece] = []
    at = 0
    for match in _MARKED[kind].finditer(text):
        pieces += [(text[at : match.start()], ""), (match[2], match[1].strip())]
        at = match.end()
    return _tidy([*pieces, (text[at:], "")])


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Each piece normalised, single spaces between; other assistants' wake words at the start taken off."""
    tidy: list[Piece] = []
    for words, label in pieces:
        try:
            plain = normalise(words)
        except ValueError:  # no word in it
            plain = ""
        before = bool(tidy) and not tidy[-1][0].endswith(" ") and (words[:1].isspace() or words[:1] in ",.!?-")
        if plain and (words[-1:].isspace() or words[-1:] in ",.!?") and not label:
            plain += " "
        if before:
            tidy.append((" ", ""))
        if plain:
            tidy.append((plain, label))
    if tidy and not tidy[0][1]:
        tidy[0] = (_WAKE.sub("", tidy[0][0]), "")
    while tidy and not tidy[-1][0].strip():
        tidy.pop()
    while tidy and not tidy[0][0].strip():
        tidy.pop(0)
    return [*tidy[:-1], (tidy[-1][0].rstrip(), tidy[-1][1])] if tidy else []


def value_length(words: str, header: str, language: str, genre: bool = False) -> int:
    """How many characters of annotated words are the value: particles and "music" at its end are not; 0 where unsure.

    `genre` says that the words name a kind of music ("jazz music"), not a title.
    """
    return _LENGTHS[language](words, header, genre)


def _english_length(words: str, header: str, genre: bool) -> int:
    if genre:
        words = re.sub(r" (music|songs?|tracks?|jams)$", "", words)
    number = r"\b(point|dial|station|soundcloud|thousand)\b"
    if header == "media.tune set" and re.search(number, words) and parse_number(words, "MHz") is None:
        return 0
    return 0 if _EN_NO_NAME.fullmatch(words) else len(words)


def _korean_length(words: str, header: str, genre: bool) -> int:
    media = header.startswith("media.")
    if media:
        words = re.sub(r"(?<=.)( 노래| 음악|노래|음악)(들)?$", "", words)
    if (
        header == "media.tune set"
        and re.search(r" 점 |주파수|점[일이삼사오육칠팔구]", words)
        and parse_number(words, "MHz") is None
    ):
        return 0
    if header == "media.tune set" and re.search(
        r"(kbs|mbc|sbs).*[일이삼사오육칠팔구]|[십백천] ?(fm|am)|라디오 방송|음악 방송", words
    ):
        return 0
    if header == "nav.go do" and re.search(r"에서|(^| )(집|회사)$", words):
        return 0
    if _KO_NO_NAME.fullmatch(words):
        return 0
    if words.endswith("의") and len(words) > 2:
        return len(words) - 1
    for closed, opened in _PARTICLES:
        for particle in (closed, opened):
            if words.endswith(particle) and len(words) > len(particle) + 1:
                final = final_of(words[: -len(particle)])
                fits = particle == (opened if final == 0 or (closed == "으로" and final == RIEUL) else closed)
                if fits and particle == "로" and header == "nav.traffic query":
                    return len(words)  # the end of a road's name
                if fits:  # perhaps a particle; in the title of a song it may be part of the title
                    return len(words) - len(particle) if not media or particle in ("을", "를") else 0
    if words.endswith("에서") and len(words) > 3:
        return len(words) - 2
    return 0 if words.endswith(_NEVER_CUT) and media else len(words)


_LENGTHS = {"ko": _korean_length, "en": _english_length}  # of the data sets' languages


def write(text: str, slots: Slots) -> str:
    """The template: `text` with {name=words} for every slot."""
    for (begin, end), name in sorted(slots.items(), reverse=True):
        text = f"{text[:begin]}{{{name}={text[begin:end]}}}{text[end:]}"
    return text
