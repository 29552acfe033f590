"""The gateway, without threads, with a car on faulty buses."""

from g70 import codec

from sim_can.car import Car
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import parse
from vehicle.results.result import Outcome


def faulty(script: str) -> Faulty:
    return Faulty(Car(), parse(script, codec))


def test_a_gateway_hears_nothing_of_a_reset_ecu_and_says_so(rig):
    rig.sim = faulty("1..5 reset SCM")
    rig.live(2.0)
    assert rig.do("seat.heat", "on", zone="rear_left").outcome is not Outcome.CONFIRMED
    rig.live(6.0)
    assert rig.do("seat.heat", "on", zone="rear_left").outcome is Outcome.CONFIRMED


def test_a_command_that_is_late_is_confirmed_late(rig):
    rig.sim = faulty("0.. delay VA@mcan by=200ms")
    rig.live(1.0)
    began = rig.clock.now
    assert rig.do("seat.heat", "on", zone="rear_left").outcome is Outcome.CONFIRMED
    assert rig.clock.now - began >= 0.2


def test_a_gateway_back_on_the_bus_does_not_send_what_was_asked_before(rig):
    rig.sim = faulty("1..3 bus_off VA@mcan")
    rig.live(1.5)
    assert rig.do("seat.heat", "on", zone="rear_left").outcome is not Outcome.CONFIRMED
    rig.live(15.0)
    assert rig.sim.values["VA_SEAT_STS.RlSeatHeatState"] == "off"
    assert rig.do("seat.heat", "on", zone="rear_left").outcome is Outcome.CONFIRMED
