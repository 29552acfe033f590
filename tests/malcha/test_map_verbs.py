"""The verbs of malcha map: what each prints and with which exit code it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import osm_files
import pytest
from typer.testing import CliRunner

import malcha
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from navigation.maps import library, manifest, tiles

ROOT = Path(malcha.__file__).parent.parent


@pytest.fixture(autouse=True)
def maps(tmp_path, monkeypatch) -> Path:
    """The folder of the user's maps; imports without tiles, which take a second."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(tiles, "engine", lambda: "")
    return tmp_path / "data" / "malcha" / "maps"


@pytest.fixture
def extract(tmp_path) -> Path:
    pytest.importorskip("osmium", reason="needs the extra maps")
    return osm_files.streets(tmp_path / "seoul.osm.pbf")


def verb(*arguments: object):
    return CliRunner().invoke(app, ["map", *map(str, arguments)], catch_exceptions=False)


def error(said) -> str:
    assert said.exit_code == BAD_INPUT
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1, said.stderr
    return lines[0]


def listed() -> dict:
    return json.loads(verb("list", "--json").stdout)


def test_an_import_puts_the_map_in_force_and_says_what_it_is(extract, maps):
    said = verb("import", extract)
    assert said.exit_code == 0
    assert "seoul, in force" in said.stdout
    assert "3: cafe 1, road 2" in said.stdout or "3: road 2, cafe 1" in said.stdout
    assert "© OpenStreetMap contributors, ODbL 1.0" in said.stdout
    assert "100%" in said.stdout
    assert "search" in said.stdout
    assert library.in_use(maps) == "seoul"


def test_a_name_a_folder_and_what_is_in_force_can_be_chosen(extract, tmp_path, maps):
    assert verb("import", extract, "--name", "서울", "--maps", tmp_path / "mine").exit_code == 0
    assert verb("import", extract, "--keep", "--maps", tmp_path / "mine").exit_code == 0
    assert library.in_use(tmp_path / "mine") == "서울"
    assert library.names(tmp_path / "mine") == ["seoul", "서울"]
    assert library.names(maps) == []


def test_the_demo_map_needs_no_file(maps):
    said = verb("import", "--demo")
    assert said.exit_code == 0
    assert "schematic" in said.stdout
    assert library.open_map(maps).about.name == "demo"


@pytest.mark.parametrize("arguments", [(), ("--name", "x", "--demo"), ("x.osm.pbf", "--demo")])
def test_an_import_of_neither_or_both_is_turned_away(arguments):
    assert "either a FILE.osm.pbf" in error(verb("import", *arguments))


def test_maps_are_listed_used_and_removed(extract):
    verb("import", extract)
    verb("import", "--demo")
    found = listed()
    assert found["in_use"] == "demo"
    assert [(each["name"], each["in_use"], each["places"] > 2) for each in found["maps"]] == [
        ("demo", True, True),
        ("seoul", False, True),
    ]
    assert verb("use", "seoul").stdout.startswith("in force: seoul, 3 places")
    assert "seoul" in verb("list").stdout
    assert json.loads(verb("info", "--json").stdout)["attribution"] == manifest.ATTRIBUTION
    assert "routes" in verb("info", "demo").stdout
    assert verb("remove", "seoul").stdout == "removed: seoul; no map is in force now\n"
    assert "no map is in force" in error(verb("info"))


def test_no_map_is_said_with_what_to_do(maps):
    assert f"there is no map in {maps}" in verb("list").stdout
    assert listed() == {"folder": str(maps), "in_use": "", "maps": []}


@pytest.mark.parametrize("arguments", [("use", "x"), ("remove", "x"), ("info", "x"), ("import", "x.osm.pbf")])
def test_what_is_not_there_is_said_in_one_line(arguments):
    assert "there is no" in error(verb(*arguments))


def test_with_json_an_error_is_one_object():
    said = verb("info", "x", "--json")
    assert said.exit_code == BAD_INPUT
    assert json.loads(said.stdout)["reason"] == "MAP"


def test_a_bad_file_leaves_the_map_in_force(extract, maps, tmp_path):
    verb("import", extract)
    bad = tmp_path / "bad.osm.pbf"
    bad.write_bytes(extract.read_bytes()[:-9])
    assert "cannot be read as an OpenStreetMap extract" in error(verb("import", bad, "--name", "seoul"))
    assert len(library.open_map(maps).places) == 3


def test_a_map_of_another_version_is_listed_with_what_is_wrong(extract, maps):
    verb("import", extract)
    path = library.folder_of(maps, "seoul") / manifest.FILE
    path.write_text('{"format": 9}', encoding="utf-8")
    (found,) = listed()["maps"]
    assert "format 9" in found["error"]
    assert "format 9" in verb("list").stdout
    assert "format 9" in error(verb("use", "seoul"))
    assert "removed" in verb("remove", "seoul").stdout


def test_a_map_with_a_damaged_file_is_said(extract, maps):
    verb("import", extract)
    path = library.folder_of(maps, "seoul") / manifest.PLACES / "text.utf8"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"!")
    assert "text.utf8 is damaged: it has other bytes than were written" in error(verb("info"))
    path.write_bytes(data[:-1])
    (found,) = listed()["maps"]
    assert f"text.utf8 is damaged: {len(data) - 1} bytes instead of {len(data)}" in found["error"]
    path.write_bytes(data)
    assert verb("info").exit_code == 0


def test_where_it_cannot_be_read_which_map_is_in_force_all_are_listed_and_that_is_said(extract, maps):
    verb("import", extract)
    (maps / library.IN_USE).write_bytes(b"\xff")
    said = verb("list")
    assert said.exit_code == 0
    assert "seoul" in said.stdout
    (line,) = said.stderr.splitlines()
    assert line.startswith("malcha: it is not known which map is in force: ")
    assert "in_use cannot be read" in line
    found = listed()
    assert ([each["name"] for each in found["maps"]], found["in_use"]) == (["seoul"], "")
    assert "in_use cannot be read" in found["problem"]
    assert verb("info", "seoul").exit_code == 0
    assert "in_use cannot be read" in error(verb("info"))
    assert verb("use", "seoul").exit_code == 0  # which writes it anew
    assert listed()["in_use"] == "seoul"


def test_ctrl_c_ends_an_import_without_a_traceback_and_nothing_is_left(extract, maps):
    """The import waits where it would write that it is complete."""
    script = (
        "import sys; from navigation.maps import manifest, tiles; from malcha.cli.main import app\n"
        "tiles.engine = lambda: ''\n"
        "def save(*_): print('there', flush=True); sys.stdin.read()\n"
        "manifest.save = save\n"
        "app()"
    )
    command = [sys.executable, "-c", script, "map", "import", str(extract)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"COLUMNS": "100"}, **pipes) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        while b"there" not in child.stdout.readline():
            pass
        child.send_signal(signal.SIGINT)
        assert child.wait(20) in (1, 130)
        assert b"Traceback" not in child.stderr.read()
    assert [path.name for path in maps.iterdir()] == ["lock"]
