"""What was heard in an audio file, in a line for people."""

from collections.abc import Mapping
from typing import Any

from rich.text import Text


def line(name: str, found: Mapping[str, Any]) -> Text:
    """When, the words of the best alternative with their score, and what they would do."""
    head = Text(f"{name} {found['at']:6.2f} s  ", "dim")
    if "nothing" in found:
        return head + Text(f"nothing heard: {found['nothing']}", "yellow")
    best = found["alternatives"][0]
    meant = ", ".join(
        " ".join(str(part) for name in ("function", "op", "zone", "value") if (part := each.get(name)) is not None)
        for each in found["commands"]
    )
    words = Text(f"{best['text']} ({best['score']:.2f})  ", "bold")
    return head + words + Text(meant or found["outcome"].replace("_", " "), "green" if meant else "yellow")
