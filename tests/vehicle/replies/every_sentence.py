"""Every sentence that can be said of a car: each function, op, zone, value, outcome and reason."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product

from reply_world import HERE, MESSAGE_READ, World, place

from contract.values import Command
from navigation.drive import Left
from navigation.routing.protocol import SILENT, Maneuver, Preference, Street, Stretch, Turn
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.units import to_signal
from vehicle.cars.wiring import Write
from vehicle.catalogue.row import ELSEWHERE, QUERY, REPORT
from vehicle.catalogue.table import COLOURS
from vehicle.replies import keys
from vehicle.replies.asking import shall_i
from vehicle.replies.reply import out_of_scope, say_again, sentence, unsupported
from vehicle.resolving.policy import CONDITIONS
from vehicle.results.result import Outcome, Result

NAMES = ("엄마", "김민준", "Queen", "Mike", "119", "1588 0000", "010 1234 5678", "회사", "KBS 쿨FM", "서울")
NOW = datetime(2026, 3, 2, 12, 30)
GRADED = ("number", "percent")
NAMED = ("text", "contact", "place", "message", "category")  # kinds whose value is always asked for
OTHERWISE_ANSWERED = ("track", "remaining", "clock", "calendar", "road", "far")  # kinds of answers that are no status


def every_sentence(car: Car, code: str) -> Iterator[str]:
    """The sentences of a language about this car; those of one result as one text. Titles and names are NAMES."""
    world = World(car)
    context = world.context(code)
    for function in car.functions.values():
        if not function.is_dialog:
            yield from (sentence(result, context) for result in results(world, function))
            yield from questions(world, function, code)
    yield from (sentence(result, context) for result in others(world))
    yield from (out_of_scope("", context), out_of_scope("forbidden", context), say_again(context))
    yield from (unsupported(reason, context) for reason in ("", "condition", "repeat", "time"))


def values_of(function: Function, car: Car) -> tuple[object, ...]:
    """Some of the values that may be said of a function, one of each form."""
    kind = function.value.kind if function.value else ""
    if kind in GRADED and (limits := car.limits(function)):
        low, high, _ = limits
        return (None, low, high, (low + high) // 2, *(function.value.words if function.value else ()))
    of_kind = {"word": function.value.words if function.value else (), "colour": COLOURS}
    return (None, *of_kind.get(kind, NAMES if kind in ("text", "contact", "place", "category") else ()))


def results(world: World, function: Function) -> Iterator[Result]:
    """What a command to this function may come to."""
    name, zones = function.name, function.fitted_zones or ("",)
    for zone in (*zones, *(each for each in function.zones if each not in zones)):
        for op in function.ops:
            yield from unsuccessful(world, function, op, zone)
            if (function.fitted and function.has(zone)) or not function.wires:
                yield from successful(world, function, op, zone)
            yield from shown(world, function, op, zone)
    if not function.fitted and not function.agent:
        for op in ("on", "query"):
            yield world.refused(name, op, "not_fitted")
    if function.agent:
        yield world.plain(Outcome.HANDED_OFF, name, next(iter(function.ops)), function.agent)


def unsuccessful(world: World, function: Function, op: str, zone: str) -> Iterator[Result]:
    name = function.name
    for reason in (*CONDITIONS, "not_fitted", "permission", "later"):
        yield world.refused(name, op, reason, zone)
    for what in ("condition", "target", "value", "position"):
        yield world.refused(name, op, "unknown_state", zone, what=what)
    if limits := world.car.limits(function):
        low, high, step = limits
        yield world.refused(name, op, "range", zone, low=low, high=high, unit=world.car.unit(function))
        yield world.refused(name, op, "step", zone, step=step, unit=world.car.unit(function))
    for word in function.lacks:
        yield world.refused(name, op, "not_fitted", zone, value=word)
    if function.ops[op] in (QUERY, REPORT, ELSEWHERE):
        return
    for reason in (*keys.GATEWAY_REASONS, *keys.reasons(world.car)):
        yield world.plain(Outcome.FAILED, name, op, reason, zone)
    yield world.plain(Outcome.TIMED_OUT, name, op, "timed_out", zone)
    yield world.plain(Outcome.SUPERSEDED, name, op, "", zone)
    yield world.plain(Outcome.STOPPED, name, op, "", zone)


def successful(world: World, function: Function, op: str, zone: str) -> Iterator[Result]:
    """Done and already so, for each value that the status may show."""
    if not function.writes(op) or function.agent:
        return
    kind = function.value.kind if function.value else ""
    target = function.ops[op]
    if kind in ("place", "home", "work", "message") or function.answer == "message":
        return
    if kind in ("text", "contact"):
        yield from (world.result(Outcome.CONFIRMED, world.action(function.name, op, zone, each)) for each in NAMES)
        return
    for status in statuses(world.car, function, zone):
        action = world.action(function.name, op, zone, None, status)
        yield world.result(Outcome.CONFIRMED, action)
        yield world.result(Outcome.CONFIRMED, action, undone=True)
        own = {wire.status for wire in function.wires.values()}
        fixed = isinstance(target, Write) and not own & target.expects.keys()
        if status is not None or (fixed and not target.event):
            yield world.result(Outcome.ALREADY, action)


def statuses(car: Car, function: Function, zone: str) -> tuple[object, ...]:
    """Values that the status of a function may show."""
    leaves = function.wired_zones(zone)
    if not leaves or not function.wires[leaves[0]].status:
        return (None,)
    path = function.wires[leaves[0]].status
    words = keys.value_words(function, car) & set(car.dbc.words(path))
    numbers = ()
    if limits := car.limits(function):
        low, high, _ = limits
        numbers = tuple(to_signal(car, function, function.wires[leaves[0]], each) for each in (low, (low + high) // 2))
    elif function.value and function.value.kind == "frequency":
        numbers = (float(car.dbc.signal(path).minimum or 0) + 1,)
    return (*sorted(words), *numbers)


def shown(world: World, function: Function, op: str, zone: str) -> Iterator[Result]:
    """The answer to a question about the status."""
    if function.ops[op] != QUERY or function.agent or not function.fitted:
        return
    if function.answer == "checks":
        for check in function.checks:
            yield world.answered(function.name, "checks", zone, failed=(check.name,), fine=check.fine[0])
        yield world.answered(function.name, "checks", zone, failed=(), fine=function.checks[0].fine[0])
    elif function.answer not in OTHERWISE_ANSWERED:
        for status in (*statuses(world.car, function, zone), 1234.5 if not function.value else None):
            if status is not None:
                zones = dict.fromkeys(function.wired_zones(zone), status)
                yield world.answered(function.name, "describe", zone, zones=zones)


def fits(op: str, value: object) -> bool:
    """May the op be said with this value? Not "on, off", nor "fold it to three"."""
    return value is None or op in ("set", "open", "close", "do", "add", "play") or value not in ("off", "slightly")


def questions(world: World, function: Function, code: str) -> Iterator[str]:
    """Whether to do each reading of each spoken function and op, and for each value that is missing."""
    if not function.spoken or function.agent:
        return
    context = world.context(code)
    for op in function.ops:
        if not function.writes(op):
            continue
        for zone in ("", *function.fitted_zones):
            for value in values_of(function, world.car):
                kind = function.value.kind if function.value else ""
                lacks = value is None and (kind in NAMED or (op == "set" and kind not in ("", "speed")))
                if lacks or not fits(op, value):
                    continue
                yield shall_i(Command(function.name, op, zone or None, value), function, zone, context)
    if function.value:
        kinds = ("message.to", "message.text") if function.value.kind == "message" else (function.value.kind,)
        for kind in kinds:
            for op in function.ops:
                if function.writes(op) or function.ops[op] == REPORT:
                    result = world.plain(Outcome.NEEDS_CONFIRMATION, function.name, op, "value_missing", kind=kind)
                    yield sentence(result, context)


def of_the_way(world: World) -> Iterator[Result]:
    """Answers to questions about the way, and what is said of another one."""
    for topic in ("unknown", "idle", "straight"):
        yield world.answered("nav.info", "road", topic=topic)
    short, long = Left(640.0, 70.0), Left(123_400.0, 7300.0)
    for name in (*NAMES, ""):
        of_name, there = Street(name, name), place(name) if name else None
        for limit in (0, 80):
            stretch = Stretch(0, of_name, limit, False, False)
            for topic in ("street", "limit"):
                yield world.answered("nav.info", "road", topic=topic, stretch=stretch)
        for turn in set(Turn) - set(SILENT):
            maneuver = Maneuver(turn, of_name, 100.0, 10.0, 0, "", exit=2)
            for metres in (0, 300, 1200):
                yield world.answered("nav.info", "road", topic="next", turn=maneuver, metres=metres)
        for left in (None, short, long):
            for stops in ((), ((there, left),), ((there, left),) * 2):
                for topic in ("destination", "stops"):
                    yield world.answered("nav.info", "road", topic=topic, stops=stops)
        yield world.answered("nav.info", "road", topic="ahead", first=(there, 2.3) if there else None, words="카페")
    yield world.answered("nav.info", "road", topic="next", turn=None, metres=0)
    for metres in (None, 0.0, 900.0):
        yield world.answered("nav.info", "road", topic="toll", metres=metres)
    for prefer in Preference:
        for toll, motorway, slower, compared in product((True, False), (True, False), (0.0, 400.0), (True, False)):
            facts = {"left": long, "toll": toll, "motorway": motorway, "slower": slower, "compared": compared}
            yield world.answered("nav.info", "road", topic="why", prefer=prefer.value, **facts)
    for kind in ("order.few", "order.unknown", "order.best", "road.stops.none"):
        yield world.answered("nav.best_order", kind)
    for name in NAMES:
        for by_road, stop in ((True, True), (True, False), (False, False)):
            yield world.answered("nav.remaining", "far", place=place(name), left=short, by_road=by_road, stop=stop)
        yield world.answered("nav.nearby", "along", places=((place(name), 2.04, None),))
        yield world.refused("nav.nearby", "do", "not_found", kind="along", words=name)
        yield world.refused("nav.waypoint", "remove", "not_found", kind="stop", words=name)
        for function, op in (("nav.waypoint", "add"), ("nav.waypoint", "remove"), ("nav.next_stop", "do")):
            action = world.action(function, op, place=place(name))
            yield world.result(Outcome.CONFIRMED, action)
            yield world.result(Outcome.CONFIRMED, action, left=short)
            yield world.result(Outcome.CONFIRMED, action, none_left=True)
            yield world.result(Outcome.CONFIRMED, action, order=(place(name), place("A")))
    yield world.refused("nav.nearby", "do", "along_route")


def others(world: World) -> Iterator[Result]:
    """Answers, questions and refusals that are of no value of a function."""
    if world.car.signals.position:
        world.shows(dict(zip(world.car.signals.position, HERE, strict=True)))
    for kind in ("colour", "station", "place", "category"):
        for name in NAMES:
            yield world.refused("nav.go", "do", "not_found", kind=kind, words=name)
            yield world.refused("nav.go", "do", "not_found", kind="near", words=name)
            yield world.refused("nav.go", "do", "not_found", kind="number", words=name)
            yield world.refused("nav.go", "do", "not_found", kind="within", words=name, km=5.0)
            yield world.refused(
                "nav.go", "do", "not_found", kind="within.around", words=name, km=0.5, around=place(name)
            )
    for kind in ("home", "work"):
        yield world.refused(f"nav.{kind}", "do", "not_found", kind=kind)
    for kind in ("visited", "off_map", "position"):
        yield world.refused("nav.go", "do", "not_found", kind=kind)
    yield world.refused("history", "clear", "not_deleted")
    yield world.refused("dialog.select", "do", "range", listed=1)
    yield world.refused("dialog.select", "do", "range", listed=3)
    for name in ("undo", "select"):
        yield world.refused(f"dialog.{name}", "do", "nothing_to_undo" if name == "undo" else "no_list")
    yield world.refused("dialog.yes", "do", "permission")
    for name in NAMES:
        for op, function in (("do", "nav.go"), ("add", "nav.waypoint")):
            yield world.result(Outcome.CONFIRMED, world.action(function, op, place=place(name)))
        if "VA_PHONE_CMD" in world.car.dbc.messages:
            message = world.action("message.read", "do", brings=MESSAGE_READ)
            yield world.result(Outcome.CONFIRMED, message, text=f"{name}\n늦어요.")
            yield world.result(Outcome.NEEDS_CONFIRMATION, world.action("message.send", "do", text=f"{name}\n늦어"))
        yield world.answered("nav.nearby", "nearby", places=((place(name), 2.0),))
        yield world.answered("media.info", "track", title=name)
    for facts in ({"paused": True}, {"station": 89.1}, {"station": 88.0}):
        yield world.answered("media.info", "track", **facts)
    yield world.answered("nav.remaining", "remaining", no_route=True)
    for what in ("", "distance", "time", "arrival"):
        for minutes in (1, 25, 125):
            yield world.answered("nav.remaining", "remaining", what=what, km=2.0, minutes=minutes, now=NOW)
    yield world.answered("info.time", "clock", now=NOW)
    yield world.answered("info.date", "calendar", now=NOW)
    yield from of_the_way(world)
    for kind, facts in (
        ("thanks", {}),
        ("help", {}),
        ("repeat", {"reply": ""}),
        ("dropped", {"had": True}),
        ("dropped", {"had": False}),
        ("nothing_asked", {}),
    ):
        yield world.answered(f"dialog.{kind if kind in ('thanks', 'help', 'repeat') else 'no'}", kind, **facts)
