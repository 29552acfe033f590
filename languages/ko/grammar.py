"""What Korean sentences need code for: particles, zones before a noun, the time of day."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from languages.amounts import soon, units
from languages.ko.nouns import NOUNS
from languages.ko.particles import PAIRS, ablative, attach, bare, dative, fitting
from languages.ko.words import SEATS, ZONES
from languages.language import Named, Noun

WEEKDAYS = "월화수목금토일"
# forms besides the particles: a noun with its zone as a place, a value as a state, who gets a call, who
# a message is from, words as quoted
PLACE, STATE, RECEIVER, SENDER, QUOTED = "자리", "상태", "에게", "에게서", "인용"
FORMS = (*PAIRS, PLACE, STATE, RECEIVER, SENDER, QUOTED)
__all__ = ["bare", "clock", "date", "finish", "fit", "lasting", "listed", "name", "promise", "together", "when"]


def fit(value: str | Noun, form: str) -> str:
    """A text or noun with a particle ("을", "으로", "이에요"), or in one of the other FORMS."""
    if form == PLACE:
        return phrase(value, ZONES | SEATS)
    text = phrase(value, ZONES)
    if form == STATE:  # "꺼져 있어요" says already how it is
        return text if text.endswith("있어요") else attach(text, "이에요")
    if form == RECEIVER:
        return dative(text)
    if form == SENDER:
        return ablative(text)
    if form == QUOTED:
        return f"'{text}'{fitting(text, '이라고')}"
    if form and form not in PAIRS:
        raise ValueError(f"Korean has no form {form!r}: only {', '.join(FORMS)}")
    return attach(text, form) if form else text


def phrase(value: str | Noun, zones: Mapping[str, str]) -> str:
    """ "조수석 온도", "운전석과 조수석 창문"; a text as it is."""
    if isinstance(value, str):
        return value
    spots = [zones[zone] for zone in value.zones]
    return " ".join([attach(spot, "과") for spot in spots[:-1]] + spots[-1:] + [NOUNS[value.function]])


def finish(sentence: str) -> str:
    return sentence


def listed(items: Sequence[str]) -> str:
    return ", ".join(items)


def together(sentences: Sequence[str]) -> str:
    return " ".join(sentences)


def clock(now: datetime) -> str:
    return f"{'오전' if now.hour < 12 else '오후'} {(now.hour - 1) % 12 + 1}시 {now.minute}분"


def when(due: datetime, now: datetime) -> str:
    """ "10분 뒤에", "1시간 30분 뒤에"; what is further off "내일 오전 7시에"."""
    seconds = (due - now).total_seconds()
    if soon(seconds):
        return f"{amount(seconds)} 뒤에"
    days = (due.date() - now.date()).days
    day = {0: "", 1: "내일 "}.get(days, f"{date(due)} ")
    return f"{day}{clock(due).removesuffix(' 0분')}에"


def lasting(seconds: float) -> str:
    return f"{amount(seconds)} 동안"


def amount(seconds: float) -> str:
    """ "1시간 30분"; a short one with its seconds: "1분 30초"."""
    parts = zip(units(seconds), ("시간", "분", "초"), strict=True)
    return " ".join(f"{number}{unit}" for number, unit in parts if number)


def promise(question: str, when: str) -> str:
    """ "열선을 끌까요?" becomes "10분 뒤에 열선을 끌게요."."""
    return f"{when} {question.removesuffix('까요?')}게요."


def date(now: datetime) -> str:
    return f"{now.month}월 {now.day}일 {WEEKDAYS[now.weekday()]}요일"


def name(thing: Named) -> str:
    return thing.ko
