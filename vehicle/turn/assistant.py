"""From an utterance, or from commands, to what was done and what is said. Turns run side by side: see Floor."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

import languages
from contract.ids import new_id
from contract.values import Alternatives, Command, Context, Understand, Understanding
from languages.stopping import DANGER
from navigation.atlas import Atlas
from vehicle.delivery import stopping
from vehicle.delivery.delivery import Delivery
from vehicle.delivery.temperature_keys import Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.replies import reply as replies
from vehicle.replies.reply_context import ReplyContext
from vehicle.results.result import Result
from vehicle.turn import asking, audit, destination, stop_words, visited
from vehicle.turn.completion import complete
from vehicle.turn.context import CommandRequest, TurnContext, request_for, requests_for
from vehicle.turn.events import Finished, Replied, Understood
from vehicle.turn.listeners import Listeners
from vehicle.turn.performer import Performer
from vehicle.turn.requester import IN_PROCESS, ClientGone, Requester, Turn, always
from vehicle.turn.route_guidance import RouteGuidance
from vehicle.turn.schedule import Schedule
from vehicle.turn.sessions import Sessions
from vehicle.turn.stop_words import STOP
from vehicle.turn.talk import Talk


class Assistant:
    """The turns of one gateway."""

    def __init__(
        self,
        bridge: Bridge,
        understand: Understand,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], datetime] = datetime.now,
        epoch: float = 0.0,
        temperature: Temperature = Temperature.ABSOLUTE,
        atlas: Atlas | None = None,
        schedule: Schedule | None = None,
        talk: Talk | None = None,
        guidance: RouteGuidance | None = None,
    ) -> None:
        """`clock` is the one of the bridge, in seconds; `today` the wall clock for questions about the time.

        `epoch` is when `clock` was 0, in seconds since 1970, for the audit. `temperature` is how it is set: by our own
        absolute command or by the head unit's keys. `atlas` is what places are looked for in; without it the project's
        table. `schedule` is what is to be done later; without it one that ends with this process. `talk` says who
        speaks; `guidance` is that by road, of the same talk.
        """
        self.car, self.state = bridge.car, bridge.state
        self.situation = Situation(bridge.state, bridge.car.signals)
        self.understand = understand
        self.clock, self.today, self.epoch = clock, today, epoch
        self.temperature, self.atlas = temperature, atlas
        self.schedule = schedule or Schedule(bridge.car.name)
        self.talk, self.guidance = talk or Talk(clock), guidance
        self.scheduled = Listeners[Turn]()  # told each turn that the schedule has begun, by the thread of the schedule
        self.sessions = Sessions()
        self.delivery = Delivery(bridge, clock)

    def say(
        self, alternatives: Alternatives, lang: str = "", requester: Requester = IN_PROCESS, doubtful: bool = False
    ) -> Turn:
        """Understand an utterance and do what it says. Once the client is no longer connected nothing more is sent.

        `lang` is the code of its language, "" for that of its letters. Raises InvalidRequest for a text that the NLU
        does not take, NluUnavailable if no NLU answers, ClientGone.

        Where it is nothing but "stop", what moves halts before anything else is done. Any other utterance that is
        `doubtful`, one that may not have been said at all, is asked about; an answer has to be said again.
        """
        lang_heard = lang or languages.language_of(alternatives[0][0])
        if how := stop_words.spoken(alternatives, self.delivery):
            return self.stop(lang_heard, requester, danger=how == DANGER, text=alternatives[0][0])
        with self._turn(lang_heard, requester) as (turn, actions):
            before = turn.session.context(self.clock())
            context = replace(before, utterance_id=turn.id, now=self.today(), seat=requester.seat)
            with self.delivery.floor.released():
                understanding = self.understand(alternatives, lang, context)
            slot = turn.session.slot
            understanding, requests = requests_for(complete(alternatives[0][0], understanding, turn), self.car)
            turn.names = destination.names(alternatives)
            turn.add("understand", self.clock() - actions.began)
            turn.lang = lang or languages.language_of(understanding.text or alternatives[0][0], turn.session.lang)
            turn.session.lang = turn.lang
            self._speak(turn.lang)
            doubtful = doubtful and STOP not in understanding.commands
            several = doubtful and len(understanding.commands) > 1  # in one breath: all are asked about
            if doubtful:
                understanding = asking.in_doubt(understanding)
            turn.report(lambda: Understood(understanding))
            in_words = ReplyContext(turn.lang, self.car, self.situation)
            if doubtful and not asking.can_be_asked(understanding):
                turn.session.stay_open(slot, self.clock())
                done = Turn(turn.id, replies.say_again(in_words), understanding)
            elif several:
                asked = asking.ask_all(requests, turn, actions.holds)
                question = replies.together([replies.sentence(each, in_words) for each in asked], in_words)
                done = Turn(turn.id, question, understanding)
            else:
                done = self._respond(understanding, requests, turn, actions)
            return self._close(done, turn, actions, alternatives[0][0])

    def expected(self, client: str, lang: str) -> tuple[Context, tuple[str, ...]]:
        """For who listens to a client: what it may refer to now, and the names on its open list."""
        session = self.sessions.seen(client)
        names = tuple(name for place in session.places for name in (getattr(place, lang), *place.aliases))
        return session.context(self.clock()), names

    def not_heard(self, why: str, lang: str) -> str:
        """What is said to audio without words."""
        return replies.not_heard(why, ReplyContext(lang, self.car, self.situation))

    def stops(self, text: str) -> bool:
        """Do these words, perhaps the first of more, halt something that moves?"""
        return bool(stopping.what_moves(self.delivery) and stop_words.spoken([(text, 1.0)], self.delivery))

    def execute(self, commands: Sequence[Command], lang: str = "", requester: Requester = IN_PROCESS) -> Turn:
        """Commands without language, as `say`; `lang` is that of the reply.

        Raises InvalidCommand before anything is done if one is outside the catalogue; ClientGone.
        """
        requests = [request_for(command, self.car) for command in commands]
        self._speak(lang)
        with self._turn(lang or languages.DEFAULT, requester) as (turn, actions):
            understanding = Understanding("understood", tuple(commands), 1.0)
            return self._close(self._respond(understanding, requests, turn, actions), turn, actions, "")

    def stop(self, lang: str, requester: Requester = IN_PROCESS, danger: bool = False, text: str = "") -> Turn:
        """Halt what moves; where nothing does, end a call that is dialled, pause what plays, or drop what was asked.

        With `danger`, somebody may be caught: what closes opens again. `text` is what was said, if anything was: where
        it names what does not move, nothing else is ended. Any client that may do anything may say it.
        """
        actions = TurnDelivery(self.delivery, always)  # a stop counts though its client has left
        request = request_for(STOP, self.car)
        try:
            halts = () if requester.client.refuse(request.function, STOP.op) else self._halt(actions, danger)
            if not halts:
                request = replace(request_for(stop_words.without_movement(text), self.car), open_only=True)
            with self.delivery.floor.held():
                turn = self._begin(lang, requester, actions.began)
                understanding = Understanding("understood", (request.command,), 1.0, by="embedded", text=text)
                turn.report(lambda: Understood(understanding))
                return self._close(self._respond(understanding, [request], turn, actions, halts), turn, actions, text)
        finally:
            actions.close()

    def _halt(self, actions: TurnDelivery, danger: bool) -> tuple[stopping.Halt, ...]:
        return stopping.halt(self.delivery, actions, self.car.functions[STOP.function], danger)

    def tell(self, result: Result, lang: str, requester: Requester) -> Turn:
        """A turn that does nothing but say what a command has come to."""
        with self._turn(lang, requester) as (turn, actions):
            sentence = replies.sentence(result, ReplyContext(turn.lang, self.car, self.situation))
            understanding = Understanding("understood", (result.command,), 1.0)
            return self._close(Turn(turn.id, sentence, understanding, (result,), (sentence,)), turn, actions, "")

    @contextmanager
    def _turn(self, lang: str, requester: Requester) -> Iterator[tuple[TurnContext, TurnDelivery]]:
        """A turn, with the floor. One whose client has left before it begins is not begun."""
        self.delivery.catch_up()
        with self.talk.turn(), self.delivery.floor.held():
            if not requester.connected():
                raise ClientGone("the client had left before its turn began; nothing was done")
            actions = TurnDelivery(self.delivery, requester.connected, requester.made, requester.due)
            try:
                yield self._begin(lang, requester, actions.began), actions
            finally:
                actions.close()

    def _begin(self, lang: str, requester: Requester, began: float) -> TurnContext:
        session = self.sessions.of(requester.client.name)
        return TurnContext(
            requester.id or new_id(),
            self.car,
            self.situation,
            session if requester.made is None else session.aside(),
            requester.client,
            requester.seat,
            lang,
            self.clock,
            self.today,
            requester.on_event,
            visited.with_history(self.atlas, self.guidance),
            self.schedule,
            self.epoch,
            began,
            requester.heard_by,
            guidance=self.guidance,
        )

    def _speak(self, lang: str) -> None:
        """Guidance is in the language that was spoken last; "" for none."""
        if self.guidance is not None and lang:
            self.guidance.language = lang

    def _respond(
        self,
        understanding: Understanding,
        requests: Sequence[CommandRequest],
        turn: TurnContext,
        actions: TurnDelivery,
        halts: tuple[stopping.Halt, ...] | None = None,
    ) -> Turn:
        """Do what was understood, or ask. `halts` is what was halted before, None: nothing was looked for yet."""
        context = ReplyContext(turn.lang, self.car, self.situation)
        if understanding.outcome == "out_of_scope":
            return Turn(turn.id, replies.out_of_scope(understanding.reason, context), understanding)
        if understanding.outcome == "unsupported":
            return Turn(turn.id, replies.unsupported(understanding.reason, context), understanding)
        if understanding.outcome == "ambiguous":
            asked = asking.ask_which(requests, turn, actions.holds)
            question = replies.sentence(asked, context) if asked else replies.say_again(context)
            return Turn(turn.id, question, understanding)
        sentence = partial(replies.sentence, context=context)
        if halts is None:
            halts = self._halt(actions, danger=False) if any(each.command == STOP for each in requests) else ()
        stopped = stopping.results(halts, actions.confirm)
        if stopped:
            turn.session.let_go()  # a yes after a stop opens nothing
        for index, result in enumerate(stopped):
            turn.report(partial(Finished, index, result, sentence(result)))
        requests = [each for each in requests if not (stopped and each.command == STOP)]
        performer = Performer(turn, actions, self.temperature, sentence, first=len(stopped))
        results = stopped + performer.perform(requests)
        sentences = tuple(map(sentence, results))
        return Turn(turn.id, replies.together(sentences, context), understanding, tuple(results), sentences)

    def _close(self, done: Turn, turn: TurnContext, actions: TurnDelivery, text: str) -> Turn:
        """Remember the reply and write the audit line."""
        turn.session.reply = done.reply
        self.talk.words(done.reply, turn.lang)
        turn.spent["total"] = (self.clock() - actions.began) * 1000
        done = replace(done, timings=dict(turn.spent), began=actions.began)
        audit.write(done, turn, text, lambda: actions.sent)
        turn.report(lambda: Replied(done.reply))
        return done
