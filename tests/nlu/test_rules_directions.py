"""Verbs that have one direction: what warms does not cool."""

import pytest

from contract.values import Command, Context, Understanding
from nlu.rules.directions import directed
from nlu.rules.heard import Heard


def read(text, code, *commands):
    found = directed(Understanding("understood", commands, 0.5), Heard(text, code, Context()), {})
    return [(each.function, each.op, each.value) for each in found.commands]


@pytest.mark.parametrize(
    ("text", "code", "op", "meant"),
    [
        ("이 도쯤 더 데워", "ko", "down", "up"), ("좀 덥혀 줘", "ko", "down", "up"),
        ("차 안 좀 식혀 줘", "ko", "up", "down"),
        ("데우지 말고 식혀", "ko", "up", "down"), ("더워", "ko", "down", "down"), ("데우지 마", "ko", "down", "down"),
        ("warm it up a bit", "en", "down", "up"), ("cool the cabin down", "en", "up", "down"),
    ],
)  # fmt: skip
def test_the_verb_has_the_direction(text, code, op, meant):
    temperature = Command("climate.temperature", op, value=2.0)
    assert read(text, code, temperature) == [("climate.temperature", meant, 2.0)]


def test_other_commands_and_targets_stay_as_they_are():
    said = [Command("climate.fan", "down"), Command("climate.temperature", "set", value=22.0)]
    assert read("데워 줘", "ko", *said) == [("climate.fan", "down", None), ("climate.temperature", "set", 22.0)]
