"""What may be done now: equipment, driving state, ignition, range. Refusals are values with a sentence.

Nothing of a refused command reaches the bus. What the car does not report counts as the unsafe case.
"""

import time
from collections.abc import Callable

from vehicle.command import Action, Refusal
from vehicle.functions import Function, limits, unit
from vehicle.state import State
from vehicle.words import UNITS, particle

STANDSTILL = 0.375  # km/h, the standstill threshold of this generation's speed signals (public facts: 12 x 0.03125)
SPEED_TOO_OLD = 0.2  # s; an older speed counts as moving
GEAR_TOO_OLD = 0.2  # s
WHEELS = tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR"))


def speed(state: State, now: float) -> float | None:
    """km/h of the fastest wheel, None if not received within 200 ms."""
    values = [state.value(path, newer_than=now - SPEED_TOO_OLD) for path in WHEELS]
    return None if None in values else max(float(value) for value in values)  # type: ignore[arg-type]


def driving(state: State, now: float) -> str:
    """parked, idling (standing, not in P) or moving; unknown counts as moving."""
    kmh = speed(state, now)
    if kmh is None or kmh >= STANDSTILL:
        return "moving"
    return "parked" if state.value("LVR12.CF_Lvr_Gear", newer_than=now - GEAR_TOO_OLD) == "P" else "idling"


def ignition_on(state: State, now: float) -> bool:
    return state.value("CGW1.CF_Gway_IGNSw") in ("on", "start")


def parked(state: State, now: float) -> bool:
    return driving(state, now) == "parked"


def never(state: State, now: float) -> bool:
    return False


def not_dark_moving(state: State, now: float) -> bool:
    return driving(state, now) != "moving" or state.value("CGW2.CF_Gway_AutoLightValue") == "bright"


def guiding(state: State, now: float) -> bool:
    return state.value("VA_NAV_STS.GuidanceState") == "guiding"


def has_waypoint(state: State, now: float) -> bool:
    return bool(state.value("VA_NAV_STS.WaypointCount"))


def ringing(state: State, now: float) -> bool:
    return state.value("VA_PHONE_STS.CallState") == "incoming"


def calling(state: State, now: float) -> bool:
    return state.value("VA_PHONE_STS.CallState") in ("incoming", "dialling", "active")


CONDITIONS: dict[str, tuple[Callable[[State, float], bool], str, str]] = {
    "ignition": (ignition_on, "시동이 꺼져 있어서 할 수 없어요.", "I can't do that with the ignition off."),
    "parked": (parked, "주차 중일 때만 할 수 있어요. P단에 놓고 다시 말씀해 주세요.", "I can only do that while parked, in P."),
    "never": (never, "주행 보조 기능은 음성으로 바꿀 수 없어요. 차의 스위치를 써 주세요.", "Driver assistance is never changed by voice. Please use the car's switch."),
    "not_dark_moving": (not_dark_moving, "어두운 길을 달리는 중이라 전조등은 끌 수 없어요.", "I won't turn the headlights off while driving in the dark."),
    "guiding": (guiding, "길 안내 중이 아니라서 할 수 없어요.", "There is no route to change."),
    "has_waypoint": (has_waypoint, "뺄 경유지가 없어요.", "There is no stop to remove."),
    "ringing": (ringing, "걸려 온 전화가 없어요.", "Nobody is calling."),
    "calling": (calling, "통화 중이 아니에요.", "There is no call."),
}  # fmt: skip


def refuse(row: Function, op: str, state: State, now: float | None = None) -> Refusal | None:
    """Why this op may not be done now whatever its value: not fitted, or a condition of the row; None if it may."""
    now = time.monotonic() if now is None else now
    if not row.fitted:
        return Refusal("not_fitted", f"이 차에는 {row.ko} 기능이 없어요.", f"This car has no {row.en}.")
    needs = row.needs.get(op, ()) + (row.needs.get("*", ()) if row.writes(op) else ())
    for need in needs:
        holds, ko, en = CONDITIONS[need]
        if not holds(state, now):
            return Refusal(need, ko, en)
    return None


def refuse_action(action: Action, state: State, now: float) -> Refusal | None:
    """Why an action may not be done now whatever op was said: switching the lamps off by "set off", or by an undo."""
    refusals = (refuse(action.row, op, state, now) for op in action.row.ops_that_write(action.zone, action.writes))
    return next((refusal for refusal in refusals if refusal), None)


def out_of_range(action: Action) -> Refusal | None:
    """The refusal with the range if the resolved number is outside it or between its steps."""
    bounds = limits(action.row)
    if bounds is None or action.number is None:
        return None
    low, high, step = bounds
    ko_unit, en_unit = UNITS.get(unit(action.row), ("", ""))
    if not low <= action.number <= high:
        ko = f"{particle(action.row.ko, '은', '는')} {low:g}{ko_unit}부터 {high:g}{ko_unit}까지 할 수 있어요."
        return Refusal("range", ko, f"The {action.row.en} goes from {low:g} to {high:g}{en_unit}.")
    if abs(action.number / step - round(action.number / step)) > 1e-6:
        return Refusal(
            "step",
            f"{action.row.ko} 조절은 {step:g}{ko_unit} 단위로 할 수 있어요.",
            f"The {action.row.en} goes in steps of {step:g}{en_unit}.",
        )
    return None
