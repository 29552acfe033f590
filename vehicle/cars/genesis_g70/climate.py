"""Wiring of the G70: climate, seats and steering wheel."""

from vehicle.cars.genesis_g70.parts import SHORT
from vehicle.cars.wiring import Wire, Wiring, Write, switch

WARM = 25.0  # degC, set temperature of "heater on", our choice
# [A] every command but "off" switches the climate on
RUNNING = {"DATC_PE_03.DATC_OpSts": ("on",)}
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
        **RUNNING,
    },
)


def seats(signal: str, status: dict[str, str]) -> dict[str, Wire]:
    """A wire for each seat (zone); `status` gives the status path of each."""
    return {zone: Wire(f"VA_SEAT_CMD.{SHORT[zone]}{signal}", path) for zone, path in status.items()}


WIRING: dict[str, Wiring] = {
    "climate.power": switch("HU_DATC_E_02.HU_DATC_OffReq", "DATC_PE_03.DATC_OpSts"),
    "climate.temperature": Wiring(
        {
            "driver": Wire(
                "VA_CLIMATE_CMD.DrTempSet", "DATC_PE_02.DATC_DrTempDispC", "HU_DATC_E_02.HU_DATC_DrTempUpDn", RUNNING
            ),
            "passenger": Wire(
                "VA_CLIMATE_CMD.PsTempSet", "DATC_PE_02.DATC_PsTempDispC", "HU_DATC_E_02.HU_DATC_PsTempUpDn", RUNNING
            ),
        },
        words={"min": "LO", "max": "HI"},
    ),
    "climate.fan": Wiring(
        {"": Wire("HU_DATC_E_02.HU_DATC_MainBlower", "DATC_PE_03.DATC_MainBlowerDisp", also=RUNNING)},
        words={"min": 1, "max": 8},
    ),
    "climate.airflow": Wiring(
        {"": Wire("HU_DATC_E_02.HU_DATC_FrontModeSet", "DATC_PE_03.DATC_ModeDisp", also=RUNNING)}
    ),
    "climate.ac": switch("HU_DATC_E_02.HU_DATC_AcSet", "DATC_PE_03.DATC_AcDisp", also=RUNNING),
    "climate.heater": Wiring(
        ops={"on": HEATER, "off": Write({"HU_DATC_E_02.HU_DATC_OffReq": "off"}, {"DATC_PE_03.DATC_OpSts": ("off",)})}
    ),
    "climate.auto": switch("HU_DATC_E_02.HU_DATC_AutoSet", "DATC_PE_03.DATC_AutoDisp", also=RUNNING),
    "climate.sync": switch(
        "HU_DATC_E_02.HU_DATC_ZoneControl", "DATC_PE_05.DATC_SyncDisp", on="sync", off="dual", also=RUNNING
    ),
    "climate.recirculation": switch(
        "HU_DATC_E_02.HU_DATC_IntakeSet", "DATC_PE_03.DATC_IntakeDisp", on="recirculated", off="fresh", also=RUNNING
    ),
    "climate.defrost_front": switch("HU_DATC_E_02.HU_DATC_FrontDefog", "DATC_PE_03.DATC_FrDefLed", also=RUNNING),
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
}
