"""The figures of hearing, of trials whose figures can be counted by hand."""

from pathlib import Path

import pytest

from contract.values import Command, Understanding
from malcha.config.settings import MODEL
from nlu.engine.engine import AMBIGUOUS, OUT_OF_SCOPE, UNDERSTOOD, Engine
from nlu.evaluation.clips import Clip
from nlu.evaluation.hearing_trials import Said, Trial, failures, opposite_act, report, result_of
from nlu.evaluation.labelled import Row

CATALOGUE = Engine.load(MODEL).catalogue
AC_ON, AC_OFF = Command("climate.ac", "on"), Command("climate.ac", "off")
OPEN = Command("window", "open", "driver")


def clip(*commands, name="a.wav", kind=""):
    row = Row("에어컨 켜 줘" if commands else "", "ko", commands, where=f"clips.tsv:{name}", kind=kind)
    return Clip(Path(name), row, labelled=True, for_car=bool(commands))


def said(meant, *commands, outcome=UNDERSTOOD, text="에어컨"):
    return Said(text, result_of(meant.row, Understanding(outcome, commands, 0.9), CATALOGUE))


def trial(meant, *heard, condition="clean", scene="", seconds=36.0, errors=0):
    return Trial(meant, condition, scene, seconds, heard, errors, 5 if meant.for_car else 0)


def counts(line):
    names = ("exact", "done", "asked", "wrong", "opposite", "nothing")
    return {name: line[name]["right"] for name in names}


def test_every_command_is_done_or_asked_or_wrong_or_nothing():
    on = clip(AC_ON)
    told = [
        trial(on, said(on, AC_ON)),
        trial(on, said(on, AC_OFF), errors=1),
        trial(on, said(on, OPEN), errors=4),
        trial(on, said(on, outcome=AMBIGUOUS)),
        trial(on, said(on, outcome=OUT_OF_SCOPE), errors=5),
        trial(on, errors=5),
    ]
    (line,) = report(told)["conditions"]
    assert counts(line) == {"exact": 2, "done": 1, "asked": 1, "wrong": 2, "opposite": 1, "nothing": 2}
    assert (line["n"], line["cer"]) == (6, pytest.approx(15 / 30))


def test_conditions_scenes_and_kinds_are_told_apart():
    on = clip(AC_ON, kind="ours")
    told = [
        trial(on, said(on, AC_ON)),
        trial(on, condition="5 dB", scene="town"),
        trial(on, condition="5 dB", scene="rain"),
    ]
    found = report(told)
    assert [(line["condition"], line["n"]) for line in found["conditions"]] == [("clean", 1), ("5 dB", 2)]
    assert [line["scene"] for line in found["scenes"]] == ["", "town", "rain"]
    assert {line["kind"] for line in found["kinds"]} == {"ours"}
    assert found["clips"] == found["labelled"] == 1


@pytest.mark.parametrize(
    ("meant", "heard", "opposite"),
    [
        (AC_ON, AC_OFF, True),
        (Command("media.volume", "up"), Command("media.volume", "down"), True),
        (Command("media.pause", "do"), Command("media.resume", "do"), True),
        (AC_ON, AC_ON, False),
        (AC_ON, Command("climate.heater", "off"), False),
        (Command("media.volume", "up"), Command("media.volume", "query"), False),
        (OPEN, Command("window", "open", "passenger"), False),
    ],
)
def test_the_opposite_is_of_the_same_thing(meant, heard, opposite):
    assert opposite_act(said(clip(meant), heard).result) == opposite


def test_an_opposite_among_several_commands_is_found():
    both = clip(OPEN, AC_ON)
    assert opposite_act(said(both, OPEN, AC_OFF).result)
    assert not opposite_act(said(both, OPEN).result)


def test_what_is_not_for_the_car_counts_by_the_hour():
    radio = clip(kind="radio")
    weather = Command("info.weather", "query")
    told = [
        trial(radio, said(radio, AC_ON), said(radio, OPEN), said(radio, outcome=OUT_OF_SCOPE)),
        trial(radio, said(radio, weather), said(radio, outcome=AMBIGUOUS)),
    ]
    found = report(told)
    (line,) = found["not_for_car"]
    assert (line["n"], line["utterances"], line["false"], line["false_clips"], line["asked"]) == (2, 5, 2, 1, 1)
    assert (line["minutes"], line["per_hour"]) == (1.2, pytest.approx(100))
    assert found["conditions"] == []


def test_failures_begin_with_the_wrong_acts():
    on, radio = clip(AC_ON), clip(name="radio.wav")
    told = [trial(on), trial(on, said(on, AC_ON)), trial(radio, said(radio, OPEN)), trial(on, said(on, AC_OFF))]
    found = failures(told)
    assert [(line["file"], line["wrong"], line["opposite"]) for line in found] == [
        ("radio.wav", True, False),
        ("a.wav", True, True),
        ("a.wav", False, False),
    ]
    assert found[2]["outcome"] == "nothing"
