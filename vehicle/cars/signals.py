"""The status signals of a car by their meaning, as policy, replies and the gateway need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GUIDE = (
    "guide",  # "guiding"
    "turn",  # a word of navigation.routing.protocol.Turn
    "turn_distance",  # m
    "left",  # km
    "limit",  # km/h, or "none"
    "compass",  # degrees from the car to the destination
    "minutes",
    "point2",  # m to the maneuver behind the next one, or "none"
    "point3",
)


@dataclass(frozen=True)
class Signals:
    """Paths of status signals by their meaning; "" or () if the car has no such signal.

    The words of their value tables are the same in every car: ignition "on" and "start", gear "P", light sensor
    "bright", guidance "guiding" and "idle", calls "incoming", "dialling" and "active", button "pressed" and "released".
    """

    ignition: str
    gear: str
    wheels: tuple[str, ...]  # speeds in km/h
    standstill: float  # km/h; below it the car counts as standing
    light_sensor: str = ""
    call: str = ""
    guidance: str = ""
    waypoints: str = ""  # number of them
    position: tuple[str, str] | tuple[()] = ()  # degrees north, degrees east
    distance_left: tuple[str, str, str] | tuple[()] = ()  # to the destination: whole, tenths, unit ("km")
    time_left: tuple[str, str] | tuple[()] = ()  # to the destination: hours, minutes
    play_state: str = ""
    source: str = ""
    radio: str = ""  # MHz
    speech_button: str = ""
    listening: Mapping[str, str] = field(
        default_factory=dict
    )  # command signal -> word that reports: the assistant is listening
    phone_activity: str = ""  # command signal in the same frame: a phone call is on
    destination: tuple[str, str, str] | tuple[()] = ()  # last commanded: degrees north, degrees east, what it is
    stop: tuple[str, str, str] | tuple[()] = ()  # on the way, last commanded: as destination; "first", or "remove"
    route_option: str = ""
    turns_shown: str = ""  # "turn" while the car shows the way by road, and not a straight line
    guide: Mapping[str, str] = field(default_factory=dict)  # what is shown of a route -> command signal; see GUIDE
    first: tuple[str, ...] = ()  # signals that must be received before the first command, besides ignition and gear


def paths_of(signals: Signals) -> list[str]:
    """Every path that a car's Signals names."""
    words = (signals.ignition, signals.gear, signals.light_sensor, signals.call, signals.guidance, signals.waypoints)
    more = (signals.play_state, signals.source, signals.radio, signals.speech_button, signals.phone_activity)
    ways = (signals.route_option, signals.turns_shown, *signals.destination, *signals.stop, *signals.guide.values())
    several = (*signals.wheels, *signals.position, *signals.distance_left, *signals.time_left, *signals.first)
    return [path for path in (*words, *more, *ways, *several, *signals.listening) if path]
