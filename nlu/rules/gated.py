"""Rules that look at an utterance only where one of their words is in it: most utterances hold none."""

import re
from functools import cache

from contract.values import Understanding
from languages import part
from nlu.rules.certain import (
    answered,
    bare_cancel,
    bare_help,
    bare_no,
    bare_off,
    bare_yes,
    emergency,
    forbidden,
    resumed,
    scheduled,
    undo,
    without_value,
)
from nlu.rules.heard import Heard
from nlu.rules.questions import question
from nlu.rules.repair import repair
from nlu.rules.values import airflow, fahrenheit

RULES = (
    emergency,
    bare_help,
    bare_cancel,
    bare_no,
    bare_yes,
    answered,
    bare_off,
    resumed,
    without_value,
    scheduled,
    undo,
    airflow,
    forbidden,
    repair,
    question,
    fahrenheit,
)


def gated(heard: Heard) -> Heard | Understanding:
    """What the rules make of the utterance, one after the other."""
    if not _gate(heard.code).search(heard.text):
        return heard
    found: Heard | Understanding = heard
    for rule in RULES:
        if isinstance(found, Understanding):
            break
        found = rule(found)
    return found


@cache
def _gate(code: str) -> re.Pattern[str]:
    return re.compile(part(code, "rules.certain").GATE)
