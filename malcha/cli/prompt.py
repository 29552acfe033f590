"""The prompt of `malcha run`: sentences from the terminal, with line editing and a history (readline).

A turn that takes long goes on beside the prompt: "stop" can be said while a window moves.
"""

import sys
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

ENDS = (EOFError, KeyboardInterrupt)  # Ctrl-D and Ctrl-C
PROMPT = "> "
BEFORE_PROMPT = 0.3  # s that a turn may take until the prompt comes back before its end
CLEARED = "\r\x1b[K"  # the line of the prompt is empty
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
            line = read(PROMPT).strip(" \t\r\n")
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


def side_by_side(texts: Iterable[str], turn: Callable[[str], None], patience: float = BEFORE_PROMPT) -> None:
    """`turn` of each text, in a thread of its own where it takes longer than `patience` seconds; returns after all."""
    turns = []
    for text in texts:
        turns.append(threading.Thread(target=turn, args=(text,), name="turn"))
        turns[-1].start()
        turns[-1].join(patience)
    for each in turns:
        each.join()


class Prompt:
    """The terminal that is typed into: what is shown meanwhile stands above the prompt and what has been typed."""

    def __init__(self, read: Callable[[str], str] = input) -> None:
        self._read, self._waits, self._showing = read, False, threading.Lock()

    def read(self, prompt: str) -> str:
        """The next line; raises what input() raises."""
        self._waits = True
        try:
            return self._read(prompt)
        finally:
            self._waits = False

    def show(self, show: Callable[[], None]) -> None:
        """Call `show`, which prints; from any thread."""
        with self._showing:
            if not self._waits:
                show()
                return
            sys.stdout.write(CLEARED)
            show()
            sys.stdout.write(PROMPT + typed())
            sys.stdout.flush()


def typed() -> str:
    """What has been typed since the prompt; "" without readline, where the terminal has echoed it already."""
    with suppress(ImportError):
        import readline

        return readline.get_line_buffer()
    return ""
