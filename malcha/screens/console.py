"""The console that all screens print on."""

import re
import sys

from rich.console import Console

PIPE_WIDTH = 140  # columns


def console(record: bool = False) -> Console:
    """Wide enough for a frame's line even where no terminal says how wide it is. `record`: it can be saved later."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH, record=record)


def picture(recorded: Console, title: str) -> str:
    """What a recording console has shown, as SVG, in whatever monospaced font the viewer has: no font is fetched."""
    drawn = recorded.export_svg(title=title)
    return re.sub(r"\s*@font-face \{.*?\}|\s*<!--.*?-->", "", drawn, flags=re.DOTALL)
