"""The wheel that is built of this project: what it installs, and what not."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import malcha

ROOT = Path(malcha.__file__).parents[1]
BUILD = "from setuptools import build_meta; print(build_meta.build_wheel({!r}))"
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "docs", "examples")
PACKAGES = {"contract", "languages", "malcha", "navigation", "nlu", "serving", "sim_can", "speech", "vehicle"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built of a copy."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
    program = BUILD.format(str(folder))
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder / "source", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return folder / run.stdout.split()[-1]


@pytest.fixture(scope="module")
def files(wheel) -> set[str]:
    """Every file in the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


def test_no_package_is_named_as_a_library_of_others(files):
    """A package `proto` in the wheel would hide proto-plus, and break Google's cloud clients with it."""
    packages = {file.split("/")[0] for file in files if not file.split("/")[0].endswith(".dist-info")}
    assert "proto" not in packages
    assert packages == PACKAGES


def test_the_contract_is_there_with_its_types(files):
    stubs = {file.relative_to(ROOT).as_posix() for file in (ROOT / "malcha" / "v1").glob("*_pb2*.py*")}
    assert len(stubs) == 21
    assert stubs <= files
    assert not [file for file in files if file.endswith(".proto")]


def test_what_runs_needs_is_there(files):
    assert {"nlu/model/malcha.int8.onnx", "nlu/model/malcha.json", "navigation/places.csv"} <= files
    dbcs = {file.relative_to(ROOT).as_posix() for file in ROOT.glob("vehicle/cars/*/*.dbc")}
    assert dbcs
    assert dbcs <= files


def test_every_file_of_the_packages_is_there_but_the_sentences_to_train_on(files):
    kept = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*")}
    kept = {name for name in kept if (ROOT / name).is_file() and "__pycache__" not in name}
    installed = {name for name in files if ".dist-info/" not in name}
    assert installed == {name for name in kept if not name.startswith(("nlu/corpus/", "nlu/labels/"))}


def test_what_is_installed_understands_a_sentence_without_the_repository(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        "import malcha.v1.vehicle_pb2 as contract, malcha.cli.main as main; print(contract.__file__); "
        "main.app(['understand', '--json', '운전석 엉따 2단계로'])"
    )
    more = {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | more,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(str(tmp_path / "malcha"))
    assert "seat.heat" in run.stdout


def test_the_image_is_made_of_the_same_packages():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"(?m)^COPY (\w+) (\w+)$", dockerfile)
    assert {source for source, target in copied if source == target} == PACKAGES
    assert 'ENTRYPOINT ["malcha"]' in dockerfile
