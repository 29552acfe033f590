"""Who asks for a turn, and what the turn came to."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from contract.values import Understanding
from speech.protocols import RecognisedBy
from vehicle.results.result import Result
from vehicle.turn.client import LOCAL, Client
from vehicle.turn.events import EventHandler, ignore_event


@dataclass(frozen=True)
class Turn:
    """What one utterance or request came to."""

    id: str
    reply: str
    understanding: Understanding
    results: tuple[Result, ...] = ()
    sentences: tuple[str, ...] = ()  # one for each result, "" where the reply says nothing of it
    timings: dict[str, float] = field(default_factory=dict)  # ms by stage
    began: float = 0.0  # s, monotonic


def always() -> bool:
    return True


@dataclass(frozen=True)
class Requester:
    """The client that a turn is for. `id` is the utterance id, "" for a new one.

    `connected` says whether the client still waits for the answer; `on_event` gets the turn's events as they happen.
    Both are called from the thread of the turn, `connected` from those of the buses as well.
    """

    client: Client = LOCAL
    seat: str = "driver"
    id: str = ""
    connected: Callable[[], bool] = always
    on_event: EventHandler = ignore_event
    # s, monotonic: when this was ordered, if not now, and for when. Nobody speaks now: what is open between the client
    # and the car stays as it is, and what was said since counts
    made: float | None = None
    due: float = math.inf
    heard_by: RecognisedBy | None = None  # who has made the words of audio


IN_PROCESS = Requester()  # a caller inside this process


class ClientGone(Exception):
    """The client had left before its turn began: nothing was done."""
