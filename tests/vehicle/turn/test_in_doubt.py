"""Words that may not have been said: asked about, and nothing is done before a yes."""

import pytest

from contract.values import Command
from vehicle.results.result import Outcome
from vehicle.turn.session import QUESTION_LIFETIME

HEAT = Command("seat.heat", "set", "driver", 2.0)
TRUNK = Command("trunk", "open")
YES, NO, STOP = Command("dialog.yes", "do"), Command("dialog.no", "do"), Command("dialog.stop", "do")


def outcomes(turn):
    return [result.outcome for result in turn.results]


@pytest.mark.parametrize("outcome", ["understood", "hand_off"])
def test_an_order_is_asked_about_and_a_yes_does_it(rig, outcome):
    asked = rig.say(HEAT, outcome=outcome, doubtful=True)
    assert outcomes(asked) == []
    assert asked.reply == "운전석 열선 시트를 2단으로 맞출까요?"
    assert asked.understanding.candidates == (HEAT,)
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]


def test_several_orders_are_all_asked_about_and_one_yes_does_them(rig):
    asked = rig.say(HEAT, Command("climate.ac", "on"), doubtful=True)
    assert outcomes(asked) == []
    assert asked.reply == "운전석 열선 시트를 2단으로 맞출까요? 에어컨을 켤까요?"
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED, Outcome.CONFIRMED]


def test_no_to_the_question_does_nothing(rig):
    rig.say(HEAT, doubtful=True)
    assert outcomes(rig.say(NO)) == [Outcome.ANSWERED]
    assert outcomes(rig.say(YES)) == [Outcome.ANSWERED]


@pytest.mark.parametrize("outcome", ["out_of_scope", "unsupported", "ambiguous"])
def test_what_means_no_order_is_to_be_said_again(rig, outcome):
    turn = rig.say(*([HEAT] if outcome == "unsupported" else []), outcome=outcome, doubtful=True)
    assert (turn.results, turn.reply) == ((), "잘 이해하지 못했어요. 다시 말씀해 주세요.")
    assert outcomes(rig.say(YES)) == [Outcome.ANSWERED]


@pytest.mark.parametrize("answer", [YES, NO, Command("dialog.cancel", "do")])
def test_an_answer_is_to_be_said_again_and_the_question_stays(rig, answer):
    rig.say(TRUNK)
    rig.clock.now += QUESTION_LIFETIME - 1
    assert outcomes(rig.say(answer, doubtful=True)) == []
    rig.clock.now += QUESTION_LIFETIME - 1  # it counts from when it was asked for again
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]


def test_a_question_for_a_value_stays_too(rig):
    rig.say(Command("nav.go", "do"))
    rig.say(Command("dialog.thanks", "do"), doubtful=True)
    assert next(iter(rig.assistant.sessions.kept.values())).slot is not None


def test_a_stop_is_done(rig):
    assert outcomes(rig.say(STOP, doubtful=True)) == [Outcome.CONFIRMED]  # what plays pauses
