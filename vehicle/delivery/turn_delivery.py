"""Sends the actions of a turn, repeats frames that were not answered, waits for the status frames that confirm them."""

import logging
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.can.trace import FrameTrace
from vehicle.delivery import ending
from vehicle.delivery.delivery import Delivery, ends_for
from vehicle.delivery.feedback import Received
from vehicle.delivery.manual_override import controls
from vehicle.delivery.underway import NO_ZONES, REPEAT, Underway
from vehicle.delivery.undo import opposite
from vehicle.gateway.bridge import BusError, Sent
from vehicle.gateway.send_queue import PATIENCE
from vehicle.resolving import policy
from vehicle.results.action import Action
from vehicle.results.result import Result

log = logging.getLogger(__name__)

TEXT_KINDS = {  # kind of the function's value -> kind of text on the text link
    "text": Kind.MEDIA_TITLE,
    "contact": Kind.CONTACT,
    "message": Kind.MESSAGE_TO_SEND,
}
PLANNED = 0.02  # s for which the answer of policy holds; an action sent later is checked again; our choice


class TurnDelivery:
    """The actions of one turn. Used by the thread of the turn, while it works; `close` ends it."""

    def __init__(
        self, delivery: Delivery, connected: Callable[[], bool], made: float | None = None, due: float = math.inf
    ) -> None:
        """`connected` says whether the client still waits; once it does not, nothing more is sent. Where the turn was
        ordered before, `made` is when (s) and `due` for when: a stop said since is one said after it began."""
        self.all, self.connected, self.made = delivery, connected, made
        self.bridge, self.car, self.clock = delivery.bridge, delivery.car, delivery.clock
        self.state, self.feedback = delivery.state, delivery.feedback
        self.began, self.due = self.clock(), due
        self.received = Received()
        self._sent: list[Sent] = []
        self._event = threading.Event()
        self.feedback.begin(self.received)

    def close(self) -> None:
        """The turn is over."""
        self.feedback.end(self.received)
        self.state.let_sleep(self._event)

    @property
    def sent(self) -> list[FrameTrace]:
        """Every frame sent in this turn, texts too, in the order of time."""
        return sorted((frame for sent in self._sent for frame in (*sent.texts, *sent.frames)), key=lambda each: each.at)

    def holds(self, action: Action) -> bool:
        """Does the car report all that the action expects, with nothing on its way that may change it?"""
        return self.feedback.holds(action)

    def send(self, action: Action, urgent: bool = False) -> Underway | Result:
        """Send an action, or the result if nothing of it may be sent. What is `urgent` overtakes what waits: a stop.

        Waits first until the ECU has answered what was sent in the same messages: it takes only newer sequence numbers,
        so a lost frame could be repeated under a new one only, and would act after this action, perhaps against it.
        """
        planned, given_up = self.clock(), NO_ZONES
        if not urgent:
            self._wait_for_answers(action)
            action, given_up, why = self.all.still_wanted(action, self.began)
            if why := why or self.all.gives_way(action, self.made, self.received):
                return ending.early(action, why)
        undo = opposite(action, self.car, self.state)
        awaited = frozenset(path for path in action.expects if not self.feedback.surely_shows(action, path))
        if action.brings is not None:
            self.state.texts.pop(action.brings, None)
        self._listen(action)  # the answer may be received before `send` returns
        text = None
        if action.text is not None and action.row.value:
            text = TEXT_KINDS[action.row.value.kind], action.text
        shown = {
            wire.status: value for wire in controls(action) if (value := self.state.value(wire.status)) is not None
        }
        sent = Sent(self.clock(), waiting=True, notify=self._event.set)
        underway = Underway(
            *(action, sent, undo, awaited, self.began, planned),
            ordered=self.began if self.made is None else self.made,
            last_shown=shown,
            given_up=given_up,
            wake=self._event.set,
        )
        self._sent.append(sent)
        self.received.open = (*self.received.open, underway)  # before it is sent: a stop must know of it
        try:
            with self.all.text_on_its_way() if text else nullcontext():
                unwanted = lambda: self.unwanted(underway)  # noqa: E731
                self.bridge.send(action.writes, text, action.event, unwanted, sent, urgent)
                if not sent.dropped:  # nobody gives way to what is not sent
                    self._take_place(underway, urgent)
        except (BusError, FrameError) as error:
            log.error("%s %s not sent: %s", action.row.name, action.command.op, error)
            self._let_go(underway)
            reason, frames = error.reason if isinstance(error, BusError) else "not_sent", tuple(sent.frames)
            return ending.failed(action, reason, frames, sent=bool(frames))  # perhaps after the first of its frames
        return underway

    def _take_place(self, underway: Underway, urgent: bool) -> None:
        """Older turns give way to an action that was sent; to a stop, all turns. Needs no floor."""
        began, why = (math.inf, "stop") if urgent else (self.began, "superseded")
        self.all.supersede(underway.action, self.received, began, why)
        underway.repeat_at = self.clock() + REPEAT
        self.all.commanded(underway.action, underway, self.began)

    def _let_go(self, underway: Underway) -> None:
        """It is not waited for any more."""
        self.received.open = tuple(each for each in self.received.open if each is not underway)

    def take_over(self, sent: Underway, instead: Underway) -> None:
        """An action that was sent goes on as another one."""
        self.received.open = tuple(instead if each is sent else each for each in self.received.open)

    def overtaken(self, action: Action) -> str:
        """See Delivery.overtaken."""
        return self.all.overtaken(action, min(self.began, self.due), self.made)

    def _listen(self, action: Action) -> None:
        """Keep the frames that may confirm or acknowledge this action, and wake up at them."""
        messages = self.feedback.messages(action) - self.received.awaited
        if messages:
            self.received.awaited |= messages
            self.state.wake(self._event, messages)

    def press(self, writes: Mapping[str, Any]) -> Sent:
        """Send one press of a key. Raises BusError, FrameError."""
        sent = Sent(self.clock(), notify=self._event.set)
        self._sent.append(sent)
        return self.bridge.send(writes, sent=sent)

    def _wait_for_answers(self, newer: Action) -> None:
        """Until no open action waits for an answer in the messages of the newer one, except those that it supersedes.

        One that is given up is not repeated behind the newer one: its number is an old one then. Other turns are waited
        for no longer than one would repeat, all of them together, also if nothing is received meanwhile.
        """
        messages = {path.partition(".")[0] for path in newer.writes}

        def answered(older: Underway) -> bool:
            sent, acknowledged = older.sent, self.car.codec.block.acknowledgements.keys()
            numbered = sent.writes.keys() & messages & acknowledged
            answers = (self.feedback.answer(sent, name) for name in numbered)
            return not numbered or (not sent.waiting and None not in answers)

        def given_up_at(older: Underway) -> float:
            return math.inf if older in self.received.open else min(latest, older.sent.at + PATIENCE)

        def over(older: Underway) -> bool:
            return answered(older) or self._has_ended(older) or self.clock() >= given_up_at(older)

        def waits(older: Underway) -> bool:
            given_up = older.sent.dropped or older in done
            return not (given_up or ends_for(older, newer, older in self.received.open) or answered(older))

        done: list[Underway] = []
        latest = self.clock() + PATIENCE
        while older := next(filter(waits, self.feedback.underway()), None):  # another turn may have sent meanwhile
            self._listen(older.action)
            self._wait([older], over, given_up_at(older))
            done.append(older)

    def unwanted(self, underway: Underway) -> str:
        """Why an action may no longer be sent, "" if it may: its client has left, a newer turn or the word stop has
        ended it, policy refuses it by now, or the driver has used the control by hand meanwhile."""
        now, action = self.clock(), underway.action
        if not self.connected():
            return "client_gone"
        if why := underway.ended_by or self.overtaken(action):
            return why
        if now - underway.planned > PLANNED:
            underway.refusal = policy.refuse_action(action, self.all.situation, now)
        if underway.refusal:
            return underway.refusal.reason
        return "manual_override" if self.feedback.overridden(underway, now, at_once=True) else ""

    def confirm(self, underway: Underway) -> Result:
        """Wait until an action is confirmed, or until its deadline, and give its result."""
        self.wait_for_any([underway])
        return self.conclude(underway)

    def wait_for_any(self, waiting: Sequence[Underway]) -> Underway:
        """Wait until one of these is confirmed, rejected, dropped or past its deadline, and return that one.

        Meanwhile every action of the turn that was not answered is repeated.
        """
        return self._wait(waiting, self._has_ended)

    def wait_until(self, condition: Callable[[], bool], until: float) -> None:
        """Wait for a condition about the messages of this turn's actions, or until a time in s."""
        with self.all.floor.released():
            self.state.wait(condition, until, self.clock, self._event)

    def _wait(self, waiting: Sequence[Underway], over: Callable[[Underway], bool], by: float = math.inf) -> Underway:
        """Wait until one of these is over. At `by` (s) `over` is asked again though nothing was received."""
        while True:
            if ended := next((each for each in waiting if over(each)), None):
                return ended
            repeats = (each.repeat_at for each in self.received.open)
            until = min([by, *map(self._deadline, waiting), *repeats])
            self.wait_until(lambda: any(over(each) for each in waiting), until)
            for each in self.received.open:
                if each.repeat_at <= self.clock():
                    self._repeat(each)

    def _deadline(self, underway: Underway) -> float:
        sent = underway.sent
        return sent.at + (PATIENCE if sent.waiting else self.all.patience(underway.action))

    def _has_ended(self, underway: Underway) -> bool:
        sent, feedback = underway.sent, self.feedback
        if sent.dropped or underway.ended_by or self.clock() >= self._deadline(underway):
            return True
        if sent.waiting:
            return False
        broken_off = feedback.rejected(sent) is not None or feedback.overridden(underway, self.clock())
        return feedback.done(underway) or (broken_off and not feedback.moves_on(underway))

    def conclude(self, underway: Underway) -> Result:
        """The result of an action that has ended. From now on it is neither sent nor repeated."""
        self.bridge.cancel(underway.sent, "expired")
        self._let_go(underway)
        return ending.result(underway, self.received, self.feedback, self.clock())

    def _repeat(self, underway: Underway) -> None:
        """Send the frames of an action again that were not answered: next after twice the time, not after PATIENCE. One
        without a sequence number, which the ECU cannot tell from a new command, only if it does no harm to act twice.
        """
        action, sent, now = underway.action, underway.sent, self.clock()
        underway.repeat_pause *= 2
        underway.repeat_at = now + underway.repeat_pause
        if now > sent.at + PATIENCE or sent.dropped or self.feedback.was_done(underway) or self.unwanted(underway):
            underway.repeat_at = math.inf
        if underway.repeat_at == math.inf:
            return
        for message in sent.writes:
            if action.event if message not in sent.sequences else self.feedback.answer(sent, message) is not None:
                continue
            try:
                self.bridge.repeat(sent, message)
            except (BusError, FrameError) as error:
                log.warning("%s not repeated: %s", message, error)
