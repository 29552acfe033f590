"""The body computer (BCM): windows and roof, lamps, wipers, locks, horn."""

from collections.abc import Mapping

from sim_can.ecus.panes import Panes
from sim_can.ecus.timed_states import TimedStates
from sim_can.frames.acknowledge import answer
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

MOVES = {  # command signal -> status signal of the position
    "DrWdwSet": "VA_WINDOW_STS.DrWdwPos",
    "PsWdwSet": "VA_WINDOW_STS.PsWdwPos",
    "RlWdwSet": "VA_WINDOW_STS.RlWdwPos",
    "RrWdwSet": "VA_WINDOW_STS.RrWdwPos",
    "RoofSet": "VA_WINDOW_STS.RoofPos",
    "ShadeSet": "VA_WINDOW_STS.ShadePos",
}
WINDOW_SPEED, ROOF_SPEED, SHADE_SPEED = 40.0, 30.0, 30.0  # % per second, assumed
SPEEDS = dict.fromkeys(MOVES.values(), WINDOW_SPEED) | {
    "VA_WINDOW_STS.RoofPos": ROOF_SPEED,
    "VA_WINDOW_STS.ShadePos": SHADE_SPEED,
}
HORN, HORN_TIME = "VA_BODY_STS.HornState", 1.0  # s that one request sounds, assumed
LOCKS = ("C_DRVUnlockState", "C_ASTUnlockState", "C_RLUnlockstate", "C_RRUnlockState")
IGNITION = "CGW1.CF_Gway_IGNSw"
SWITCH, LOW, HIGH = "CGW1.CF_Gway_LightSwState", "CGW1.CF_Gway_HeadLampLow", "CGW1.CF_Gway_HeadLampHigh"
FOG, SENSOR = "CGW1.CF_Gway_Frt_Fog_Act", "CGW2.CF_Gway_AutoLightValue"
LAMPS = {  # command word -> status signals of the lamps; with "auto" the light sensor switches the low beam
    "off": {SWITCH: "off", LOW: "off", HIGH: "off", FOG: "off"},
    "park": {SWITCH: "park", LOW: "off", HIGH: "off"},
    "low": {SWITCH: "low", LOW: "on", HIGH: "off"},
    "high": {SWITCH: "low", LOW: "on", HIGH: "on"},
    "auto": {SWITCH: "auto", HIGH: "off"},
    "fog": {FOG: "on"},
}


class Body:
    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        self.panes = Panes(signals, SPEEDS, lambda: answer(signals, "VA_WINDOW_CMD", "obstructed", event=True))
        self.commands = {"VA_WINDOW_CMD": self.windows, "VA_BODY_CMD": self.body, "TMU_GW_E_01": self.telematics}
        self._moments = TimedStates(signals)

    def windows(self, values: Mapping[str, SignalValue]) -> str:
        """Closing needs the ignition; without it the whole command is rejected."""
        targets = {path: values[name] for name, path in MOVES.items() if values[name] != "no_change"}
        closing = any(self.panes.closes(path, target) for path, target in targets.items())
        if closing and self.signals.values[IGNITION] not in ("on", "start"):
            return "not_now"
        self.panes.targets.update(targets)
        return "none"

    def body(self, values: Mapping[str, SignalValue]) -> str:
        lamps = LAMPS.get(str(values["HeadLampSet"]), {})
        for path, word in lamps.items():
            self.signals.put(path, word)
        if lamps.get(FOG) == "on" and self.signals.values[SWITCH] == "off":
            self.signals.put(SWITCH, "park")
        self._light_sensor()
        self._moments.wipe("VA_BODY_STS.FrWiperState", values["FrWiperSet"])
        self._moments.wipe("VA_BODY_STS.RrWiperState", values["RrWiperSet"])
        return "none"

    def telematics(self, values: Mapping[str, SignalValue]) -> str:
        lock, unlock = values["C_ReqDrLock"] == "request", values["C_ReqDrUnlock"] == "request"
        if lock and unlock:
            return "bad_value"
        if lock or unlock:
            for name in LOCKS:
                self.signals.put(f"GW_IPM_PE_2.{name}", "locked" if lock else "unlocked")
        if values["C_ReqHorn"] != "no_change":
            self.signals.put(HORN, values["C_ReqHorn"])
            self._moments.hold(HORN, "off", HORN_TIME)
        return "none"

    def step(self, dt: float) -> None:
        self._light_sensor()
        self._moments.step(dt)
        self.panes.step(dt)

    def _light_sensor(self) -> None:
        if self.signals.values[SWITCH] == "auto":
            self.signals.put(LOW, "on" if self.signals.values[SENSOR] == "dark" else "off")
