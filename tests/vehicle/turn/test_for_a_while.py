"""What is asked for a while: what ends it, and what is not begun because nothing could end it."""

import pytest
from test_later import HEAT, MINUTES, later, pass_time
from test_side_by_side import WINDOW

from contract.values import Command
from vehicle.results.result import Outcome


@pytest.mark.parametrize(
    ("command", "path", "before", "end"),
    [
        (Command("hazard", "on"), "CGW1.CF_Gway_HazardSw", "off", ("off", None)),
        (Command("hazard", "off"), "CGW1.CF_Gway_HazardSw", "on", ("on", None)),
        (Command("window", "open", "driver"), "VA_WINDOW_STS.DrWdwPos", 0, ("close", None)),
        (Command("window", "close", "driver"), "VA_WINDOW_STS.DrWdwPos", 100, ("open", None)),
        (Command("sunroof", "tilt"), "VA_WINDOW_STS.RoofPos", 0, ("close", None)),
        (Command("mirror", "fold"), "GW_DDM_PE.C_OSMirrorStatus", "unfolded", ("unfold", None)),
        (Command("mirror", "unfold"), "GW_DDM_PE.C_OSMirrorStatus", "folded", ("fold", None)),
        (Command("media.volume", "mute"), "AMP_HU_PE_02.AMP_MuteState", "off", ("unmute", None)),
        (Command("media.volume", "unmute"), "AMP_HU_PE_02.AMP_MuteState", "on", ("mute", None)),
        # without an opposite: what the car reports now
        (Command("window", "set", "driver", 50.0), "VA_WINDOW_STS.DrWdwPos", 30, ("set", 30.0)),
        (Command("window", "set", "driver", 50.0), "VA_WINDOW_STS.DrWdwPos", 0, ("set", 0.0)),
        (Command("seat.heat", "set", "driver", 2.0), HEAT, "off", ("off", None)),
        (Command("light.interior", "set", "rear", 40.0), "VA_LIGHT_STS.IntRrLevel", 0, ("off", None)),
        (Command("sunroof", "set", None, 50.0), "VA_WINDOW_STS.RoofPos", "tilt", ("tilt", None)),
        (Command("climate.temperature", "set", "driver", 22.0), "DATC_PE_02.DATC_DrTempDispC", "LO", ("set", "min")),
    ],
)
def test_what_ends_it_is_the_opposite_or_what_was_before(rig, command, path, before, end):
    rig.set(**{path.replace(".", "__", 1): before})
    ran = rig.run([later(command, None, 5 * MINUTES)])
    assert [result.outcome for result in ran.results] == [Outcome.CONFIRMED, Outcome.SCHEDULED]
    assert rig.sim.values[path] != before
    (entry,) = rig.assistant.schedule.entries()
    assert entry.command == Command(command.function, end[0], command.zone, end[1])
    pass_time(rig, 5 * MINUTES)
    assert rig.sim.values[path] == before


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (Command("media.next", "do"), {}),
        (Command("door.lock", "lock"), {}),  # to unlock is asked for first
        (Command("headlamp", "set", None, "low"), {"CGW1__CF_Gway_LightSwState": "park"}),  # nobody can ask for this
        (Command("climate.temperature", "set", "all", 20.0), {"DATC_PE_02__DATC_DrTempDispC": 25.0}),
        (Command("media.volume", "set", None, 20.0), None),
    ],
)
def test_what_cannot_end_by_itself_is_not_begun(rig, command, shown):
    """Nobody knows what was before, or there is no one command for it."""
    if shown is None:
        rig.forget("AMP_HU_PE_03.AMP_MainVolumeSetting")
    else:
        rig.set(**shown)
    result = rig.run([later(command, None, 5 * MINUTES)]).results[0]
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "later")
    assert not rig.sent
    assert rig.assistant.schedule.entries() == []


HAZARD = "CGW1.CF_Gway_HazardSw"
UNDO, HEAT_ON = Command("dialog.undo", "do"), Command("seat.heat", "on", "driver")
HEAT_OFF = Command("seat.heat", "off", "driver")


@pytest.mark.parametrize(
    ("command", "path"), [(Command("hazard", "on"), HAZARD), (Command("window", "open", "driver"), WINDOW)]
)
def test_undo_takes_back_what_was_done_and_its_end(rig, command, path):
    before = rig.sim.values[path]
    rig.run([later(command, None, 10 * MINUTES)])
    undone = rig.run([UNDO])
    assert [result.outcome for result in undone.results] == [Outcome.ANSWERED, Outcome.CONFIRMED]
    assert "그대로" not in undone.reply
    assert (rig.sim.values[path], rig.assistant.schedule.entries()) == (before, [])


@pytest.mark.parametrize(
    "cancel", [Command("schedule", "cancel"), Command("dialog.cancel", "do"), Command("dialog.no", "do")]
)
@pytest.mark.parametrize(("lang", "said"), [("ko", "비상등은 지금 그대로 둘게요."), ("en", "I leave the hazard")])
def test_whoever_cancels_the_end_is_told_that_it_stays_on(rig, cancel, lang, said):
    rig.run([later(Command("hazard", "on"), None, 10 * MINUTES)], lang)
    assert said in rig.run([cancel], lang).reply
    assert (rig.sim.values[HAZARD], rig.assistant.schedule.entries()) == ("on", [])


def ends(rig):
    """(op, zone, value, in how many minutes) of each end in the schedule."""
    now = rig.clock()
    return [
        (entry.command.op, entry.command.zone, entry.command.value, round((entry.due - now) / MINUTES))
        for entry in rig.assistant.schedule.ends()
    ]


VOLUME_FOR_AN_HOUR = later(Command("media.volume", "set", None, 80.0), None, 60 * MINUTES)
VOLUME_50 = Command("media.volume", "set", None, 50.0)


@pytest.mark.parametrize(
    ("orders", "left"),
    [
        ([(HEAT_ON, 10), HEAT_OFF], []),
        ([(HEAT_ON, 10), HEAT_OFF, HEAT_ON], []),
        ([(HEAT_ON, 10), HEAT_OFF, UNDO], [("off", "driver", None, 10)]),
        ([(HEAT_ON, 10), Command("seat.heat", "set", "driver", 1.0)], [("off", "driver", None, 10)]),
        ([(HEAT_ON, 10), (HEAT_ON, 20)], [("off", "driver", None, 20)]),
        ([(HEAT_ON, 20), (HEAT_ON, 10)], [("off", "driver", None, 10)]),
        ([(HEAT_ON, 10), (HEAT_ON, 20), UNDO], [("off", "driver", None, 10)]),
        ([(HEAT_ON, 10), (Command("seat.heat", "set", "driver", 1.0), 20)], [("off", "driver", None, 20)]),
        ([(HEAT_ON, 10), Command("hazard", "on")], [("off", "driver", None, 10)]),
        ([(HEAT_ON, 10), Command("seat.heat", "off", "all")], []),
        (
            [(Command("window", "open", "all"), 10), Command("window", "close", "driver")],
            [("close", each, None, 10) for each in ("passenger", "rear_left", "rear_right")],
        ),
        (
            [(Command("window", "open", "all"), 10), Command("window", "close", "driver"), UNDO],
            [("close", "all", None, 10)],
        ),
        ([VOLUME_FOR_AN_HOUR, VOLUME_50], []),
        ([VOLUME_FOR_AN_HOUR, VOLUME_FOR_AN_HOUR], [("set", None, 33.0, 60)]),
    ],
)
def test_an_end_lasts_until_somebody_has_ended_it_or_asked_for_another(rig, orders, left):
    """A number behind an order: for so many minutes. The volume was at 33 percent."""
    for order in orders:
        rig.run([later(order[0], None, order[1] * MINUTES) if isinstance(order, tuple) else order])
    assert ends(rig) == left


def test_asked_for_again_it_ends_at_the_newer_time(rig):
    for _ in range(2):
        rig.run([later(Command("hazard", "on"), None, 10 * MINUTES)])
        pass_time(rig, 5 * MINUTES)
    assert rig.sim.values[HAZARD] == "on"
    pass_time(rig, 5 * MINUTES)
    assert rig.sim.values[HAZARD] == "off"


def test_what_the_car_did_not_confirm_ends_all_the_same_if_it_was_sent(rig):
    ids = rig.car.dbc.messages["CGW1"].message.frame_id
    heard = rig.to_gateway
    rig.to_gateway = lambda frame: None if frame.arbitration_id == ids else frame
    rig.live(1.0)
    ran = rig.run([later(Command("hazard", "on"), None, 10 * MINUTES)])
    assert [result.outcome for result in ran.results] == [Outcome.TIMED_OUT, Outcome.SCHEDULED]
    rig.to_gateway = heard
    pass_time(rig, 10 * MINUTES)
    assert rig.sim.values[HAZARD] == "off"
