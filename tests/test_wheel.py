"""What is installed: a wheel with every file of the packages, and no top-level name that is somebody else's."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = {name.rstrip("*") for name in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
FILES = ("pyproject.toml", "README.md", "LICENSE")
NOT_INSTALLED = ("nlu/corpus/",)  # sentences to train on


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built from a copy: the build leaves folders beside its sources."""
    copy, built = tmp_path_factory.mktemp("malcha"), tmp_path_factory.mktemp("wheel")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, copy)
    pip = [sys.executable, "-m", "pip", "wheel", str(copy), "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--quiet", "--wheel-dir", str(built)], check=True)
    return next(built.glob("malcha-*.whl"))


def names(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def test_the_wheel_has_no_top_level_name_but_those_of_the_packages(wheel):
    """A package `proto` would hide that of proto-plus, on which Google's cloud clients and Ray stand."""
    assert {name.partition("/")[0] for name in names(wheel)} == PACKAGES
    assert "proto" not in PACKAGES


def test_the_wheel_has_every_file_of_the_packages(wheel):
    kept = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*")}
    kept = {name for name in kept if (ROOT / name).is_file() and "__pycache__" not in name}
    assert names(wheel) == {name for name in kept if not name.startswith(NOT_INSTALLED)}


def test_the_wheel_understands_a_sentence_without_the_repository(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        "import malcha.v1.vehicle_pb2 as contract, malcha.cli.main as main; print(contract.__file__); "
        "main.app(['understand', '--json', '운전석 엉따 2단계로'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "malcha"))
    assert "seat.heat" in done.stdout


def test_the_image_is_made_of_the_same_packages():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"(?m)^COPY (\w+) (\w+)$", dockerfile)
    assert {source for source, target in copied if source == target} == PACKAGES
    assert f'ENTRYPOINT ["{next(iter(PROJECT["project"]["scripts"]))}"]' in dockerfile
