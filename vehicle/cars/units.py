"""Converts between the spoken unit of a function and the number of a signal: percent of its range, and its steps."""

import math

from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.wiring import Wire


def is_percent(function: Function) -> bool:
    """Is the value of this function spoken in percent?"""
    return function.value is not None and function.value.kind == "percent"


def to_signal(car: Car, function: Function, wire: Wire, value: float) -> float:
    """The command signal's number for a number in the function's unit: percent of its range, else the same number."""
    if not is_percent(function):
        return value
    top = float(car.dbc.signal(wire.command).maximum or 100)
    return value if top == 100 else math.floor(value / 100 * top + 0.5)


def from_signal(car: Car, function: Function, wire: Wire, value: SignalValue, asked: object = None) -> float:
    """A status value as a number in the function's unit; the inverse of to_signal, rounded to whole percent.

    In a coarse signal several percentages give the same step: if `asked` gives this step, `asked` is returned.
    """
    found = car.codec.number(wire.status, value)
    if not is_percent(function):
        return found
    if isinstance(asked, int | float) and car.codec.matches(wire.status, value, to_signal(car, function, wire, asked)):
        return float(asked)
    top = float(car.dbc.signal(wire.command or wire.status).maximum or 100)
    return min(float(round(found / top * 100)), 100.0)


def snapped(car: Car, path: str, value: SignalValue) -> SignalValue:
    """A number rounded to the steps of its signal; a word unchanged."""
    if isinstance(value, str):
        return value
    signal = car.dbc.signal(path)
    return float(round((value - signal.offset) / signal.scale) * signal.scale + signal.offset)
