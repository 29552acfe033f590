"""Standard input, output and error of the process: what is said must not fail because of who listens.

A letter that the terminal's encoding has not is replaced. Where nobody reads any more (a closed pipe), or where the
disk is full, printing ends with OutputLost; what was done before stays done.
"""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO


class OutputLost(OSError):
    """What was printed did not arrive: the reader has gone, or the file cannot be written.

    It has no errno of its own, so that typer and rich, which end a program at EPIPE, pass it on.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or str(error))
        self.reader_left = error.errno == errno.EPIPE


class Output(io.TextIOWrapper):
    """A standard stream. After an OSError it leads nowhere, so that the end of the process does not fail again."""

    def __init__(self, stream: TextIO, silent: bool) -> None:
        """Takes the place of `stream`. `silent`: what is lost is not told (standard error)."""
        assert isinstance(stream, io.TextIOWrapper)
        encoding, by_line = stream.encoding, stream.line_buffering
        super().__init__(stream.detach(), encoding, "replace", line_buffering=by_line)
        self.silent = silent

    def write(self, text: str) -> int:
        with self.watched():
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        with self.watched():
            super().flush()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Raises OutputLost, once."""
        try:
            yield
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if not self.silent:
                raise OutputLost(error) from error


def prepare() -> None:
    """Make the standard streams such. A closed one (malcha ... >&-) is nothing to read, or leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  # as long as the process
    sys.stdout, sys.stderr = Output(sys.stdout, silent=False), Output(sys.stderr, silent=True)


@contextmanager
def done_anyway() -> Iterator[None]:
    """Printing what was done: if that fails, it was still done. A line on standard error says that it failed."""
    try:
        yield
        sys.stdout.flush()
    except OutputLost as lost:
        tell(lost)


def tell(lost: OutputLost) -> None:
    """Who has closed the pipe knows it; a full disk is told."""
    if not lost.reader_left:
        print(f"malcha: standard output cannot be written: {lost}", file=sys.stderr)


def utf8_input() -> TextIO:
    """Standard input as UTF-8 in any locale; a byte that is none becomes a lone surrogate (malcha.cli.given)."""
    stream: Any = sys.stdin
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    return sys.stdin
