"""An utterance cut into clauses, by the words of its language."""

import languages
from languages.spoken_times import Words
from nlu.rules.heard import Heard


def cut(heard: Heard) -> list[tuple[int, int]]:
    """(begin, end) of each clause, those that say why among them."""
    cuts = [match.end() for match in languages.part(heard.code, "rules.times").CUT.finditer(heard.text)]
    return list(zip([0, *cuts], [*cuts, len(heard.text)], strict=True))


def clauses(heard: Heard) -> list[tuple[int, int]]:
    """(begin, end) of each clause, a reason together with what it gives reasons for."""
    language = languages.part(heard.code, "rules.times")
    found: list[tuple[int, int]] = []
    begin = 0
    for first, end in cut(heard):
        why = language.REASON.search(heard.text[first:end])
        if found and (language.REASON_BEHIND.search(heard.text[first:end]) or (why and end == len(heard.text))):
            begin = found.pop()[0]
        elif why and end < len(heard.text):
            continue
        found.append((begin, end))
        begin = end
    return found


def in_reasons(heard: Heard, words: list[Words]) -> list[Words]:
    """The words of time that only say why: "we arrive in an hour so turn on the heater"."""
    language = languages.part(heard.code, "rules.times")
    reasons = [
        (begin, end)
        for begin, end in cut(heard)
        if language.REASON.search(heard.text[begin:end]) or language.REASON_BEHIND.search(heard.text[begin:end])
    ]
    return [each for each in words if any(begin <= each.begin < end for begin, end in reasons)]
