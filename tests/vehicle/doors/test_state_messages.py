"""What the gateway tells of the state of the car and its buses: asked, actual, how old, and what is not known."""

import can
import pytest
from g70 import dbc

from malcha.v1 import state_pb2, vehicle_pb2
from vehicle.doors.server import VehicleServicer
from vehicle.doors.state_messages import CarState
from vehicle.gateway.state import Reading

FRESH, TOO_OLD = state_pb2.KNOWN_FRESH, state_pb2.KNOWN_TOO_OLD
NO_VALUE, NEVER_HEARD = state_pb2.KNOWN_NO_VALUE, state_pb2.KNOWN_NEVER_HEARD
HEAT, HEAT_SIGNAL = ("seat.heat", "driver"), "DATC_PE_05.DATC_DrSeatWarmerDisp"


def look(rig) -> vehicle_pb2.GetStateResponse:
    return VehicleServicer(rig.assistant).GetState(vehicle_pb2.GetStateRequest(), None)


def row(now: vehicle_pb2.GetStateResponse, function: str, zone: str = "") -> state_pb2.FunctionState:
    (found,) = [row for row in now.functions if (row.function, row.zone) == (function, zone)]
    return found


def seconds(earlier, later) -> float:
    return later.seconds - earlier.seconds + (later.nanos - earlier.nanos) / 1e9


def test_state_tells_what_was_asked_when_and_that_it_is_so(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.live(2.0)
    now = look(rig)
    heat = row(now, *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached, heat.known) == (3, 3, True, FRESH)
    assert 2.0 <= seconds(heat.target_at, now.at) < 2.5
    assert seconds(heat.received_at, now.at) < seconds(heat.target_at, now.at)


def test_state_tells_what_was_asked_in_vain(rig):
    rig.do("seat.heat", "set", 1.0, "driver")
    rig.to_car = lambda frame: None
    rig.do("seat.heat", "set", 3.0, "driver")
    heat = row(look(rig), *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached) == (3, 1, False)


def test_a_hand_on_the_switch_leaves_what_was_asked(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.set(DATC_PE_05__DATC_DrSeatWarmerDisp=1)
    heat = row(look(rig), *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached) == (3, 1, False)


def test_what_was_refused_was_not_asked_of_the_car(rig):
    rig.do("climate.temperature", "set", 100.0, "driver")
    assert not row(look(rig), "climate.temperature", "driver").HasField("target")
    assert not [found.function for found in look(rig).functions if found.HasField("target")]


def test_target_and_actual_are_in_the_functions_unit(rig):
    rig.do("media.volume", "set", 60.0)
    volume = row(look(rig), "media.volume")
    assert (volume.target.number, volume.value.number, volume.unit, volume.reached) == (60, 60, "%", True)


@pytest.mark.parametrize("path", [HEAT_SIGNAL, "DATC_PE_02.DATC_DrTempDispC", "WHL_SPD11.WHL_SPD_FL"])
def test_a_value_is_known_just_so_long(rig, path):
    state, value = CarState(rig.assistant), 1.0 if path == HEAT_SIGNAL else 20.0
    longest = rig.state.plausibility.longest_age(path.partition(".")[0])
    assert state.certainty(path, Reading(value, 100.0), 100.0 + longest) == FRESH
    assert state.certainty(path, Reading(value, 100.0), 100.01 + longest) == TOO_OLD


def test_a_value_that_is_too_old_is_told_apart_from_one_that_is_known(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.silence(60.0)
    now = look(rig)
    heat = row(now, *HEAT)
    assert (heat.known, heat.HasField("value"), heat.last.number, heat.reached) == (TOO_OLD, False, 3, False)
    assert seconds(heat.received_at, now.at) == pytest.approx(60, abs=1.5)


def test_what_was_never_heard_and_what_has_no_value_are_told_apart(new_rig):
    rig = new_rig(never=["DATC_PE_05"])
    rig.set(DATC_PE_02__DATC_DrTempDispC="not_available")
    now = look(rig)
    heat, temperature = row(now, *HEAT), row(now, "climate.temperature", "driver")
    assert (heat.known, heat.HasField("value"), heat.HasField("received_at")) == (NEVER_HEARD, False, False)
    assert (temperature.known, temperature.HasField("value"), temperature.HasField("last")) == (NO_VALUE, False, False)


def test_state_tells_how_both_buses_are(rig):
    before = {bus.bus: bus for bus in look(rig).buses}
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.hear(can.Message(arbitration_id=0x7AB, data=bytes(8), is_extended_id=False, channel="ccan"))
    rig.live(3.0)
    after = {bus.bus: bus for bus in look(rig).buses}
    assert set(after) == set(dbc.buses)
    assert after["mcan"].sent - before["mcan"].sent == len(rig.sent)
    assert all(after[bus].received > before[bus].received for bus in dbc.buses)
    assert all(bus.state == state_pb2.BUS_STATE_ALIVE for bus in after.values())
    assert 0 < after["ccan"].utilisation < 0.1
    assert dict(after["ccan"].refused) == {"ccan 7AB: unknown id": 1}


def test_a_car_that_fell_silent_has_silent_buses_and_late_messages(rig):
    rig.silence(30.0)
    buses = {bus.bus: bus for bus in look(rig).buses}
    assert {bus.state for bus in buses.values()} == {state_pb2.BUS_STATE_SILENT}
    assert "WHL_SPD11" in buses["ccan"].late
    assert "DATC_PE_02" in buses["mcan"].late


def test_what_the_car_does_not_report_is_not_told(rig):
    now = look(rig)
    assert (now.driving, now.speed_kmh, now.gear, now.ignition) == (
        state_pb2.DRIVING_PARKED,
        0.0,
        state_pb2.GEAR_PARK,
        state_pb2.IGNITION_ON,
    )
    rig.silence(30.0)
    now = look(rig)
    assert (now.driving, now.HasField("speed_kmh")) == (state_pb2.DRIVING_MOVING, False)
    assert (now.gear, now.ignition) == (state_pb2.GEAR_UNSPECIFIED, state_pb2.IGNITION_UNSPECIFIED)
