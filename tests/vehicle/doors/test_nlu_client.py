"""The gateway as a client of the NLU server: what it sends, and what it makes of every answer and error."""

from concurrent import futures
from datetime import datetime

import grpc
import pytest
from turns import command

from contract.values import Command, Context, InvalidRequest
from malcha.v1 import nlu_pb2, nlu_pb2_grpc, understanding_pb2
from serving.errors import invalid
from vehicle.doors.nlu_client import remote

SAID = [("더 올려", 0.75)]


class Nlu(nlu_pb2_grpc.NluServiceServicer):
    """Answers as it is told, and keeps what it was asked."""

    def __init__(self):
        self.answer, self.error, self.asked = nlu_pb2.UnderstandResponse(), None, None

    def Understand(self, request, context):
        self.asked = request
        if self.error:
            self.error(context)
        return self.answer


@pytest.fixture
def nlu():
    servicer, server = Nlu(), grpc.server(futures.ThreadPoolExecutor(1))
    nlu_pb2_grpc.add_NluServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        servicer.understand = remote(channel, 30.0)
        yield servicer
    server.stop(None)


def test_the_server_is_told_the_utterance_id_and_what_came_before(nlu):
    nlu.answer.understanding.outcome = understanding_pb2.OUTCOME_OUT_OF_SCOPE
    last = (Command("seat.heat", "set", "driver", 2.0), Command("nav.go", "do", None, "강남역"))
    nlu.understand(SAID, "ko", Context(last, True, "trip-7", seat="rear_left"))
    assert nlu.asked == nlu_pb2.UnderstandRequest(
        utterance_id="trip-7",
        alternatives=[understanding_pb2.Alternative(text="더 올려", score=0.75)],
        locale="ko",
        context=nlu_pb2.Context(
            last_commands=[
                command("seat.heat", "set", "driver", number=2),
                command("nav.go", "do", place={"name": "강남역"}),
            ],
            question_open=True,
            seat="SEAT_REAR_LEFT",
        ),
    )


def test_an_answer_keeps_who_understood_with_which_model_and_how_long(nlu):
    nlu.answer = nlu_pb2.UnderstandResponse(
        understanding=understanding_pb2.Understanding(
            outcome="OUTCOME_UNDERSTOOD",
            commands=[command("seat.heat", "up", "driver")],
            confidence=0.5,
            model_version="m7",
            understood_by="UNDERSTOOD_BY_SERVER",
            text="더 올려",
        ),
        timings=[understanding_pb2.Timing(stage="run", ms=1.5)],
    )
    found = nlu.understand(SAID, "", Context())
    assert found.commands == (Command("seat.heat", "up", "driver"),)
    assert (found.by, found.model_version, found.timings, found.text) == ("server", "m7", {"run": 1.5}, "더 올려")


@pytest.mark.parametrize("outcome", [0, 99])
def test_an_outcome_that_a_turn_does_not_know_is_not_acted_on(nlu, outcome, caplog):
    found = understanding_pb2.Understanding(outcome=outcome, commands=[command("trunk", "open")])
    nlu.answer.understanding.CopyFrom(found)
    understood = nlu.understand(SAID, "", Context(utterance_id="trip-8"))
    assert (understood.outcome, understood.commands) == ("ambiguous", ())
    assert "is not known here" in caplog.text


def test_a_command_with_a_delay_keeps_it(nlu):
    later = command("trunk", "open")
    later.delay.FromSeconds(600)
    nlu.answer.understanding.CopyFrom(
        understanding_pb2.Understanding(outcome="OUTCOME_UNDERSTOOD", commands=[later], model_version="m9")
    )
    assert nlu.understand(SAID, "", Context()).commands == (Command("trunk", "open", after=600.0),)


def test_what_is_not_offered_has_its_reason(nlu):
    nlu.answer.understanding.CopyFrom(
        understanding_pb2.Understanding(outcome="OUTCOME_UNSUPPORTED", reason="condition")
    )
    understood = nlu.understand(SAID, "", Context())
    assert (understood.outcome, understood.reason, understood.commands) == ("unsupported", "condition", ())


def test_the_time_of_day_goes_to_the_server(nlu):
    nlu.answer.understanding.outcome = understanding_pb2.OUTCOME_OUT_OF_SCOPE
    nlu.understand(SAID, "", Context(now=datetime(2026, 3, 2, 9, 5)))
    assert nlu.asked.context.local_time == "2026-03-02T09:05:00"


def test_a_command_that_this_version_cannot_do_is_not_done_without_its_delay(nlu, caplog):
    later = command("trunk", "open")
    later.delay.FromSeconds(-600)
    nlu.answer.understanding.CopyFrom(
        understanding_pb2.Understanding(outcome="OUTCOME_UNDERSTOOD", commands=[later], model_version="m9")
    )
    understood = nlu.understand(SAID, "", Context())
    assert (understood.outcome, understood.commands, understood.model_version) == ("ambiguous", (), "m9")
    assert "not of this version" in caplog.text


def test_what_the_server_refuses_is_refused_with_its_reason(nlu):
    nlu.error = lambda context: invalid(context, InvalidRequest("no word in it", "TEXT_UNREADABLE", "alternatives"))
    with pytest.raises(InvalidRequest) as error:
        nlu.understand(SAID, "", Context())
    assert (str(error.value), error.value.reason, error.value.field) == (
        "no word in it",
        "TEXT_UNREADABLE",
        "alternatives",
    )


def test_any_other_error_is_left_to_the_fallback(nlu):
    nlu.error = lambda context: context.abort(grpc.StatusCode.INTERNAL, "a bug")
    with pytest.raises(grpc.RpcError) as error:
        nlu.understand(SAID, "", Context())
    assert error.value.code() is grpc.StatusCode.INTERNAL
