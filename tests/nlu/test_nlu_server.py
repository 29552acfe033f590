"""The NLU server over a real channel, with the shipped model."""

import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import grpc
import pytest
from calls import PATIENCE, Context, failure, health, reflected, status_of
from grpc_health.v1 import health_pb2, health_pb2_grpc
from turns import MODEL, command

from contract.values import Understanding
from malcha.v1 import command_pb2, nlu_pb2, nlu_pb2_grpc, understanding_pb2
from nlu.engine import engine as engines
from nlu.engine.description import check_alike, read_description
from nlu.engine.engine import Engine, ModelError
from nlu.service import server
from serving.limits import MOST_STREAMS
from serving.server import PortInUse

ANY_PORT = "127.0.0.1:0"
INVALID, OK = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.OK
SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING


@pytest.fixture(scope="module")
def engine():
    return Engine.load(MODEL)


@contextmanager
def served(engine) -> Iterator[grpc.Channel]:
    serving, port = server.serve(engine, ANY_PORT)
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield channel
    serving.stop(0.0)


@pytest.fixture(scope="module")
def channel(engine):
    with served(engine) as found:
        yield found


@pytest.fixture(scope="module")
def nlu(channel):
    return nlu_pb2_grpc.NluServiceStub(channel)


class Gate:
    """An engine that answers when it is let."""

    def __init__(self):
        self.catalogue = {}
        self.entered, self.leave = threading.Event(), threading.Event()
        self.calls = 0

    def understand(self, alternatives, context):
        self.calls += 1
        self.entered.set()
        assert self.leave.wait(PATIENCE)
        return Understanding("out_of_scope", (), 1.0, model_version="gate", text=alternatives[0][0])


def asked(*texts: str, score: float = 0.0, **more) -> nlu_pb2.UnderstandRequest:
    return nlu_pb2.UnderstandRequest(
        alternatives=[understanding_pb2.Alternative(text=text, score=score) for text in texts], **more
    )


def context(*last: command_pb2.Command, **more) -> nlu_pb2.Context:
    return nlu_pb2.Context(last_commands=last, **more)


def part(text: str, **more) -> nlu_pb2.UnderstandStreamRequest:
    return nlu_pb2.UnderstandStreamRequest(alternatives=[understanding_pb2.Alternative(text=text)], **more)


def test_a_sentence_becomes_typed_commands(nlu, engine):
    answer = nlu.Understand(asked("조수석 온도 이십이 도 반으로 맞춰 줘"), timeout=PATIENCE)
    assert answer.understanding.outcome == understanding_pb2.OUTCOME_UNDERSTOOD
    assert list(answer.understanding.commands) == [command("climate.temperature", "set", "passenger", number=22.5)]
    assert engine.threshold < answer.understanding.confidence <= 1
    assert answer.understanding.model_version == engine.model_version
    assert {timing.stage for timing in answer.timings} == {"tokenise", "run", "decode"}


def test_what_was_not_spoken_is_absent(nlu):
    (found,) = nlu.Understand(asked("트렁크 열어 줘"), timeout=PATIENCE).understanding.commands
    assert found.zone == ""
    assert not found.HasField("value")


def test_a_message_keeps_its_receiver_and_its_text(nlu):
    (found,) = nlu.Understand(asked("아내한테 늦는다고 문자 보내 줘"), timeout=PATIENCE).understanding.commands
    assert (found.value.message.to, found.value.message.text) == ("아내", "늦는다고")


def test_of_several_alternatives_the_surer_one_is_understood(nlu):
    several = [
        understanding_pb2.Alternative(text="조수석 열선 켜 줘", score=0.2),
        understanding_pb2.Alternative(text="운전석 열선 켜 줘", score=0.9),
    ]
    answer = nlu.Understand(nlu_pb2.UnderstandRequest(alternatives=several), timeout=PATIENCE)
    assert answer.understanding.text == "운전석 열선 켜 줘"
    assert list(answer.understanding.commands) == [command("seat.heat", "on", "driver")]


def test_alternatives_that_ask_for_the_same_weigh_together(nlu):
    several = [("뒷유리 열선 켜 줘", 0.4), ("운전석 열선 켜 줘", 0.3), ("운전석 열선 켜", 0.3)]
    request = nlu_pb2.UnderstandRequest(
        alternatives=[understanding_pb2.Alternative(text=text, score=score) for text, score in several]
    )
    answer = nlu.Understand(request, timeout=PATIENCE)
    assert list(answer.understanding.commands) == [command("seat.heat", "on", "driver")]
    assert answer.understanding.text in ("운전석 열선 켜 줘", "운전석 열선 켜")


def test_alternatives_may_be_of_different_languages(nlu):
    several = [
        understanding_pb2.Alternative(text="턴 온 더 해저드", score=0.1),
        understanding_pb2.Alternative(text="turn on the hazard lights", score=0.9),
    ]
    answer = nlu.Understand(nlu_pb2.UnderstandRequest(alternatives=several, locale="ko-KR"), timeout=PATIENCE)
    assert (answer.understanding.text, list(answer.understanding.commands)) == (
        "turn on the hazard lights",
        [command("hazard", "on")],
    )


def test_without_scores_the_first_alternative_is_understood(nlu):
    assert (
        nlu.Understand(asked("조수석 열선 켜 줘", "운전석 열선 켜 줘"), timeout=PATIENCE).understanding.text
        == "조수석 열선 켜 줘"
    )


def test_what_was_done_last_tells_what_more_means(nlu):
    last = context(command("climate.temperature", "set", "passenger", number=24))
    answer = nlu.Understand(asked("더 올려", context=last), timeout=PATIENCE)
    assert list(answer.understanding.commands) == [command("climate.temperature", "up", "passenger")]
    assert not nlu.Understand(asked("더 올려"), timeout=PATIENCE).understanding.commands


@pytest.mark.parametrize(
    "text",
    [
        "에어컨 on 해 줘 please",
        "ナビ 강남역 navigate",
        "Привет 에어컨 켜 줘",
        "에어컨 켜 줘 😀",
        "열선\t켜\n줘",
        "１번 창문 열어",
        "é" * 500,
    ],
)
def test_mixed_scripts_are_fine(nlu, text):
    assert status_of(nlu.Understand, asked(text)) is OK


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(asked(), id="no alternative"),
        pytest.param(asked(""), id="empty"),
        pytest.param(asked(" \t\n　"), id="blank"),
        pytest.param(asked("가" * 501), id="501 characters"),
        pytest.param(asked("가" * 10_000), id="10,000 characters"),
        pytest.param(asked("℃" * 400), id="501 characters once written out"),
        pytest.param(asked("😀🚗"), id="emoji only"),
        pytest.param(asked("\x00\x07\x1b"), id="control characters only"),
        pytest.param(asked("?!…"), id="marks only"),
        pytest.param(asked("에어컨 켜 줘", ""), id="the second alternative empty"),
        pytest.param(asked("에어컨 켜 줘", "😀"), id="the second alternative without a word"),
        pytest.param(asked("에어컨 켜 줘", "가" * 501), id="the second alternative too long"),
        pytest.param(asked(*["에어컨 켜 줘"] * 6), id="6 alternatives"),
        pytest.param(asked("에어컨 켜 줘", score=2), id="score 2"),
        pytest.param(asked("에어컨 켜 줘", score=-0.1), id="score below 0"),
        pytest.param(asked("에어컨 켜 줘", score=float("nan")), id="score nan"),
        pytest.param(asked("에어컨 켜 줘", score=float("inf")), id="score inf"),
        pytest.param(asked("에어컨 켜 줘", score=float("-inf")), id="score -inf"),
        pytest.param(asked("에어컨 켜 줘", locale="fr-FR"), id="French"),
        pytest.param(asked("에어컨 켜 줘", locale="KO"), id="locale in capitals"),
    ],
)
def test_what_breaks_the_contract_is_an_invalid_argument(nlu, request_):
    assert status_of(nlu.Understand, request_) is INVALID
    assert status_of(nlu.Understand, asked("에어컨 켜 줘")) is OK


@pytest.mark.parametrize("locale", ["", "ko", "en", "ko-KR", "en-US"])
def test_spoken_locales_are_taken(nlu, locale):
    assert status_of(nlu.Understand, asked("에어컨 켜 줘", locale=locale)) is OK


@pytest.mark.parametrize(
    ("given", "reason", "field"),
    [
        (asked(), "ALTERNATIVES", "alternatives"),
        (asked("에어컨 켜 줘", " "), "TEXT_MISSING", "alternatives[1].text"),
        (asked("가" * 501), "TEXT_TOO_LONG", "alternatives[0].text"),
        (asked("에어컨", score=2), "SCORE", "alternatives[0].score"),
        (asked("😀🚗"), "TEXT_UNREADABLE", "alternatives[0].text"),
        (asked("에어컨", "!!!"), "TEXT_UNREADABLE", "alternatives[1].text"),
        (asked("에어컨", locale="fr"), "LOCALE", "locale"),
        (asked("에어컨", utterance_id="a b"), "ID", "utterance_id"),
        (asked("더", context=context(command("x", "on", unit="%"))), "VALUE", "context.last_commands[0].value"),
        (
            asked("더", context=context(command_pb2.Command(function="hazard", delay={"seconds": -1}))),
            "TIME",
            "context.last_commands[0].delay",
        ),
    ],
)
def test_what_breaks_the_contract_is_told_with_its_reason_and_field(nlu, given, reason, field):
    status, found = failure(nlu.Understand, given)
    assert (status, found.name, list(found.fields)) == (INVALID, reason, [field])


def test_an_utterance_keeps_its_id_in_answer_and_log_and_gets_one_if_it_has_none(nlu, caplog):
    caplog.set_level(logging.INFO, server.__name__)
    assert nlu.Understand(asked("에어컨 켜 줘", utterance_id="trip-7"), timeout=PATIENCE).utterance_id == "trip-7"
    made = [nlu.Understand(asked("에어컨 켜 줘"), timeout=PATIENCE).utterance_id for _ in range(2)]
    assert all(made)
    assert made[0] != made[1]
    (answer,) = nlu.UnderstandStream(iter([part("에어컨 켜", utterance_id="trip-8")]), timeout=PATIENCE)
    assert answer.utterance_id == "trip-8"
    told = [record.getMessage() for record in caplog.records]
    assert [next(line for line in told if id in line).split(":")[0] for id in ("trip-7", *made, "trip-8")] == [
        f"utterance {id}" for id in ("trip-7", *made, "trip-8")
    ]
    assert "에어컨" not in caplog.text


def test_the_server_says_that_it_was_the_server(nlu):
    answer = nlu.Understand(asked("에어컨 켜 줘"), timeout=PATIENCE)
    assert answer.understanding.understood_by == understanding_pb2.UNDERSTOOD_BY_SERVER


def test_a_place_comes_as_a_place_and_a_title_as_text(nlu):
    (there,) = nlu.Understand(asked("강남역으로 가 줘"), timeout=PATIENCE).understanding.commands
    assert (there.function, there.value.WhichOneof("kind")) == ("nav.go", "place")
    (song,) = nlu.Understand(asked("아이유 좋은 날 틀어 줘"), timeout=PATIENCE).understanding.commands
    assert (song.function, song.value.WhichOneof("kind")) == ("media.play", "text")


def test_a_place_may_come_back_as_a_place_or_as_text(nlu):
    answers = []
    for value in ({"place": {"name": "강남역"}}, {"text": "강남역"}):
        said = asked("거기 말고 서울역", context=context(command("nav.go", "do", **value)))
        answers.append(nlu.Understand(said, timeout=PATIENCE).understanding)
    assert answers[0] == answers[1]


def test_an_open_question_tells_what_yes_means(nlu):
    last = command("trunk", "open")
    for question in (True, False):
        answer = nlu.Understand(asked("응", context=context(last, question_open=question)), timeout=PATIENCE)
        assert [each.function for each in answer.understanding.commands] == ["dialog.yes"] * question or not question


def test_an_unknown_function_in_the_context_does_no_harm(nlu):
    last = context(command("flux.capacitor", "on", "attic", text="?"))
    assert status_of(nlu.Understand, asked("더 올려", context=last)) in (OK, INVALID)
    assert status_of(nlu.Understand, asked("에어컨 켜 줘", context=last)) is OK


def test_a_deadline_in_the_past_is_exceeded_and_the_server_lives_on(nlu):
    assert status_of(nlu.Understand, asked("에어컨 켜 줘"), timeout=-1) is grpc.StatusCode.DEADLINE_EXCEEDED
    assert status_of(nlu.Understand, asked("에어컨 켜 줘")) is OK


def test_a_deadline_that_passes_is_exceeded_and_the_server_lives_on():
    gate = Gate()
    with served(gate) as channel:
        stub = nlu_pb2_grpc.NluServiceStub(channel)
        for seconds in (0.5, 2.0, 8.0, PATIENCE):  # the first may pass before the server has heard of the call
            assert (
                status_of(stub.Understand, asked("에어컨 켜 줘"), timeout=seconds) is grpc.StatusCode.DEADLINE_EXCEEDED
            )
            if gate.entered.is_set():
                break
        assert gate.entered.is_set()
        gate.leave.set()
        assert status_of(stub.Understand, asked("에어컨 켜 줘")) is OK


def test_a_request_whose_client_left_while_it_queued_is_not_computed():
    gate = Gate()
    with pytest.raises(Context.Aborted, match="DEADLINE_EXCEEDED"):
        server.NluServicer(gate).Understand(asked("에어컨 켜 줘"), Context(left=True))
    assert gate.calls == 0


def test_stream_answers_each_request_in_order(nlu):
    partial = ["조수석", "조수석 열선", "조수석 열선 켜", "조수석 열선 켜 줘", "창문 닫아", "조수석"]
    answers = list(nlu.UnderstandStream((part(text) for text in partial), timeout=PATIENCE))
    assert [answer.understanding.text for answer in answers] == partial
    assert list(answers[3].understanding.commands) == [command("seat.heat", "on", "passenger")]


def test_stream_ends_at_a_request_that_breaks_the_contract(nlu):
    answers = nlu.UnderstandStream((part(text) for text in ("에어컨 켜 줘", "", "창문 닫아")), timeout=PATIENCE)
    assert next(answers).understanding.text == "에어컨 켜 줘"
    with pytest.raises(grpc.RpcError) as error:
        next(answers)
    assert error.value.code() is INVALID


def test_open_streams_leave_room_for_calls(engine):
    done = threading.Event()

    def talk():
        yield part("에어컨 켜 줘")
        done.wait(PATIENCE)

    with served(engine) as channel:
        stub = nlu_pb2_grpc.NluServiceStub(channel)
        streams = [stub.UnderstandStream(talk(), timeout=PATIENCE) for _ in range(MOST_STREAMS)]
        assert all(next(stream).understanding.commands for stream in streams)
        assert status_of(stub.Understand, asked("창문 닫아")) is OK
        with pytest.raises(grpc.RpcError) as error:
            next(stub.UnderstandStream(talk(), timeout=PATIENCE))
        assert error.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        done.set()
        assert [list(stream) for stream in streams] == [[]] * MOST_STREAMS
        assert next(stub.UnderstandStream(iter([part("창문 닫아")]), timeout=PATIENCE)).understanding.commands


def test_health_says_serving(channel):
    assert health(channel) == health(channel, server.SERVICE) == SERVING
    check = health_pb2_grpc.HealthStub(channel).Check
    assert status_of(check, health_pb2.HealthCheckRequest(service="nobody")) is grpc.StatusCode.NOT_FOUND


def test_at_the_end_it_says_so_and_lets_the_running_call_finish():
    gate = Gate()
    serving, port = server.serve(gate, ANY_PORT)
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        stub = nlu_pb2_grpc.NluServiceStub(channel)
        running = stub.Understand.future(asked("에어컨 켜 줘"), timeout=PATIENCE)
        assert gate.entered.wait(PATIENCE)
        watch = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=PATIENCE)
        assert next(watch).status == SERVING
        stopping = threading.Thread(target=serving.stop, args=(PATIENCE,))
        stopping.start()
        assert next(watch).status == NOT_SERVING
        watch.cancel()
        assert not running.done()
        gate.leave.set()
        assert running.result().understanding.model_version == "gate"
        stopping.join(PATIENCE)
        assert not stopping.is_alive()
        assert status_of(stub.Understand, asked("에어컨 켜 줘")) is grpc.StatusCode.UNAVAILABLE


def test_a_client_without_stubs_can_call_it(channel):
    request, call = reflected(channel, server.SERVICE, "Understand")
    answer = call(request(alternatives=[{"text": "조수석 온도 이십이 도 반으로 맞춰 줘"}]))
    assert [(c.function, c.op, c.zone, c.value.number) for c in answer.understanding.commands] == [
        ("climate.temperature", "set", "passenger", 22.5)
    ]


def test_a_port_in_use_is_said(engine):
    serving, port = server.serve(engine, ANY_PORT)
    with pytest.raises(PortInUse, match=f"127.0.0.1:{port}"):
        server.serve(engine, f"127.0.0.1:{port}")
    serving.stop(0.0)


@pytest.mark.parametrize("address", ["nonsense", "256.1.1.1:0"])
def test_an_address_that_is_none_is_said(engine, address):
    with pytest.raises(PortInUse, match=address):
        server.serve(engine, address)


@pytest.mark.parametrize("name", [engines.MODEL, engines.TOKENISER, engines.LABELS])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed"])
def test_a_damaged_model_is_refused_by_the_name_of_its_file(tmp_path, name, damage):
    for path in MODEL.iterdir():
        shutil.copy(path, tmp_path)
    victim = tmp_path / name
    data = victim.read_bytes()
    victim.unlink()
    if damage != "missing":
        victim.write_bytes({"empty": b"", "cut": data[: len(data) // 2], "changed": b"\x00" + data[1:]}[damage])
    with pytest.raises(ModelError, match=name):
        Engine.load(tmp_path)


def test_replicas_answer_alike_because_neither_remembers(nlu, engine):
    last = context(command("climate.temperature", "set", "passenger", number=24))
    turns = [
        asked("조수석 온도 이십사 도로"),
        asked("더 올려", context=last),
        asked("조수석 열선 켜 줘"),
        asked("더 올려"),
    ]
    with served(engine) as channel:
        other = nlu_pb2_grpc.NluServiceStub(channel)
        for turn in turns:
            answers = [stub.Understand(turn, timeout=PATIENCE) for stub in (nlu, other, nlu)]
            for answer in answers:
                answer.ClearField("timings")
                answer.ClearField("utterance_id")
            assert answers[0] == answers[1] == answers[2]


def test_a_larger_model_of_other_labels_is_refused(tmp_path):
    """The server's model and the car's must speak of the same functions, values and follow-ups."""
    car = read_description(MODEL / engines.LABELS)
    check_alike(replace(car, version="larger", threshold=0.3), car)
    other = replace(car, version="larger", catalogue={k: v for k, v in car.catalogue.items() if k != "window"})
    with pytest.raises(engines.ModelError, match=r"larger.*different versions.*catalogue"):
        check_alike(other, car)
