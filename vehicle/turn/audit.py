"""The audit: one line of JSON for each turn, with the utterance, the commands, their frames, and when each was
confirmed.

Times are seconds since 1970 on the clock of the recording (vehicle/recording/recorder.py), so that the two can be read
together.
"""

import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from contract.values import Understanding
from speech.protocols import RecognisedBy
from vehicle.can.trace import FrameTrace, RecordingError, owner_only
from vehicle.results.result import Outcome, Result
from vehicle.turn.context import TurnContext
from vehicle.turn.requester import Turn

log = logging.getLogger(__name__)
audit = logging.getLogger("malcha.audit")

MOST_BYTES = 20_000_000  # of one file; about 10,000 turns
OLDER = 4  # files kept besides: FILE.1 to FILE.4


def frame(trace: FrameTrace, epoch: float) -> dict[str, Any]:
    return {
        "time": round(trace.at + epoch, 6),
        "way": "sent" if trace.sent else "received",
        "bus": trace.bus,
        "id": f"{trace.id:03X}",
        "data": trace.data.hex().upper(),
        "message": trace.message,
        "signals": dict(trace.signals),
    }


def understood(understanding: Understanding) -> dict[str, Any]:
    """What the engine that did not decide had answered."""
    said = [[each.function, each.op, each.zone, each.value] for each in understanding.commands]
    return {"outcome": understanding.outcome, "confidence": understanding.confidence, "commands": said}


def heard(by: RecognisedBy) -> dict[str, Any]:
    """Who recognised what came as audio, where, and why there."""
    return {"recogniser": by.name, "recogniser_version": by.version, "where": by.where, "why": by.why}


def command(result: Result, epoch: float) -> dict[str, Any]:
    """`confirmed` is the time of the last frame that the action waited for."""
    said = result.command
    frames = [frame(trace, epoch) for trace in result.frames]
    received = [each["time"] for each in frames if each["way"] == "received"]
    return {
        "function": said.function,
        "op": said.op,
        "zone": said.zone,
        "value": said.value,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "confirmed": received[-1] if received and result.outcome is Outcome.CONFIRMED else None,
        "frames": frames,
    }


def head(done: Turn, turn: TurnContext, text: str) -> dict[str, Any]:
    """What was said, by whom, how it was understood, and what was answered."""
    understanding = done.understanding
    return {
        "time": round(done.began + turn.epoch, 6),
        "id": done.id,
        "text": text,
        **(heard(turn.heard_by) if turn.heard_by else {}),
        "client": turn.client.name,
        "lang": turn.lang,
        "seat": turn.seat,
        "outcome": understanding.outcome,
        "by": understanding.by,
        "model": understanding.model_version,
        "confidence": understanding.confidence,
        **({"own": understood(understanding.own)} if understanding.own else {}),
        "reply": done.reply,
        "ms": {stage: round(ms, 3) for stage, ms in done.timings.items()},
    }


def write(done: Turn, turn: TurnContext, text: str, sent: Callable[[], Iterable[FrameTrace]]) -> None:
    """`sent` gives every frame sent in the turn. Those of no result are other_frames: text, or half an action.

    The line is made only if a log takes it: it costs about 70 us.
    """
    if not audit.isEnabledFor(logging.INFO):
        return
    listed = {id(trace) for result in done.results for trace in result.frames}
    others = [frame(trace, turn.epoch) for trace in sent() if id(trace) not in listed]
    commands = [command(result, turn.epoch) for result in done.results]
    line = {**head(done, turn, text), "commands": commands, "other_frames": others}
    audit.info("%s", json.dumps(line, ensure_ascii=False, default=str))


class Line(logging.Formatter):
    """JSON with the time first, if the line has none of its own. All times are of one clock, which nobody sets."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"time": round(self._now(), 6)} | json.loads(record.getMessage()), ensure_ascii=False)


class File(RotatingFileHandler):
    """The audit's file; only its owner may read it."""

    moved = False

    def reopen(self) -> None:
        """The file may have been moved away: the next line goes into a file at the path. Can be called in a signal
        handler.
        """
        self.moved = True

    def emit(self, record: logging.LogRecord) -> None:
        if self.moved:
            self.moved = False
            try:
                before, self.stream = self.stream, self._open()
                if before:
                    before.close()
            except OSError as error:
                log.error(
                    "audit %s cannot be opened again, it goes on in the file that was moved: %s",
                    self.baseFilename,
                    error,
                )
        super().emit(record)

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=owner_only)  # type: ignore[return-value]

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be written goes to the other logs; the turn goes on."""
        log.error(
            "audit %s cannot be written: %s; the line: %s", self.baseFilename, sys.exc_info()[1], record.getMessage()
        )


@contextmanager
def to_file(path: Path, now: Callable[[], float]) -> Iterator[File]:
    """Audit lines go to this file of bounded size, and no longer to the other logs. `now` is the time in s since 1970
    on the clock of the recording. Raises RecordingError.
    """
    try:
        handler = File(path, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8")
    except OSError as error:
        raise RecordingError(f"audit {path} cannot be written: {error.strerror}") from error
    handler.setFormatter(Line(now))
    level, propagate = audit.level, audit.propagate
    audit.addHandler(handler)
    audit.setLevel(logging.INFO)
    audit.propagate = False
    try:
        yield handler
    finally:
        audit.removeHandler(handler)
        audit.setLevel(level)
        audit.propagate = propagate
        with suppress(OSError):  # lines that could not be written are in the other logs
            handler.close()
