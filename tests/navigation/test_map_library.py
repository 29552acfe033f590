"""Facts about several maps in one folder: which there are, which is in force, what others see meanwhile."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from navigation.maps import library, manifest
from navigation.maps.errors import MapError, MapVersionError
from navigation.maps.importing import Source, blank, make
from navigation.maps.table import MapPlace

ROOT = os.geteuid() == 0


def add(maps: Path, name: str, called: str = "말차 카페") -> library.Map:
    place = MapPlace(0, called, "", (), "cafe", "", "", 37.5, 127.03, "", "")
    return make(Source(blank(name, "rows", "2026-01-01"), [place], lambda folder: None), maps)


def test_no_folder_is_no_maps(tmp_path):
    maps = tmp_path / "none"
    assert library.names(maps) == []
    assert library.in_use(maps) == ""
    with pytest.raises(MapError, match="no map is in force"):
        library.open_map(maps)
    with pytest.raises(MapError, match=r"there is no map 'seoul' in .*; there: none"):
        library.info(maps, "seoul")
    assert not maps.exists()


def test_the_default_folder_is_the_users_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert library.default_folder() == tmp_path / "malcha" / "maps"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/somewhere")
    assert library.default_folder() == Path("/somewhere/.local/share/malcha/maps")


def test_a_map_in_force_is_opened_without_its_name(tmp_path):
    add(tmp_path, "seoul")
    add(tmp_path, "서울")
    assert library.names(tmp_path) == ["seoul", "서울"]
    assert library.use(tmp_path, "서울").name == "서울"
    assert library.in_use(tmp_path) == "서울"
    assert library.open_map(tmp_path).about.name == "서울"
    assert library.open_map(tmp_path, "seoul").about.name == "seoul"


def test_info_says_what_it_is_and_whose(tmp_path):
    about = library.info(tmp_path, add(tmp_path, "seoul").about.name)
    assert (about.places, about.by_kind, about.bounds) == (1, {"cafe": 1}, (37.5, 127.03, 37.5, 127.03))
    assert (about.licence, about.attribution) == ("ODbL 1.0", "© OpenStreetMap contributors")
    assert library.size(library.folder_of(tmp_path, "seoul")) > 100


def test_an_import_again_replaces_the_map_and_who_has_the_old_one_open_keeps_it(tmp_path):
    old = add(tmp_path, "seoul", "옛 카페")
    add(tmp_path, "seoul", "새 카페")
    assert [folder.name for folder in tmp_path.glob("seoul.*")] == ["seoul.2"]
    assert library.open_map(tmp_path, "seoul").places[0].ko == "새 카페"
    assert old.places[0].ko == "옛 카페"


def test_of_two_imports_that_an_interrupted_one_left_the_newer_counts(tmp_path):
    add(tmp_path, "seoul", "옛 카페").folder.rename(tmp_path / "seoul.9")
    assert add(tmp_path, "seoul", "새 카페").folder.name == "seoul.10"
    assert library.names(tmp_path) == ["seoul"]


def test_a_removed_map_is_gone_and_no_longer_in_force(tmp_path):
    kept = add(tmp_path, "seoul")
    add(tmp_path, "busan")
    library.use(tmp_path, "seoul")
    library.remove(tmp_path, "seoul")
    assert library.names(tmp_path) == ["busan"]
    assert library.in_use(tmp_path) == ""
    assert kept.places[0].ko == "말차 카페"
    with pytest.raises(MapError, match="there: busan"):
        library.remove(tmp_path, "seoul")


def test_a_map_of_another_format_is_not_put_in_force_and_the_old_one_stays(tmp_path):
    add(tmp_path, "seoul")
    library.use(tmp_path, "seoul")
    newer = add(tmp_path, "busan").folder / manifest.FILE
    newer.write_text(newer.read_text(encoding="utf-8").replace('"format": 3', '"format": 7'), encoding="utf-8")
    with pytest.raises(MapVersionError, match="format 7"):
        library.use(tmp_path, "busan")
    assert library.open_map(tmp_path).about.name == "seoul"
    assert library.names(tmp_path) == ["busan", "seoul"]  # it is listed, so that it can be removed
    library.remove(tmp_path, "busan")


def test_a_map_that_was_deleted_by_hand_is_said(tmp_path):
    folder = add(tmp_path, "seoul").folder
    library.use(tmp_path, "seoul")
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(MapError, match="there is no map 'seoul'"):
        library.open_map(tmp_path)


@pytest.mark.parametrize("name", ["", ".", "..", "a.b", "a/b", "-a", "_a", "가" * 41, "a b", "a\n"])
def test_what_can_be_no_name_of_a_map(tmp_path, name):
    with pytest.raises(MapError, match="cannot be the name"):
        library.checked_name(name)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("south-korea-latest.osm.pbf", "south-korea"),
        ("서울.osm.pbf", "서울"),
        ("Seoul (big).osm.pbf", "seoul-big"),
        ("---.osm.pbf", "map"),
        (f"{'x' * 60}.pbf", "x" * 40),
    ],
)
def test_the_name_of_a_file_is_the_name_of_its_map(file, name):
    assert library.name_for(Path(file)) == name


HOLDING = """
import sys, time
from pathlib import Path
from navigation.maps import library
with library.locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(maps: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One that is importing, until its standard input ends."""
    command = [sys.executable, "-c", HOLDING, str(maps)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield other


def test_two_at_once_the_second_is_told(tmp_path):
    add(tmp_path, "seoul")
    with another_process(tmp_path):
        for attempt in (lambda: add(tmp_path, "seoul"), lambda: library.remove(tmp_path, "seoul")):
            with pytest.raises(MapError, match="a map is being imported or removed"):
                attempt()
        library.use(tmp_path, "seoul")  # needs nobody to wait
    assert add(tmp_path, "seoul").folder.name == "seoul.2"


def test_the_lock_of_one_that_was_killed_is_free(tmp_path):
    with another_process(tmp_path) as other:
        other.kill()
        other.wait(20)
        assert add(tmp_path, "seoul").folder.name == "seoul.1"


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    add(tmp_path, "seoul")
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        for attempt in (lambda: add(tmp_path, "busan"), lambda: library.use(tmp_path, "seoul")):
            with pytest.raises(MapError, match="cannot be written: Permission denied"):
                attempt()
        assert library.open_map(tmp_path, "seoul").places[0].ko == "말차 카페"
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_file_in_place_of_the_folder_is_said(tmp_path):
    file = tmp_path / "maps"
    file.write_text("", encoding="utf-8")
    with pytest.raises(MapError, match="cannot be written"):
        add(file, "seoul")
    assert library.names(file) == []


def test_a_disk_without_room_for_the_choice_leaves_nothing(tmp_path, monkeypatch):
    add(tmp_path, "seoul")

    def full(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(library, "sync", full)
    with pytest.raises(MapError, match="No space left"):
        library.use(tmp_path, "seoul")
    assert not list(tmp_path.glob(f"{library.USE}*"))
