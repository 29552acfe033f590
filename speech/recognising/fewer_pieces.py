"""Whisper with the pieces of one script: of 51,865, which spell a hundred languages, Korean needs some 16,000.

The network reads and writes pieces of words, and each time it weighs all that there are: a third of its work. What
stays are pieces of the language's letters, Latin ones that are common or short, every single byte, and the marks. They
get new numbers in the order of the old. With fewer Latin ones it no longer writes English: of 16 sentences in one
synthetic voice 10 are right with all pieces, 9 with these, 1 without the common ones.
"""

import json
from collections.abc import Callable
from pathlib import Path

from languages import part
from speech.protocols import SpeechUnavailable
from speech.recognising.weights_file import keep_rows

COMMON = 10_000  # Latin pieces are kept with numbers below it, which the commonest have; 6,500 such
SHORT = 3  # letters of other Latin pieces, at most
WEIGHT = "decoder/embeddings/weight"  # a row for each piece, to read it and to write it
NUMBERED = ("suppress_ids", "suppress_ids_begin", "lang_ids")  # lists of pieces in config.json


def keep_pieces(folder: Path, language: str) -> None:
    """Changes the files in the folder, which may be links, but for model.bin. Raises SpeechUnavailable for a language
    that Whisper lacks, ValueError and KeyError for files of another form."""
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    old: dict[str, int] = tokenizer["model"]["vocab"]
    marks = {each["content"] for each in tokenizer["added_tokens"]}
    if f"<|{language}|>" not in marks:
        raise SpeechUnavailable(f"Whisper knows no language {language!r}")
    wanted = is_wanted(language)
    pieces = sorted(
        (number, piece) for piece, number in old.items() if piece not in marks and wanted(spelled(piece), number)
    )
    words = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    first_mark = min(each["id"] for each in tokenizer["added_tokens"])
    kept = [number for number, _ in pieces] + list(range(first_mark, len(words)))
    new = {number: at for at, number in enumerate(kept)}

    for each in tokenizer["added_tokens"]:
        each["id"] = new[each["id"]]
    vocab = {piece: new[number] for number, piece in pieces}
    tokenizer["post_processor"] = None  # puts marks around a text, by their old numbers
    tokenizer["model"]["merges"] = [pair for pair in tokenizer["model"]["merges"] if _is_in(pair, vocab)]
    tokenizer["model"]["vocab"] = vocab | {mark: new[old[mark]] for mark in marks & old.keys()}
    _write(folder / "tokenizer.json", json.dumps(tokenizer, ensure_ascii=False))
    _write(folder / "vocabulary.txt", "".join(f"{words[number]}\n" for number in kept))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for name in NUMBERED:
        config[name] = [new[number] for number in config[name] if number in new]
    _write(folder / "config.json", json.dumps(config))
    keep_rows(folder / "model.bin", WEIGHT, kept)


def is_wanted(language: str) -> Callable[[bytes, int], bool]:
    """Tells of the bytes of a piece, and its number, whether it is kept: whole letters of the language, and parts of
    them at both ends.

    >>> wanted = is_wanted("ko")
    >>> wanted(" 안내".encode(), 9), wanted(" 안".encode()[:3], 9), wanted(b" USB", 40_000), wanted(b" radio", 9)
    (True, True, True, True)
    >>> wanted(b" radio", 40_000), wanted("音".encode(), 9), wanted("ы".encode(), 9), wanted("가ы".encode(), 9)
    (False, False, False, False)
    """
    first, last = part(language, "listening").LETTERS
    heads = range(first.encode()[0], last.encode()[0] + 1)  # bytes that such a letter begins with

    def wanted(piece: bytes, number: int) -> bool:
        if len(piece) == 1 or (piece.isascii() and (number < COMMON or len(piece.strip()) <= SHORT)):
            return True
        letters = piece.removeprefix(b" ").decode(errors="surrogateescape")
        return all(first <= letter <= last or _is_cut(letter, heads) for letter in letters)

    return wanted


def _is_cut(letter: str, heads: range) -> bool:
    """Is it a byte of a letter that is cut off?"""
    byte = ord(letter) - 0xDC00  # how Python writes a byte that is no letter
    return 0x80 <= byte < 0xC0 or byte in heads


def spelled(piece: str) -> bytes:
    """The bytes of a piece, of which the file writes each as a letter (GPT-2's byte-level BPE; Radford et al. 2019).

    >>> spelled("Ġì")
    b' \\xec'
    """
    return bytes(_BYTES[letter] for letter in piece)


def _bytes() -> dict[str, int]:
    """Of each letter of the file: those that can be printed stand for themselves, the others for 256 and so on."""
    printed = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(0x100) if byte not in printed]
    return {chr(byte): byte for byte in printed} | {chr(0x100 + at): byte for at, byte in enumerate(others)}


_BYTES = _bytes()


def _is_in(pair: str | list[str], vocab: dict[str, int]) -> bool:
    """Are both pieces of a pair, and what they make together, there?"""
    first, second = pair.split(" ") if isinstance(pair, str) else pair
    return first in vocab and second in vocab and first + second in vocab


def _write(file: Path, text: str) -> None:
    file.unlink()  # of a link, the link
    file.write_text(text, encoding="utf-8")
