"""Facts about the columns of a map's places."""

import shutil

import pytest

from navigation.maps import library, manifest
from navigation.maps.categories import KINDS
from navigation.maps.errors import MapError, MapVersionError
from navigation.maps.importing import Source, blank, make
from navigation.maps.table import LAT, ROWS_AT_ONCE, TEXT, MapPlace, PlaceTable, PlaceWriter

OTHERS = ("옛 카페", "말차")
CAFE = MapPlace(
    0, "말차 카페", "Malcha Cafe", OTHERS, "cafe", "말차", "본점", 37.5, 127.03, "가로 1", "역삼동 2", "24/7"
)
ADDRESS = MapPlace(1, "", "", (), "address", "", "", 37.6, 127.04, "테헤란로 152", "")


@pytest.fixture
def made(tmp_path):
    """The folder of a map with two places."""
    return make(Source(blank("small", "rows", "2026-01-01"), [CAFE, ADDRESS], lambda folder: None), tmp_path).folder


def test_places_come_back_as_they_were_written(made):
    table = library.opened(made).places
    assert list(table) == [CAFE, ADDRESS]
    assert len(table) == 2
    assert list(table.lat) == [37.5, 37.6]
    assert [table.kinds[number] for number in table.kind] == ["cafe", "address"]
    assert list(table.names()) == [("말차 카페", 0), ("Malcha Cafe", 0), ("옛 카페", 0), ("말차", 0)]
    assert table.by_kind() == {"cafe": 1, "address": 1}


@pytest.mark.parametrize("row", [-1, 2])
def test_a_row_that_is_none_is_an_error(made, row):
    with pytest.raises(IndexError):
        library.opened(made).places[row]


def test_more_rows_than_are_written_at_once(tmp_path):
    count = ROWS_AT_ONCE + 5
    with PlaceWriter(tmp_path / "many", KINDS) as writer:
        writer.add_all(
            MapPlace(0, f"곳{row}", "", (), "shop", "", "", row / 1000, 127.0, "", "") for row in range(count)
        )
    table = PlaceTable(tmp_path / "many", count, KINDS)
    for row in (0, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, count - 1):
        assert (table[row].ko, table[row].lat) == (f"곳{row}", row / 1000)


def test_what_is_open_is_readable_after_the_map_was_removed(made):
    table = library.opened(made).places
    shutil.rmtree(made)
    assert list(table) == [CAFE, ADDRESS]


@pytest.mark.parametrize("column", [LAT, TEXT])
def test_a_column_that_is_cut_off_is_said(made, column):
    path = made / manifest.PLACES / column
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(MapError, match="is damaged"):
        library.opened(made)


def test_a_column_that_is_missing_is_said(made):
    (made / manifest.PLACES / LAT).unlink()
    with pytest.raises(MapError, match="lat"):
        library.opened(made)


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ('{"format": 1}', MapVersionError, "format 1, and this program reads format 3: import it again"),
        ('{"format": 3}', MapError, "damaged"),
        ("[]", MapVersionError, "format None"),
        ("{", MapError, "damaged"),
    ],
)
def test_a_map_of_another_format_is_not_opened(made, text, error, told):
    (made / manifest.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(error, match=told):
        library.opened(made)


def test_a_folder_without_a_manifest_is_no_map(tmp_path):
    with pytest.raises(MapError, match="no map"):
        library.opened(tmp_path)


@pytest.mark.parametrize("text", [b"\xff", b"\x1f"], ids=["no text", "one text more"])
def test_a_row_of_other_bytes_than_were_written_is_said(made, text):
    path = made / manifest.PLACES / TEXT
    data = path.read_bytes()
    path.write_bytes(text + data[1:])
    table = PlaceTable(made / manifest.PLACES, 2, KINDS)  # as somebody opens it who compares nothing
    with pytest.raises(MapError, match="damaged, row 0"):
        _ = table[0]
    assert table[1] == ADDRESS
