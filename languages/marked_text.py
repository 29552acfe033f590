"""Text of training sentences, each character with a mark of the slot it belongs to, through changes of the text."""

from random import Random
from typing import Protocol, TypeVar


class Tagged(Protocol):
    """A mark. `tag` is the slot whose words the character belongs to ("number", "arg"), or ""."""

    @property
    def tag(self) -> str: ...


Mark = TypeVar("Mark", bound=Tagged)
Marked = list[tuple[str, Mark]]  # (character, mark)


def with_filler(chars: Marked[Mark], before: str, after: str, first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    """`chars` with the words `before` in front of it, marked `first`, or with `after` behind it, marked `last`."""
    if rng.random() < 0.7:
        return [(c, first) for c in before + " "] + chars
    return chars + [(c, last) for c in " " + after]
