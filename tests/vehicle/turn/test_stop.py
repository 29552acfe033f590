"""Stop: what moves halts at once, whatever else is done, and nothing is ever closed by it."""

import pytest
from g70 import dbc
from rig import Rig
from test_side_by_side import CLOSE, OPEN, WINDOW, between, outcomes, when
from turns import PATIENCE, command, ride

from contract.values import Command
from malcha.v1 import turn_pb2, vehicle_pb2
from vehicle.delivery import stopping
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.results.result import Outcome
from vehicle.turn.client import Client
from vehicle.turn.requester import Requester

STOPPED = (Outcome.STOPPED, "stop")


@pytest.fixture
def rig():
    return Rig()


def nobody(alternatives, locale, context):
    raise AssertionError("a stop is known without understanding")


def say(rig, text, lang="", **requester):
    rig.assistant.understand = nobody
    return rig.assistant.say([(text, 1.0)], lang, Requester(**requester))


def window_frames(rig):
    return [frame for frame in rig.sent if frame.arbitration_id == dbc.messages["VA_WINDOW_CMD"].message.frame_id]


@pytest.mark.parametrize("words", ["멈춰", "그만", "스톱", "stop", "hold it there"])
def test_a_window_that_opens_halts_where_it_is(rig, words):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, words))
    began = rig.clock()
    outer = rig.run([OPEN], client=Client("rear"))
    assert rig.clock() - began < 5.0, "the eight seconds of a window are not waited for"
    (result,) = inner[0].results
    assert (result.command.function, result.command.op, result.outcome) == ("window", "stop", Outcome.CONFIRMED)
    assert outcomes(outer) == [STOPPED]
    rig.live(5.0)
    assert 20 < rig.sim.values[WINDOW] < 60


def test_a_window_that_closes_halts_too_and_does_not_go_back(rig):
    """Only words of danger make it open again."""
    rig.run([OPEN])
    inner = when(rig, between(rig, WINDOW, 30, 70), lambda: (rig.sim.values[WINDOW], say(rig, "멈춰")))
    assert outcomes(rig.run([CLOSE], client=Client("rear"))) == [STOPPED]
    at, stop = inner[0]
    assert outcomes(stop)[0][0] is Outcome.CONFIRMED
    rig.live(5.0)
    assert abs(rig.sim.values[WINDOW] - at) < 15


def test_at_any_speed(rig):
    rig.drive(120)
    when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "멈춰"))
    assert outcomes(rig.run([OPEN], client=Client("rear"))) == [STOPPED]


def test_everything_that_moves_halts_with_one_frame_a_message(rig):
    commands = [Command("window", "open", "all"), Command("sunroof", "open"), Command("sunshade", "open")]
    inner = when(
        rig, between(rig, WINDOW, 20, 40), lambda: (len(window_frames(rig)), say(rig, "멈춰"), len(window_frames(rig)))
    )
    outer = rig.run(commands, client=Client("rear"))
    before, stop, after = inner[0]
    assert after == before + 1
    assert {result.command.function for result in stop.results} == {"window", "sunroof", "sunshade"}
    assert {result.outcome for result in stop.results} == {Outcome.CONFIRMED}
    assert {result.outcome for result in outer.results} == {Outcome.STOPPED}
    assert "창문" in stop.reply
    assert "선루프" in stop.reply


@pytest.mark.parametrize(
    ("words", "lang"), [("스톱 손", "ko"), ("stop my hand is stuck", "en"), ("손 꼈어 멈춰", "ko")]
)
def test_where_somebody_may_be_caught_what_closes_opens_again(rig, words, lang):
    rig.do("window", "set", 100, "driver")
    inner = when(rig, between(rig, WINDOW, 30, 70), lambda: say(rig, words, lang))
    outer = rig.run([CLOSE], client=Client("rear"))
    assert inner[0].results[0].outcome is Outcome.CONFIRMED
    assert {"ko": "다시 열고", "en": "opening again"}[lang] in inner[0].reply
    assert outcomes(outer) == [STOPPED]
    rig.live(5.0)
    assert rig.sim.values[WINDOW] == 100


def test_where_somebody_may_be_caught_what_opens_only_halts(rig):
    when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "손 꼈어 멈춰"))
    rig.run([OPEN], client=Client("rear"))
    rig.live(5.0)
    assert 20 < rig.sim.values[WINDOW] < 60


def test_a_turn_that_has_begun_moves_nothing_any_more_after_a_stop(rig):
    """ "Open the driver's window, then the roof a little, then ..." and stop while the first one moves."""
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "멈춰"))
    outer = rig.run([OPEN, CLOSE, Command("media.volume", "set", None, 30)], client=Client("rear"))
    assert inner[0].results[0].outcome is Outcome.CONFIRMED
    assert outcomes(outer) == [STOPPED, STOPPED, (Outcome.CONFIRMED, "")]
    rig.live(5.0)
    assert 20 < rig.sim.values[WINDOW] < 60


def test_a_stop_is_sent_though_the_limits_of_the_bus_are_used_up(rig):
    def drowned():
        while not rig.bridge.send({"VA_WINDOW_CMD.RrWdwSet": "no_change"}, event=True).waiting:
            pass
        return say(rig, "멈춰")

    inner = when(rig, between(rig, WINDOW, 20, 40), drowned)
    rig.run([OPEN], client=Client("rear"))
    assert inner[0].results[0].outcome is Outcome.CONFIRMED


def test_a_stop_waits_for_no_answer(rig):
    """The ECU has not yet answered a command for the wipers, which is in the same message as the trunk."""
    rig.set(VA_MOVE_STS__TrunkMove="opening")
    rig.to_car = lambda frame: None
    rig.delivery.send(rig.plan(Command("wiper", "set", None, "high")))
    began, row = rig.clock(), rig.car.functions["dialog.stop"]
    rig.sent.clear()
    stop = TurnDelivery(rig.assistant.delivery, lambda: True)
    (halt,) = stopping.halt(rig.assistant.delivery, stop, row, danger=False)
    assert (len(rig.sent), rig.clock() - began < 0.01) == (1, True)
    assert [each.function.name for each in halt.moving] == ["trunk"]


def test_a_stop_that_was_lost_is_sent_again(rig):
    lost = []

    def loses_one():
        def to_car(frame):
            if frame.arbitration_id == dbc.messages["VA_WINDOW_CMD"].message.frame_id and not lost:
                return lost.append(frame)
            return frame

        rig.to_car = to_car
        return say(rig, "멈춰")

    inner = when(rig, between(rig, WINDOW, 20, 40), loses_one)
    outer = rig.run([OPEN], client=Client("rear"))
    assert len(lost) == 1
    assert (inner[0].results[0].outcome, outcomes(outer)) == (Outcome.CONFIRMED, [STOPPED])
    rig.live(5.0)
    assert 20 < rig.sim.values[WINDOW] < 80


def test_a_stop_counts_though_its_client_has_left(rig):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "멈춰", connected=lambda: False))
    assert outcomes(rig.run([OPEN], client=Client("rear"))) == [STOPPED]
    assert inner[0].results[0].outcome is Outcome.CONFIRMED


def test_a_client_that_may_do_nothing_stops_nothing(rig):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "멈춰", client=Client("guest", frozenset())))
    assert outcomes(rig.run([OPEN], client=Client("rear"))) == [(Outcome.CONFIRMED, "")]
    assert inner[0].results[0].outcome is Outcome.REFUSED


def test_where_nothing_moves_what_plays_pauses(rig):
    rig.set(VA_MEDIA_STS__PlayState="playing")
    assert say(rig, "그만").results[0].command.function == "media.pause"
    assert rig.sim.values["VA_MEDIA_STS.PlayState"] == "paused"


def test_where_nothing_moves_or_plays_what_was_asked_is_dropped(rig):
    rig.do("media.pause", "do")
    rig.do("trunk", "open")
    assert rig.session.pending
    assert say(rig, "그만").results[0].outcome is Outcome.ANSWERED
    assert not rig.session.pending


def test_a_yes_after_a_stop_does_not_do_what_was_asked_before(rig):
    rig.do("trunk", "open")
    assert rig.session.pending
    when(rig, between(rig, WINDOW, 20, 40), lambda: say(rig, "멈춰"))
    rig.run([OPEN], client=Client("rear"))
    yes = rig.run([Command("dialog.yes", "do")])
    assert yes.results[0].outcome is Outcome.ANSWERED
    assert rig.sim.values["CGW1.CF_Gway_TrunkTgSw"] == "closed"


def test_a_call_that_is_dialled_ends(rig):
    rig.set(VA_PHONE_STS__CallState="dialling")
    assert say(rig, "그만").results[0].command.function == "phone.hangup"


def test_a_stop_that_the_nlu_has_understood_halts_as_well(rig):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.say(Command("dialog.stop", "do")))
    assert outcomes(rig.run([OPEN], client=Client("rear"))) == [STOPPED]
    assert inner[0].results[0].outcome is Outcome.CONFIRMED


def test_stop_and_open_again_in_one_breath(rig):
    rig.do("window", "set", 100, "driver")
    inner = when(rig, between(rig, WINDOW, 30, 70), lambda: rig.say(Command("dialog.stop", "do"), OPEN))
    rig.run([CLOSE], client=Client("rear"))
    assert [result.command.op for result in inner[0].results] == ["stop", "open"]
    rig.live(5.0)
    assert rig.sim.values[WINDOW] == 100


def test_the_trunk_halts(rig):
    inner = when(rig, lambda: rig.state.value("VA_MOVE_STS.TrunkMove") == "opening", lambda: say(rig, "멈춰"))
    rig.run([Command("trunk", "open")], client=Client("rear"))
    rig.say(Command("dialog.yes", "do"), client=Client("rear"))
    assert inner[0].results[0].command.function == "trunk"
    assert inner[0].results[0].outcome is Outcome.CONFIRMED


def test_the_button_on_the_wheel_held_while_a_window_moves_halts_it():
    with ride(speed=1.0) as taken:
        opening = taken.vehicle.Execute.future(
            vehicle_pb2.ExecuteRequest(commands=[command("window", "open", "all")]), timeout=PATIENCE
        )
        state, clock = taken.assistant.state, taken.assistant.clock
        assert state.wait(lambda: float(state.value(WINDOW) or 0) > 2, clock() + PATIENCE, clock)
        taken.car.set("GW_SWRC_PE.C_SdsSW", "pressed")
        (result,) = opening.result().turn.results
        assert result.outcome == turn_pb2.COMMAND_OUTCOME_STOPPED


def test_a_stop_overtakes_the_calls_that_wait():
    """Eight calls of one client wait for the windows, and the stop is on the bus before any of them has ended."""
    with ride(speed=1.0) as taken:
        waiting = [
            taken.vehicle.Execute.future(
                vehicle_pb2.ExecuteRequest(commands=[command("window", "open", zone)], request_id=f"{zone}-{each}"),
                timeout=PATIENCE,
            )
            for zone in ("driver", "passenger", "rear_left", "rear_right")
            for each in range(2)
        ]
        state, clock = taken.assistant.state, taken.assistant.clock
        assert state.wait(lambda: float(state.value(WINDOW) or 0) > 2, clock() + PATIENCE, clock)
        stopped = taken.vehicle.Say(vehicle_pb2.SayRequest(text="멈춰"), timeout=PATIENCE).turn
        assert stopped.results[0].outcome == turn_pb2.COMMAND_OUTCOME_CONFIRMED
        ended = {each.result().turn.results[0].outcome for each in waiting}
        assert ended == {turn_pb2.COMMAND_OUTCOME_STOPPED}
        assert float(state.value(WINDOW)) < 90


@pytest.mark.parametrize(("words", "lang"), [("창문 멈춰", "ko"), ("stop the window", "en"), ("멈춰 손 꼈어", "ko")])
def test_where_what_a_stop_names_does_not_move_the_music_plays_on(rig, words, lang):
    rig.set(VA_MEDIA_STS__PlayState="playing")
    assert say(rig, words, lang).results[0].outcome is Outcome.ANSWERED
    assert rig.sim.values["VA_MEDIA_STS.PlayState"] == "playing"


@pytest.mark.parametrize("words", ["됐어", "stop"])
def test_a_stop_while_a_question_is_open_drops_it_and_the_music_plays_on(rig, words):
    rig.set(VA_MEDIA_STS__PlayState="playing")
    rig.do("trunk", "open")
    assert say(rig, words).results[0].outcome is Outcome.ANSWERED
    assert not rig.session.pending
    assert rig.sim.values["VA_MEDIA_STS.PlayState"] == "playing"


def test_what_was_just_told_to_close_may_close_though_the_car_still_reports_the_other_way(rig):
    """So words of danger open it again."""
    shared = rig.assistant.delivery
    rig.delivery.send(rig.plan(OPEN))
    rig.live(1.0)
    assert [each.way for each in stopping.what_moves(shared)] == ["opening"]
    rig.to_gateway = lambda frame: None
    sent = TurnDelivery(shared, lambda: True).send(rig.plan(CLOSE))
    assert sent.sent.frames
    assert [each.way for each in stopping.what_moves(shared)] == ["closing"]
