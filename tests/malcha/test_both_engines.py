"""The car's engine and the server's in one process, as a driver meets them."""

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
from malcha.config.settings import MODEL
from malcha.run.both_engines import BothEngines, engine, server_engine
from nlu.engine.description import LABELS
from nlu.engine.engine import Engine
from vehicle.turn.own_engine_first import SURE

HEAT, FAN = (Command("seat.heat", "on"),), (Command("climate.fan", "up"),)


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


def test_both_hear_the_same():
    mine, theirs = Says(HEAT, 0.5), Says(FAN, 0.6)
    said = [("좀 덥다", 0.9), ("좀 떫다", 0.1)]
    BothEngines(mine, theirs).understand(said)
    assert mine.asked == theirs.asked == [(said, None)]


@pytest.fixture
def larger(tmp_path) -> Path:
    """A model of the server's own, with the same labels."""
    shutil.copytree(MODEL, tmp_path / "larger")
    described = json.loads((MODEL / LABELS).read_text(encoding="utf-8"))
    (tmp_path / "larger" / LABELS).write_text(json.dumps(described | {"version": "larger"}), encoding="utf-8")
    return tmp_path / "larger"


def config(larger):
    return effective(None, {"MALCHA_NLU__MODEL": str(larger)}, {})


def test_with_the_lowest_threshold_neither_asks(larger):
    both = engine(config(larger))
    doubtful = "음악 말고 그거 그거"
    assert both.with_threshold(1.0).understand(doubtful).outcome == "ambiguous"
    assert both.with_threshold(-math.inf).understand(doubtful).outcome != "ambiguous"
    assert both.threshold == both.own.threshold > 0  # the first one is as it was
    assert both.model_version == f"{both.own.model_version} and larger"
    assert both.catalogue == both.own.catalogue


def test_without_a_model_of_its_own_the_server_understands_as_the_car():
    plain = effective(None, {}, {})
    assert isinstance(engine(plain), Engine)
    assert server_engine(plain).model_version == engine(plain).model_version


def test_a_servers_model_of_other_labels_is_refused_by_the_name_of_its_key(larger):
    described = json.loads((larger / LABELS).read_text(encoding="utf-8"))
    (larger / LABELS).write_text(json.dumps(described | {"aliases": {}}), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"MALCHA_NLU__MODEL: nlu\.model is .*different versions: their aliases"):
        server_engine(config(larger))


def test_both_answer_the_command_line(larger):
    said = CliRunner().invoke(app, ["understand", "--json", "운전석 엉따 2단계로", "--server-model", str(larger)])
    (command,) = json.loads(said.stdout)["commands"]
    assert (command["function"], command["zone"], command["value"]) == ("seat.heat", "driver", 2)
    said = CliRunner().invoke(app, ["understand", "--json", "운전석 엉따 2단계로", "--server-model", "nowhere"])
    assert said.exit_code == BAD_INPUT
    assert "nowhere" in said.stderr
