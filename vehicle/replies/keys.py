"""The keys of the sentences that a language must have, and the fields that each may use."""

from collections.abc import Iterable, Mapping

from languages.language import Language
from vehicle.can.values import known
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.wiring import Write
from vehicle.catalogue.row import Row
from vehicle.catalogue.table import ROWS

Keys = Mapping[str, str]  # key of a sentence -> its fields

# kinds of values with a sentence of their own for what was done
OWN_KINDS = ("text", "contact", "place", "home", "work")
GATEWAY_REASONS = (  # of FAILED, besides the reasons of the ECUs
    "manual_override", "changed_since", "superseded", "not_sent", "bus_silent", "bus_off", "bus_stopped", "busy",
    "expired",
    "not_allowed", "client_gone", "other",
)  # fmt: skip
NUMBERS = ("number", "km", "low", "high", "step", "listed", "minutes", "hour", "minute", "mhz", "count")  # fields
COMMAND_WORDS = ("no_change", "request")  # in the value tables of signals, that are no state
# with a sentence of their own that asks for a value
VALUE_KINDS = ("text", "contact", "message", "place", "category", "colour", "word")

ALWAYS: Keys = {
    **dict.fromkeys(("done.on.at", "done.open.at", "done.word"), "noun value"),
    **dict.fromkeys(("done.kind.text", "done.kind.contact"), "value"),
    **dict.fromkeys(("done.place", "done.stop"), "place"),
    "done.message": "sender text",
    "done.far": "km",
    "undone": "",
    **dict.fromkeys(("describe", "describe.open", "already", "already.open"), "noun value"),
    "already.so": "",
    "checks.failed": "check",
    **dict.fromkeys(("checks.fine", "checks.fine.locked", "checks.fine.closed"), "noun"),
    "ask.kind.message": "to text",
    "ask.places": "places",
    "did_you_mean": "noun",
    "list.place": "number place",
    "list.place.far": "number place km",
    **dict.fromkeys(("refused.not_fitted", "refused.permission"), "noun"),
    "refused.not_fitted.value": "noun value",
    "refused.permission.talk": "",
    **dict.fromkeys((f"refused.unknown_state.{what}" for what in ("condition", "target", "position")), ""),
    "refused.unknown_state.value": "noun",
    **dict.fromkeys(("refused.range", "refused.range.frequency"), "noun low high unit"),
    "refused.range.listed": "listed",
    "refused.range.listed.one": "",
    **dict.fromkeys(("refused.step", "refused.step.frequency"), "noun step unit"),
    "refused.value_missing": "",
    **dict.fromkeys((f"refused.value_missing.{kind}" for kind in VALUE_KINDS), ""),
    **dict.fromkeys((f"refused.not_found.{kind}" for kind in ("colour", "station", "place", "category")), "words"),
    **dict.fromkeys(("refused.nothing_to_undo", "refused.no_list", "refused.later"), ""),
    **dict.fromkeys((f"failed.{reason}" for reason in GATEWAY_REASONS), "noun"),
    "timed_out": "noun",
    "clock": "time",
    "calendar": "date",
    "remaining.distance": "km",
    "remaining.time": "minutes",
    "remaining.arrival": "hour minute",
    "remaining.no_route": "",
    "track.station": "station mhz",
    "track.frequency": "mhz",
    "track.title": "title",
    "nearby.one": "place km",
    "nearby.several": "count places",
    **dict.fromkeys(("track.paused", "road", "thanks", "help", "repeat.nothing", "dropped", "dropped.nothing"), ""),
    **dict.fromkeys(("nothing_asked", "out_of_scope", "say_again"), ""),
    **dict.fromkeys(("superseded", "stopped"), "noun"),
    **dict.fromkeys(
        ("unsupported", "unsupported.condition", "unsupported.repeat", "unsupported.time", "unsupported.when"), ""
    ),
}


def needed(language: Language, cars: Iterable[Car]) -> Keys:
    """{key: fields} of all that this language says of these cars, and of any car by the catalogue."""
    keys = dict(ALWAYS)
    for row in ROWS:
        keys |= {f"refused.{need}": "" for needs in row.needs.values() for need in needs}
        keys |= {f"handed.{row.agent}": "noun"} if row.agent else {}
        keys |= {f"done.{op}": "noun value" for op in row.ops if says_usually(language, row, op)}
        keys |= {f"ask.{op}": "noun" for op in row.asks if not (row.value and row.value.kind == "message")}
    for car in cars:
        keys |= {f"failed.{reason}": "noun" for reason in reasons(car)}
    return keys


def says_usually(language: Language, row: Row, op: str) -> bool:
    """Does the op use the usual sentence, and not one of the function, or of the kind of its value?"""
    own = f"{row.name} {op}" in language.done or row.answer == "message" or bool(row.agent)
    return row.writes(op) and not own and not (row.value is not None and row.value.kind in OWN_KINDS)


def reasons(car: Car) -> set[str]:
    """Why the ECUs of a car reject a command: the value table of the acknowledging signals."""
    paths = {found.reason for found in car.codec.block.acknowledgements.values() if found.reason}
    return {word for path in paths for word in car.dbc.words(path)} - {"none"}


def value_words(function: Function, car: Car) -> set[str]:
    """The value words that may be spoken of a function: those of its status signals, and those that no wire carries."""
    shown = {word for wire in function.wires.values() if wire.status for word in car.dbc.words(wire.status)}
    spoken = {word for word, target in function.words.items() if isinstance(target, Write)}
    return {word for word in shown | spoken if known(word) and word not in COMMAND_WORDS}


def units(car: Car) -> set[str]:
    """The units of the DBCs that may be spoken."""
    wires = [wire for function in car.functions.values() for wire in function.wires.values()]
    paths = [path for wire in wires for path in (wire.command, wire.status) if path]
    found = {str(car.dbc.signal(path).unit or "") for path in paths}
    return (found | {car.unit(function) for function in car.functions.values()}) - {""}
