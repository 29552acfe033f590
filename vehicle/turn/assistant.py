"""One turn: understood, resolved, checked, sent, confirmed, answered."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import languages
from contract.ids import new_id
from contract.values import Alternatives, Command, Understand, Understanding
from navigation.places import OwnPlaces
from vehicle.catalogue.check import InvalidCommand, check
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.temperature_keys import Temperature
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.replies import reply as replies
from vehicle.replies.told import Told
from vehicle.results.result import Result
from vehicle.turn import audit
from vehicle.turn.client import LOCAL, Client
from vehicle.turn.context import TurnContext, always, wanted
from vehicle.turn.events import Replied, Tell, Understood, nobody
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
class Asking:
    """Who asks: the client, its seat, the utterance id ("": one is made), whether it is still there, its event sink."""

    client: Client = LOCAL
    seat: str = "driver"
    id: str = ""
    here: Callable[[], bool] = always
    tell: Tell = nobody


HERE = Asking()  # who speaks inside this process


class ClientGone(Exception):
    """Whoever asked had left before the turn began: nothing was done."""


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
        self.sessions: dict[str, Session] = {}  # by client, the one that spoke last comes last
        self.delivery = Delivery(bridge, clock)
        self._one_turn = threading.Lock()

    def say(self, alternatives: Alternatives, lang: str = "", asking: Asking = HERE) -> Turn:
        """What was said, to its end, or until who asks is no longer there: then nothing more is sent.

        Raises InvalidRequest for text that is none, NluUnavailable if nobody understands, ClientGone.
        """
        with self._turn_of(asking):
            began = self.clock()
            turn = self._begin(lang or languages.language_of(alternatives[0][0]), asking)
            context = replace(turn.session.context(self.clock()), utterance_id=turn.id)
            understanding = checked(self.understand(alternatives, lang, context))
            turn.add("understand", self.clock() - began)
            turn.lang = lang or languages.language_of(understanding.text or alternatives[0][0])
            turn.tell(Understood(understanding))
            return self._close(self._respond(understanding, turn), turn, began, alternatives[0][0])

    def execute(self, commands: Sequence[Command], lang: str = "", asking: Asking = HERE) -> Turn:
        """Commands without language, as `say`; `lang` is that of the reply.

        Raises InvalidCommand before anything is done if one is outside the catalogue; ClientGone.
        """
        for command in commands:
            check(command)
        with self._turn_of(asking):
            began = self.clock()
            turn = self._begin(lang or languages.DEFAULT, asking)
            understanding = Understanding("understood", tuple(commands), 1.0)
            return self._close(self._respond(understanding, turn), turn, began, "")

    @contextmanager
    def _turn_of(self, asking: Asking) -> Iterator[None]:
        """One turn at a time; one whose client has left while it waited is not begun."""
        with self._one_turn:
            if not asking.here():
                raise ClientGone("whoever asked had left before the turn began; nothing was done")
            yield

    def _begin(self, lang: str, asking: Asking) -> TurnContext:
        session = self.sessions.pop(asking.client.name, Session())
        self.sessions[asking.client.name] = session
        if len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        self.delivery.begin(asking.here)
        return TurnContext(
            asking.id or new_id(),
            self.car,
            self.situation,
            session,
            asking.client,
            asking.seat,
            lang,
            self.clock,
            self.today,
            asking.here,
            asking.tell,
            self.own,
        )

    def _respond(self, understanding: Understanding, turn: TurnContext) -> Turn:
        told = Told(turn.lang, self.car, self.situation)
        if understanding.outcome == "out_of_scope":
            return Turn(turn.id, replies.out_of_scope(told), understanding)
        if understanding.outcome == "ambiguous":
            return Turn(turn.id, self._wonder(understanding.candidates, turn, told), understanding)
        sentence = (lambda result: "") if turn.tell is nobody else (lambda result: replies.sentence(result, told))
        performer = Performer(turn, self.delivery, self.temperature, sentence)
        results = performer.perform([wanted(command, self.car) for command in understanding.commands])
        sentences = tuple(replies.sentence(result, told) for result in results)
        return Turn(
            turn.id,
            told.language.grammar.together([each for each in sentences if each]),
            understanding,
            tuple(results),
            sentences,
        )

    def _wonder(self, candidates: Sequence[Command], turn: TurnContext, told: Told) -> str:
        """Ask about the likeliest candidate, or to say it again."""
        for command in candidates[:1]:
            function = self.car.functions[check(command).name]
            if function.is_dialog:
                continue
            turn.session.pending = ()  # an older question is no longer meant
            turn.session.ask(command, self.clock(), risky=False)
            return replies.did_you_mean(function, command.zone or "", told)
        return replies.say_again(told)

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
        turn.tell(Replied(done.reply))
        return replace(done, timings=dict(turn.spent), began=began)
