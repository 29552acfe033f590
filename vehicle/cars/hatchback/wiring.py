"""How the hatchback does each function of the catalogue. It has one climate zone, and no phone or navigation."""

from vehicle.cars.signals import Signals
from vehicle.cars.wiring import HALT, Check, Wire, Wiring, Write, status_only, switch

DOORS = {"driver": "Dr", "passenger": "Ps", "rear_left": "Rl", "rear_right": "Rr"}
FRONT = {"driver": "Dr", "passenger": "Ps"}
LOCKS = {door: f"BODY.{short}Lock" for door, short in DOORS.items()}
CORNERS = {"front_left": "Fl", "front_right": "Fr", "rear_left": "Rl", "rear_right": "Rr"}
TYRES = tuple(Check(f"tyre.{where}", f"CLUSTER.Tyre{short}", ("ok",)) for where, short in CORNERS.items())
ENGINE_WARNING, LOW_FUEL = Check("engine", "CLUSTER.EngineWarn", ("ok",)), Check("fuel", "CLUSTER.LowFuel", ("off",))


WINDOWS = {
    zone: Wire(f"SET_GLASS.{short}Window", f"GLASS.{short}Window", movement=f"GLASS.{short}WindowMove")
    for zone, short in FRONT.items()
}


def all_doors(word: str) -> Write:
    """Central locking: one command, confirmed by the status of all doors."""
    return Write({"SET_BODY.Locks": word}, dict.fromkeys(LOCKS.values(), (word,)))


def front(message: str, signal: str, status: str) -> dict[str, Wire]:
    """A wire for the driver's and one for the passenger's side."""
    return {zone: Wire(f"{message}.{short}{signal}", f"{status}.{short}{signal}") for zone, short in FRONT.items()}


WIRING: dict[str, Wiring] = {
    "climate.temperature": Wiring({"driver": Wire("SET_AIR.Temp", "AIR.Temp")}, words={"min": 16, "max": 30}),
    "climate.fan": Wiring({"": Wire("SET_AIR.Fan", "AIR.Fan")}, words={"min": 1, "max": 6}),
    "climate.ac": switch("SET_AIR.Ac", "AIR.Ac"),
    "climate.recirculation": switch("SET_AIR.Recirculation", "AIR.Recirculation"),
    "climate.defrost_front": switch("SET_AIR.DefrostFront", "AIR.DefrostFront"),
    "climate.defrost_rear": switch("SET_AIR.DefrostRear", "AIR.DefrostRear"),
    "seat.heat": Wiring(front("SET_SEATS", "Heat", "AIR"), words={"min": 1, "max": 2}),
    "window": Wiring(WINDOWS, {"stop": HALT}, deadline=8.0),
    "door.lock": Wiring(
        {"all": Wire("SET_BODY.Locks", LOCKS["driver"])},
        {"lock": all_doors("locked"), "unlock": all_doors("unlocked")},
        checks=tuple(Check(f"lock.{door}", path, ("locked",)) for door, path in LOCKS.items()),
    ),
    "headlamp": Wiring(
        {"": Wire("SET_BODY.Headlamp", "BODY.Headlamp")}, {"on": "low", "off": "off"}, lacks=("auto", "fog")
    ),
    "hazard": switch("SET_BODY.Hazard", "BODY.Hazard"),
    "wiper": Wiring({"front": Wire("SET_BODY.Wiper", "BODY.Wiper")}, {"on": "low", "off": "off"}, lacks=("auto",)),
    "media.source": Wiring(
        {"": Wire("SET_RADIO.Source", "RADIO.Source")}, words={"radio": "fm"}, lacks=("am", "podcast", "audiobook")
    ),
    "media.tune": Wiring({"fm": Wire("SET_RADIO.Fm", "RADIO.Fm", also={"RADIO.Source": ("fm",)})}),
    "media.volume": Wiring(
        {"": Wire("SET_RADIO.Volume", "RADIO.Volume")},
        {
            "mute": Write({"SET_RADIO.Mute": "on"}, {"RADIO.Mute": ("on",)}),
            "unmute": Write({"SET_RADIO.Mute": "off"}, {"RADIO.Mute": ("off",)}),
        },
    ),
    "status.fuel": status_only("CLUSTER.Fuel"),
    "status.range": status_only("CLUSTER.Range"),
    "status.tyre": Wiring(checks=TYRES),
    "status.engine": Wiring(checks=(ENGINE_WARNING,)),
    "status.door": Wiring(
        checks=tuple(Check(f"door.{door}", f"BODY.{short}Door", ("closed",)) for door, short in DOORS.items())
    ),
    "status.temperature_outside": status_only("AIR.Outside"),
    "status.odometer": status_only("CLUSTER.Odometer"),
    "status.warning": Wiring(checks=(ENGINE_WARNING, LOW_FUEL, *TYRES)),
}

SIGNALS = Signals(
    ignition="RUN.Ignition",
    gear="RUN.Gear",
    wheels=("RUN.Speed",),
    standstill=0.5,  # five steps of the signal, ours
    source="RADIO.Source",
    radio="RADIO.Fm",
)
