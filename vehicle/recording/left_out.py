"""What a reader left out of one file, said in as few lines as there are kinds of it."""

import logging
from dataclasses import dataclass

from vehicle.can.trace import RecordingError
from vehicle.recording.files import Lines

log = logging.getLogger(__name__)
SHOWN = 60  # characters of a line that a message shows


@dataclass
class LeftOut:
    """Lines of a file that could not be used. `kind` is what they should be: "line of an audit"."""

    name: str  # of the file
    kind: str
    lines: int = 0
    first: int = 0  # number of the first of them
    text: str = ""  # of that line
    truncated: bool = False  # is the last line one of them, and not complete?

    def add(self, lines: Lines, text: str) -> None:
        """The line that `lines` returned last."""
        if not self.lines:
            self.first, self.text = lines.number, text.strip()[:SHOWN]
        self.lines += 1
        self.truncated = not lines.whole

    def say(self, lines: Lines, any_used: bool, quiet: bool = False) -> None:
        """Log it. Raises RecordingError if nothing else was in the file: it is another kind of file."""
        if self.lines and not any_used:
            raise RecordingError(f"{self.name}, line {self.first}: not a {self.kind}: {self.text!r}")
        if quiet:
            return
        if self.truncated and self.lines == 1:
            log.warning("%s, line %d: truncated, left out", self.name, self.first)
        elif self.lines:
            counted = f"{self.lines:,} lines skipped" if self.lines > 1 else "one line skipped"
            log.warning("%s: %s, line %d is not a %s: %r", self.name, counted, self.first, self.kind, self.text)
        if lines.nuls:
            log.warning("%s: %d NUL bytes skipped, the first in line %d", self.name, lines.nuls, lines.first_nul)
