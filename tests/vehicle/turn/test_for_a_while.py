"""What is asked for a while: what ends it, and what is not begun because nothing could end it."""

import pytest
from test_later import HEAT, MINUTES, later, pass_time

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
