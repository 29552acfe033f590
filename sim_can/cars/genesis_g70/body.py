"""The body computer (BCM): windows, roof and trunk, lamps, wipers, locks, horn."""

from collections.abc import Mapping

from sim_can.ecus.panes import STOP, Pane, Panes
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
TRUNK, TRUNK_TARGETS = "VA_MOVE_STS.TrunkPos", {"open": 100.0, "closed": 0.0}  # word of the command -> % open
WINDOW_SPEED, ROOF_SPEED, SHADE_SPEED = 40.0, 30.0, 30.0  # % per second, assumed
TRUNK_SPEED = 100 / 3  # % per second, assumed
PANES = {
    **{
        f"VA_WINDOW_STS.{short}WdwPos": Pane(WINDOW_SPEED, f"VA_MOVE_STS.{short}WdwMove")
        for short in ("Dr", "Ps", "Rl", "Rr")
    },
    "VA_WINDOW_STS.RoofPos": Pane(ROOF_SPEED, "VA_MOVE_STS.RoofMove"),
    "VA_WINDOW_STS.ShadePos": Pane(SHADE_SPEED, "VA_MOVE_STS.ShadeMove"),
    TRUNK: Pane(TRUNK_SPEED, "VA_MOVE_STS.TrunkMove", contact="CGW1.CF_Gway_TrunkTgSw"),
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
        self.panes = Panes(signals, PANES, self._obstructed)
        self.commands = {"VA_WINDOW_CMD": self.windows, "VA_BODY_CMD": self.body, "TMU_GW_E_01": self.telematics}
        self._moments = TimedStates(signals)

    def windows(self, values: Mapping[str, SignalValue]) -> str:
        """Closing needs the ignition; without it nothing of the command moves. What is to stop stops in any case."""
        targets = {path: values[name] for name, path in MOVES.items() if values[name] != "no_change"}
        closing = any(self.panes.closes(path, target) for path, target in targets.items())
        allowed = not closing or self.signals.values[IGNITION] in ("on", "start")
        for path, target in targets.items():
            if allowed or target == STOP:
                self.panes.move(path, target)
        return "none" if allowed else "not_now"

    def body(self, values: Mapping[str, SignalValue]) -> str:
        lamps = LAMPS.get(str(values["HeadLampSet"]), {})
        for path, word in lamps.items():
            self.signals.put(path, word)
        if lamps.get(FOG) == "on" and self.signals.values[SWITCH] == "off":
            self.signals.put(SWITCH, "park")
        self._light_sensor()
        if (trunk := values["TrunkSet"]) != "no_change":
            self.panes.move(TRUNK, TRUNK_TARGETS.get(str(trunk), trunk))
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

    def _obstructed(self, path: str) -> None:
        command = "VA_BODY_CMD" if path == TRUNK else "VA_WINDOW_CMD"
        answer(self.signals, command, "obstructed", event=True)

    def _light_sensor(self) -> None:
        if self.signals.values[SWITCH] == "auto":
            self.signals.put(LOW, "on" if self.signals.values[SENSOR] == "dark" else "off")
