"""The body computer (BCM) of the hatchback: windows, locks, wiper; here also climate and radio."""

from collections.abc import Mapping

from sim_can.ecus.panes import STOP, Pane, Panes
from sim_can.ecus.timed_states import TimedStates
from sim_can.frames.acknowledge import answer
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

MOVES = {"DrWindow": "GLASS.DrWindow", "PsWindow": "GLASS.PsWindow"}  # command signal -> status signal of the position
WINDOW_SPEED = 25.0  # % per second, assumed
IGNITION = "RUN.Ignition"
LEAST_FAN, DEFROST_FAN = 1, 4  # least fan levels with A/C and with defrost, assumed


class Body:
    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        panes = {path: Pane(WINDOW_SPEED, f"{path}Move") for path in MOVES.values()}
        self.panes = Panes(signals, panes, lambda path: answer(signals, "SET_GLASS", "obstructed", event=True))
        self.moments = TimedStates(signals)
        self.commands = {
            "SET_GLASS": self.windows,
            "SET_BODY": self.body,
            "SET_AIR": self.air,
            "SET_RADIO": self.radio,
        }

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
        """Central locking: all doors are locked like the driver's. Also the wiper."""
        if values["Locks"] != "no_change":
            for door in ("Ps", "Rl", "Rr"):
                self.signals.put(f"BODY.{door}Lock", values["Locks"])
        self.moments.wipe("BODY.Wiper", values["Wiper"])
        return "none"

    def air(self, values: Mapping[str, SignalValue]) -> str:
        """A/C and defrost need the fan at a least level, and defrost needs air from outside."""
        fan = values["Fan"] if values["Fan"] != "no_change" else self.signals.values["AIR.Fan"]
        level = self.signals.codec.number("AIR.Fan", fan)
        least = DEFROST_FAN if values["DefrostFront"] == "on" else LEAST_FAN if values["Ac"] == "on" else 0
        if level < least:
            if values["Fan"] != "no_change":
                return "not_now"  # the requested fan level contradicts it
            self.signals.put("AIR.Fan", least)
        if values["DefrostFront"] == "on":
            self.signals.put("AIR.Recirculation", "off")
        return "none"

    def radio(self, values: Mapping[str, SignalValue]) -> str:
        """A change of volume ends the mute, and a frequency selects the tuner."""
        if values["Volume"] not in ("no_change", self.signals.values["RADIO.Volume"]):
            self.signals.put("RADIO.Mute", "off")
        if values["Fm"] != "no_change":
            self.signals.put("RADIO.Source", "fm")
        return "none"

    def step(self, dt: float) -> None:
        self.moments.step(dt)
        self.panes.step(dt)
