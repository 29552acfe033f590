"""Whisper's files with the pieces of one script."""

import json

import numpy as np
import pytest
from weights_files import read, written

from nlu.sampling.phrases import FOLDER
from speech.recognising import fewer_pieces, whisper_model
from speech.recognising.fewer_pieces import WEIGHT, keep_pieces, spelled

LETTERS = {byte: letter for letter, byte in fewer_pieces._BYTES.items()}


def piece(text):
    return "".join(LETTERS[byte] for byte in text.encode())


PIECES = [piece(text) for text in ("a", "Ы", "창", " ", "ra", "radio", "문", "창문", " 창문", "音", "radi", "o")]
MARKS = ["<|endoftext|>", "<|ko|>", "<|0.00|>"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(fewer_pieces, "COMMON", 5)  # "ra" is, "radio" is not
    packed = tmp_path / "packed"
    packed.mkdir()
    vocab = {each: number for number, each in enumerate([*PIECES, MARKS[0]])}
    merges = [["창", "문"], [" ", "창문"], ["radi", "o"]]
    model = {"type": "BPE", "vocab": vocab, "merges": [" ".join(map(piece, pair)) for pair in merges]}
    added = [{"id": len(PIECES) + at, "content": mark} for at, mark in enumerate(MARKS[:2])]
    whole = {"model": model, "added_tokens": added, "post_processor": {"ids": [13]}}
    (packed / "tokenizer.json").write_text(json.dumps(whole))
    (packed / "vocabulary.txt").write_text("".join(f"{each}\n" for each in [*PIECES, *MARKS]))
    numbered = {"suppress_ids": [1, 2, 5, 12], "suppress_ids_begin": [3], "lang_ids": [13], "alignment_heads": [[1, 2]]}
    (packed / "config.json").write_text(json.dumps(numbered))
    for name in ("tokenizer.json", "vocabulary.txt", "config.json"):
        (tmp_path / name).symlink_to(packed / name)
    rows = np.arange(2 * (len(PIECES) + 3), dtype=np.float16).reshape(-1, 2)
    written(
        tmp_path / "model.bin", {"encoder/bias": np.ones(3, np.float16), WEIGHT: rows, "last": np.zeros(2, np.int8)}
    )
    return tmp_path


def test_pieces_of_other_scripts_and_long_latin_ones_go_and_the_rest_gets_new_numbers(folder):
    keep_pieces(folder, "ko")
    kept = [PIECES[at] for at in (0, 2, 3, 4, 6, 7, 8, 11)]
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    assert tokenizer["model"]["vocab"] == {each: number for number, each in enumerate([*kept, MARKS[0]])}
    assert tokenizer["model"]["merges"] == [f"{piece('창')} {piece('문')}", f"{piece(' ')} {piece('창문')}"]
    assert [(each["id"], each["content"]) for each in tokenizer["added_tokens"]] == [(8, MARKS[0]), (9, MARKS[1])]
    assert tokenizer["post_processor"] is None
    assert (folder / "vocabulary.txt").read_text().split("\n") == [*kept, *MARKS, ""]
    config = json.loads((folder / "config.json").read_text())
    assert config == {"suppress_ids": [1, 8], "suppress_ids_begin": [2], "lang_ids": [9], "alignment_heads": [[1, 2]]}
    weights = read(folder / "model.bin")
    assert weights[WEIGHT][:, 0].tolist() == [2 * at for at in (0, 2, 3, 4, 6, 7, 8, 11, 12, 13, 14)]
    assert weights["encoder/bias"].tolist() == [1, 1, 1]
    assert weights["last"].tolist() == [0, 0]


def test_the_packages_files_stay_as_they_were(folder):
    before = {file.name: file.read_bytes() for file in (folder / "packed").iterdir()}
    keep_pieces(folder, "ko")
    assert {file.name: file.read_bytes() for file in (folder / "packed").iterdir()} == before


def test_every_byte_can_be_spelled():
    assert sorted(spelled("".join(LETTERS.values()))) == list(range(256))


def test_korean_is_cut_as_before_and_english_can_be_written():
    for package in ("tokenizers", *(name.replace("-", "_") for name in whisper_model.PACKAGES)):
        pytest.importorskip(package)
    from tokenizers import Tokenizer

    with whisper_model.model_folder(learned=None) as files:
        before = Tokenizer.from_file(str(files / "tokenizer.json"))
        keep_pieces(files, "ko")
        after = Tokenizer.from_file(str(files / "tokenizer.json"))
        rows = read(files / "model.bin")[WEIGHT].shape[0]
        words = (files / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert rows == len(words) < 18_000
    for text in (FOLDER / "ko.txt").read_text(encoding="utf-8").splitlines()[::7]:
        assert after.encode(f" {text}").tokens == before.encode(f" {text}", add_special_tokens=False).tokens
        assert after.decode(after.encode(f" {text}").ids).strip() == text
    for text in ("turn on the radio", "KBS 2FM", "音楽 Ы"):
        assert after.decode(after.encode(text).ids).strip() == text
    assert words[after.token_to_id("<|ko|>")] == "<|ko|>"
