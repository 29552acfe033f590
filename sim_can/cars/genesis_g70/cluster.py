"""What the cluster shows of navigation: gates, turn by turn, distances, arrival, speed limit, streets."""

from collections.abc import Callable, Mapping, Sequence

from sim_can.frames.cluster_texts import ClusterTexts
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue

GATES: dict[str, tuple[SignalValue, SignalValue]] = {  # while guiding, else; of 0x114 and 0x197
    "HU_CLU_PE_01.HU_Navi_On_Off": ("on", "off"),
    "HU_CLU_PE_05.HU_Navigation_On_Off": ("on", "off"),
    "HU_CLU_PE_05.HU_NaviDisp": ("on", "off"),
    "HU_CLU_PE_05.HU_NaviStatus": ("guiding", "idle"),
}
TO_CLUSTER, TO_HEAD_UNIT = "TP_HU_TBT_CLU", "TP_CLU_TBT_HU"  # 0x4BB, 0x4AB: street names over ISO-TP
OF_TURNS = ("HU_CLU_PE_02", "HU_CLU_PE_11", "HU_CLU_PE_13")  # messages about turns, and the roads behind them
SHOWN = (*OF_TURNS, "HU_CLU_PE_12")  # messages with values only while guiding
BAR = 500.0  # m before a maneuver in which the bar fills, in ten steps
KM_FROM = 1000  # m; from there on a distance is shown in km and tenths
MOST_MINUTES = 254 * 60 + 59


class Cluster:
    def __init__(self, signals: Signals, clock: Callable[[], float]) -> None:
        self.signals = signals
        self.texts = ClusterTexts(signals.codec.dbc, TO_CLUSTER, TO_HEAD_UNIT, clock)
        self.frames = self.texts.frames

    def gates(self, guiding: bool) -> None:
        """Without them open the cluster shows nothing of navigation."""
        for path, (open_, shut) in GATES.items():
            self.signals.put(path, open_ if guiding else shut)

    def clear(self) -> None:
        """Nothing is guided."""
        self.gates(False)
        self._empty(SHOWN)

    def no_turns(self) -> None:
        """Guided by a straight line: there is no turn, no limit and no street to show."""
        self._empty(OF_TURNS)

    def left(self, km: float, minutes: int, compass: SignalValue) -> None:
        """Distance and time to the destination; `compass` in degrees, or "no_data"."""
        tenths, minutes = min(round(km * 10), 655_359), min(minutes, MOST_MINUTES)
        self._put({
            "HU_CLU_PE_12.Navi_DistToDest_I": tenths // 10,
            "HU_CLU_PE_12.Navi_DistToDest_F": tenths % 10,
            "HU_CLU_PE_12.Navi_DistToDest_U": "km",
            "HU_CLU_PE_12.Navi_EstimHour": minutes // 60,
            "HU_CLU_PE_12.Navi_EstimMin": minutes % 60,
            "HU_CLU_PE_12.Navi_EstimTimeType": "remaining",
            "HU_CLU_PE_12.Navi_Compass": compass,
        })  # fmt: skip

    def bearing(self, metres: float) -> None:
        """To the next stop, straight."""
        self._put({
            "HU_CLU_PE_02.TBT_Display_Type": "destination_bearing",
            "HU_CLU_PE_02.TBT_Distance_Turn_Point": min(round(metres), 65_534),
        })  # fmt: skip

    def turn(self, turn: SignalValue, metres: float, limit: SignalValue) -> None:
        """The next maneuver, `metres` ahead; `limit` in km/h, or "none"."""
        self._put({
            "HU_CLU_PE_02.TBT_Display_Type": "turn",
            "HU_CLU_PE_02.TBT_Direction": turn,
            "HU_CLU_PE_02.TBT_Distance_Turn_Point": min(round(metres), 65_534),
            "HU_CLU_PE_02.TBT_Bar_Graph_Level": 10 * round(10 * max(0.0, 1 - metres / BAR)),
            "HU_CLU_PE_11.Navi_SpdLimit": limit,
            "HU_CLU_PE_11.Navi_SpdLimit_Unit": "none" if limit == "none" else "km_h",
        })  # fmt: skip

    def point(self, number: int, metres: SignalValue) -> None:
        """One of the next three maneuvers, counted from 1; "none" if there is none."""
        name = f"HU_CLU_PE_13.Navi_DistToPoint{number}"
        if isinstance(metres, str):
            self._put({f"{name}_I": 0, f"{name}_F": 0, f"{name}_U": "none"})
        elif metres < KM_FROM:
            self._put({f"{name}_I": round(metres), f"{name}_F": 0, f"{name}_U": "m"})
        else:
            tenths = min(round(metres / 100), 40_959)
            self._put({f"{name}_I": tenths // 10, f"{name}_F": tenths % 10, f"{name}_U": "km"})

    def _empty(self, messages: Sequence[str]) -> None:
        """These show what they show at the start, and there is no street."""
        dbc = self.signals.codec.dbc
        for message in messages:
            for found in dbc.messages[message].message.signals:
                path = f"{message}.{found.name}"
                self.signals.put(path, dbc.start(path))
        self.texts.show("")

    def _put(self, values: Mapping[str, SignalValue]) -> None:
        for path, value in values.items():
            self.signals.put(path, value)
