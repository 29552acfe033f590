"""Rows of the catalogue: climate, seats and steering wheel."""

from vehicle.catalogue.row import AtLeast, Row, Value, ops
from vehicle.catalogue.values import ENDS, LEVEL, ON, PARKED, words

AIR = {"up": "climate.fan up", "down": "climate.fan down", "set": "climate.temperature set"}  # follow-up ops
CLIMATE = "Vehicle.Cabin.HVAC"
SEAT = "Vehicle.Cabin.Seat.Row1.DriverSide"

ROWS = (
    Row("climate.power", ops("on off query"), needs=ON),
    Row(
        "climate.temperature",
        ops("set up down query"),
        Value("number", ENDS),
        zones=("driver", "passenger", "all"),
        needs=ON,
        answer="setting",
        vss=f"{CLIMATE}.Station.Row1.Driver.Temperature",
    ),
    Row(
        "climate.fan",
        ops("set up down on off query", on=AtLeast(3), off=0),
        Value("number", ENDS),
        needs=ON,
        vss=f"{CLIMATE}.Station.Row1.Driver.FanSpeed",
    ),
    Row(
        "climate.airflow",
        ops("set query"),
        words("face feet face_feet feet_windshield windshield"),
        needs=ON,
        answer="setting",
        vss=f"{CLIMATE}.Station.Row1.Driver.AirDistribution",
    ),
    Row("climate.ac", ops("on off query"), needs=ON, follow_up_ops=AIR, vss=f"{CLIMATE}.IsAirConditioningActive"),
    Row("climate.heater", ops("on off query"), needs=ON, follow_up_ops=AIR),
    Row("climate.auto", ops("on off query"), needs=ON),
    Row("climate.sync", ops("on off query"), needs=ON),
    Row("climate.recirculation", ops("on off query"), needs=ON, vss=f"{CLIMATE}.IsRecirculationActive"),
    Row("climate.defrost_front", ops("on off query"), needs=ON, vss=f"{CLIMATE}.IsFrontDefrosterActive"),
    Row("climate.defrost_rear", ops("on off query"), needs=ON, vss=f"{CLIMATE}.IsRearDefrosterActive"),
    Row("climate.air_purifier", ops("on off query"), needs=ON),
    Row(
        "seat.heat",
        ops("on off set up down query", on=AtLeast(2), off=0),
        LEVEL,
        zones=("driver", "passenger", "rear_left", "rear_right", "front", "rear", "all"),
        needs=ON,
        vss=f"{SEAT}.HeatingCooling",
    ),
    Row(
        "seat.ventilation",
        ops("on off set up down query", on=AtLeast(2), off=0),
        LEVEL,
        zones=("driver", "passenger", "front"),
        needs=ON,
        vss=f"{SEAT}.HeatingCooling",
    ),
    Row(
        "seat.massage",
        ops("on off"),
        zones=("driver", "passenger"),
        vss=f"{SEAT}.Massage.Level",
    ),
    Row(
        "seat.position",
        ops("set"),
        words("memory1 memory2 forward back recline"),
        zones=("driver",),
        needs={"*": (PARKED,)},
    ),
    Row("steering.heat", ops("on off query"), needs=ON, vss="Vehicle.Chassis.SteeringWheel.HeatingCooling"),
)
