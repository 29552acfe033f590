"""How training sentences are put together in English: what joins orders, what forbids one, how names are invented."""

import re
from collections.abc import Mapping, Sequence
from random import Random

ENDS_IN_VERB = False  # an order begins with its verb
JOINS = (  # of two orders
    " and ", " and ", " and ", " and ", " ", " ", " ", " then ", " and then ", " also ", " and also ", " plus ",
    " after that ", " oh and ", " and um ", " and please ", " and can you ", " and could you ",
)  # fmt: skip
ZONE_JOINS = (" and ", " and the ")
LINKING: Mapping[str, str] = {}  # no ending changes before another order
ORDERS = frozenset((  # verbs that an order begins with
    "set", "turn", "open", "close", "play", "switch", "put", "make", "start", "stop", "shut", "call", "navigate",
    "take", "find", "show", "give", "change", "raise", "lower", "increase", "decrease", "lock", "unlock", "activate",
    "enable", "disable", "crank", "roll", "pop", "tune", "skip", "send", "text", "read", "add", "remove", "mute",
    "unmute", "dim", "bring", "warm", "cool", "heat",
))  # fmt: skip
PLACES = (
    "station", "street", "road", "avenue", "park", "hospital", "hotel", "mall", "school", "airport", "bridge", "tower",
    "center", "market", "building", "square", "house", "cafe",
)  # fmt: skip
ARTICLES = frozenset((  # and what stands for one
    "the", "a", "an", "my", "your", "our", "his", "her", "their", "this", "that", "some", "any",
))  # fmt: skip
FORBIDDEN = (
    "don't", "don't", "do not", "please don't", "never", "no don't", "you don't have to", "there's no need to",
    "no need to", "i told him not to", "she said to", "why did you", "i forgot to", "he always forgets to",
    "my dad used to", "don't ever",
)  # fmt: skip
_ORDER = re.compile(
    r"^(please )?(turn|switch|put|set|play|start|stop|open|close|shut|make|mute|unmute|increase|decrease|"
    r"raise|lower|crank|add|remove|delete|"
    r"remind|wake|send|call|text|dial|phone|skip|pause|activate|deactivate|enable|disable|take|navigate|"
    r"tune|change|adjust|find|show|read|"
    r"tell|give|check|create|vacuum|dim|brighten)\b"
)


def begins_an_order(words: str) -> bool:
    return bool(words.split()) and words.split()[0] in ORDERS


def fit(before: str, words: str) -> str:
    """`words` in the form that they have after `before`: English words do not change."""
    return words


def fit_name(before: str, name: str) -> str:
    """`name` as it is said after the words `before`: "by the" and "the harbor" are "by the harbor"."""
    article, _, rest = name.partition(" ")
    return rest if rest and article in ARTICLES and ARTICLES & set(before.split()[-1:]) else name


def fit_join(join: str, next_words: str) -> str:
    """`join` as it may stand before an order that begins with `next_words`: "and can you" only before a verb."""
    return " and " if join.endswith((" you ", " please ")) and not begins_an_order(next_words) else join


def fit_zone_join(join: str, before: str, word: str) -> str:
    """One of ZONE_JOINS between two words for zones, `before` and `word`: "the" is not said twice."""
    return " and " if join == " and the " and word.startswith("the ") else join


def talk_ending(rng: Random) -> str:
    """What may stand after words at random, so that they sound like talk: nothing."""
    return ""


def forbid(order: str, lemma: str, rng: Random) -> str:
    """An order forbidden or only spoken of ("don't open the window"); "" where `order` does not begin with a verb."""
    return f"{rng.choice(FORBIDDEN)} {order.strip()}" if begins_an_order(order) else ""


def is_order(text: str, ends_in_name: bool) -> bool:
    """Is it worded as an order that another may follow?"""
    return bool(_ORDER.search(text))


def invent(lexicon: Sequence[str], of_place: bool, rng: Random) -> str:
    """A name that is in no list, made of words of `lexicon`."""
    words = [rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (3, 5, 2))[0])]
    return " ".join(words + ([rng.choice(PLACES)] if of_place and rng.random() < 0.5 else []))
