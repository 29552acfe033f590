"""What rows of the Microsoft automotive skill (Bot Framework, MIT) mean: settings of a car. Training only.

The rows annotate SETTING, VALUE, AMOUNT and UNIT. What is set gives the function, the value its op; a row with words
outside these tables is left out. Fahrenheit, and zones that this car's function has not, are left out too.
"""

import re
from collections.abc import Mapping

from languages.numbers import parse_number
from nlu.public_data.annotated_text import Piece, Slots, write

# words for what is set, zone words taken off -> function
SETTINGS: dict[str, str] = {
    r"(air |car |cabin |climate )?(temperature|temp)": "climate.temperature",
    r"(sound |media |audio |music |radio )?volume": "media.volume",
    r"(air )?(fan|fans|blower|blowers)( speed)?|speed (of )?fan": "climate.fan",
    r"ac|a c|a/c|air condition(ing|er|ers)?": "climate.ac",
    r"heaters?|heating|heat": "climate.heater",
    r"hvac|climate|climate control": "climate.power",
    r"auto(matic)? (hvac|climate)": "climate.auto",
    r"air recirculati(on|ng)": "climate.recirculation",
    r"(max(imum|imal)? |front |windshield |windscreen )?(defrost|defroster|defog|defogger|demist|"
    r"demister)": "climate.defrost_front",
    r"(rear|back) (window |windshield )?(defrost|defroster|defog|defogger|demist|demister)": "climate.defrost_rear",
    r"(side )?blind (spot|zone)( \w+)*": "adas.blind_spot",
    r"(parking (assist|assistance|assistant|help|helper)|park assist|assisted parking)": "adas.park_assist",
    r"(lane (change|switch)|(change|switch) lanes?)( \w+)*": "adas.lane_change",
    r"((front|forward) )?(collision|crash)( (system|alert|warning|response|detection|notification)s?)?": (
        "adas.forward_collision"
    ),
    r"((front|forward|auto|automatic|emergency) )+brak(e|es|ing)( assist\w*)?|brake assist\w*": "adas.auto_brake",
    r"((front|forward|rear|back) )?pedestrian( \w+)*": "adas.pedestrian_alert",
    r"((rear|back) )?cross traffic( \w+)*|(rear|back) traffic( \w+)*|rear cross alerts?": "adas.rear_cross_traffic",
    r"(drows\w+|tiredness|sleep(y|iness)|fatigue)( \w+)*": "adas.drowsiness",
    r"fuel( tank| level)?|gas( tank)?|gasoline|petrol|diesel": "status.fuel",
    r"tire pressure|tires?|tyres?|pressure": "status.tyre",
}
AIRFLOW = r"((air|airflow|air ?flow|air delivery|air direction)( (mode|control|direction|delivery|flow))*)"
AIRFLOW_WORDS = {  # values of an airflow setting -> value word
    r"feet|floor": "feet",
    r"windshield|windscreen": "windshield",
    r"floor and (the )?(windshield|windscreen)": "feet_windshield",
}
LACKING = r"equalizer|treble|\bbass\b|midrange|surround|bumper"
OPS: dict[str, str] = {  # words of VALUE -> op
    r"up|raise|increase|rise|increment|hike|crank( up)?|higher|boost": "up",
    r"down|lower|decrease|reduce|drop|decrement": "down",
    r"on|activate|activated|enable|enabled|engage|engaged|start|start up": "on",
    r"off|deactivate|deactivated|disable|disabled|disengage|disengaged|shut down|stop|get rid of|terminate": "off",
    r"louder|loud": "louder",
    r"quieter|more quiet|quiet": "quieter",
    r"warmer|hotter": "warmer",
    r"cooler|colder": "cooler",
    r"mute|silent": "mute",
    r"unmute": "unmute",
    r"synch?(ed|ing|ronized|ronizing)?|synchronize|linked": "sync",
    r"unsynch?(ed|ing|ronized|ronizing)?|unsynchronize": "unsync",
}
MEANT: dict[str, str] = {  # "function op" where the op is not the catalogue's -> header, "" to leave the row out
    "climate.temperature warmer": "climate.temperature up",
    "climate.temperature cooler": "climate.temperature down",
    "media.volume louder": "media.volume up",
    "media.volume quieter": "media.volume down",
    "media.volume off": "media.volume mute",
    "media.volume on": "",
    **{
        f"{f} {op}": f"climate.sync {to}"
        for f in ("climate.power", "climate.temperature", "climate.ac")
        for op, to in (("sync", "on"), ("unsync", "off"))
    },
}
QUERIES = (  # that have a query in CHECK rows
    "climate.temperature", "media.volume", "climate.fan", "climate.ac", "climate.power", "climate.recirculation",
    "adas.lane_change", "adas.blind_spot", "adas.forward_collision", "adas.auto_brake", "adas.pedestrian_alert",
    "adas.rear_cross_traffic", "adas.drowsiness", "adas.park_assist", "status.fuel", "status.tyre",
)  # fmt: skip
ASKS = re.compile(
    r"^(is|are|was|have|has|did|does|do|what|what's|how|how's|tell|check|give|update|status|"
    r"inform|let me know|remind me|confirm|show|can you|could you|would you|will you|please|i "
    r"(need|want|would like|'d like) to know|i'd like to know)\b"
)
RANGES = {  # of an absolute amount that is taken
    "climate.temperature": (10, 32),  # degC
    "media.volume": (0, 100),  # %
    "climate.fan": (0, 10),  # levels
}
MOST_STEPS = 10  # of "up by ..."
ZONES_SAID = {  # words of SETTING -> zone
    r"(?:co[- ]?drivers?|passengers?)(?:'s)?(?: side)?": "passenger",
    r"drivers?(?:'s)?(?: side)?": "driver",
}
COLD = re.compile(r"chilly|cold|colder|freezing|nippy|frigid|frosty|frozen|shivering")
HOT = re.compile(r"hot|hotter|burning up|oven|furnace")
NOT_MEANT = re.compile(r"\b(not|don't|never|no|fahrenheit|as|outside|should)\b|\b(potato|willy|heaven)\b")


def car_setting(intent: str, pieces: list[Piece]) -> tuple[str, str] | None:
    """The header and the template text of a row of the automotive skill; None where the tables do not hold it."""
    text = "".join(words for words, _ in pieces)
    said = {
        label: " ".join(words for words, other in pieces if other == label)
        for label in ("setting", "value", "amount", "unit")
    }
    setting, zone, slots = said["setting"].removeprefix("the "), "", {}
    if NOT_MEANT.search(text):
        return None
    for words, name in ZONES_SAID.items():
        match = re.search(rf"\b{words}\b", text)
        if match and re.search(rf"\b{words}\b", setting) and not zone:
            zone, slots = name, {match.span(): name}
            setting = " ".join(re.sub(rf"\b{words}(?!\w)", "", setting).split())
    if intent == "VEHICLE_SETTINGS_DECLARATIVE":
        return _weather_inside(text, said["value"], setting, zone, slots)
    if intent == "VEHICLE_SETTINGS_CHANGE" and re.search(LACKING, said["setting"]) and not zone:
        return "none", text
    function = next((name for words, name in SETTINGS.items() if re.fullmatch(words, setting)), "")
    if re.fullmatch(AIRFLOW, setting) and intent == "VEHICLE_SETTINGS_CHANGE" and not zone:
        word = (
            ""
            if "open" in text
            else next((word for words, word in AIRFLOW_WORDS.items() if re.fullmatch(words, said["value"])), "")
        )
        return (f"climate.airflow set {word}", text) if word else None
    if not function or (zone and function != "climate.temperature"):
        return None
    if intent == "VEHICLE_SETTINGS_CHECK":
        asks = function in QUERIES and ASKS.search(text) and not re.search(r"station|enough|stop|syn|link", text)
        return (f"{function} query", write(text, slots)) if asks and len(said["value"].split()) < 2 else None
    return _change(function, said, text, slots)


def _change(function: str, said: Mapping[str, str], text: str, slots: Slots) -> tuple[str, str] | None:
    """What a CHANGE row of a known function asks for: a level, a difference, or one op."""
    ops = {op for words, op in OPS.items() if re.fullmatch(words, said["value"])}
    op = ops.pop() if len(ops) == 1 else ""
    if said["amount"]:
        return _amount(function, op, said, text, slots)
    header = MEANT.get(f"{function} {op}", f"{function} {op}")
    wrong_way = function == "climate.recirculation" and "fresh" in text
    noise = function.startswith("adas.") and re.search(r"noise|sound|chime|tone", text)
    if not op or not header or wrong_way or noise:
        return None
    known = header.startswith("climate.sync") or _has_op(function, header.split()[1])
    return (header, write(text, slots)) if known else None


def _amount(function: str, op: str, said: Mapping[str, str], text: str, slots: Slots) -> tuple[str, str] | None:
    """A CHANGE row with an amount: the least or most, a difference ("by two"), or a target within RANGES."""
    amount, unit = said["amount"], said["unit"]
    if function not in RANGES or (said["value"] and op not in ("up", "down")):
        return None
    if re.fullmatch(r"min|minimum|max|maximum", amount):
        return f"{function} set {amount[:3]}", write(text, slots)
    number = parse_number(amount, "%")
    if number is None or amount[0] in "-+" or re.match(r"minus|plus|negative", amount):
        return None
    begin = text.rfind(amount)
    end = begin + len(f"{amount} {unit}" if unit and f"{amount} {unit}" in text else amount)
    numbered = write(text, {**slots, (begin, end): "number"})
    before = text[:begin].split()[-1:]
    if before == ["by"] and op and number <= MOST_STEPS:
        return f"{function} {op}", numbered
    low, high = RANGES[function]
    target = before and before[0] in ("to", "too", "two", "2", "at")
    return (f"{function} set", numbered) if target and low <= number <= high else None


def _has_op(function: str, op: str) -> bool:
    """May a CHANGE row have this op? Of what the catalogue has, on and off unless listed here."""
    kinds = {"climate.temperature": "up down", "media.volume": "up down mute unmute", "climate.fan": "up down on off"}
    return op in kinds.get(function, "" if function.startswith("status.") else "on off").split()


def _weather_inside(text: str, value: str, setting: str, zone: str, slots: Slots) -> tuple[str, str] | None:
    """ "It's freezing in here": warmer or cooler air is wanted; cold hands want the wheel heated."""
    op = "up" if COLD.fullmatch(value) else "down" if HOT.fullmatch(value) else ""
    if re.fullmatch(r"(the )?(temperature|temp|air temp|air temperature)", setting) and value in ("low", "high"):
        op = "up" if value == "low" else "down"
    if setting == "hand" and op == "up":
        return "steering.heat on", text
    if not op or (setting and not re.fullmatch(r"temperature|temp|air|air temperature|air temp|car|body", setting)):
        return None
    return f"climate.temperature {op}", write(text, slots)
