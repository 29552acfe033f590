"""How places of a map are called in Korean where the map has only a part of the name."""

import re

HANGUL = re.compile("[가-힣]")
EXIT = "{station} {number}번 출구"
BRIDGE, TUNNEL = "교", "터널"  # end such names
BLOCK = re.compile(r"[0-9]{1,4}[A-Z]?동?$")  # a house of an estate: 101, 101동
STATION = "역"  # maps write 강남, people say 강남역


def station(name: str) -> str:
    """The name of a station as it is spoken: 강남 -> 강남역. A name without Hangul, or with a bracket, stays."""
    return name if name.endswith((STATION, ")")) or not HANGUL.search(name) else name + STATION
