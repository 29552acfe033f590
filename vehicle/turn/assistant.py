"""From an utterance, or from commands, to what was done and what is said: one turn at a time."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import languages
from contract.ids import new_id
from contract.values import Alternatives, Command, Understand, Understanding
from navigation.places import OwnPlaces
from vehicle.catalogue.check import InvalidCommand
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.temperature_keys import Temperature
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.replies import reply as replies
from vehicle.replies.reply_context import ReplyContext
from vehicle.results.result import Result
from vehicle.turn import audit
from vehicle.turn.client import LOCAL, Client
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.events import EventHandler, Replied, Understood, ignore_event
from vehicle.turn.performer import Performer
from vehicle.turn.session import Session

log = logging.getLogger(__name__)

MOST_SESSIONS = 100  # clients whose session is kept; the one that has been silent longest goes first


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


IN_PROCESS = Requester()  # a caller inside this process


class ClientGone(Exception):
    """The client had left before its turn began: nothing was done."""


class Assistant:
    """The turns of one gateway, one at a time."""

    def __init__(
        self,
        bridge: Bridge,
        understand: Understand,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], datetime] = datetime.now,
        epoch: float = 0.0,
        temperature: Temperature = Temperature.ABSOLUTE,
        own: OwnPlaces | None = None,
    ) -> None:
        """`clock` is the one of the bridge, in seconds; `today` the wall clock for questions about the time.

        `epoch` is when `clock` was 0, in seconds since 1970, for the audit. `temperature` is how it is set: by our own
        absolute command or by the head unit's keys. `own` says where home and work are; without it the demo car's.
        """
        self.car, self.state = bridge.car, bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.understand = understand
        self.clock, self.today, self.epoch = clock, today, epoch
        self.temperature, self.own = temperature, own
        self.sessions: dict[str, Session] = {}  # by client, the one of the latest turn last
        self.delivery = Delivery(bridge, clock)
        self._one_turn = threading.Lock()

    def say(self, alternatives: Alternatives, lang: str = "", requester: Requester = IN_PROCESS) -> Turn:
        """Understand an utterance and do what it says. Once the client is no longer connected nothing more is sent.

        `lang` is the code of its language, "" for that of its letters. Raises InvalidRequest for a text that the NLU
        does not take, NluUnavailable if no NLU answers, ClientGone.
        """
        with self._turn_of(requester):
            turn = self._begin(lang or languages.language_of(alternatives[0][0]), requester)
            began = self.clock()
            said_before = turn.session.context(self.clock())
            context = replace(said_before, utterance_id=turn.id, now=self.today(), seat=requester.seat)
            understanding = self.understand(alternatives, lang, context)
            understanding, requests = self._requests(understanding)
            turn.add("understand", self.clock() - began)
            turn.lang = lang or languages.language_of(understanding.text or alternatives[0][0])
            turn.report(lambda: Understood(understanding))
            return self._close(self._respond(understanding, requests, turn), turn, began, alternatives[0][0])

    def execute(self, commands: Sequence[Command], lang: str = "", requester: Requester = IN_PROCESS) -> Turn:
        """Commands without language, as `say`; `lang` is that of the reply.

        Raises InvalidCommand before anything is done if one is outside the catalogue; ClientGone.
        """
        requests = [request_for(command, self.car) for command in commands]
        with self._turn_of(requester):
            turn = self._begin(lang or languages.DEFAULT, requester)
            began = self.clock()
            understanding = Understanding("understood", tuple(commands), 1.0)
            return self._close(self._respond(understanding, requests, turn), turn, began, "")

    @contextmanager
    def _turn_of(self, requester: Requester) -> Iterator[None]:
        """One turn at a time; one whose client has left while it waited is not begun."""
        with self._one_turn:
            if not requester.connected():
                raise ClientGone("the client had left before its turn began; nothing was done")
            yield

    def _begin(self, lang: str, requester: Requester) -> TurnContext:
        session = self.sessions.pop(requester.client.name, Session())
        self.sessions[requester.client.name] = session
        if len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        self.delivery.begin(requester.connected)
        return TurnContext(
            requester.id or new_id(),
            self.car,
            self.situation,
            session,
            requester.client,
            requester.seat,
            lang,
            self.clock,
            self.today,
            requester.on_event,
            self.own,
        )

    def _requests(self, understanding: Understanding) -> tuple[Understanding, list[CommandRequest]]:
        """The commands of an understanding, or its candidates where it is ambiguous, with their rows.

        An understanding with a command outside the catalogue counts as not understood: the NLU may be of another
        version.
        """
        try:
            commands = [request_for(command, self.car) for command in understanding.commands]
            candidates = [request_for(command, self.car) for command in understanding.candidates]
        except InvalidCommand as error:
            log.error("the NLU answered with a command outside the catalogue: %s", error)
            return replace(understanding, outcome="ambiguous", commands=(), candidates=()), []
        return understanding, candidates if understanding.outcome == "ambiguous" else commands

    def _respond(self, understanding: Understanding, requests: Sequence[CommandRequest], turn: TurnContext) -> Turn:
        """Do what was understood, or ask."""
        context = ReplyContext(turn.lang, self.car, self.situation)
        if understanding.outcome == "out_of_scope":
            return Turn(turn.id, replies.out_of_scope(context), understanding)
        if understanding.outcome == "unsupported":
            return Turn(turn.id, replies.unsupported(understanding.reason, context), understanding)
        if understanding.outcome == "ambiguous":
            return Turn(turn.id, self._ask_which(requests, turn, context), understanding)
        sentence = partial(replies.sentence, context=context)
        results = Performer(turn, self.delivery, self.temperature, sentence).perform(requests)
        sentences = tuple(map(sentence, results))
        return Turn(turn.id, replies.together(sentences, context), understanding, tuple(results), sentences)

    def _ask_which(self, candidates: Sequence[CommandRequest], turn: TurnContext, context: ReplyContext) -> str:
        """Ask whether the likeliest candidate was meant; without one that has a noun, ask to say it again."""
        if not candidates or candidates[0].function.is_dialog:
            return replies.say_again(context)
        likeliest = candidates[0]
        turn.session.pending = ()  # this question takes the place of an older one
        turn.session.ask(likeliest.command, self.clock(), risky=False)
        return replies.did_you_mean(likeliest.function, likeliest.command.zone or "", context)

    def _close(self, done: Turn, turn: TurnContext, began: float, text: str) -> Turn:
        """Remember the reply and write the audit line."""
        turn.session.reply = done.reply
        turn.spent["total"] = (self.clock() - began) * 1000
        understanding = done.understanding
        head = {
            "time": round(began + self.epoch, 6),
            "id": done.id,
            "text": text,
            "client": turn.client.name,
            "lang": turn.lang,
            "seat": turn.seat,
            "outcome": understanding.outcome,
            "by": understanding.by,
            "model": understanding.model_version,
            "confidence": understanding.confidence,
            "reply": done.reply,
            "ms": {stage: round(ms, 3) for stage, ms in turn.spent.items()},
        }
        audit.write(head, done.results, self.delivery.sent, self.epoch)
        turn.report(lambda: Replied(done.reply))
        return replace(done, timings=dict(turn.spent), began=began)
