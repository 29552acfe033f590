"""All cars: each function, op, zone, value word and number of it, in every language, in its simulation."""

import math
import re

import pytest
from rig import Rig

import languages
from contract.values import Command
from languages.language import load as language
from vehicle.can.dbc import car_names
from vehicle.can.values import KNOWN_GAPS
from vehicle.cars.car import load
from vehicle.cars.wiring import Write
from vehicle.catalogue.row import QUERY, REPORT, SPOKEN, AtLeast
from vehicle.catalogue.table import CATALOGUE
from vehicle.replies import check
from vehicle.results.result import Outcome

CARS = [load(name) for name in car_names()]
HANGUL = re.compile("[가-힣]")
VALUES = {  # kind of value -> something sensible, in Korean and in English
    "percent": (40, 40),
    "frequency": (95.9, 95.9),
    "place": ("서울역", "seoul station"),
    "text": ("아리랑", "arirang"),
    "category": ("주유소", "gas station"),
    "contact": ("엄마", "mom"),
    "message": ({"to": "아내", "text": "늦어"}, {"to": "Anna", "text": "I am late"}),
    "colour": ("파란색", "blue"),
    "road": ("강변북로", "bridge"),
    "count": (1, 1),
    "speed": (100, 100),
}
BEFORE = {  # what has to have happened so that the op makes sense
    "phone.answer": "incoming",  # a call, as the car's signal has it
    "phone.hangup": "incoming",
    "phone.redial": Command("phone.call", "do", value="엄마"),
    "nav.waypoint": Command("nav.go", "do", value="부산역"),
    "nav.next_stop": Command("nav.go", "do", value="부산역"),
    "nav.waypoint remove": Command("nav.waypoint", "add", value="서울역"),
    "nav.remaining": Command("nav.go", "do", value="서울역"),
    "dialog.undo": Command("climate.fan", "set", value=5),
    "dialog.select": Command("nav.nearby", "do", value="카페"),
}
OPPOSITES = [
    ("on", "off"),
    ("open", "close"),
    ("lock", "unlock"),
    ("fold", "unfold"),
    ("mute", "unmute"),
    ("zoom_in", "zoom_out"),
]


def sensible(car, row, op, lang="ko"):
    """A value for an op that needs one."""
    target = row.ops[op]
    needed = (
        target in (SPOKEN, REPORT)
        or (isinstance(target, Write) and (target.text or "<latitude>" in target.signals.values()))
        or row.name == "dialog.select"
    )
    if row.value is None or not needed or row.value.kind in ("home", "work"):
        return None
    if row.value.kind == "word":
        return next(iter(row.value.words))
    if row.value.kind == "number":
        return car.limits(row)[0] + 1 if car.limits(row) else 1
    return VALUES[row.value.kind][lang == "en"]


def prepare(rig, name):
    before = BEFORE.get(name)
    function = rig.car.functions.get(name.partition(" ")[0])
    if before is None or not function.fitted:
        return
    if isinstance(before, Command):
        if rig.car.functions[before.function].fitted:
            assert rig.run([before]).results[0].outcome in (Outcome.CONFIRMED, Outcome.ANSWERED)
    else:
        rig.set(**{rig.car.signals.call.replace(".", "__"): before})


def ends(row, op):
    """How the op ends in the parked car."""
    if row.agent:
        return {Outcome.NEEDS_CONFIRMATION if op in row.asks else Outcome.HANDED_OFF}
    if not row.fitted or op not in row.ops or "never" in row.needs.get(op, ()):
        return {Outcome.REFUSED}
    if op in row.asks:
        return {Outcome.NEEDS_CONFIRMATION, Outcome.ALREADY}
    if row.name == "dialog.stop":  # what plays at the start pauses
        return {Outcome.ANSWERED, Outcome.CONFIRMED}
    if row.ops[op] in (QUERY, REPORT) or (row.is_dialog and row.name not in BEFORE):
        return {Outcome.ANSWERED}
    return {Outcome.CONFIRMED, Outcome.ALREADY}


def rows(*also, of=lambda car, row: True):
    """Parameters (car, function), and what `also` gives for each."""
    found = []
    for car in CARS:
        for row in car.functions.values():
            if of(car, row):
                more = also[0](car, row) if also else [()]
                found += [
                    pytest.param(car, row, *each, id=" ".join([car.name, row.name, *map(str, each)])) for each in more
                ]
    return found


@pytest.mark.parametrize("car", CARS, ids=lambda car: car.name)
def test_every_word_of_the_car_is_in_every_language(car):
    assert check.missing(car) == []


def test_every_function_of_the_catalogue_is_known_to_every_car():
    for car in CARS:
        assert list(car.functions) == list(CATALOGUE)


@pytest.mark.parametrize("lang", languages.codes())
@pytest.mark.parametrize(("car", "row", "op"), rows(lambda car, row: [(op,) for op in CATALOGUE[row.name].ops]))
def test_every_op_ends_in_an_outcome_and_a_reply(car, row, op, lang):
    rig = Rig(car=car.name)
    prepare(rig, row.name)
    prepare(rig, f"{row.name} {op}")
    value = sensible(car, row, op, lang) if op in row.ops else None
    result = rig.do(row.name, op, value, lang=lang)
    possible = ends(row, op)
    before = BEFORE.get(row.name)
    if isinstance(before, Command) and not car.functions[before.function].fitted:
        possible = possible | {Outcome.REFUSED}
    assert result.outcome in possible, (result.outcome, result.reason)
    assert result.reply
    if row.name != "message.read":  # words of others stay as they are
        assert bool(HANGUL.search(result.reply)) == (lang == "ko")
    raw = {word for wire in row.wires.values() if wire.status for word in car.dbc.words(wire.status)}
    assert lang == "en" or not any(re.search(rf"\b{word}\b", result.reply, re.ASCII) for word in raw - {"usb"}), (
        "a word of the wire was spoken"
    )


@pytest.mark.parametrize(("car", "row"), rows(of=lambda car, row: row.zones))
def test_every_op_works_in_every_zone_that_the_car_has(car, row):
    rig = Rig(car=car.name)
    for zone in row.zones:
        for op in row.ops:
            rig.sent.clear()
            result = rig.do(row.name, op, sensible(car, row, op), zone)
            if row.has(zone):
                assert result.outcome in ends(row, op) | {Outcome.ALREADY}, (zone, op, result)
            else:
                assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_fitted"), (zone, op, result)
                assert not rig.sent


@pytest.mark.parametrize(
    ("car", "row", "word"),
    rows(
        lambda car, row: [(word,) for word in row.words],
        of=lambda car, row: row.value and SPOKEN in row.ops.values(),
    ),
)
def test_every_value_word_is_confirmed_by_its_status(car, row, word):
    rig = Rig(car=car.name)
    result = rig.do(row.name, "set", word)
    assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
    target = row.words[word]
    if isinstance(target, Write):
        assert all(rig.state.value(path) in values for path, values in target.expects.items())
    elif row.value.kind in ("word", "colour"):
        assert rig.state.value(next(iter(row.wires.values())).status) == target


@pytest.mark.parametrize(
    ("car", "row", "word"),
    rows(lambda car, row: [(word,) for word in row.lacks], of=lambda car, row: row.lacks),
)
def test_a_value_word_that_the_car_has_not_is_refused_and_nothing_is_sent(car, row, word):
    rig = Rig(car=car.name)
    for lang in languages.codes():
        result = rig.do(row.name, "set", word, lang=lang)
        assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_fitted")
        assert language(lang).nouns[row.name].lower() in result.reply.lower()
    assert not rig.sent


@pytest.mark.parametrize(
    ("car", "row", "zone"),
    rows(lambda car, row: [(zone,) for zone, wire in row.wires.items() if wire.command]),
)
def test_every_value_is_confirmed_by_the_status(car, row, zone):
    """Encoded by the gateway, executed by the car, decoded from its status."""
    rig, wire = Rig(car=car.name), row.wires[zone]
    signal = car.dbc.signal(wire.command)
    values = [word for word in car.dbc.words(wire.command) if word in car.dbc.words(wire.status)]
    values = [word for word in values if word not in KNOWN_GAPS]
    if signal.unit or (row.value and row.value.kind in ("number", "percent", "count")):
        third = signal.minimum + signal.scale * round((signal.maximum - signal.minimum) / signal.scale / 3)
        values += [signal.minimum, signal.maximum, third]
    assert values
    for value in values:
        rig.bridge.send({wire.command: value})
        sent = rig.clock()

        def shown_so(value=value):
            seen = rig.state.value(wire.status)
            return seen is not None and car.codec.matches(wire.status, seen, value)

        assert rig.state.wait(shown_so, sent + row.deadline, rig.clock), (value, rig.state.value(wire.status))


@pytest.mark.parametrize(
    ("car", "row", "zone"),
    rows(lambda car, row: [(zone,) for zone in row.wires], of=lambda car, row: car.limits(row) and "set" in row.ops),
)
def test_numbers_are_taken_inside_the_range_and_refused_outside(car, row, zone):
    rig, wire = Rig(car=car.name), row.wires[zone]
    low, high, step = car.limits(row)
    top = float(car.dbc.signal(wire.command).maximum)
    for half in range(-4, round((high - low) / step) * 2 + 5):
        value = low + half * step / 2
        rig.sent.clear()
        result = rig.do(row.name, "set", value, zone or None)
        if low <= value <= high and half % 2 == 0:
            wanted = math.floor(value / 100 * top + 0.5) if row.value.kind == "percent" else value
            assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY), (value, result.reason)
            assert car.codec.number(wire.status, rig.state.value(wire.status)) == wanted
            continue
        assert (result.outcome, result.reason) == (Outcome.REFUSED, "step" if low < value < high else "range"), value
        assert not rig.sent
        if result.reason == "range":
            assert f"{low:g}" in result.reply
            assert f"{high:g}" in result.reply
        else:
            assert f"{step:g}" in result.reply


@pytest.mark.parametrize("car", CARS, ids=lambda car: car.name)
def test_a_level_that_is_on_already_is_left_alone(car):
    """ "On" asks for some level, not for the row's own."""
    rig = Rig(car=car.name)
    for row in car.functions.values():
        if row.fitted and isinstance(row.ops.get("on"), AtLeast):
            set_to = rig.do(row.name, "set", car.limits(row)[0] + 1)
            assert set_to.outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
            assert rig.do(row.name, "on").outcome is Outcome.ALREADY


@pytest.mark.parametrize(
    ("car", "row", "op", "opposite"),
    rows(
        lambda car, row: [pair for pair in OPPOSITES if set(pair) <= set(row.ops) and row.writes(pair[0])],
        of=lambda car, row: row.fitted and not row.agent and not any("never" in needs for needs in row.needs.values()),
    ),
)
def test_an_op_and_its_opposite_are_two_things(car, row, op, opposite):
    rig = Rig(car=car.name)

    def done(which):
        result = rig.do(row.name, which)
        return rig.do("dialog.yes", "do").outcome if result.outcome is Outcome.NEEDS_CONFIRMATION else result.outcome

    done(op)
    assert [done(opposite), done(op), done(opposite)] == [Outcome.CONFIRMED] * 3
