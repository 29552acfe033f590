"""All rows of the catalogue: every function, op, zone, value word and number of it, in both languages, in the simulated
car.
"""

import csv
import json
import re
from pathlib import Path

import pytest
from g70 import CAR, FUNCTIONS, codec, dbc

import languages
from nlu.sampling import catalogue as spoken
from vehicle.cars.wiring import Write
from vehicle.catalogue.table import follow_ups
from vehicle.resolving import policy
from vehicle.results.result import Outcome

CATALOGUE = Path(__file__).parents[4] / "shared" / "functions_v2.tsv"  # beside the checkout; a newcomer has none
MODEL = Path(__file__).parents[3] / "nlu" / "model"
CORPUS = Path(__file__).parents[3] / "nlu" / "corpus"
ROWS = [pytest.param(row, id=row.name) for row in FUNCTIONS.values()]
SPEECH = [
    param for param in ROWS if param.values[0].spoken
]  # what may be said is what the catalogue and the corpus have
HANGUL = re.compile("[가-힣]")


def catalogue():
    """{function: line} of the catalogue; a line may name several, or one with a placeholder for each word of its
    value.
    """
    if not CATALOGUE.exists():
        pytest.skip(f"the catalogue {CATALOGUE.name} is not beside this checkout")
    with CATALOGUE.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    found = {}
    for line in lines:
        for name in line["function"].split():
            stem, placeholder, _ = name.partition("<")
            listed = re.sub(r"\(.*?\)", "", line["value"]).rpartition("devices:")[2].partition(";")[0]
            for word in listed.split() if placeholder else [""]:
                found[stem + word] = line
    return found


def line_of(row):
    """The line of the catalogue for this row; the table may have rows that the catalogue had not yet."""
    if row.name not in (lines := catalogue()):
        pytest.skip(f"{row.name} is not in {CATALOGUE.name}")
    return lines[row.name]


def test_the_table_has_the_functions_of_the_catalogue():
    assert set(catalogue()) <= {param.id for param in SPEECH}


@pytest.mark.parametrize("row", SPEECH)
def test_ops_zones_and_value_words_are_those_of_the_catalogue(row):
    line = line_of(row)
    assert set(row.ops) == set(line["ops"].split())
    assert set(row.zones) == set(line["zones"].replace("-", "").split())
    words = set(row.value.words) if row.value else set()
    if row.value and row.value.kind == "word":
        assert set(line["value"].split()) <= words
    elif row.value and row.value.kind in ("number", "percent"):
        assert (
            {word for word in ("slightly", "min", "max") if word in line["value"]}
            <= words
            <= {"slightly", "min", "max"}
        )


@pytest.mark.parametrize("row", SPEECH)
def test_ranges_are_those_of_the_catalogue(row):
    line = line_of(row)
    spoken = re.search(r"(\d+\.?\d*) to (\d+\.?\d*)", f"{line['value']} {line['unit, range, step']}")
    if CAR.limits(row) and spoken:
        assert CAR.limits(row)[:2] == (float(spoken[1]), float(spoken[2]))


@pytest.mark.parametrize("row", ROWS)
def test_the_row_has_a_noun_in_both_languages(row):
    if not row.is_dialog:  # words to the assistant itself have none
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


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in FUNCTIONS.values() if row.follow_up_ops])
def test_what_is_said_after_a_function_means_an_op_that_there_is(row):
    for op, meant in row.follow_up_ops.items():
        name, _, target = meant.rpartition(" ")
        assert op in EVERY_OP - set(row.ops), f"{op} needs no other meaning"
        assert target in FUNCTIONS[name or row.name].ops
        assert not name or name != row.name, "the row itself is not named"


def test_follow_ups_are_those_of_the_shipped_model():
    """malcha.json contains them, written from the catalogue; after a change of the catalogue the model must be exported
    anew.
    """
    if not (MODEL / "malcha.json").exists():
        pytest.skip("no model: make train")
    assert json.loads((MODEL / "malcha.json").read_text(encoding="utf-8"))["aliases"] == follow_ups()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_corpus_has_sentences_for_every_function_and_op(lang):
    written = set()
    for path in (CORPUS / lang).glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                written |= {tuple(f"{meaning} -".split()[:2]) for meaning in line[2:].split("&&")}
    rows = {name: row for name, row in FUNCTIONS.items() if row.spoken}
    assert {(name, op) for name, row in rows.items() for op in row.ops if not row.agent} <= written
    assert set(rows) == {name for name, _ in written} & set(FUNCTIONS)
    ops_of_agents = {
        (row.agent, op) for row in rows.values() for op in row.ops if row.agent
    }  # nobody stops a gas valve
    assert ops_of_agents == {(rows[name].agent, op) for name, op in written if name in rows and rows[name].agent}


def test_the_horn_sounds_for_a_moment_each_time_it_is_asked_for_and_only_while_parked(rig):
    """Only by `Execute`, as when searching for the parked car."""
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


def test_an_obstructed_window_is_reported_to_the_driver(rig):
    rig.do("window", "open")
    rig.live(5.0)
    rig.sim.ecus.panes.obstacles["VA_WINDOW_STS.DrWdwPos"] = 50.0
    result = rig.do("window", "close", zone="driver")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "obstructed")
    assert "걸리는 것" in result.reply


def test_the_model_of_speech_knows_nothing_of_what_is_not_said():
    assert [param.id for param in ROWS if param not in SPEECH] == ["horn"]
    assert "horn" not in spoken.catalogue()


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
)
def test_the_car_shows_what_was_meant(rig, name, op, path, shown):
    """Read from another frame than the row's own, if the car has one."""
    assert rig.do(name, op).outcome is Outcome.CONFIRMED
    rig.live(1.0)
    assert rig.state.value(path) == shown
