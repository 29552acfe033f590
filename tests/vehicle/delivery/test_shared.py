"""What the turns of a gateway share: who has commanded a signal last, and how long a command is waited for."""

import math
from contextlib import contextmanager
from dataclasses import replace

import pytest
from g70 import GATEWAY_ID, dbc
from rig import Rig

from contract.values import Command
from vehicle.delivery import ending
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.delivery.underway import Underway
from vehicle.results.result import Outcome

ON, OFF = Command("hazard", "on"), Command("hazard", "off")


@pytest.fixture
def rig():
    return Rig()


@pytest.fixture
def shared(rig):
    return rig.assistant.delivery


def test_a_slow_status_is_waited_for_one_cycle_and_a_quarter(rig, shared):
    """Some frames come once in seconds; jitter must not make a timeout of it."""
    action = rig.plan(ON)
    slow = next(name for name in dbc.messages if dbc.cycle(name) >= 1.0)
    waits = replace(action, expects={f"{slow}.{dbc.messages[slow].message.signals[0].name}": (0,)})
    assert shared.patience(waits) == 1.25 * dbc.cycle(slow)
    assert shared.patience(action) == action.row.deadline == 1.0


def test_a_signal_belongs_to_the_newest_turn_that_wants_it_otherwise(rig, shared):
    on, off = rig.plan(ON), replace(rig.plan(ON), writes=dict.fromkeys(rig.plan(ON).writes, "off"))
    assert shared.overtaken(on, 5.0) == ""
    shared.claim(on, 10.0)
    assert shared.overtaken(off, 5.0) == "superseded"
    assert shared.overtaken(on, 5.0) == "", "it wants the same"
    assert shared.overtaken(off, 10.0) == shared.overtaken(off, 11.0) == ""


def test_an_older_turn_does_not_take_a_signal_from_a_newer_one(rig, shared):
    on, off = rig.plan(ON), replace(rig.plan(ON), writes=dict.fromkeys(rig.plan(ON).writes, "off"))
    shared.claim(on, 10.0)
    shared.claim(off, 5.0)
    assert shared.overtaken(off, 6.0) == "superseded"


def test_one_signal_of_an_action_is_enough_to_overtake_it(rig, shared):
    both = rig.plan(Command("window", "open", "front"))
    assert len(both.writes) == 2
    shared.claim(rig.plan(Command("window", "set", "passenger", 30.0)), 10.0)
    assert shared.overtaken(both, 5.0) == "superseded"


def test_an_event_is_never_overtaken(rig, shared):
    event = rig.plan(Command("media.next", "do"))
    assert event.event
    shared.claim(replace(event, writes=dict.fromkeys(event.writes, "previous")), 10.0)
    assert shared.overtaken(event, 5.0) == ""


def test_two_events_of_two_turns_count_both(rig, shared):
    rig.slow = True
    first, second = rig.delivery, TurnDelivery(shared, lambda: True)
    sent = first.send(rig.plan(Command("media.next", "do")))
    other = second.send(rig.plan(Command("media.next", "do")))
    assert (sent.ended_by, other.ended_by) == ("", "")
    assert [first.confirm(sent).outcome, second.confirm(other).outcome] == [Outcome.CONFIRMED] * 2


def test_what_is_confirmed_by_the_same_status_is_not_sent_again_beside_a_newer_command(rig):
    """The signals that they write are different ones."""
    rig.to_car = lambda frame: None
    older = rig.delivery.send(rig.plan(ON))
    newer = rig.delivery.send(replace(rig.plan(Command("climate.ac", "on")), expects=older.action.expects))
    assert (older.repeat_at, newer.repeat_at < math.inf) == (math.inf, True)
    assert older.ended_by == "", "it is of the same turn"


def test_an_event_gives_way_to_a_newer_command_that_is_none(rig, shared):
    rig.to_car = lambda frame: None
    event = rig.plan(Command("media.next", "do"))
    sent = rig.delivery.send(event)
    writes = dict.fromkeys(event.writes, "pause")
    TurnDelivery(shared, lambda: True).send(replace(event, writes=writes, event=False))
    assert sent.ended_by == "superseded"


def test_the_first_reason_to_end_is_kept_and_who_waits_is_woken(rig, shared):
    rig.to_car = lambda frame: None
    underway, woken = rig.delivery.send(rig.plan(ON)), []
    underway.wake = lambda: woken.append(True)
    shared.end(underway, "stop")
    assert (underway.ended_by, woken) == ("stop", [True])
    shared.end(underway, "superseded")
    assert underway.ended_by == "stop"


def test_what_waits_in_the_queue_is_dropped_when_it_ends(rig, shared):
    while not rig.bridge.send({"TMU_GW_E_01.C_ReqHazard": "off"}, event=True).waiting:
        pass
    underway = rig.delivery.send(rig.plan(ON))
    assert underway.sent.waiting
    shared.end(underway, "superseded")
    assert (underway.sent.waiting, underway.sent.dropped) == (False, "superseded")


def test_a_text_is_sent_while_others_work(rig, shared):
    given = []

    class Watched(type(shared.floor)):
        def released(self):
            given.append(True)
            return super().released()

    shared.floor = Watched()
    rig.delivery.send(rig.plan(ON))
    assert not given
    rig.delivery.send(rig.plan(Command("phone.call", "do", None, "엄마")))
    assert given == [True]


def test_every_frame_of_a_turn_is_listed_texts_too(rig):
    rig.delivery.send(rig.plan(Command("phone.call", "do", None, "엄마")))
    rig.delivery.send(rig.plan(ON))
    assert [bytes(each.data) for each in rig.sent] == [each.data for each in rig.delivery.sent]
    assert len(rig.delivery.sent) >= 4


def test_what_cannot_be_sent_is_over_at_once(rig):
    rig.silence(2.0)
    result = rig.delivery.send(rig.plan(ON))
    assert (result.outcome, result.reason) == (Outcome.FAILED, "bus_silent")
    assert not list(rig.assistant.delivery.feedback.underway())


@pytest.mark.parametrize(("theirs", "shortest", "longest"), [(True, 0.95, 1.2), (False, 5.0, 20.0)])
def test_another_turns_unanswered_command_is_waited_for_no_longer_than_it_is_repeated(
    rig, shared, theirs, shortest, longest
):
    """Both windows are commanded in one message, and the ECU does not answer. A turn waits for its own command as long
    as for its confirmation."""
    rig.to_car = lambda frame: None
    older = TurnDelivery(shared, lambda: True) if theirs else rig.delivery
    older.send(rig.plan(Command("window", "open", "driver")))
    began = rig.clock()
    rig.delivery.send(rig.plan(Command("window", "open", "passenger")))
    assert shortest < rig.clock() - began < longest


def test_another_turns_command_that_is_nearly_given_up_is_waited_for_that_long(rig, shared):
    rig.to_car = lambda frame: None
    TurnDelivery(shared, lambda: True).send(rig.plan(Command("window", "open", "driver")))
    rig.live(0.6)
    began = rig.clock()
    rig.delivery.send(rig.plan(Command("window", "open", "passenger")))
    assert 0.35 < rig.clock() - began < 0.6


def answers(rig, message, after):
    """The first frames of a status are lost, for a time in s."""
    heard, until = dbc.messages[message].message.frame_id, rig.clock() + after
    rig.to_gateway = lambda frame: None if frame.arbitration_id == heard and rig.clock() < until else frame


@pytest.mark.parametrize("theirs", [True, False])
def test_the_answer_is_waited_for_and_not_the_end_of_the_movement(rig, shared, theirs):
    older = TurnDelivery(shared, lambda: True) if theirs else rig.delivery
    answers(rig, "VA_WINDOW_STS", 0.2)
    moving = older.send(rig.plan(Command("window", "open", "driver")))
    began = rig.clock()
    rig.delivery.send(rig.plan(Command("window", "open", "passenger")))
    assert 0.2 < rig.clock() - began < 0.5
    assert moving.ended_by == ""
    assert not shared.feedback.done(moving)


def test_what_is_answered_in_one_message_is_still_repeated_in_the_other(rig):
    """An action of two ECUs; a newer command is for the one that has answered, and the frame to the other is lost."""
    window, seat = rig.plan(Command("window", "open", "driver")), rig.plan(Command("seat.heat", "set", "driver", 2))
    lost = dbc.messages["VA_SEAT_CMD"].message.frame_id
    rig.to_car = lambda frame: None if frame.arbitration_id == lost else frame
    answers(rig, "VA_WINDOW_STS", 0.05)
    rig.delivery.send(replace(window, writes=window.writes | seat.writes, expects=window.expects | seat.expects))
    rig.delivery.send(rig.plan(Command("window", "open", "passenger")))
    before = rig.commands.count("VA_SEAT_CMD")
    rig.delivery.wait_until(lambda: False, rig.clock() + 0.5)
    rig.delivery.wait_for_any(rig.delivery.received.open)
    assert rig.commands.count("VA_SEAT_CMD") > before


@pytest.mark.parametrize(("why", "outcome"), [("superseded", Outcome.SUPERSEDED), ("stop", Outcome.STOPPED)])
def test_what_was_dropped_for_a_newer_wish_says_so_also_if_it_had_not_begun(rig, shared, why, outcome):
    underway = sent_alone(rig, rig.plan(ON))
    underway.sent.dropped = why
    result = ending.result(underway, rig.delivery.received, shared.feedback, rig.clock())
    assert (result.outcome, result.reason) == (outcome, why)
    rig.live(2.0)
    assert shared.feedback.done(underway)
    result = ending.result(underway, rig.delivery.received, shared.feedback, rig.clock())
    assert result.outcome is outcome, "what it wanted is shown, but not by its frame"


def test_what_ended_early_keeps_its_action_if_a_frame_of_it_was_sent(rig, shared):
    underway = rig.delivery.send(rig.plan(Command("window", "open", "driver")))
    shared.end(underway, "superseded")
    result = ending.result(underway, rig.delivery.received, shared.feedback, rig.clock())
    assert (result.outcome, result.action) == (Outcome.SUPERSEDED, underway.action)
    assert ending.early(underway.action, "superseded").action is None


@pytest.mark.parametrize(
    ("why", "outcome", "frames"), [("superseded", Outcome.SUPERSEDED, ["CGW1"]), ("expired", Outcome.FAILED, [])]
)
def test_what_never_left_the_queue_has_no_action_though_its_status_was_heard(rig, shared, why, outcome, frames):
    waiting = 0
    while waiting < 6:
        waiting += rig.bridge.send({"TMU_GW_E_01.C_ReqHorn": "off"}, event=True).waiting
    underway = rig.delivery.send(rig.plan(ON))
    rig.hear(rig.sim.signals.frame("CGW1"))
    assert underway.sent.waiting
    rig.bridge.cancel(underway.sent, why)
    result = rig.delivery.conclude(underway)
    assert (result.outcome, result.action, [frame.message for frame in result.frames]) == (outcome, None, frames)


@pytest.mark.parametrize("why", ["superseded", "stop"])
def test_what_was_done_before_it_was_ended_is_done(rig, shared, why):
    underway = rig.delivery.send(rig.plan(ON))
    assert shared.feedback.done(underway)
    shared.end(underway, why)
    assert rig.delivery.conclude(underway).outcome is Outcome.CONFIRMED


def test_two_events_of_two_turns_with_different_values_count_both(rig, shared):
    rig.to_car = lambda frame: None
    event = rig.plan(Command("media.next", "do"))
    sent = rig.delivery.send(event)
    TurnDelivery(shared, lambda: True).send(replace(event, writes=dict.fromkeys(event.writes, "previous")))
    assert sent.ended_by == ""


@pytest.mark.parametrize("others", [1, 3])
def test_it_is_waited_for_as_long_though_nothing_is_received_and_though_there_are_several(rig, shared, others):
    """The ECU is dead: no frame wakes who waits. Each of the other turns has a window of its own."""
    rig.to_car = lambda frame: None
    zones = ["driver", "passenger", "rear_left", "rear_right"]
    actions = [rig.plan(Command("window", "open", zone)) for zone in zones]
    for action in actions[:others]:
        shared.feedback.begin(turn := TurnDelivery(shared, lambda: True).received)
        turn.open = (sent_alone(rig, action),)

    def wait(condition, deadline, clock, event=None):
        rig.clock.now = max(rig.clock.now, deadline)
        return condition()

    rig.state.wait = wait
    began = rig.clock()
    rig.delivery.send(actions[-1])
    assert 0.9 < rig.clock() - began < 1.1


def test_who_waits_for_another_turns_answer_is_woken_by_it(rig, shared):
    """As in life, where a waiting turn looks again only when the event is set that it sleeps on."""
    live = rig.state._live

    def wait(condition, deadline, clock, event):
        while not condition() and clock() < deadline:
            while not event.is_set() and clock() < deadline:
                live(0.05)
            event.clear()
        return condition()

    answers(rig, "VA_WINDOW_STS", 0.2)
    TurnDelivery(shared, lambda: True).send(rig.plan(Command("window", "open", "driver")))
    rig.state.wait = wait
    began = rig.clock()
    rig.delivery.send(rig.plan(Command("window", "open", "passenger")))
    assert 0.2 < rig.clock() - began < 0.5


def sent_alone(rig, action):
    """An action of a turn that has waited for nobody."""
    sent = rig.bridge.send(action.writes)
    return Underway(action, sent, None, frozenset(action.expects), rig.clock(), rig.clock())


def test_policy_is_asked_again_of_what_had_to_wait_for_an_answer(rig, shared):
    """The mirrors are folded while parked only; while their command waits for another turn's answer, the car drives."""
    rig.to_car = lambda frame: None
    TurnDelivery(shared, lambda: True).send(rig.plan(Command("drive_mode", "set", None, "sport")))
    fold = rig.plan(Command("mirror", "fold"))
    waits, live = [], rig.state._live

    def lives(seconds):
        if not waits:
            waits.append(True)
            rig.sim.drive(60, "D")
        live(seconds)

    rig.state._live = lives
    sent = rig.delivery.send(fold)
    assert rig.delivery.confirm(sent).reason == "parked"
    assert rig.commands.count("VA_BODY_CMD") == 1


def test_what_was_dropped_is_superseded_though_the_car_shows_it(rig, shared):
    """Somebody has pressed the switch while the command was queued."""
    while not rig.bridge.send({"TMU_GW_E_01.C_ReqHazard": "off"}, event=True).waiting:
        pass
    underway = rig.delivery.send(rig.plan(ON))
    path = next(iter(underway.action.expects))
    message, _, name = path.partition(".")
    now = {each: rig.state.value(f"{message}.{each}") for each in rig.state._frames[message][0]}
    rig.state.update(message, now | {name: "on"}, rig.clock())
    shared.end(underway, "superseded")
    assert rig.delivery.conclude(underway).outcome is Outcome.SUPERSEDED


def test_who_gives_way_to_a_text_is_told_before_the_next_turn_works(rig, shared):
    """A newer song is on the bus, and its turn waits for the floor: an older pause is not sent any more."""
    pause = rig.plan(Command("media.pause", "do"))
    older, newer = TurnDelivery(shared, lambda: True), TurnDelivery(shared, lambda: True)
    found = []

    class Watched(type(shared.floor)):
        @contextmanager
        def released(self):
            yield
            found.append(shared.overtaken(pause, older.began))

    shared.floor = Watched()
    newer.send(rig.plan(Command("media.play", "play", None, "라일락")))
    assert found == ["superseded"]


def test_after_a_stop_an_older_turn_plays_and_dials_nothing(rig, shared):
    """The words of the song were still on their way when somebody said stop."""
    began = rig.clock()
    shared.stop(rig.clock())
    for command in (Command("media.play", "play", None, "라일락"), Command("phone.call", "do", None, "엄마")):
        assert shared.overtaken(rig.plan(command), began) == "stop"
        assert shared.overtaken(rig.plan(command), rig.clock()) == ""
    assert shared.overtaken(rig.plan(ON), began) == "", "lamps are not stopped"


@pytest.mark.parametrize(
    ("command", "ended", "others"),
    [
        (Command("media.play", "play", None, "라일락"), (Outcome.SUPERSEDED, "superseded"), ["VA_MEDIA_CMD"]),
        (Command("phone.call", "do", None, "엄마"), (Outcome.STOPPED, "stop"), []),
    ],
    ids=["a pause", "a stop"],
)
def test_what_is_not_wanted_any_more_when_its_words_are_out_is_not_done(rig, shared, command, ended, others):
    """A newer turn pauses what plays, or somebody says stop, while the head unit still takes the words."""
    pause, left = rig.plan(Command("media.pause", "do")), [True]

    def meanwhile(sent):
        if left and sent.arbitration_id == GATEWAY_ID:
            left.clear()
            if ended[1] == "stop":
                shared.stop(rig.clock())
            else:
                TurnDelivery(shared, lambda: True).send(pause)
        return sent

    rig.to_car = meanwhile
    result = rig.run([command]).results[0]
    assert (result.outcome, result.reason) == ended
    rig.live(1.0)
    assert rig.commands == others


def test_a_hand_on_the_same_switch_does_not_end_a_command_that_waits_in_the_queue(rig):
    """It goes out when it can, and is confirmed after that."""
    waiting = 0
    while waiting < 6:
        waiting += rig.bridge.send({"TMU_GW_E_01.C_ReqHorn": "off"}, event=True).waiting
    rig.sim.set("CGW1.CF_Gway_HazardSw", "on")  # and the gateway has not heard of it yet
    assert rig.run([ON]).results[0].outcome is Outcome.CONFIRMED
