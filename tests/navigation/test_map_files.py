"""Facts about the files of a map: what is damaged is refused, and what is in use outlives its files."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from navigation.maps import demo, files, library, manifest, searching, tiles
from navigation.maps.errors import MapError
from navigation.maps.importing import Source, blank, make
from navigation.maps.table import MapPlace
from navigation.routing.protocol import RoutingUnavailable
from navigation.routing.valhalla import ValhallaRouter

CAFE = MapPlace(0, "말차 카페", "Malcha Cafe", (), "cafe", "", "", 37.5, 127.03, "서울 강동구 성내로 25", "")
FILES = ("map.json", "places/lat.f8", "places/text.utf8", "search/kinds.json", "search/names/postings.npy")


@pytest.fixture
def maps(tmp_path):
    """A folder with two maps, "old" in force."""
    for name in ("old", "new"):
        make(Source(blank(name, "rows", "2026-01-01"), [CAFE], lambda folder: None), tmp_path)
    library.use(tmp_path, "old")
    return tmp_path


def flip(path: Path) -> None:
    """One bit in the middle of the file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    """In place, as an open file sees it."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [flip, cut, Path.unlink])
def test_a_map_with_a_damaged_file_is_not_put_in_force_and_the_old_one_stays(maps, name, damage):
    damage(library.folder_of(maps, "new") / name)
    with pytest.raises(MapError) as told:
        library.use(maps, "new")
    assert name in str(told.value) or "map.json" in str(told.value)
    assert library.open_map(maps).about.name == "old"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"map.json": 3}', '{"map.json": ["a", 1]}', "{}"])
def test_a_list_of_files_that_is_damaged_is_said(maps, text):
    (library.folder_of(maps, "new") / files.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(MapError, match=r"is damaged.*import the map again"):
        library.open_map(maps, "new")


def test_a_file_that_is_cut_while_it_is_read_is_not_used(maps, monkeypatch):
    found = library.open_map(maps, "new")
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"half")
    with pytest.raises(MapError, match=r"postings\.npy is damaged: 4 bytes instead of"):
        found.files.read(found.folder / "search/names/postings.npy")


def test_what_was_not_written_with_the_map_is_not_read(maps):
    found = library.open_map(maps, "new")
    (found.folder / "search" / "more.npy").write_bytes(b"1")
    with pytest.raises(MapError, match=r"files\.json does not have it"):
        found.files.read(found.folder / "search" / "more.npy")


def test_every_file_but_the_list_itself_is_listed(maps):
    found = library.open_map(maps, "new")
    there = {str(path.relative_to(found.folder)) for path in found.folder.rglob("*") if path.is_file()}
    assert set(found.files.known) == there - {files.FILE}
    assert found.files.size == library.size(found.folder) - (found.folder / files.FILE).stat().st_size


SEARCHING = """
import sys
from pathlib import Path
from navigation.atlas import called, of_map
from navigation.maps import library, searching
from navigation.search.find import find
from navigation.search.query import Query
found = library.open_map(Path(sys.argv[1]))
search = searching.opened(found)
print("open", flush=True)
sys.stdin.readline()
for words in ("말차 까페", "카페", "성내로 25", "Malcha"):
    print(find(search, Query(words), (37.5, 127.0)).hits[0].place.ko)
"""


def test_who_has_a_map_open_goes_on_when_all_its_files_are_cut_to_nothing(maps):
    """In a process of its own: files that are mapped into memory would end it by a signal."""
    command = [sys.executable, "-c", SEARCHING, str(maps)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) as child:
        assert child.stdout.readline() == "open\n"
        for path in library.folder_of(maps, "old").rglob("*"):
            if path.is_file():
                with path.open("r+b") as file:
                    file.truncate(0)
        said, _ = child.communicate("go on\n", 30)
    assert (child.returncode, said.split("\n")[:-1]) == (0, ["말차 카페"] * 4)


def test_damaged_tiles_are_refused_before_any_route(demo_map, tmp_path):
    folder = shutil.copytree(demo_map.folder, tmp_path / demo_map.folder.name)
    ValhallaRouter.of(library.opened(folder)).close()
    tile = max((folder / manifest.TILES).rglob("*.gph"), key=lambda each: each.stat().st_size)
    flip(tile)
    with pytest.raises(RoutingUnavailable, match=f"no routes: .*{tile.name} is damaged: it has other bytes"):
        ValhallaRouter.of(library.opened(folder))
    assert searching.opened(library.opened(folder)).table[0].ko  # its places are good
    cut(tile)
    with pytest.raises(MapError, match=f"{tile.name} is damaged: .* bytes instead of"):
        library.opened(folder)


@pytest.mark.parametrize("name", ["places/lon.f8", "search/names/postings.npy"])
def test_a_demo_map_that_is_damaged_is_made_again(tmp_path, monkeypatch, name):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    flip(demo.ensure(tmp_path).folder / name)
    assert demo.ensure(tmp_path).folder.name == "demo.2"
