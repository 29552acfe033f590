"""`malcha eval`: which rows are taken, what counts as right, and how its figures are made."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from rich.console import Console
from turns import MODEL
from typer.testing import CliRunner

from contract.values import Command, Context, Understanding
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.screens.evaluation import LONG, show
from malcha.screens.evaluation import functions as functions_table
from malcha.screens.evaluation import reliability as reliability_table
from malcha.screens.evaluation_markdown import markdown
from nlu.evaluation.comparison import compare, side_by_side
from nlu.evaluation.figures import (
    BINS,
    by_function,
    by_kind,
    confusions,
    expected_calibration_error,
    failures,
    reliability,
    report,
    summary,
    wilson,
)  # fmt: skip
from nlu.evaluation.label_files import read_rows, row_of
from nlu.evaluation.labelled import RowError, meaning, readable
from nlu.evaluation.results import closest, evaluate
from nlu.sampling.catalogue import catalogue
from nlu.sampling.check_corpus import EVALUATION, find_texts
from vehicle.catalogue.table import CATALOGUE as VEHICLE

CATALOGUE = catalogue()
needs_model = pytest.mark.skipif(not MODEL.exists(), reason="no model: make train")
AC, WEATHER = Command("climate.ac", "on"), Command("info.weather", "query")
HEAT, TRUNK = Command("seat.heat", "set", "driver", 2.0), Command("trunk", "open")


def malcha_eval(*arguments):
    return CliRunner().invoke(app, ["eval", *map(str, arguments)], catch_exceptions=False)


@dataclass
class FakeEngine:
    """Hears what `hears` says: text -> (commands, confidence). Asks where it is not sure enough, as an engine does."""

    hears: Mapping[str, tuple[tuple[Command, ...], float]]
    threshold: float = 0.5
    catalogue: Mapping = field(default_factory=lambda: CATALOGUE)
    model_version: str = "fake"
    asked: list = field(default_factory=list)

    def with_threshold(self, threshold):
        return replace(self, threshold=threshold)

    def understand(self, said, context):
        self.asked.append((said, context))
        commands, confidence = self.hears[said if isinstance(said, str) else said[0][0]]
        outcome = "understood" if commands else "out_of_scope"
        if commands and all(self.catalogue[c.function].agent for c in commands):
            outcome = "hand_off"
        if confidence < self.threshold:
            outcome, commands = "ambiguous", ()
        return Understanding(outcome, commands, confidence, model_version=self.model_version)


def row(text, *commands, lang="en", **more):
    written = [{"function": c.function, "op": c.op, "zone": c.zone, "value": c.value} for c in commands]
    return row_of({"text": text, "lang": lang, "commands": written} | more, CATALOGUE)


def scored(*rows_and_heard, threshold=0.5):
    """(results, engine) of (row, what is heard, confidence)."""
    engine = FakeEngine({row.text: (tuple(heard), sure) for row, heard, sure in rows_and_heard}, threshold)
    return evaluate(engine, [row for row, _, _ in rows_and_heard]), engine


def counts(share):
    return share["right"], share["n"]


# rows


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(tmp_path, name, content):
    (found,) = read_rows([written(tmp_path, name, content)], CATALOGUE)
    return found


LINE = (
    '{"text": "driver seat heat on two", "lang": "en", '
    '"commands": [{"function": "seat.heat", "op": "set", "zone": "driver", "value": 2}]}'
)


@pytest.mark.parametrize(
    "content",
    [LINE, LINE + "\n", "\n\r\n" + LINE + "\r\n", "\ufeff" + LINE],
    ids=["bare", "line", "blank lines", "mark"],
)
def test_a_json_line_is_a_row(tmp_path, content):
    found = one(tmp_path, "rows.jsonl", content)
    assert (found.text, found.language, found.commands) == ("driver seat heat on two", "en", (HEAT,))


def test_yaml_rows_know_their_lines_and_take_the_language_from_the_file(tmp_path):
    content = (
        "# mine\n- {text: 에어컨 좀, commands: [{function: climate.ac, op: 'on'}], outcome: understood}\n\n"
        "- text: 배고파\n  commands: []\n"
    )
    first, second = read_rows([written(tmp_path, "ko.yaml", content)], CATALOGUE)
    assert (first.language, first.commands, second.text, second.commands) == ("ko", (AC,), "배고파", ())
    assert (first.where, second.where) == (f"{tmp_path}/ko.yaml:2", f"{tmp_path}/ko.yaml:4")


def test_a_row_may_say_its_language_whatever_the_file_is_called(tmp_path):
    assert one(tmp_path, "en.jsonl", '{"text": "가자", "lang": "ko-KR", "commands": []}').language == "ko"


def test_what_else_a_row_may_hold_reaches_the_engine():
    context = {"last": [{"function": "seat.heat", "op": "set", "zone": "driver", "value": 2}], "pending": True}
    found = row(
        "warmer",
        AC,
        also_ok=[[], {"function": "trunk", "op": "open"}],
        context=context,
        alternatives=["warmer", {"text": "warm her", "score": 0.4}],
    )
    assert found.fair == ((AC,), (), (TRUNK,))
    engine = FakeEngine({"warmer": ((), 1.0)})
    evaluate(engine, [found])
    assert engine.asked[-1] == ((("warmer", 1.0), ("warm her", 0.4)), Context((HEAT,), True))


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"source": "a manual"}, "a manual"),
        ({"kind": "a study"}, "a study"),
        ({"source": "a manual", "kind": "a study"}, "a manual"),
        ({"source": 7, "kind": "a study"}, "a study"),
        ({"source": ["a manual"]}, ""),
        ({"source": " "}, ""),
        ({}, ""),
    ],
)
def test_a_row_may_say_where_its_sentence_comes_from(more, kind):
    assert row("x", AC, **more).kind == kind


NOT_KNOWN = [
    {"function": "warp.drive", "op": "on"},
    {"function": "warp.drive", "op": "on", "value": {"name": "moon", "near": "earth"}},
    {"function": "trunk", "op": "explode"},
    {"function": "trunk", "op": "open", "zone": "roof"},
    {"function": "drive_mode", "op": "set", "value": "warp"},
]


@pytest.mark.parametrize("command", NOT_KNOWN)
def test_what_the_catalogue_does_not_know_is_taken_as_it_stands_in_a_row_with_a_source(command):
    item = {"text": "x", "lang": "en", "commands": [command], "also_ok": [[command]]}
    found = row_of(item | {"source": "a study"}, CATALOGUE)
    assert found.fair == ((Command(**command),),) * 2
    for wrong in (item, item | {"commands": []}, item | {"commands": [], "source": None}):
        with pytest.raises(RowError):
            row_of(wrong, CATALOGUE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"commands": [{"function": "none", "op": "none"}]},
        {"commands": [{"function": "same", "op": "off"}]},
        {"commands": [{"function": "trunk"}]},
        {"commands": [{"function": "trunk", "op": "open", "value": True}]},
        {"commands": [{"function": "trunk", "op": "open", "value": {"body": "hi"}}]},
        {"context": {"last": [NOT_KNOWN[0]]}},
        {"source": "\ud800"},
    ],
)
def test_what_is_no_command_is_none_in_a_row_with_a_source_either(wrong):
    with pytest.raises(RowError):
        row_of({"text": "x", "lang": "en", "commands": [], "source": "a study"} | wrong, CATALOGUE)


OK = '"lang": "en", "commands": []'
DO = '{{"text": "x", "lang": "en", "commands": [{}]}}'


@needs_model
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5_000 + "}", "not JSON"),
        ("windows down", "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ("[]", "not an object"),
        ("null", "not an object"),
        ('{"lang": "en", "commands": []}', "no text"),
        ('{"text": "x", "lang": "en"}', "no commands"),
        ('{"text": "x", "commands": []}', "no lang"),
        ('{"text": "x", "lang": "fr", "commands": []}', "'fr'"),
        ('{"text": "x", "lang": ["en"], "commands": []}', "lang"),
        ('{"text": 5, ' + OK + "}", "text 5 is not words"),
        ('{"text": "  ?! ", ' + OK + "}", "no word in the text"),
        ('{"text": "' + "ha" * 1_000_000 + '", ' + OK + "}", "2000000 characters"),
        ('{"text": "\\ud800 x", ' + OK + "}", "not Unicode"),
        ('{"text": "x", "lang": "en", "commands": {}}', "not a list of commands"),
        ('{"text": "x", "lang": "en", "commands": null}', "not a list of commands"),
        ('{"text": "x", ' + OK + ', "also_ok": "no"}', "also_ok"),
        ('{"text": "x", ' + OK + ', "also_ok": [5]}', "also_ok"),
        ('{"text": "x", ' + OK + ', "alternatives": "x"}', "alternatives"),
        ('{"text": "x", ' + OK + ', "alternatives": ["a", "b", "c", "d", "e", "f"]}', "at most 5"),
        ('{"text": "x", ' + OK + ', "alternatives": [" "]}', "alternatives"),
        ('{"text": "x", ' + OK + ', "alternatives": [{"text": "y", "score": 7}]}', "score 7"),
        ('{"text": "x", ' + OK + ', "context": {"pending": 1}}', "context"),
        ('{"text": "x", ' + OK + ', "context": {"previous": []}}', "context"),
        ('{"text": "x", ' + OK + ', "context": {"last": [{"function": "warp", "op": "on"}]}}', "'warp'"),
        (DO.format('"trunk open"'), "not a command"),
        (DO.format('{"function": "trunk"}'), "needs a function and an op"),
        (DO.format('{"function": "warp.drive", "op": "on"}'), "unknown function 'warp.drive'"),
        (DO.format('{"function": "none", "op": "none"}'), "unknown function 'none'"),
        (DO.format('{"function": "trunk", "op": "explode"}'), "trunk has no op 'explode'; it has open, close, query"),
        (DO.format('{"function": "trunk", "op": true}'), "op True is not words"),
        (DO.format('{"function": "seat.heat", "op": "on", "zone": "roof"}'), "seat.heat has no zone 'roof'"),
        (DO.format('{"function": "trunk", "op": "open", "zone": "rear"}'), "it has none"),
        (DO.format('{"function": "drive_mode", "op": "set", "value": "warp"}'), "drive_mode has no value 'warp'"),
        (DO.format('{"function": "climate.fan", "op": "set", "value": NaN}'), "no number"),
        (DO.format('{"function": "climate.fan", "op": "set", "value": ' + "9" * 400 + "}"), "no number"),
        (DO.format('{"function": "climate.fan", "op": "set", "value": true}'), "neither a number nor words"),
        (DO.format('{"function": "climate.fan", "op": "set", "value": {"to": "anna"}}'), "its parts can only be"),
        (DO.format('{"function": "message.send", "op": "do", "value": {"body": "hi"}}'), "its parts can only be"),
        (DO.format('{"function": "trunk", "op": "open", "zonne": "rear"}'), "'zonne'"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_named(tmp_path, line, told):
    path = written(
        tmp_path, "rows.jsonl", LINE.encode() + b"\n\n" + (line if isinstance(line, bytes) else line.encode()) + b"\n"
    )
    said = malcha_eval(path)
    assert said.exit_code == BAD_INPUT
    assert said.stdout == ""
    assert said.stderr.startswith(f"malcha: {path}:3: ")
    assert told in said.stderr
    assert len(said.stderr) < 500


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ("- {text: x, commands: []}\n- {text: y, commands: [", 2, "not YAML"),
        (
            "- {text: x, commands: []}\n- {text: y, commands: [{function: climate.ac, op: on}]}\n",
            2,
            "op True is not words: quote it",
        ),
        ("text: x\ncommands: []\n", 1, "not a YAML list"),
        ("- {text: x, commands: []}\n- [{text: y, commands: []}]\n", 2, "not an object"),
        ("- {text: x, commands: []}\n- {text: 2024-13-45, commands: []}\n", 2, "not YAML"),
        ("- {text: x, commands: []}\n- &a [*a]\n", 2, "not an object"),
        ("- {text: x, commands: []}\n- !!python/object:os.system {}\n", 2, "not YAML"),
        (b"- {text: x, commands: []}\n- {text: \xff, commands: []}\n", 2, "not UTF-8"),
        ("- {text: x\x00, commands: []}\n", 1, "not YAML"),
    ],
)
def test_a_yaml_row_that_cannot_be_used_is_named(tmp_path, content, line, told):
    path = written(tmp_path, "en.yaml", content)
    with pytest.raises(RowError) as raised:
        read_rows([path], CATALOGUE)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [("rows.jsonl", ""), ("rows.jsonl", "\n \n"), ("ko.yaml", ""), ("ko.yaml", "# none yet\n"), ("ko.yaml", "[]")],
)
def test_a_file_without_rows_is_said(tmp_path, name, content):
    with pytest.raises(RowError, match="no row in it"):
        read_rows([written(tmp_path, name, content)], CATALOGUE)


@needs_model
def test_a_file_that_is_not_there_is_said(tmp_path):
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        said = malcha_eval(path)
        assert (said.exit_code, said.stdout) == (BAD_INPUT, "")
        assert f"{path} cannot be read" in said.stderr


def test_yaml_without_its_package_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(RowError, match="pyyaml"):
        read_rows([written(tmp_path, "ko.yaml", "[]")], CATALOGUE)


@pytest.mark.parametrize("name", [name for name, row in VEHICLE.items() if row.spoken])
def test_every_function_can_be_labelled(name):
    for op in VEHICLE[name].ops:
        for zone in (None, *VEHICLE[name].zones):
            assert row("x", Command(name, op, zone)).commands == (Command(name, op, zone),)


# what is the same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Command("climate.fan", "set", None, 3), Command("climate.fan", "set", None, 3.0)),
        (Command("nav.go", "do", None, "Seoul  Station"), Command("nav.go", "do", None, "seoul station")),
        (Command("nav.go", "do", None, "강남역"), Command("nav.go", "do", None, "강남역")),
        (Command("seat.heat", "set", "driver", "max"), Command("seat.heat", "set", "driver", 3.0)),
        (
            Command("message.send", "do", None, {"to": "Anna", "text": ""}),
            Command("message.send", "do", None, {"to": "anna"}),
        ),
        (Command("message.send", "do", None, {}), Command("message.send", "do")),
        (Command("trunk", "open", ""), Command("trunk", "open")),
    ],
)
def test_what_means_the_same_is_the_same(one, other):
    assert meaning(one, CATALOGUE) == meaning(other, CATALOGUE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Command("climate.fan", "set", None, 3.0), Command("climate.fan", "set", None, 4.0)),
        (Command("climate.fan", "set", None, 1.0), Command("climate.fan", "set", None, "min")),
        (Command("climate.fan", "set", None, 0.0), Command("climate.fan", "set")),
        (Command("seat.heat", "on", "driver"), Command("seat.heat", "on")),
        (Command("nav.go", "do", None, "강남역"), Command("nav.go", "do", None, "강남")),
        (Command("message.send", "do", None, {"to": "anna"}), Command("message.send", "do", None, {"text": "anna"})),
    ],
)
def test_what_does_not_is_not(one, other):
    assert meaning(one, CATALOGUE) != meaning(other, CATALOGUE)


def test_training_knows_every_sentence_of_the_evaluation():
    """It reads them without YAML, to leave them out."""
    for path in (EVALUATION / "ko.yaml", EVALUATION / "en.yaml"):
        assert {row.text for row in read_rows([path], CATALOGUE)} <= set(find_texts(path.read_text(encoding="utf-8")))


def test_the_order_of_commands_counts():
    assert closest([(AC, TRUNK)], (AC, TRUNK), CATALOGUE)[1]
    assert not closest([(AC, TRUNK)], (TRUNK, AC), CATALOGUE)[1]


def test_the_reading_compared_with_is_the_next_one():
    fair = ((AC,), (HEAT, TRUNK), (HEAT,))
    assert closest(fair, (HEAT,), CATALOGUE) == ((HEAT,), True)
    assert closest(fair, (replace(HEAT, value=3.0),), CATALOGUE) == ((HEAT,), False)
    assert closest(fair, (TRUNK,), CATALOGUE) == ((HEAT, TRUNK), False)
    assert closest(fair, (), CATALOGUE) == ((AC,), False)


# figures


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (229, 240, 0.9198, 0.9742)],
)
def test_wilson_interval(right, n, low, high):
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_of_nothing():
    assert wilson(0, 0) == (None, None)


def test_a_fair_reading_is_as_good_as_the_one_meant():
    results, engine = scored(
        (row("warmer", AC, also_ok=[[readable(HEAT)]]), [HEAT], 0.9), (row("so", AC, also_ok=[[]]), [], 0.9)
    )
    found = summary(results, engine.catalogue)
    assert (counts(found["exact"]), counts(found["false_rejects"])) == ((2, 2), (0, 2))


def test_false_accepts_are_acts_on_the_car_where_no_command_was_meant():
    results, engine = scored(
        (row("a", also_ok=[[{"function": "climate.ac", "op": "on"}]]), [AC], 0.9),  # fair
        (row("b"), [AC], 0.9),
        (row("c"), [WEATHER], 0.9),  # none of the car's business
        (row("d"), [WEATHER, AC], 0.9),
        (row("e"), [AC], 0.3),  # asked
        (row("f"), [], 0.9),
        (row("g", AC), [TRUNK], 0.9),  # wrong, but something was meant
    )
    found = summary(results, engine.catalogue)
    assert (counts(found["false_accepts"]), counts(found["handed_to_agent"])) == ((2, 6), (1, 6))
    assert counts(found["exact"]) == (3, 7)
    assert counts(found["asked"]) == (1, 7)


def test_false_accepts_are_told_apart_by_what_was_said_before():
    before = {"last": [readable(TRUNK)]}
    results, engine = scored(
        (row("a"), [AC], 0.9),
        (row("b"), [], 0.9),
        (row("c"), [], 0.9),
        (row("d", context=before), [AC], 0.9),
        (row("e", context={"pending": True}), [AC], 0.9),
        (row("f", AC, context=before), [TRUNK], 0.9),
    )
    found = summary(results, engine.catalogue)
    assert [counts(found[f"false_accepts{which}"]) for which in ("", "_alone", "_after")] == [(3, 5), (1, 3), (2, 2)]


def test_a_command_of_the_rules_that_the_catalogue_does_not_know_is_one_for_the_car():
    results, engine = scored((row("a"), [Command("schedule", "cancel")], 0.9))
    engine.catalogue = {name: known for name, known in CATALOGUE.items() if name != "schedule"}
    assert counts(summary(results, engine.catalogue)["false_accepts"]) == (1, 1)


def test_lenient_is_what_is_right_but_for_what_labels_leave_open():
    title = Command("media.play", "play", None, "두리안")
    results, engine = scored(
        (row("a", AC), [AC], 0.9),
        (row("b", title, lang="ko"), [replace(title, value="두리안의 노래")], 0.9),
        (row("c", AC, also_ok=[[readable(title)]]), [replace(title, value="두리안 노래")], 0.9),
        (row("d", HEAT), [replace(HEAT, value="min")], 0.9),
        (row("e", replace(HEAT, value=3)), [replace(HEAT, value="max")], 0.9),  # exact: the catalogue says so
        (row("f", AC), [AC], 0.3),
    )
    found = summary(results, engine.catalogue)
    assert (counts(found["exact"]), counts(found["lenient"])) == ((2, 6), (4, 6))


@pytest.mark.parametrize(
    ("meant", "heard", "wrong"),
    [
        ([], [AC], True),
        ([AC], [TRUNK], True),
        ([AC], [AC, TRUNK], True),
        ([AC], [AC], False),
        ([AC], [], False),
        ([], [WEATHER], False),
        ([], [WEATHER, AC], True),
        ([], [Command("info.time", "query")], False),
        ([], [Command("status.fuel", "query")], True),
        ([], [Command("nav.traffic", "query")], True),
        ([AC], [Command("nav.info", "query")], False),
        ([AC], [Command("dialog.stop", "do")], False),
        ([AC], [Command("home.light", "on"), Command("assistant.note", "do"), Command("agent.handoff", "do")], False),
        ([Command("status.fuel", "query")], [Command("status.range", "query")], False),  # lenient
    ],
)
def test_a_wrong_act_is_a_command_for_the_car_that_was_not_meant(meant, heard, wrong):
    results, engine = scored((row("x", *meant), heard, 0.9))
    assert counts(summary(results, engine.catalogue)["wrong_act"]) == (wrong, 1)


def test_false_rejects_are_commands_that_were_not_heard():
    results, engine = scored(
        (row("a", AC), [AC], 0.9),
        (row("b", AC), [AC], 0.4),  # asked about
        (row("c", AC, TRUNK), [], 0.9),
        (row("d", AC, TRUNK), [AC], 0.9),  # half of it
        (row("e"), [], 0.9),
    )
    found = summary(results, engine.catalogue)
    assert counts(found["false_rejects"]) == (2, 4)
    assert (counts(found["several_exact"]), counts(found["several_function_op"])) == ((0, 2), (0, 2))


def test_the_threshold_moves_accepts_and_rejects():
    rows = [(row("a", AC), [AC], 0.6), (row("b"), [AC], 0.6)]
    for threshold, accepted, rejected in ((0.5, 1, 0), (0.7, 0, 1)):
        results, engine = scored(*rows, threshold=threshold)
        found = summary(results, engine.catalogue)
        assert (found["false_accepts"]["right"], found["false_rejects"]["right"]) == (accepted, rejected)


def test_zone_and_value_are_looked_at_where_the_function_is_right_and_takes_them():
    fan = Command("climate.fan", "set", None, 3.0)
    results, engine = scored(
        (row("a", HEAT), [replace(HEAT, zone="passenger")], 0.9),  # zone wrong, value right
        (row("b", fan), [replace(fan, value=None)], 0.9),  # value wrong, has no zones
        (row("c", HEAT, TRUNK), [HEAT, AC], 0.9),  # both right; the trunk has neither
        (row("d", HEAT), [replace(HEAT, op="on", value=None)], 0.9),  # the op is another, the zone right
    )
    found = summary(results, engine.catalogue)
    assert (counts(found["zone"]), counts(found["value"])) == ((2, 3), (2, 4))
    assert counts(found["function_op"]) == (2, 4)


def test_precision_and_recall_of_functions():
    results, _ = scored(
        (row("a", AC), [AC], 0.9),
        (row("b", AC), [TRUNK], 0.9),
        (row("c", TRUNK), [TRUNK], 0.9),
        (row("d"), [TRUNK], 0.9),
        (row("e", AC), [AC], 0.1),
    )
    found = by_function(results)
    assert [counts(found["climate.ac"][name]) for name in ("exact", "precision", "recall")] == [(1, 3), (1, 1), (1, 3)]
    assert [counts(found["trunk"][name]) for name in ("exact", "precision", "recall")] == [(1, 1), (1, 3), (1, 1)]
    assert [counts(found["none"][name]) for name in ("exact", "precision", "recall")] == [(0, 1), (0, 1), (0, 1)]


def test_confusions_say_what_was_heard_instead():
    results, _ = scored(
        (row("a", AC), [TRUNK], 0.9),
        (row("b", AC), [TRUNK], 0.9),
        (row("c", Command("window", "close"), HEAT), [Command("window", "open"), HEAT], 0.9),
        (row("d", AC, HEAT), [HEAT], 0.9),
        (row("e"), [AC], 0.9),
        (row("f", AC), [AC], 0.2),
        (row("g", HEAT), [replace(HEAT, zone=None)], 0.9),
    )
    found = [(c["meant"], c["heard"], c["count"], c["example"]) for c in confusions(results)]
    assert found == [
        ("climate.ac on", "trunk open", 2, "a"),
        ("climate.ac on", "asked", 1, "f"),
        ("climate.ac on", "none", 1, "d"),
        ("none", "climate.ac on", 1, "e"),
        ("window close", "window open", 1, "c"),
    ]


def test_failures_come_with_the_surest_first():
    results, _ = scored((row("a", AC), [AC], 0.9), (row("b", AC), [TRUNK], 0.7), (row("c", AC), [TRUNK], 0.8))
    assert [(f["text"], f["heard"]) for f in failures(results)] == [
        ("c", [{"function": "trunk", "op": "open"}]),
        ("b", [{"function": "trunk", "op": "open"}]),
    ]


def test_calibration_error_is_the_distance_of_confidence_and_exactness():
    """By hand: bin 14 holds 0.95 (right) and 0.97 (wrong), bin 9 holds 0.62 (right), bin 0 holds 0.01 (wrong, asked
    about).

    (2 * |0.96 - 0.5| + 1 * |0.62 - 1| + 1 * |0.01 - 0|) / 4 = (0.92 + 0.38 + 0.01) / 4 = 0.3275
    """
    results, _ = scored(
        (row("a", AC), [AC], 0.95), (row("b", AC), [TRUNK], 0.97), (row("c"), [], 0.62), (row("d", AC), [TRUNK], 0.01)
    )
    assert expected_calibration_error(results) == pytest.approx(0.3275)
    held = {at: (b["n"], b["exact"]) for at, b in enumerate(reliability(results)) if b["n"]}
    assert held == {14: (2, 0.5), 9: (1, 1.0), 0: (1, 0.0)}


def test_calibration_looks_at_the_reading_that_is_asked_about():
    results, engine = scored((row("a", AC), [AC], 0.4), (row("b"), [AC], 0.4))
    assert [(r.exact, r.likeliest_exact) for r in results] == [(False, True), (True, False)]
    assert engine.threshold == 0.5


def test_bins_hold_their_lower_edge_and_the_last_holds_one():
    results, _ = scored((row("a", AC), [AC], 1.0), (row("b", AC), [AC], 0.0), (row("c", AC), [AC], 0.2))
    assert [at for at, b in enumerate(reliability(results)) if b["n"]] == [0, 3, BINS - 1]


@pytest.mark.parametrize(
    ("threshold", "last_asked"), [(0.5, "0.40 to 0.47"), (0.4, "0.20 to 0.27"), (0.1, None), (1.0, "0.93 to 1.00")]
)
def test_a_line_divides_the_bins_that_were_asked_about_from_those_answered(threshold, last_asked):
    """Also where the threshold is the edge of a bin, or in one that holds nothing."""
    results, engine = scored(*((row(str(sure), AC), [AC], sure) for sure in (0.21, 0.42, 0.95)), threshold=threshold)
    table = reliability_table(report(results, engine))
    divided = [name for name, shown in zip(table.columns[0].cells, table.rows, strict=True) if shown.end_section]
    assert divided == ([last_asked] if last_asked else [])


def test_a_function_is_dim_only_if_nothing_went_wrong_with_it():
    results, _ = scored((row("a", AC), [AC], 0.9), (row("b", HEAT), [TRUNK], 0.9))
    table = functions_table(by_function(results))
    assert {name: shown.style for name, shown in zip(table.columns[0].cells, table.rows, strict=True)} == {
        "climate.ac": "dim", "seat.heat": "", "trunk": "",
    }  # fmt: skip


def test_figures_of_nothing_are_none():
    found = report([], FakeEngine({}))
    assert (found["n"], found["summary"]["all"]["exact"]["share"], found["summary"]["all"]["ece"]) == (0, None, None)
    json.dumps(found)


def test_languages_are_told_apart():
    results, engine = scored((row("a", AC), [AC], 0.9), (row("나", AC, lang="ko"), [], 0.9))
    found = report(results, engine)["summary"]
    assert {name: counts(figures["exact"]) for name, figures in found.items()} == {
        "all": (1, 2),
        "ko": (0, 1),
        "en": (1, 1),
    }


def of_two_kinds():
    """A report on two Korean kinds, an English one, and a row without a kind."""
    results, engine = scored(
        (row("가", AC, lang="ko", source="[red]manual"), [AC], 0.9),
        (row("나", lang="ko", source="[red]manual"), [TRUNK], 0.9),
        (row("다", lang="ko", source="[red]manual"), [Command("dialog.no", "do")], 0.9),
        (row("라", AC, lang="ko", kind="study"), [AC], 0.2),  # asked about
        (row("마", lang="ko", kind="study"), [AC], 0.2),  # asked about, rightly not done
        (row("바", AC, lang="ko"), [TRUNK], 0.9),
        (row("a", Command("status.fuel", "query"), source="study"), [Command("status.range", "query")], 0.9),
    )
    return results, report(results, engine)


def test_a_line_for_each_language_and_kind():
    results, found = of_two_kinds()
    names = ("exact", "lenient", "asked", "wrong_act", "false_accepts")
    assert found["kinds"] == by_kind(results)
    assert {
        (line["lang"], line["kind"]): [line["n"], *(counts(line[n]) for n in names)] for line in found["kinds"]
    } == {
        ("ko", None): [6, (2, 6), (2, 6), (1, 6), (2, 6), (1, 3)],
        ("ko", "[red]manual"): [3, (1, 3), (1, 3), (0, 3), (1, 3), (1, 2)],
        ("ko", "study"): [2, (1, 2), (1, 2), (1, 2), (0, 2), (0, 1)],
        ("en", None): [1, (0, 1), (1, 1), (0, 1), (0, 1), (0, 0)],
        ("en", "study"): [1, (0, 1), (1, 1), (0, 1), (0, 1), (0, 0)],
    }
    assert [line["kind"] for line in found["kinds"]] == [None, "[red]manual", "study", None, "study"]


def shown(found):
    page = io.StringIO()
    show(found | {"failures": []}, Console(width=160, file=page))
    return page.getvalue()


def test_kinds_are_shown_where_there_are_some():
    _, found = of_two_kinds()
    lines = [line.split() for line in shown(found).splitlines()]
    assert ["Korean", "[red]manual", "3", "33.3", "%", "33.3", "%", "0.0", "%", "33.3", "%", "1/2"] in lines
    assert ["English", "all", "1", "0.0", "%", "100.0", "%", "0.0", "%", "0.0", "%", "-"] in lines
    page = markdown(found)
    assert "## By kind\n\n" in page
    assert "| Korean | study | 2 | 50.0 % | 50.0 % | 50.0 % | 0.0 % | 0/1 |" in page


def test_without_kinds_no_table_of_them_is_shown():
    results, engine = scored((row("a", AC), [AC], 0.9))
    found = report(results, engine)
    assert found["kinds"] == []
    assert "By kind" not in shown(found)
    assert "By kind" not in markdown(found)


def test_engines_stand_side_by_side():
    rows = [row("a", AC), row("b", AC), row("c", lang="ko")]
    exact = FakeEngine({"a": ((AC,), 0.9), "b": ((AC,), 0.9), "c": ((), 0.9)})
    small = FakeEngine({"a": ((AC,), 0.9), "b": ((TRUNK,), 0.9), "c": ((), 0.8)})
    found = compare({"fp32": exact, "int8": small}, rows)
    assert found["en exact"] == {"fp32": 1.0, "int8": 0.5}
    assert found["ko exact"] == {"fp32": 1.0, "int8": 1.0}
    assert found["en false_accepts"] == {"fp32": None, "int8": None}
    assert found["same commands as fp32"] == {"fp32": 1.0, "int8": pytest.approx(2 / 3)}
    assert set(found["all p99 ms"]) == {"fp32", "int8"}
    shown = io.StringIO()
    Console(width=120, file=shown).print(side_by_side(found))
    assert {tuple(line.split()) for line in shown.getvalue().splitlines()} >= {
        ("en", "exact", "100.00%", "50.00%", "-50.00")
    }


# the command, with the model that ships

MINE = [
    {"text": "에어컨 켜 줘", "lang": "ko", "commands": [{"function": "climate.ac", "op": "on"}]},
    {"text": "Turn on the AC! 🙂", "lang": "en", "commands": [{"function": "climate.ac", "op": "on"}]},
    {"text": "turn on the ac [i]please[/i]", "lang": "en", "commands": [{"function": "trunk", "op": "close"}]},
    {"text": "오늘 점심 맛있었어", "lang": "ko", "commands": []},
]


@pytest.fixture
def mine(tmp_path):
    return written(tmp_path, "mine.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in MINE))


@needs_model
def test_json_is_one_object_and_nothing_else(mine):
    said = malcha_eval(mine, "--json", "--failures", 5)
    found = json.loads(said.stdout)
    assert said.stdout.count("\n") == 1
    assert (said.exit_code, said.stderr) == (0, "")
    assert counts(found["summary"]["all"]["exact"]) == (3, 4)
    assert [failure["place"] for failure in found["failures"]] == [f"{mine}:3"]
    assert found["failures"][0]["heard"] == [{"function": "climate.ac", "op": "on"}]
    assert set(found["summary"]["ko"]["latency_ms"]) == {"p50", "p95", "p99"}


@needs_model
def test_tables_show_the_same(mine, monkeypatch):
    monkeypatch.chdir(mine.parent)
    said = malcha_eval(mine.name, "--failures", 1)
    assert said.exit_code == 0
    for words in (
        "75.0 % (30.1 to 95.4)",
        "Korean",
        "handed to an agent",
        "climate.ac on",
        "Reliability",
        "[i]please[/i]",
        f"{mine.name}:3",
    ):
        assert words in said.stdout
    assert "mine.jsonl:3" not in malcha_eval(mine.name).stdout


@needs_model
def test_several_files_are_one_list(mine, tmp_path):
    other = written(
        tmp_path, "en.jsonl", '{"text": "thank you", "commands": [{"function": "dialog.thanks", "op": "do"}]}'
    )
    assert json.loads(malcha_eval(mine, other, "--json").stdout)["n"] == len(MINE) + 1


@needs_model
def test_many_rows_show_how_far_it_is_on_standard_error_only(tmp_path):
    path = written(tmp_path, "many.jsonl", (json.dumps(MINE[0], ensure_ascii=False) + "\n") * (LONG + 1))
    said = malcha_eval(path, "--json")
    assert counts(json.loads(said.stdout)["summary"]["all"]["exact"]) == (LONG + 1, LONG + 1)


def test_another_model_directory_is_taken(mine, tmp_path):
    said = malcha_eval(mine, "--model", tmp_path)
    assert said.exit_code == BAD_INPUT
    assert "is missing" in said.stderr


@needs_model
def test_the_figures_as_a_page(tmp_path):
    rows = tmp_path / "ko.jsonl"
    rows.write_text(
        '{"text": "에어컨 켜 줘", "lang": "ko", "commands": [{"function": "climate.ac", "op": "on"}]}\n',
        encoding="utf-8",
    )
    page = tmp_path / "figures.md"
    done = CliRunner().invoke(app, ["eval", str(rows), "--markdown", str(page)])
    assert done.exit_code == 0, done.output
    text = page.read_text(encoding="utf-8")
    assert "| climate.ac | 1 | 100.0 % | 100.0 % | 100.0 % |" in text
    assert text.startswith("# Figures of understanding\n\n1 utterances, model ")
    assert "| exact: the whole command list | 100.0 % (20.7 to 100.0) 1/1 |" in text


def test_a_page_that_cannot_be_written_is_said(mine, tmp_path):
    said = malcha_eval(mine, "--markdown", tmp_path / "nowhere" / "figures.md")
    assert (said.exit_code, said.stdout) == (BAD_INPUT, "")
    assert "figures.md cannot be written" in said.stderr
