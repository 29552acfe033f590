"""A request id that comes again within a minute: the first answer, and nothing is done twice."""

import threading

import grpc
import pytest
from turns import PATIENCE, command, failure, ride

from contract.values import Command, InvalidRequest, NluUnavailable, Understanding
from malcha.v1 import turn_pb2, vehicle_pb2
from vehicle.doors import repeated
from vehicle.doors.repeated import MOST, MOST_OF_CLIENT, REMEMBERED, Repeated, TooManyIds


class NothingDone(Exception):
    pass


def here():
    return True


class Turns:
    """Counts what is done; each answer is the number of its turn."""

    def __init__(self):
        self.now, self.done, self.error = 0.0, 0, None
        self.kept = Repeated[int]((NothingDone,))

    def ask(self, id="r1", client="a", content=b"x", there=here):
        return self.kept.once(client, id, content, there, lambda: self.now, self._do)

    def _do(self, there):
        self.done += 1
        if self.error:
            raise self.error
        return self.done


def test_the_same_id_gets_the_first_answer_for_a_minute_and_then_acts_anew():
    turns = Turns()
    assert turns.ask() == (False, 1)
    turns.now = REMEMBERED
    assert turns.ask() == (True, 1)
    turns.now = REMEMBERED + 0.1
    assert turns.ask() == (False, 2)
    assert REMEMBERED == 60.0


def test_an_id_is_the_clients_own():
    turns = Turns()
    assert [turns.ask(client=client) for client in ("a", "b", "a")] == [(False, 1), (False, 2), (True, 1)]


def test_another_content_under_the_same_id_is_refused():
    turns = Turns()
    turns.ask(content=b"Say x")
    with pytest.raises(InvalidRequest) as error:
        turns.ask(content=b"Say y")
    assert (error.value.reason, error.value.field) == ("REQUEST_ID_REUSED", "request_id")
    assert turns.done == 1


def test_where_nothing_was_done_the_id_is_free_again():
    turns = Turns()
    turns.error = NothingDone()
    with pytest.raises(NothingDone):
        turns.ask()
    turns.error = None
    assert turns.ask() == (False, 2)


def test_after_a_fault_that_may_have_done_something_the_fault_comes_again():
    turns = Turns()
    turns.error = ZeroDivisionError("a bug")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            turns.ask()
    assert turns.done == 1


class Slow:
    """A first request that ends when it is let."""

    def __init__(self, error=None):
        self.kept, self.begun, self.leave = Repeated[str]((NothingDone,)), threading.Event(), threading.Event()
        self.error, self.there, self.answers = error, None, []
        self.thread = threading.Thread(target=self.ask)
        self.thread.start()
        assert self.begun.wait(PATIENCE)

    def ask(self, there=here):
        try:
            self.answers.append(self.kept.once("a", "r1", b"x", there, lambda: 0.0, self.make))
        except NothingDone as error:
            self.answers.append(error)

    def make(self, there):
        self.there = there
        self.begun.set()
        assert self.leave.wait(PATIENCE)
        if self.error:
            error, self.error = self.error, None
            raise error
        return "done"

    def end(self):
        self.leave.set()
        self.thread.join(PATIENCE)


def test_who_comes_again_while_the_first_is_under_way_waits_for_it():
    slow = Slow()
    again = threading.Thread(target=slow.ask)
    again.start()
    assert slow.answers == []
    slow.end()
    again.join(PATIENCE)
    assert sorted(slow.answers) == [(False, "done"), (True, "done")]


def test_who_waits_for_a_first_that_came_to_nothing_does_it_itself():
    slow = Slow(NothingDone())
    again = threading.Thread(target=slow.ask)
    again.start()
    slow.end()
    again.join(PATIENCE)
    assert (False, "done") in slow.answers
    assert len(slow.answers) == 2


def test_who_leaves_while_it_waits_gets_no_answer(monkeypatch):
    monkeypatch.setattr(repeated, "LOOK", 0.0)
    slow = Slow()
    slow.ask(there=lambda: False)
    assert slow.answers == [(True, None)]
    slow.end()


def test_a_turn_goes_on_while_anybody_is_there_who_asked_for_it():
    kept, there = Repeated[str](()), {"first": True, "second": True}
    _, first = kept.begin("a", "r1", b"x", lambda: there["first"], 0.0)
    kept.begin("a", "r1", b"x", lambda: there["second"], 0.0)
    there["first"] = False
    assert first.here()
    there["second"] = False
    assert not first.here()


def test_more_ids_than_can_be_remembered_are_refused_and_none_is_forgotten():
    turns = Turns()
    for i in range(MOST_OF_CLIENT):
        turns.ask(f"r{i}")
    with pytest.raises(TooManyIds) as error:
        turns.ask("one more")
    assert (error.value.of, error.value.limit) == ("client", MOST_OF_CLIENT)
    assert turns.ask("r0") == (True, 1)
    for i in range(MOST - MOST_OF_CLIENT):
        turns.ask(client=f"c{i}")
    with pytest.raises(TooManyIds) as error:
        turns.ask(client="another")
    assert (error.value.of, error.value.limit) == ("all", MOST)
    turns.now = REMEMBERED + 0.1
    assert turns.ask("one more")[0] is False


def test_what_is_under_way_is_never_forgotten():
    kept = Repeated[str](())
    kept.begin("a", "r1", b"x", here, 0.0)
    assert kept.begin("a", "r1", b"x", here, 10 * REMEMBERED)[0] is False


# over gRPC


def outcome(turn) -> list[str]:
    return [turn_pb2.CommandOutcome.Name(result.outcome) for result in turn.results]


@pytest.mark.parametrize("request_id", ["r-1", "a", "x" * 64, "A.z_0-9"])
def test_an_order_that_is_sent_again_acts_once(drive, on_the_bus, request_id):
    drive.execute(command("seat.heat", "off", "driver"))
    on_the_bus.clear()
    request = vehicle_pb2.ExecuteRequest(commands=[command("seat.heat", "up", "driver")], request_id=request_id)
    first, again = (drive.vehicle.Execute(request, timeout=PATIENCE) for _ in range(2))
    assert (first.answered_again, again.answered_again) == (False, True)
    assert first.turn == again.turn
    assert outcome(first.turn) == ["COMMAND_OUTCOME_CONFIRMED"]
    assert drive.state()["seat.heat", "driver"].value.number == 1
    assert [frame.message for frame in on_the_bus] == ["VA_SEAT_CMD"]


def test_what_is_said_again_is_understood_once(drive, words):
    words.means(Command("info.time", "query"))
    asked = len(words.asked)
    request = vehicle_pb2.SayRequest(text="몇 시야", request_id="time-1")
    first, again = (drive.vehicle.Say(request, timeout=PATIENCE) for _ in range(2))
    assert (first.turn, again.answered_again) == (again.turn, True)
    assert len(words.asked) == asked + 1


@pytest.mark.parametrize(
    "other",
    [
        vehicle_pb2.SayRequest(text="창문 열어", request_id="same"),
        vehicle_pb2.SayRequest(text="열선 켜", request_id="same", seat="SEAT_PASSENGER"),
        vehicle_pb2.ConverseRequest(text="열선 켜", request_id="same"),
        vehicle_pb2.ExecuteRequest(commands=[command("info.time", "query")], request_id="same"),
    ],
)
def test_another_request_under_the_same_id_is_invalid(drive, words, other):
    words.means(Command("info.time", "query"))
    drive.vehicle.Say(vehicle_pb2.SayRequest(text="열선 켜", request_id="same"), timeout=PATIENCE)
    rpc = type(other).__name__.removesuffix("Request")
    call = getattr(drive.vehicle, rpc)
    status, reason = failure(
        lambda **more: list(call(iter([other]), **more)) if rpc == "Converse" else call(other, **more)
    )
    assert (status, reason.name) == (grpc.StatusCode.INVALID_ARGUMENT, "REQUEST_ID_REUSED")
    assert set(reason.fields) == {"request_id"}


def test_a_retry_may_have_an_utterance_id_of_its_own(drive, words):
    words.means(Command("info.time", "query"))
    first, again = (
        drive.vehicle.Say(
            vehicle_pb2.SayRequest(text="몇 시야", request_id="once", utterance_id=utterance), timeout=PATIENCE
        )
        for utterance in ("try-1", "try-2")
    )
    assert (again.turn, again.answered_again, again.turn.utterance_id) == (first.turn, True, "try-1")


def test_requests_without_an_id_are_all_counted(drive, words):
    words.means(Command("info.time", "query"))
    asked = len(words.asked)
    for _ in range(2):
        drive.say("몇 시야")
    assert len(words.asked) == asked + 2


def test_a_request_that_nobody_understood_may_be_made_again():
    away = [True]

    def understand(alternatives, locale, context):
        if away.pop() if away else False:
            raise NluUnavailable("nobody there")
        return Understanding("understood", (Command("info.time", "query"),), 1.0)

    with ride(understand) as taken:
        request = vehicle_pb2.SayRequest(text="몇 시야", request_id="r")
        status, reason = failure(taken.vehicle.Say, request)
        assert (status, reason.name) == (grpc.StatusCode.UNAVAILABLE, "NLU_AWAY")
        assert not taken.vehicle.Say(request, timeout=PATIENCE).answered_again


def test_a_client_with_too_many_ids_is_told_so(drive, monkeypatch):
    monkeypatch.setattr(repeated, "MOST_OF_CLIENT", 0)
    request = vehicle_pb2.ExecuteRequest(commands=[command("info.time", "query")], request_id="never seen")
    request.request_id = "never-seen"
    status, reason = failure(drive.vehicle.Execute, request)
    assert (status, reason.name, reason.metadata["of"]) == (
        grpc.StatusCode.RESOURCE_EXHAUSTED,
        "REQUEST_IDS",
        "client",
    )
