"""The table: one row a car function; policy, wire, reply, docs and tests follow from the row.

Names, ops, zones and value words are the public contract. A row names DBC signals ("MESSAGE.SIGNAL"); ranges and units
are asked of the DBC. To add a function on an existing signal, add a row here and sentences in nlu/corpus, or spoken=False.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vehicle import dbc
from vehicle.text_link import Kind

# what an op puts on the wire when it is not a fixed word or number
SPOKEN, UP, DOWN, QUERY, REPORT = "<spoken>", "<up>", "<down>", "<query>", "<report>"
LATITUDE, LONGITUDE = "<latitude>", "<longitude>"  # of the place that the spoken words name

ZONES = ("driver", "passenger", "rear_left", "rear_right", "front", "rear", "left", "right", "all")
GROUPS = {  # zones that stand for several
    "front": ("driver", "passenger"),
    "rear": ("rear_left", "rear_right"),
    "left": ("driver", "rear_left"),
    "right": ("passenger", "rear_right"),
}


@dataclass(frozen=True)
class Wire:
    """A command signal and the status signal that confirms it; target and actual never share one.

    `keys` is the command signal that steps the status "up" and "down", where the real head unit has only that.
    """

    command: str
    status: str
    keys: str = ""


@dataclass(frozen=True)
class AtLeast:
    """An "on" that is content with any level above zero, and else sets this one."""

    level: float


@dataclass(frozen=True)
class Write:
    """An op that writes several signals, or waits for another signal than it writes.

    `expects` holds for each status signal the words or numbers that confirm it. An `event` is sent even if they hold
    already (the next song). `text` goes ahead of the command, over ISO-TP, where the value is words. `brings` is the kind
    of words that the car sends back.
    """

    signals: Mapping[str, str | float]
    expects: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    event: bool = False
    text: bool = False
    brings: Kind | None = None


@dataclass(frozen=True)
class Value:
    """What may be spoken as value: its kind, its words (contract) with what they are on the wire, the default step."""

    kind: str  # number percent word frequency place home work category text contact message colour road count speed
    words: Mapping[str, "str | float | Write"] = field(default_factory=dict)
    step: float = 1.0  # of "up" and "down", in the function's unit
    ladder: tuple[str, ...] = ()  # words in order, for "up" and "down" without numbers
    implied: tuple[str, ...] = ()  # words that are understood, and answered as the number they stand for
    momentary: tuple[str, ...] = ()  # words that the car ends by itself: each is an event, and nothing that lasts


@dataclass(frozen=True)
class Check:
    """One thing that a question looks at, its name in both languages, and the words that are fine."""

    status: str
    fine: tuple[str, ...]
    ko: str
    en: str


Target = str | float | AtLeast | Write


@dataclass(frozen=True)
class Function:
    name: str
    ko: str  # how a reply calls it
    en: str
    ops: Mapping[str, Target]
    value: Value | None = None
    wires: Mapping[str, Wire] = field(default_factory=dict)  # by zone; "" where there are no zones
    groups: tuple[str, ...] = ()  # zones of the contract that stand for several wires
    unspoken: str = "seat"  # zone when none was spoken: the speaker's seat, or a zone
    unspoken_in: Mapping[str, str] = field(default_factory=dict)  # op -> zone, where it differs: "close the windows" = all
    zone_ops: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)  # zone -> ops that differ there
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # op -> conditions of policy.py; "*" = every write
    asks: tuple[str, ...] = ()  # ops that ask first
    fitted: bool = True
    spoken: bool = True  # False: by `Execute` only; there are no sentences for it, and the model does not know it
    agent: str = ""  # who has to do it, if not the car
    answer: str = ""  # which answer of reply.py, if not plainly the status signal's value
    checks: tuple[Check, ...] = ()
    done: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # op -> sentences that replace the usual ones
    follow: Mapping[str, str] = field(default_factory=dict)  # said after it, not an op of it -> the op meant, or "function op"
    grammar: str = "singular"  # of `en`: singular (several get an s), plural ("wipers"), mass ("seat heating")
    not_found: tuple[str, str] | None = None  # what to say when the car has no such thing
    deadline: float = 1.0  # s from the command frame to the status that confirms it
    vss: str = ""  # COVESA VSS 6.0 path

    @property
    def zones(self) -> tuple[str, ...]:
        """Zones of the contract; wires may also be told apart by other things (fm, am)."""
        return tuple(zone for zone in self.wires if zone in ZONES) + self.groups

    def leaves(self, zone: str) -> tuple[str, ...]:
        """The wired zones that a zone stands for: "front" -> ("driver", "passenger")."""
        if zone in self.wires:
            return (zone,)
        return tuple(leaf for leaf in GROUPS.get(zone, tuple(self.wires)) if leaf in self.wires)

    def target(self, op: str, zone: str) -> Target:
        """What an op puts on the wire in a zone."""
        return self.zone_ops.get(zone, {}).get(op, self.ops[op])

    def ops_that_write(self, zone: str, writes: Mapping[str, object]) -> tuple[str, ...]:
        """The ops that come to this whatever was said: "set off" is "off", a window "set 0" is "close"."""
        found = []
        for op in self.ops:
            target = self.target(op, zone)
            if isinstance(target, Write):
                same_write = dict(target.signals) == dict(writes)
            else:
                same_write = target not in (SPOKEN, UP, DOWN, QUERY, REPORT) and target in writes.values()
            found += [op] if same_write else []
        return tuple(found)

    def writes(self, op: str) -> bool:
        """Does this op put a frame on the bus?"""
        return self.ops[op] not in (QUERY, REPORT) and not self.agent and not self.name.startswith("dialog.")


IGNITION, PARKED, NEVER = "ignition", "parked", "never"
ON = {"*": (IGNITION,)}
SWITCH = {"on": "on", "off": "off"}
PERCENT = Value("percent", {"min": 0, "max": 100}, step=10)
ENDS = ("min", "max")
POSITION = Value("percent", {"min": 0, "max": 100}, step=10, implied=ENDS)
LEVEL = Value("number", {"min": 1, "max": 3}, implied=ENDS)
OPENING = Value("percent", {"slightly": 15, "min": 0, "max": 100}, step=20, implied=ENDS)  # 15 %: a hand's width, our choice
PANE = {"up": "open", "on": "open", "down": "close", "off": "close"}  # "more" after a sunroof
AIR = {"up": "climate.fan up", "down": "climate.fan down", "set": "climate.temperature set"}
STOP = {"off": "media.pause do", "stop": "media.pause do"}
WIPER = Value("word", {w: w for w in ("low", "high", "auto", "interval", "wash", "off")},
              ladder=("off", "interval", "low", "high"), momentary=("wash",))  # fmt: skip


def same(name: str, words: tuple[str, ...], ladder: tuple[str, ...] = ()) -> Value:
    """A value whose words are spelled on the wire as in the contract."""
    return Value(name, {word: word for word in words}, ladder=ladder)


def seats(signal: str, status: Mapping[str, str]) -> dict[str, Wire]:
    short = {"driver": "Dr", "passenger": "Ps", "rear_left": "Rl", "rear_right": "Rr"}
    return {zone: Wire(f"VA_SEAT_CMD.{short[zone]}{signal}", path) for zone, path in status.items()}


def switch(command: str, status: str) -> dict[str, Wire]:
    return {"": Wire(command, status)}


def action(message: str, signal: str, word: str, expects: Mapping[str, tuple[str | float, ...]], **more: Any) -> Write:
    return Write({f"VA_{message}_CMD.{signal}": word}, expects, **more)


def asked(name: str, ko: str, en: str, status: str) -> Function:
    """A question that one status signal answers."""
    return Function(f"status.{name}", ko, en, {"query": QUERY}, wires={"": Wire("", status)})


def look(name: str, ko: str, en: str, *checks: Check, grammar: str = "singular") -> Function:
    """A question that looks at several signals and names what is not fine."""
    return Function(f"status.{name}", ko, en, {"query": QUERY}, answer="checks", checks=checks, grammar=grammar)


def assistance(name: str, ko: str, en: str, signal: str, value: Value | None = None) -> Function:
    wires = {"": Wire("", f"VA_CAR_STS.{signal}")}
    ops = {"on": "on", "off": "off", "set": "on", "query": QUERY}
    return Function(f"adas.{name}", ko, en, ops, value, wires=wires, needs=dict.fromkeys(("on", "off", "set"), (NEVER,)))


def handed(names: str, prefix: str, ops: Mapping[str, Target], agent: str, words: Mapping[str, tuple[str, str]]) -> list[Function]:
    return [Function(f"{prefix}.{n}", *words[n], ops, agent=agent) for n in names.split()]


DRIVING_ON = {"VA_NAV_STS.GuidanceState": ("guiding",)}
GO = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "destination"},
    {"VA_DEST_STS.DestLat": (LATITUDE,), "VA_DEST_STS.DestLon": (LONGITUDE,), "VA_DEST_STS.IsWaypoint": ("destination",)} | DRIVING_ON,
    event=True,
)  # fmt: skip
STOP_BY = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "waypoint"},
    {"VA_DEST_STS.DestLat": (LATITUDE,), "VA_DEST_STS.DestLon": (LONGITUDE,), "VA_DEST_STS.IsWaypoint": ("waypoint",)},
    event=True,
)  # fmt: skip
WARM = 25.0  # degC, the warm set point of "heater on", our choice
HEATER = Write(
    {"HU_DATC_E_02.HU_DATC_AcSet": "off", "HU_DATC_E_02.HU_DATC_MainBlower": 4, "VA_CLIMATE_CMD.DrTempSet": WARM, "VA_CLIMATE_CMD.PsTempSet": WARM},
    {"DATC_PE_03.DATC_AcDisp": ("off",), "DATC_PE_03.DATC_MainBlowerDisp": (4,), "DATC_PE_02.DATC_DrTempDispC": (WARM,), "DATC_PE_02.DATC_PsTempDispC": (WARM,)},
)  # fmt: skip
LOCKS = ("GW_IPM_PE_2.C_DRVUnlockState", "GW_IPM_PE_2.C_ASTUnlockState", "GW_IPM_PE_2.C_RLUnlockstate", "GW_IPM_PE_2.C_RRUnlockState")
LAMPS = {  # contract word -> how the lamp frames show it
    "auto": {"CGW1.CF_Gway_LightSwState": ("auto",)},
    "low": {"CGW1.CF_Gway_LightSwState": ("low",), "CGW1.CF_Gway_HeadLampLow": ("on",), "CGW1.CF_Gway_HeadLampHigh": ("off",)},
    "high": {"CGW1.CF_Gway_HeadLampHigh": ("on",)},
    "fog": {"CGW1.CF_Gway_Frt_Fog_Act": ("on",)},
    "off": {"CGW1.CF_Gway_LightSwState": ("off",), "CGW1.CF_Gway_HeadLampLow": ("off",), "CGW1.CF_Gway_Frt_Fog_Act": ("off",)},
}  # fmt: skip


def lamp(word: str) -> Write:
    return action("BODY", "HeadLampSet", word, LAMPS[word])


CLIMATE = "Vehicle.Cabin.HVAC"
SEAT = "Vehicle.Cabin.Seat.Row1.DriverSide"
MEDIA = "Vehicle.Cabin.Infotainment.Media"
PLAYING, PAUSED = {"VA_MEDIA_STS.PlayState": ("playing",)}, {"VA_MEDIA_STS.PlayState": ("paused",)}
WINDOWS = {
    zone: Wire(f"VA_WINDOW_CMD.{short}WdwSet", f"VA_WINDOW_STS.{short}WdwPos")
    for zone, short in (("driver", "Dr"), ("passenger", "Ps"), ("rear_left", "Rl"), ("rear_right", "Rr"))
}
COLOURS = ("white", "red", "orange", "yellow", "green", "sky_blue", "blue", "purple", "pink")
MUTED, LOUD = {"AMP_HU_PE_02.AMP_MuteState": ("on",)}, {"AMP_HU_PE_02.AMP_MuteState": ("off",)}

ROWS = (
    Function("climate.power", "공조", "climate control", SWITCH | {"query": QUERY}, wires=switch("HU_DATC_E_02.HU_DATC_OffReq", "DATC_PE_03.DATC_OpSts"), needs=ON),
    Function("climate.temperature", "온도", "temperature", {"set": SPOKEN, "up": UP, "down": DOWN, "query": QUERY}, Value("number", {"min": "LO", "max": "HI"}),
             {"driver": Wire("VA_CLIMATE_CMD.DrTempSet", "DATC_PE_02.DATC_DrTempDispC", "HU_DATC_E_02.HU_DATC_DrTempUpDn"),
              "passenger": Wire("VA_CLIMATE_CMD.PsTempSet", "DATC_PE_02.DATC_PsTempDispC", "HU_DATC_E_02.HU_DATC_PsTempUpDn")},
             ("all",), needs=ON, vss=f"{CLIMATE}.Station.Row1.Driver.Temperature"),
    Function("climate.fan", "바람 세기", "fan speed", {"set": SPOKEN, "up": UP, "down": DOWN, "on": AtLeast(3), "off": 0, "query": QUERY},
             Value("number", {"min": 1, "max": 8}), switch("HU_DATC_E_02.HU_DATC_MainBlower", "DATC_PE_03.DATC_MainBlowerDisp"), needs=ON, vss=f"{CLIMATE}.Station.Row1.Driver.FanSpeed"),
    Function("climate.airflow", "바람 방향", "airflow", {"set": SPOKEN}, same("word", ("face", "feet", "face_feet", "feet_windshield", "windshield")),
             switch("HU_DATC_E_02.HU_DATC_FrontModeSet", "DATC_PE_03.DATC_ModeDisp"), needs=ON, vss=f"{CLIMATE}.Station.Row1.Driver.AirDistribution"),
    Function("climate.ac", "에어컨", "air conditioning", SWITCH | {"query": QUERY}, wires=switch("HU_DATC_E_02.HU_DATC_AcSet", "DATC_PE_03.DATC_AcDisp"), needs=ON, follow=AIR, vss=f"{CLIMATE}.IsAirConditioningActive"),
    Function("climate.heater", "히터", "heater", {"on": HEATER, "off": Write({"HU_DATC_E_02.HU_DATC_OffReq": "off"}, {"DATC_PE_03.DATC_OpSts": ("off",)})}, needs=ON, follow=AIR),
    Function("climate.auto", "자동 공조", "automatic climate", SWITCH, wires=switch("HU_DATC_E_02.HU_DATC_AutoSet", "DATC_PE_03.DATC_AutoDisp"), needs=ON),
    Function("climate.sync", "좌우 온도 맞춤", "temperature sync", {"on": "sync", "off": "dual"}, wires=switch("HU_DATC_E_02.HU_DATC_ZoneControl", "DATC_PE_05.DATC_SyncDisp"), needs=ON),
    Function("climate.recirculation", "공기 순환", "air circulation", {"on": "recirculated", "off": "fresh", "query": QUERY},
             wires=switch("HU_DATC_E_02.HU_DATC_IntakeSet", "DATC_PE_03.DATC_IntakeDisp"), needs=ON, vss=f"{CLIMATE}.IsRecirculationActive",
             done={"on": ("내기 순환으로 바꿨어요.", "Recirculating inside air."), "off": ("외기 순환으로 바꿨어요.", "Taking in fresh air.")}),
    Function("climate.defrost_front", "앞유리 성에 제거", "windshield defroster", SWITCH, wires=switch("HU_DATC_E_02.HU_DATC_FrontDefog", "DATC_PE_03.DATC_FrDefLed"), needs=ON, vss=f"{CLIMATE}.IsFrontDefrosterActive"),
    Function("climate.defrost_rear", "뒷유리 열선", "rear defroster", SWITCH, wires=switch("HU_DATC_E_02.HU_DATC_RearDefog", "DATC_PE_05.DATC_RrDefLed"), needs=ON, vss=f"{CLIMATE}.IsRearDefrosterActive"),
    Function("climate.air_purifier", "공기청정기", "air purifier", SWITCH, wires=switch("VA_CLIMATE_CMD.AirPurifierSet", "VA_CLIMATE_STS.AirPurifierState"), needs=ON),
    Function("seat.heat", "열선 시트", "seat heating", {"on": AtLeast(2), "off": 0, "set": SPOKEN, "up": UP, "down": DOWN, "query": QUERY}, LEVEL,
             seats("SeatHeatSet", {"driver": "DATC_PE_05.DATC_DrSeatWarmerDisp", "passenger": "DATC_PE_05.DATC_PsSeatWarmerDisp", "rear_left": "VA_SEAT_STS.RlSeatHeatState", "rear_right": "VA_SEAT_STS.RrSeatHeatState"}),
             ("front", "rear", "all"), needs=ON, grammar="mass", vss=f"{SEAT}.HeatingCooling"),
    Function("seat.ventilation", "통풍 시트", "seat ventilation", {"on": AtLeast(2), "off": 0, "set": SPOKEN, "up": UP, "down": DOWN, "query": QUERY}, LEVEL,
             seats("SeatVentSet", {"driver": "DATC_PE_05.DATC_DrVentSeatDisp", "passenger": "DATC_PE_05.DATC_PSVentSeatDisp"}), ("front",), needs=ON, grammar="mass", vss=f"{SEAT}.HeatingCooling"),
    Function("seat.massage", "마사지 시트", "seat massage", SWITCH, groups=("driver", "passenger"), fitted=False, vss=f"{SEAT}.Massage.Level"),
    Function("seat.position", "운전석 위치", "driver seat position", {"set": SPOKEN}, same("word", ("memory1", "memory2", "forward", "back", "recline")),
             seats("SeatPosSet", {"driver": "VA_SEAT_STS.DrSeatPosState"}), needs={"*": (PARKED,)}),
    Function("steering.heat", "핸들 열선", "steering wheel heating", SWITCH | {"query": QUERY}, wires=switch("VA_BODY_CMD.StrgWhlHeatSet", "CGW4.CF_Gway_StrgWhlHeatedState"), needs=ON, vss="Vehicle.Chassis.SteeringWheel.HeatingCooling"),
    Function("window", "창문", "window", {"open": 100, "close": 0, "set": SPOKEN, "query": QUERY}, OPENING, WINDOWS, ("front", "rear", "left", "right", "all"), unspoken_in={"close": "all", "query": "all"},
             needs={"close": (IGNITION,)}, deadline=8.0, follow={"up": "open", "on": "open", "off": "close"}, vss="Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"),
    Function("sunroof", "선루프", "sunroof", {"open": 100, "close": 0, "tilt": "tilt", "set": SPOKEN, "query": QUERY}, POSITION, switch("VA_WINDOW_CMD.RoofSet", "VA_WINDOW_STS.RoofPos"),
             needs={"close": (IGNITION,)}, deadline=10.0, follow=PANE, vss="Vehicle.Cabin.Sunroof.Position"),
    Function("sunshade", "선쉐이드", "sunshade", {"open": 100, "close": 0, "set": SPOKEN}, POSITION, switch("VA_WINDOW_CMD.ShadeSet", "VA_WINDOW_STS.ShadePos"), deadline=10.0, follow=PANE, vss="Vehicle.Cabin.Sunroof.Shade.Switch"),
    Function("door.lock", "문", "doors", {"lock": Write({"TMU_GW_E_01.C_ReqDrLock": "request"}, dict.fromkeys(LOCKS, ("locked",))),
                                          "unlock": Write({"TMU_GW_E_01.C_ReqDrUnlock": "request"}, dict.fromkeys(LOCKS, ("unlocked",))), "query": QUERY},
             wires={"driver": Wire("VA_BODY_CMD.DrLockSet", LOCKS[0])}, groups=("all",), unspoken="all", zone_ops={"driver": {"lock": "locked", "unlock": "unlocked"}}, answer="checks", needs={"unlock": (PARKED,)}, asks=("unlock",), follow={"open": "unlock", "close": "lock"}, grammar="plural", vss="Vehicle.Cabin.Door.Row1.DriverSide.IsLocked",
             checks=tuple(Check(path, ("locked",), *names) for path, names in zip(LOCKS, (("운전석 문이 안 잠겼어요", "the driver door is unlocked"), ("조수석 문이 안 잠겼어요", "the passenger door is unlocked"),
                                                                                          ("왼쪽 뒷문이 안 잠겼어요", "the rear left door is unlocked"), ("오른쪽 뒷문이 안 잠겼어요", "the rear right door is unlocked"))))),
    Function("trunk", "트렁크", "trunk", {"open": "open", "close": "closed", "query": QUERY}, wires=switch("VA_BODY_CMD.TrunkSet", "CGW1.CF_Gway_TrunkTgSw"), needs={"*": (PARKED,)}, asks=("open",), deadline=8.0, follow=PANE, vss="Vehicle.Body.Trunk.Rear.IsOpen"),
    Function("fuel_door", "주유구", "fuel door", {"open": "open"}, wires=switch("VA_BODY_CMD.FuelDoorSet", "VA_BODY_STS.FuelDoorState"), needs={"*": (PARKED,)}),
    Function("mirror", "사이드미러", "mirrors", {"fold": "folded", "unfold": "unfolded"}, wires=switch("VA_BODY_CMD.MirrorSet", "GW_DDM_PE.C_OSMirrorStatus"), needs={"fold": (PARKED,)}, deadline=4.0, follow={"open": "unfold", "close": "fold"}, grammar="plural"),
    Function("light.interior", "실내등", "cabin light", {"on": AtLeast(100), "off": 0, "set": SPOKEN, "up": UP, "down": DOWN}, Value("percent", {"min": 0, "max": 100}, step=20, implied=ENDS),
             {"front": Wire("VA_LIGHT_CMD.IntFrSet", "VA_LIGHT_STS.IntFrLevel"), "rear": Wire("VA_LIGHT_CMD.IntRrSet", "VA_LIGHT_STS.IntRrLevel")}, ("all",), unspoken="all"),
    Function("light.ambient", "무드등", "ambient light", {"on": "white", "off": "off", "set": SPOKEN}, same("colour", COLOURS), switch("VA_LIGHT_CMD.AmbientSet", "VA_LIGHT_STS.AmbientState")),
    Function("headlamp", "전조등", "headlights", {"on": lamp("low"), "off": lamp("off"), "set": SPOKEN, "query": QUERY}, Value("word", {word: lamp(word) for word in LAMPS}),
             switch("VA_BODY_CMD.HeadLampSet", "CGW1.CF_Gway_LightSwState"), needs={"off": ("not_dark_moving",), "*": (IGNITION,)}, grammar="plural", vss="Vehicle.Body.Lights.Beam.Low.IsOn"),
    Function("hazard", "비상등", "hazard lights", SWITCH, wires=switch("TMU_GW_E_01.C_ReqHazard", "CGW1.CF_Gway_HazardSw"), grammar="plural", vss="Vehicle.Body.Lights.Hazard.IsSignaling"),
    Function("horn", "경적", "horn", {"on": Write({"TMU_GW_E_01.C_ReqHorn": "on"}, {"VA_BODY_STS.HornState": ("on",)}, event=True)}, wires=switch("", "VA_BODY_STS.HornState"), needs={"*": (PARKED,)}, spoken=False,
             done={"on": ("경적을 울렸어요.", "The horn sounded.")}, vss="Vehicle.Body.Horn.IsActive"),
    Function("wiper", "와이퍼", "wipers", {"on": "low", "off": "off", "set": SPOKEN, "up": UP, "down": DOWN}, WIPER,
             {"front": Wire("VA_BODY_CMD.FrWiperSet", "VA_BODY_STS.FrWiperState"), "rear": Wire("VA_BODY_CMD.RrWiperSet", "VA_BODY_STS.RrWiperState")}, unspoken="front", needs=ON, grammar="plural", vss="Vehicle.Body.Windshield.Front.Wiping.Mode"),
    Function("drive_mode", "주행 모드", "drive mode", {"set": SPOKEN, "query": QUERY}, same("word", ("eco", "comfort", "sport", "smart")), switch("VA_BODY_CMD.DriveModeSet", "VA_BODY_STS.DriveModeState"), needs=ON),
    Function("display.brightness", "화면 밝기", "screen brightness", {"set": SPOKEN, "up": UP, "down": DOWN}, POSITION, switch("VA_DISPLAY_CMD.BrightSet", "VA_DISPLAY_STS.BrightLevel"), needs=ON, vss="Vehicle.Cabin.Infotainment.HMI.Brightness"),
    assistance("lane_assist", "차선 유지 보조", "lane assist", "LaneAssistState"),
    assistance("blind_spot", "후측방 경고", "blind spot warning", "BlindSpotState"),
    assistance("cruise", "크루즈 컨트롤", "cruise control", "CruiseState", Value("speed")),
    assistance("hud", "헤드업 디스플레이", "head-up display", "HudState"),
    assistance("park_assist", "주차 보조", "parking assist", "ParkAssistState"),
    Function("media.play", "음악", "music", {"play": action("MEDIA", "MediaAction", "play", PLAYING, event=True, text=True, brings=Kind.NOW_PLAYING)}, Value("text"), answer="track", follow=STOP, vss=f"{MEDIA}.Action"),
    Function("media.pause", "음악", "music", {"do": action("MEDIA", "MediaAction", "pause", PAUSED)}, done={"do": ("음악을 멈췄어요.", "Paused.")}, follow={"on": "media.resume do"}, vss=f"{MEDIA}.Action"),
    Function("media.resume", "음악", "music", {"do": action("MEDIA", "MediaAction", "resume", PLAYING)}, done={"do": ("음악을 틀었어요.", "Playing.")}, follow=STOP, vss=f"{MEDIA}.Action"),
    Function("media.next", "다음 곡", "next song", {"do": action("MEDIA", "MediaAction", "next", PLAYING, event=True)}, done={"do": ("다음 곡으로 넘겼어요.", "Next song.")}, vss=f"{MEDIA}.Action"),
    Function("media.previous", "이전 곡", "previous song", {"do": action("MEDIA", "MediaAction", "previous", PLAYING, event=True)}, done={"do": ("이전 곡으로 돌아갔어요.", "Previous song.")}, vss=f"{MEDIA}.Action"),
    Function("media.source", "음원", "source", {"set": SPOKEN}, Value("word", {"fm": "fm", "am": "am", "radio": "fm", "bluetooth": "bluetooth", "usb": "usb", "podcast": "podcast"}), switch("VA_MEDIA_CMD.SourceSet", "HU_CLU_PE_01.HU_OpState")),
    Function("media.tune", "라디오", "radio", {"set": SPOKEN}, Value("frequency"), {"fm": Wire("VA_MEDIA_CMD.FmSet", "HU_CLU_PE_01.HU_Frequency"), "am": Wire("VA_MEDIA_CMD.AmSet", "VA_MEDIA_STS.AmFreq")}),
    Function("media.volume", "볼륨", "volume", {"set": SPOKEN, "up": UP, "down": DOWN, "mute": Write({"HU_AMP_E_02.AMP_Mute": "on"}, MUTED), "unmute": Write({"HU_AMP_E_02.AMP_Mute": "off"}, LOUD), "query": QUERY},
             PERCENT, switch("HU_AMP_E_08.AMP_MainVolumeSet", "AMP_HU_PE_03.AMP_MainVolumeSetting"), follow={"off": "mute", "on": "unmute"}, vss=f"{MEDIA}.Volume"),
    Function("media.info", "지금 나오는 곡", "this song", {"query": QUERY}, answer="track"),
    Function("nav.go", "길 안내", "navigation", {"do": GO}, Value("place"), follow={"off": "nav.cancel do"}, vss="Vehicle.Cabin.Infotainment.Navigation.DestinationSet.Latitude"),
    Function("nav.home", "집", "home", {"do": GO}, Value("home"), follow={"off": "nav.cancel do"}),
    Function("nav.work", "회사", "work", {"do": GO}, Value("work"), follow={"off": "nav.cancel do"}),
    Function("nav.nearby", "주변 검색", "nearby search", {"do": REPORT}, Value("category"), answer="nearby"),
    Function("nav.waypoint", "경유지", "stop", {"add": STOP_BY, "remove": action("NAV", "NavAction", "remove_waypoint", {}, event=True)}, Value("place"),
             needs={"remove": ("has_waypoint",), "add": ("guiding",)}, follow={"off": "remove", "on": "add"}, done={"remove": ("경유지를 뺐어요.", "Stop removed.")}),
    Function("nav.cancel", "길 안내", "navigation", {"do": action("NAV", "NavAction", "cancel", {"VA_NAV_STS.GuidanceState": ("idle",)})}, done={"do": ("길 안내를 마칠게요.", "Navigation stopped.")}),
    Function("nav.route_option", "경로", "route", {"set": SPOKEN}, same("word", ("recommended", "fast", "free", "short", "avoid_highway")), switch("VA_NAV_CMD.RouteOptionSet", "VA_NAV_STS.RouteOptionState")),
    Function("nav.remaining", "남은 거리", "what is left", {"query": QUERY}, same("word", ("time", "distance", "arrival")), answer="remaining"),
    Function("nav.traffic", "교통 상황", "traffic", {"query": QUERY}, Value("road"), agent="traffic"),
    Function("nav.info", "도로 정보", "road information", {"query": QUERY}, Value("text"), answer="road"),
    Function("nav.map", "지도", "map", {"zoom_in": action("DISPLAY", "MapZoomSet", "zoom_in", {}, event=True), "zoom_out": action("DISPLAY", "MapZoomSet", "zoom_out", {}, event=True), "set": SPOKEN},
             same("word", ("north", "heading")), switch("VA_DISPLAY_CMD.MapViewSet", "VA_DISPLAY_STS.MapViewState"),
             follow={"up": "zoom_in", "down": "zoom_out"}, done={"zoom_in": ("지도를 확대했어요.", "Zoomed in."), "zoom_out": ("지도를 축소했어요.", "Zoomed out.")}),
    Function("phone.call", "전화", "call", {"do": action("PHONE", "PhoneAction", "call", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True, text=True)}, Value("contact")),
    Function("phone.answer", "전화", "call", {"do": action("PHONE", "PhoneAction", "answer", {"VA_PHONE_STS.CallState": ("active",)})}, needs={"do": ("ringing",)}, done={"do": ("전화를 받았어요.", "Answered.")}),
    Function("phone.hangup", "전화", "call", {"do": action("PHONE", "PhoneAction", "hangup", {"VA_PHONE_STS.CallState": ("idle",)})}, needs={"do": ("calling",)}, done={"do": ("전화를 끊었어요.", "Hung up.")}),
    Function("phone.redial", "전화", "call", {"do": action("PHONE", "PhoneAction", "redial", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True)}, done={"do": ("다시 걸고 있어요.", "Redialling.")}),
    Function("message.read", "문자", "messages", {"do": action("PHONE", "PhoneAction", "read", {}, event=True, brings=Kind.MESSAGE_READ)}, answer="message", not_found=("읽을 문자가 없어요.", "There are no messages."), grammar="plural"),
    Function("message.send", "문자", "message", {"do": action("PHONE", "PhoneAction", "send", {}, event=True, text=True)}, Value("message"), asks=("do",), done={"do": ("문자를 보냈어요.", "Message sent.")}),
    asked("fuel", "연료", "fuel", "CLU13.CF_Clu_FuelDispLvl"),
    asked("range", "주행 가능 거리", "range", "CLU13.CF_Clu_DTE"),
    look("tyre", "타이어 공기압", "tyre pressure", *(Check(f"TPMS11.POS_{w}_W_LAMP", ("ok",), f"{ko} 타이어 공기압이 낮아요", f"the {en} tyre is low")
                                               for w, ko, en in (("FL", "왼쪽 앞", "front left"), ("FR", "오른쪽 앞", "front right"), ("RL", "왼쪽 뒤", "rear left"), ("RR", "오른쪽 뒤", "rear right")))),
    look("engine", "엔진", "engine", Check("VA_CAR_STS.EngineWarn", ("ok",), "엔진 경고등이 켜져 있어요", "the engine warning is on"), Check("VA_CAR_STS.OilWarn", ("ok",), "오일 경고등이 켜져 있어요", "the oil warning is on")),
    look("door", "문", "doors", Check("CGW1.CF_Gway_DrvDrSw", ("closed",), "운전석 문이 열려 있어요", "the driver door is open"), Check("CGW1.CF_Gway_AstDrSw", ("closed",), "조수석 문이 열려 있어요", "the passenger door is open"),
         Check("CGW2.CF_Gway_RLDrSw", ("closed",), "왼쪽 뒷문이 열려 있어요", "the rear left door is open"), Check("CGW2.CF_Gway_RRDrSw", ("closed",), "오른쪽 뒷문이 열려 있어요", "the rear right door is open"), grammar="plural"),
    asked("temperature_outside", "바깥 온도", "outside temperature", "DATC_P_02.DATC_AmbientTemp_C"),
    asked("odometer", "총 주행 거리", "odometer", "CLU12.CF_Clu_Odometer"),
    asked("maintenance", "다음 점검까지 남은 거리", "distance to the next service", "VA_CAR_STS.ServiceDistance"),
    asked("battery", "배터리 전압", "battery voltage", "VA_CAR_STS.BatteryVoltage"),
    asked("air_quality_inside", "실내 초미세먼지", "fine dust inside", "VA_CLIMATE_STS.CabinAirPM25"),
    look("warning", "경고등", "warning lights", Check("VA_CAR_STS.EngineWarn", ("ok",), "엔진 경고등이 켜져 있어요", "the engine warning is on"), Check("VA_CAR_STS.OilWarn", ("ok",), "오일 경고등이 켜져 있어요", "the oil warning is on"),
         Check("TPMS11.TPMS_W_LAMP", ("off",), "타이어 경고등이 켜져 있어요", "the tyre warning is on"), Check("CLU13.CF_Clu_LowfuelWarn", ("off",), "연료 경고등이 켜져 있어요", "the low fuel warning is on"),
         Check("CGW2.CF_Gway_BrakeFluidSw", ("ok",), "브레이크액 경고등이 켜져 있어요", "the brake fluid warning is on"), grammar="plural"),
    Function("info.time", "지금 시각", "time", {"query": QUERY}, answer="clock"),
    Function("info.date", "오늘 날짜", "date", {"query": QUERY}, answer="calendar"),
    *handed("weather news stock sports air_quality calendar general", "info", {"query": QUERY}, "information", {
        "weather": ("날씨", "weather"), "news": ("뉴스", "news"), "stock": ("주가", "stocks"), "sports": ("스포츠 소식", "sports"), "air_quality": ("미세먼지", "air quality"), "calendar": ("일정", "calendar"), "general": ("그 질문", "that question")}),
    *handed("aircon washer fridge light vacuum tv heater door gas curtain", "home", {op: op for op in ("on", "off", "set", "start", "stop")} | {"query": QUERY}, "home", {
        "aircon": ("집 에어컨", "home air conditioner"), "washer": ("세탁기", "washing machine"), "fridge": ("냉장고", "fridge"), "light": ("집 조명", "lights at home"), "vacuum": ("청소기", "vacuum cleaner"),
        "tv": ("텔레비전", "TV at home"), "heater": ("집 난방", "heating at home"), "door": ("현관문", "front door"), "gas": ("가스 밸브", "gas valve"), "curtain": ("커튼", "curtains")}),
    *handed("alarm timer reminder calendar email note", "assistant", {"do": "do"}, "assistant", {
        "alarm": ("알람", "alarm"), "timer": ("타이머", "timer"), "reminder": ("미리 알림", "reminder"), "calendar": ("일정 등록", "calendar entry"), "email": ("이메일", "email"), "note": ("메모", "note")}),
    Function("agent.handoff", "다른 비서", "other assistant", {"do": "do"}, Value("text"), agent="other"),
    *(Function(f"dialog.{what}", "", "", {"do": "do"}, Value("count") if what == "select" else None) for what in ["yes", "no", "cancel", "repeat", "help", "undo", "select", "thanks"]),
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {row.name: row for row in ROWS}

# what goes out without an order: the car is told that the assistant listens, or does no longer
LISTENING = {"HU_DATC_PE_00.HU_VRActivity": "on", "HU_DATC_PE_00.BlowerNoiseControl": "on"}
NOT_LISTENING = dict.fromkeys(LISTENING, "off")
PHONE_ACTIVITY = "HU_DATC_PE_00.HU_PhoneActivity"  # in the same frame


def command_signals() -> frozenset[str]:
    """Every signal that the gateway may ever write: those of the rows, and those that say that it listens."""
    paths = {*LISTENING, PHONE_ACTIVITY}
    for row in ROWS:
        paths |= {path for wire in row.wires.values() for path in (wire.command, wire.keys) if path}
        ops = (target for zone_ops in row.zone_ops.values() for target in zone_ops.values())
        for target in (*row.ops.values(), *ops, *(row.value.words.values() if row.value else ())):
            paths |= set(target.signals) if isinstance(target, Write) else set()
    return frozenset(paths)


def follow_ups() -> dict[str, str]:
    """{"function op" that names no op of the function it follows: "function op" that is meant}, of every row."""
    return {f"{row.name} {op}": meant if " " in meant else f"{row.name} {meant}" for row in ROWS for op, meant in row.follow.items()}


def limits(function: Function) -> tuple[float, float, float] | None:
    """(lowest, highest, step) of the spoken number in the function's unit, or None; asked of the DBC."""
    if function.value is None or function.value.kind not in ("number", "percent"):
        return None
    found = dbc.signal(next(iter(function.wires.values())).command)
    if function.value.kind == "percent":
        return 0.0, 100.0, 1.0
    low = function.value.words.get("min", found.minimum)
    return (float(low) if isinstance(low, int) else float(found.minimum or 0)), float(found.maximum or 0), float(found.scale)


def unit(function: Function) -> str:
    """The unit of the spoken number, as in the DBC: degC, %, level, MHz, or ""."""
    if function.value is None or not function.wires:
        return ""
    if function.value.kind == "percent":
        return "%"
    wire = next(iter(function.wires.values()))
    return str(dbc.signal(wire.command or wire.status).unit or "")
