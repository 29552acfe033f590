"""One utterance to the gateway of a car: audio and controls go out, the events of its turn come in.

    talk = Talk(stub, chunks, Said(rate_hz=16_000, locale="ko", aloud=True))
    for event in talk.events():
        ...  # a vehicle_pb2.ConverseResponse
    # meanwhile, from any thread: talk.release(), talk.hush(), talk.cancel()

Audio goes out as fast as it comes and the gateway takes it, until the end of the speech is heard. Where the connection
breaks, the utterance is sent again with the same request id: what had been done by then is told, and not done twice.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import grpc

from contract.ids import new_id
from malcha.v1 import vehicle_pb2
from serving.errors import reason_of

DEADLINE = 120.0  # s for all of it: 20 to speak, 30 for the turn, the rest for a long reply
MOST_AUDIO = 8_000_000  # bytes kept to send them again, 80 s at 48 kHz; the gateway listens for 20
AGAIN_AFTER = (0.0, 1.5)  # s until the next attempt; a channel tries to connect again after 1 s

END_HEARD = ("speech_ended", "heard", "nothing_heard", "turn")


@dataclass(frozen=True)
class Said:
    """Who speaks, and how the answer is wanted."""

    rate_hz: int  # of the audio
    locale: str = ""
    seat: Any = 0  # a Seat of the contract
    aloud: bool = False
    goes_on: bool = False  # audio is sent behind the utterance, too: "stop" is heard then


class Audio:
    """Chunks from one source for one reader after the other: each gets all of them from the beginning."""

    def __init__(self, source: Iterable[bytes]) -> None:
        self._source, self._kept, self._bytes = iter(source), list[bytes](), 0
        self._lock = threading.Lock()
        self.over = threading.Event()  # set: no more is read of the source

    def __iter__(self) -> Iterator[bytes]:
        at = 0
        while True:
            with self._lock:  # a reader whose call has broken off may still wait for a chunk
                if at == len(self._kept) and not self._read():
                    return
                chunk = self._kept[at]
            at += 1
            yield chunk

    def _read(self) -> bool:
        if self.over.is_set() or self._bytes > MOST_AUDIO:
            return False
        chunk = next(self._source, None)
        if chunk is None or self.over.is_set():
            self.over.set()
            return False
        self._kept.append(chunk)
        self._bytes += len(chunk)
        return True


class Talk:
    """`chunks` are 16-bit little-endian mono samples, at most 60 KiB each. They are read in a thread of gRPC's."""

    def __init__(
        self,
        stub: Any,
        chunks: Iterable[bytes],
        said: Said,
        again_after: Sequence[float] = AGAIN_AFTER,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._stub, self._again_after, self._wait = stub, again_after, wait
        self._audio, self._goes_on = Audio(chunks), said.goes_on
        self._heard = threading.Event()  # the utterance is over
        self._first = vehicle_pb2.ConverseRequest(
            request_id=new_id(), rate_hz=said.rate_hz, locale=said.locale, seat=said.seat, aloud=said.aloud
        )
        self._controls: queue.SimpleQueue[Any] = (
            queue.SimpleQueue()
        )  # of Control; None: the call is over; whose put may interrupt itself: Ctrl-C
        self._cancelled = False
        self._problem: Exception | None = None  # of the source of the audio

    @property
    def listening(self) -> bool:
        """Is the utterance still going on?"""
        return not self._heard.is_set()

    def release(self) -> None:
        """The button was let go: the utterance is over."""
        self._controls.put(vehicle_pb2.CONTROL_RELEASED)
        self._end()

    def hush(self) -> None:
        """The voice is silent at once; the turn goes on."""
        self._controls.put(vehicle_pb2.CONTROL_PRESSED)

    def cancel(self) -> None:
        """Nothing more is to come of it."""
        self._cancelled = True
        self._controls.put(vehicle_pb2.CONTROL_CANCEL)
        self._end()

    def events(self) -> Iterator[vehicle_pb2.ConverseResponse]:
        """What happens, until the turn and its voice have ended. Raises grpc.RpcError, and what the source raises."""
        try:
            yield from self._attempts()
        finally:
            self._heard.set()
            self._audio.over.set()
        if self._problem is not None:
            raise self._problem

    def _attempts(self) -> Iterator[vehicle_pb2.ConverseResponse]:
        seen = 0
        for pause in (*self._again_after, None):
            controls = self._controls = queue.SimpleQueue()
            call = self._stub.Converse(self._requests(controls), timeout=DEADLINE)
            try:
                for at, event in enumerate(call):
                    if event.answered_again and at < seen:
                        continue  # told before the connection broke
                    seen = max(seen, at + 1)
                    if event.WhichOneof("event") in END_HEARD:
                        self._end()
                    yield event
                return
            except grpc.RpcError as error:
                if self._problem is not None:
                    raise self._problem from error
                if pause is None or self._cancelled or not seen or not connection_lost(error):
                    raise
            finally:
                controls.put(None)
                call.cancel()
            self._wait(pause)

    def _end(self) -> None:
        """The utterance is over, whoever says so."""
        self._heard.set()
        if not self._goes_on:
            self._audio.over.set()

    def _requests(self, controls: queue.SimpleQueue[Any]) -> Iterator[vehicle_pb2.ConverseRequest]:
        yield self._first
        try:
            for chunk in self._audio:
                yield vehicle_pb2.ConverseRequest(audio=chunk)
                while not controls.empty():
                    if (control := controls.get()) is None:
                        return
                    yield vehicle_pb2.ConverseRequest(control=control)
        except Exception as problem:  # in gRPC's thread nobody would see it
            self._problem = problem
            yield vehicle_pb2.ConverseRequest(control=vehicle_pb2.CONTROL_CANCEL)
            return
        if not self._cancelled:
            yield vehicle_pb2.ConverseRequest(control=vehicle_pb2.CONTROL_RELEASED)
        while (control := controls.get()) is not None:
            yield vehicle_pb2.ConverseRequest(control=control)


def connection_lost(error: grpc.RpcError) -> bool:
    """Was it the connection that ended, and not the gateway that said no? TOO_LATE: an attempt came while the gateway
    still had the one before, whose connection had broken; SHUTTING_DOWN: it ends, and another may take its place.
    Nothing was done."""
    assert isinstance(error, grpc.Call)
    reason = reason_of(error).name
    return reason in ("TOO_LATE", "SHUTTING_DOWN") or (error.code() == grpc.StatusCode.UNAVAILABLE and not reason)
