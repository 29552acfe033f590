"""What vosk answers, as texts with their scores."""

import json
import math
import re
from collections.abc import Sequence

from languages import part
from speech.protocols import Heard

TEMPERATURE = 2.0  # of the softmax. The likelihoods count acoustics fully and the list twice: double what they mean
_NO_WORD = re.compile(r"<[^>]*>|![A-Z]+|[\[\]()]")  # <UNK>, !SIL; the brackets of "[23]" and "(십)"
_ASKING = re.compile(rf" ?(?:{'|'.join(ending.strip() for ending in part('ko', 'listening').ENDINGS)})$")


def cleaned(text: str) -> str:
    """What vosk writes, without the marks that are no words.

    >>> cleaned("<UNK> 온도 [23] 도"), cleaned("이(십)삼 <UNK>")
    ('온도 23 도', '이십삼')
    """
    return " ".join(_NO_WORD.sub("", text).split())


def shares(likelihoods: Sequence[float], temperature: float = TEMPERATURE) -> list[float]:
    """Log-likelihoods as probabilities that add up to 1.

    >>> [round(share, 2) for share in shares([10.0, 8.0])]
    [0.73, 0.27]
    """
    most = max(likelihoods, default=0.0)
    weights = [math.exp((each - most) / temperature) for each in likelihoods]
    return [weight / sum(weights) for weight in weights]


def ranked(texts: Sequence[str], likelihoods: Sequence[float], trust: float) -> list[Heard]:
    """The alternatives, the best first, with scores that add up to `trust`; those of one spelling are one. What is no
    word takes its share with it."""
    found: dict[str, float] = {}
    for text, share in zip(texts, shares(likelihoods), strict=True):
        if text:
            found[text] = found.get(text, 0.0) + trust * share
    return [Heard(text, min(1.0, score)) for text, score in sorted(found.items(), key=lambda item: -item[1])]


def merged(found: Sequence[Heard]) -> list[Heard]:
    """Alternatives that differ in how they ask ("꺼 줘", "꺼 주세요") as one, in the words of the likeliest.

    Else they are all that a reader of five alternatives gets, and the opposite, which sounds alike, is not among them.
    """
    likeliest: dict[str, str] = {}
    scores: dict[str, float] = {}
    for heard in found:
        order = _ASKING.sub("", heard.text)
        likeliest.setdefault(order, heard.text)
        scores[order] = scores.get(order, 0.0) + heard.score
    return [
        Heard(likeliest[order], min(1.0, scores[order])) for order in sorted(scores, key=lambda order: -scores[order])
    ]


def alternatives_of(result: str) -> tuple[list[str], list[float]]:
    """Cleaned texts and log-likelihoods of an answer of vosk's."""
    alternatives = json.loads(result).get("alternatives", [])
    return [cleaned(each["text"]) for each in alternatives], [float(each["confidence"]) for each in alternatives]
