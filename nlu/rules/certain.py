"""Utterances that are certain as a whole: an emergency, the end of a call, a stop, an undo, an order not to act."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from languages.stopping import DANGER, STOP, orders_to_open, stop_of
from nlu.rules.heard import Heard

CALL = "phone.call"
PLAYED = frozenset(("media.source", "media.play", "media.resume", "media.tune", "media.next", "media.previous"))


def emergency(heard: Heard) -> Heard | Understanding:
    """ "구급차 불러 줘": the emergency number is called, whatever was said before. "불났어" alone is asked about."""
    for pattern, number in _emergency(heard.code, "EMERGENCY"):
        if pattern.fullmatch(heard.text):
            return certain(Command(CALL, "do", value=number))
    for pattern, number in _emergency(heard.code, "EMERGENCY_TOLD"):
        if pattern.fullmatch(heard.text):
            return Understanding("ambiguous", (), 1.0, candidates=(Command(CALL, "do", value=number),))
    return heard


def end_of_call(heard: Heard) -> Heard | Understanding:
    """After a call was started: what ends it ("wrong person"); the right name for a wrong one ("not micky mike")."""
    last = heard.context.last[-1] if heard.context.last else None
    if last is None or heard.context.pending:
        return heard
    if last.function == CALL and _pattern(heard.code, "HANG_UP").fullmatch(heard.text):
        return certain(Command("phone.hangup", "do"))
    if last.function in part(heard.code, "rules.certain").NOT_BUT_VERBS and isinstance(last.value, str):
        found = _not_but(heard.code, last.function).fullmatch(heard.text)
        if found and found["wrong"] in last.value.lower() and found["right"] not in last.value.lower():
            return certain(Command(last.function, last.op, last.zone, found["right"]))
    return heard


def stop(heard: Heard) -> Heard | Understanding:
    """ "멈춰": what moves halts. An open question is answered with no by it, unless somebody may be caught.

    Of "stop stop open it" the order is left: it undoes what is to be stopped. "손 꼈어 창문 열어" is left as a whole:
    the car, which knows whether anything closes, has heard it before.
    """
    found = stop_of(heard.text)
    if found == DANGER and orders_to_open(heard.text):
        return heard
    if found not in (STOP, DANGER):
        called = _called_out(heard.code).match(heard.text)
        return replace(heard, text=heard.text[called.end() :]) if called else heard
    if heard.context.pending and found == STOP:
        return certain(Command("dialog.no", "do"))
    return certain(Command("dialog.stop", "do"))


def bare_no(heard: Heard) -> Heard | Understanding:
    """ "아니", "nope"; to an open question also a yes that is taken back: "응 아니", "yes no wait"."""
    if _pattern(heard.code, "NO").fullmatch(heard.text):
        return certain(Command("dialog.no", "do"))
    taken_back = heard.context.pending and _pattern(heard.code, "YES_BUT").fullmatch(heard.text)
    return certain(Command("dialog.no", "do")) if taken_back else heard


def answered(heard: Heard) -> Heard | Understanding:
    """ "응 보내 줘", "yes send it": a yes to an open question, in the words of what was asked."""
    yes = heard.context.pending and _pattern(heard.code, "YES_DO").fullmatch(heard.text)
    return certain(Command("dialog.yes", "do")) if yes else heard


def bare_cancel(heard: Heard) -> Heard | Understanding:
    """ "됐어", "never mind"."""
    return certain(Command("dialog.cancel", "do")) if _pattern(heard.code, "CANCEL").fullmatch(heard.text) else heard


def declined(heard: Heard) -> Heard | Understanding:
    """ "nowhere", "마음 바뀌었어" to an open question: what was asked is dropped, and no place is called so."""
    dropped = heard.context.pending and _pattern(heard.code, "DECLINED").fullmatch(heard.text)
    return certain(Command("dialog.cancel", "do")) if dropped else heard


def bare_help(heard: Heard) -> Heard | Understanding:
    """ "도움말", "help": what can be said is told."""
    return certain(Command("dialog.help", "do")) if _pattern(heard.code, "HELP").fullmatch(heard.text) else heard


def bare_yes(heard: Heard) -> Heard | Understanding:
    """ "응": a yes, whatever was said before."""
    return certain(Command("dialog.yes", "do")) if _pattern(heard.code, "YES").fullmatch(heard.text) else heard


def bare_off(heard: Heard) -> Heard | Understanding:
    """ "꺼" after something was played: it pauses. Where nothing was said before it may be anything: asked about."""
    last = heard.context.last[-1].function if heard.context.last else ""
    if heard.context.pending or (last and last not in PLAYED) or not _pattern(heard.code, "OFF").fullmatch(heard.text):
        return heard
    return certain(Command("media.pause", "do")) if last else Understanding("ambiguous", (), 0.0)


def without_value(heard: Heard) -> Heard | Understanding:
    """ "make a phone call", "길 안내해 줘": an order that does not say whom or where; the value is asked for."""
    for function, pattern in part(heard.code, "rules.certain").WITHOUT_VALUE.items():
        if re.fullmatch(pattern, heard.text):
            return certain(Command(function, "do"))
    return heard


def resumed(heard: Heard) -> Heard | Understanding:
    """ "이어서 안내해 줘", "resume navigation": the car knows where it went before it was interrupted."""
    if any(re.fullmatch(pattern, heard.text) for pattern in part(heard.code, "rules.certain").RESUME):
        return certain(Command("nav.go", "do", value=part(heard.code, "places").INTERRUPTED[0]))
    return heard


def scheduled(heard: Heard) -> Heard | Understanding:
    """ "예약한 거 뭐 있어", "cancel what is scheduled"."""
    for op, pattern in part(heard.code, "rules.certain").SCHEDULED.items():
        if re.fullmatch(pattern, heard.text):
            return certain(Command("schedule", op))
    if re.search(part(heard.code, "rules.certain").ONE_SCHEDULED, heard.text):  # one by itself cannot be cancelled
        return Understanding("ambiguous", (), 0.0)
    return heard


def undo(heard: Heard) -> Heard | Understanding:
    """ "방금 한 거 취소해", "undo both": the value is how many, where more than the last one is meant."""
    if heard.context.pending:
        return heard
    for pattern, many in _undo(heard.code):
        if pattern.fullmatch(heard.text):
            return certain(Command("dialog.undo", "do", value=float(many) if many else None))
    return heard


def forbidden(heard: Heard) -> Heard | Understanding:
    """ "don't cancel the route": nothing is done. To an open question it may be the answer: the network reads that."""
    if heard.context.pending or not is_forbidden(heard.text, heard.code):
        return heard
    return Understanding("out_of_scope", (), 1.0, reason="forbidden")


def is_forbidden(text: str, code: str) -> bool:
    """Does the whole text say that nothing is to be done?"""
    return any(pattern.fullmatch(text) for pattern in _forbidden(code))


def certain(*commands: Command) -> Understanding:
    """Commands that a rule is sure of."""
    return Understanding("understood", commands, 1.0)


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(part(code, "rules.certain"), name))


@cache
def _called_out(code: str) -> re.Pattern[str]:
    """Words to stop, more than once, before something else."""
    words = sorted((word for word in part(code, "rules.stop").STOP if " " not in word), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(words)}) ){{2,}}")


@cache
def _emergency(code: str, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), number) for pattern, number in getattr(part(code, "rules.certain"), name))


@cache
def _undo(code: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(pattern), many) for pattern, many in part(code, "rules.certain").UNDO)


@cache
def _forbidden(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in part(code, "rules.certain").FORBIDDEN)


@cache
def _not_but(code: str, function: str) -> re.Pattern[str]:
    words = part(code, "rules.certain")
    return re.compile(words.NOT_BUT.format(verb=words.NOT_BUT_VERBS[function]))
