"""What may be done now: equipment, driving state, ignition, range. Refusals are values with a sentence.

Nothing of a refused command reaches the bus. What the car does not report counts as the unsafe case.
"""

from collections.abc import Callable
from dataclasses import dataclass

from vehicle.catalogue.table import Function, limits, unit
from vehicle.gateway.action import Action, Refusal
from vehicle.gateway.state import State
from vehicle.replies.words import UNITS, particle

STANDSTILL = 0.375  # km/h, the standstill threshold of this generation's speed signals (public facts: 12 x 0.03125)
SPEED_TOO_OLD = 0.2  # s; an older speed counts as moving
GEAR_TOO_OLD = 0.2  # s
WHEELS = tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR"))

IGNITION, AUTO_LIGHT, CALL = "CGW1.CF_Gway_IGNSw", "CGW2.CF_Gway_AutoLightValue", "VA_PHONE_STS.CallState"
GUIDANCE, WAYPOINTS = "VA_NAV_STS.GuidanceState", "VA_NAV_STS.WaypointCount"


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
    return state.value(IGNITION) in ("on", "start")


def parked(state: State, now: float) -> bool:
    return driving(state, now) == "parked"


def never(state: State, now: float) -> bool:
    return False


def not_dark_moving(state: State, now: float) -> bool:
    return driving(state, now) != "moving" or state.value(AUTO_LIGHT) == "bright"


def guiding(state: State, now: float) -> bool:
    return state.value(GUIDANCE) == "guiding"


def has_waypoint(state: State, now: float) -> bool:
    return bool(state.value(WAYPOINTS))


def ringing(state: State, now: float) -> bool:
    return state.value(CALL) == "incoming"


def calling(state: State, now: float) -> bool:
    return state.value(CALL) in ("incoming", "dialling", "active")


@dataclass(frozen=True)
class Condition:
    """What must hold, and the sentence where it does not. The sentence says how the car is: `says` are the signals behind it."""

    holds: Callable[[State, float], bool]
    ko: str
    en: str
    says: tuple[str, ...] = ()


CONDITIONS = {
    "ignition": Condition(ignition_on, "시동이 꺼져 있어서 할 수 없어요.", "I can't do that with the ignition off.", (IGNITION,)),
    "parked": Condition(parked, "주차 중일 때만 할 수 있어요. P단에 놓고 다시 말씀해 주세요.", "I can only do that while parked, in P."),
    "never": Condition(never, "주행 보조 기능은 음성으로 바꿀 수 없어요. 차의 스위치를 써 주세요.", "Driver assistance is never changed by voice. Please use the car's switch."),
    "not_dark_moving": Condition(not_dark_moving, "어두운 길을 달리는 중이라 전조등은 끌 수 없어요.", "I won't turn the headlights off while driving in the dark.", (*WHEELS, AUTO_LIGHT)),
    "guiding": Condition(guiding, "길 안내 중이 아니라서 할 수 없어요.", "There is no route to change.", (GUIDANCE,)),
    "has_waypoint": Condition(has_waypoint, "뺄 경유지가 없어요.", "There is no stop to remove.", (WAYPOINTS,)),
    "ringing": Condition(ringing, "걸려 온 전화가 없어요.", "Nobody is calling.", (CALL,)),
    "calling": Condition(calling, "통화 중이 아니에요.", "There is no call.", (CALL,)),
}  # fmt: skip
UNSURE = Refusal(
    "unknown_state",
    "차의 상태를 지금은 알 수 없어서 하지 않았어요.",
    "I can't tell the state of the car right now, so I left it alone.",
)


def refuse(row: Function, op: str, state: State, now: float) -> Refusal | None:
    """Why this op may not be done now whatever its value: not fitted, or a condition of the row; None if it may."""
    if not row.fitted:
        return Refusal("not_fitted", f"이 차에는 {row.ko} 기능이 없어요.", f"This car has no {row.en}.")
    needs = row.needs.get(op, ()) + (row.needs.get("*", ()) if row.writes(op) else ())
    for need in needs:
        condition = CONDITIONS[need]
        if not condition.holds(state, now):
            known = all(state.value(path) is not None for path in condition.says)
            return Refusal(need, condition.ko, condition.en) if known else UNSURE
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
