"""Turns as messages of malcha.v1: results, frames, what happens in a turn.

Times are absolute: the time of day when the gateway started (`epoch`, s since 1970) plus its monotonic clock.
"""

from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from contract.messages import Kinds, command_to_proto, timings_to_proto, understanding_to_proto
from malcha.v1 import turn_pb2, vehicle_pb2
from vehicle.can.trace import FrameTrace
from vehicle.catalogue.table import CATALOGUE
from vehicle.gateway.speech_button import ButtonEvent
from vehicle.results.result import Outcome, Result
from vehicle.turn.events import Event, Finished, Replied, Sent, Understood
from vehicle.turn.requester import Turn

KINDS: Kinds = {row.name: row.value.kind for row in CATALOGUE.values() if row.value}


def timestamp(at: float, epoch: float) -> Timestamp:
    """`at` in s of the monotonic clock; to the microsecond."""
    found = Timestamp()
    found.FromMicroseconds(round((at + epoch) * 1e6))
    return found


def frame_to_proto(frame: FrameTrace, epoch: float) -> turn_pb2.Frame:
    signals = {name: f"{value:g}" if isinstance(value, float | int) else value for name, value in frame.signals.items()}
    return turn_pb2.Frame(
        sent=frame.sent,
        bus=frame.bus,
        id=frame.id,
        data=frame.data,
        message=frame.message,
        signals=signals,
        at=timestamp(frame.at, epoch),
    )


def result_to_proto(result: Result, sentence: str, epoch: float) -> turn_pb2.CommandResult:
    """`sentence` is what the reply says about it."""
    found = turn_pb2.CommandResult(
        command=command_to_proto(result.command, KINDS),
        outcome=f"COMMAND_OUTCOME_{result.outcome.name}",
        reason=result.reason,
        reply=sentence,
        frames=[frame_to_proto(frame, epoch) for frame in result.frames],
    )
    received = [frame.at for frame in result.frames if not frame.sent]
    if result.outcome is Outcome.CONFIRMED and received:
        found.confirmed_at.CopyFrom(timestamp(received[-1], epoch))  # the last of those that were waited for
    return found


def turn_to_proto(turn: Turn, epoch: float, spoken: bool) -> turn_pb2.Turn:
    """`spoken` turns were understood from words; the others were commands already."""
    return turn_pb2.Turn(
        utterance_id=turn.id,
        reply=turn.reply,
        understanding=understanding_to_proto(turn.understanding, KINDS) if spoken else None,
        results=[result_to_proto(*each, epoch) for each in zip(turn.results, turn.sentences, strict=True)],
        timings=timings_to_proto(turn.timings),
        began_at=timestamp(turn.began, epoch),
    )


def event_to_proto(event: Event, at: float, epoch: float) -> vehicle_pb2.ConverseResponse:
    """What happened in a turn at `at`, without the utterance id."""
    found = vehicle_pb2.ConverseResponse(at=timestamp(at, epoch))
    match event:
        case Understood():
            found.understood.CopyFrom(understanding_to_proto(event.understanding, KINDS))
        case Sent():
            frames = [frame_to_proto(frame, epoch) for frame in event.frames]
            command = command_to_proto(event.command, KINDS)
            found.sent.CopyFrom(vehicle_pb2.CommandSent(index=event.index, command=command, frames=frames))
        case Finished():
            result = result_to_proto(event.result, event.reply, epoch)
            found.finished.CopyFrom(vehicle_pb2.CommandFinished(index=event.index, result=result))
        case Replied():
            found.reply.CopyFrom(vehicle_pb2.Reply(text=event.reply))
    return found


def button_to_proto(event: ButtonEvent, now: float, epoch: float) -> vehicle_pb2.WatchEventsResponse:
    held = Duration()
    held.FromMicroseconds(round(event.held * 1e6))
    button = vehicle_pb2.SpeechButton(
        press=f"PRESS_{event.press.name}", held=held, received_at=timestamp(event.at, epoch)
    )
    return vehicle_pb2.WatchEventsResponse(at=timestamp(now, epoch), speech_button=button)
