"""Rows of the catalogue: windows, doors, lights, wipers, displays and driver assistance."""

from vehicle.catalogue.row import WIRED, AtLeast, Row, Value, ops
from vehicle.catalogue.values import ENDS, FULL, IGNITION, NEVER, ON, PARKED, POSITION, words

LIGHT = Value("percent", ENDS, FULL, step=20, implied=ENDS)
SLIGHTLY = {"slightly": 15}  # %, about the width of a hand; our choice
OPENING = Value("percent", ("slightly", *ENDS), {**SLIGHTLY, **FULL}, step=20, implied=ENDS)
ROOF = Value("percent", ("slightly", *ENDS), {**SLIGHTLY, **FULL}, step=10, implied=ENDS)
PANE = {"up": "open", "on": "open", "down": "close", "off": "close"}  # follow-up ops: "more" after a sunroof was opened
WIPER = Value(
    "word",
    ("low", "high", "auto", "interval", "wash", "off"),
    ladder=("off", "interval", "low", "high"),
    momentary=("wash",),
)
COLOURS = ("white", "red", "orange", "yellow", "green", "sky_blue", "blue", "purple", "pink")


def assistance(name: str, kind: str = "text") -> Row:
    """A driver assistance function: its state may be asked, but it is never switched or set by voice.

    Its value is what it shall be set to, in the words that were spoken: each car has other settings.
    """
    never = dict.fromkeys(("on", "off", "set"), (NEVER,))
    return Row(f"adas.{name}", ops("on off set query", set=WIRED), Value(kind), needs=never)


ROWS = (
    Row(
        "window",
        ops("open close set query stop", open=100, close=0),
        OPENING,
        zones=("driver", "passenger", "rear_left", "rear_right", "front", "rear", "left", "right", "all"),
        unspoken_in={"close": "all", "query": "all", "stop": "all"},
        needs={"close": (IGNITION,)},
        follow_up_ops={"up": "open", "on": "open", "off": "close"},
        vss="Vehicle.Cabin.Door.Row1.DriverSide.Window.Position",
    ),
    Row(
        "sunroof",
        ops("open close tilt set query stop", open=100, close=0),
        ROOF,
        needs={"close": (IGNITION,)},
        follow_up_ops=PANE,
        vss="Vehicle.Cabin.Sunroof.Position",
    ),
    Row(
        "sunshade",
        ops("open close set query stop", open=100, close=0),
        ROOF,
        follow_up_ops=PANE,
        vss="Vehicle.Cabin.Sunroof.Shade.Switch",
    ),
    Row(
        "door.lock",
        ops("lock unlock query"),
        zones=("driver", "all"),
        unspoken="all",
        needs={"unlock": (PARKED,)},
        asks=("unlock",),
        answer="checks",
        follow_up_ops={"open": "unlock", "close": "lock"},
        vss="Vehicle.Cabin.Door.Row1.DriverSide.IsLocked",
    ),
    Row(
        "trunk",
        ops("open close query stop"),
        needs={"open": (PARKED,), "close": (PARKED,)},
        asks=("open",),
        follow_up_ops=PANE,
        vss="Vehicle.Body.Trunk.Rear.IsOpen",
    ),
    Row("fuel_door", ops("open query"), needs={"*": (PARKED,)}),
    Row(
        "mirror", ops("fold unfold query"), needs={"fold": (PARKED,)}, follow_up_ops={"open": "unfold", "close": "fold"}
    ),
    Row(
        "light.interior",
        ops("on off set up down query", on=AtLeast(100), off=0),
        LIGHT,
        zones=("front", "rear", "all"),
        unspoken="all",
    ),
    Row("light.ambient", ops("on off set query"), Value("colour", COLOURS)),
    Row(
        "headlamp",
        ops("on off set query"),
        words("auto low high fog off"),
        needs={"off": ("not_dark_moving",), "*": (IGNITION,)},
        vss="Vehicle.Body.Lights.Beam.Low.IsOn",
    ),
    Row("hazard", ops("on off query"), vss="Vehicle.Body.Lights.Hazard.IsSignaling"),
    Row("horn", ops("on"), needs={"*": (PARKED,)}, spoken=False, vss="Vehicle.Body.Horn.IsActive"),
    Row(
        "wiper",
        ops("on off set up down query"),
        WIPER,
        zones=("front", "rear"),
        unspoken="front",
        needs=ON,
        vss="Vehicle.Body.Windshield.Front.Wiping.Mode",
    ),
    Row("drive_mode", ops("set query"), words("eco comfort sport smart"), needs=ON),
    Row(
        "display.brightness",
        ops("set up down query"),
        POSITION,
        needs=ON,
        vss="Vehicle.Cabin.Infotainment.HMI.Brightness",
    ),
    assistance("lane_assist"),
    assistance("lane_change"),
    assistance("blind_spot"),
    assistance("forward_collision"),
    assistance("auto_brake"),
    assistance("pedestrian_alert"),
    assistance("rear_cross_traffic"),
    assistance("drowsiness"),
    assistance("speed_limit"),
    assistance("cruise", "speed"),
    assistance("hud"),
    assistance("park_assist"),
)
