"""The simulated Genesis G70: parked near Gangnam station, ignition on, gear in P, engine warm."""

from collections.abc import Mapping

from sim_can.cars.genesis_g70.amplifier import Amplifier
from sim_can.cars.genesis_g70.body import IGNITION, Body
from sim_can.cars.genesis_g70.climate import CABIN, Climate
from sim_can.cars.genesis_g70.effects import REPEATS, STATUS_OF
from sim_can.cars.genesis_g70.media import Media
from sim_can.cars.genesis_g70.navigation import Navigation
from sim_can.cars.genesis_g70.phone import Phone
from sim_can.cars.model import Model
from sim_can.ecus import combustion, drive
from sim_can.ecus.combustion import Combustion, Figures
from sim_can.ecus.drive import Driving
from sim_can.ecus.drive_profiles import Profile
from sim_can.ecus.ecu import Handler
from sim_can.ecus.seats import SEAT_LEVELS, SEAT_RATE, WHEEL_LEVEL, WHEEL_RATE, Seats, Surface
from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can.dbc import DbcError

FIGURES = Figures(
    mass=1715.0,  # 1640 of the car (commaai/opendbc) and a driver of 75
    drag_area=0.62,  # drag coefficient 0.28 x 2.2 m2, assumed
    strongest=185_000.0,  # assumed
    tank=60.0,  # assumed
    full_range=680.0,  # assumed
)
COMBUSTION = combustion.Names(
    ignition=IGNITION,
    range="CLU13.CF_Clu_DTE",
    fuel="CLU13.CF_Clu_FuelDispLvl",
    low_fuel="CLU13.CF_Clu_LowfuelWarn",
    coolant="EMS12.TEMP_ENG",
    outside="DATC_P_02.DATC_AmbientTemp_C",
)
DRIVE = drive.Names(
    wheels=tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR")),
    gear="LVR12.CF_Lvr_Gear",
    odometer="CLU12.CF_Clu_Odometer",
    light="CGW2.CF_Gway_AutoLightValue",
    parking_brake="EPB11.EPB_STATUS",
    pedal="EMS12.BRAKE_ACT",
    service="VA_CAR_STS.ServiceDistance",
)
SURFACES = {
    "driver": Surface("DATC_PE_05.DATC_DrSeatWarmerDisp", SEAT_LEVELS, SEAT_RATE, "DATC_PE_05.DATC_DrVentSeatDisp"),
    "passenger": Surface("DATC_PE_05.DATC_PsSeatWarmerDisp", SEAT_LEVELS, SEAT_RATE, "DATC_PE_05.DATC_PSVentSeatDisp"),
    "rear_left": Surface("VA_SEAT_STS.RlSeatHeatState", SEAT_LEVELS, SEAT_RATE),
    "rear_right": Surface("VA_SEAT_STS.RrSeatHeatState", SEAT_LEVELS, SEAT_RATE),
    "steering": Surface("CGW4.CF_Gway_StrgWhlHeatedState", WHEEL_LEVEL, WHEEL_RATE),
}


class GenesisEcus:
    """The ECUs of the G70: DATC, AMP, BCM, H_U, SCM, and those of the chassis."""

    def __init__(self, signals: Signals, texts: Texts | None, profile: Profile | None) -> None:
        if texts is None:
            raise DbcError(f"{signals.codec.dbc.directory}: no text link, but this head unit needs one")
        self.combustion = Combustion(signals, COMBUSTION, FIGURES)
        self.climate, self.amplifier, self.body = Climate(signals, self.combustion), Amplifier(signals), Body(signals)
        self.media, self.phone = Media(signals, texts), Phone(signals, texts)
        self.navigation = Navigation(signals, texts)
        self.driving = Driving(signals, DRIVE, self.combustion, profile, self.navigation.move)
        self.seats = Seats(signals, SURFACES, CABIN, IGNITION)
        self.panes = self.body.panes
        timed = (self.driving, self.climate, self.body, self.media, self.phone, self.navigation, self.seats)
        self.steps = tuple(ecu.step for ecu in timed)
        self.commands: Mapping[str, Handler] = {
            **self.climate.commands,
            **self.amplifier.commands,
            **self.body.commands,
            **self.media.commands,
            **self.phone.commands,
            **self.navigation.commands,
        }


MODEL = Model(STATUS_OF, REPEATS, DRIVE, GenesisEcus)
