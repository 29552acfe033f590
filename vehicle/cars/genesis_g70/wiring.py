"""How the Genesis G70 does each function of the catalogue: modelled on public facts, and our own block of messages."""

from collections.abc import Mapping

from vehicle.can.text_link import Kind
from vehicle.cars.signals import Signals
from vehicle.cars.wiring import LATITUDE, LONGITUDE, Check, Wire, Wiring, Write, does, one, shown, switch

SWITCH = {"on": "on", "off": "off"}
WARM = 25.0  # degC, the warm set point of "heater on", our choice
CORNERS = {"FL": "front_left", "FR": "front_right", "RL": "rear_left", "RR": "rear_right"}
LOCKS = {  # door -> status of its lock
    "driver": "GW_IPM_PE_2.C_DRVUnlockState",
    "passenger": "GW_IPM_PE_2.C_ASTUnlockState",
    "rear_left": "GW_IPM_PE_2.C_RLUnlockstate",
    "rear_right": "GW_IPM_PE_2.C_RRUnlockState",
}
DOORS = {  # door -> its switch
    "driver": "CGW1.CF_Gway_DrvDrSw",
    "passenger": "CGW1.CF_Gway_AstDrSw",
    "rear_left": "CGW2.CF_Gway_RLDrSw",
    "rear_right": "CGW2.CF_Gway_RRDrSw",
}
ENGINE, OIL = Check("engine", "VA_CAR_STS.EngineWarn", ("ok",)), Check("oil", "VA_CAR_STS.OilWarn", ("ok",))
TYRES, LOW_FUEL = Check("tyres", "TPMS11.TPMS_W_LAMP", ("off",)), Check("fuel", "CLU13.CF_Clu_LowfuelWarn", ("off",))
BRAKE_FLUID = Check("brake_fluid", "CGW2.CF_Gway_BrakeFluidSw", ("ok",))
LAMPS = {  # contract word -> how the lamp frames show it
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
PLAYING, PAUSED = {"VA_MEDIA_STS.PlayState": ("playing",)}, {"VA_MEDIA_STS.PlayState": ("paused",)}
MUTED, LOUD = {"AMP_HU_PE_02.AMP_MuteState": ("on",)}, {"AMP_HU_PE_02.AMP_MuteState": ("off",)}
SHORT = {"driver": "Dr", "passenger": "Ps", "rear_left": "Rl", "rear_right": "Rr"}
WINDOWS = {zone: Wire(f"VA_WINDOW_CMD.{short}WdwSet", f"VA_WINDOW_STS.{short}WdwPos") for zone, short in SHORT.items()}
GO = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "destination"},
    {
        "VA_DEST_STS.DestLat": (LATITUDE,),
        "VA_DEST_STS.DestLon": (LONGITUDE,),
        "VA_DEST_STS.IsWaypoint": ("destination",),
        "VA_NAV_STS.GuidanceState": ("guiding",),
    },
    event=True,
)
STOP_BY = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "waypoint"},
    {
        "VA_DEST_STS.DestLat": (LATITUDE,),
        "VA_DEST_STS.DestLon": (LONGITUDE,),
        "VA_DEST_STS.IsWaypoint": ("waypoint",),
    },
    event=True,
)
HEATER = Write(
    {
        "HU_DATC_E_02.HU_DATC_AcSet": "off",
        "HU_DATC_E_02.HU_DATC_MainBlower": 4,
        "VA_CLIMATE_CMD.DrTempSet": WARM,
        "VA_CLIMATE_CMD.PsTempSet": WARM,
    },
    {
        "DATC_PE_03.DATC_AcDisp": ("off",),
        "DATC_PE_03.DATC_MainBlowerDisp": (4,),
        "DATC_PE_02.DATC_DrTempDispC": (WARM,),
        "DATC_PE_02.DATC_PsTempDispC": (WARM,),
    },
)


def seats(signal: str, status: dict[str, str]) -> dict[str, Wire]:
    return {zone: Wire(f"VA_SEAT_CMD.{SHORT[zone]}{signal}", path) for zone, path in status.items()}


def action(
    message: str,
    signal: str,
    word: str,
    expects: Mapping[str, tuple[str | float, ...]] | None = None,
    event: bool = False,
    text: bool = False,
    brings: Kind | None = None,
) -> Write:
    """One word of a command message of our block, and what confirms it."""
    return Write({f"VA_{message}_CMD.{signal}": word}, expects or {}, event, text, brings)


def lamp(word: str) -> Write:
    return action("BODY", "HeadLampSet", word, LAMPS[word])


WIRING: dict[str, Wiring] = {
    "climate.power": switch("HU_DATC_E_02.HU_DATC_OffReq", "DATC_PE_03.DATC_OpSts"),
    "climate.temperature": Wiring(
        {
            "driver": Wire(
                "VA_CLIMATE_CMD.DrTempSet", "DATC_PE_02.DATC_DrTempDispC", "HU_DATC_E_02.HU_DATC_DrTempUpDn"
            ),
            "passenger": Wire(
                "VA_CLIMATE_CMD.PsTempSet", "DATC_PE_02.DATC_PsTempDispC", "HU_DATC_E_02.HU_DATC_PsTempUpDn"
            ),
        },
        words={"min": "LO", "max": "HI"},
    ),
    "climate.fan": Wiring(
        {"": Wire("HU_DATC_E_02.HU_DATC_MainBlower", "DATC_PE_03.DATC_MainBlowerDisp")}, words={"min": 1, "max": 8}
    ),
    "climate.airflow": one("HU_DATC_E_02.HU_DATC_FrontModeSet", "DATC_PE_03.DATC_ModeDisp"),
    "climate.ac": switch("HU_DATC_E_02.HU_DATC_AcSet", "DATC_PE_03.DATC_AcDisp"),
    "climate.heater": Wiring(
        ops={"on": HEATER, "off": Write({"HU_DATC_E_02.HU_DATC_OffReq": "off"}, {"DATC_PE_03.DATC_OpSts": ("off",)})}
    ),
    "climate.auto": switch("HU_DATC_E_02.HU_DATC_AutoSet", "DATC_PE_03.DATC_AutoDisp"),
    "climate.sync": switch("HU_DATC_E_02.HU_DATC_ZoneControl", "DATC_PE_05.DATC_SyncDisp", on="sync", off="dual"),
    "climate.recirculation": switch(
        "HU_DATC_E_02.HU_DATC_IntakeSet", "DATC_PE_03.DATC_IntakeDisp", on="recirculated", off="fresh"
    ),
    "climate.defrost_front": switch("HU_DATC_E_02.HU_DATC_FrontDefog", "DATC_PE_03.DATC_FrDefLed"),
    "climate.defrost_rear": switch("HU_DATC_E_02.HU_DATC_RearDefog", "DATC_PE_05.DATC_RrDefLed"),
    "climate.air_purifier": switch("VA_CLIMATE_CMD.AirPurifierSet", "VA_CLIMATE_STS.AirPurifierState"),
    "seat.heat": Wiring(
        seats(
            "SeatHeatSet",
            {
                "driver": "DATC_PE_05.DATC_DrSeatWarmerDisp",
                "passenger": "DATC_PE_05.DATC_PsSeatWarmerDisp",
                "rear_left": "VA_SEAT_STS.RlSeatHeatState",
                "rear_right": "VA_SEAT_STS.RrSeatHeatState",
            },
        ),
        words={"min": 1, "max": 3},
    ),
    "seat.ventilation": Wiring(
        seats(
            "SeatVentSet", {"driver": "DATC_PE_05.DATC_DrVentSeatDisp", "passenger": "DATC_PE_05.DATC_PSVentSeatDisp"}
        ),
        words={"min": 1, "max": 3},
    ),
    "seat.position": Wiring(seats("SeatPosSet", {"driver": "VA_SEAT_STS.DrSeatPosState"})),
    "steering.heat": switch("VA_BODY_CMD.StrgWhlHeatSet", "CGW4.CF_Gway_StrgWhlHeatedState"),
    "window": Wiring(WINDOWS, deadline=8.0),
    "sunroof": one("VA_WINDOW_CMD.RoofSet", "VA_WINDOW_STS.RoofPos", tilt="tilt", deadline=10.0),
    "sunshade": one("VA_WINDOW_CMD.ShadeSet", "VA_WINDOW_STS.ShadePos", deadline=10.0),
    "door.lock": Wiring(
        {"driver": Wire("VA_BODY_CMD.DrLockSet", LOCKS["driver"])},
        {
            "lock": Write({"TMU_GW_E_01.C_ReqDrLock": "request"}, dict.fromkeys(LOCKS.values(), ("locked",))),
            "unlock": Write({"TMU_GW_E_01.C_ReqDrUnlock": "request"}, dict.fromkeys(LOCKS.values(), ("unlocked",))),
        },
        zone_ops={"driver": {"lock": "locked", "unlock": "unlocked"}},
        checks=tuple(Check(f"lock.{where}", path, ("locked",)) for where, path in LOCKS.items()),
    ),
    "trunk": one("VA_BODY_CMD.TrunkSet", "CGW1.CF_Gway_TrunkTgSw", open="open", close="closed", deadline=8.0),
    "fuel_door": one("VA_BODY_CMD.FuelDoorSet", "VA_BODY_STS.FuelDoorState", open="open"),
    "mirror": one(
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
    "drive_mode": one("VA_BODY_CMD.DriveModeSet", "VA_BODY_STS.DriveModeState"),
    "display.brightness": one("VA_DISPLAY_CMD.BrightSet", "VA_DISPLAY_STS.BrightLevel"),
    "adas.lane_assist": Wiring({"": Wire("", "VA_CAR_STS.LaneAssistState")}, SWITCH | {"set": "on"}),
    "adas.blind_spot": Wiring({"": Wire("", "VA_CAR_STS.BlindSpotState")}, SWITCH | {"set": "on"}),
    "adas.cruise": Wiring({"": Wire("", "VA_CAR_STS.CruiseState")}, SWITCH | {"set": "on"}),
    "adas.hud": Wiring({"": Wire("", "VA_CAR_STS.HudState")}, SWITCH | {"set": "on"}),
    "adas.park_assist": Wiring({"": Wire("", "VA_CAR_STS.ParkAssistState")}, SWITCH | {"set": "on"}),
    "media.play": does(
        play=action("MEDIA", "MediaAction", "play", PLAYING, event=True, text=True, brings=Kind.NOW_PLAYING)
    ),
    "media.pause": does(do=action("MEDIA", "MediaAction", "pause", PAUSED)),
    "media.resume": does(do=action("MEDIA", "MediaAction", "resume", PLAYING)),
    "media.next": does(do=action("MEDIA", "MediaAction", "next", PLAYING, event=True)),
    "media.previous": does(do=action("MEDIA", "MediaAction", "previous", PLAYING, event=True)),
    "media.source": Wiring({"": Wire("VA_MEDIA_CMD.SourceSet", "HU_CLU_PE_01.HU_OpState")}, words={"radio": "fm"}),
    "media.tune": Wiring(
        {
            "fm": Wire("VA_MEDIA_CMD.FmSet", "HU_CLU_PE_01.HU_Frequency"),
            "am": Wire("VA_MEDIA_CMD.AmSet", "VA_MEDIA_STS.AmFreq"),
        }
    ),
    "media.volume": Wiring(
        {"": Wire("HU_AMP_E_08.AMP_MainVolumeSet", "AMP_HU_PE_03.AMP_MainVolumeSetting")},
        {"mute": Write({"HU_AMP_E_02.AMP_Mute": "on"}, MUTED), "unmute": Write({"HU_AMP_E_02.AMP_Mute": "off"}, LOUD)},
    ),
    "media.info": Wiring(),
    "nav.go": does(do=GO),
    "nav.home": does(do=GO),
    "nav.work": does(do=GO),
    "nav.nearby": Wiring(),
    "nav.waypoint": Wiring(ops={"add": STOP_BY, "remove": action("NAV", "NavAction", "remove_waypoint", event=True)}),
    "nav.cancel": does(do=action("NAV", "NavAction", "cancel", {"VA_NAV_STS.GuidanceState": ("idle",)})),
    "nav.route_option": one("VA_NAV_CMD.RouteOptionSet", "VA_NAV_STS.RouteOptionState"),
    "nav.remaining": Wiring(),
    "nav.map": Wiring(
        {"": Wire("VA_DISPLAY_CMD.MapViewSet", "VA_DISPLAY_STS.MapViewState")},
        {
            "zoom_in": action("DISPLAY", "MapZoomSet", "zoom_in", event=True),
            "zoom_out": action("DISPLAY", "MapZoomSet", "zoom_out", event=True),
        },
    ),
    "phone.call": does(
        do=action(
            "PHONE", "PhoneAction", "call", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True, text=True
        )
    ),
    "phone.answer": does(do=action("PHONE", "PhoneAction", "answer", {"VA_PHONE_STS.CallState": ("active",)})),
    "phone.hangup": does(do=action("PHONE", "PhoneAction", "hangup", {"VA_PHONE_STS.CallState": ("idle",)})),
    "phone.redial": does(
        do=action("PHONE", "PhoneAction", "redial", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True)
    ),
    "message.read": does(do=action("PHONE", "PhoneAction", "read", event=True, brings=Kind.MESSAGE_READ)),
    "message.send": does(do=action("PHONE", "PhoneAction", "send", event=True, text=True)),
    "status.fuel": shown("CLU13.CF_Clu_FuelDispLvl"),
    "status.range": shown("CLU13.CF_Clu_DTE"),
    "status.tyre": Wiring(
        checks=tuple(Check(f"tyre.{where}", f"TPMS11.POS_{short}_W_LAMP", ("ok",)) for short, where in CORNERS.items())
    ),
    "status.engine": Wiring(checks=(ENGINE, OIL)),
    "status.door": Wiring(checks=tuple(Check(f"door.{where}", path, ("closed",)) for where, path in DOORS.items())),
    "status.temperature_outside": shown("DATC_P_02.DATC_AmbientTemp_C"),
    "status.odometer": shown("CLU12.CF_Clu_Odometer"),
    "status.maintenance": shown("VA_CAR_STS.ServiceDistance"),
    "status.battery": shown("VA_CAR_STS.BatteryVoltage"),
    "status.air_quality_inside": shown("VA_CLIMATE_STS.CabinAirPM25"),
    "status.warning": Wiring(checks=(ENGINE, OIL, TYRES, LOW_FUEL, BRAKE_FLUID)),
}

SIGNALS = Signals(
    ignition="CGW1.CF_Gway_IGNSw",
    gear="LVR12.CF_Lvr_Gear",
    wheels=tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR")),
    standstill=0.375,  # the standstill threshold of this generation's speed signals (public facts: 12 x 0.03125)
    light_sensor="CGW2.CF_Gway_AutoLightValue",
    call="VA_PHONE_STS.CallState",
    guidance="VA_NAV_STS.GuidanceState",
    waypoints="VA_NAV_STS.WaypointCount",
    position=("VA_POSITION_STS.Lat", "VA_POSITION_STS.Lon"),
    distance_left=(
        "HU_CLU_PE_12.Navi_DistToDest_I",
        "HU_CLU_PE_12.Navi_DistToDest_F",
        "HU_CLU_PE_12.Navi_DistToDest_U",
    ),
    time_left=("HU_CLU_PE_12.Navi_EstimHour", "HU_CLU_PE_12.Navi_EstimMin"),
    play_state="VA_MEDIA_STS.PlayState",
    source="HU_CLU_PE_01.HU_OpState",
    radio="HU_CLU_PE_01.HU_Frequency",
    speech_button="GW_SWRC_PE.C_SdsSW",
    listening={"HU_DATC_PE_00.HU_VRActivity": "on", "HU_DATC_PE_00.BlowerNoiseControl": "on"},
    phone_activity="HU_DATC_PE_00.HU_PhoneActivity",
    first=("DATC_PE_03.DATC_OpSts", "VA_POSITION_STS.Lat"),
)
