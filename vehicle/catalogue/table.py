"""The catalogue: one row a function that may be asked of any car. Ops, zones, values, policy.

How a car does it stands in its wiring (vehicle/cars/<car>/wiring.py), what it is called in languages/<language>/. A test
holds the three together. To add a function on signals that a car has: a row here, a line of wiring, its nouns, and
sentences in nlu/corpus (or spoken=False).
"""

from collections.abc import Mapping

from vehicle.catalogue.row import REPORT, TOLD, WIRED, AtLeast, Row, Value, ops

IGNITION, PARKED, NEVER = "ignition", "parked", "never"
ON = {"*": (IGNITION,)}
ENDS = ("min", "max")
FULL = {"min": 0, "max": 100}  # %
PERCENT = Value("percent", ENDS, FULL, step=10)
POSITION = Value("percent", ENDS, FULL, step=10, implied=ENDS)
LIGHT = Value("percent", ENDS, FULL, step=20, implied=ENDS)
OPENING = Value(  # 15 %: a hand's width, our choice
    "percent", ("slightly", *ENDS), {"slightly": 15, **FULL}, step=20, implied=ENDS
)
LEVEL = Value("number", ENDS, implied=ENDS)
PANE = {"up": "open", "on": "open", "down": "close", "off": "close"}  # "more" after a sunroof
AIR = {"up": "climate.fan up", "down": "climate.fan down", "set": "climate.temperature set"}
STOP = {"off": "media.pause do", "stop": "media.pause do"}
WIPER = Value(
    "word",
    ("low", "high", "auto", "interval", "wash", "off"),
    ladder=("off", "interval", "low", "high"),
    momentary=("wash",),
)
COLOURS = ("white", "red", "orange", "yellow", "green", "sky_blue", "blue", "purple", "pink")
HOME = ops("on off set start stop query", on=TOLD, off=TOLD, set=TOLD, start=TOLD, stop=TOLD)
CLIMATE = "Vehicle.Cabin.HVAC"
SEAT = "Vehicle.Cabin.Seat.Row1.DriverSide"
MEDIA = "Vehicle.Cabin.Infotainment.Media"


def words(listed: str) -> Value:
    """A value that is one of these words."""
    return Value("word", tuple(listed.split()))


def assistance(name: str, value: Value | None = None) -> Row:
    """Driver assistance: may be asked about, and is never changed by voice."""
    never = dict.fromkeys(("on", "off", "set"), (NEVER,))
    return Row(f"adas.{name}", ops("on off set query", set=WIRED), value, needs=never)


def handed(names: str, prefix: str, asked: Mapping[str, str | float | AtLeast], agent: str) -> list[Row]:
    """Functions that an agent has to do."""
    return [Row(f"{prefix}.{name}", asked, agent=agent) for name in names.split()]


ROWS = (
    Row("climate.power", ops("on off query"), needs=ON),
    Row(
        "climate.temperature",
        ops("set up down query"),
        Value("number", ENDS),
        zones=(
            "driver",
            "passenger",
            "all",
        ),
        needs=ON,
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
        ops("set"),
        words("face feet face_feet feet_windshield windshield"),
        needs=ON,
        vss=f"{CLIMATE}.Station.Row1.Driver.AirDistribution",
    ),
    Row("climate.ac", ops("on off query"), needs=ON, follow=AIR, vss=f"{CLIMATE}.IsAirConditioningActive"),
    Row("climate.heater", ops("on off"), needs=ON, follow=AIR),
    Row("climate.auto", ops("on off"), needs=ON),
    Row("climate.sync", ops("on off"), needs=ON),
    Row("climate.recirculation", ops("on off query"), needs=ON, vss=f"{CLIMATE}.IsRecirculationActive"),
    Row("climate.defrost_front", ops("on off"), needs=ON, vss=f"{CLIMATE}.IsFrontDefrosterActive"),
    Row("climate.defrost_rear", ops("on off"), needs=ON, vss=f"{CLIMATE}.IsRearDefrosterActive"),
    Row("climate.air_purifier", ops("on off"), needs=ON),
    Row(
        "seat.heat",
        ops("on off set up down query", on=AtLeast(2), off=0),
        LEVEL,
        zones=(
            "driver",
            "passenger",
            "rear_left",
            "rear_right",
            "front",
            "rear",
            "all",
        ),
        needs=ON,
        vss=f"{SEAT}.HeatingCooling",
    ),
    Row(
        "seat.ventilation",
        ops("on off set up down query", on=AtLeast(2), off=0),
        LEVEL,
        zones=(
            "driver",
            "passenger",
            "front",
        ),
        needs=ON,
        vss=f"{SEAT}.HeatingCooling",
    ),
    Row(
        "seat.massage",
        ops("on off"),
        zones=(
            "driver",
            "passenger",
        ),
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
    Row(
        "window",
        ops("open close set query", open=100, close=0),
        OPENING,
        zones=(
            "driver",
            "passenger",
            "rear_left",
            "rear_right",
            "front",
            "rear",
            "left",
            "right",
            "all",
        ),
        unspoken_in={"close": "all", "query": "all"},
        needs={"close": (IGNITION,)},
        follow={"up": "open", "on": "open", "off": "close"},
        vss="Vehicle.Cabin.Door.Row1.DriverSide.Window.Position",
    ),
    Row(
        "sunroof",
        ops("open close tilt set query", open=100, close=0),
        POSITION,
        needs={"close": (IGNITION,)},
        follow=PANE,
        vss="Vehicle.Cabin.Sunroof.Position",
    ),
    Row(
        "sunshade",
        ops("open close set", open=100, close=0),
        POSITION,
        follow=PANE,
        vss="Vehicle.Cabin.Sunroof.Shade.Switch",
    ),
    Row(
        "door.lock",
        ops("lock unlock query"),
        zones=(
            "driver",
            "all",
        ),
        unspoken="all",
        needs={"unlock": (PARKED,)},
        asks=("unlock",),
        answer="checks",
        follow={"open": "unlock", "close": "lock"},
        vss="Vehicle.Cabin.Door.Row1.DriverSide.IsLocked",
    ),
    Row(
        "trunk",
        ops("open close query"),
        needs={"*": (PARKED,)},
        asks=("open",),
        follow=PANE,
        vss="Vehicle.Body.Trunk.Rear.IsOpen",
    ),
    Row("fuel_door", ops("open"), needs={"*": (PARKED,)}),
    Row("mirror", ops("fold unfold"), needs={"fold": (PARKED,)}, follow={"open": "unfold", "close": "fold"}),
    Row(
        "light.interior",
        ops("on off set up down", on=AtLeast(100), off=0),
        LIGHT,
        zones=(
            "front",
            "rear",
            "all",
        ),
        unspoken="all",
    ),
    Row("light.ambient", ops("on off set"), Value("colour", COLOURS)),
    Row(
        "headlamp",
        ops("on off set query"),
        words("auto low high fog off"),
        needs={"off": ("not_dark_moving",), "*": (IGNITION,)},
        vss="Vehicle.Body.Lights.Beam.Low.IsOn",
    ),
    Row("hazard", ops("on off"), vss="Vehicle.Body.Lights.Hazard.IsSignaling"),
    Row("horn", ops("on"), needs={"*": (PARKED,)}, spoken=False, vss="Vehicle.Body.Horn.IsActive"),
    Row(
        "wiper",
        ops("on off set up down"),
        WIPER,
        zones=(
            "front",
            "rear",
        ),
        unspoken="front",
        needs=ON,
        vss="Vehicle.Body.Windshield.Front.Wiping.Mode",
    ),
    Row("drive_mode", ops("set query"), words("eco comfort sport smart"), needs=ON),
    Row("display.brightness", ops("set up down"), POSITION, needs=ON, vss="Vehicle.Cabin.Infotainment.HMI.Brightness"),
    assistance("lane_assist"),
    assistance("blind_spot"),
    assistance("cruise", Value("speed")),
    assistance("hud"),
    assistance("park_assist"),
    Row("media.play", ops("play"), Value("text"), answer="track", follow=STOP, vss=f"{MEDIA}.Action"),
    Row("media.pause", ops("do"), follow={"on": "media.resume do"}, vss=f"{MEDIA}.Action"),
    Row("media.resume", ops("do"), follow=STOP, vss=f"{MEDIA}.Action"),
    Row("media.next", ops("do"), vss=f"{MEDIA}.Action"),
    Row("media.previous", ops("do"), vss=f"{MEDIA}.Action"),
    Row("media.source", ops("set"), words("fm am radio bluetooth usb podcast")),
    Row("media.tune", ops("set"), Value("frequency")),
    Row(
        "media.volume",
        ops("set up down mute unmute query"),
        PERCENT,
        follow={"off": "mute", "on": "unmute"},
        vss=f"{MEDIA}.Volume",
    ),
    Row("media.info", ops("query"), answer="track"),
    Row(
        "nav.go",
        ops("do"),
        Value("place"),
        follow={"off": "nav.cancel do"},
        vss="Vehicle.Cabin.Infotainment.Navigation.DestinationSet.Latitude",
    ),
    Row("nav.home", ops("do"), Value("home"), follow={"off": "nav.cancel do"}),
    Row("nav.work", ops("do"), Value("work"), follow={"off": "nav.cancel do"}),
    Row("nav.nearby", ops("do", do=REPORT), Value("category"), answer="nearby"),
    Row(
        "nav.waypoint",
        ops("add remove"),
        Value("place"),
        needs={"remove": ("has_waypoint",), "add": ("guiding",)},
        follow={"off": "remove", "on": "add"},
    ),
    Row("nav.cancel", ops("do")),
    Row("nav.route_option", ops("set"), words("recommended fast free short avoid_highway")),
    Row("nav.remaining", ops("query"), words("time distance arrival"), answer="remaining"),
    Row("nav.traffic", ops("query"), Value("road"), agent="traffic"),
    Row("nav.info", ops("query"), Value("text"), answer="road"),
    Row("nav.map", ops("zoom_in zoom_out set"), words("north heading"), follow={"up": "zoom_in", "down": "zoom_out"}),
    Row("phone.call", ops("do"), Value("contact")),
    Row("phone.answer", ops("do"), needs={"do": ("ringing",)}),
    Row("phone.hangup", ops("do"), needs={"do": ("calling",)}),
    Row("phone.redial", ops("do")),
    Row("message.read", ops("do"), answer="message"),
    Row("message.send", ops("do"), Value("message"), asks=("do",)),
    Row("status.fuel", ops("query")),
    Row("status.range", ops("query")),
    Row("status.tyre", ops("query"), answer="checks"),
    Row("status.engine", ops("query"), answer="checks"),
    Row("status.door", ops("query"), answer="checks"),
    Row("status.temperature_outside", ops("query")),
    Row("status.odometer", ops("query")),
    Row("status.maintenance", ops("query")),
    Row("status.battery", ops("query")),
    Row("status.air_quality_inside", ops("query")),
    Row("status.warning", ops("query"), answer="checks"),
    Row("info.time", ops("query"), answer="clock"),
    Row("info.date", ops("query"), answer="calendar"),
    *handed("weather news stock sports air_quality calendar general", "info", ops("query"), "information"),
    *handed("aircon washer fridge light vacuum tv heater door gas curtain", "home", HOME, "home"),
    *handed("alarm timer reminder calendar email note", "assistant", ops("do", do=TOLD), "assistant"),
    Row("agent.handoff", ops("do", do=TOLD), Value("text"), agent="other"),
    *(Row(f"dialog.{word}", ops("do", do=TOLD)) for word in ["yes", "no", "cancel", "repeat", "help", "undo"]),
    Row("dialog.select", ops("do", do=TOLD), Value("count")),
    Row("dialog.thanks", ops("do", do=TOLD)),
)

CATALOGUE: dict[str, Row] = {row.name: row for row in ROWS}


def follow_ups() -> dict[str, str]:
    """{"function op" that names no op of the function it follows: "function op" that is meant}, of every row."""
    return {
        f"{row.name} {op}": meant if " " in meant else f"{row.name} {meant}"
        for row in ROWS
        for op, meant in row.follow.items()
    }
