"""What the answers to the parts of an utterance are together."""

import pytest

from contract.values import Command, Understanding
from nlu.rules.network import together

ON, CALL = Command("climate.ac", "on"), Command("home.light", "on")


@pytest.mark.parametrize(
    ("outcomes", "handed", "outcome"),
    [
        (("understood", "understood"), False, "understood"),
        (("understood", "unsupported"), False, "unsupported"),  # never its fragment
        (("unsupported", "ambiguous"), False, "ambiguous"),
        (("hand_off", "hand_off"), True, "hand_off"),
    ],
)
def test_of_parts_the_one_that_cannot_be_done_counts(outcomes, handed, outcome):
    readings = [
        Understanding(each, (ON,) if each in ("understood", "hand_off") else (), 1 - (at + 1) / 8, (CALL,))
        for at, each in enumerate(outcomes)
    ]
    found = together(readings, [command for each in readings for command in each.commands], handed)
    assert (found.outcome, found.confidence) == (outcome, 0.75)
    assert found.commands == ((ON, ON) if outcome in ("understood", "hand_off") else ())
    assert found.candidates == ((CALL, CALL) if outcome == "ambiguous" else ())


def test_parts_without_a_command_are_not_for_the_car():
    assert together([Understanding("out_of_scope", (), 0.9)], [], False).outcome == "out_of_scope"
