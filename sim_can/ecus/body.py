"""The body computer (BCM): windows and roof, lamps, wipers, locks, horn."""

from collections.abc import Mapping

from sim_can.frames.signals import Signals
from vehicle.can import codec
from vehicle.can.codec import WireValue

MOVES = {  # command -> position that it moves
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
REVERSES = 20.0  # % that a closing pane opens again when it meets something, assumed
MOVING_CYCLE = 0.1  # s between the positions of a moving window, assumed
HORN, HORN_TIME = "VA_BODY_STS.HornState", 1.0  # s that one request sounds, assumed
WASH_TIME = 3.0  # s, then the wiper goes back to what it did before, assumed
LOCKS = ("C_DRVUnlockState", "C_ASTUnlockState", "C_RLUnlockstate", "C_RRUnlockState")
IGNITION = "CGW1.CF_Gway_IGNSw"
SWITCH, LOW, HIGH = "CGW1.CF_Gway_LightSwState", "CGW1.CF_Gway_HeadLampLow", "CGW1.CF_Gway_HeadLampHigh"
FOG, SENSOR = "CGW1.CF_Gway_Frt_Fog_Act", "CGW2.CF_Gway_AutoLightValue"
LAMPS = {  # command word -> what the lamps show; "auto" leaves the low beam to the light sensor
    "off": {SWITCH: "off", LOW: "off", HIGH: "off", FOG: "off"},
    "park": {SWITCH: "park", LOW: "off", HIGH: "off"},
    "low": {SWITCH: "low", LOW: "on", HIGH: "off"},
    "high": {SWITCH: "low", LOW: "on", HIGH: "on"},
    "auto": {SWITCH: "auto", HIGH: "off"},
    "fog": {FOG: "on"},
}


class Body:
    """`obstacles` are in the way of a closing pane: position -> % open where it meets them. Put one there, or take it away."""

    def __init__(self, signals: Signals):
        self.signals = signals
        self.targets: dict[str, WireValue] = {}  # position -> where it is moving to
        self.commands = {"VA_WINDOW_CMD": self.windows, "VA_BODY_CMD": self.body, "TMU_GW_E_01": self.telematics}
        self.obstacles: dict[str, float] = {}
        self._moments: dict[
            str, tuple[WireValue, float]
        ] = {}  # wiper that washes, horn -> (what it goes back to, s left)
        self._waited = 0.0

    def windows(self, values: Mapping[str, WireValue]) -> str:
        """Closing needs the ignition; then nothing of the command is done."""
        targets = {path: values[name] for name, path in MOVES.items() if values[name] != "no_change"}
        closing = any(
            target != "tilt" and codec.number(path, target) < self._position(path) for path, target in targets.items()
        )
        if closing and self.signals.values[IGNITION] not in ("on", "start"):
            return "not_now"
        self.targets.update(targets)
        return "none"

    def body(self, values: Mapping[str, WireValue]) -> str:
        lamps = LAMPS.get(str(values["HeadLampSet"]), {})
        for path, word in lamps.items():
            self.signals.put(path, word)
        if lamps.get(FOG) == "on" and self.signals.values[SWITCH] == "off":
            self.signals.put(SWITCH, "park")
        self._light_sensor()
        for name, path in (("FrWiperSet", "VA_BODY_STS.FrWiperState"), ("RrWiperSet", "VA_BODY_STS.RrWiperState")):
            if values[name] == "wash":
                before = self._moments[path][0] if path in self._moments else self.signals.values[path]
                self._moments[path] = (before, WASH_TIME)
            elif values[name] != "no_change":
                self._moments.pop(path, None)
        return "none"

    def telematics(self, values: Mapping[str, WireValue]) -> str:
        lock, unlock = values["C_ReqDrLock"] == "request", values["C_ReqDrUnlock"] == "request"
        if lock and unlock:
            return "bad_value"
        if lock or unlock:
            for name in LOCKS:
                self.signals.put(f"GW_IPM_PE_2.{name}", "locked" if lock else "unlocked")
        if values["C_ReqHorn"] != "no_change":
            self.signals.put(HORN, values["C_ReqHorn"])
            self._moments[HORN] = ("off", HORN_TIME)
        return "none"

    def step(self, dt: float) -> None:
        self._light_sensor()
        for path, (before, left) in list(self._moments.items()):
            if left > dt:
                self._moments[path] = (before, left - dt)
            else:
                self.signals.put(path, before)
                del self._moments[path]
        if not self.targets:
            self._waited = 0.0
            return
        self._waited += dt
        if self._waited > MOVING_CYCLE - 1e-6:
            for path, target in list(self.targets.items()):
                self._move(path, target, SPEEDS[path] * self._waited)
            self._waited = 0.0

    def _position(self, path: str) -> float:
        """% open; a tilted roof is closed as far as moving is concerned."""
        return 0.0 if self.signals.values[path] == "tilt" else self.signals.exact(path)

    def _move(self, path: str, target: WireValue, distance: float) -> None:
        goal = 0.0 if target == "tilt" else codec.number(path, target)
        position = self._position(path)
        if goal < (obstacle := self.obstacles.get(path, 0.0)) <= position <= obstacle + distance:
            self.targets[path], position = min(100.0, obstacle + REVERSES), obstacle
            self.signals.put("VA_WINDOW_STS.Result", "rejected")
            self.signals.put("VA_WINDOW_STS.Reason", "obstructed")
        else:
            position = min(goal, position + distance) if goal > position else max(goal, position - distance)
        if position == goal:
            self.signals.put(path, target)
            del self.targets[path]
        else:
            self.signals.glide(path, position, event=True)

    def _light_sensor(self) -> None:
        if self.signals.values[SWITCH] == "auto":
            self.signals.put(LOW, "on" if self.signals.values[SENSOR] == "dark" else "off")
