"""Which template is said next: pools of templates with weights, our own sentences apart from those of public data sets.

A block is every template of one language and meaning, zones apart; those of several commands ("A && B") are one block. A block's
weight grows slower than its size, so that a meaning with many sentences does not drown the others. Training only.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from random import Random

from nlu.sampling.authored import Meaning, Template
from nlu.sampling.templates import Slot, count_readings

OWN_POWER, OUTSIDE_POWER = 0.6, 0.4  # of a block's size
MOST_READINGS = 3.0  # lines that a template counts for at most
WRITTEN_TOGETHER = 5.0  # the weight of "A && B" as it was written
ASKED_FOR = {  # how often drivers ask for a group of functions, beside 1 for the rest: our guess
    "climate": 1.4, "window": 2.0, "media": 1.6, "nav": 1.6, "phone": 1.3, "message": 1.3, "same": 3.5, "home": 0.35, "adas": 0.4,
}  # fmt: skip
LONGEST_JOINED = 6  # words of an outside sentence that may stand before or after another command
_KO_ORDER = re.compile(
    r"(줘|주세요|줄래|틀어|재생|추가|삭제|설정|켜|꺼|맞춰|보내|돌려|올려|내려|줄여|높여|낮춰|음소거|시작|바꿔|(?<!필요)(?<!중요)(?<!궁금)해)$"
)
_EN_ORDER = re.compile(
    r"^(please )?(turn|switch|put|set|play|start|stop|open|close|shut|make|mute|unmute|increase|decrease|raise|lower|crank|add|remove|delete|"
    r"remind|wake|send|call|text|dial|phone|skip|pause|activate|deactivate|enable|disable|take|navigate|tune|change|adjust|find|show|read|"
    r"tell|give|check|create|vacuum|dim|brighten)\b"
)


class Pools:
    """Pools by language and name: "none", "any" (a command alone), "first" and "joined" (of several); of public data sets
    "outside none", "outside any" and "outside joined"."""

    def __init__(self, own: Iterable[Template], outside: Iterable[Template]) -> None:
        self._pools: dict[tuple[str, str], tuple[list[Template], list[float]]] = {}
        for (language, meaning), templates in _blocks(own).items():
            lines = [
                min(MOST_READINGS, 1 + math.log2(math.prod(count_readings(c) for c in t.clauses)) / 2)
                for t in templates
            ]
            asked_for = (
                WRITTEN_TOGETHER if meaning.function == "&&" else ASKED_FOR.get(meaning.function.split(".")[0], 1.0)
            )
            block = sum(lines) ** OWN_POWER * asked_for
            names = ["none" if meaning.function == "none" else "any"]
            if meaning.function not in ("none", "&&") and not meaning.function.startswith("dialog."):
                names.append("joined")  # may stand after another command
                names += [] if meaning.function == "same" else ["first"]
            for name in names:
                self._add(language, name, templates, [block * line / sum(lines) for line in lines])
        for (language, meaning), templates in _blocks(outside).items():
            name = "outside none" if meaning.function == "none" else "outside any"
            self._add(language, name, templates, [len(templates) ** (OUTSIDE_POWER - 1)] * len(templates))
            if joined := [template for template in templates if may_join(template)]:
                self._add(language, "outside joined", joined, [len(joined) ** (OUTSIDE_POWER - 1)] * len(joined))
        self._sums = {key: list(accumulate(weights)) for key, (_, weights) in self._pools.items()}

    def _add(self, language: str, name: str, templates: list[Template], weights: list[float]) -> None:
        pool = self._pools.setdefault((language, name), ([], []))
        pool[0].extend(templates)
        pool[1].extend(weights)

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self._pools

    def pick(self, language: str, name: str, rng: Random) -> Template:
        """One template of a pool. Raises KeyError for a pool that is not there."""
        templates, _ = self._pools[language, name]
        return rng.choices(templates, cum_weights=self._sums[language, name])[0]


def _blocks(templates: Iterable[Template]) -> dict[tuple[str, Meaning], list[Template]]:
    """(language, meaning without zones and what it follows, or "&&") -> templates."""
    blocks: dict[tuple[str, Meaning], list[Template]] = {}
    for template in templates:
        one = replace(template.meanings[0], zones=(), after=())
        blocks.setdefault((template.language, one if len(template.meanings) == 1 else Meaning("&&", "")), []).append(
            template
        )
    return blocks


def may_join(template: Template) -> bool:
    """May an outside sentence stand beside another command: is it short, and worded as an order?"""
    meaning = template.meanings[0]
    if meaning.function in ("none", "message.send") or meaning.op == "query" or meaning.function.startswith("dialog."):
        return False
    text = "".join(getattr(node, "words", None) or "" for node in template.clauses[0])
    if len(text.split()) > LONGEST_JOINED:
        return False
    if template.language == "en":
        return bool(_EN_ORDER.search(text))
    # a Korean order ends in its verb; where a name ends it, what follows would be heard as part of the name
    return bool(_KO_ORDER.search(text)) and not isinstance(template.clauses[0][-1], Slot)
