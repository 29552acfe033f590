"""A turn as people see it: what was said, each command with its frames and outcome, the reply, milliseconds by
stage."""

from collections.abc import Iterable

from google.protobuf.timestamp_pb2 import Timestamp
from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from contract.messages import word
from malcha.screens.words import command, seconds_between
from malcha.v1 import turn_pb2, understanding_pb2

COMMAND_WIDTH = 42  # columns
STYLES = {
    "CONFIRMED": "green", "ALREADY": "green", "ANSWERED": "green", "SCHEDULED": "green", "REFUSED": "yellow",
    "NEEDS_CONFIRMATION": "cyan", "HANDED_OFF": "magenta", "SUPERSEDED": "yellow", "STOPPED": "yellow",
    "TIMED_OUT": "red", "FAILED": "red",
}  # fmt: skip
MOST_RECEIVED = 3  # frames shown of those that came while waiting


def turn(said: str, done: turn_pb2.Turn) -> Group:
    """`said` is the sentence, or what stands for it where commands came without language."""
    understood = done.understanding
    by = word(understanding_pb2.UnderstoodBy, understood.understood_by)
    sure = f"   {by} {understood.confidence:.2f}" if done.HasField("understanding") else ""
    lines = [Text.assemble(("> ", "bold cyan"), (said, "bold"), (sure, "dim"))]
    if not done.results:
        lines.append(Text(f"  {word(understanding_pb2.Outcome, understood.outcome).upper()}", "yellow"))
    for result in done.results:
        lines += of_command(result, done.began_at)
    times = "  ".join(f"{timing.stage} {timing.ms:.2f}" for timing in done.timings)
    lines += [
        Text.assemble(("< ", "bold green"), done.reply),
        Text(f"  ms: {times}   id {done.utterance_id}", "dim"),
        Text(""),
    ]
    return Group(*lines)


def of_command(result: turn_pb2.CommandResult, began: Timestamp) -> list[Text]:
    outcome = word(turn_pb2.CommandOutcome, result.outcome).upper()
    label = outcome + (f" ({result.reason})" if result.reason else "")
    asked = command(result.command)
    asked += " " * (COMMAND_WIDTH - cell_len(asked))  # Korean letters are two columns wide
    head = Text.assemble("  ", (asked, "bold"), " ", (label, STYLES.get(outcome, "")))
    return [head, *frames(result.frames, began)]


def frames(found: Iterable[turn_pb2.Frame], began: Timestamp) -> list[Text]:
    """Frames as lines; of many received ones the first and the last."""
    found = list(found)
    sent, received = ([frame for frame in found if frame.sent is way] for way in (True, False))
    lines = [line(frame, began) for frame in sent]
    if len(received) <= MOST_RECEIVED:
        return lines + [line(frame, began) for frame in received]
    more = Text(f"             ... {len(received) - 2} more", "dim")
    return [*lines, line(received[0], began), more, line(received[-1], began)]


def line(frame: turn_pb2.Frame, began: Timestamp) -> Text:
    """ "  0.87 ms  tx mcan 6A1#...  VA_SEAT_CMD DrSeatHeatSet=2"."""
    signals = " ".join(f"{name}={found}" for name, found in sorted(frame.signals.items()))
    return Text.assemble(
        f"  {seconds_between(began, frame.at) * 1000:8.2f} ms  ",
        ("tx ", "cyan") if frame.sent else ("rx ", "green"),
        f"{frame.bus} {frame.id:03X}#{frame.data.hex().upper():16}  ",
        (f"{frame.message} {signals}", "dim"),
        overflow="ellipsis",
        no_wrap=True,
    )
