"""A reply as a stream of short chunks of audio: sentence by sentence, a fresh sentence piece by piece.

Rendering a second of audio takes 0.7 s of processor time, shared by two cores. A sentence that is not in the cache is
therefore cut where one may breathe, its beginning short, so that the voice begins before the rest is rendered.
"""

import re
from collections.abc import Iterator

import numpy as np

from speech.protocols import Samples
from speech.voices.prompts import Prompts

CHUNK = 0.1  # s of audio in a chunk
BETWEEN = 0.25  # s of silence between sentences
BETWEEN_PIECES = 0.06  # s between the pieces of one sentence
FIRST_LETTERS = {"ko": 9, "en": 22}  # a first piece is about so long, spaces not counted
OTHER_LETTERS = {"ko": 24, "en": 60}  # the others
_USUAL = "en"
LEAST = {"ko": 4, "en": 10}  # letters of what may stand alone at the end
_LIST = "".join(rf"(?<!{before}{number}\.)" for before in ("^", ", ", ": ", r"\. ") for number in (r"\d", r"\d\d"))
# the end of a sentence; not the point behind the number in a list ("1. 강남역"), nor in "7 a.m. tomorrow"
_END = re.compile(
    rf"(?<=[.?!…])(?<!\b[ap]\.m\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.){_LIST}\s+(?=\S)|(?<=[ap]\.m\.)\s+(?=[A-Z가-힣])"
)
_STAYS = re.compile(  # what is not torn from the word behind it
    r"(?:\d\S*|\d[\d.,]*|[Tt]he|[Aa]n?|[Tt]o|[Oo]f|[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Ff]or|안|못|더|약|이|그|저|몇|첫|두|세|네|한|모든|것|수|줄|FM|AM)$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a reply, in their order.

    >>> sentences("여러 곳이 있어요. 1. 강남역, 2. 역삼역. 몇 번째로 갈까요?")
    ('여러 곳이 있어요.', '1. 강남역, 2. 역삼역.', '몇 번째로 갈까요?')
    """
    return tuple(part for part in (each.strip() for each in _END.split(text)) if any(map(str.isalnum, part)))


def pieces(sentence: str, language: str) -> tuple[str, ...]:
    """A sentence cut between words: the first piece short, each at a comma where there is one near.

    >>> pieces("운전석 열선 시트를 2단으로 올렸어요.", "ko")
    ('운전석 열선 시트를', '2단으로 올렸어요.')
    """
    words = sentence.split()
    most = FIRST_LETTERS.get(language, FIRST_LETTERS[_USUAL])
    least = LEAST.get(language, LEAST[_USUAL])
    found: list[str] = []
    piece: list[str] = []
    for at, word in enumerate(words):
        piece.append(word)
        letters = sum(map(len, piece))
        rest = sum(map(len, words[at + 1 :]))
        next_letters = len(words[at + 1]) if at + 1 < len(words) else 0
        enough = letters + next_letters > most or (word.endswith(",") and letters * 2 > most)
        if enough and rest >= least and not _STAYS.match(word):
            found.append(" ".join(piece))
            piece = []
            most = OTHER_LETTERS.get(language, OTHER_LETTERS[_USUAL])
    return tuple(found) + ((" ".join(piece),) if piece else ())


def streamed(prompts: Prompts, text: str) -> Iterator[Samples]:
    """The audio of a reply in chunks of CHUNK, the last shorter, each as soon as it is there.

    Who stops asking for chunks stops the voice: nothing is rendered ahead of what is asked for but the piece that is
    being said. A fresh sentence goes into the cache in pieces; `Prompts.render_ahead` puts it there whole.
    """
    rate = prompts.voice.rate
    size = round(CHUNK * rate)
    left = np.zeros(0, np.int16)
    for samples in _parts(prompts, text):
        left = np.concatenate((left, samples))
        whole = len(left) - len(left) % size
        for at in range(0, whole, size):
            yield left[at : at + size]
        left = left[whole:]
    if len(left):
        yield left


def _parts(prompts: Prompts, text: str) -> Iterator[Samples]:
    """Sentences or their pieces as they are rendered, with silence between them."""
    rate = prompts.voice.rate
    for at, sentence in enumerate(sentences(text)):
        if at:
            yield np.zeros(round(BETWEEN * rate), np.int16)
        if prompts.has(sentence):
            yield prompts.audio(sentence)
            continue
        for number, piece in enumerate(pieces(sentence, prompts.voice.language)):
            if number:
                yield np.zeros(round(BETWEEN_PIECES * rate), np.int16)
            yield prompts.audio(piece)
