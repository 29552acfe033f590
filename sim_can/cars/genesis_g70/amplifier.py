"""The amplifier (AMP): levels are set by the table of effects; a change of volume ends the mute."""

from collections.abc import Mapping

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue


class Amplifier:
    def __init__(self, signals: Signals) -> None:
        self.signals = signals
        self.commands = {"HU_AMP_E_08": self.levels}

    def levels(self, values: Mapping[str, SignalValue]) -> str:
        if values["AMP_MainVolumeSet"] != self.signals.values["AMP_HU_PE_03.AMP_MainVolumeSetting"]:
            self.signals.put("AMP_HU_PE_02.AMP_MuteState", "off")
        return "none"
