"""Other beginnings that an English order may have with the same meaning: "play jazz", "could you play jazz".

For training only.
"""

from collections.abc import Mapping
from random import Random

from languages.en.wording import begins_an_order

REQUESTS = (  # before an order: how often in a hundred
    ("can you ", 18), ("could you ", 14), ("please ", 12), ("can you please ", 8), ("could you please ", 7), ("would you ", 5),
    ("will you ", 5), ("i want you to ", 3), ("i'd like you to ", 3), ("i need you to ", 3), ("go ahead and ", 3),
    ("would you please ", 3), ("let's ", 3), ("can we ", 3), ("you can ", 1), ("just ", 4), ("hey ", 3),
)  # fmt: skip

Change = tuple[int, int, str]  # text[begin:end] becomes the words


def reworded(text: str, kind: str, stems: Mapping[str, str], rng: Random) -> Change | None:
    """Another beginning of `text`; None where it is no "order" that begins with its verb."""
    if kind != "order" or not begins_an_order(text):
        return None
    return 0, 0, rng.choices([words for words, _ in REQUESTS], [weight for _, weight in REQUESTS])[0]
