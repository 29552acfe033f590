"""What guidance says in English."""

from languages.amounts import way, whole_minutes
from languages.en.grammar import amount, counted

ARRIVED = "You have arrived. Guidance ends."
WAYPOINT_REACHED = "You have reached your stop."
WISHES = {
    "off_route": "You have left the route. Looking for a new one.",
    "wrong_way": "You are going the other way. Looking for a new route.",
}
TURNS = {  # the words of the value table -> what is to be done
    "straight": "go straight on", "keep_left": "keep left", "keep_right": "keep right", "slight_left": "bear left",
    "slight_right": "bear right", "left": "turn left", "right": "turn right", "sharp_left": "turn sharp left",
    "sharp_right": "turn sharp right", "u_turn_left": "make a U-turn", "u_turn_right": "make a U-turn",
    "ramp_straight": "take the ramp", "ramp_left": "take the ramp on the left",
    "ramp_right": "take the ramp on the right", "exit_left": "take the exit on the left",
    "exit_right": "take the exit on the right", "merge": "merge", "merge_left": "merge to the left",
    "merge_right": "merge to the right", "roundabout_enter": "enter the roundabout",
    "roundabout_exit": "leave the roundabout", "ferry_enter": "take the ferry", "ferry_exit": "leave the ferry",
    "waypoint": "you will reach your stop", "arrive": "you will arrive",
    "arrive_left": "your destination is on the left", "arrive_right": "your destination is on the right",
}  # fmt: skip
PLACES = ("waypoint", "arrive", "arrive_left", "arrive_right")  # nothing is taken there
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
UNITS = {"m": "metre", "km": "kilometre"}
LETTER = 0.07  # s to say a letter; assumed


def start(metres: float, seconds: float) -> str:
    """At the beginning of a route."""
    return f"Guidance starts. {distance(metres)} to your destination, {duration(seconds)}."


def announcement(turn: str, metres: int, street: str, exit: int, then: str = "") -> str:
    """`metres` 0: now. `street` is what is taken, `exit` that of a roundabout, `then` the turn right behind this."""
    ahead = f"In {distance(metres)}, " if metres else ""
    what = TURNS[turn]
    if turn == "roundabout_enter" and 0 < exit < len(ORDINALS):
        what = f"take the {ORDINALS[exit]} exit of the roundabout"
    onto = f" onto {street}" if street and turn not in PLACES else ""
    more = f", then {TURNS[then]}" if then else ""
    sentence = f"{ahead}{what}{onto}{more}."
    return sentence[0].upper() + sentence[1:]


def distance(metres: float) -> str:
    """300 metres, 1.2 kilometres."""
    number, unit = way(metres)
    return counted(number, UNITS[unit])


def duration(seconds: float) -> str:
    return amount(whole_minutes(seconds))
