"""One turn: understood, resolved, checked, sent, confirmed, answered."""

import logging
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from vehicle import answers, audit, dialog, policy, reply, stepping, turn_end
from vehicle.bridge import Bridge
from vehicle.command import Action, Command, InvalidCommand, Outcome, Refusal, Result, check
from vehicle.delivery import Delivery, Underway
from vehicle.permissions import LOCAL, Client
from vehicle.planning import plan, unacknowledged
from vehicle.session import Session
from vehicle.stepping import Pressing, Temperature
from vehicle.understanding import Alternatives, Heard, Understand

log = logging.getLogger(__name__)

MOST_SESSIONS = 100  # clients whose talk is remembered
BROUGHT_ABOUT = ("guiding",)  # conditions that a later command of the same breath may bring about: "by A, and home"
NOT_FOR_THE_CAR = (
    "제가 할 일은 아닌 것 같아서 아무것도 하지 않았어요.",
    "That did not sound like something for the car, so I did nothing.",
)
SAY_AGAIN = ("잘 이해하지 못했어요. 다시 말씀해 주세요.", "I didn't quite get that. Please say it again.")


@dataclass(frozen=True)
class Turn:
    """What one utterance or request came to."""

    id: str
    reply: str
    results: tuple[Result, ...] = ()
    outcome: str = "understood"
    timings: dict[str, float] = field(default_factory=dict)  # ms by stage
    by: str = ""
    confidence: float = 1.0
    began: float = 0.0  # s, monotonic


def rewrites(newer: Action, older: Action) -> bool:
    """Do both expect one signal, or write one? Two events may write it: each counts, and has its own number."""
    written = newer.writes.keys() & older.writes.keys() and not (newer.event and older.event)
    return bool(newer.expects.keys() & older.expects.keys() or written)


def always() -> bool:
    return True


def language_of(text: str) -> str:
    return "ko" if any("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" for letter in text) else "en"


def checked(heard: Heard) -> Heard:
    """The same, or not understood at all: nobody's word for it that a command is in the catalogue."""
    try:
        for command in (*heard.commands, *heard.candidates):
            check(command)
    except InvalidCommand as error:
        log.error("understood, but not in the catalogue: %s", error)
        return replace(heard, outcome="ambiguous", commands=(), candidates=())
    return heard


class Assistant:
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
        self.state = bridge.state
        self.understand = understand
        self.clock = clock
        self.today = today
        self.epoch = epoch
        self.temperature = temperature
        self.sessions: dict[str, Session] = {}  # by client, who spoke last comes last: nobody says yes to another's question
        self.client = LOCAL  # of this turn
        self.session = Session()  # of this turn's client
        self.delivery = Delivery(bridge, clock)
        self._one_turn = threading.Lock()
        self.lang, self.seat = "ko", "driver"  # of this turn
        self._spent: defaultdict[str, float] = defaultdict(float)  # ms by stage, of this turn

    def say(
        self, alternatives: Alternatives, lang: str = "", seat: str = "driver", client: Client = LOCAL, here: Callable[[], bool] = always
    ) -> Turn:
        """What was said, to its end, or until the client is no longer `here`: then nothing more is sent.

        Raises InvalidRequest for text that is none, NluUnavailable if nobody understands.
        """
        with self._one_turn:
            began = self._begin(lang or language_of(alternatives[0][0]), seat, client, here)
            with self._stage("understand"):
                heard = checked(self.understand(alternatives, lang, self.session.context(seat, began)))
            self.lang = lang or language_of(heard.text or alternatives[0][0])  # of the alternative that was understood
            return self._close(self._respond(heard), began, alternatives[0][0])

    def execute(
        self, commands: Sequence[Command], lang: str = "ko", seat: str = "driver", client: Client = LOCAL, here: Callable[[], bool] = always
    ) -> Turn:
        """Commands without language, as `say`. Raises InvalidCommand before anything is done if one is outside the catalogue."""
        for command in commands:
            check(command)
        with self._one_turn:
            began = self._begin(lang, seat, client, here)
            return self._close(self._respond(Heard("understood", tuple(commands), 1.0)), began, "")

    def _begin(self, lang: str, seat: str, client: Client, here: Callable[[], bool]) -> float:
        self.lang, self.seat = lang, seat
        self.client, self.session = client, self.sessions.pop(client.name, Session())
        self.sessions[client.name] = self.session
        if len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        self._spent.clear()
        self.delivery.begin(here)
        return self.clock()

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        began = self.clock()
        yield
        self._spent[name] += (self.clock() - began) * 1000

    def pick(self, pair: tuple[str, str]) -> str:
        return reply.pick(pair, self.lang)

    def _respond(self, heard: Heard) -> Turn:
        turn = Turn(uuid.uuid4().hex[:12], "", (), heard.outcome, by=heard.by, confidence=heard.confidence)
        if heard.outcome == "out_of_scope":
            return replace(turn, reply=self.pick(NOT_FOR_THE_CAR))
        if heard.outcome == "ambiguous":
            return replace(turn, reply=self._wonder(heard.candidates))
        results = self.perform(heard.commands)
        return replace(turn, results=tuple(results), reply=" ".join(result.reply for result in results if result.reply))

    def _wonder(self, candidates: Sequence[Command]) -> str:
        """Ask about the likeliest candidate, or to say it again."""
        for command in candidates[:1]:
            if noun := answers.named(check(command), command.zone or "", self.lang):
                self.session.pending = ()  # an older question is no longer meant
                self.session.ask(command, self.clock(), risky=False)
                return f"{noun} 말씀이세요?" if self.lang == "ko" else f"Did you mean {answers.definite(noun)}?"
        return self.pick(SAY_AGAIN)

    def _close(self, turn: Turn, began: float, text: str) -> Turn:
        """Remember the reply and write the one line that ties it all together."""
        self.session.reply = turn.reply
        self._spent["total"] = (self.clock() - began) * 1000
        head = {
            "time": round(began + self.epoch, 6), "id": turn.id, "text": text, "client": self.client.name, "lang": self.lang, "seat": self.seat,
            "outcome": turn.outcome, "by": turn.by, "confidence": turn.confidence, "reply": turn.reply, "ms": {stage: round(ms, 3) for stage, ms in self._spent.items()},
        }  # fmt: skip
        audit.write(head, turn.results, self.delivery.sent, self.epoch)
        return replace(turn, timings=dict(self._spent), began=began)

    def perform(self, commands: Sequence[Command], sure: bool = False) -> list[Result]:
        """Each command's outcome, in order. They are sent in order and confirmed together, unless one builds on another.

        `sure`: the driver has said yes to what asks first.
        """
        results: list[Result | Underway] = []
        undo: list[Action | None] = []
        if any(not command.function.startswith("dialog.") for command in commands):
            self.session.pending = ()  # who orders something else has not said yes
        for said in commands:
            command = dialog.pointed_at(self, said)
            if command.function.startswith("dialog."):
                results += dialog.answer(self, command)
                continue
            with self._stage("resolve and policy"):
                planned = plan(self, command, sure)
            if self._builds_on(planned, results):
                results = [self.finish(result) for result in results]
                with self._stage("resolve and policy"):
                    planned = plan(self, command, sure)
            result = self.send(planned) if isinstance(planned, Action) else planned
            results.append(result)
            undo += [result.undo] if isinstance(result, Underway) else []
        if own := tuple(command for command in commands if not command.function.startswith("dialog.")):
            self.session.last, self.session.last_at = own, self.clock()
        if undo:
            self.session.undo = tuple(action for action in undo if action)
        done = [self.finish(result) for result in results]
        for at, result in enumerate(done):
            if result.reason in BROUGHT_ABOUT and any(later.outcome is Outcome.CONFIRMED for later in done[at + 1 :]):
                planned = plan(self, result.command, sure)
                done[at] = self.finish(self.send(planned)) if isinstance(planned, Action) else planned
        return turn_end.settled(done, self.state, self.lang)

    def _builds_on(self, planned: Action | Result, results: Sequence[Result | Underway]) -> bool:
        """May an earlier command, not yet confirmed, change what was planned, or be undone by it before it is seen?"""
        earlier = [result.action for result in results if isinstance(result, Underway)]
        if isinstance(planned, Result):  # "it is so already" is said of a state that is about to change
            return bool(earlier) and planned.outcome in (Outcome.ALREADY, Outcome.REFUSED, Outcome.ANSWERED)
        by_keys = self.temperature is Temperature.STEPS
        mine = unacknowledged(planned, by_keys)
        return any(rewrites(planned, each) or unacknowledged(each, by_keys) & mine for each in earlier)

    def send(self, action: Action) -> Underway | Result:
        with self._stage("encode and send"):
            if self.temperature is Temperature.STEPS:
                return stepping.begin(self.delivery, action, self.lang)
            return self.delivery.send(action, self.lang)

    def finish(self, result: Result | Underway) -> Result:
        if isinstance(result, Result):
            return result
        with self._stage("confirm"):
            if isinstance(result, Pressing):
                row, op = result.action.row, result.action.command.op
                return stepping.finish(self.delivery, result, lambda: policy.refuse(row, op, self.state, self.clock()), self.lang)
            return self.delivery.confirm(result, self.lang)

    def refused(self, command: Command, refusal: Refusal) -> Result:
        return Result(command, Outcome.REFUSED, self.pick((refusal.ko, refusal.en)), refusal.reason)
