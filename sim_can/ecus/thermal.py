"""Thermal model of the cabin with two heat capacities: the air with thin surfaces, and seats and trim. No signals.

Temperatures in degC, conductances in W/K. Constants have their source; "assumed" means our engineering estimate.
Not modelled: humidity (latent heat at the evaporator), radiation to the sky, the two sides of the cabin.
"""

from dataclasses import dataclass
from math import sqrt

CP_AIR = 1005.0  # J/(kg K), dry air
SHELL_AREA = 6.68  # m2, 3.302 m x 2.02 m; NREL FASTSim 3, the example of LumpedCabin in its documentation
SHELL = 10.1  # W/(m2 K), through roof, doors and glass; same source
STILL_AIR = 8.0  # W/(m2 K), outside of a standing car with a little wind, assumed
# J/K, seats and trim; C_base = 144,240 of the JRC cabin model of 2021 (github SGilSayas/MACproject)
INTERIOR = 144_000.0
AIR = 25_000.0  # J/K, 3 m3 of air and the thin surfaces, assumed
COUPLING = 100.0  # W/K between the two, assumed
SUN_APERTURE = 0.86  # m2, glass area x transmissivity over all windows; same JRC model
ROOF = 0.3  # share of the shell that the sun shines on, assumed
PAINT = 0.5  # of the sun that silver paint absorbs, assumed
SUN_TO_AIR = 0.5  # share of the sun on thin surfaces, assumed
DRIVER_HEAT = 70.0  # W, sensible heat of one person, seated, very light work; ASHRAE Fundamentals, chapter 18, table 1
LEAK = 0.005  # kg/s through gaps, assumed
OPEN_STILL, OPEN_MOVING = 0.02, 0.004  # kg/s by an open window: standing, and more for each m/s, assumed

BLOWER_LEVELS = 8
LEAST_FLOW, MOST_FLOW = 0.02, 0.13  # kg/s at levels 1 and 8 (60 and 390 m3/h), assumed
EVAPORATOR = 4.0  # degC, the coldest that it may be without icing, assumed
COOLING_IDLE, COOLING_DRIVING = 3000.0, 4500.0  # W, the compressor turns slower at idle, assumed
HEATER = 0.7  # effectiveness of the heater core, assumed
HOTTEST = 60.0  # degC at the vents, assumed
GAIN = 4.0  # K at the vents for each K of deviation of the cabin, assumed
LONGEST = 1.0  # s, a step of the integration; the fastest time constant is above 20 s

BLOCK = 80_000.0  # J/K, engine block and coolant, assumed
BLOCK_LOSS = 20.0  # W/K to the outside of a standing car, assumed
THERMOSTAT = 88.0  # degC; above it the radiator takes the heat, assumed


@dataclass(frozen=True)
class Cabin:
    air: float  # degC
    interior: float  # degC


@dataclass(frozen=True)
class Around:
    outside: float  # degC
    speed: float = 0.0  # km/h
    sun: float = 0.0  # W/m2
    openings: float = 0.0  # sum of the opened shares of windows and roof


@dataclass(frozen=True)
class Supply:
    """The air from the vents."""

    flow: float = 0.0  # kg/s
    outlet: float = 0.0  # degC


def outer(speed: float) -> float:
    """W/(m2 K) outside at `speed` km/h; assumed, in the form attributed to SAE 2013-01-1507 (not available to us)."""
    return max(STILL_AIR, 0.6 + 6.64 * sqrt(speed / 3.6))


def shell(speed: float) -> float:
    """W/K through the body."""
    return SHELL_AREA / (1 / outer(speed) + 1 / SHELL)


def hot_roof(around: Around) -> float:
    """W through a roof heated by the sun and cooled by the air flow (sol-air temperature)."""
    return shell(around.speed) * ROOF * PAINT * around.sun / outer(around.speed)


def exchange(around: Around) -> float:
    """W/K between cabin air and outside, without the blower."""
    draught = LEAK + around.openings * (OPEN_STILL + OPEN_MOVING * around.speed / 3.6)
    return shell(around.speed) + draught * CP_AIR


def blower_flow(level: float) -> float:
    """kg/s at a blower level."""
    return 0.0 if level <= 0 else LEAST_FLOW + (MOST_FLOW - LEAST_FLOW) * (level - 1) / (BLOWER_LEVELS - 1)


def gain(cabin: Cabin, around: Around, air: float) -> float:
    """W into cabin air of `air` degC, without the vents."""
    return (
        exchange(around) * (around.outside - air)
        + COUPLING * (cabin.interior - air)
        + SUN_TO_AIR * SUN_APERTURE * around.sun
        + hot_roof(around)
        + DRIVER_HEAT
    )


def step(cabin: Cabin, dt: float, around: Around, supply: Supply) -> Cabin:
    """The cabin `dt` seconds later."""
    while dt > 0:
        part = min(dt, LONGEST)
        into_air = gain(cabin, around, cabin.air) + supply.flow * CP_AIR * (supply.outlet - cabin.air)
        into_interior = COUPLING * (cabin.air - cabin.interior) + (1 - SUN_TO_AIR) * SUN_APERTURE * around.sun
        cabin = Cabin(cabin.air + into_air * part / AIR, cabin.interior + into_interior * part / INTERIOR)
        dt -= part
    return cabin


def reach(inlet: float, flow: float, coolant: float, cooling: float) -> tuple[float, float]:
    """(coldest, warmest) degC that the vents give from air of `inlet` degC; `cooling` in W, 0 without compressor."""
    warmest = max(inlet, min(HOTTEST, inlet + HEATER * (coolant - inlet)))
    if not cooling or not flow:
        return inlet, warmest
    return min(inlet, max(EVAPORATOR, inlet - cooling / (flow * CP_AIR))), warmest


def wanted_outlet(cabin: Cabin, around: Around, flow: float, target: float) -> float:
    """degC at the vents that bring the cabin to `target` and hold it there."""
    return target - gain(cabin, around, target) / (flow * CP_AIR) + GAIN * (target - cabin.air)


def coolant_step(coolant: float, dt: float, outside: float, heat: float) -> float:
    """degC of the coolant `dt` seconds later; `heat` in W is that of the combustion less that taken by the cabin."""
    while dt > 0:
        part = min(dt, 60.0)
        coolant = min(THERMOSTAT, coolant + (heat - BLOCK_LOSS * (coolant - outside)) * part / BLOCK)
        dt -= part
    return coolant
