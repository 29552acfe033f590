"""One turn: understood, resolved, checked, sent, confirmed, answered."""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import languages
from contract.values import Alternatives, Command, Understand, Understanding
from vehicle.catalogue.check import InvalidCommand, check
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.temperature_keys import Temperature
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.replies import reply as replies
from vehicle.replies.reply_context import ReplyContext
from vehicle.results.result import Result
from vehicle.turn import audit
from vehicle.turn.client import LOCAL, Client
from vehicle.turn.context import TurnContext, always, request_for
from vehicle.turn.events import EventHandler, Replied, Understood, ignore_event
from vehicle.turn.performer import Performer
from vehicle.turn.session import Session

log = logging.getLogger(__name__)

MOST_SESSIONS = 100  # clients whose talk is remembered


@dataclass(frozen=True)
class Turn:
    """What one utterance or request came to."""

    id: str
    reply: str
    understanding: Understanding
    results: tuple[Result, ...] = ()
    sentences: tuple[str, ...] = ()  # one a result
    timings: dict[str, float] = field(default_factory=dict)  # ms by stage
    began: float = 0.0  # s, monotonic


@dataclass(frozen=True)
class Requester:
    """Who asks: the client, its seat, the utterance id ("": one is made), whether it is still there, its event sink."""

    client: Client = LOCAL
    seat: str = "driver"
    id: str = ""
    connected: Callable[[], bool] = always
    on_event: EventHandler = ignore_event


IN_PROCESS = Requester()  # who speaks inside this process


def checked(understanding: Understanding) -> Understanding:
    """The same, or not understood at all: nobody's word for it that a command is in the catalogue."""
    try:
        for command in (*understanding.commands, *understanding.candidates):
            check(command)
    except InvalidCommand as error:
        log.error("understood, but not in the catalogue: %s", error)
        return replace(understanding, outcome="ambiguous", commands=(), candidates=())
    return understanding


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
    ) -> None:
        """`clock` is the one of the bridge, in seconds; `today` the wall clock for questions about the time.

        `epoch` is when `clock` was 0, in seconds since 1970, for the audit. `temperature` is how it is set: by our own
        absolute command or by the head unit's keys.
        """
        self.car, self.state = bridge.car, bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.understand = understand
        self.clock, self.today, self.epoch = clock, today, epoch
        self.temperature = temperature
        self.sessions: dict[str, Session] = {}  # by client, the one that spoke last comes last
        self.delivery = Delivery(bridge, clock)
        self._one_turn = threading.Lock()

    def say(self, alternatives: Alternatives, lang: str = "", requester: Requester = IN_PROCESS) -> Turn:
        """What was said, to its end, or until who asks is no longer there: then nothing more is sent.

        Raises InvalidRequest for text that is none, NluUnavailable if nobody understands.
        """
        with self._one_turn:
            began = self.clock()
            turn = self._begin(lang or languages.language_of(alternatives[0][0]), requester)
            understanding = checked(self.understand(alternatives, lang, turn.session.context(self.clock())))
            turn.add("understand", self.clock() - began)
            turn.lang = lang or languages.language_of(understanding.text or alternatives[0][0])
            turn.on_event(Understood(understanding))
            return self._close(self._respond(understanding, turn), turn, began, alternatives[0][0])

    def execute(self, commands: Sequence[Command], lang: str = "", requester: Requester = IN_PROCESS) -> Turn:
        """Commands without language, as `say`; `lang` is that of the reply.

        Raises InvalidCommand before anything is done if one is outside the catalogue.
        """
        for command in commands:
            check(command)
        with self._one_turn:
            began = self.clock()
            turn = self._begin(lang or languages.DEFAULT, requester)
            understanding = Understanding("understood", tuple(commands), 1.0)
            return self._close(self._respond(understanding, turn), turn, began, "")

    def _begin(self, lang: str, requester: Requester) -> TurnContext:
        session = self.sessions.pop(requester.client.name, Session())
        self.sessions[requester.client.name] = session
        if len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        self.delivery.begin(requester.connected)
        return TurnContext(
            requester.id or uuid.uuid4().hex[:12],
            self.car,
            self.situation,
            session,
            requester.client,
            requester.seat,
            lang,
            self.clock,
            self.today,
            requester.connected,
            requester.on_event,
        )

    def _respond(self, understanding: Understanding, turn: TurnContext) -> Turn:
        context = ReplyContext(turn.lang, self.car, self.situation)
        if understanding.outcome == "out_of_scope":
            return Turn(turn.id, replies.out_of_scope(context), understanding)
        if understanding.outcome == "ambiguous":
            return Turn(turn.id, self._wonder(understanding.candidates, turn, context), understanding)
        sentence = (lambda result: "") if turn.on_event is ignore_event else (lambda result: replies.sentence(result, context))
        performer = Performer(turn, self.delivery, self.temperature, sentence)
        results = performer.perform([request_for(command, self.car) for command in understanding.commands])
        sentences = tuple(replies.sentence(result, context) for result in results)
        return Turn(
            turn.id,
            context.language.grammar.together([each for each in sentences if each]),
            understanding,
            tuple(results),
            sentences,
        )

    def _wonder(self, candidates: Sequence[Command], turn: TurnContext, context: ReplyContext) -> str:
        """Ask about the likeliest candidate, or to say it again."""
        for command in candidates[:1]:
            function = self.car.functions[check(command).name]
            if function.talks:
                continue
            turn.session.pending = ()  # an older question is no longer meant
            turn.session.ask(command, self.clock(), risky=False)
            return replies.did_you_mean(function, command.zone or "", context)
        return replies.say_again(context)

    def _close(self, done: Turn, turn: TurnContext, began: float, text: str) -> Turn:
        """Remember the reply and write the one line that ties it all together."""
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
        turn.on_event(Replied(done.reply))
        return replace(done, timings=dict(turn.spent), began=began)
