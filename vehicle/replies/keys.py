"""The keys of the sentences that a language must have, and the fields that each may use."""

from collections.abc import Iterable, Mapping

from languages.language import Language
from navigation.routing.protocol import Preference
from vehicle.can.values import known
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.wiring import Write
from vehicle.catalogue.row import Row
from vehicle.catalogue.table import ROWS

Keys = Mapping[str, str]  # key of a sentence -> its fields

# kinds of values with a sentence of their own for what was done, and with a question of their own
OWN_KINDS = ("text", "contact", "place", "home", "work")
ASKED_KINDS = ("contact", "place", "home", "work", "message")
GATEWAY_REASONS = (  # of FAILED, besides the reasons of the ECUs
    "manual_override", "changed_since", "superseded", "not_sent", "bus_silent", "bus_off", "bus_stopped", "busy",
    "expired",
    "not_allowed", "client_gone", "other",
)  # fmt: skip
NUMBERS = ("number", "km", "low", "high", "step", "listed", "minutes", "hour", "minute", "mhz", "count")  # fields
VALUE_FIELDS = "noun value"  # of the sentences in DONE and ASKED
COMMAND_WORDS = ("no_change", "request")  # in the value tables of signals, that are no state
# kinds of values, and units of numbers, with a question of their own for the value
ASKED_FOR = (
    "degC", "percent", "level", "count", "frequency", "word", "colour", "text", "contact", "message.to", "message.text",
    "place", "place.add", "category",
)  # fmt: skip

NO_ROAD = (  # why there is no way by road: see Way; of any other reason the usual sentence is said
    "far_from_road", "off_the_map", "not_connected", "same_place", "far_from_road.here", "off_the_map.here",
    "unavailable",
)  # fmt: skip

LATER = (
    "refused.later",
    "refused.asks_first",
    "refused.too_many_scheduled",
    "refused.not_kept",
)  # why it cannot be scheduled

ROAD: Keys = {  # questions about the way
    **dict.fromkeys((f"road{key}" for key in ("", ".straight", ".street.none", ".limit.none")), ""),
    **dict.fromkeys((f"road.toll.{key}" for key in ("here", "none")), ""),
    **dict.fromkeys(("road.destination.none", "road.stops.none"), ""),
    **dict.fromkeys((f"road.why.{each}" for each in Preference), ""),
    **dict.fromkeys(("road.why.toll", "road.why.motorway", "road.why.toll.motorway", "road.why.fastest"), ""),
    **dict.fromkeys((f"order.{key}" for key in ("unknown", "few", "best")), ""),
    "road.left": "way",
    **dict.fromkeys(("road.next.stop", "road.next.end"), "distance"),
    "road.street": "street",
    "road.limit": "number",
    "road.why.slower": "longer",
    "road.toll": "distance",
    "road.destination": "place",
    "road.stops": "count places",
    **dict.fromkeys(("road.stop", "road.stops.one"), "place"),
    **dict.fromkeys(("road.stop.far", "road.stops.one.far"), "place km"),
    "road.ahead": "place distance",
    **dict.fromkeys(("far", "far.stop"), "place way"),
    "far.straight": "place km",
    "along.one": "place distance",
    **dict.fromkeys(("along.several", "along.of"), "count listed places"),
}
ALWAYS: Keys = {
    **dict.fromkeys(("done.on.at", "done.open.at", "done.word"), "noun value"),
    **dict.fromkeys(("done.kind.text", "done.kind.contact"), "value"),
    **dict.fromkeys(("done.place", "done.place.add"), "place"),
    **dict.fromkeys(("done.place.remove", "done.place.nav.next_stop"), "place"),
    "done.order": "places",
    "done.no_stops": "",
    "done.way": "way",
    "done.message": "sender text",
    "done.far": "km",
    "done.road": "km minutes",
    "done.road.hours": "km hour minute",
    **dict.fromkeys(("done.unavoided.toll", "done.unavoided.motorway"), ""),
    **dict.fromkeys(("done.no_road", *(f"done.no_road.{why}" for why in NO_ROAD)), ""),
    "interrupted": "place",
    "guided": "",
    "also.on": "noun done",
    "undone": "",
    **dict.fromkeys(("describe", "describe.open", "describe.set", "already", "already.open"), "noun value"),
    "checks.failed": "check",
    **dict.fromkeys(("checks.fine", "checks.fine.locked", "checks.fine.closed"), "noun"),
    "ask.kind.message": "to text",
    **dict.fromkeys(("ask.places", "ask.places.of"), "count listed places"),
    **dict.fromkeys(
        ("ask.set.word", "ask.on.at", "ask.open.at", "ask.close.at", "ask.up.at", "ask.down.at"), "noun value"
    ),
    **dict.fromkeys(("ask.kind.contact", "ask.kind.place", "ask.kind.place.add"), "value"),
    "which": "noun",
    **dict.fromkeys((f"which.{kind}" for kind in ASKED_FOR), "noun"),
    "list.place": "number place",
    "list.place.far": "number place km",
    "list.place.ahead": "number place distance",
    "list.place.detour": "number place distance minutes",
    **dict.fromkeys(("refused.not_fitted", "refused.permission"), "noun"),
    **dict.fromkeys(("refused.not_fitted.query", "refused.not_fitted.op"), "noun"),
    "refused.not_fitted.value": "noun value",
    "refused.permission.talk": "",
    **dict.fromkeys((f"refused.unknown_state.{what}" for what in ("condition", "target", "position")), ""),
    "refused.unknown_state.value": "noun",
    **dict.fromkeys(("refused.range", "refused.range.frequency", "refused.range.count"), "noun low high unit"),
    "refused.range.listed": "listed",
    "refused.range.listed.one": "",
    **dict.fromkeys(("refused.step", "refused.step.frequency"), "noun step unit"),
    **dict.fromkeys((f"refused.not_found.{kind}" for kind in ("colour", "station", "place", "category")), "words"),
    **dict.fromkeys(
        ("refused.not_found.near", "refused.not_found.number", "refused.not_found.along", "refused.not_found.stop"),
        "words",
    ),
    "refused.not_found.within": "words km",
    "refused.not_found.within.around": "words km around",
    **dict.fromkeys((f"refused.not_found.{kind}" for kind in ("home", "work", "interrupted")), ""),
    **dict.fromkeys((f"refused.not_found.{kind}" for kind in ("visited", "off_map", "position")), ""),
    "refused.not_deleted": "",
    **dict.fromkeys(("refused.nothing_to_undo", "refused.no_list", "refused.along_route", *LATER), ""),
    **dict.fromkeys((f"failed.{reason}" for reason in GATEWAY_REASONS), "noun"),
    "timed_out": "noun",
    "clock": "time",
    "calendar": "date",
    "remaining.distance": "km",
    "remaining.time": "minutes",
    "remaining.time.hours": "hour minute",
    "remaining.arrival": "hour minute",
    "remaining.road.distance": "km",
    "remaining.road.time": "minutes",
    "remaining.road.time.hours": "hour minute",
    "remaining.road.arrival": "hour minute",
    "remaining.no_route": "",
    **ROAD,
    "track.station": "station mhz",
    "track.frequency": "mhz",
    "track.title": "title",
    "visited.one": "place",
    **dict.fromkeys(("visited.several", "visited.of"), "count listed places"),
    **dict.fromkeys(("visited.none", "visited.nothing"), ""),
    "forgotten": "count",
    "nearby.one": "place km",
    **dict.fromkeys(("nearby.several", "nearby.of"), "count listed places"),
    "nearby.one.around": "place km around",
    **dict.fromkeys(("nearby.several.around", "nearby.of.around"), "count listed places around"),
    **dict.fromkeys(("track.paused", "thanks", "repeat.nothing", "dropped", "dropped.nothing"), ""),
    **dict.fromkeys(("nothing_asked", "nothing_scheduled", "out_of_scope", "out_of_scope.forbidden", "say_again"), ""),
    **dict.fromkeys(("not_heard", "not_heard.no_signal", "not_heard.no_server"), ""),
    **dict.fromkeys(("scheduled", "unscheduled"), "count"),
    **dict.fromkeys(("scheduled.one", "unscheduled.one"), ""),
    **dict.fromkeys(("superseded", "stopped", "stopped.never", "done.reversed", "stays"), "noun"),
    **dict.fromkeys(("unsupported", "unsupported.condition", "unsupported.repeat", "unsupported.time"), ""),
    "unsupported.zone": "",
    "unsupported.when": "",
    "help": "areas examples",
}


def needed(language: Language, cars: Iterable[Car]) -> Keys:
    """{key: fields} of all that this language says of these cars, and of any car by the catalogue."""
    keys = dict(ALWAYS)
    for row in ROWS:
        keys |= {f"refused.{need}": "" for needs in row.needs.values() for need in needs}
        keys |= {f"handed.{row.agent}": "noun"} if row.agent else {}
        keys |= {f"done.{op}": "noun value" for op in row.ops if says_usually(language, row, op)}
        keys |= {f"ask.{op}": "noun value" for op in row.ops if is_asked_usually(language, row, op)}
    for car in cars:
        keys |= {f"failed.{reason}": "noun" for reason in reasons(car)}
    return keys


def says_usually(language: Language, row: Row, op: str) -> bool:
    """Does the op use the usual sentence, and not one of the function, or of the kind of its value?"""
    own = f"{row.name} {op}" in language.done or row.answer == "message" or bool(row.agent)
    return row.writes(op) and not own and not (row.value is not None and row.value.kind in OWN_KINDS)


def is_asked_usually(language: Language, row: Row, op: str) -> bool:
    """Does the question whether to do this op use the usual sentence? One that may not be said is never asked about."""
    own = f"{row.name} {op}" in language.asked or bool(row.agent) or not row.spoken
    return row.writes(op) and not own and not (row.value is not None and row.value.kind in ASKED_KINDS)


def already(car: Car) -> set[str]:
    """ "function op" of those whose status is none of the function's own, so that no value says that it was so."""
    found = set()
    for function in car.functions.values():
        own = {wire.status for wire in function.wires.values()}
        for op, target in function.ops.items():
            if isinstance(target, Write) and not target.event and not own & target.expects.keys():
                found.add(f"{function.name} {op}")
    return found


def reasons(car: Car) -> set[str]:
    """Why the ECUs of a car reject a command: the value table of the acknowledging signals."""
    paths = {found.reason for found in car.codec.block.acknowledgements.values() if found.reason}
    return {word for path in paths for word in car.dbc.words(path)} - {"none"}


def value_words(function: Function, car: Car) -> set[str]:
    """The value words that may be spoken of a function: those of its status signals, and those that no wire carries."""
    shown = {word for wire in function.wires.values() if wire.status for word in car.dbc.words(wire.status)}
    spoken = {word for word, target in function.words.items() if isinstance(target, Write)}
    listed = {"slightly"} & function.words.keys()  # is said in questions, and the reply says the number
    return {word for word in shown | spoken | listed if known(word) and word not in COMMAND_WORDS}


def units(car: Car) -> set[str]:
    """The units of the DBCs that may be spoken."""
    wires = [wire for function in car.functions.values() for wire in function.wires.values()]
    paths = [path for wire in wires for path in (wire.command, wire.status) if path]
    found = {str(car.dbc.signal(path).unit or "") for path in paths}
    return (found | {car.unit(function) for function in car.functions.values()}) - {""}
