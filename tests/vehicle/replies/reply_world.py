"""Results and the state of a car for tests of replies, made without a turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.values import Command
from navigation.places import Place
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car, load
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.replies.reply_context import ReplyContext
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

NOW = 1000.0  # s
HERE = (37.498, 127.028)  # degrees, Gangnam station


@dataclass
class World:
    """The Genesis G70 and what it shows."""

    car: Car = field(default_factory=lambda: load("genesis_g70"))

    def __post_init__(self) -> None:
        self.state = State(self.car.codec, lambda: NOW)
        self._shown: dict[str, dict[str, SignalValue]] = {}

    def shows(self, signals: Mapping[str, SignalValue]) -> "World":
        """Frames with these signals."""
        for path, value in signals.items():
            message, _, name = path.partition(".")
            self._shown.setdefault(message, {})[name] = value
            self.state.update(message, self._shown[message], NOW)
        return self

    def context(self, code: str) -> ReplyContext:
        return ReplyContext(code, self.car, Situation(self.state, self.car.signals))

    def action(
        self,
        function: str,
        op: str,
        zone: str = "",
        value: object = None,
        shown: SignalValue | tuple[SignalValue, ...] | None = None,
        **more: object,
    ) -> Action:
        """An action on the function's own wires; each wired zone of `zone` shows `shown`, which confirms it."""
        row = self.car.functions[function]
        leaves = row.wired_zones(zone)
        values = shown if isinstance(shown, tuple) else (shown,) * len(leaves)
        paths = {row.wires[leaf].status: each for leaf, each in zip(leaves, values) if each is not None}
        self.shows(paths)
        command = Command(function, op, zone or None, value)  # type: ignore[arg-type]
        expects = more.pop("expects", {path: (each,) for path, each in paths.items()})
        number = float(value) if isinstance(value, int | float) else None
        given = {"expects": expects, "number": number} | more
        return Action(command, row, zone, **given)  # type: ignore[arg-type]

    def result(self, outcome: Outcome, action: Action, reason: str = "", **details: object) -> Result:
        return Result(action.command, outcome, reason, details, action.row, action.zone, action)

    def refused(self, function: str, op: str, reason: str, zone: str = "", **details: object) -> Result:
        """And every other result without an action."""
        return self.plain(Outcome.REFUSED, function, op, reason, zone, **details)

    def answered(self, function: str, answer: str, zone: str = "", **facts: object) -> Result:
        op = "query" if "query" in self.car.functions[function].ops else "do"
        return self.plain(Outcome.ANSWERED, function, op, "", zone, answer=answer, **facts)

    def plain(self, outcome: Outcome, function: str, op: str, reason: str, zone: str = "", **details: object) -> Result:
        command = Command(function, op, zone or None)
        return Result(command, outcome, reason, details, self.car.functions[function], zone)


def place(name: str, lat: float = HERE[0], lon: float = HERE[1], ko: str = "") -> Place:
    return Place(ko or name, name, (), "station", "", lat, lon, "")


MESSAGE_READ, NOW_PLAYING = Kind.MESSAGE_READ, Kind.NOW_PLAYING
