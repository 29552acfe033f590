"""Of an action for several zones only those are given up that a newer turn wants otherwise; two events count both."""

import threading
from dataclasses import replace

import pytest
from g70 import dbc
from rig import Rig
from test_side_by_side import OPEN, WINDOW, between, outcomes, when
from turns import PATIENCE, driven

from contract.values import Command
from vehicle.delivery.precedence import at_odds, without
from vehicle.delivery.temperature_keys import Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.results.result import Outcome
from vehicle.turn.client import Client
from vehicle.turn.requester import Requester

OPEN_ALL, CLOSE_ONE = Command("window", "open", "all"), Command("window", "close", "driver")
SET_ONE, STOP_ONE = Command("window", "set", "driver", 30.0), Command("window", "stop", "driver")
DONE, SUPERSEDED = (Outcome.CONFIRMED, ""), (Outcome.SUPERSEDED, "superseded")
OTHERS = [f"VA_WINDOW_STS.{short}WdwPos" for short in ("Ps", "Rl", "Rr")]
THE_REST = "조수석과 왼쪽 뒷자리와 오른쪽 뒷자리 창문은 열려 있어요."


@pytest.fixture
def rig():
    return Rig()


@pytest.mark.parametrize(
    ("newer", "ended", "said"),
    [
        (CLOSE_ONE, SUPERSEDED, "운전석 창문은 새로"),
        (STOP_ONE, (Outcome.STOPPED, "stop"), "운전석 창문을 멈췄"),
    ],
)
def test_a_newer_wish_for_one_window_leaves_the_others_going(rig, newer, ended, said):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([newer], client=Client("front")))
    outer = rig.run([OPEN_ALL], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer) == [ended]
    assert said in outer.reply
    assert outer.reply.endswith(THE_REST)
    assert [rig.state.value(path) for path in OTHERS] == [100] * 3
    assert rig.state.value(WINDOW) < 50


def test_what_an_older_turn_has_not_sent_yet_is_sent_without_what_a_newer_one_wants(rig):
    rig.do("climate.temperature", "set", 20, "all")
    warm = Command("climate.temperature", "set", "driver", 27.0)
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([warm], client=Client("front")))
    outer = rig.run([OPEN, CLOSE_ONE, Command("climate.temperature", "set", "all", 23.0)], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer)[-1] == SUPERSEDED
    assert rig.sim.values["DATC_PE_02.DATC_DrTempDispC"] == 27.0
    assert "운전석 온도는 새로" in outer.reply
    assert "조수석 온도는 23도" in outer.reply


def test_what_was_done_and_in_one_zone_changed_by_a_newer_turn_is_said_of_that_zone(rig):
    heat = Command("seat.heat", "set", "all", 2.0)
    change = Command("seat.heat", "set", "driver", 3.0)
    inner = when(rig, between(rig, WINDOW, 40, 60), lambda: rig.run([change], client=Client("front")))
    outer = rig.run([heat, OPEN], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer) == [SUPERSEDED, DONE]
    assert "운전석 열선 시트는 새로" in outer.reply
    assert "모든 열선 시트" not in outer.reply


def test_a_temperature_that_is_pressed_for_is_given_up_whole(rig):
    rig.assistant.temperature = Temperature.STEPS
    rig.do("climate.temperature", "set", 20, "all")
    warm = Command("climate.temperature", "set", "driver", 27.0)
    shown = between(rig, "DATC_PE_02.DATC_DrTempDispC", 20.4, 23.0)
    inner = when(rig, shown, lambda: rig.run([warm], client=Client("front")))
    outer = rig.run([Command("climate.temperature", "set", "all", 25.0)], client=Client("rear"))
    assert outcomes(inner[0]) == [DONE]
    assert outcomes(outer) == [SUPERSEDED]
    assert rig.sim.values["DATC_PE_02.DATC_DrTempDispC"] == 27.0


def test_what_waits_in_the_queue_is_let_out_before_a_newer_wish_for_a_part_of_it(rig):
    shared = rig.assistant.delivery
    older, newer = TurnDelivery(shared, lambda: True), TurnDelivery(shared, lambda: True)
    while not rig.bridge.send({"VA_WINDOW_CMD.ShadeSet": 0}, event=True).waiting:
        pass
    sent = older.send(rig.plan(OPEN_ALL))
    assert sent.sent.waiting
    newer.send(rig.plan(SET_ONE))
    assert (sent.given_up, sent.ended_by, sent.sent.dropped) == (("driver",), "", "")
    rig.live(5.0)
    assert [rig.state.value(path) for path in (WINDOW, *OTHERS)] == [30, 100, 100, 100]


def test_in_a_message_without_numbers_the_rest_is_repeated_without_what_a_newer_turn_wants(rig):
    """Here no command waits for the answer of another one."""
    shared, blower, cooling = rig.assistant.delivery, "HU_DATC_E_02.HU_DATC_MainBlower", "HU_DATC_E_02.HU_DATC_AcSet"
    rig.to_car = lambda frame: None
    older, newer = TurnDelivery(shared, lambda: True), TurnDelivery(shared, lambda: True)
    action = rig.plan(Command("climate.fan", "set", None, 5.0))
    both = replace(action, writes=action.writes | {cooling: "on"})
    assert blower in both.writes
    sent = older.send(both)
    newer.send(replace(action, writes={cooling: "on"}, expects={}))
    rig.sent.clear()
    older.wait_until(lambda: False, rig.clock() + 0.2)
    older.wait_for_any([sent])
    frames = [rig.car.codec.decode("mcan", frame)[1] for frame in rig.sent]
    assert frames
    assert {(each["HU_DATC_MainBlower"], each["HU_DATC_AcSet"]) for each in frames} == {(5, "no_change")}


@pytest.mark.parametrize(
    ("older", "newer", "zones"),
    [
        (OPEN_ALL, CLOSE_ONE, ("driver",)),
        (OPEN_ALL, Command("window", "close", "front"), ("driver", "passenger")),
        (OPEN_ALL, Command("window", "close", "all"), None),
        (OPEN, CLOSE_ONE, None),
        (Command("headlamp", "set", None, "low"), Command("headlamp", "off"), None),
        (Command("climate.temperature", "set", "all", 23.0), Command("climate.power", "off"), None),
    ],
)
def test_an_action_is_divided_into_zones_and_not_otherwise(rig, older, newer, zones):
    planned = [rig.plan(older), rig.plan(newer)]
    older, newer = (getattr(each, "action", each) for each in planned)  # some of it is so already
    left = without(older, at_odds(older, newer))
    assert (left and left[1]) == zones
    if left:
        assert not at_odds(left[0], newer)
        assert {*left[0].writes.items()} < {*older.writes.items()}


def first_is_lost(assistant, message, then):
    """The first frame of this message is lost, and then something else begins."""
    bus, lost = assistant.delivery.bridge.buses["mcan"], []
    send = bus.send

    def sends(frame, *more):
        if frame.arbitration_id == dbc.messages[message].message.frame_id and not lost:
            lost.append(frame)
            then.set()
            return
        send(frame, *more)

    bus.send = sends


@pytest.mark.parametrize(
    ("message", "older", "newer", "ended", "path", "value"),
    [
        ("VA_MEDIA_CMD", Command("media.next", "do"), Command("media.previous", "do"), DONE, None, None),
        ("VA_WINDOW_CMD", OPEN_ALL, SET_ONE, SUPERSEDED, OTHERS[0], 100),
    ],
)
def test_what_was_lost_is_repeated_before_a_newer_command_that_leaves_it_or_a_part_of_it(
    message, older, newer, ended, path, value
):
    """In threads: behind the newer command it could not be repeated any more."""
    with driven() as (assistant, _):
        lost, found = threading.Event(), {}
        first_is_lost(assistant, message, lost)
        tracks = assistant.state.value("VA_MEDIA_STS.TrackCount")

        def turn(name, command):
            ran = assistant.execute([command], "ko", Requester(Client(name)))
            found[name] = [(result.outcome, result.reason) for result in ran.results]

        threads = [threading.Thread(target=turn, args=each) for each in (("older", older), ("newer", newer))]
        threads[0].start()
        assert lost.wait(PATIENCE)
        threads[1].start()
        for thread in threads:
            thread.join(PATIENCE)
        assert found == {"older": [ended], "newer": [DONE]}
        if path is None:
            assert assistant.state.value("VA_MEDIA_STS.TrackCount") == tracks + 2
        else:
            assert (assistant.state.value(path), assistant.state.value(WINDOW)) == (value, 30)
