"""Wiring of the G70: windows, doors, lights, wipers, displays and driver assistance."""

from vehicle.cars.genesis_g70.parts import SHORT, action
from vehicle.cars.wiring import HALT, Check, Wire, Wiring, Write, one_wire, switch

LOCKS = {  # door -> status of its lock
    "driver": "GW_IPM_PE_2.C_DRVUnlockState",
    "passenger": "GW_IPM_PE_2.C_ASTUnlockState",
    "rear_left": "GW_IPM_PE_2.C_RLUnlockstate",
    "rear_right": "GW_IPM_PE_2.C_RRUnlockState",
}
LAMPS = {  # word of the contract -> status values that confirm it
    "auto": {"CGW1.CF_Gway_LightSwState": ("auto",)},
    "low": {
        "CGW1.CF_Gway_LightSwState": ("low",),
        "CGW1.CF_Gway_HeadLampLow": ("on",),
        "CGW1.CF_Gway_HeadLampHigh": ("off",),
    },
    "high": {"CGW1.CF_Gway_HeadLampHigh": ("on",)},
    "fog": {"CGW1.CF_Gway_Frt_Fog_Act": ("on",)},
    "off": {
        "CGW1.CF_Gway_LightSwState": ("off",),
        "CGW1.CF_Gway_HeadLampLow": ("off",),
        "CGW1.CF_Gway_Frt_Fog_Act": ("off",),
    },
}
WINDOWS = {
    zone: Wire(f"VA_WINDOW_CMD.{short}WdwSet", f"VA_WINDOW_STS.{short}WdwPos", movement=f"VA_MOVE_STS.{short}WdwMove")
    for zone, short in SHORT.items()
}
ASSISTANCE = {  # function of driver assistance -> status that says whether it is on
    "lane_assist": "VA_CAR_STS.LaneAssistState",
    "lane_change": "VA_ASSIST_STS.LaneChangeState",
    "blind_spot": "VA_CAR_STS.BlindSpotState",
    "forward_collision": "VA_ASSIST_STS.ForwardCollisionState",
    "auto_brake": "VA_ASSIST_STS.AutoBrakeState",
    "pedestrian_alert": "VA_ASSIST_STS.PedestrianAlertState",
    "rear_cross_traffic": "VA_ASSIST_STS.RearCrossTrafficState",
    "drowsiness": "VA_ASSIST_STS.DrowsinessState",
    "speed_limit": "VA_ASSIST_STS.SpeedLimitState",
    "cruise": "VA_CAR_STS.CruiseState",
    "hud": "VA_CAR_STS.HudState",
    "park_assist": "VA_CAR_STS.ParkAssistState",
}


def assistance(status: str) -> Wiring:
    """A function that this status shows and that no command reaches: policy refuses each of its ops that write."""
    return one_wire("", status, on="on", off="off", set="on")


def trunk(word: str, position: float) -> Write:
    """Opens or closes the trunk. Its contact says open as soon as it leaves the lock, its position (%) when it is."""
    return Write(
        {"VA_BODY_CMD.TrunkSet": word}, {"CGW1.CF_Gway_TrunkTgSw": (word,), "VA_MOVE_STS.TrunkPos": (position,)}
    )


def lamp(word: str) -> Write:
    """Switches the headlamps to one word of the contract."""
    return action("BODY", "HeadLampSet", word, LAMPS[word])


WIRING: dict[str, Wiring] = {
    "window": Wiring(WINDOWS, {"stop": HALT}, deadline=8.0),
    "sunroof": one_wire(
        "VA_WINDOW_CMD.RoofSet", "VA_WINDOW_STS.RoofPos", 10.0, "VA_MOVE_STS.RoofMove", tilt="tilt", stop=HALT
    ),
    "sunshade": one_wire("VA_WINDOW_CMD.ShadeSet", "VA_WINDOW_STS.ShadePos", 10.0, "VA_MOVE_STS.ShadeMove", stop=HALT),
    "door.lock": Wiring(
        {"driver": Wire("VA_BODY_CMD.DrLockSet", LOCKS["driver"])},
        {
            "lock": Write({"TMU_GW_E_01.C_ReqDrLock": "request"}, dict.fromkeys(LOCKS.values(), ("locked",))),
            "unlock": Write({"TMU_GW_E_01.C_ReqDrUnlock": "request"}, dict.fromkeys(LOCKS.values(), ("unlocked",))),
        },
        zone_ops={"driver": {"lock": "locked", "unlock": "unlocked"}},
        checks=tuple(Check(f"lock.{where}", path, ("locked",)) for where, path in LOCKS.items()),
    ),
    "trunk": one_wire(
        "VA_BODY_CMD.TrunkSet",
        "CGW1.CF_Gway_TrunkTgSw",
        8.0,
        "VA_MOVE_STS.TrunkMove",
        open=trunk("open", 100.0),
        close=trunk("closed", 0.0),
        stop=HALT,
    ),
    "fuel_door": one_wire("VA_BODY_CMD.FuelDoorSet", "VA_BODY_STS.FuelDoorState", open="open"),
    "mirror": one_wire(
        "VA_BODY_CMD.MirrorSet", "GW_DDM_PE.C_OSMirrorStatus", fold="folded", unfold="unfolded", deadline=4.0
    ),
    "light.interior": Wiring(
        {
            "front": Wire("VA_LIGHT_CMD.IntFrSet", "VA_LIGHT_STS.IntFrLevel"),
            "rear": Wire("VA_LIGHT_CMD.IntRrSet", "VA_LIGHT_STS.IntRrLevel"),
        }
    ),
    "light.ambient": switch("VA_LIGHT_CMD.AmbientSet", "VA_LIGHT_STS.AmbientState", on="white", off="off"),
    "headlamp": Wiring(
        {"": Wire("VA_BODY_CMD.HeadLampSet", "CGW1.CF_Gway_LightSwState")},
        {"on": lamp("low"), "off": lamp("off")},
        words={word: lamp(word) for word in LAMPS},
    ),
    "hazard": switch("TMU_GW_E_01.C_ReqHazard", "CGW1.CF_Gway_HazardSw"),
    "horn": Wiring(
        {"": Wire("", "VA_BODY_STS.HornState")},
        {"on": Write({"TMU_GW_E_01.C_ReqHorn": "on"}, {"VA_BODY_STS.HornState": ("on",)}, event=True)},
    ),
    "wiper": Wiring(
        {
            "front": Wire("VA_BODY_CMD.FrWiperSet", "VA_BODY_STS.FrWiperState"),
            "rear": Wire("VA_BODY_CMD.RrWiperSet", "VA_BODY_STS.RrWiperState"),
        },
        {"on": "low", "off": "off"},
    ),
    "drive_mode": one_wire("VA_BODY_CMD.DriveModeSet", "VA_BODY_STS.DriveModeState"),
    "display.brightness": one_wire("VA_DISPLAY_CMD.BrightSet", "VA_DISPLAY_STS.BrightLevel"),
    **{f"adas.{name}": assistance(path) for name, path in ASSISTANCE.items()},
}
