"""Rows of the catalogue: questions about the car and the time, functions of agents, and the dialog itself."""

from collections.abc import Mapping

from vehicle.catalogue.row import ELSEWHERE, AtLeast, Row, Value, ops

HOME_OPS = "on off set up down open close lock unlock start stop"
HOME = ops(f"{HOME_OPS} query", **dict.fromkeys(HOME_OPS.split(), ELSEWHERE))
DEVICES = (
    "aircon",
    "washer",
    "fridge",
    "light",
    "vacuum",
    "tv",
    "heater",
    "door",
    "gas",
    "curtain",
    "window",
    "purifier",
)
HOME_ASKS = {"door": ("open",), "gas": ("on", "open")}  # device -> ops that are asked about first, besides unlock

DIALOG = ops("do", do=ELSEWHERE)


def by_agent(names: str, prefix: str, given: Mapping[str, str | float | AtLeast], agent: str) -> list[Row]:
    """Functions that the car does not have: an agent has to do them."""
    return [Row(f"{prefix}.{name}", given, agent=agent) for name in names.split()]


ROWS = (
    Row("status.fuel", ops("query")),
    Row("status.range", ops("query")),
    Row("status.tyre", ops("query"), answer="checks"),
    Row("status.engine", ops("query"), answer="checks"),
    Row("status.door", ops("query"), answer="checks"),
    Row("status.temperature_outside", ops("query")),
    Row("status.temperature_inside", ops("query")),
    Row("status.odometer", ops("query")),
    Row("status.maintenance", ops("query")),
    Row("status.battery", ops("query")),
    Row("status.air_quality_inside", ops("query")),
    Row("status.warning", ops("query"), answer="checks"),
    Row("info.time", ops("query"), answer="clock"),
    Row("info.date", ops("query"), answer="calendar"),
    *by_agent("weather news stock sports air_quality calendar general", "info", ops("query"), "information"),
    *(
        Row(f"home.{device}", HOME, Value("device"), asks=("unlock", *HOME_ASKS.get(device, ())), agent="home")
        for device in DEVICES
    ),
    *by_agent("alarm timer reminder calendar email note", "assistant", ops("do", do=ELSEWHERE), "assistant"),
    Row("agent.handoff", ops("do", do=ELSEWHERE), Value("text"), agent="other"),
    *(Row(f"dialog.{word}", DIALOG, is_dialog=True) for word in ["yes", "no", "cancel", "repeat", "help"]),
    *(Row(f"dialog.{word}", DIALOG, Value("count"), is_dialog=True) for word in ["undo", "select"]),
    *(Row(f"dialog.{word}", DIALOG, is_dialog=True) for word in ["thanks", "stop"]),
    Row("schedule", ops("query cancel", cancel=ELSEWHERE), is_dialog=True),
    Row("history", ops("query clear", clear=ELSEWHERE), Value("text"), is_dialog=True),  # places driven to
)
