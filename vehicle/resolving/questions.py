"""The facts that answer a question, from what the car reported. None: the car has not reported them.

Each has "answer", the kind of answer that the row of the catalogue names, and what its sentence needs:
  describe: zones {leaf: value of its status}; setting: the same, of what is set and not measured;
  checks: failed (names of checks), fine (the word that is fine); clock, calendar: now;
  remaining: what, km, minutes, now, by_road, or no_route; track: paused, station (MHz) or title;
  road, far: see vehicle/resolving/road_questions.py.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from navigation.drive import Left
from vehicle.can.text_link import Kind
from vehicle.can.values import known
from vehicle.cars.function import Function
from vehicle.cars.wiring import Write
from vehicle.gateway.situation import Situation

Facts = Mapping[str, Any]


def facts(
    function: Function, zone: str, value: object, situation: Situation, now: datetime, left: Left | None = None
) -> Facts | None:
    """The facts that a question of this function asks for, or None. `now` is the wall clock, `left` what is left of the
    way by road, where that is known."""
    kinds: dict[str, Callable[[], Facts | None]] = {
        "": lambda: describe(function, zone, situation),
        "setting": lambda: setting(function, zone, situation),
        "checks": lambda: checks(function, situation),
        "clock": lambda: {"answer": "clock", "now": now},
        "calendar": lambda: {"answer": "calendar", "now": now},
        "remaining": lambda: remaining(situation, value, now, left),
        "track": lambda: track(situation),
    }
    return kinds[function.answer]()


def describe(function: Function, zone: str, situation: Situation) -> Facts | None:
    """The status of each wired zone; of a function without a wire, whether it is on."""
    if not function.wires:
        return switched(function, situation)
    values = {leaf: situation.value(function.wires[leaf].status) for leaf in function.wired_zones(zone)}
    return None if None in values.values() else {"answer": "describe", "zones": values}


def setting(function: Function, zone: str, situation: Situation) -> Facts | None:
    """What is set in each wired zone, for a sentence that says that it was set: the cabin may be warmer."""
    found = describe(function, zone, situation)
    return found and {**found, "answer": "setting"}


def switched(function: Function, situation: Situation) -> Facts | None:
    """On or off of a function that no single status shows, such as the heater: on is all that its op "on" expects."""
    target = function.ops["on"]
    expects = target.expects if isinstance(target, Write) else {}
    values = {path: situation.value(path) for path in expects}
    if not expects or None in values.values():
        return None
    on = all(values[path] in wanted for path, wanted in expects.items())
    return {"answer": "describe", "zones": {"": "on" if on else "off"}}


def checks(function: Function, situation: Situation) -> Facts | None:
    """Which of the row's checks are not fine."""
    values = [(check, situation.value(check.status)) for check in function.checks]
    if any(value is None for _, value in values):
        return None
    failed = tuple(check.name for check, value in values if value not in check.fine)
    return {"answer": "checks", "failed": failed, "fine": function.checks[0].fine[0]}


def remaining(situation: Situation, what: object, now: datetime, way: Left | None) -> Facts | None:
    """Distance and time to the destination: those of the way by road, else as the car shows them. What it shows is that
    of the way before for a moment, once that has changed."""
    signals = situation.signals
    if situation.value(signals.guidance) == "idle":
        return {"answer": "remaining", "no_route": True}
    if way is not None:
        told = {"km": way.metres / 1000, "minutes": round(way.seconds / 60), "by_road": True}
        return {"answer": "remaining", "what": str(what or ""), "now": now, **told}
    parts = [situation.value(path) for path in (*signals.distance_left, *signals.time_left)]
    if not parts or not all(known(part) for part in parts) or parts[2] != "km":
        return None
    whole, tenths, _, hours, minutes = parts
    km, left = float(f"{int(whole or 0)}.{int(tenths or 0)}"), int(hours or 0) * 60 + int(minutes or 0)
    by_road = situation.value(signals.turns_shown) == "turn"
    return {"answer": "remaining", "what": str(what or ""), "km": km, "minutes": left, "now": now, "by_road": by_road}


def track(situation: Situation) -> Facts | None:
    """What is playing: the title that the head unit reported, or the radio station."""
    signals = situation.signals
    source, title = situation.value(signals.source), situation.state.texts.get(Kind.NOW_PLAYING)
    if situation.value(signals.play_state) == "paused":
        return {"answer": "track", "paused": True}
    if source == "fm":
        mhz = situation.value(signals.radio)
        return None if mhz is None else {"answer": "track", "station": float(mhz)}
    if title is None or source is None:
        return None
    return {"answer": "track", "title": title[1]}
