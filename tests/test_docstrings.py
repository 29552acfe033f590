"""The examples in docstrings say what comes out."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("contract", "languages", "malcha", "navigation", "nlu", "serving", "sim_can", "speech", "vehicle")
NEEDS = {
    "speech.evaluation.character_errors": "kocer",
    "speech.training.learn": "torch",
}  # packages that may be missing


def with_examples() -> list[str]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    found = [path for path in files if ">>>" in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]


@pytest.mark.parametrize("name", with_examples())
def test_the_examples_of_a_module(name):
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
