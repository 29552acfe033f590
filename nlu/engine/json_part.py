"""A part of a JSON file that knows its key, so that an error can name it: "catalogue.window.ops[2] is not text"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class JsonError(Exception):
    """A part of a file that is not what it should be. Says which key."""


@dataclass(frozen=True)
class JsonPart:
    key: str  # as in "columns.op[1]"; "" for the whole file
    value: Any

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise JsonError(f"{self.key} is not text")
        return self.value

    def number(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise JsonError(f"{self.key} is not a number")
        return self.value

    def whole(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise JsonError(f"{self.key} is not a whole number of 0 or more")
        return self.value

    def items(self) -> list["JsonPart"]:
        if not isinstance(self.value, list):
            raise JsonError(f"{self.key} is not a list")
        return [JsonPart(f"{self.key}[{at}]", item) for at, item in enumerate(self.value)]

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def pair(self) -> tuple[int, int]:
        numbers = [item.whole() for item in self.items()]
        if len(numbers) != 2:
            raise JsonError(f"{self.key} is not a list of two numbers")
        return numbers[0], numbers[1]

    def parts(self, needed: Sequence[str] = ()) -> dict[str, "JsonPart"]:
        """The parts of an object by name. Raises JsonError where one of those `needed` is missing."""
        if not isinstance(self.value, dict):
            raise JsonError(f"{self.key or 'the content'} is not a JSON object")
        made = {name: JsonPart(f"{self.key}.{name}".lstrip("."), item) for name, item in self.value.items()}
        if missing := [name for name in needed if name not in made]:
            raise JsonError(f"{self.key}.{missing[0]} is missing".lstrip("."))
        return made
