"""The weights in a file of CTranslate2: found where they are, and changed in place."""

import numpy as np
import pytest
from weights_files import read, written

from speech.recognising.weights_file import change, keep_rows, places

WEIGHTS = {
    "encoder/layer_0/linear_0/weight": np.arange(12, dtype=np.float16).reshape(3, 4),
    "encoder/layer_0/linear_0/bias": np.ones(3, np.float16),
    "encoder/layer_norm/gamma": np.full(4, 2, np.float16),
    "decoder/num_heads": np.array(8, np.int16),
    "decoder/alibi": np.array(0, np.int8),
}
UP, DOWN = np.array([[1.0], [0.0], [2.0]], np.float16), np.array([[1.0, 0.0, 0.5, 0.0]], np.float16)


@pytest.fixture
def file(tmp_path):
    return written(tmp_path / "model.bin", WEIGHTS)


def test_every_weight_is_found_with_its_numbers(file):
    found = read(file)
    assert list(found) == list(WEIGHTS)
    assert all(np.array_equal(found[name], WEIGHTS[name]) for name in WEIGHTS)


def test_a_product_is_added_a_whole_one_takes_the_place_and_the_rest_stays(file):
    size = file.stat().st_size
    gamma = np.array([1, 2, 3, 4], np.float16)
    learned = {"encoder/layer_0/linear_0/up": UP, "encoder/layer_0/linear_0/down": DOWN}
    change(file, learned | {"encoder/layer_norm/gamma": gamma})
    found = read(file)
    was = WEIGHTS["encoder/layer_0/linear_0/weight"]
    assert np.array_equal(found["encoder/layer_0/linear_0/weight"], was + UP @ DOWN)
    assert np.array_equal(found["encoder/layer_norm/gamma"], gamma)
    assert np.array_equal(found["encoder/layer_0/linear_0/bias"], WEIGHTS["encoder/layer_0/linear_0/bias"])
    assert file.stat().st_size == size


@pytest.mark.parametrize(
    ("learned", "why"),
    [
        ({"encoder/layer_9/linear_0/up": UP, "encoder/layer_9/linear_0/down": DOWN}, "no encoder/layer_9/linear_0"),
        ({"encoder/layer_0/linear_0/up": UP[:2], "encoder/layer_0/linear_0/down": DOWN}, r"\(3, 4\)"),
        ({"encoder/layer_norm/gamma": np.ones(5, np.float16)}, r"\(5,\)"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(file, learned, why):
    before = file.read_bytes()
    with pytest.raises(ValueError, match=why):
        change(file, learned)
    assert file.read_bytes() == before


def test_rows_that_are_kept_make_a_shorter_file_and_the_rest_stays(file):
    keep_rows(file, "encoder/layer_0/linear_0/weight", [2, 0])
    found = read(file)
    assert found["encoder/layer_0/linear_0/weight"].tolist() == [[8, 9, 10, 11], [0, 1, 2, 3]]
    assert list(found) == list(WEIGHTS)
    rest = [name for name in WEIGHTS if not name.endswith("linear_0/weight")]
    assert all(np.array_equal(found[name], WEIGHTS[name]) for name in rest)
    assert file.read_bytes().endswith(b"encoder/layer_0/linear_0/weight\0")  # another name of it, behind the weights


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [("encoder/none", [0], "no encoder/none"), ("encoder/layer_0/linear_0/weight", [0, 3], "3 rows")],
)
def test_rows_that_are_not_there_are_told_and_change_nothing(file, name, rows, why):
    before = file.read_bytes()
    with pytest.raises(ValueError, match=why):
        keep_rows(file, name, rows)
    assert file.read_bytes() == before


def test_another_version_is_not_read(tmp_path):
    file = written(tmp_path / "model.bin", WEIGHTS, version=7)
    with pytest.raises(ValueError, match="version 7, not 6"), file.open("rb") as opened:
        places(opened)


@pytest.mark.parametrize("length", [2, 10, 40, 60])
def test_a_file_that_ends_too_soon_is_told(tmp_path, file, length):
    short = tmp_path / "short.bin"
    short.write_bytes(file.read_bytes()[:length])
    with pytest.raises(ValueError, match="ends too soon"), short.open("rb") as opened:
        places(opened)
