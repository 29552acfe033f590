"""Templates with the weights by which they are drawn, our own apart from those of public data sets. Training only.

A block is every template of one language and meaning, whatever its zones; those of several commands ("A && B") are one
block. A block's weight grows slower than its size, so that a meaning with many sentences is not drawn far more than
others.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from random import Random

from languages import part
from nlu.engine.description import FOLLOW_UP, NO_COMMAND, NOT_OFFERED
from nlu.sampling.authored import Meaning, Template
from nlu.sampling.templates import Slot, count_readings

SEVERAL = "&&"  # the function of the block of templates of several commands
OWN_POWER, OUTSIDE_POWER = 0.6, 0.4  # of a block's size
MOST_READINGS = 3.0  # lines that a template counts for at most
WRITTEN_TOGETHER = 5.0  # the weight of "A && B" as it was written
ASKED_FOR = {  # how often drivers ask for a group of functions, beside 1 for the rest: our guess
    "climate": 1.4, "window": 2.0, "media": 1.6, "nav": 1.8, "phone": 1.8, "message": 1.3, FOLLOW_UP: 3.5,
    "home": 0.5, "adas": 0.4,
}  # fmt: skip
NOT_OFFERED_WEIGHT = 4.0  # of that block beside others: its orders are of many kinds; 5 to 6 in 100 of those elicited
LONGEST_JOINED = 6  # words of an outside sentence that may stand before or after another command


class WeightedTemplates:
    """Lists of templates by language and name.

    The names are "none" (not for the car), "any" (a command alone), "first" and "joined" (of several commands); of
    public data sets "outside none", "outside any" and "outside joined".
    """

    def __init__(self, own: Iterable[Template], outside: Iterable[Template]) -> None:
        self._lists: dict[tuple[str, str], tuple[list[Template], list[float]]] = {}
        for (language, meaning), templates in _blocks(own).items():
            lines = [
                min(MOST_READINGS, 1 + math.log2(math.prod(count_readings(c) for c in t.clauses)) / 2)
                for t in templates
            ]
            asked_for = (
                WRITTEN_TOGETHER if meaning.function == SEVERAL else ASKED_FOR.get(meaning.function.split(".")[0], 1.0)
            )
            block = sum(lines) ** OWN_POWER * asked_for
            names = ["none" if meaning.function == NO_COMMAND else "any"]
            if meaning.function not in (NO_COMMAND, SEVERAL) and not meaning.function.startswith("dialog."):
                names.append("joined")  # may stand after another command
                names += [] if meaning.function == FOLLOW_UP else ["first"]
            for name in names:
                self._add(language, name, templates, [block * line / sum(lines) for line in lines])
        for (language, meaning), templates in _blocks(outside).items():
            name = "outside none" if meaning.function == NO_COMMAND else "outside any"
            each = len(templates) ** (OUTSIDE_POWER - 1) * (
                NOT_OFFERED_WEIGHT if meaning.function == NOT_OFFERED else 1
            )
            self._add(language, name, templates, [each] * len(templates))
            if joined := [template for template in templates if may_join(template)]:
                self._add(language, "outside joined", joined, [len(joined) ** (OUTSIDE_POWER - 1)] * len(joined))
        self._sums = {key: list(accumulate(weights)) for key, (_, weights) in self._lists.items()}

    def _add(self, language: str, name: str, templates: list[Template], weights: list[float]) -> None:
        found = self._lists.setdefault((language, name), ([], []))
        found[0].extend(templates)
        found[1].extend(weights)

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Is there a template in the list (language, name)?"""
        return key in self._lists

    def pick(self, language: str, name: str, rng: Random) -> Template:
        """One template of a list. Raises KeyError for a list that is empty."""
        templates, _ = self._lists[language, name]
        return rng.choices(templates, cum_weights=self._sums[language, name])[0]


def _blocks(templates: Iterable[Template]) -> dict[tuple[str, Meaning], list[Template]]:
    """(language, meaning without zones and what it follows, or SEVERAL) -> templates."""
    blocks: dict[tuple[str, Meaning], list[Template]] = {}
    for template in templates:
        one = replace(template.meanings[0], zones=(), after=())
        blocks.setdefault((template.language, one if len(template.meanings) == 1 else Meaning(SEVERAL, "")), []).append(
            template
        )
    return blocks


def may_join(template: Template) -> bool:
    """May an outside sentence stand beside another command: is it short, and worded as an order?"""
    meaning = template.meanings[0]
    if (
        len(template.meanings) > 1
        or meaning.function in (NO_COMMAND, FOLLOW_UP, "message.send")
        or meaning.op == "query"
        or meaning.function.startswith("dialog.")
    ):
        return False
    text = "".join(getattr(element, "words", None) or "" for element in template.clauses[0])
    if len(text.split()) > LONGEST_JOINED:
        return False
    ends_in_name = isinstance(template.clauses[0][-1], Slot)
    found: bool = part(template.language, "wording").is_order(text, ends_in_name)
    return found
