"""What a command does, as tables: which status follows it, which status repeats another, and which values are refused."""

from collections.abc import Callable, Mapping
from functools import cache

from vehicle.can import dbc
from vehicle.can.codec import KNOWN_GAPS, WireValue

FOLLOWS = {  # command -> the status that takes its word or number; "no_change" leaves it
    "HU_AMP_E_02.AMP_Mute": "AMP_HU_PE_02.AMP_MuteState",
    "HU_AMP_E_08.AMP_MainVolumeSet": "AMP_HU_PE_03.AMP_MainVolumeSetting",
    "HU_AMP_E_08.AMP_BalanceSet": "AMP_HU_PE_03.AMP_BalanceSetting",
    "HU_AMP_E_08.AMP_FadeSet": "AMP_HU_PE_03.AMP_FadeSetting",
    "HU_AMP_E_08.AMP_BassSet": "AMP_HU_PE_03.AMP_BassSetting",
    "HU_AMP_E_08.AMP_MidSet": "AMP_HU_PE_03.AMP_MidSetting",
    "HU_AMP_E_08.AMP_TrebleSet": "AMP_HU_PE_03.AMP_TrebleSetting",
    "TMU_GW_E_01.C_ReqHazard": "CGW1.CF_Gway_HazardSw",
    "VA_CLIMATE_CMD.AirPurifierSet": "VA_CLIMATE_STS.AirPurifierState",
    "VA_SEAT_CMD.DrSeatHeatSet": "DATC_PE_05.DATC_DrSeatWarmerDisp",
    "VA_SEAT_CMD.PsSeatHeatSet": "DATC_PE_05.DATC_PsSeatWarmerDisp",
    "VA_SEAT_CMD.RlSeatHeatSet": "VA_SEAT_STS.RlSeatHeatState",
    "VA_SEAT_CMD.RrSeatHeatSet": "VA_SEAT_STS.RrSeatHeatState",
    "VA_SEAT_CMD.DrSeatVentSet": "DATC_PE_05.DATC_DrVentSeatDisp",
    "VA_SEAT_CMD.PsSeatVentSet": "DATC_PE_05.DATC_PSVentSeatDisp",
    "VA_SEAT_CMD.DrSeatPosSet": "VA_SEAT_STS.DrSeatPosState",
    "VA_BODY_CMD.TrunkSet": "CGW1.CF_Gway_TrunkTgSw",
    "VA_BODY_CMD.FuelDoorSet": "VA_BODY_STS.FuelDoorState",
    "VA_BODY_CMD.MirrorSet": "GW_DDM_PE.C_OSMirrorStatus",
    "VA_BODY_CMD.DrLockSet": "GW_IPM_PE_2.C_DRVUnlockState",
    "VA_BODY_CMD.StrgWhlHeatSet": "CGW4.CF_Gway_StrgWhlHeatedState",
    "VA_BODY_CMD.FrWiperSet": "VA_BODY_STS.FrWiperState",
    "VA_BODY_CMD.RrWiperSet": "VA_BODY_STS.RrWiperState",
    "VA_BODY_CMD.DriveModeSet": "VA_BODY_STS.DriveModeState",
    "VA_LIGHT_CMD.IntFrSet": "VA_LIGHT_STS.IntFrLevel",
    "VA_LIGHT_CMD.IntRrSet": "VA_LIGHT_STS.IntRrLevel",
    "VA_LIGHT_CMD.AmbientSet": "VA_LIGHT_STS.AmbientState",
    "VA_DISPLAY_CMD.BrightSet": "VA_DISPLAY_STS.BrightLevel",
    "VA_DISPLAY_CMD.MapViewSet": "VA_DISPLAY_STS.MapViewState",
    "VA_NAV_CMD.RouteOptionSet": "VA_NAV_STS.RouteOptionState",
}

Repeat = tuple[str, Callable[[WireValue], WireValue]]


def same(path: str) -> Repeat:
    return path, lambda value: value


def switch(path: str, *words: WireValue, yes: WireValue = "on", no: WireValue = "off") -> Repeat:
    """A signal that is on while the repeated one has one of these words."""
    return path, lambda value: yes if value in words else no


def bit(path: str, *words: WireValue) -> Repeat:
    """The same for signals without a value table."""
    return switch(path, *words, yes=1, no=0)


def ajar(path: str, yes: WireValue = 1, no: WireValue = 0) -> Repeat:
    """A contact that says: not fully closed."""
    return path, lambda value: no if value == 0 else yes


def raw(path: str, source: str) -> Repeat:
    """A signal without a value table that shows the raw value of another."""
    return path, lambda value: dbc.raw_of(source, value) if isinstance(value, str) else value


DOOR = {"yes": "open", "no": "closed"}
REPEATS: dict[str, tuple[Repeat, ...]] = {  # status -> other status signals that show the same thing
    "CGW1.CF_Gway_IGNSw": (
        bit("CGW1.CF_Gway_Ign1", "on", "start"),
        bit("CGW1.CF_Gway_Ign2", "on"),
        ("DATC_PE_05.DATC_PwrInfo", lambda word: {"off": "off", "acc": "acc"}.get(str(word), "ign")),
    ),
    "EPB11.EPB_STATUS": (bit("CGW1.CF_Gway_ParkBrakeSw", "applied"),),
    "CGW1.CF_Gway_DrvDrSw": (switch("GW_DDM_PE.C_DRVDoorStatus", "open", **DOOR),),
    "CGW1.CF_Gway_AstDrSw": (switch("GW_DDM_PE.C_ASTDoorStatus", "open", **DOOR),),
    "CGW2.CF_Gway_RLDrSw": (switch("GW_DDM_PE.C_RLDoorStatus", "open", **DOOR),),
    "CGW2.CF_Gway_RRDrSw": (switch("GW_DDM_PE.C_RRDoorStatus", "open", **DOOR),),
    "CGW1.CF_Gway_TrunkTgSw": (switch("GW_DDM_PE.C_TrunkStatus", "open", **DOOR),),
    "VA_BODY_STS.FrWiperState": (
        switch("CGW1.CF_Gway_WiperIntSw", "interval"),
        switch("CGW1.CF_Gway_WiperAutoSw", "auto"),
        switch("CGW1.CF_Gway_WiperLowSw", "low", "wash"),
        switch("CGW1.CF_Gway_WiperHighSw", "high"),
    ),
    "VA_BODY_STS.RrWiperState": (
        bit("CGW4.CF_Gway_RrWiperLowSw", "low", "interval", "auto", "wash"),
        bit("CGW4.CF_Gway_RrWiperHighSw", "high"),
    ),
    "VA_WINDOW_STS.DrWdwPos": (ajar("CGW4.CF_Gway_DrvWdwStat"),),
    "VA_WINDOW_STS.PsWdwPos": (ajar("CGW4.CF_Gway_AstWdwStat"),),
    "VA_WINDOW_STS.RlWdwPos": (ajar("CGW4.CF_Gway_RLWdwState"),),
    "VA_WINDOW_STS.RrWdwPos": (ajar("CGW4.CF_Gway_RRWdwState"),),
    "VA_WINDOW_STS.RoofPos": (ajar("CGW1.C_SunRoofOpenState", "open", "closed"),),
    "DATC_PE_03.DATC_MainBlowerDisp": (raw("DATC13.CF_Datc_FrontBlwDisp", "DATC_PE_03.DATC_MainBlowerDisp"),),
    "DATC_PE_03.DATC_ModeDisp": (raw("DATC13.CF_Datc_ModDisp", "DATC_PE_03.DATC_ModeDisp"),),
    "DATC_PE_03.DATC_IntakeDisp": (raw("DATC13.CF_Datc_IntakeDisp", "DATC_PE_03.DATC_IntakeDisp"),),
    "DATC_PE_03.DATC_AutoDisp": (raw("DATC13.CF_Datc_AutoDisp", "DATC_PE_03.DATC_AutoDisp"),),
    "DATC_PE_03.DATC_AcDisp": (raw("DATC13.CF_Datc_AcDisp", "DATC_PE_03.DATC_AcDisp"),),
    "DATC_PE_03.DATC_FrDefLed": (raw("DATC13.CF_Datc_FrDefLed", "DATC_PE_03.DATC_FrDefLed"),),
    "DATC_PE_03.DATC_OpSts": (
        raw("DATC13.CF_Datc_OpSts", "DATC_PE_03.DATC_OpSts"),
        switch("DATC_PE_03.DATC_OffDisp", "off"),
    ),
    "DATC_PE_05.DATC_RrDefLed": (switch("CGW1.CF_Gway_DefoggerRly", "on"),),
    "AMP_HU_PE_02.AMP_MuteState": (same("HU_CLU_PE_05.HU_MuteStatus"),),
    "AMP_HU_PE_03.AMP_MainVolumeSetting": (same("HU_CLU_PE_05.HU_VolumeStatus"),),
    "VA_NAV_STS.GuidanceState": (
        same("HU_CLU_PE_05.HU_NaviStatus"),
        switch("HU_CLU_PE_05.HU_Navigation_On_Off", "guiding"),
        switch("HU_CLU_PE_01.HU_Navi_On_Off", "guiding"),
    ),
}  # fmt: skip


@cache
def followers(message: str) -> tuple[tuple[str, str], ...]:
    """((command signal, status path), ...) of one command message."""
    return tuple((path.partition(".")[2], status) for path, status in FOLLOWS.items() if path.startswith(message + "."))


@cache
def limits(message: str) -> tuple[tuple[str, bool, float, float], ...]:
    """((signal, only words?, lowest, highest), ...). Only words: its table names states, and it has no unit."""
    rows = []
    for found in dbc.messages()[message].message.signals:
        states = {str(word) for word in (found.choices or {}).values()} - {"no_change", *KNOWN_GAPS}
        rows.append((found.name, bool(states) and not found.unit, float(found.minimum or 0), float(found.maximum or 0)))
    return tuple(rows)


def refused(message: str, values: Mapping[str, WireValue]) -> bool:
    """Does a command carry a value that its table does not name, out of its range, or marked invalid?"""
    for name, only_words, low, high in limits(message):
        value = values[name]
        if isinstance(value, str):
            if value in KNOWN_GAPS:
                return True
        elif only_words or not low <= value <= high:
            return True
    return False
