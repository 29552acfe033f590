"""Self-repair: of "볼륨 올려 아니 내려" only the last counts; what it leaves out is as in what was said before it.

Only where both sides are made of words of orders; names and titles may hold the same words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.certain import certain, is_forbidden
from nlu.rules.heard import Heard
from nlu.rules.phrases import DIRECTION, FILLER, NUMBER, OTHER, PLAIN, THING, VERB, ZONE, Part, kinds, parse

MOST_OTHERS = 4  # words of a name


def repair(heard: Heard) -> Heard | Understanding:
    """What is left where the speaker corrects themselves; "never mind" in the same breath takes all of it back."""
    words = _words(heard.code)
    if match := words.not_this_but.fullmatch(heard.text):
        return _with(heard, _instead(match["object"].strip(), match["rest"], heard.code))
    if match := words.not_value.fullmatch(heard.text):
        return _with(heard, match["rest"])
    if match := words.not_but.search(heard.text):
        return _with(heard, _rather(heard.text[: match.start()], heard.text[match.end() :].strip(), heard.code))
    if (match := words.dropped.fullmatch(heard.text)) and _is_order(match["order"], heard.code):
        return certain(Command("dialog.cancel", "do"))
    text, taken = heard.text, 0
    found = words.marker.search(text, 1)
    while found:
        left, right = text[: found.start()].strip(), text[found.end() :].strip()
        if not left:
            return heard
        following = words.marker.search(right, 1)
        now = right[: following.start()].strip() if following else right
        made = combine(left, now, found[1], heard.code)
        if made is None:
            return heard if not taken else replace(heard, text=text)
        if not made:
            return certain(Command("dialog.cancel", "do"))
        rest = right[following.start() :] if following else ""
        text, taken = f"{made} {rest}".strip(), taken + 1
        found = words.marker.search(text, len(made)) if rest else None
    return _with(heard, text)


def combine(left: str, right: str, marker: str, code: str) -> str | None:
    """The order that `left`, corrected by `right`, is; "" where it is taken back, None where that is not certain.

    >>> combine("볼륨 올려", "내려", "아니", "ko"), combine("turn on the ac", "the heater", "no wait", "en")
    ('볼륨 내려', 'turn on the heater')
    >>> combine("창문 열어", "하지 마", "아니", "ko"), combine("그건 내가", "그런 게", "아니", "ko")
    ('', None)
    """
    words, before, after = _words(code), parse(left, code), parse(right, code)
    said, corrected = kinds(before), kinds(after)
    sure, named = bool(words.sure.search(marker)), OTHER in said | corrected
    if named and not sure and words.spoken.search(f"{left} {right}"):
        return None  # a message or a title may hold any words
    if words.taken_back.fullmatch(right) or is_forbidden(right, code):
        return "" if OTHER not in said and said & {THING, VERB} and (right or sure) else None
    if THING in corrected and (corrected & {VERB, DIRECTION} or {PLAIN, NUMBER} <= corrected):
        return right if _readable(before) else None
    if OTHER in corrected:
        return _renamed(left, right, code) or _with_name(before, after, right)
    return _substituted(before, after) if corrected and not named else None


def _is_order(text: str, code: str) -> bool:
    """Is it a whole order in words of orders alone? In a message or a title any words may stand."""
    said = kinds(parse(text, code))
    return {THING, VERB} <= said and OTHER not in said


def _readable(parts: Sequence[Part]) -> bool:
    """Was an order begun, or only a name said?"""
    names = [each for each in parts if each.kind == OTHER]
    return bool(kinds(parts)) and sum(len(each.words.split()) for each in names) <= MOST_OTHERS / 2


def _renamed(left: str, right: str, code: str) -> str | None:
    """ "navigate to" with the right name, in a language whose orders begin with the verb."""
    named = _words(code).named
    frame = named.match(left)
    if frame is None or not kinds(parse(left[frame.end() :], code)):
        return None
    return right if named.match(right) else f"{frame['frame']} {right}"


def _with_name(before: Sequence[Part], after: Sequence[Part], right: str) -> str | None:
    """The right name with the verb of the wrong one, in a language whose orders end with the verb."""
    said, corrected = kinds(before), kinds(after)
    if not _readable(before) or len(right.split()) > MOST_OTHERS + 2:
        return None
    if corrected in ({OTHER, PLAIN}, {OTHER, VERB}) and after[-1].kind in (PLAIN, VERB):
        return right if said <= {OTHER, PLAIN, VERB} else None
    if corrected == {OTHER} and said == {OTHER, PLAIN} and before[-1].kind == PLAIN:
        return f"{right} {before[-1].words}"
    return None


def _substituted(before: Sequence[Part], after: Sequence[Part]) -> str:
    """`before` with each part that `after` says again in its place."""
    new = {kind: " ".join(each.words for each in after if each.kind == kind) for kind in kinds(after)}
    said = kinds(before)
    if NUMBER in new and NUMBER not in said:  # "volume up no 30": not up by 30
        before = [each for each in before if each.kind not in (VERB, DIRECTION, PLAIN)]
    result: list[str] = []
    for each in before:
        if each.kind == THING and ZONE in new and ZONE not in said:
            result.append(new.pop(ZONE))
        if each.kind not in kinds(after) or each.kind == FILLER:
            result.append(each.words)
        elif each.kind in new:
            result.append(new.pop(each.kind))
    if said & {VERB, PLAIN}:
        new.pop(PLAIN, None)
    return " ".join([*result, *new.values()])


def _instead(thing: str, rest: str, code: str) -> str | None:
    """ "창문 닫지 말고 열어", "don't stop the music just turn it down": what is wanted, of the same thing."""
    wanted = parse(rest, code)
    if OTHER in kinds(wanted) or not kinds(wanted) & {VERB, DIRECTION}:
        return None
    if THING in kinds(wanted):
        return rest
    if not thing or kinds(parse(thing, code)) - {THING, ZONE} or THING not in kinds(parse(thing, code)):
        return None
    pronoun = _words(code).pronoun
    return pronoun.sub(thing, rest) if pronoun.search(rest) else f"{thing} {rest}"


def _rather(left: str, right: str, code: str) -> str | None:
    """ "히터 말고 에어컨 켜": the second, where it says all that the first does."""
    wrong, wanted = kinds(parse(left, code)), kinds(parse(right, code))
    whole = OTHER not in wanted and {THING, VERB} <= wanted
    return right if wrong and whole and wrong <= {THING, ZONE} and wrong <= wanted else None


def _with(heard: Heard, text: str | None) -> Heard:
    return replace(heard, text=text) if text else heard


@dataclass(frozen=True)
class _Words:
    """The patterns of a language, compiled."""

    marker: re.Pattern[str]
    sure: re.Pattern[str]
    taken_back: re.Pattern[str]
    spoken: re.Pattern[str]
    named: re.Pattern[str]
    pronoun: re.Pattern[str]
    not_but: re.Pattern[str]
    not_value: re.Pattern[str]
    not_this_but: re.Pattern[str]
    dropped: re.Pattern[str]


@cache
def _words(code: str) -> _Words:
    orders = part(code, "rules.orders")
    return _Words(
        marker=re.compile(rf"(?:^|(?<= ))({orders.MARKER})(?= |$)"),
        sure=re.compile(orders.SURE_MARKER),
        taken_back=re.compile(orders.TAKEN_BACK),
        spoken=re.compile(orders.SPOKEN),
        named=re.compile(orders.NAMED),
        pronoun=re.compile(orders.PRONOUN),
        not_but=re.compile(orders.NOT_BUT + " "),
        not_value=re.compile(orders.NOT_VALUE.format(number=orders.NUMBER)),
        not_this_but=re.compile(orders.NOT_THIS_BUT),
        dropped=re.compile(orders.DROPPED),
    )
