"""Whole turns: what is said over gRPC, and what the simulated car then does and replies.

Each entry of tests/utterances is driven twice: as the shipped model understands it, and as it is meant,
so that a failure of the first alone is the model's. `known_failure: why` on a turn makes its entry's first test fail
strictly: the line goes as soon as the model has learnt it.
"""

import pytest
from turns import entries, mismatches, ride

from contract.values import Command, Understanding

ENTRIES = {
    f"{name} {i}": entry
    for name in ("turns", "dialogues", "dialogues_en", "dialogues_more", "dialogues_last")
    for i, entry in enumerate(entries(f"{name}.yaml"), 1)
}
MOST_KNOWN_FAILURES = 0.12  # of the entries
HURRY = 24.0  # simulated seconds per second: a turn mostly waits for the car


def known_failures(entry):
    return [turn["known_failure"] for turn in entry if "known_failure" in turn]


def driven(entry, understand=None):
    """{what was said: what came out otherwise than the entry says}."""
    with ride(understand, HURRY) as taken:
        found = {turn["text"]: list(mismatches(turn, taken)) for turn in entry}
    return {text: wrong for text, wrong in found.items() if wrong}


def meant(entry):
    """An understanding that is always right."""
    turns = iter(entry)

    def understand(alternatives, locale, context):
        commands = tuple(
            Command(c["function"], c["op"], c.get("zone"), c.get("value")) for c in next(turns)["commands"]
        )
        return Understanding("understood" if commands else "out_of_scope", commands, 1.0)

    return understand


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_car_does_and_says_what_is_meant(entry):
    assert driven(entry, meant(entry)) == {}


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(
            entry,
            id=name,
            marks=[pytest.mark.xfail(reason="; ".join(why), strict=True)] if (why := known_failures(entry)) else [],
        )
        for name, entry in ENTRIES.items()
    ],
)
def test_the_car_does_and_says_what_is_said(entry):
    assert driven(entry) == {}


def test_known_failures_are_few():
    assert sum(bool(known_failures(entry)) for entry in ENTRIES.values()) <= MOST_KNOWN_FAILURES * len(ENTRIES)


def test_every_turn_says_what_its_reply_holds():
    assert [turn["text"] for entry in ENTRIES.values() for turn in entry if not turn["reply"]] == []
