"""One training example: a sentence, its commands, and where in the text they are said. Training only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contract.values import Value
from languages.numbers import parse_number
from languages.text import normalise
from nlu.engine.reader import DEVICE, PLACE_KINDS, device_of, place_of
from nlu.sampling.authored import Meaning
from nlu.sampling.catalogue import Entry
from nlu.sampling.templates import TemplateError


@dataclass(frozen=True)
class Span:
    tag: str
    begin: int
    end: int


@dataclass
class Utterance:
    """One training example.

    `zones` are the spans in which a zone is said; a zone may also be meant without words for it.
    """

    text: str
    language: str
    context: str
    """NOTHING, PENDING or the function of the last command (see follow_ups.said_before)."""
    segments: list[Meaning]
    starts: list[int]
    spans: list[Span]
    zones: list[Span]


@dataclass(frozen=True)
class Mark:
    segment: int
    tag: str = ""
    span: int = 0
    zone: str = ""


def finish(chars: list[tuple[str, Mark]], language: str, context: str, segments: list[Meaning]) -> Utterance:
    """The example that marked characters make: spaces collapsed, marks turned into positions.

    Raises TemplateError where the text is not normalised.
    """
    tidy: list[tuple[str, Mark]] = []
    for at, (c, mark) in enumerate(chars):
        if c == "'" and not "".join(x for x, _ in chars[at + 1 : at + 2]).isalpha():
            continue  # "the kids' seats": no recogniser writes it
        if not c.isspace() and not (c == "'" and tidy and tidy[-1][0].isdigit()):  # "channel 4's" is two words
            tidy.append((c.lower(), mark))
        elif tidy and tidy[-1][0] != " ":
            tidy.append((" ", mark))
    while tidy and tidy[-1][0] == " ":
        tidy.pop()
    text = "".join(c for c, _ in tidy)
    if not text or normalise(text) != text:
        raise TemplateError(
            f"a sentence is not written as a recogniser writes it: {text!r}, normalised {normalise(text or '.')!r}"
        )
    starts = [
        next((at for at, (c, m) in enumerate(tidy) if m.segment == s and c != " "), -1) for s in range(len(segments))
    ]
    return Utterance(text, language, context, segments, starts, list(_runs(tidy, "tag")), list(_runs(tidy, "zone")))


def _runs(chars: list[tuple[str, Mark]], name: str) -> Iterator[Span]:
    """Runs of characters with the same mark, as spans of its `name`, spaces at the ends left out."""
    at = 0
    while at < len(chars):
        mark, begin = chars[at][1], at
        while at < len(chars) and chars[at][1] == mark:
            at += 1
        label = getattr(mark, name)
        if label:
            text = "".join(c for c, _ in chars[begin:at])
            if text.strip():
                yield Span(label, begin + len(text) - len(text.lstrip()), at - len(text) + len(text.rstrip()))


def value_of(utterance: Utterance, segment: int, entry: Entry) -> Value | None:
    """The gold value of a segment, read from its spans as the engine reads it."""
    begin = utterance.starts[segment]
    end = utterance.starts[segment + 1] if segment + 1 < len(utterance.starts) else len(utterance.text)
    said = {s.tag: utterance.text[s.begin : s.end] for s in utterance.spans if begin <= s.begin < end}
    if entry.kind == DEVICE:
        return device_of(said)[0]
    if "number" in said:
        return parse_number(said["number"], entry.unit)
    if "to" in said or "body" in said:
        return {key: re.sub(r"\s+", " ", said[tag]) for key, tag in (("to", "to"), ("text", "body")) if tag in said}
    if entry.kind in PLACE_KINDS:
        return place_of(said)
    return said.get("arg") or utterance.segments[segment].word or None
