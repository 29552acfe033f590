"""The console that all screens print on."""

import sys

from rich.console import Console

PIPE_WIDTH = 140  # columns


def console() -> Console:
    """Wide enough for a frame's line even where no terminal says how wide it is."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
