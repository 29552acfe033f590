"""Rows of public data sets as a recogniser would write them, with the places of the annotated words. Training only."""

import re
from typing import Literal

from contract.values import LONGEST_TEXT
from languages.text import normalise

Piece = tuple[str, str]  # words, label of the data set or ""
Kind = Literal["massive", "ms"]  # of marks: [label : words], {label=words}

_SPELLED = re.compile(r"\b(?:[a-z]\. ?){2,}(?=\W|$|[가-힣a-z])")
_WAKE = re.compile(
    r"^(헤이|오케이|하이|hey|ok|okay|hi)? ?(olly|올리야?|알렉사|alexa|구글|google|시리야?|siri|ai),? (?=\S|$)"
)
_DETACHED = re.compile(r"(?<=[가-힣]) (을|를|에|에서|에게|한테|의|으로|까지|부터)(?= |$)")
_AFTER_SLOT = re.compile(
    r"\] (을|를|에|에서|에게|한테|의|으로|로|까지|부터|은|는|와|과|랑|이랑|이라는|이라고|라고)(?= |$)"
)
_MARKED = {"massive": re.compile(r"\[([^:\]]+) : ([^\]]*)\]"), "ms": re.compile(r"\{([^={}]+)=([^{}]*)\}")}


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
