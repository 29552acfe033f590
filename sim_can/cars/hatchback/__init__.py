"""The simulated hatchback: parked, ignition on, lever in P."""

from sim_can.cars.hatchback.body import IGNITION, Body
from sim_can.cars.hatchback.effects import STATUS_OF
from sim_can.cars.model import Model
from sim_can.ecus import combustion, drive
from sim_can.ecus.combustion import Combustion, Figures
from sim_can.ecus.drive import Driving
from sim_can.ecus.drive_profiles import Profile
from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts

FIGURES = Figures(mass=1150.0, drag_area=0.66, strongest=65_000.0, tank=40.0, full_range=700.0)  # all assumed
COMBUSTION = combustion.Names(IGNITION, range="CLUSTER.Range", fuel="CLUSTER.Fuel", low_fuel="CLUSTER.LowFuel")
DRIVE = drive.Names(wheels=("RUN.Speed",), gear="RUN.Gear", odometer="CLUSTER.Odometer")


class HatchbackEcus:
    """The ECUs of the hatchback: BCM, and the cluster's signals of driving."""

    def __init__(self, signals: Signals, texts: Texts | None, profile: Profile | None) -> None:
        """`texts` is None: this car has no text link."""
        self.combustion, self.body = Combustion(signals, COMBUSTION, FIGURES), Body(signals)
        self.driving = Driving(signals, DRIVE, self.combustion, profile)
        self.navigation = None
        self.panes = self.body.panes
        self.steps = (self.driving.step, self.body.step)
        self.commands = self.body.commands


MODEL = Model(STATUS_OF, {}, DRIVE, HatchbackEcus)
