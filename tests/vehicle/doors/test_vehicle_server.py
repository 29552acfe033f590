"""Turns of the vehicle gateway over a real channel, with the simulated car."""

import threading
from dataclasses import replace

import grpc
import pytest
from clocks import Clock
from g70 import FUNCTIONS
from grpc_health.v1 import health_pb2
from turns import PATIENCE, command, embedded, engine, health, loaded, reflected, ride, status_of

from contract.values import MOST_COMMANDS, Command, NluUnavailable, Understanding
from malcha.v1 import command_pb2, state_pb2, turn_pb2, understanding_pb2, vehicle_pb2
from nlu.service import server as nlu_server
from serving.server import PortInUse
from vehicle.doors import server
from vehicle.doors.nlu_client import remote
from vehicle.turn.own_engine_first import RETRY_AFTER, own_engine_first

INVALID, OK, UNAVAILABLE = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE
EXCEEDED = grpc.StatusCode.DEADLINE_EXCEEDED
EMBEDDED, SERVER = understanding_pb2.UNDERSTOOD_BY_EMBEDDED, understanding_pb2.UNDERSTOOD_BY_SERVER
CONFIRMED, REFUSED = turn_pb2.COMMAND_OUTCOME_CONFIRMED, turn_pb2.COMMAND_OUTCOME_REFUSED


# Say


def test_what_is_said_is_done_and_confirmed_by_a_later_frame(drive, words):
    drive.execute(command("seat.heat", "off", "passenger"))
    words.means(Command("seat.heat", "set", "passenger", 3.0))
    said = drive.say("조수석 엉따 3단으로")
    (result,) = said.results
    assert (result.outcome, result.reason, said.understanding.outcome) == (
        CONFIRMED,
        "",
        understanding_pb2.OUTCOME_UNDERSTOOD,
    )
    assert result.command == command("seat.heat", "set", "passenger", number=3)
    assert said.reply == result.reply == "조수석 열선 시트를 3단으로 맞췄어요."
    first, last = result.frames[0], result.frames[-1]
    assert first.sent
    assert not last.sent
    assert said.began_at.ToNanoseconds() <= first.at.ToNanoseconds() <= last.at.ToNanoseconds()
    assert result.confirmed_at == last.at
    assert (first.bus, first.message, first.signals["PsSeatHeatSet"]) == ("mcan", "VA_SEAT_CMD", "3")
    assert 0 < len(first.data) <= 8


def test_a_turn_tells_who_understood_how_surely_and_how_long_each_stage_took(drive, words):
    words.means(Command("info.time", "query"))
    first, second = drive.say("몇 시야"), drive.say("몇 시야")
    assert (first.understanding.understood_by, round(first.understanding.confidence, 2)) == (EMBEDDED, 0.9)
    assert first.understanding.model_version == "words"
    assert {"understand", "total"} <= {timing.stage for timing in first.timings}
    assert all(timing.ms >= 0 for timing in first.timings)
    assert first.utterance_id != second.utterance_id != ""


def test_several_commands_have_an_outcome_each_in_order(drive, words):
    words.means(
        Command("climate.ac", "query"),
        Command("climate.temperature", "set", None, 100.0),
        Command("info.weather", "query"),
    )
    said = drive.say("...", "en")
    assert [result.outcome for result in said.results] == [
        turn_pb2.COMMAND_OUTCOME_ANSWERED,
        REFUSED,
        turn_pb2.COMMAND_OUTCOME_HANDED_OFF,
    ]
    assert said.reply == " ".join(result.reply for result in said.results)


def test_what_is_not_for_the_car_does_nothing(drive, words, on_the_bus):
    words.means(outcome="out_of_scope")
    said = drive.say("어제 영화 진짜 재밌었어")
    assert (said.understanding.outcome, list(said.results)) == (understanding_pb2.OUTCOME_OUT_OF_SCOPE, [])
    assert said.reply
    assert on_the_bus == []


def test_the_speakers_seat_is_meant_where_none_is_spoken(drive, words):
    drive.execute(command("climate.temperature", "set", "all", number=22))
    words.means(Command("climate.temperature", "set", None, 25.0))
    drive.say("25도로", seat="SEAT_PASSENGER")
    known = drive.state()
    assert [known["climate.temperature", seat].value.number for seat in ("driver", "passenger")] == [22, 25]


def test_alternatives_reach_the_one_who_understands(drive, words):
    words.means(outcome="out_of_scope")
    several = [
        understanding_pb2.Alternative(text="열선 켜", score=0.75),
        understanding_pb2.Alternative(text="열 선 켜", score=0.25),
    ]
    drive.say("", alternatives=several)
    assert words.asked[-1][0] == [("열선 켜", 0.75), ("열 선 켜", 0.25)]


@pytest.mark.parametrize(
    ("locale", "text", "reply"),
    [
        ("", "온도", "온도는"),
        ("", "warmer", "The temperature"),
        ("en", "온도", "The temperature"),
        ("ko-KR", "warmer", "온도는"),
    ],
)
def test_the_reply_speaks_the_locale_or_else_the_language_of_the_text(drive, words, locale, text, reply):
    words.means(Command("climate.temperature", "set", None, 100.0))
    assert drive.say(text, locale).reply.startswith(reply)


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(vehicle_pb2.SayRequest(), id="nothing"),
        pytest.param(vehicle_pb2.SayRequest(text=" \n　"), id="blank"),
        pytest.param(vehicle_pb2.SayRequest(text="가" * 501), id="501 characters"),
        pytest.param(vehicle_pb2.SayRequest(text="가" * 10_000), id="10,000 characters"),
        pytest.param(vehicle_pb2.SayRequest(text="😀"), id="emoji only"),
        pytest.param(vehicle_pb2.SayRequest(text="\x00\x01"), id="control characters only"),
        pytest.param(vehicle_pb2.SayRequest(text="℃" * 400), id="501 characters once written out"),
        pytest.param(vehicle_pb2.SayRequest(text="열선 켜", locale="fr-FR"), id="French"),
        pytest.param(vehicle_pb2.SayRequest(text="열선 켜", seat=99), id="no such seat"),
        pytest.param(
            vehicle_pb2.SayRequest(alternatives=[understanding_pb2.Alternative(text="열선 켜")] * 6),
            id="6 alternatives",
        ),
        pytest.param(
            vehicle_pb2.SayRequest(alternatives=[understanding_pb2.Alternative(text="열선 켜", score=2)]), id="score 2"
        ),
    ],
)
def test_say_that_breaks_the_contract_is_an_invalid_argument(drive, words, on_the_bus, request_, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(drive.assistant, "understand", engine())
        assert status_of(drive.vehicle.Say, request_) is INVALID
    assert on_the_bus == []
    words.means(Command("dialog.thanks", "do"))
    assert drive.say("고마워").reply == "천만에요."


def test_a_server_of_another_catalogue_is_not_understood_and_moves_nothing(drive, words, on_the_bus):
    words.means(Command("seat.heat", "on", "driver"), Command("flux.capacitor", "on"))
    said = drive.say("열선 켜고 시간 여행")
    assert (said.understanding.outcome, list(said.results)) == (understanding_pb2.OUTCOME_AMBIGUOUS, [])
    assert said.reply
    assert on_the_bus == []


# Execute


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param([], id="no command"),
        pytest.param([command("info.time", "query")] * (MOST_COMMANDS + 1), id="9 commands"),
        pytest.param([command("flux.capacitor", "on")], id="unknown function"),
        pytest.param([command("", "")], id="nothing in it"),
        pytest.param([command("climate.ac", "explode")], id="unknown op"),
        pytest.param([command("climate.ac", "")], id="no op"),
        pytest.param([command("climate.temperature", "set", "rear_left", number=22)], id="zone of another function"),
        pytest.param([command("seat.heat", "on", "roof")], id="unknown zone"),
        pytest.param([command("climate.temperature", "set", text="warm")], id="a word for a number"),
        pytest.param([command("climate.temperature", "set", text="22")], id="digits as text"),
        pytest.param([command("climate.airflow", "set", number=3)], id="a number for a word"),
        pytest.param([command("climate.ac", "on", number=1)], id="a value where none is taken"),
        pytest.param([command("message.send", "do", text="hello")], id="text for a message"),
        pytest.param([command("media.play", "play", message={"to": "me"})], id="a message for text"),
        *(
            pytest.param([command("climate.temperature", "set", number=float(number))], id=number)
            for number in ("nan", "inf", "-inf", "1e308")
        ),
        pytest.param([command("media.play", "play", text="가" * 10_000)], id="10,000 characters"),
        pytest.param([command("seat.heat", "on", "driver"), command("flux.capacitor", "on")], id="the second of two"),
    ],
)
def test_execute_outside_the_catalogue_is_an_invalid_argument_and_nothing_is_sent(drive, on_the_bus, commands):
    assert status_of(drive.vehicle.Execute, vehicle_pb2.ExecuteRequest(commands=commands)) is INVALID
    assert on_the_bus == []


@pytest.mark.parametrize("more", [{"locale": "fr"}, {"seat": 99}])
def test_execute_with_a_locale_or_seat_that_is_none_is_an_invalid_argument(drive, on_the_bus, more):
    request = vehicle_pb2.ExecuteRequest(commands=[command("climate.ac", "on")], **more)
    assert status_of(drive.vehicle.Execute, request) is INVALID
    assert on_the_bus == []


def test_eight_commands_are_taken(drive):
    done = drive.execute(*[command("info.time", "query")] * MOST_COMMANDS)
    assert [result.outcome for result in done.results] == [turn_pb2.COMMAND_OUTCOME_ANSWERED] * MOST_COMMANDS
    assert not done.HasField("understanding")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (command("climate.temperature", "set", number=100), ("17", "27")),
        (command("climate.temperature", "set", number=-40), ("17", "27")),
        (command("climate.fan", "set", number=12), ("1", "8")),
        (command("seat.heat", "set", "passenger", number=4), ("1", "3")),
        (command("window", "set", number=101), ("0", "100")),
        (command("media.tune", "set", number=120), ("87.5", "108")),
    ],
    ids=lambda asked: asked.function if isinstance(asked, command_pb2.Command) else "",
)
@pytest.mark.parametrize("locale", ["ko", "en"])
def test_out_of_range_is_refused_with_the_range_and_nothing_is_sent(drive, on_the_bus, asked, said, locale):
    (result,) = drive.execute(asked, locale=locale).results
    assert (result.outcome, result.reason) == (REFUSED, "range")
    assert all(limit in result.reply for limit in said)
    assert on_the_bus == []


@pytest.mark.parametrize(
    "text", ["", "\x00", "가" * 500, "a\nb", "👻" * 300], ids=["empty", "nul", "500 characters", "two lines", "ghosts"]
)
@pytest.mark.parametrize("function", ["media.play", "phone.call", "nav.go", "nav.nearby", "light.ambient"])
def test_strange_words_get_an_outcome_and_the_car_still_listens(drive, function, text):
    row = FUNCTIONS[function]
    (result,) = drive.execute(
        command(function, next(iter(row.ops if row.value.kind != "colour" else ["set"])), text=text)
    ).results
    assert result.outcome
    assert result.reply
    drive.execute(command("climate.ac", "off"))
    asked = (drive.execute(command("climate.ac", "on")).results[0].outcome for _ in range(3))
    assert CONFIRMED in asked  # a machine that stood still for a second has no values to act on, and says so


def test_in_motion_what_needs_parking_is_refused(drive, on_the_bus):
    drive.drive(60, "D")
    try:
        (result,) = drive.execute(command("trunk", "open")).results
        now = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
        assert (now.driving, now.speed_kmh, now.gear) == (state_pb2.DRIVING_MOVING, 60, state_pb2.GEAR_DRIVE)
    finally:
        drive.drive(0, "P")
    assert (result.outcome, result.reason) == (REFUSED, "parked")
    assert on_the_bus == []


def test_a_turn_whose_client_left_before_it_was_understood_sends_nothing_and_keeps_nobody_waiting(words):
    entered, leave, left = threading.Event(), threading.Event(), threading.Event()

    def slowly(alternatives, locale, context):
        entered.set()
        assert leave.wait(PATIENCE)
        return Understanding("understood", (Command("hazard", "on"),), 1.0)

    with ride(slowly) as taken:
        sent = []
        taken.assistant.delivery.bridge.observers.append(
            lambda frame: sent.append(frame.message) if frame.sent else None
        )
        first = taken.vehicle.Say.future(vehicle_pb2.SayRequest(text="비상등"), timeout=PATIENCE)
        assert entered.wait(PATIENCE)
        first.add_done_callback(lambda _: left.set())
        first.cancel()
        assert left.wait(PATIENCE)
        assert status_of(taken.vehicle.GetState, vehicle_pb2.GetStateRequest()) is OK  # the gateway knows by now
        assert taken.execute(command("climate.ac", "on")).results[0].outcome == CONFIRMED
        leave.set()
        taken.execute(command("seat.heat", "set", "driver", number=3))
        assert "TMU_GW_E_01" not in sent


# the NLU server away and back


def unsure(*asked):
    """The engine in the car, which does not trust itself."""
    return replace(embedded()(*asked), confidence=0.5)


def test_when_the_server_dies_the_car_understands_by_itself_and_later_asks_it_again():
    shipped, clock = loaded(), Clock()
    serving, port = nlu_server.serve(shipped, "127.0.0.1:0")
    try:
        with (
            grpc.insecure_channel(f"127.0.0.1:{port}") as channel,
            ride(own_engine_first(unsure, remote(channel, PATIENCE), clock)) as taken,
        ):
            assert taken.say("조수석 열선 켜 줘").understanding.understood_by == SERVER
            taken.drive(60, "D")
            serving.stop(0.0)
            alone = taken.say("조수석 열선 꺼 줘")
            assert (alone.understanding.understood_by, alone.results[0].outcome) == (EMBEDDED, CONFIRMED)
            serving, _ = nlu_server.serve(shipped, f"127.0.0.1:{port}")
            grpc.channel_ready_future(channel).result(PATIENCE)
            clock.now += RETRY_AFTER / 2
            assert taken.say("조수석 열선 켜 줘").understanding.understood_by == EMBEDDED
            clock.now += RETRY_AFTER / 2
            again = taken.say("조수석 열선 꺼 줘")
            assert (again.understanding.understood_by, again.results[0].outcome) == (SERVER, CONFIRMED)
    finally:
        serving.stop(0.0)


def test_server_and_embedded_engine_understand_alike():
    serving, port = nlu_server.serve(loaded(), "127.0.0.1:0")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel, ride(remote(channel, PATIENCE)) as one, ride() as other:
        for text in (
            "조수석 온도 이십사 도로",
            "더 올려",
            "조수석이랑 운전석 열선 켜 줘",
            "아내한테 늦는다고 문자 보내 줘",
        ):
            one.say(text), other.say(text)
        assert one.understood == other.understood
        assert all(one.understood)
    serving.stop(0.0)


def test_without_server_and_engine_nobody_understands_and_execute_still_works():
    with (
        grpc.insecure_channel("127.0.0.1:1") as nobody,
        ride(own_engine_first(None, remote(nobody, PATIENCE))) as taken,
    ):
        with pytest.raises(grpc.RpcError) as error:
            taken.say("조수석 열선 켜 줘")
        assert error.value.code() is UNAVAILABLE
        assert str(error.value.details()) == str(
            NluUnavailable("the NLU server cannot be reached and this gateway has no embedded engine")
        )
        assert taken.execute(command("seat.heat", "on", "passenger")).results[0].outcome == CONFIRMED


# the server


def test_health_says_serving(drive):
    assert health(drive.channel) == health(drive.channel, server.SERVICE) == health_pb2.HealthCheckResponse.SERVING


def test_a_client_without_stubs_can_call_it(drive):
    request, call = reflected(drive.channel, server.SERVICE, "Execute")
    answer = call(request(commands=[{"function": "climate.temperature", "op": "set", "value": {"number": 100}}]))
    assert [result.reason for result in answer.turn.results] == ["range"]


def test_a_port_in_use_is_said(drive):
    with pytest.raises(PortInUse, match=str(drive.port)):
        server.serve(drive.assistant, f"127.0.0.1:{drive.port}")
