"""What changes in a Korean sentence between the speaker and the recogniser's text: for training only."""

from random import Random

from languages.ko.particles import HANGUL, RIEUL
from languages.marked_text import Mark, Marked, with_filler

# shares of the sentences
NO_SPACES = 0.10  # no space is written
ODD_SPACES = 0.28  # some spaces are missing, and sometimes one stands where none belongs
NO_PARTICLES = 0.15
CONFUSED = 0.06  # one syllable is written as another that sounds like it
FILLER = 0.14  # a filler stands before or after

BEFORE = (
    "음", "어", "저기", "그", "야", "혹시", "빨리", "지금", "말차", "말차야", "헤이 말차", "자", "아", "근데",
    "있잖아", "저",
    "그러면", "그럼", "일단", "아 맞다", "이제", "부탁인데", "미안한데",
)  # fmt: skip
AFTER = ["부탁해", "알겠지", "빨리", "좀", "지금", "얼른", "응", "오케이", "고마워", "제발"]
_PARTICLES = frozenset("을를이가은는")
_CONFUSED_VOWELS = {1: 5, 5: 1, 10: 11, 11: 15, 15: 11, 4: 8, 8: 4, 18: 13, 3: 7, 7: 3}  # ㅐㅔ ㅙㅚ ㅞㅚ ㅓㅗ ㅡㅜ ㅒㅖ
_CONFUSED_INITIALS = {0: 1, 1: 0, 3: 4, 4: 3, 7: 8, 8: 7, 9: 10, 10: 9, 12: 13, 13: 12, 15: 0, 16: 3}  # plain and tense


def mishear(chars: Marked[Mark], first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    """A copy as a recogniser might write it. Fillers get the mark `first` before the sentence, `last` after it."""
    if rng.random() < NO_PARTICLES:
        chars = _drop_particles(chars, rng)
    if rng.random() < CONFUSED:
        at = rng.randrange(len(chars))
        if chars[at][1].tag != "number":
            chars = [*chars[:at], (confuse(chars[at][0], rng), chars[at][1]), *chars[at + 1 :]]
    if rng.random() < FILLER:
        chars = with_filler(chars, rng.choice(BEFORE), rng.choice(AFTER), first, last, rng)
    return _respace(chars, rng)


def _respace(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Leaves out all spaces, or some of them and sometimes adds one; digits are never torn apart."""
    roll = rng.random()
    if roll < NO_SPACES:
        return [item for item in chars if item[0] != " "]
    if roll < NO_SPACES + ODD_SPACES:
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
        if c in _PARTICLES and ends and length >= 2 and not mark.tag and rng.random() < 0.7:
            continue
        length = 0 if c == " " else length + 1
        kept.append((c, mark))
    return kept


def confuse(syllable: str, rng: Random) -> str:
    """A syllable that a recogniser might have written instead; the same one where none is near."""
    if not "가" <= syllable <= "힣":
        return syllable
    rest, final = divmod(ord(syllable) - HANGUL, 28)
    initial, vowel = divmod(rest, 21)
    if rng.random() < 0.6 and vowel in _CONFUSED_VOWELS:
        vowel = _CONFUSED_VOWELS[vowel]
    elif initial in _CONFUSED_INITIALS:
        initial = _CONFUSED_INITIALS[initial]
    elif final == RIEUL and rng.random() < 0.3:
        final = 0
    return chr(HANGUL + (initial * 21 + vowel) * 28 + final)
