"""What happens to a sentence between mouth and text: for training only.

A sentence under work is a list of (character, mark); noise adds, drops and changes characters and keeps the marks right.
"""

from random import Random
from typing import TypeVar

from languages.ko.verbs import confuse

Mark = TypeVar("Mark")
Marked = list[tuple[str, Mark]]

# shares of the sentences that get each noise
KO_NO_SPACES, KO_ODD_SPACES, KO_PARTICLES, KO_CONFUSED = 0.10, 0.28, 0.15, 0.06
KO_FILLER, EN_FILLER = 0.14, 0.18
EN_TYPO, EN_CONFUSED = 0.07, 0.04

KO_BEFORE = (
    "음", "어", "저기", "그", "야", "혹시", "빨리", "지금", "말차", "말차야", "헤이 말차", "자", "아", "근데", "있잖아", "저",
    "그러면", "그럼", "일단", "아 맞다", "이제", "부탁인데", "미안한데",
)  # fmt: skip
KO_AFTER = ["부탁해", "알겠지", "빨리", "좀", "지금", "얼른", "응", "오케이", "고마워", "제발"]
EN_BEFORE = (
    "um", "uh", "hey", "okay", "so", "please", "now", "hey malcha", "malcha", "right", "well", "could you", "can you",
    "would you", "i want you to", "quickly", "just", "go ahead and",
)  # fmt: skip
EN_AFTER = (
    "please", "now", "for me", "right now", "thanks", "okay", "will you", "would you", "if you can", "real quick",
    "immediately",
)  # fmt: skip
EN_ORDERS = frozenset((
    "set", "turn", "open", "close", "play", "switch", "put", "make", "start", "stop", "shut", "call", "navigate", "take",
    "find", "show", "give", "change", "raise", "lower", "increase", "decrease", "lock", "unlock", "activate", "enable",
    "disable", "crank", "roll", "pop", "tune", "skip", "send", "text", "read", "add", "remove", "mute", "unmute", "dim",
    "bring", "warm", "cool", "heat",
))  # fmt: skip
EN_MISHEARD = {
    "seat": "sit", "windshield": "wind shield", "sunroof": "sun roof", "aircon": "air con", "defrost": "de frost",
    "heated": "heating", "defogger": "de fogger", "headlights": "head lights", "radio": "radios", "wipers": "wiper",
    "volume": "volumes", "windows": "window", "temperature": "temperatures",
}  # fmt: skip
_PARTICLES = frozenset("을를이가은는")


def add_noise(chars: Marked[Mark], language: str, first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    """A noisy copy. Fillers before the sentence get the mark `first`, those after it `last`; neither is inside a span."""
    if language == "ko":
        if rng.random() < KO_PARTICLES:
            chars = _drop_particles(chars, rng)
        if rng.random() < KO_CONFUSED:
            at = rng.randrange(len(chars))
            if not _inside(chars[at][1], "number"):
                chars = [*chars[:at], (confuse(chars[at][0], rng), chars[at][1]), *chars[at + 1 :]]
        if rng.random() < KO_FILLER:
            chars = _around(chars, rng.choice(KO_BEFORE), rng.choice(KO_AFTER), first, last, rng)
        return _respace(chars, rng)
    words = "".join(c for c, _ in chars).split()
    if rng.random() < EN_FILLER:
        before = rng.choice(EN_BEFORE)
        if " you" in before and words[0] not in EN_ORDERS:
            before = "um"
        chars = _around(chars, before, rng.choice(EN_AFTER), first, last, rng)
    if rng.random() < EN_CONFUSED:
        chars = _mishear(chars, rng)
    if rng.random() < EN_TYPO:
        chars = _typo(chars, rng)
    return chars


def _inside(mark: object, *tags: str) -> bool:
    """Is a character with this mark part of a span (of one of `tags`, if given)?"""
    tag = getattr(mark, "tag", "")
    return tag in tags if tags else tag != ""


def _around(chars: Marked[Mark], before: str, after: str, first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    if rng.random() < 0.7:
        return [(c, first) for c in before + " "] + chars
    return chars + [(c, last) for c in " " + after]


def _respace(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    roll = rng.random()
    if roll < KO_NO_SPACES:
        return [item for item in chars if item[0] != " "]
    if roll < KO_NO_SPACES + KO_ODD_SPACES:
        kept = [item for item in chars if item[0] != " " or rng.random() > 0.35]
        if rng.random() < 0.25 and len(kept) > 3:
            at = rng.randrange(1, len(kept))
            if not (kept[at][0].isdigit() or kept[at - 1][0].isdigit() or kept[at][0] == "." or kept[at - 1][0] == "."):
                kept.insert(at, (" ", kept[at][1] if kept[at][1] == kept[at - 1][1] else kept[at - 1][1]))
        return kept
    return chars


def _drop_particles(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Leaves out 을/를/이/가/은/는 at the end of words of three syllables or more."""
    kept: Marked[Mark] = []
    length = 0
    for at, (c, mark) in enumerate(chars):
        ends = at + 1 < len(chars) and chars[at + 1][0] == " "
        if c in _PARTICLES and ends and length >= 2 and not _inside(mark) and rng.random() < 0.7:
            continue
        length = 0 if c == " " else length + 1
        kept.append((c, mark))
    return kept


def _mishear(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    text = "".join(c for c, _ in chars)
    found = [w for w in EN_MISHEARD if f" {w} " in text]
    if not found:
        return chars
    word = rng.choice(found)
    at = text.index(f" {word} ") + 1
    mark = chars[at][1]
    if _inside(mark, "number", "to"):
        return chars
    return chars[:at] + [(c, mark) for c in EN_MISHEARD[word]] + chars[at + len(word) :]


def _typo(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Drops, doubles or swaps one letter inside a word of five letters or more, not in a number."""
    places = [
        at
        for at in range(2, len(chars) - 2)
        if all(c.isalpha() for c, _ in chars[at - 2 : at + 3]) and not _inside(chars[at][1], "number")
    ]
    if not places:
        return chars
    at, kind = rng.choice(places), rng.randrange(3)
    if kind == 0:
        return chars[:at] + chars[at + 1 :]
    if kind == 1:
        return chars[:at] + chars[at : at + 1] + chars[at:]
    return [*chars[:at], (chars[at + 1][0], chars[at][1]), (chars[at][0], chars[at + 1][1]), *chars[at + 2 :]]
