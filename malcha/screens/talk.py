"""An utterance as it goes, for people: level and words in place while it is spoken, then what comes of it, line by
line."""

import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from google.protobuf.timestamp_pb2 import Timestamp
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from contract.messages import word
from malcha.screens.turn import of_command, turn
from malcha.v1 import turn_pb2, understanding_pb2, vehicle_pb2

METER = 20  # columns
QUIET, LOUD = -60.0, 0.0  # dBFS at the ends of the meter
CLIPPED, GOOD = -3.0, -40.0  # dBFS: red from there, green from there
WHY_NOTHING = {
    "no_speech": "nobody spoke",
    "no_signal": "the microphone gives nothing: is it muted?",
    "no_words": "no word was understood",
    "cancelled": "called off",
}
HUSHED = ("pressed", "cancelled", "stopped")


def meter(dbfs: float) -> Text:
    """A bar for a level."""
    filled = round(METER * (min(max(dbfs, QUIET), LOUD) - QUIET) / (LOUD - QUIET))
    style = "red" if dbfs > CLIPPED else "green" if dbfs > GOOD else "yellow"
    return Text.assemble(("█" * filled, style), ("·" * (METER - filled), "dim"))


def heard_by(heard: vehicle_pb2.Heard) -> str:
    """Who has recognised it, where and why there, and how long it took: "vosk-ko, car, pause 210 ms"."""
    where = " ".join(filter(None, (heard.recognised_where, f"({heard.recognised_why})" * bool(heard.recognised_why))))
    took = [f"{timing.stage} {timing.ms:.0f} ms" for timing in heard.timings]
    return ", ".join(filter(None, (heard.recogniser, where, *took)))


class TalkScreen:
    """Where standard output is no terminal, there is no line in place. `level` may be called from any thread."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._live: Live | None = None
        self._lock = threading.RLock()  # of the line in place
        self._dbfs, self._words, self._hint = QUIET, "", ""
        self._began, self._replied = Timestamp(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def level(self, dbfs: float) -> None:
        """Of what is spoken right now."""
        self._dbfs = dbfs
        self._draw()

    def show(self, told: vehicle_pb2.ConverseResponse) -> None:
        """The next event."""
        kind = told.WhichOneof("event") or ""
        if kind == "listening":
            self._replied = False
            self._hint = "" if told.listening.told else f"the car is not told: {told.listening.reason}"
            self._open()
        elif kind == "partial":
            self._words = told.partial.text
            self._draw()
        elif kind in ("speech_ended", "heard", "nothing_heard"):
            self._close()
        if kind == "heard":
            self._began, self._replied = told.at, False
        self._replied |= kind == "reply"
        if kind == "spoken" and told.spoken.reason == "no_voice" and not self._replied:
            return  # there was nothing to say
        for line in lines(told, self._began):
            self._out.print(line)

    def tell(self, told: vehicle_pb2.WatchEventsResponse) -> None:
        """What happens without a request. From any thread."""
        if (found := happened(told)) is not None:
            self._out.print(found)

    def _open(self) -> None:
        with self._lock:
            if self._live is None and self._out.is_terminal:
                self._dbfs, self._words = QUIET, ""
                self._live = Live(console=self._out, auto_refresh=False, transient=True)
                self._live.start()
            self._draw()

    def _draw(self) -> None:
        with self._lock:
            if live := self._live:
                words = (self._words or "...", "bold")
                line = Text.assemble(meter(self._dbfs), "  ", words, "  ", (self._hint, "yellow"))
                line.truncate(self._out.width, overflow="ellipsis")
                live.update(line, refresh=True)

    def _close(self) -> None:
        with self._lock:
            if live := self._live:
                self._live = None
                with suppress(OSError):  # standard output has gone: the next line tells it
                    live.stop()


def lines(told: vehicle_pb2.ConverseResponse, began: Timestamp) -> list[Text]:
    """What an event leaves on the screen; nothing of most. `began` is when the words were there."""
    match told.WhichOneof("event"):
        case "heard":
            return [
                Text.assemble(("> ", "bold cyan"), (told.heard.text, "bold"), (f"   {heard_by(told.heard)}", "dim"))
            ]
        case "understood" if not told.understood.commands:
            return [Text(f"  {word(understanding_pb2.Outcome, told.understood.outcome).upper()}", "yellow")]
        case "finished":
            return of_command(told.finished.result, began)
        case "reply":
            return [reply(told.reply.text)]
        case "turn":
            times = "  ".join(f"{timing.stage} {timing.ms:.2f}" for timing in told.turn.timings)
            return [Text(f"  ms: {times}   id {told.turn.utterance_id}", "dim")]
        case "nothing_heard":
            return [nothing_heard(told.nothing_heard.reason)]
        case "spoken":
            return spoken(told.spoken)
    return []


def spoken_sentence(
    name: str,
    text: str,
    heard: vehicle_pb2.Heard | None,
    done: turn_pb2.Turn | None,
    nothing: str,
    answer: str,
) -> Group:
    """A recording of the file `name`, in which `text` is said: what was heard, and its turn."""
    by = f", heard by {heard_by(heard)}" if heard is not None else ""
    head = Text.assemble(("♪ ", "bold cyan"), text, (f"   {name}{by}", "dim"))
    if heard is None or done is None:
        return Group(head, nothing_heard(nothing), reply(answer), Text(""))
    return Group(head, turn(heard.text, done))


def reply(text: str) -> Text:
    return Text.assemble(("< ", "bold green"), text)


def happened(told: vehicle_pb2.WatchEventsResponse) -> Group | Text | None:
    """What an event without a request leaves on the screen; None for what is not shown."""
    match told.WhichOneof("event"):
        case "scheduled":
            return turn("", told.scheduled)
        case "announcement":
            said = told.announcement
            about = f"   {said.maneuver}, {said.distance_m:.0f} m" if said.maneuver else ""
            return Text.assemble(("« ", "bold magenta"), said.text, (about, "dim"))
        case "interrupted":
            return Text.assemble(("« ", "bold magenta"), told.interrupted.text)
    return None


def nothing_heard(why: str) -> Text:
    return Text(f"  nothing heard: {WHY_NOTHING.get(why, why)}", "yellow")


def spoken(what: vehicle_pb2.Spoken) -> list[Text]:
    """How the voice ended, where it did not say all; and what "stop" has halted."""
    found = [Text(f"  the voice was silenced: {what.reason}", "yellow")] if what.reason in HUSHED else []
    if what.reason == "no_voice":
        found = [Text("  no voice is installed there: the reply is text alone", "dim")]
    if what.HasField("stop"):
        for result in what.stop.results:
            found += of_command(result, what.stop.began_at)
        found.append(reply(what.stop.reply))
    return found
