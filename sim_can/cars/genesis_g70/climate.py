"""The climate ECU (DATC)."""

from collections.abc import Mapping

from sim_can.ecus import thermal
from sim_can.ecus.cabin import CabinAir, Names
from sim_can.ecus.combustion import Combustion
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue, known

POWER, BLOWER, MODE = "DATC_PE_03.DATC_OpSts", "DATC_PE_03.DATC_MainBlowerDisp", "DATC_PE_03.DATC_ModeDisp"
AUTO, AC, INTAKE = "DATC_PE_03.DATC_AutoDisp", "DATC_PE_03.DATC_AcDisp", "DATC_PE_03.DATC_IntakeDisp"
FRONT_DEFOG, REAR_DEFOG, SYNC = "DATC_PE_03.DATC_FrDefLed", "DATC_PE_05.DATC_RrDefLed", "DATC_PE_05.DATC_SyncDisp"
DRIVER, PASSENGER = "DATC_PE_02.DATC_DrTempDispC", "DATC_PE_02.DATC_PsTempDispC"
CABIN, DUST, PURIFIER = "VA_CLIMATE_STS.CabinTemp", "VA_CLIMATE_STS.CabinAirPM25", "VA_CLIMATE_STS.AirPurifierState"
AIR = Names(
    cabin=CABIN,
    outside="DATC_P_02.DATC_AmbientTemp_C",
    speed="WHL_SPD11.WHL_SPD_FL",
    light="CGW2.CF_Gway_AutoLightValue",
    power=POWER,
    blower=BLOWER,
    ac=AC,
    intake=INTAKE,
    sides=(DRIVER, PASSENGER),
    openings=tuple(f"VA_WINDOW_STS.{name}" for name in ("DrWdwPos", "PsWdwPos", "RlWdwPos", "RrWdwPos", "RoofPos")),
)

AIR_KEYS = {  # command signals that need the blower -> status signals
    "HU_DATC_AcSet": AC,
    "HU_DATC_AutoSet": AUTO,
    "HU_DATC_FrontDefog": FRONT_DEFOG,
    "HU_DATC_IntakeSet": INTAKE,
    "HU_DATC_ZoneControl": SYNC,
    "HU_DATC_FrontModeSet": MODE,
    "HU_DATC_MainBlower": BLOWER,
}
STEP_KEYS = {
    "HU_DATC_DrTempUpDn": (DRIVER, "DrTempSet"),
    "HU_DATC_PsTempUpDn": (PASSENGER, "PsTempSet"),
}  # command signal -> (status signal, target signal); each frame is one key press
LISTENING_CYCLES = 3  # cycles of HU_DATC_PE_00 without a frame after which listening has ended; assumed
DEFOG_BLOWER = 6  # level while the windshield is cleared, assumed
AUTO_GAIN = 2.0  # blower levels that auto adds for each K of deviation, assumed
HYSTERESIS = 0.8  # K of deviation, or levels too high, before auto changes something, assumed
TOO_LOW = 1.5  # levels too low before auto changes the blower, assumed
PURIFIER_TIME = 120.0  # s, time constant of the fine dust, assumed
CLEAN, USUAL = 4.0, 12.0  # ug/m3 with and without the purifier, assumed


class Climate:
    """Commands are shown at once; the cabin temperature changes slowly. Switching off keeps the settings.

    The weather is set by `air.sun` and the signal DATC_AmbientTemp_C.
    """

    def __init__(self, signals: Signals, combustion: Combustion) -> None:
        self.signals = signals
        self.air = CabinAir(signals, combustion, AIR)
        self.quiet = False  # the assistant is listening: the blower runs more quietly, the shown level stays
        self.commands = {
            "HU_DATC_E_02": self.keys,
            "VA_CLIMATE_CMD": self.temperatures,
            "HU_DATC_PE_00": self.listening,
        }
        self._before_off: dict[str, SignalValue] = {BLOWER: signals.values[BLOWER]}
        self._before_defog: dict[str, SignalValue] = {}
        self._waited = 0.0
        self._since_listening = 0.0  # s since the last HU_DATC_PE_00
        self._listening_timeout = LISTENING_CYCLES * signals.codec.dbc.cycle("HU_DATC_PE_00")

    def keys(self, values: Mapping[str, SignalValue]) -> str:
        """HU_DATC_E_02. Switching something on also switches the climate on; "off" does not."""
        asked = {key: path for key, path in AIR_KEYS.items() if values[key] != "no_change"}
        if (rear := values["HU_DATC_RearDefog"]) != "no_change":
            self.signals.put(REAR_DEFOG, rear)  # heats the glass: needs no blower
        power = values["HU_DATC_OffReq"]
        if power == "on" or any(values[key] != "off" for key in asked):
            self._on()
        if self.signals.values[POWER] == "on":
            for key, path in asked.items():
                self._set(path, values[key])
        if power == "off":
            self._off()
        for key, (path, target) in STEP_KEYS.items():
            if values[key] != "no_change":
                self.temperatures(
                    {"DrTempSet": "no_change", "PsTempSet": "no_change", target: self._next(path, values[key] == "up")}
                )
        return "none"

    def _next(self, path: str, up: bool) -> SignalValue:
        """The set temperature one step up or down, limited by LO and HI."""
        step, number = self.signals.range_of(path).scale, self.signals.codec.number
        return min(max(self.signals.number(path) + (step if up else -step), number(path, "LO")), number(path, "HI"))

    def temperatures(self, values: Mapping[str, SignalValue]) -> str:
        """VA_CLIMATE_CMD: in sync the passenger's side is set like the driver's; setting another one ends sync."""
        put, shown = self.signals.put, self.signals.values
        if (driver := values["DrTempSet"]) != "no_change":
            self._on()
            put(DRIVER, driver)
            if shown[SYNC] == "sync":
                put(PASSENGER, driver)
        if (passenger := values["PsTempSet"]) != "no_change":
            self._on()
            put(PASSENGER, passenger)
            if shown[PASSENGER] != shown[DRIVER]:
                put(SYNC, "dual")
        return "none"

    def listening(self, values: Mapping[str, SignalValue]) -> str:
        self.quiet = values["HU_VRActivity"] == "on" or values["BlowerNoiseControl"] == "on"
        self._since_listening = 0.0
        return "none"

    def step(self, dt: float) -> None:
        """Once a second: cabin temperature, fine dust, and the automatic mode."""
        self._since_listening += dt
        if self._since_listening > self._listening_timeout:
            self.quiet = False
        self._waited += dt
        if self._waited < 1.0:
            return
        dt, self._waited = self._waited, 0.0
        shown = self.signals.values
        if known(shown[CABIN]):
            self.air.step(dt)
            if shown[AUTO] == "on" and shown[POWER] == "on" and shown[FRONT_DEFOG] != "on":
                self._regulate()
        if known(shown[DUST]):
            wanted = CLEAN if shown[PURIFIER] == "on" else USUAL
            now = self.signals.exact(DUST)
            self.signals.glide(DUST, now + (wanted - now) * min(dt / PURIFIER_TIME, 1.0))

    def _deviation(self) -> float:
        """K that the cabin is too warm; LO and HI count as the ends of the scale."""
        return self.signals.exact(CABIN) - self.signals.number(DRIVER)

    def _regulate(self) -> None:
        """Automatic mode: change the blower by one level at a time, with hysteresis, and choose airflow and A/C."""
        deviation, blower = self._deviation(), self.signals.number(BLOWER)
        wanted = min(float(thermal.BLOWER_LEVELS), 2 + AUTO_GAIN * abs(deviation))
        if not -HYSTERESIS <= wanted - blower <= TOO_LOW:
            self.signals.put(BLOWER, blower + (1 if wanted > blower else -1))
        if abs(deviation) > HYSTERESIS:
            self.signals.put(MODE, "face" if deviation > 0 else "feet")
            if deviation > 0:
                self.signals.put(AC, "on")

    def _set(self, path: str, value: SignalValue) -> None:
        put, shown = self.signals.put, self.signals.values
        if path in (BLOWER, MODE, AC) and shown[path] != value:
            put(AUTO, "off")
        if path == MODE and value != "windshield":
            put(FRONT_DEFOG, "off")
            self._before_defog = {}
        elif path == FRONT_DEFOG:
            self._defog(value)
        put(path, value)
        if path == AUTO and value == "on":
            self._choose()
        elif path == SYNC and value == "sync":
            put(PASSENGER, shown[DRIVER])
        elif path in (AC, FRONT_DEFOG) and value == "on" and shown[BLOWER] == "off":
            put(BLOWER, self._before_off[BLOWER])

    def _choose(self) -> None:
        """Start of the automatic mode: more air for a larger deviation; cold air to the face, warm air to the feet."""
        deviation = self._deviation()
        self.signals.put(BLOWER, min(8, 2 + round(AUTO_GAIN * abs(deviation))))
        self.signals.put(MODE, "face" if deviation >= 0 else "feet")
        if deviation > 0:
            self.signals.put(AC, "on")

    def _defog(self, value: SignalValue) -> None:
        """Defog: dry, fresh air at the windshield; "off" restores the previous settings."""
        put, shown = self.signals.put, self.signals.values
        if value == "on" and shown[FRONT_DEFOG] != "on":
            self._before_defog = {path: shown[path] for path in (BLOWER, MODE, AC, INTAKE)}
            put(BLOWER, max(DEFOG_BLOWER, self.signals.number(BLOWER)))
            put(MODE, "windshield")
            put(AC, "on")
            put(INTAKE, "fresh")
        elif value == "off":
            for path, before in self._before_defog.items():
                put(path, before)
            self._before_defog = {}

    def _on(self) -> None:
        if self.signals.values[POWER] != "on":
            self.signals.put(POWER, "on")
            for path, before in self._before_off.items():
                self.signals.put(path, before)

    def _off(self) -> None:
        self._set(FRONT_DEFOG, "off")
        if self.signals.values[POWER] == "on":
            self._before_off = {path: self.signals.values[path] for path in (BLOWER, AC, AUTO)}
        for path in (POWER, BLOWER, AC, AUTO):
            self.signals.put(path, "off")
