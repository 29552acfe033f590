"""A reply cut into sentences, and a sentence into pieces.

Rendering a second of audio takes 0.55 s of processor time, and a further second of silence, which the model makes at
both ends, as much again. A sentence that is not in the cache is therefore cut where one may breathe, its beginning
short, so that the voice begins before the rest is rendered.
"""

import re

FIRST_LETTERS = {"ko": 8, "en": 22}  # a first piece is about so long, spaces not counted: 0.7 to 0.9 s to render
OTHER_LETTERS = {"ko": 24, "en": 60}  # the others; the second twice the first, so that it is there in time
LETTERS_OF_DIGIT = {"ko": 2, "en": 4}  # a digit takes as long to say as so many letters
_USUAL = "en"
LEAST = {"ko": 4, "en": 10}  # letters of what may stand alone at the end
_LIST = "".join(rf"(?<!{before}{number}\.)" for before in ("^", ", ", ": ", r"\. ") for number in (r"\d", r"\d\d"))
# the end of a sentence; not the point behind the number in a list ("1. 강남역"), nor in "7 a.m. tomorrow"
_END = re.compile(
    rf"(?<=[.?!…])(?<!\b[ap]\.m\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.){_LIST}\s+(?=\S)|(?<=[ap]\.m\.)\s+(?=[A-Z가-힣])"
)
_STAYS = re.compile(  # what is not torn from the word behind it
    r"(?:\d[\d.,:]*|[Tt]he|[Aa]n?|[Tt]o|[Oo]f|[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Ff]or|안|못|잘|더|약|이|그|저|몇|첫|두|세|네|한|모든|것|수|줄|FM|AM)$"
)
_LEANS = re.compile(r"(?:것|수|줄|때|적|만큼|있|없|않|못|주세요)")  # what is not torn from the word before it


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a reply, in their order.

    >>> sentences("여러 곳이 있어요. 1. 강남역, 2. 역삼역. 몇 번째로 갈까요?")
    ('여러 곳이 있어요.', '1. 강남역, 2. 역삼역.', '몇 번째로 갈까요?')
    """
    return tuple(part for part in (each.strip() for each in _END.split(text)) if any(map(str.isalnum, part)))


def stays(word: str, following: str) -> bool:
    """Are these two words said in one breath?"""
    return bool(_STAYS.match(word) or _LEANS.match(following))


def breath(words: list[str]) -> list[str]:
    """The first of these words, and what stays with it: "to 22.5 degrees"."""
    pairs = enumerate(zip(words, [*words[1:], ""]), 1)
    return words[: next((end for end, (word, following) in pairs if not stays(word, following)), len(words))]


def pieces(sentence: str, language: str) -> tuple[str, ...]:
    """A sentence cut between words: the first piece short, each at a comma where there is one near.

    >>> pieces("운전석 열선 시트를 2단으로 올렸어요.", "ko")
    ('운전석 열선 시트를', '2단으로 올렸어요.')
    """

    def length(word: str) -> int:
        return len(word) + (digit - 1) * sum(map(str.isdigit, word))

    longest = OTHER_LETTERS.get(language, OTHER_LETTERS[_USUAL])
    digit = LETTERS_OF_DIGIT.get(language, LETTERS_OF_DIGIT[_USUAL])
    words = [word[at : at + longest] for word in sentence.split() for at in range(0, len(word), longest)]
    most = FIRST_LETTERS.get(language, FIRST_LETTERS[_USUAL])
    least = LEAST.get(language, LEAST[_USUAL])
    found: list[str] = []
    piece: list[str] = []
    for at, word in enumerate(words):
        piece.append(word)
        letters = sum(map(length, piece))
        behind = words[at + 1 :]
        rest = sum(map(length, behind))
        longer = letters + sum(map(length, breath(behind)))
        enough = longer > most or (word.endswith(",") and letters * 2 > most)
        if enough and rest >= least and not stays(word, behind[0]):
            found.append(" ".join(piece))
            piece = []
            most = min(longest, 2 * most)
    return tuple(found) + ((" ".join(piece),) if piece else ())
