"""Of two turns at once the older one gives way, and only where the newer one is sent and wants a signal otherwise."""

import pytest
from rig import Rig
from test_side_by_side import CLOSE, OPEN, WINDOW, between, outcomes, when

from contract.values import Command
from vehicle.delivery.temperature_keys import Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.results.result import Outcome
from vehicle.turn.client import Client

DONE, SUPERSEDED = (Outcome.CONFIRMED, ""), (Outcome.SUPERSEDED, "superseded")
POWER, DISPLAY = "DATC_PE_03.DATC_OpSts", "DATC_PE_02.DATC_DrTempDispC"


@pytest.fixture
def rig():
    return Rig()


def temperature(zone, degrees):
    return Command("climate.temperature", "set", zone, degrees)


def test_the_later_command_of_an_older_turn_does_not_undo_a_newer_one_by_another_command_signal(rig):
    """ "Climate off", and the older turn would still switch the air conditioning on, and the climate with it."""
    rig.do("climate.power", "on")
    off = Command("climate.power", "off")
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([off], client=Client("front")))
    outer = rig.run([OPEN, CLOSE, Command("climate.ac", "on")], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer)[-1] == SUPERSEDED
    assert rig.sim.values[POWER] == "off"


def test_two_who_want_what_goes_together_both_get_it(rig):
    """Each temperature switches the climate on as well; the ECU answers only after a while."""
    for zone in ("driver", "passenger"):
        rig.do("climate.temperature", "set", 20.0, zone)
    rig.slow = True
    rig.sent.clear()
    newer = lambda: rig.run([temperature("passenger", 25.0)], client=Client("front"))  # noqa: E731
    inner = when(rig, lambda: bool(rig.sent), newer)
    outer = rig.run([temperature("driver", 24.0)], client=Client("rear"))
    assert outcomes(outer) == outcomes(inner[0]) == [DONE]


def test_what_goes_together_with_a_newer_command_is_still_repeated(rig):
    rig.to_car = lambda frame: None
    shared = rig.assistant.delivery
    older, newer = TurnDelivery(shared, lambda: True), TurnDelivery(shared, lambda: True)
    sent = older.send(rig.plan(temperature("driver", 24.0)))
    shared.supersede(rig.plan(temperature("passenger", 25.0)), newer.received, newer.began, "superseded")
    assert (sent.ended_by, sent.repeat_at < rig.clock() + 1.0) == ("", True)


def test_nobody_gives_way_to_a_command_that_is_not_sent(rig):
    """The newer client has left before its command goes out."""
    looks = iter([True])
    gone = {"client": Client("front"), "connected": lambda: next(looks, False)}
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([CLOSE], **gone))
    outer = rig.run([OPEN], client=Client("rear"))
    assert outcomes(inner[0]) == [(Outcome.FAILED, "client_gone")]
    assert outcomes(outer) == [DONE]
    assert rig.run([Command("dialog.undo", "do")], client=Client("front")).results[0].reason == "nothing_to_undo"


def test_a_newer_turn_does_not_give_way_to_an_older_one(rig):
    """A stop is sent without the floor, just when an older turn has sent its command and looks who gives way to it."""
    shared = rig.assistant.delivery
    older, newer = TurnDelivery(shared, lambda: True), TurnDelivery(shared, lambda: True)
    rig.to_car = lambda frame: None
    sent = newer.send(rig.plan(Command("window", "stop", "driver")), urgent=True)
    shared.supersede(rig.plan(OPEN), older.received, older.began, "superseded")
    assert sent.ended_by == ""
    assert sent.repeat_at < rig.clock() + 1.0


def test_by_keys_the_newer_temperature_counts_though_both_are_higher(rig):
    rig.assistant.temperature = Temperature.STEPS
    rig.do("climate.temperature", "set", 20, "driver")
    newer = lambda: rig.run([temperature("driver", 22.0)], client=Client("front"))  # noqa: E731
    inner = when(rig, between(rig, WINDOW, 20, 40), newer)
    outer = rig.run([OPEN, CLOSE, temperature("driver", 25.0)], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer)[-1] == SUPERSEDED
    assert rig.sim.values[DISPLAY] == 22.0


def test_one_turn_presses_at_a_time(rig):
    rig.assistant.temperature = Temperature.STEPS
    rig.do("climate.temperature", "set", 20, "driver")
    rig.slow = True
    same = lambda: rig.run([temperature("driver", 24.0)], client=Client("front"))  # noqa: E731
    inner = when(rig, between(rig, DISPLAY, 20.4, 22.1), same)
    outer = rig.run([temperature("driver", 24.0)], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer) in ([SUPERSEDED], [DONE])
    assert rig.sim.values[DISPLAY] == 24.0


def test_a_question_takes_nothing_from_an_older_turn(rig):
    """ "Shall I unlock the doors?" is asked in a newer turn, and not yet answered when the older one locks a door."""
    rig.set(GW_IPM_PE_2__C_DRVUnlockState="unlocked")
    ask = Command("door.lock", "unlock")
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([ask], client=Client("front")))
    outer = rig.run([OPEN, CLOSE, Command("door.lock", "lock", "driver")], client=Client("rear"))
    assert outcomes(inner[0]) == [(Outcome.NEEDS_CONFIRMATION, "")]
    assert outcomes(outer)[-1] == DONE


def test_the_later_command_of_an_older_turn_does_not_undo_a_newer_turn(rig):
    """ "Open the window and switch the hazard lights off", and while it opens somebody else says "hazard on"."""
    hazard = Command("hazard", "off")
    rig.do("hazard", "on")
    newer = lambda: rig.run([Command("hazard", "on")], client=Client("front"))  # noqa: E731
    inner = when(rig, between(rig, WINDOW, 20, 40), newer)
    outer = rig.run([OPEN, CLOSE, hazard], client=Client("rear"))
    assert outcomes(inner[0]) == [(Outcome.ALREADY, "")]
    assert outcomes(outer)[-1] == (Outcome.SUPERSEDED, "superseded")
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "on"
