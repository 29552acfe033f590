"""The pieces of words that Moonshine reads and writes: a file of 32,768 byte strings, the commonest joined first."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

UNKNOWN, BEGIN, END = 0, 1, 2  # marks, which are no text
SPACE = "▁".encode()  # stands for the space before a word


@dataclass(frozen=True)
class Pieces:
    """`numbers` is {piece: its number}; a letter is there as a byte and, behind these, as a letter, which counts."""

    pieces: tuple[bytes, ...]
    numbers: dict[bytes, int]

    @classmethod
    def read(cls, file: Path) -> "Pieces":
        """The file has for each piece its length (one byte, or two from 128 bytes on) and its bytes.

        Raises OSError, ValueError for a file that ends within a piece.
        """
        data, at, found = file.read_bytes(), 0, []
        while at < len(data):
            length, at = data[at], at + 1
            if length >= 128 and at < len(data):
                length, at = data[at] * 128 + length - 128, at + 1
            if at + length > len(data):
                raise ValueError(f"{file.name} ends within a piece")
            found.append(data[at : at + length])
            at += length
        numbers = {piece: number for number, piece in enumerate(found) if piece and number > END}
        return cls(tuple(found), numbers)

    def text(self, numbers: Iterable[int]) -> str:
        """What these pieces spell."""
        spelled = b"".join(self.pieces[number] for number in numbers if number > END)
        return spelled.replace(SPACE, b" ").decode(errors="replace").strip()

    def cut(self, text: str) -> list[int]:
        """The pieces of a text: letters, of which the pair with the lowest number is joined until there is none."""
        letters = (SPACE.decode() + text.strip().replace(" ", SPACE.decode())) if text.strip() else ""
        parts: list[bytes] = []
        for letter in letters:
            whole = letter.encode()
            parts += [whole] if whole in self.numbers else [bytes([byte]) for byte in whole]
        none = len(self.pieces)
        while len(parts) > 1:
            joined = [self.numbers.get(parts[at] + parts[at + 1], none) for at in range(len(parts) - 1)]
            lowest = min(joined)
            if lowest == none:
                break
            at = joined.index(lowest)
            parts[at : at + 2] = [self.pieces[lowest]]
        return [self.numbers.get(part, UNKNOWN) for part in parts]
