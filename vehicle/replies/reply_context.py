"""What a reply depends on besides the result: the language and the car. And nouns and values as they are spoken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from languages import part
from languages.language import Language, Noun, colour, load
from navigation.drive import Left
from navigation.places import Place
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.units import from_signal, is_percent
from vehicle.catalogue.row import GROUPS, ZONES
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State

NO_FIELDS: Mapping[str, str] = {}
MOST_LISTED = 3  # places that one reply reads out
DECIMALS = {"km": 0}  # unit -> decimals of a status that is spoken; 1 for any other


@dataclass(frozen=True)
class ReplyContext:
    """`code` is that of the language, `situation` the car as it is when the sentence is made."""

    code: str
    car: Car
    situation: Situation

    @property
    def language(self) -> Language:
        return load(self.code)

    @property
    def state(self) -> State:
        return self.situation.state

    def say(self, key: str, **fields: object) -> str:
        """The sentence of this key. Raises KeyError for a key or a field that the language does not have."""
        return self.language.say(key, **fields)

    def colour(self, spoken: str) -> str | None:
        """The word on the wire of a colour as spoken, None for no colour."""
        return colour(spoken)


def numbered(
    context: ReplyContext,
    key: str,
    found: Sequence[tuple[Place, float | None]],
    first: int = 1,
    kind: str = "",
    fields: Mapping[str, str] = NO_FIELDS,
) -> str:
    """A list of places with their numbers and distances in km, from number `first`, MOST_LISTED at most.

    `key` is the sentence around a whole list; that of a part is `key`.of, or "nearby.of" for "nearby.several". `kind`
    stands behind either, and `fields` are what that needs besides.
    """
    grammar = context.language.grammar
    lines = [
        context.say("list.place", number=number, place=grammar.name(place))
        if km is None
        else context.say("list.place.far", number=number, place=grammar.name(place), km=tenths(km))
        for number, (place, km) in enumerate(found, 1)
    ]
    listed = lines[first - 1 : first - 1 + MOST_LISTED]
    whole = len(listed) == len(lines)
    own = key if whole else f"{key.removesuffix('.several')}.of"
    return context.say(f"{own}{kind}", count=len(lines), listed=len(listed), places=grammar.listed(listed), **fields)


def tenths(number: float) -> float:
    """Rounded to one decimal, as numbers are spoken."""
    return round(float(number), 1)


def length(left: Left, context: ReplyContext) -> str:
    """How long a way is, in metres and time: "5.2킬로미터, 14분"."""
    words = part(context.code, "guidance")
    return context.language.grammar.listed([words.distance(left.metres), words.duration(left.seconds)])


def noun(function: Function, *zones: str) -> Noun:
    """The function with these zones, if the car has several of them."""
    spoken = tuple(zone for zone in zones if zone in ZONES and len(function.wires) > 1)
    return Noun(function.name, spoken, len(spoken) == 1 and len(function.wired_zones(spoken[0])) > 1)


def missing_noun(function: Function, zone: str) -> Noun:
    """What the car lacks: the function, or only its part in this zone."""
    if not zone or not function.fitted or function.has(zone):
        return Noun(function.name)
    return Noun(function.name, (zone,), zone in GROUPS or zone == "all")


def word(context: ReplyContext, function: Function, value: str) -> str:
    """The word of a value, as it is said of this function."""
    words = context.language.words
    own = f"{function.name} {value}"
    return words[own] if own in words else words[value]


def unit(context: ReplyContext, name: str) -> str:
    """What is spoken after a number in this unit of the DBC."""
    return context.language.units[name] if name else ""


def quantity(context: ReplyContext, function: Function, status: str, value: SignalValue, spoken: object = None) -> str:
    """A status value as spoken: "22.5도", "2단", "파란색"; `spoken` is the percentage
    that was asked for: it is said where this value is its nearest step."""
    if isinstance(value, str):
        return word(context, function, value)
    wire = next((wire for wire in function.wires.values() if wire.status == status and wire.command), None)
    if is_percent(function) and wire:
        return f"{round(from_signal(context.car, function, wire, value, spoken), 1):g}{unit(context, '%')}"
    name = str(context.car.dbc.signal(status).unit or "")
    return f"{round(float(value), DECIMALS.get(name, 1)):.10g}{unit(context, name)}"


def describe(
    context: ReplyContext,
    function: Function,
    zone: str,
    values: Mapping[str, SignalValue],
    key: str = "describe",
    spoken: object = None,
) -> str:
    """How a function is, {wired zone: value of its status}; zones that agree share a sentence.

    `key` is "describe", or "already" where it was so before. For `spoken` see `quantity`.
    """
    groups: dict[SignalValue, list[str]] = {}
    for leaf, value in values.items():
        groups.setdefault(value, []).append(leaf)
    sentences = []
    for value, leaves in groups.items():
        whole = len(leaves) == len(function.wired_zones(zone) or leaves)
        about = noun(function, zone) if whole else noun(function, *leaves)
        shown = state_of(function, value)
        opened = ".open" if "open" in function.ops and not isinstance(shown, str) else ""
        status = function.wires[leaves[0]].status if leaves[0] in function.wires else ""
        said = quantity(context, function, status, shown, spoken)
        sentences.append(context.say(key + opened, noun=about, value=said))
    return context.language.grammar.together(sentences)


def state_of(function: Function, value: SignalValue) -> SignalValue:
    """The word for a number that has one: level 0 is off, a window at 0 percent is closed."""
    if "open" in function.ops and not isinstance(value, str):
        value = {0: "closed", 100: "open"}.get(int(value), value)
    return "off" if value == 0 and "off" in function.ops else value


def now(context: ReplyContext, function: Function, zone: str) -> dict[str, SignalValue] | None:
    """{wired zone: value of its status} at this moment, None where one of them is not known."""
    values = {leaf: context.state.value(function.wires[leaf].status) for leaf in function.wired_zones(zone)}
    known = {leaf: value for leaf, value in values.items() if value is not None}
    return known if len(known) == len(values) else None
