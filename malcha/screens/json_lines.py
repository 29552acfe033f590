"""JSON on standard output: one object a line. In UTF-8, whatever the terminal speaks."""

import io
import json
import sys


def dump(found: object) -> str:
    """One line of JSON; what UTF-8 cannot carry is escaped."""
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def print_line(found: object) -> None:
    """Print one object, at once."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(dump(found), flush=True)
