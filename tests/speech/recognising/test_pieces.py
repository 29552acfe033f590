"""Pieces of words: read from their file, spelled, and a text cut into them."""

import pytest

from speech.recognising.pieces import UNKNOWN, Pieces

LONG = b"x" * 200
SPACE = "▁".encode()
TABLE = [b"<unk>", b"<s>", b"</s>", b"o", b"n", SPACE, b"o", b"n", b"a", b"on", SPACE + b"on", SPACE + b"a", LONG]


def written(path, pieces=TABLE):
    data = b""
    for piece in pieces:
        size = len(piece)
        data += bytes([size]) if size < 128 else bytes([size % 128 + 128, size // 128])
        data += piece
    path.write_bytes(data)
    return path


@pytest.fixture
def pieces(tmp_path):
    return Pieces.read(written(tmp_path / "tokenizer.bin"))


def test_the_file_is_read_with_pieces_of_any_length(pieces):
    assert pieces.pieces == tuple(TABLE)


def test_a_text_is_cut_and_spelled_again(pieces):
    assert pieces.cut("on a") == [10, 11]
    assert pieces.text([1, 10, 11, 2]) == "on a"


def test_a_letter_counts_as_a_letter_and_not_as_a_byte(pieces):
    assert pieces.cut("ao") == [11, 6]


def test_what_there_is_no_piece_for_is_unknown(pieces):
    assert pieces.cut("z") == [5, UNKNOWN]
    assert pieces.cut(" ") == []


def test_a_file_that_was_cut_is_said(tmp_path):
    path = written(tmp_path / "tokenizer.bin")
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ValueError, match="ends within a piece"):
        Pieces.read(path)
