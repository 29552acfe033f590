"""The wheel that is built of this project: what it installs, and what not."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import malcha

ROOT = Path(malcha.__file__).parents[1]
BUILD = "from setuptools import build_meta; print(build_meta.build_wheel({!r}))"
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "docs")


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> set[str]:
    """Every file in the wheel, built of a copy."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    program = BUILD.format(str(folder))
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder / "source", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(zipfile.ZipFile(folder / run.stdout.split()[-1]).namelist())


def test_no_package_is_named_as_a_library_of_others(files):
    """A package `proto` in the wheel would hide proto-plus, and break Google's cloud clients with it."""
    packages = {file.split("/")[0] for file in files if not file.split("/")[0].endswith(".dist-info")}
    assert "proto" not in packages
    assert packages == {"contract", "languages", "malcha", "navigation", "nlu", "serving", "sim_can", "vehicle"}


def test_the_contract_is_there_with_its_types(files):
    stubs = {file.relative_to(ROOT).as_posix() for file in (ROOT / "malcha" / "v1").glob("*_pb2*.py*")}
    assert len(stubs) == 18
    assert stubs <= files
    assert not [file for file in files if file.endswith(".proto")]


def test_what_runs_needs_is_there(files):
    assert {"nlu/model/malcha.int8.onnx", "nlu/model/malcha.json", "navigation/places.csv"} <= files
    dbcs = {file.relative_to(ROOT).as_posix() for file in ROOT.glob("vehicle/cars/*/*.dbc")}
    assert dbcs
    assert dbcs <= files
