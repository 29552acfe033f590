"""Dialogues of tests/cases, said to a gateway with a simulated car; the shipped model understands them.

A case is a turn, or a list of turns of one dialogue. A turn has

    say     what is said, in any language; without it time only passes
    did     "function op zone value outcome", and the reason of a refusal, of each command;
            parts that were not said are left out
    reply   words that are in the reply
    never   words that are not in it
    ends    what the car is like some seconds later: a word, a number, or [least, most]
    frames  none: no command is sent; so it is as well where nothing of `did` sends any
    seat    where the speaker sits, the driver's if not said
    moving  it is said while what the turn before has moved is on its way
    drive   speed and gear from here on; set: what the car is like; wait: s that pass before
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from rig import Rig
from turns import MODEL, engine

from vehicle.results.result import Outcome, Result
from vehicle.turn import due
from vehicle.turn.requester import Requester, Turn

CASES = Path(__file__).parent / "cases"
NOT_YET = "not_yet"  # the file of dialogues that end otherwise as yet
SETTLED = 8.0  # s after which everything has arrived
BEGUN = 8.0  # % that a movement has gone when the next turn is said
SENDS = {Outcome.CONFIRMED, Outcome.SUPERSEDED, Outcome.STOPPED, Outcome.TIMED_OUT, Outcome.FAILED}
SIGNALS = {
    "driver window": "VA_WINDOW_STS.DrWdwPos",
    "passenger window": "VA_WINDOW_STS.PsWdwPos",
    "rear left window": "VA_WINDOW_STS.RlWdwPos",
    "rear right window": "VA_WINDOW_STS.RrWdwPos",
    "sunroof": "VA_WINDOW_STS.RoofPos",
    "sunshade": "VA_WINDOW_STS.ShadePos",
    "trunk moves": "VA_MOVE_STS.TrunkMove",
    "play": "VA_MEDIA_STS.PlayState",
    "call": "VA_PHONE_STS.CallState",
    "guidance": "VA_NAV_STS.GuidanceState",
    "ac": "DATC_PE_03.DATC_AcDisp",
    "rear defrost": "DATC_PE_05.DATC_RrDefLed",
    "driver seat heat": "DATC_PE_05.DATC_DrSeatWarmerDisp",
    "passenger seat heat": "DATC_PE_05.DATC_PsSeatWarmerDisp",
}


def cases() -> list[Any]:
    """Each dialogue with the name of its file and its first words."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            turns = entry if isinstance(entry, list) else [entry]
            marks = [pytest.mark.xfail(strict=True, reason="not yet")] if path.stem == NOT_YET else []
            words = " / ".join(turn["say"] for turn in turns if "say" in turn)
            found.append(pytest.param(turns, id=f"{path.stem} {number} {words}", marks=marks))
    return found


def told(result: Result) -> str:
    """A result as `did` has it."""
    command, value = result.command, result.command.value
    if isinstance(value, float):
        value = f"{value:g}"
    elif isinstance(value, Mapping):
        value = ", ".join(f"{key}: {part}" for key, part in value.items())
    reason = result.reason if result.outcome is Outcome.REFUSED else ""
    parts = (command.function, command.op, command.zone, value, result.outcome.value, reason)
    return " ".join(str(part) for part in parts if part)


class Dialogue:
    """A car of its own, to which turns are said."""

    def __init__(self) -> None:
        self.rig = Rig()
        self.rig.assistant.understand = engine()
        self.rig.live(1.0)

    def take(self, turns: list[dict[str, Any]]) -> None:
        for turn, following in zip(turns, [*turns[1:], None], strict=True):
            if turn.get("moving"):
                continue  # said while the one before moved
            self.prepare(turn)
            before = len(self.rig.commands)
            meanwhile = self.while_moving(following) if following and following.get("moving") else []
            done = self.say(turn) if "say" in turn else None
            if following and following.get("moving"):
                assert meanwhile, "nothing moved"
                self.rig.live(SETTLED)
                check(following, meanwhile[0], self.rig, len(self.rig.commands))
            elif "ends" in turn:
                self.rig.live(SETTLED)
            check(turn, done, self.rig, len(self.rig.commands) - before)

    def prepare(self, turn: Mapping[str, Any]) -> None:
        if "drive" in turn:
            self.rig.drive(**turn["drive"])
        if "set" in turn:
            self.rig.set(**{SIGNALS[name].replace(".", "__"): value for name, value in turn["set"].items()})
        if seconds := turn.get("wait"):
            self.rig.clock.now += seconds
            self.rig.live(1.0)
            due.do_all(self.rig.assistant)
            self.rig.live(1.0)

    def say(self, turn: Mapping[str, Any]) -> Turn:
        return self.rig.assistant.say([(turn["say"], 1.0)], "", Requester(seat=turn.get("seat", "driver")))

    def while_moving(self, turn: Mapping[str, Any]) -> list[Turn]:
        """The list gets what this turn comes to, once something moves."""
        live, start, found = self.rig.state._live, self.positions(), []
        said = False

        def lives(seconds: float) -> None:
            nonlocal said
            live(seconds)
            gone = max(abs(now - was) for now, was in zip(self.positions(), start, strict=True))
            moves = str(self.rig.state.value(SIGNALS["trunk moves"])) in ("opening", "closing")
            if not said and (gone > BEGUN or moves):
                said = True
                found.append(self.say(turn))

        self.rig.state._live = lives
        return found

    def positions(self) -> list[float]:
        opened = ("driver window", "passenger window", "rear left window", "rear right window", "sunroof", "sunshade")
        return [float(self.rig.state.value(SIGNALS[name]) or 0) for name in opened]


def check(turn: Mapping[str, Any], done: Turn | None, rig: Rig, frames: int) -> None:
    """All that the turn says about its end."""
    results = list(done.results) if done else []
    reply = done.reply if done else ""
    if "did" in turn:
        assert [told(each) for each in results] == turn["did"], reply
    assert [words for words in turn.get("reply", ()) if words not in reply] == [], reply
    assert [words for words in turn.get("never", ()) if words in reply] == [], reply
    if turn.get("frames") == "none" or ("did" in turn and not {each.outcome for each in results} & SENDS):
        assert frames == 0, rig.commands[-frames:]
    for name, wanted in turn.get("ends", {}).items():
        value = rig.sim.values[SIGNALS[name]]
        if isinstance(wanted, list):
            assert wanted[0] <= float(value) <= wanted[1], (name, value)
        elif isinstance(wanted, str | bool):
            assert str(value) == {True: "on", False: "off"}.get(wanted, wanted), (name, value)
        else:
            assert float(value) == wanted, (name, value)


@pytest.mark.skipif(not MODEL.exists(), reason="no model: make train")
@pytest.mark.parametrize("turns", cases())
def test_a_dialogue_ends_as_it_should(turns):
    Dialogue().take(turns)


def test_there_are_enough_of_them_in_each_language_and_few_that_are_not_yet():
    found = [case for case in cases() if case.values[0]]
    korean = [case for case in found if any("가" <= letter <= "힣" for letter in case.id)]
    assert len(found) >= 250
    assert min(len(korean), len(found) - len(korean)) >= 100
    assert len([case for case in found if case.marks]) <= 40
