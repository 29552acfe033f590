"""What a car reports and how its buses are, as messages of malcha.v1."""

from collections.abc import Mapping
from dataclasses import dataclass

from contract.messages import value_to_proto
from malcha.v1 import command_pb2, state_pb2, vehicle_pb2
from malcha.v1.state_pb2 import Known
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.units import from_signal
from vehicle.delivery.underway import SignalTarget
from vehicle.doors.messages import timestamp
from vehicle.gateway.bus_state import BusHealth
from vehicle.gateway.state import Reading
from vehicle.turn.assistant import Assistant

# The words are the same in every car (vehicle/cars/signals.py); one that is missing here is not known.
GEARS = {
    "P": state_pb2.GEAR_PARK,
    "R": state_pb2.GEAR_REVERSE,
    "N": state_pb2.GEAR_NEUTRAL,
    "D": state_pb2.GEAR_DRIVE,
    "S": state_pb2.GEAR_SPORT,
    "T": state_pb2.GEAR_MANUAL,
}
IGNITION = {
    "off": state_pb2.IGNITION_OFF,
    "acc": state_pb2.IGNITION_ACC,
    "on": state_pb2.IGNITION_ON,
    "start": state_pb2.IGNITION_START,
}


@dataclass(frozen=True)
class Told:
    """What may be told of one status signal at one moment; two that are equal say the same, apart from the time."""

    known: Known
    value: SignalValue | None  # where it may be used, or may have been
    asked: SignalTarget | None  # what was last asked of it


class CarState:
    """Everything that the assistant's car reports, by status signal."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant, self.epoch = assistant, assistant.epoch
        self.car: Car = assistant.car
        self.statuses: Mapping[str, tuple[Function, str]] = dict(assistant.car.statuses)
        self.units = {path: status_unit(self.car, function, path) for path, (function, _) in self.statuses.items()}

    def told(self, path: str, reading: Reading | None, now: float) -> Told:
        known = self.certainty(path, reading, now)
        value = reading.value if reading is not None and self._usable(path, reading) else None
        return Told(known, value, self.assistant.delivery.targets.get(path))

    def certainty(self, path: str, reading: Reading | None, now: float) -> Known:
        """May the value be used, or why not?"""
        if reading is None:
            return state_pb2.KNOWN_NEVER_HEARD
        longest = self.assistant.state.plausibility.longest_age(path.partition(".")[0])
        if longest is not None and now - reading.at > longest:
            return state_pb2.KNOWN_TOO_OLD
        return state_pb2.KNOWN_FRESH if self._usable(path, reading) else state_pb2.KNOWN_NO_VALUE

    def _usable(self, path: str, reading: Reading) -> bool:
        """Is it a value at all, whatever its age?"""
        return self.assistant.state.plausibility.usable(path, reading.value, 0.0)

    def function_state(self, path: str, reading: Reading | None, told: Told) -> state_pb2.FunctionState:
        """One status signal as the value of its function, and what was last asked of it; a value only where it may be
        used."""
        function, zone = self.statuses[path]
        state = state_pb2.FunctionState(
            function=function.name, zone=zone, unit=self.units[path], signal=path, known=told.known
        )
        if reading is not None:
            state.received_at.CopyFrom(timestamp(reading.at, self.epoch))
        if told.value is not None and told.known == state_pb2.KNOWN_FRESH:
            state.value.CopyFrom(self._value(function, path, told.value))
        elif told.value is not None and told.known == state_pb2.KNOWN_TOO_OLD:
            state.last.CopyFrom(self._value(function, path, told.value))
        if told.asked is not None:
            state.target.CopyFrom(self._value(function, path, told.asked.values[0]))
            state.target_at.CopyFrom(timestamp(told.asked.at, self.epoch))
            if state.HasField("value") and told.value is not None:
                matches = self.car.codec.matches
                state.reached = any(matches(path, told.value, wanted) for wanted in told.asked.values)
        return state

    def _value(self, function: Function, path: str, value: SignalValue) -> command_pb2.Value:
        """A status value in the function's unit: percent of the amplifier's steps, else as it is."""
        wire = next(wire for wire in function.wires.values() if wire.status == path)
        if not isinstance(value, str) and function.value and wire.command:
            value = from_signal(self.car, function, wire, value)
        found = value_to_proto(value)
        assert found is not None
        return found

    def all(self, now: float) -> list[state_pb2.FunctionState]:
        """Every function in every zone."""
        readings = self.assistant.state.snapshot()
        each = ((path, readings.get(path)) for path in self.statuses)
        return [self.function_state(path, reading, self.told(path, reading, now)) for path, reading in each]

    def message(self) -> vehicle_pb2.GetStateResponse:
        """The car and its buses now."""
        situation, signals, clock = self.assistant.situation, self.car.signals, self.assistant.clock
        now = clock()
        gear, ignition = situation.value(signals.gear), situation.value(signals.ignition)
        return vehicle_pb2.GetStateResponse(
            car=self.car.name,
            functions=self.all(now),
            buses=[bus_to_proto(bus) for bus in self.assistant.delivery.bridge.health(now)],
            at=timestamp(now, self.epoch),
            driving=f"DRIVING_{situation.driving(now).upper()}",
            speed_kmh=situation.speed(now),
            gear=GEARS.get(str(gear), state_pb2.GEAR_UNSPECIFIED),
            ignition=IGNITION.get(str(ignition), state_pb2.IGNITION_UNSPECIFIED),
        )


def status_unit(car: Car, function: Function, path: str) -> str:
    """Percent where it is spoken in percent, else the status signal's own: MHz of the FM band, kHz of the AM band."""
    percent = function.value is not None and function.value.kind == "percent"
    return car.unit(function) if percent else str(car.dbc.signal(path).unit or "")


def bus_to_proto(health: BusHealth) -> state_pb2.BusStatus:
    return state_pb2.BusStatus(
        bus=health.bus,
        state=f"BUS_STATE_{health.state.name}",
        utilisation=health.load,
        received=health.received,
        sent=health.sent,
        refused=health.refused,
        blocked=health.blocked,
        late=health.late,
        bus_offs=health.bus_offs,
        alarm=health.alarm,
        fault=health.fault,
        errors=health.errors,
    )
