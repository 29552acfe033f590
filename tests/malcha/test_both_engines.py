"""The car's engine and the server's in one process, and which directory the server's model lies in."""

import json
import math
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contract.values import Command, Understanding
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.config.effective import effective
from malcha.config.keys import ConfigError
from malcha.config.settings import MODEL, SERVER_MODEL
from malcha.run.both_engines import BothEngines, engine, server_engine, server_model
from nlu.engine.description import LABELS, check_alike, read_description
from nlu.engine.engine import Engine
from vehicle.turn.own_engine_first import SURE

HEAT, FAN = (Command("seat.heat", "on"),), (Command("climate.fan", "up"),)
MEGABYTE = 1e6


class Says:
    """An engine that gives one answer, and keeps what it was asked."""

    def __init__(self, commands, confidence, outcome="understood"):
        self.answer, self.asked = Understanding(outcome, commands, confidence), []

    def understand(self, text, context=None):
        self.asked.append((text, context))
        return self.answer


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted", "asked"),
    [
        (Says(HEAT, SURE), Says(FAN, 1.0), HEAT, 0),
        (Says(HEAT, 0.7), Says(FAN, 0.8), FAN, 1),
        (Says(HEAT, 0.7), Says(FAN, 0.6), HEAT, 1),
        (Says(HEAT, 0.95, "ambiguous"), Says(FAN, 0.5), FAN, 1),
    ],
)
def test_the_server_is_asked_where_the_car_is_not_sure_and_the_surer_counts(mine, theirs, wanted, asked):
    assert BothEngines(mine, theirs).understand("...").commands == wanted
    assert len(theirs.asked) == asked


def test_both_hear_the_same(monkeypatch):
    mine, theirs = Says(HEAT, 0.5), Says(FAN, 0.6)
    said = [("좀 덥다", 0.9), ("좀 떫다", 0.1)]
    BothEngines(mine, theirs).understand(said)
    assert mine.asked == theirs.asked == [(said, None)]


def test_with_the_lowest_threshold_neither_asks():
    both = engine(effective(None, {}, {}), alone=False)
    doubtful = "음악 말고 그거 그거"
    found = both.with_threshold(-math.inf).understand(doubtful)
    assert found.outcome != "ambiguous"
    assert both.threshold == both.own.threshold > 0  # the first one is as it was
    assert both.model_version == f"{both.own.model_version} and {both.server.model_version}"


def test_the_models_that_ship_are_of_one_version_and_small_enough():
    check_alike(read_description(SERVER_MODEL / LABELS), read_description(MODEL / LABELS))
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 8 * MEGABYTE
    assert sum(path.stat().st_size for path in SERVER_MODEL.glob("malcha.*")) <= 20 * MEGABYTE
    assert "Microsoft Corporation" in (SERVER_MODEL / "LICENSE.multilingual-e5-small").read_text()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, SERVER_MODEL),
        ({"MALCHA_MODEL": str(MODEL.parent / "engine" / ".." / "model")}, SERVER_MODEL),
        ({"MALCHA_MODEL": "mine"}, Path("mine")),
        ({"MALCHA_MODEL": "mine", "MALCHA_NLU__MODEL": "larger"}, Path("larger")),
        ({"MALCHA_NLU__MODEL": "larger"}, Path("larger")),
    ],
)
def test_the_servers_model_goes_with_the_cars(given, wanted):
    assert server_model(effective(None, given, {}).settings) == wanted


def test_a_car_with_a_model_of_its_own_and_none_for_the_server_has_one_engine(tmp_path):
    shutil.copytree(MODEL, tmp_path / "mine")
    assert isinstance(engine(effective(None, {"MALCHA_MODEL": str(tmp_path / "mine")}, {}), alone=False), Engine)
    assert isinstance(engine(effective(None, {}, {}), alone=True), Engine)


def test_a_servers_model_of_other_labels_is_refused_by_the_name_of_its_key(tmp_path):
    shutil.copytree(MODEL, tmp_path / "other")
    described = json.loads((MODEL / LABELS).read_text(encoding="utf-8"))
    described["aliases"] = {}
    (tmp_path / "other" / LABELS).write_text(json.dumps(described), encoding="utf-8")
    config = effective(None, {"MALCHA_NLU__MODEL": str(tmp_path / "other")}, {})
    with pytest.raises(ConfigError, match=r"MALCHA_NLU__MODEL: nlu\.model is .*different versions: their aliases"):
        server_engine(config)
    assert engine(config, alone=True)  # the car's own is not touched by it


def test_alone_needs_no_model_of_the_server(tmp_path):
    missing = ("--server-model", str(tmp_path / "nowhere"))
    said = CliRunner().invoke(app, ["understand", "--json", "운전석 엉따 2단계로", *missing])
    assert said.exit_code == BAD_INPUT
    assert "nowhere" in said.stderr
    said = CliRunner().invoke(app, ["understand", "--json", "운전석 엉따 2단계로", "--alone", *missing])
    (command,) = json.loads(said.stdout)["commands"]
    assert (command["function"], command["zone"], command["value"]) == ("seat.heat", "driver", 2)
