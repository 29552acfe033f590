"""How the Genesis G70 does each function of the catalogue: public messages of this generation, and our own block."""

from vehicle.cars.genesis_g70 import body, climate, head_unit
from vehicle.cars.signals import Signals
from vehicle.cars.wiring import Check, Wiring, status_only

CORNERS = {"FL": "front_left", "FR": "front_right", "RL": "rear_left", "RR": "rear_right"}
DOORS = {  # door -> its switch
    "driver": "CGW1.CF_Gway_DrvDrSw",
    "passenger": "CGW1.CF_Gway_AstDrSw",
    "rear_left": "CGW2.CF_Gway_RLDrSw",
    "rear_right": "CGW2.CF_Gway_RRDrSw",
}
ENGINE_WARNING, OIL_WARNING = (
    Check("engine", "VA_CAR_STS.EngineWarn", ("ok",)),
    Check("oil", "VA_CAR_STS.OilWarn", ("ok",)),
)
TYRES, LOW_FUEL = Check("tyres", "TPMS11.TPMS_W_LAMP", ("off",)), Check("fuel", "CLU13.CF_Clu_LowfuelWarn", ("off",))
BRAKE_FLUID = Check("brake_fluid", "CGW2.CF_Gway_BrakeFluidSw", ("ok",))
STATUS: dict[str, Wiring] = {
    "status.fuel": status_only("CLU13.CF_Clu_FuelDispLvl"),
    "status.range": status_only("CLU13.CF_Clu_DTE"),
    "status.tyre": Wiring(
        checks=tuple(Check(f"tyre.{where}", f"TPMS11.POS_{short}_W_LAMP", ("ok",)) for short, where in CORNERS.items())
    ),
    "status.engine": Wiring(checks=(ENGINE_WARNING, OIL_WARNING)),
    "status.door": Wiring(checks=tuple(Check(f"door.{where}", path, ("closed",)) for where, path in DOORS.items())),
    "status.temperature_outside": status_only("DATC_P_02.DATC_AmbientTemp_C"),
    "status.temperature_inside": status_only("VA_CLIMATE_STS.CabinTemp"),
    "status.odometer": status_only("CLU12.CF_Clu_Odometer"),
    "status.maintenance": status_only("VA_CAR_STS.ServiceDistance"),
    "status.battery": status_only("VA_CAR_STS.BatteryVoltage"),
    "status.air_quality_inside": status_only("VA_CLIMATE_STS.CabinAirPM25"),
    "status.warning": Wiring(checks=(ENGINE_WARNING, OIL_WARNING, TYRES, LOW_FUEL, BRAKE_FLUID)),
}
WIRING: dict[str, Wiring] = {**climate.WIRING, **body.WIRING, **head_unit.WIRING, **STATUS}

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
    destination=("VA_DEST_STS.DestLat", "VA_DEST_STS.DestLon", "VA_DEST_STS.IsWaypoint"),
    stop=("VA_STOP_STS.StopLat", "VA_STOP_STS.StopLon", "VA_STOP_STS.StopAction"),
    route_option="VA_NAV_STS.RouteOptionState",
    turns_shown="HU_CLU_PE_02.TBT_Display_Type",
    guide={
        "guide": "VA_GUIDE_INF.Guide",
        "turn": "VA_GUIDE_INF.Turn",
        "turn_distance": "VA_GUIDE_INF.TurnDistance",
        "left": "VA_GUIDE_INF.DistLeft",
        "limit": "VA_GUIDE_INF.SpeedLimit",
        "compass": "VA_ROUTE_INF.Compass",
        "minutes": "VA_ROUTE_INF.MinutesLeft",
        "point2": "VA_ROUTE_INF.Point2",
        "point3": "VA_ROUTE_INF.Point3",
    },
    play_state="VA_MEDIA_STS.PlayState",
    source="HU_CLU_PE_01.HU_OpState",
    radio="HU_CLU_PE_01.HU_Frequency",
    speech_button="GW_SWRC_PE.C_SdsSW",
    listening={"HU_DATC_PE_00.HU_VRActivity": "on", "HU_DATC_PE_00.BlowerNoiseControl": "on"},
    phone_activity="HU_DATC_PE_00.HU_PhoneActivity",
    first=("DATC_PE_03.DATC_OpSts", "VA_POSITION_STS.Lat"),
)
