"""The table, walked: every function, op, zone, value word and number of it, in both languages, in the simulated car."""

import csv
import json
import math
import re
from pathlib import Path

import pytest
from g70 import CAR, FUNCTIONS, codec, dbc

import languages
from contract.values import Command
from nlu.sampling import sentences
from vehicle.can.values import KNOWN_GAPS
from vehicle.cars.wiring import Write
from vehicle.catalogue.row import QUERY, REPORT, SPOKEN, AtLeast
from vehicle.catalogue.table import follow_ups
from vehicle.results.result import Outcome
from vehicle.turn import policy

CATALOGUE = Path(__file__).parents[4] / "shared" / "functions.tsv"  # beside the checkout; a newcomer has none
MODEL = Path(__file__).parents[3] / "nlu" / "model"
CORPUS = Path(__file__).parents[3] / "nlu" / "corpus"
ROWS = [pytest.param(row, id=row.name) for row in FUNCTIONS.values()]
SPEECH = [
    param for param in ROWS if param.values[0].spoken
]  # what may be said is what the catalogue and the corpus have
OPS = [pytest.param(row, op, id=f"{row.name} {op}") for row in FUNCTIONS.values() for op in row.ops]
WORDS = [
    pytest.param(row, word, id=f"{row.name} {word}")
    for row in FUNCTIONS.values()
    if row.value and SPOKEN in row.ops.values()
    for word in row.value.words
]
WIRES = [
    pytest.param(row, wire, id=f"{row.name} {zone}")
    for row in FUNCTIONS.values()
    for zone, wire in row.wires.items()
    if wire.command
]
NUMERIC = [
    pytest.param(row, zone, id=f"{row.name} {zone}")
    for row in FUNCTIONS.values()
    if CAR.limits(row) and "set" in row.ops
    for zone in row.wires
]
HANGUL = re.compile("[가-힣]")
VALUES = {  # kind of value -> something sensible, in Korean and in English
    "percent": (40, 40), "frequency": (95.9, 95.9), "place": ("서울역", "seoul station"), "text": ("아리랑", "arirang"), "category": ("주유소", "gas station"),
    "contact": ("엄마", "mom"), "message": ({"to": "아내", "text": "늦어"}, {"to": "Anna", "text": "I am late"}), "colour": ("파란색", "blue"), "road": ("강변북로", "bridge"), "count": (1, 1), "speed": (100, 100),
}  # fmt: skip
BEFORE = {  # what has to have happened so that the op makes sense
    "phone.answer": {"VA_PHONE_STS__CallState": "incoming"},
    "phone.hangup": {"VA_PHONE_STS__CallState": "incoming"},
    "phone.redial": Command("phone.call", "do", value="엄마"),
    "nav.waypoint": Command("nav.go", "do", value="부산역"),
    "nav.waypoint remove": Command("nav.waypoint", "add", value="서울역"),
    "nav.remaining": Command("nav.go", "do", value="서울역"),
    "dialog.undo": Command("climate.fan", "set", value=5),
    "dialog.select": Command("nav.nearby", "do", value="카페"),
}


def sensible(row, op, lang="ko"):
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
        return CAR.limits(row)[0] + 1
    return VALUES[row.value.kind][lang == "en"]


def prepare(rig, name):
    before = BEFORE.get(name)
    if isinstance(before, Command):
        assert rig.run([before]).results[0].outcome in (Outcome.CONFIRMED, Outcome.ANSWERED)
    elif before:
        rig.set(**before)


def ends(row, op):
    """How the op ends in the parked car."""
    if row.agent:
        return {Outcome.HANDED_OFF}
    if not row.fitted or policy.CONDITIONS.keys() & {"never"} & set(row.needs.get(op, ())):
        return {Outcome.REFUSED}
    if op in row.asks:
        return {Outcome.NEEDS_CONFIRMATION}
    if row.ops[op] in (QUERY, REPORT) or (row.name.startswith("dialog.") and row.name not in BEFORE):
        return {Outcome.ANSWERED}
    return {Outcome.CONFIRMED, Outcome.ALREADY}


def catalogue():
    """{function: line} of the catalogue; a line may name several, or one with a placeholder for each word of its value."""
    if not CATALOGUE.exists():
        pytest.skip(f"the catalogue {CATALOGUE.name} is not beside this checkout")
    with CATALOGUE.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    found = {}
    for line in lines:
        for name in line["function"].split():
            stem, placeholder, _ = name.partition("<")
            for word in line["value"].partition(";")[0].split() if placeholder else [""]:
                found[stem + word] = line
    return found


def test_the_table_has_the_functions_of_the_catalogue():
    assert {param.id for param in SPEECH} == set(catalogue())


@pytest.mark.parametrize("row", SPEECH)
def test_ops_zones_and_value_words_are_those_of_the_catalogue(row):
    line = catalogue()[row.name]
    assert set(row.ops) == set(line["ops"].split())
    assert set(row.zones) == set(line["zones"].replace("-", "").split())
    words = set(row.value.words) if row.value else set()
    if row.value and row.value.kind == "word":
        assert set(line["value"].split()) <= words
        assert words - set(line["value"].split()) <= set(row.value.ladder)  # "off" is a rung below the slowest wiper
    elif row.value and row.value.kind in ("number", "percent"):
        assert (
            {word for word in ("slightly", "min", "max") if word in line["value"]}
            <= words
            <= {"slightly", "min", "max"}
        )


@pytest.mark.parametrize("row", SPEECH)
def test_ranges_are_those_of_the_catalogue(row):
    line = catalogue()[row.name]
    spoken = re.search(r"(\d+\.?\d*) to (\d+\.?\d*)", f"{line['value']} {line['unit, range, step']}")
    if CAR.limits(row) and spoken:
        assert CAR.limits(row)[:2] == (float(spoken[1]), float(spoken[2]))


@pytest.mark.parametrize("row", ROWS)
def test_the_row_has_a_noun_in_both_languages(row):
    if not row.name.startswith("dialog."):  # words to the assistant itself have none
        assert HANGUL.search(languages.part("ko", "nouns").NOUNS[row.name])
        assert re.fullmatch("[ -~]+", languages.part("en", "nouns").NOUNS[row.name])


@pytest.mark.parametrize("row", ROWS)
def test_the_row_names_signals_words_and_conditions_that_there_are(row):
    for wire in row.wires.values():
        assert not wire.command or "VA" in dbc.messages[wire.command.partition(".")[0]].message.senders
        assert not wire.status or "VA" not in dbc.messages[wire.status.partition(".")[0]].message.senders
        assert {dbc.signal(path).name for path in (wire.command, wire.status) if path}
        assert wire.command != wire.status
    for target in [*row.ops.values(), *(row.words.values() if row.value else ())]:
        for path, values in (
            {**{p: (v,) for p, v in target.signals.items()}, **target.expects}.items()
            if isinstance(target, Write)
            else ()
        ):
            for value in values:
                assert not isinstance(value, str) or value.startswith("<") or dbc.raw_of(path, value) >= 0
    for check in row.checks:
        assert all(dbc.raw_of(check.status, word) >= 0 for word in check.fine)
    assert {need for needs in row.needs.values() for need in needs} <= set(policy.CONDITIONS)
    assert set(row.needs) - {"*"} <= set(row.ops)
    assert set(row.asks) <= set(row.ops)


EVERY_OP = {op for row in FUNCTIONS.values() for op in row.ops}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in FUNCTIONS.values() if row.follow])
def test_what_is_said_after_a_function_means_an_op_that_there_is(row):
    for op, meant in row.follow.items():
        name, _, target = meant.rpartition(" ")
        assert op in EVERY_OP - set(row.ops), f"{op} needs no other meaning"
        assert target in FUNCTIONS[name or row.name].ops
        assert not name or name != row.name, "the row itself is not named"


def test_follow_ups_are_those_of_the_shipped_model():
    """They travel in malcha.json, written from the table; a table that has changed wants a new model."""
    if not (MODEL / "malcha.json").exists():
        pytest.skip("no model: make train")
    assert json.loads((MODEL / "malcha.json").read_text(encoding="utf-8"))["aliases"] == follow_ups()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("row", "op"), OPS)
def test_every_op_ends_in_an_outcome_and_a_reply(rig, row, op, lang):
    prepare(rig, row.name)
    prepare(rig, f"{row.name} {op}")
    result = rig.do(row.name, op, sensible(row, op, lang), lang=lang)
    assert result.outcome in ends(row, op), (result.outcome, result.reason)
    assert result.reply
    if row.name != "message.read":  # words of others stay as they are
        assert bool(HANGUL.search(result.reply)) == (lang == "ko")
    raw = {
        str(word)
        for wire in row.wires.values()
        if wire.status
        for word in (dbc.signal(wire.status).choices or {}).values()
    }
    assert lang == "en" or not any(re.search(rf"\b{word}\b", result.reply, re.ASCII) for word in raw - {"usb"}), (
        "a word of the wire was spoken"
    )


@pytest.mark.parametrize("row", [param for param in ROWS if param.values[0].zones])
def test_every_op_works_in_every_zone(new_rig, row):
    rig = new_rig()
    for zone in row.zones:
        for op in row.ops:
            result = rig.do(row.name, op, sensible(row, op), zone)
            assert result.outcome in ends(row, op) | {Outcome.ALREADY}, (zone, op, result)


@pytest.mark.parametrize(("row", "word"), WORDS)
def test_every_value_word_is_confirmed_by_its_status(rig, row, word):
    result = rig.do(row.name, "set", word)
    assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
    target = row.words[word]
    if isinstance(target, Write):
        assert all(rig.state.value(path) in values for path, values in target.expects.items())
    elif row.value.kind in ("word", "colour"):
        assert rig.state.value(next(iter(row.wires.values())).status) == target


@pytest.mark.parametrize(("row", "wire"), WIRES)
def test_every_value_survives_the_wire(rig, row, wire):
    """Encoded by the gateway, obeyed by the car, decoded from its status."""
    signal, shown = dbc.signal(wire.command), {str(word) for word in (dbc.signal(wire.status).choices or {}).values()}
    values = [word for word in map(str, (signal.choices or {}).values()) if word in shown and word not in KNOWN_GAPS]
    if signal.unit or (row.value and row.value.kind in ("number", "percent")):
        values += [
            signal.minimum,
            signal.maximum,
            signal.minimum + signal.scale * round((signal.maximum - signal.minimum) / signal.scale / 3),
        ]
    assert values
    for value in values:
        rig.bridge.send({wire.command: value})
        sent = rig.clock()

        def shown_so(value=value):
            seen = rig.state.value(wire.status)
            return seen is not None and codec.matches(wire.status, seen, value)

        assert rig.state.wait(shown_so, sent + row.deadline, rig.clock), (value, rig.state.value(wire.status))


@pytest.mark.parametrize(("row", "zone"), NUMERIC)
def test_numbers_are_taken_inside_the_range_and_refused_outside(rig, row, zone):
    low, high, step = CAR.limits(row)
    wire = row.wires[zone]
    top = float(dbc.signal(wire.command).maximum)
    for half in range(-4, round((high - low) / step) * 2 + 5):
        value = low + half * step / 2
        rig.sent.clear()
        result = rig.do(row.name, "set", value, zone or None)
        if low <= value <= high and half % 2 == 0:
            wanted = math.floor(value / 100 * top + 0.5) if row.value.kind == "percent" else value
            assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY), (value, result.reason)
            assert codec.number(wire.status, rig.state.value(wire.status)) == wanted
            continue
        assert (result.outcome, result.reason) == (Outcome.REFUSED, "step" if low < value < high else "range"), value
        assert not rig.sent
        if result.reason == "range":
            assert f"{low:g}" in result.reply
            assert f"{high:g}" in result.reply
        else:
            assert f"{step:g}" in result.reply


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_corpus_has_sentences_for_every_function_and_op(lang):
    written = set()
    for path in (CORPUS / lang).glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                written |= {tuple(f"{meaning} -".split()[:2]) for meaning in line[2:].split("&&")}
    rows = [param.values[0] for param in SPEECH]
    assert {(row.name, op) for row in rows for op in row.ops if not row.agent} <= written
    assert {row.name for row in rows} == {name for name, _ in written} & set(FUNCTIONS)
    ops_of_agents = {
        (row.agent, op) for row in FUNCTIONS.values() for op in row.ops if row.agent
    }  # nobody stops a gas valve
    assert ops_of_agents == {
        (FUNCTIONS[name].agent, op) for name, op in written if name in FUNCTIONS and FUNCTIONS[name].agent
    }


def test_a_level_that_is_on_already_is_left_alone(rig):
    """ "On" asks for some level, not for the row's own."""
    for row in FUNCTIONS.values():
        if isinstance(row.ops.get("on"), AtLeast):
            assert rig.do(row.name, "set", CAR.limits(row)[0] + 1).outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
            assert rig.do(row.name, "on").outcome is Outcome.ALREADY


OPPOSITES = [
    ("on", "off"),
    ("open", "close"),
    ("lock", "unlock"),
    ("fold", "unfold"),
    ("mute", "unmute"),
    ("zoom_in", "zoom_out"),
]
PAIRS = [
    pytest.param(row.name, *pair, id=f"{row.name} {pair[0]}")
    for row in FUNCTIONS.values()
    for pair in OPPOSITES
    if set(pair) <= set(row.ops) and row.writes(pair[0]) and ends(row, pair[0]) != {Outcome.REFUSED}
]


@pytest.mark.parametrize(("name", "op", "opposite"), PAIRS)
def test_an_op_and_its_opposite_are_two_things(rig, name, op, opposite):
    def done(which):
        result = rig.do(name, which)
        return rig.do("dialog.yes", "do").outcome if result.outcome is Outcome.NEEDS_CONFIRMATION else result.outcome

    done(op)
    assert [done(opposite), done(op), done(opposite)] == [Outcome.CONFIRMED] * 3


def test_the_horn_sounds_for_a_moment_each_time_it_is_asked_for_and_only_while_parked(rig):
    """By `Execute` only, as somebody who looks for the car does it."""
    for _ in range(2):
        assert rig.do("horn", "on").outcome is Outcome.CONFIRMED
        assert rig.state.value("VA_BODY_STS.HornState") == "on"
        rig.live(1.2)
        assert rig.state.value("VA_BODY_STS.HornState") == "off"
    assert [codec.decode("mcan", frame)[0] for frame in rig.sent] == ["TMU_GW_E_01"] * 2
    assert rig.do("dialog.undo", "do").outcome is not Outcome.CONFIRMED, "what was heard cannot be taken back"
    rig.drive(5.0)
    result = rig.do("horn", "on")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "parked")
    assert len(rig.sent) == 2


def test_a_window_that_meets_something_is_told_to_the_driver(rig):
    rig.do("window", "open")
    rig.live(5.0)
    rig.sim.ecus.panes.obstacles["VA_WINDOW_STS.DrWdwPos"] = 50.0
    result = rig.do("window", "close", zone="driver")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "obstructed")
    assert "걸리는 것" in result.reply


def test_the_model_of_speech_knows_nothing_of_what_is_not_said():
    assert [param.id for param in ROWS if param not in SPEECH] == ["horn"]
    assert "horn" not in sentences.catalogue()


@pytest.mark.parametrize(
    ("name", "op", "path", "shown"),
    [
        ("climate.power", "off", "DATC_PE_03.DATC_OpSts", "off"),
        ("climate.recirculation", "on", "DATC_PE_03.DATC_IntakeDisp", "recirculated"),
        ("climate.sync", "on", "DATC_PE_05.DATC_SyncDisp", "sync"),
        ("climate.defrost_rear", "on", "CGW1.CF_Gway_DefoggerRly", "on"),
        ("climate.heater", "on", "DATC_PE_03.DATC_AcDisp", "off"),
        ("steering.heat", "on", "CGW4.CF_Gway_StrgWhlHeatedState", "on"),
        ("window", "open", "CGW4.CF_Gway_DrvWdwStat", 1),
        ("sunroof", "open", "CGW1.C_SunRoofOpenState", "open"),
        ("fuel_door", "open", "VA_BODY_STS.FuelDoorState", "open"),
        ("mirror", "fold", "GW_DDM_PE.C_OSMirrorStatus", "folded"),
        ("headlamp", "off", "CGW1.CF_Gway_HeadLampLow", "off"),
        ("hazard", "on", "CGW1.CF_Gway_HazardSw", "on"),
        ("media.volume", "mute", "HU_CLU_PE_05.HU_MuteStatus", "on"),
        ("media.pause", "do", "VA_MEDIA_STS.PlayState", "paused"),
    ],
)  # fmt: skip
def test_the_car_shows_what_was_meant(rig, name, op, path, shown):
    """Read from another frame than the row's own where the car has one."""
    assert rig.do(name, op).outcome is Outcome.CONFIRMED
    rig.live(1.0)
    assert rig.state.value(path) == shown
