"""The index of names: on disk and in memory, what it finds, and files that cannot be used."""

import json
import os
import shutil

import numpy as np
import pytest

from navigation.search import building
from navigation.search.building import META, PARTS
from navigation.search.index import NameIndex, SearchError, build

NAMES = [
    ("강남역", 0), ("Gangnam Station", 0), ("강남역", 7), ("스타벅스 강남R점", 1), ("메가박스 코엑스", 2),
    ("코엑스", 3),
    ("GS25 파르나스타워점", 4), ("63빌딩", 5), ("수서역 공영주차장", 6), ("?!", 8), ("스타벅스", 9),
    ("스타벅스 종로점", 10),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    build(NAMES, tmp_path / "names")
    return tmp_path / "names"


@pytest.fixture(params=["disk", "memory"])
def index(request, folder):
    return NameIndex.open(folder) if request.param == "disk" else NameIndex.of(NAMES)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("강나멱", 0),
        ("강 남 역", 0),
        ("gangnam station", 0),
        ("코엑스 메가박스", 2),
        ("코엑스메가박쓰", 2),
        ("지에스 이십오 파르나스타워점", 4),
        ("육삼빌딩", 5),
        ("수서역 공영 주차짱", 6),
        ("수소역 공연 주차장", 6),
        ("스타벅스 강남알점", 1),
    ],
)
def test_finds(index, said, place):
    (best, like), *rest = index.candidates(said, 5)
    assert best == place
    assert 0.75 < like <= 1.0
    assert all(other <= like for _, other in rest)


def test_a_name_of_several_places_is_one_row(index):
    row = index.rows("강남역", 1)[0]
    assert sorted(row.places.tolist()) == [0, 7]
    assert row.likeness == 1.0
    assert len(index) < len(NAMES) + 6


def test_places_with_a_part(index):
    assert index.places_with("스타벅스").tolist() == [1, 9, 10]
    assert index.places_with("코엑스").tolist() == [2, 3]
    assert index.places_with("우체국").tolist() == []
    assert index.places_with("?").tolist() == []


@pytest.mark.parametrize("words", ["", "?", "♥", "\x00"])
def test_words_without_a_letter_find_nothing(index, words):
    assert index.candidates(words, 5) == []


def test_a_long_text_is_no_trouble(index):
    assert len(index.candidates("강남역" * 400, 5)) <= 5


def test_nothing_at_all(tmp_path):
    build([], tmp_path / "empty")
    for empty in (NameIndex.open(tmp_path / "empty"), NameIndex.of([])):
        assert len(empty) == 0
        assert empty.candidates("강남역", 5) == []
        assert empty.places_with("강남역").tolist() == []


def test_chunks_make_the_same_index(tmp_path, monkeypatch, folder):
    monkeypatch.setattr(building, "CHUNK", 3)
    read = []
    build(NAMES, tmp_path / "small", read.append)
    assert read == [3, 6, 9, 12]
    for name in PARTS:
        assert np.array_equal(np.load(tmp_path / "small" / f"{name}.npy"), np.load(folder / f"{name}.npy")), name


def test_postings_of_a_gram_are_sorted_and_complete(folder):
    index = NameIndex.open(folder)
    rows = [index.postings[a:b] for a, b in zip(index.offsets[:-1], index.offsets[1:], strict=True) if b > a]
    assert sum(map(len, rows)) == len(index.postings)
    assert all((np.diff(each.astype(int)) > 0).all() for each in rows)


def test_an_index_that_is_there_is_not_overwritten(folder):
    with pytest.raises(SearchError, match="is there already"):
        build(NAMES, folder)
    assert NameIndex.open(folder).candidates("코엑스", 1) == [(3, 1.0)]


def test_what_breaks_in_between_leaves_nothing(tmp_path):
    def names():
        yield "강남역", 0
        raise RuntimeError("the map ends here")

    with pytest.raises(RuntimeError, match="the map ends here"):
        build(names(), tmp_path / "names")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building.np, "save", full)
    with pytest.raises(SearchError, match=r"cannot be written: .*No space left"):
        build(NAMES, tmp_path / "names")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(SearchError, match="cannot be written"):
        build(NAMES, tmp_path / "names")


@pytest.mark.parametrize("name", [META, "postings.npy", "text.npy"])
def test_a_missing_or_empty_file_is_told(folder, name):
    (folder / name).write_bytes(b"")
    with pytest.raises(SearchError, match="cannot be read"):
        NameIndex.open(folder)
    (folder / name).unlink()
    with pytest.raises(SearchError, match="cannot be read"):
        NameIndex.open(folder)


def test_a_truncated_file_is_told(folder):
    path = folder / "postings.npy"
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(SearchError, match=r"cannot be read|not complete"):
        NameIndex.open(folder)


def test_an_array_of_another_index_is_told(folder, tmp_path):
    build(NAMES[:4], tmp_path / "other")
    shutil.copy(tmp_path / "other" / "starts.npy", folder / "starts.npy")
    with pytest.raises(SearchError, match="not complete"):
        NameIndex.open(folder)


def test_another_format_is_told(folder):
    meta = json.loads((folder / META).read_text())
    (folder / META).write_text(json.dumps(meta | {"format": 99}))
    with pytest.raises(SearchError, match="format 99"):
        NameIndex.open(folder)
