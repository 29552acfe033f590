"""The prompt of `malcha run`: sentences from the terminal, with line editing and a history (readline)."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress

ENDS = (EOFError, KeyboardInterrupt)  # Ctrl-D and Ctrl-C
NO_TEXT = "keys or bytes that are no text were in that line: nothing was said to the car"


def sentences(tell: Callable[[str], None], read: Callable[[str], str] = input) -> Iterator[str]:
    """What is typed, until an empty line, Ctrl-C or the end of input.

    A line with a control character is not said: without readline, or where standard output is no terminal, an arrow
    key is the text ESC [ A. `tell` shows why.
    """
    with suppress(ImportError):
        import readline  # noqa: F401  # from now on input() uses it; the history lasts as long as the process
    while True:
        try:
            line = read("> ").strip(" \t\r\n")
        except ENDS:
            return
        except UnicodeDecodeError:
            tell(NO_TEXT)
            continue
        if not line:
            return
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in line):
            tell(NO_TEXT)
        else:
            yield line
