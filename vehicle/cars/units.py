"""Between the spoken unit of a function and the number of a signal: percent of its range, and its steps."""

import math

from vehicle.can.values import WireValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.wiring import Wire


def is_percent(function: Function) -> bool:
    return function.value is not None and function.value.kind == "percent"


def on_wire(car: Car, function: Function, wire: Wire, value: float) -> float:
    """A number in the function's unit as one of the command signal: percent of its range, else the same."""
    if not is_percent(function):
        return value
    top = float(car.dbc.signal(wire.command).maximum or 100)
    return value if top == 100 else math.floor(value / 100 * top + 0.5)


def spoken_unit(car: Car, function: Function, wire: Wire, value: WireValue, asked: object = None) -> float:
    """A status value as a number in the function's unit; the inverse of on_wire, rounded to whole percent.

    Many percentages come to one step of a coarse signal: if this is the step of the one that was `asked`, it is that.
    """
    found = car.codec.number(wire.status, value)
    if not is_percent(function):
        return found
    if isinstance(asked, int | float) and car.codec.matches(wire.status, value, on_wire(car, function, wire, asked)):
        return float(asked)
    top = float(car.dbc.signal(wire.command or wire.status).maximum or 100)
    return min(float(round(found / top * 100)), 100.0)


def snapped(car: Car, path: str, value: WireValue) -> WireValue:
    """A number on the grid of its signal; a word as it is."""
    if isinstance(value, str):
        return value
    grid = car.dbc.signal(path)
    return float(round((value - grid.offset) / grid.scale) * grid.scale + grid.offset)
