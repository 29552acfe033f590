"""What guidance says in Korean."""

from languages.amounts import way, whole_minutes
from languages.ko.grammar import amount

ARRIVED = "목적지에 도착했습니다. 안내를 마칩니다."
WAYPOINT_REACHED = "경유지에 도착했습니다."
WISHES = {"off_route": "경로를 벗어났습니다. 새 경로를 찾습니다.", "wrong_way": "반대 방향입니다. 새 경로를 찾습니다."}
TURNS = {  # the words of the value table -> what is to be done
    "straight": "직진하세요", "keep_left": "왼쪽 차로로 가세요", "keep_right": "오른쪽 차로로 가세요",
    "slight_left": "왼쪽 방향으로 가세요", "slight_right": "오른쪽 방향으로 가세요", "left": "좌회전하세요",
    "right": "우회전하세요", "sharp_left": "크게 좌회전하세요", "sharp_right": "크게 우회전하세요",
    "u_turn_left": "유턴하세요", "u_turn_right": "유턴하세요", "ramp_straight": "진입로로 들어가세요",
    "ramp_left": "왼쪽 진입로로 들어가세요", "ramp_right": "오른쪽 진입로로 들어가세요",
    "exit_left": "왼쪽 출구로 나가세요", "exit_right": "오른쪽 출구로 나가세요", "merge": "합류하세요",
    "merge_left": "왼쪽으로 합류하세요", "merge_right": "오른쪽으로 합류하세요",
    "roundabout_enter": "회전교차로로 들어가세요", "roundabout_exit": "회전교차로에서 나가세요",
    "ferry_enter": "여객선을 타세요", "ferry_exit": "여객선에서 내리세요", "waypoint": "경유지가 있습니다",
    "arrive": "목적지가 있습니다",
    "arrive_left": "왼쪽에 목적지가 있습니다",
    "arrive_right": "오른쪽에 목적지가 있습니다",
}  # fmt: skip
PLACES = ("waypoint", "arrive", "arrive_left", "arrive_right")  # nothing is taken there
BESIDE = ("arrive_left", "arrive_right")
ORDINALS = ("", "첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
UNITS = {"m": "미터", "km": "킬로미터"}
LETTER = 0.14  # s to say a letter, a space counts, too; assumed


def start(metres: float, seconds: float) -> str:
    """At the beginning of a route."""
    return f"안내를 시작합니다. 목적지까지 {distance(metres)}, {duration(seconds)} 걸립니다."


def announcement(turn: str, metres: int, street: str, exit: int, then: str = "") -> str:
    """`metres` 0: now. `street` is what is taken, `exit` that of a roundabout, `then` the turn right behind this."""
    ahead = f"{distance(metres)} 앞" if metres else ""
    if turn in PLACES:
        return f"{place_ahead(ahead, turn)} {TURNS[turn]}."
    what = TURNS[turn]
    if turn == "roundabout_enter" and 0 < exit < len(ORDINALS):
        what = f"회전교차로에서 {ORDINALS[exit]} 번째 출구로 나가세요"
    to = f"{street} 방향으로 " if street else ""
    more = f" 이어서 {TURNS[then]}." if then else ""
    return f"{ahead + '에서 ' if ahead else '잠시 후 '}{to}{what}.{more}"


def place_ahead(ahead: str, turn: str) -> str:
    """300미터 앞에 목적지가, 300미터 앞 왼쪽에 목적지가."""
    return (ahead if turn in BESIDE else f"{ahead}에") if ahead else "곧"


def distance(metres: float) -> str:
    """300미터, 1.2킬로미터."""
    number, unit = way(metres)
    return f"{number:g}{UNITS[unit]}"


def duration(seconds: float) -> str:
    return amount(whole_minutes(seconds))
