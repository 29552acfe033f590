"""The vehicle gateway over a real channel, with the simulated car."""

import threading

import grpc
import pytest
from g70 import FUNCTIONS
from grpc_health.v1 import health_pb2
from turns import PATIENCE, Words, engine, health, reflected, ride, status_of

from contract.values import MOST_COMMANDS, Command, NluUnavailable, Understanding
from malcha.run import stack
from nlu.engine.engine import Engine
from nlu.service import server as nlu_server
from proto import nlu_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.limits import MOST_STREAMS
from serving.server import PortInUse
from vehicle.catalogue.row import GROUPS
from vehicle.doors import server
from vehicle.doors.nlu_client import remote
from vehicle.gateway.state import WATCH_BACKLOG
from vehicle.turn.fallback import RETRY_AFTER, with_fallback

INVALID, OK, UNAVAILABLE = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE
EXHAUSTED, EXCEEDED = grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED
CONFIRMED, REFUSED = vehicle_pb2.CONFIRMED, vehicle_pb2.REFUSED


@pytest.fixture(scope="module")
def words():
    return Words()


@pytest.fixture(scope="module")
def drive(words):
    """One car for this file's tests; each leaves it parked."""
    with ride(words) as taken:
        yield taken


def command(function: str, op: str, zone: str = "", **value) -> nlu_pb2.Command:
    return nlu_pb2.Command(function=function, op=op, zone=zone, value=nlu_pb2.Value(**value) if value else None)


def execute(drive, *commands: nlu_pb2.Command, **more) -> vehicle_pb2.SayResponse:
    return drive.vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=commands, **more), timeout=PATIENCE)


def state(drive) -> dict[tuple[str, str], vehicle_pb2.FunctionState]:
    return {
        (row.function, row.zone): row
        for row in drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    }


@pytest.fixture
def on_the_bus(drive):
    """The gateway's frames from now on."""
    sent = []

    def observe(frame):
        if frame.sent:
            sent.append(frame)

    drive.assistant.delivery.bridge.observers.append(observe)
    yield sent
    drive.assistant.delivery.bridge.observers.remove(observe)


# Say


def test_what_is_said_is_done_and_confirmed_by_a_later_frame(drive, words):
    execute(drive, command("seat.heat", "off", "passenger"))
    words.means(Command("seat.heat", "set", "passenger", 3.0))
    said = drive.say("조수석 엉따 3단으로")
    (result,) = said.results
    assert (result.outcome, result.reason, said.outcome) == (CONFIRMED, "", nlu_pb2.UNDERSTOOD)
    assert result.command == command("seat.heat", "set", "passenger", number=3)
    assert said.reply == result.reply == "조수석 열선 시트를 3단으로 맞췄어요."
    first, last = result.frames[0], result.frames[-1]
    assert first.sent
    assert not last.sent
    assert 0 <= first.at_ms <= last.at_ms
    assert (first.bus, first.message, first.signals["PsSeatHeatSet"]) == ("mcan", "VA_SEAT_CMD", "3")
    assert 0 < len(first.data) <= 8


def test_a_turn_tells_who_understood_how_surely_and_how_long_each_stage_took(drive, words):
    words.means(Command("info.time", "query"))
    first, second = drive.say("몇 시야"), drive.say("몇 시야")
    assert (first.understood_by, round(first.confidence, 2)) == ("embedded", 0.9)
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
    assert [result.outcome for result in said.results] == [vehicle_pb2.ANSWERED, REFUSED, vehicle_pb2.HANDED_OFF]
    assert said.reply == " ".join(result.reply for result in said.results)


def test_what_is_not_for_the_car_does_nothing(drive, words, on_the_bus):
    words.means(outcome="out_of_scope")
    said = drive.say("어제 영화 진짜 재밌었어")
    assert (said.outcome, list(said.results)) == (nlu_pb2.OUT_OF_SCOPE, [])
    assert said.reply
    assert on_the_bus == []


def test_the_speakers_seat_is_meant_where_none_is_spoken(drive, words):
    execute(drive, command("climate.temperature", "set", "all", number=22))
    words.means(Command("climate.temperature", "set", None, 25.0))
    drive.say("25도로", seat="passenger")
    known = state(drive)
    assert [known["climate.temperature", seat].value.number for seat in ("driver", "passenger")] == [22, 25]


def test_alternatives_reach_the_one_who_understands(drive, words):
    words.means(outcome="out_of_scope")
    several = [nlu_pb2.Alternative(text="열선 켜", score=0.75), nlu_pb2.Alternative(text="열 선 켜", score=0.25)]
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
        pytest.param(vehicle_pb2.SayRequest(text="열선 켜", seat="boot"), id="no such seat"),
        pytest.param(vehicle_pb2.SayRequest(text="열선 켜", seat="all"), id="a zone that is no seat"),
        pytest.param(
            vehicle_pb2.SayRequest(alternatives=[nlu_pb2.Alternative(text="열선 켜")] * 6), id="6 alternatives"
        ),
        pytest.param(vehicle_pb2.SayRequest(alternatives=[nlu_pb2.Alternative(text="열선 켜", score=2)]), id="score 2"),
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
    assert (said.outcome, list(said.results)) == (nlu_pb2.AMBIGUOUS, [])
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


@pytest.mark.parametrize("more", [{"locale": "fr"}, {"seat": "boot"}])
def test_execute_with_a_locale_or_seat_that_is_none_is_an_invalid_argument(drive, on_the_bus, more):
    request = vehicle_pb2.ExecuteRequest(commands=[command("climate.ac", "on")], **more)
    assert status_of(drive.vehicle.Execute, request) is INVALID
    assert on_the_bus == []


def test_eight_commands_are_taken(drive):
    done = execute(drive, *[command("info.time", "query")] * MOST_COMMANDS)
    assert [result.outcome for result in done.results] == [vehicle_pb2.ANSWERED] * MOST_COMMANDS
    assert done.understood_by == ""


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
    ids=lambda asked: asked.function if isinstance(asked, nlu_pb2.Command) else "",
)
@pytest.mark.parametrize("locale", ["ko", "en"])
def test_out_of_range_is_refused_with_the_range_and_nothing_is_sent(drive, on_the_bus, asked, said, locale):
    (result,) = execute(drive, asked, locale=locale).results
    assert (result.outcome, result.reason) == (REFUSED, "range")
    assert all(limit in result.reply for limit in said)
    assert on_the_bus == []


@pytest.mark.parametrize(
    "text", ["", "\x00", "가" * 500, "a\nb", "👻" * 300], ids=["empty", "nul", "500 characters", "two lines", "ghosts"]
)
@pytest.mark.parametrize("function", ["media.play", "phone.call", "nav.go", "nav.nearby", "light.ambient"])
def test_strange_words_get_an_outcome_and_the_car_still_listens(drive, function, text):
    row = FUNCTIONS[function]
    (result,) = execute(
        drive, command(function, next(iter(row.ops if row.value.kind != "colour" else ["set"])), text=text)
    ).results
    assert result.outcome
    assert result.reply
    execute(drive, command("climate.ac", "off"))
    asked = (execute(drive, command("climate.ac", "on")).results[0].outcome for _ in range(3))
    assert CONFIRMED in asked  # a machine that stood still for a second has no values to act on, and says so


def test_in_motion_what_needs_parking_is_refused(drive, on_the_bus):
    drive.drive(60, "D")
    try:
        (result,) = execute(drive, command("trunk", "open")).results
        now = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
        assert (now.driving, now.speed_kmh, now.gear) == ("moving", 60, "D")
    finally:
        drive.drive(0, "P")
    assert (result.outcome, result.reason) == (REFUSED, "parked")
    assert on_the_bus == []


def test_a_turn_whose_client_left_while_another_went_on_is_not_carried_out(words):
    entered, leave = threading.Event(), threading.Event()

    def slowly(alternatives, locale, context):
        entered.set()
        assert leave.wait(PATIENCE)
        return Understanding("understood", (Command("dialog.thanks", "do"),), 1.0)

    with ride(slowly) as taken:
        sent = []
        taken.assistant.delivery.bridge.observers.append(
            lambda frame: sent.append(frame.message) if frame.sent else None
        )
        first = taken.vehicle.Say.future(vehicle_pb2.SayRequest(text="고마워"), timeout=PATIENCE)
        assert entered.wait(PATIENCE)
        late = vehicle_pb2.ExecuteRequest(commands=[command("hazard", "on")])
        assert status_of(taken.vehicle.Execute, late, timeout=0.2) is EXCEEDED
        assert status_of(taken.vehicle.Say, vehicle_pb2.SayRequest(text="비상등"), timeout=0.2) is EXCEEDED
        assert (
            status_of(taken.vehicle.GetState, vehicle_pb2.GetStateRequest()) is OK
        )  # by now the gateway knows that they left
        leave.set()
        assert first.result().reply == "천만에요."
        execute(taken, command("seat.heat", "set", "driver", number=3))
        execute(taken, command("seat.heat", "off", "driver"))
    assert sent == ["VA_SEAT_CMD", "VA_SEAT_CMD"]
    assert len(taken.understood) == 1


# GetState, WatchState, ListFunctions


def test_a_parked_car_says_so(drive):
    now = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
    assert (now.driving, now.speed_kmh, now.gear, now.ignition) == ("parked", 0, "P", "on")


def test_state_has_every_wired_function_and_zone_of_the_catalogue(drive):
    wired = {
        (row.name, zone if zone in row.zones else "")
        for row in FUNCTIONS.values()
        for zone, wire in row.wires.items()
        if wire.status
    }
    assert {row for row, _ in state(drive)} == {row for row, _ in wired}
    assert wired == set(state(drive))


def test_state_follows_a_command_in_the_functions_unit(drive):
    execute(
        drive, command("media.volume", "set", number=60), command("climate.temperature", "set", "driver", number=19.5)
    )
    known = state(drive)
    volume, temperature = known["media.volume", ""], known["climate.temperature", "driver"]
    assert (volume.value.number, volume.unit) == (60, "%")
    assert (temperature.value.number, temperature.unit, temperature.signal) == (
        19.5,
        "degC",
        "DATC_PE_02.DATC_DrTempDispC",
    )
    assert temperature.age_s >= 0


@pytest.mark.parametrize(
    ("signal", "unit"),
    [("CLU13.CF_Clu_FuelDispLvl", "%"), ("CLU13.CF_Clu_DTE", "km"), ("VA_CAR_STS.BatteryVoltage", "V"), ("HU_CLU_PE_01.HU_Frequency", "MHz"),
     ("VA_MEDIA_STS.AmFreq", "kHz"), ("VA_WINDOW_STS.DrWdwPos", "%"), ("DATC_PE_03.DATC_AcDisp", "")],
)  # fmt: skip
def test_state_tells_the_unit_of_each_value(drive, signal, unit):
    rows = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert [row.unit for row in rows if row.signal == signal] == [unit]


def test_a_watcher_hears_everything_known_and_then_each_change(drive):
    execute(drive, command("light.ambient", "set", text="red"))
    known = {row.signal for row in drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions}
    watching = drive.vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE)
    first = [next(watching) for _ in known]
    assert {row.signal for row in first} == known
    assert [row.value.text for row in first if row.function == "light.ambient"] == ["red"]
    execute(drive, command("light.ambient", "set", text="blue"))
    assert next(row.value.text for row in watching if row.function == "light.ambient") == "blue"
    watching.cancel()


@pytest.fixture
def left(drive, monkeypatch):
    """Set when a watcher has been forgotten."""
    gone = threading.Event()
    unwatch = drive.assistant.state.unwatch

    def unwatch_and_tell(watcher):
        unwatch(watcher)
        gone.set()

    monkeypatch.setattr(drive.assistant.state, "unwatch", unwatch_and_tell)
    return gone


def test_a_watcher_that_leaves_is_forgotten(drive, left):
    watching = drive.vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE)
    next(watching)
    watching.cancel()
    assert left.wait(PATIENCE)


def test_a_watcher_whose_deadline_passes_is_forgotten(drive, left):
    for seconds in (0.5, 2.0, 8.0):  # the first may pass before the gateway has heard of the call
        watching = drive.vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=seconds)
        assert status_of(lambda watching=watching, **_: list(watching)) is EXCEEDED
        if left.wait(2.0):
            break
    assert left.is_set()


class Reader(grpc.RpcContext):
    """The context of a client that reads when it likes."""

    class Aborted(Exception):
        pass

    def abort(self, code, details):
        raise self.Aborted(code)

    def is_active(self):
        return True

    def time_remaining(self):
        return PATIENCE

    def cancel(self): ...

    def add_callback(self, callback): ...

    def auth_context(self):
        return {}

    def peer(self):
        return "ipv4:10.0.0.7:4711"


def test_a_watcher_that_reads_too_slowly_is_sent_away_and_forgotten(drive, left, caplog):
    watching = server.VehicleServicer(drive.assistant).WatchState(vehicle_pb2.WatchStateRequest(), Reader())
    next(watching)
    for i in range(WATCH_BACKLOG):
        drive.assistant.state.update("EMS12", {"TEMP_ENG": float(i)}, 0.0)  # of no function
    with pytest.raises(Reader.Aborted, match="RESOURCE_EXHAUSTED"):
        list(watching)
    assert left.is_set()
    assert "read faster" in next(record.getMessage() for record in caplog.records if record.name == "malcha.audit")


def test_watchers_leave_room_for_turns(drive):
    serving, port = server.serve(drive.assistant, "127.0.0.1:0")  # its own, where nobody is just leaving
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        vehicle = vehicle_pb2_grpc.VehicleStub(channel)
        watchers = [vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE) for _ in range(MOST_STREAMS)]
        assert all(next(watching).function for watching in watchers)
        assert status_of(vehicle.GetState, vehicle_pb2.GetStateRequest()) is OK
        assert status_of(lambda **more: next(vehicle.WatchState(vehicle_pb2.WatchStateRequest(), **more))) is EXHAUSTED
    serving.stop(0.0)


def test_the_catalogue_describes_itself(drive):
    rows = {
        row.name: row
        for row in drive.vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=PATIENCE).functions
    }
    assert list(rows) == list(FUNCTIONS)
    temperature = rows["climate.temperature"]
    assert (temperature.lowest, temperature.highest, temperature.step, temperature.unit) == (17, 27, 0.5, "degC")
    assert (list(temperature.zones), list(temperature.ops)) == (
        ["driver", "passenger", "all"],
        ["set", "up", "down", "query"],
    )
    assert not rows["seat.massage"].fitted
    assert [name for name, row in rows.items() if not row.spoken] == ["horn"]
    assert list(rows["trunk"].asks) == ["open"]
    assert list(rows["trunk"].needs) == ["*: parked"]
    assert not rows["climate.ac"].has_range
    assert all(
        zone in GROUPS or zone == "all" or zone in ("driver", "passenger", "rear_left", "rear_right")
        for row in rows.values()
        for zone in row.zones
    )


# the NLU server away and back


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_when_the_server_dies_the_car_understands_by_itself_and_later_asks_it_again():
    shipped, clock = Engine.load(stack.MODEL), Clock()
    serving, port = nlu_server.serve(shipped, "127.0.0.1:0")
    try:
        with (
            grpc.insecure_channel(f"127.0.0.1:{port}") as channel,
            ride(with_fallback(remote(channel, PATIENCE), stack.embedded(), clock)) as taken,
        ):
            assert taken.say("조수석 열선 켜 줘").understood_by == "server"
            taken.drive(60, "D")
            serving.stop(0.0)
            alone = taken.say("조수석 열선 꺼 줘")
            assert (alone.understood_by, alone.results[0].outcome) == ("embedded", CONFIRMED)
            serving, _ = nlu_server.serve(shipped, f"127.0.0.1:{port}")
            grpc.channel_ready_future(channel).result(PATIENCE)
            clock.now += RETRY_AFTER / 2
            assert taken.say("조수석 열선 켜 줘").understood_by == "embedded"
            clock.now += RETRY_AFTER / 2
            again = taken.say("조수석 열선 꺼 줘")
            assert (again.understood_by, again.results[0].outcome) == ("server", CONFIRMED)
    finally:
        serving.stop(0.0)


def test_server_and_embedded_engine_understand_alike():
    serving, port = nlu_server.serve(Engine.load(stack.MODEL), "127.0.0.1:0")
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
    with grpc.insecure_channel("127.0.0.1:1") as nobody, ride(with_fallback(remote(nobody, PATIENCE), None)) as taken:
        with pytest.raises(grpc.RpcError) as error:
            taken.say("조수석 열선 켜 줘")
        assert error.value.code() is UNAVAILABLE
        assert str(error.value.details()) == str(
            NluUnavailable("the NLU server is away and this gateway has no engine of its own")
        )
        assert execute(taken, command("seat.heat", "on", "passenger")).results[0].outcome == CONFIRMED


# the server


def test_health_says_serving(drive):
    assert health(drive.channel) == health(drive.channel, server.SERVICE) == health_pb2.HealthCheckResponse.SERVING


def test_a_client_without_stubs_can_call_it(drive):
    request, call = reflected(drive.channel, server.SERVICE, "Execute")
    answer = call(request(commands=[{"function": "climate.temperature", "op": "set", "value": {"number": 100}}]))
    assert [result.reason for result in answer.results] == ["range"]


def test_a_port_in_use_is_said(drive):
    with pytest.raises(PortInUse, match=str(drive.port)):
        server.serve(drive.assistant, f"127.0.0.1:{drive.port}")
