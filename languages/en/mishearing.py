"""What changes in an English sentence between the speaker and the recogniser's text: for training only."""

from random import Random

from languages.en.wording import ORDERS
from languages.marked_text import Mark, Marked, with_filler

# shares of the sentences
FILLER = 0.18  # a filler stands before or after
CONFUSED = 0.04  # a word is written as another that sounds like it
TYPO = 0.07  # a letter is dropped, doubled or exchanged with its neighbour

BEFORE = (
    "um", "uh", "hey", "okay", "so", "please", "now", "hey malcha", "malcha", "right", "well", "could you", "can you",
    "would you", "i want you to", "quickly", "just", "go ahead and",
)  # fmt: skip
AFTER = (
    "please", "now", "for me", "right now", "thanks", "okay", "will you", "would you", "if you can", "real quick",
    "immediately",
)  # fmt: skip
MISHEARD = {
    "seat": "sit", "windshield": "wind shield", "sunroof": "sun roof", "aircon": "air con", "defrost": "de frost",
    "heated": "heating", "defogger": "de fogger", "headlights": "head lights", "radio": "radios", "wipers": "wiper",
    "volume": "volumes", "windows": "window", "temperature": "temperatures",
}  # fmt: skip


def mishear(chars: Marked[Mark], first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    """A copy as a recogniser might write it. Fillers get the mark `first` before the sentence, `last` after it."""
    words = "".join(c for c, _ in chars).split()
    if rng.random() < FILLER:
        before = rng.choice(BEFORE)
        if " you" in before and words[0] not in ORDERS:  # "could you" asks for an order
            before = "um"
        chars = with_filler(chars, before, rng.choice(AFTER), first, last, rng)
    if rng.random() < CONFUSED:
        chars = _confuse_word(chars, rng)
    if rng.random() < TYPO:
        chars = _typo(chars, rng)
    return chars


def _confuse_word(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """One word of MISHEARD as it is misheard, if there is one that is neither a number nor a name."""
    text = "".join(c for c, _ in chars)
    found = [w for w in MISHEARD if f" {w} " in text]
    if not found:
        return chars
    word = rng.choice(found)
    at = text.index(f" {word} ") + 1
    mark = chars[at][1]
    if mark.tag in ("number", "to"):
        return chars
    return chars[:at] + [(c, mark) for c in MISHEARD[word]] + chars[at + len(word) :]


def _typo(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Drops, doubles or swaps one letter inside a word of five letters or more, not in a number."""
    places = [
        at
        for at in range(2, len(chars) - 2)
        if all(c.isalpha() for c, _ in chars[at - 2 : at + 3]) and chars[at][1].tag != "number"
    ]
    if not places:
        return chars
    at, kind = rng.choice(places), rng.randrange(3)
    if kind == 0:
        return chars[:at] + chars[at + 1 :]
    if kind == 1:
        return chars[:at] + chars[at : at + 1] + chars[at:]
    return [*chars[:at], (chars[at + 1][0], chars[at][1]), (chars[at][0], chars[at + 1][1]), *chars[at + 2 :]]
