"""Streams that have no end of their own: the state and its changes, the speech button, listening."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import TypeVar

import grpc

from malcha.v1 import state_pb2, vehicle_pb2
from serving.errors import abort, refuse
from vehicle.doors.aloud import Speaking
from vehicle.doors.announced import Announced
from vehicle.doors.messages import button_to_proto, timestamp, turn_to_proto
from vehicle.doors.state_messages import CarState, Told
from vehicle.gateway.listening import Listening
from vehicle.gateway.speech_button import EVENT_BACKLOG, ButtonEvent, ButtonEvents
from vehicle.gateway.state import WATCH_BACKLOG
from vehicle.replies import reply as replies
from vehicle.replies.reply_context import ReplyContext
from vehicle.turn.kept_drive import Drive
from vehicle.turn.requester import Turn
from vehicle.turn.resuming import place_of

HEARTBEAT = 5.0  # s between signs of life
LOOK = 0.2  # s between looks whether a quiet watcher has left, and for values that have grown too old
LONGEST_LISTENING = 60.0  # s of one call: nobody speaks so long, whoever listens has forgotten to end it

Item = TypeVar("Item")
Event = ButtonEvent | Turn | vehicle_pb2.WatchEventsResponse  # as they are put into the queue of a watcher
Watcher = queue.Queue[Event]


def state(
    car: CarState, context: grpc.ServicerContext, stopping: threading.Event
) -> Iterator[vehicle_pb2.WatchStateResponse]:
    """The present state, the mark that this was all, then changes and heartbeats."""
    shared, clock = car.assistant.state, car.assistant.clock
    watcher = shared.watch()
    told: dict[str, Told] = {}  # status signal -> as last sent
    beat = looked = clock()
    try:
        for path in car.statuses:
            yield change(car, path, clock(), told)
        at = timestamp(clock(), car.epoch)
        yield vehicle_pb2.WatchStateResponse(at=at, snapshot_end=vehicle_pb2.SnapshotEnd(car=car.car.name))
        while context.is_active():
            if watcher.full():
                too_slow(context, "WatchState", WATCH_BACKLOG)
            if stopping.is_set():
                shutting_down(context)
            changed = next_of(watcher)
            now = clock()
            paths = [changed[0]] if changed and changed[0] in car.statuses else []
            if now - looked >= LOOK:  # what has grown too old, or was asked for, has no frame that says so
                paths, looked = list(car.statuses), now
            for path in paths:
                if car.told(path, shared.reading(path), now) != told[path]:
                    yield change(car, path, now, told)
            if now - beat >= HEARTBEAT:
                beat = now
                yield vehicle_pb2.WatchStateResponse(at=timestamp(now, car.epoch), heartbeat=state_pb2.Heartbeat())
    finally:
        shared.unwatch(watcher)


def change(car: CarState, path: str, now: float, told: dict[str, Told]) -> vehicle_pb2.WatchStateResponse:
    """How a status signal is now; `told` remembers it."""
    reading = car.assistant.state.reading(path)
    told[path] = car.told(path, reading, now)
    state = car.function_state(path, reading, told[path])
    return vehicle_pb2.WatchStateResponse(at=timestamp(now, car.epoch), change=state)


def events(
    car: CarState,
    button: ButtonEvents,
    context: grpc.ServicerContext,
    stopping: threading.Event,
    speaking: Speaking | None = None,
) -> Iterator[vehicle_pb2.WatchEventsResponse]:
    """What happens without a request from now on, with a heartbeat at once that says that the watch has begun.
    `speaking` is what announcements are spoken with, None: they are text."""
    clock = car.assistant.clock
    with ExitStack() as stack:
        watcher = stack.enter_context(button.watch())
        joined(car, watcher, stack, speaking)
        beat = clock() - HEARTBEAT
        while context.is_active():
            if clock() - beat >= HEARTBEAT:
                beat = clock()
                yield vehicle_pb2.WatchEventsResponse(at=timestamp(beat, car.epoch), heartbeat=state_pb2.Heartbeat())
            if watcher.full():
                too_slow(context, "WatchEvents", EVENT_BACKLOG)
            if stopping.is_set():
                shutting_down(context)
            if event := next_of(watcher):
                yield event_of(event, clock(), car.epoch)


def joined(car: CarState, watcher: Watcher, stack: ExitStack, speaking: Speaking | None) -> None:
    """The watcher gets what the schedule has done and what guidance tells, too."""
    assistant = car.assistant

    def put(item: Event) -> None:
        with suppress(queue.Full):  # who reads too slowly is told so
            watcher.put_nowait(item)

    stack.enter_context(assistant.scheduled.told(put))
    if (guidance := assistant.guidance) is None:
        return
    announced = Announced(assistant.talk, speaking, put, assistant.clock)
    stack.enter_context(guidance.said.told(stack.enter_context(announced.open())))
    once = Once(lambda drive: put(interrupted_to_proto(drive, guidance.language, car)))
    stack.enter_context(guidance.interrupted.told(once.tell))
    if (drive := guidance.resumable) is not None:
        once.tell(drive)


class Once:
    """Tells a drive once: the one that was noticed before the watch is perhaps told as a new one, too."""

    def __init__(self, tell: Callable[[Drive], None]) -> None:
        self._tell, self._lock = tell, threading.Lock()
        self._told: Drive | None = None

    def tell(self, drive: Drive) -> None:
        with self._lock:
            before, self._told = self._told, drive
        if drive != before:
            self._tell(drive)


def interrupted_to_proto(drive: Drive, language: str, car: CarState) -> vehicle_pb2.WatchEventsResponse:
    """Without its time."""
    place = place_of(drive.stops[-1])
    context = ReplyContext(language, car.car, car.assistant.situation)
    name = context.language.grammar.name(place)
    text, waypoints = replies.interrupted(place, context), len(drive.stops) - 1
    found = vehicle_pb2.InterruptedDrive(text=text, locale=language, destination=name, waypoints=waypoints)
    return vehicle_pb2.WatchEventsResponse(interrupted=found)


def event_of(event: Event, now: float, epoch: float) -> vehicle_pb2.WatchEventsResponse:
    """`now` in s of the monotonic clock."""
    if isinstance(event, ButtonEvent):
        return button_to_proto(event, now, epoch)
    if isinstance(event, Turn):
        event = vehicle_pb2.WatchEventsResponse(scheduled=turn_to_proto(event, epoch, spoken=False))
    event.at.CopyFrom(timestamp(now, epoch))
    return event


def listen(
    car: CarState, listening: Listening, context: grpc.ServicerContext, stopping: threading.Event
) -> Iterator[vehicle_pb2.ListenResponse]:
    """The car is told that somebody listens for as long as this lasts: an answer at once, and on a change."""
    clock, left, said = car.assistant.clock, threading.Event(), None
    ends = clock() + LONGEST_LISTENING
    with car.assistant.talk.driver(), listening.hold() as tell:
        if not context.add_callback(left.set):
            return
        while not left.is_set():
            if (why_not := tell()) != said:
                said = why_not
                yield vehicle_pb2.ListenResponse(told=not why_not, reason=why_not)
            if clock() >= ends:
                text = f"listened for {LONGEST_LISTENING:g} s; call again to go on"
                status, limit = grpc.StatusCode.DEADLINE_EXCEEDED, {"limit": f"{LONGEST_LISTENING:g}"}
                abort(context, status, "LISTENED_TOO_LONG", text, limit)
            if stopping.is_set():
                shutting_down(context)
            left.wait(min(listening.cycle, max(ends - clock(), 0.0)))


def next_of(watcher: queue.Queue[Item]) -> Item | None:
    """What comes next, if it comes soon."""
    try:
        return watcher.get(timeout=LOOK)
    except queue.Empty:
        return None


def too_slow(context: grpc.ServicerContext, rpc: str, waiting: int) -> None:
    status, text = grpc.StatusCode.RESOURCE_EXHAUSTED, f"read faster: {waiting:,} messages were waiting"
    refuse(context, status, "SLOW_READER", rpc, text, {"limit": waiting})


def shutting_down(context: grpc.ServicerContext) -> None:
    abort(context, grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", "the server is shutting down")
