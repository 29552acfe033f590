"""The catalogue of a car as messages of malcha.v1: what it can be asked for, and in which words and numbers."""

import languages
from malcha.v1.catalogue_pb2 import FunctionInfo, Need, Range
from vehicle.cars.car import Car
from vehicle.cars.function import Function


def functions(car: Car) -> list[FunctionInfo]:
    """Every function of the catalogue, with those that the car has not."""
    return [function_info(car, function) for function in car.functions.values()]


def function_info(car: Car, function: Function) -> FunctionInfo:
    needs = ((op, condition) for op, conditions in function.needs.items() for condition in conditions)
    return FunctionInfo(
        name=function.name,
        names=names(function.name),
        ops=list(function.ops),
        zones=function.zones,
        fitted_zones=[zone for zone in function.wires if zone in function.zones],
        kind=function.value.kind if function.value else "",
        words=function.value.words if function.value else (),
        ranges=ranges(car, function),
        unit=car.unit(function),
        needs=[Need(op=op, condition=condition) for op, condition in needs],
        asks=function.asks,
        vss=function.vss,
        fitted=function.fitted,
        spoken=function.spoken,
    )


def names(function: str) -> dict[str, str]:
    """{language: what its replies call the function}, of those that name it."""
    nouns = {code: languages.part(code, "nouns").NOUNS.get(function, "") for code in languages.codes()}
    return {code: noun for code, noun in nouns.items() if noun}


def ranges(car: Car, function: Function) -> list[Range]:
    """What a number may be, as the DBC has it; of a radio one for each band."""
    if function.value and function.value.kind == "frequency":
        bands = [car.dbc.signal(wire.command) for wire in function.wires.values()]
        return [
            Range(lowest=band.minimum or 0, highest=band.maximum or 0, step=band.scale, unit=band.unit or "")
            for band in bands
        ]
    if (limits := car.limits(function)) is None:
        return []
    low, high, step = limits
    return [Range(lowest=low, highest=high, step=step, unit=car.unit(function))]


def units(car: Car, function: Function) -> set[str]:
    """Those in which a number of it may be given."""
    return {car.unit(function), *(each.unit for each in ranges(car, function))} - {""}
