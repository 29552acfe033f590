"""How places of a map are called in English where the map has only a part of the name."""

EXIT = "{station} Exit {number}"
BRIDGE, TUNNEL = "Bridge", "Tunnel"  # end such names
STATION = "Station"


def station(name: str) -> str:
    """The name of a station as it is spoken: Gangnam -> Gangnam Station."""
    return name if not name or STATION.lower() in name.lower() else f"{name} {STATION}"
