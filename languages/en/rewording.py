"""Other beginnings that an English order may have with the same meaning: "play jazz", "could you play jazz".

For training only.
"""

import re
from collections.abc import Mapping
from random import Random

from languages.en.wording import begins_an_order

REQUESTS = (  # before an order: how often in a hundred
    ("can you ", 18), ("could you ", 14), ("please ", 12), ("can you please ", 8), ("could you please ", 7),
    ("would you ", 5), ("will you ", 5), ("i want you to ", 3), ("i'd like you to ", 3), ("i need you to ", 3),
    ("go ahead and ", 3), ("would you please ", 3), ("let's ", 3), ("can we ", 3), ("you can ", 1), ("just ", 4),
    ("hey ", 3),
)  # fmt: skip
TOGETHER = ("let's ", "can we ")  # of these: not before "take me home"
APART = frozenset(("me", "us"))
_NO_VERB = re.compile(  # at the beginning: "heat on", "change of plan", "open now"
    r"(?:heat|cool|warm) (?:on|off|for|enough|settings?)\b|change of\b|(?:open|close) (?:by|to|now)\b"
)
_POLITE = re.compile(r"\b(?:can|could|would|will) you\b")

Change = tuple[int, int, str]  # text[begin:end] becomes the words


def reworded(text: str, kind: str, stems: Mapping[str, str], rng: Random) -> Change | None:
    """Another beginning of `text`; None where it is no "order" that begins with its verb."""
    if kind != "order" or not begins_an_order(text) or _NO_VERB.match(text) or _POLITE.search(text):
        return None
    words = set(text.split())
    fitting = [
        (before, weight)
        for before, weight in REQUESTS
        if not ("please" in before and "please" in words) and not (before in TOGETHER and words & APART)
    ]
    return 0, 0, rng.choices([before for before, _ in fitting], [weight for _, weight in fitting])[0]
