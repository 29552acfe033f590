"""Drive profiles: speed, selector lever and daylight over time, built in (drives/*.csv) or from a file.

A profile is a CSV file with a header. Columns, in any order:

    time_s     seconds since the start, rising, the first is 0
    speed_kmh  km/h, not negative; changes linearly between two rows
    gear       selector lever (P, R, N, D, ...), from its row on; optional: P before the first move and after the last,
               else D
    light      bright or dark, from its row on (a tunnel, the night); optional: bright

An empty cell of gear or light keeps the previous value. Lines that start with # are comments. A profile whose last row
equals its first starts again at its end; any other keeps the values of its last row.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from pathlib import Path

from vehicle.can.dbc import Dbc

HERE = Path(__file__).parent / "drives"
LIGHTS = ("bright", "dark")
NEEDED, OPTIONAL = ("time_s", "speed_kmh"), ("gear", "light")
QUICKEST, HARDEST = 6.0, 10.0  # m/s2 speeding up (0 to 100 km/h in 4.6 s) and braking (tyres on a dry road), assumed
CREEP = 1.0  # km/h; below it the lever may go to P or change between R and forward gears, assumed


class ProfileError(ValueError):
    """A profile cannot be read or driven. The message says file, line and reason."""


@dataclass(frozen=True)
class Limits:
    """What a car can show of a profile."""

    fastest: float  # km/h, largest value of its speed signal
    gears: tuple[str, ...]
    lights: tuple[str, ...] = LIGHTS


def limits(dbc: Dbc, speed: str, gear: str, light: str = "") -> Limits:
    """Limits from a car's DBC, by the paths of its signals; without light sensor the column light is allowed and
    ignored.
    """
    lights = tuple(dbc.words(light)) if light else LIGHTS
    return Limits(float(dbc.signal(speed).maximum or 0), tuple(dbc.words(gear)), lights)


@dataclass(frozen=True)
class Moment:
    """What the driver does at one time, and the daylight."""

    speed: float  # km/h
    gear: str
    light: str


@dataclass(frozen=True)
class Profile:
    name: str
    times: tuple[float, ...]  # s
    moments: tuple[Moment, ...]

    @property
    def duration(self) -> float:
        """s"""
        return self.times[-1]

    @cached_property
    def repeats(self) -> bool:
        """Does the profile start again at its end?"""
        return self.duration > 0 and self.moments[0] == self.moments[-1]

    def at(self, time: float) -> Moment:
        """What the driver does `time` seconds after the start."""
        if self.repeats:
            time %= self.duration
        after = bisect_right(self.times, time)
        if after == len(self.times):
            return self.moments[-1]
        start, before, following = self.times[after - 1], self.moments[after - 1], self.moments[after]
        if before.speed == following.speed:
            return before
        share = (time - start) / (self.times[after] - start)
        return Moment(before.speed + (following.speed - before.speed) * share, before.gear, before.light)


def names() -> list[str]:
    """Names of the built-in profiles."""
    return sorted(path.stem for path in HERE.glob("*.csv"))


def load(name: str, can: Limits) -> Profile:
    """A built-in profile by name, else a file; `can` has the limits of the car. Raises ProfileError."""
    path = HERE / f"{name}.csv" if name in names() else Path(name)
    try:
        return parse(path.stem, path.read_text(encoding="utf-8-sig").splitlines(), can)
    except (FileNotFoundError, IsADirectoryError):
        raise ProfileError(f"drive profile {name}: no file of that name; built in are {', '.join(names())}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ProfileError(f"drive profile {name}: {error}") from error
    except ProfileError as error:
        raise ProfileError(f"drive profile {name}, {error}") from None


def parse(name: str, lines: Iterable[str], can: Limits) -> Profile:
    """A profile from the lines of its file. Raises ProfileError with the line's number."""
    numbered = [
        (number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")
    ]
    if not numbered:
        raise ProfileError("line 1: the file is empty")
    (first, header), body = numbered[0], numbered[1:]
    columns = [column.strip() for column in next(csv.reader([header]))]
    check_header(first, columns)
    if not body:
        raise ProfileError(f"line {first}: there is a header and no row below it")
    times: list[float] = []
    moments: list[Moment] = []
    for number, line in body:
        try:
            time, moment = row(columns, line, moments[-1] if moments else None, can)
            check_step(times[-1] if times else None, moments[-1] if moments else None, time, moment)
        except ProfileError as error:
            raise ProfileError(f"line {number}: {error}") from None
        times.append(time)
        moments.append(moment)
    if "gear" not in columns:
        moments = with_gears(moments)
    else:
        for (number, _), before, after in zip(body, moments, moments[1:]):
            if before.gear == "P" and (before.speed or after.speed):
                raise ProfileError(f"line {number}: the car moves in P")
        if moments[-1].gear == "P" and moments[-1].speed:
            raise ProfileError(f"line {body[-1][0]}: the car moves in P")
    return Profile(name, tuple(times), tuple(moments))


def check_header(number: int, columns: Sequence[str]) -> None:
    missing = [column for column in NEEDED if column not in columns]
    unknown = [column for column in columns if column not in NEEDED + OPTIONAL]
    if missing:
        raise ProfileError(f"line {number}: no column {' and '.join(missing)} (found: {', '.join(columns)})")
    if unknown:
        raise ProfileError(
            f"line {number}: unknown column {', '.join(unknown)}; there are {', '.join(NEEDED + OPTIONAL)}"
        )
    if len(set(columns)) < len(columns):
        raise ProfileError(f"line {number}: a column is given twice")


def row(columns: Sequence[str], line: str, before: Moment | None, can: Limits) -> tuple[float, Moment]:
    """(s, what the driver does) of one line. Raises ProfileError without the line's number."""
    cells = [cell.strip() for cell in next(csv.reader([line]))]
    if len(cells) != len(columns):
        raise ProfileError(f"{len(cells)} cells, the header has {len(columns)}")
    found = dict(zip(columns, cells))
    gear = found.get("gear") or (before.gear if before else "P")
    light = found.get("light") or (before.light if before else "bright")
    for column, word, words in (("gear", gear, can.gears), ("light", light, can.lights)):
        if word not in words:
            raise ProfileError(f"{column} {word!r} is none of {', '.join(words)}")
    speed = number(found, "speed_kmh")
    if not 0 <= speed <= can.fastest:
        raise ProfileError(f"speed_kmh {speed:g} is not in 0 to {can.fastest:g}")
    return number(found, "time_s"), Moment(speed, gear, light)


def number(cells: dict[str, str], column: str) -> float:
    try:
        value = float(cells[column])
    except ValueError:
        raise ProfileError(f"{column} {cells[column]!r} is not a number") from None
    if not isfinite(value):
        raise ProfileError(f"{column} {cells[column]!r} is not a number")
    return value


def check_step(last: float | None, before: Moment | None, time: float, after: Moment) -> None:
    """Raises ProfileError if no car can get from one row to the next."""
    if last is None or before is None:
        if time:
            raise ProfileError(f"time_s {time:g}: the first row is at 0")
        return
    if time <= last:
        raise ProfileError(f"time_s {time:g} does not come after {last:g}")
    acceleration = (after.speed - before.speed) / 3.6 / (time - last)  # m/s2
    if not -HARDEST <= acceleration <= QUICKEST:
        raise ProfileError(
            f"{before.speed:g} to {after.speed:g} km/h in {time - last:g} s is {acceleration:.1f} m/s2: "
            "no car does that"
        )
    if before.gear != after.gear and "R" in (before.gear, after.gear) and after.speed > CREEP:
        raise ProfileError(f"lever from {before.gear} to {after.gear} at {after.speed:g} km/h")


def with_gears(moments: Sequence[Moment]) -> list[Moment]:
    """Sets gear P before the car first moves and after its last stop, else D."""
    moving = [index for index, moment in enumerate(moments) if moment.speed]
    if not moving:
        return list(moments)
    first, last = max(0, moving[0] - 1), moving[-1]
    return [Moment(m.speed, "D" if first <= index <= last else "P", m.light) for index, m in enumerate(moments)]
