"""Facts about the events of a turn: together they say what its end says, whatever was asked."""

import logging

import pytest

from contract.values import Command
from vehicle.delivery.temperature_keys import Temperature
from vehicle.results.result import Outcome
from vehicle.turn.events import Finished, Replied, Sent, Understood

YES, UNDO = Command("dialog.yes", "do"), Command("dialog.undo", "do")
TRUNK, UNLOCK = Command("trunk", "open"), Command("door.lock", "unlock")
HEAT, WINDOW = Command("seat.heat", "on"), Command("window", "set", "driver", 60)
HAZARD = Command("hazard", "on"), Command("hazard", "off")


def consistent(turn, events):
    """Do the events of a turn come to its results?"""
    results, last = turn.turn.results, {}
    assert isinstance(events[-1], Replied)
    assert events[-1].reply == turn.reply
    sent = {}
    for event in events:
        if isinstance(event, Sent):
            assert event.frames, "nothing was sent"
            assert event.index not in last or last[event.index].reason == "guiding", "sent after its end"
            sent[event.index] = event.command
        elif isinstance(event, Finished):
            assert event.result != last.get(event.index), "a correction says something new"
            last[event.index] = event.result
    assert [last[index] for index in range(len(results))] == list(results)
    assert len(last) == len(results)
    for index, result in enumerate(results):
        frames = [frame for frame in result.frames if frame.sent]
        assert bool(frames) <= (index in sent), "the frames of a result were announced"
        assert sent.get(index, result.command) == result.command
    return True


@pytest.fixture
def tell(rig):
    """Say it and keep what happens: (turn, events)."""

    def say(*commands, **more):
        events = []
        return rig.say(*commands, on_event=events.append, **more), events

    return say


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "after a while"])
@pytest.mark.parametrize(
    ("before", "commands"),
    [
        ((), [HEAT, WINDOW]),
        ((), [*HAZARD, WINDOW]),
        ((), [HEAT, HEAT, Command("climate.fan", "set", value=99), TRUNK, Command("status.fuel", "query")]),
        ((), [Command("phone.call", "do", value="  "), Command("nav.waypoint", "add", value="코엑스")]),
        ([HEAT, WINDOW, Command("climate.temperature", "up")], [UNDO]),
        ([TRUNK, UNLOCK], [YES]),
        ([Command("nav.nearby", "do", value="주유소")], [Command("dialog.select", "do", value=2)]),
        ([Command("nav.nearby", "do", value="세차장")], [Command("nav.go", "do", value="거기")]),
        ((), [Command("nav.waypoint", "add", value="코엑스"), Command("nav.home", "do")]),
        ((), [Command("nav.waypoint", "add", value="스타벅스"), Command("nav.home", "do")]),
        ((), [Command("dialog.thanks", "do")]),
        ((), []),
    ],
)
def test_the_events_come_to_the_results(rig, tell, slow, before, commands):
    rig.slow = slow
    if before:
        rig.say(*before)
    turn, events = tell(*commands)
    assert isinstance(events[0], Understood)
    assert consistent(turn, events)


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "after a while"])
def test_the_events_of_key_presses_come_to_the_results(rig, tell, slow):
    rig.assistant.temperature, rig.slow = Temperature.STEPS, slow
    turn, events = tell(Command("climate.temperature", "set", "driver", 24), HEAT)
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED] * 2
    assert consistent(turn, events)
    assert consistent(*tell(UNDO))


def test_what_is_superseded_at_the_end_is_corrected(tell):
    turn, events = tell(*HAZARD)
    assert consistent(turn, events)
    finished = [(event.index, event.result.reason, event.reply) for event in events if isinstance(event, Finished)]
    assert finished == [(0, "", "비상등을 켰어요."), (1, "", "비상등을 껐어요."), (0, "superseded", "")]


WAYPOINT_FIRST = Command("nav.waypoint", "add", value="코엑스"), Command("nav.home", "do")  # of a client without words


def test_what_was_refused_first_and_done_later_is_corrected(rig):
    events = []
    turn = rig.run(WAYPOINT_FIRST, on_event=events.append)
    assert consistent(turn, events)
    steps = [(type(event).__name__, event.index) for event in events if isinstance(event, Sent | Finished)]
    assert steps == [("Finished", 0), ("Sent", 1), ("Finished", 1), ("Sent", 0), ("Finished", 0)]


def test_what_is_done_later_is_announced_before_the_car_has_done_it(rig):
    rig.slow, counts = True, {}

    def count(event):
        if isinstance(event, Sent):
            counts[event.index] = rig.state.value("VA_NAV_STS.WaypointCount")

    rig.run(WAYPOINT_FIRST, on_event=count)
    assert counts == {1: 0, 0: 0}
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 1


def test_a_command_that_waits_for_the_rate_is_announced_when_it_has_gone_out(rig, tell):
    for _ in range(20):
        rig.bridge.send({"VA_BODY_CMD.FrWiperSet": "low"}, event=True)
    began = rig.clock()
    turn, events = tell(Command("mirror", "fold"))
    (sent,) = [event for event in events if isinstance(event, Sent)]
    assert sent.frames[0].at - began > 0.04, "it had to wait"
    assert turn.results[0].outcome is Outcome.CONFIRMED
    assert consistent(turn, events)


def test_a_command_that_never_went_out_is_not_announced(rig, tell):
    looks = iter([True])  # the client leaves after its turn has begun, before the frame is sent
    turn, events = tell(HEAT, connected=lambda: next(looks, False))
    assert [result.reason for result in turn.results] == ["client_gone"]
    assert not [event for event in events if isinstance(event, Sent)]
    assert consistent(turn, events)


@pytest.mark.parametrize("kind", [Understood, Sent, Finished, Replied])
def test_a_listener_that_fails_does_not_stop_the_turn(rig, kind, caplog):
    def fails(event):
        if isinstance(event, kind):
            raise RuntimeError("no longer there")

    with caplog.at_level(logging.ERROR):
        turn = rig.say(HEAT, WINDOW, on_event=fails)
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED] * 2
    assert "no longer there" in caplog.text
    assert rig.say(UNDO).results[0].outcome is Outcome.CONFIRMED, "the next turn is taken"
