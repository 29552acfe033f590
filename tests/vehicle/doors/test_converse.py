"""A turn told as it goes, over a real channel with the simulated car."""

import threading

import grpc
import pytest
from turns import PATIENCE, command, failure, ride, sent, until, whole

from contract.values import Command, NluUnavailable, Understanding
from malcha.v1 import turn_pb2, understanding_pb2, vehicle_pb2

CONFIRMED = turn_pb2.COMMAND_OUTCOME_CONFIRMED


def converse(drive, text="...", **more):
    return sent(drive.vehicle.Converse)(vehicle_pb2.ConverseRequest(text=text, **more), timeout=PATIENCE)


def kinds(events) -> list[str]:
    return [event.WhichOneof("event") for event in events]


def test_a_turn_is_told_from_what_was_heard_to_the_whole_of_it(drive, words):
    drive.execute(command("seat.heat", "off", "driver"))
    words.means(Command("seat.heat", "set", "driver", 2.0))
    events = list(converse(drive, "엉따 2단", locale="en", utterance_id="u-1"))
    assert kinds(events) == ["heard", "understood", "sent", "finished", "reply", "turn"]
    heard, understood, sent, finished, reply, turn = events
    assert {event.utterance_id for event in events} == {turn.turn.utterance_id} == {"u-1"}
    assert heard.heard.text == "엉따 2단"
    assert understood.understood.outcome == understanding_pb2.OUTCOME_UNDERSTOOD
    assert (sent.sent.index, sent.sent.command) == (0, command("seat.heat", "set", "driver", number=2))
    assert [frame.message for frame in sent.sent.frames] == ["VA_SEAT_CMD"]
    assert (finished.finished.index, finished.finished.result.outcome) == (0, CONFIRMED)
    assert finished.finished.result.reply == reply.reply.text == turn.turn.reply == "Driver seat heating set to 2."
    assert turn.turn.results[0] == finished.finished.result
    times = [event.at.ToNanoseconds() for event in events]
    assert times == sorted(times)
    assert sent.at.ToNanoseconds() <= turn.turn.results[0].confirmed_at.ToNanoseconds()


def test_the_last_event_is_what_say_would_have_answered(drive, words):
    words.means(Command("climate.temperature", "set", None, 100.0), Command("info.weather", "query"))
    told, said = list(converse(drive, locale="en"))[-1].turn, drive.say("...", "en")
    for turn in (told, said):
        for field in ("utterance_id", "timings", "began_at"):
            turn.ClearField(field)
    assert told == said


def test_a_quick_command_is_told_before_a_slow_one_has_ended(drive, words):
    drive.execute(command("window", "close", "driver"), command("seat.heat", "off", "driver"))
    words.means(Command("window", "open", "driver"), Command("seat.heat", "set", "driver", 1.0))
    events = list(converse(drive))
    order = [event.finished.index for event in events if event.WhichOneof("event") == "finished"]
    assert order == [1, 0]
    assert kinds(events)[-2:] == ["reply", "turn"]


def test_what_is_not_for_the_car_is_told_without_a_command(drive, words):
    words.means(outcome="out_of_scope")
    events = list(converse(drive))
    assert kinds(events) == ["heard", "understood", "reply", "turn"]
    assert events[1].understood.outcome == understanding_pb2.OUTCOME_OUT_OF_SCOPE


def test_who_leaves_gets_nothing_more_done():
    asked, leave = threading.Event(), threading.Event()

    def slowly(alternatives, locale, context):
        asked.set()
        assert leave.wait(PATIENCE)
        return Understanding("understood", (Command("hazard", "on"),), 1.0)

    with ride(slowly) as taken:
        sent = []
        taken.assistant.delivery.bridge.observers.append(lambda frame: sent.append(frame) if frame.sent else None)
        call = converse(taken)
        assert next(call).WhichOneof("event") == "heard"
        assert asked.wait(PATIENCE)
        call.cancel()
        other = taken.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
        assert other.functions  # by now the gateway knows that they left
        leave.set()
        until(lambda: taken.understood)
        assert taken.execute(command("seat.heat", "query", "driver")).results  # the turn after it
    assert sent == []


def test_a_turn_that_nobody_understands_ends_with_a_reason():
    def away(alternatives, locale, context):
        raise NluUnavailable("nobody there")

    with ride(away) as taken:
        status, reason = failure(whole(sent(taken.vehicle.Converse)), vehicle_pb2.ConverseRequest(text="열선 켜"))
        assert (status, reason.name) == (grpc.StatusCode.UNAVAILABLE, "NLU_AWAY")


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (vehicle_pb2.ConverseRequest(), "TEXT_MISSING"),
        (vehicle_pb2.ConverseRequest(text="열선", locale="fr"), "LOCALE"),
        (vehicle_pb2.ConverseRequest(text="열선", seat=17), "SEAT"),
        (vehicle_pb2.ConverseRequest(text="열선", utterance_id="a b"), "ID"),
    ],
)
def test_what_breaks_the_contract_is_refused_before_anything_is_heard(drive, request_, reason):
    status, found = failure(whole(sent(drive.vehicle.Converse)), request_)
    assert (status, found.name) == (grpc.StatusCode.INVALID_ARGUMENT, reason)


def test_the_same_request_id_hears_the_first_turn_from_its_beginning(drive, words):
    drive.execute(command("seat.heat", "off", "driver"))
    words.means(Command("seat.heat", "set", "driver", 2.0))
    first = list(converse(drive, request_id="talk-1"))
    asked = len(words.asked)
    again = list(converse(drive, request_id="talk-1"))
    assert len(words.asked) == asked
    assert [event.answered_again for event in again] == [True] * len(first)
    for event in again:
        event.ClearField("answered_again")
    assert again == first


def test_who_comes_again_keeps_a_turn_going_that_the_first_has_left():
    asked, leave = threading.Event(), threading.Event()

    def slowly(alternatives, locale, context):
        asked.set()
        assert leave.wait(PATIENCE)
        return Understanding("understood", (Command("seat.heat", "set", "driver", 3.0),), 1.0)

    with ride(slowly) as taken:
        first = converse(taken, request_id="talk-2")
        assert next(first).WhichOneof("event") == "heard"
        assert asked.wait(PATIENCE)
        second = converse(taken, request_id="talk-2")
        assert next(second).answered_again
        first.cancel()
        leave.set()
        turn = list(second)[-1].turn
    assert [result.outcome for result in turn.results] == [CONFIRMED]
    assert len(taken.understood) == 1
