"""The pages for Prometheus, scraped as Prometheus does."""

import socket
import ssl
import urllib.request
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager

import can
import grpc
import pytest
from calls import PATIENCE, status_of, whole
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from turns import command

from contract.values import Command, Understanding
from malcha.run import certs
from malcha.v1 import (
    nlu_pb2,
    nlu_pb2_grpc,
    speech_pb2,
    speech_pb2_grpc,
    understanding_pb2,
    vehicle_pb2,
    vehicle_pb2_grpc,
)
from nlu.service import metrics as nlu_metrics
from nlu.service import server as nlu_server
from serving import metrics, metrics_page
from serving.limits import BURST
from serving.metrics import MOST_WORDS, OTHER, Bounded, Meter, endpoint
from serving.server import PortInUse, Security
from serving.tls import Tls, TlsError
from vehicle.doors import metrics as vehicle_metrics
from vehicle.doors import server as vehicle_server
from vehicle.gateway.bus_state import BusHealth, BusState

ANY = "127.0.0.1:0"


def scrape(port: int) -> dict[str, float]:
    """{'name{label="value",...}': value} of a page, labels in order of their names."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as page:
        families = text_string_to_metric_families(page.read().decode())
        samples = [sample for family in families for sample in family.samples]
    return {named(sample.name, **sample.labels): sample.value for sample in samples}


def named(name: str, **labels: str) -> str:
    return name + "{" + ",".join(f'{label}="{value}"' for label, value in sorted(labels.items())) + "}"


def counted(page: dict[str, float], name: str) -> dict[str, float]:
    """What is not zero of one metric."""
    return {sample: value for sample, value in page.items() if sample.startswith(name + "{") and value}


class Gateway:
    """The gateway of a rig over gRPC, with its page."""

    def __init__(self, vehicle: vehicle_pb2_grpc.VehicleServiceStub, port: int):
        self.vehicle, self.port = vehicle, port

    def say(self, text: str = "..."):
        return self.vehicle.Say(vehicle_pb2.SayRequest(text=text), timeout=PATIENCE).turn

    def page(self) -> dict[str, float]:
        return scrape(self.port)


@contextmanager
def metered_gateway(rig, security: Security = vehicle_server.OPEN):
    registry = CollectorRegistry()
    meter = vehicle_metrics.of(rig.assistant)(registry)
    serving, port = vehicle_server.serve(rig.assistant, ANY, security, meter=meter)
    try:
        with endpoint(registry, "0") as page, grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield Gateway(vehicle_pb2_grpc.VehicleServiceStub(channel), page)
    finally:
        serving.stop(0.0)


@pytest.fixture
def gateway(rig):
    with metered_gateway(rig) as running:
        yield running


def means(rig, *commands: Command, outcome: str = "understood", by: str = "embedded"):
    rig.heard = Understanding(outcome, commands, 1.0, model_version="m1", by=by)


# the gateway


def test_turns_are_counted_by_outcome_and_commands_by_theirs(rig, gateway):
    means(
        rig,
        Command("seat.heat", "set", "driver", 3.0),
        Command("climate.temperature", "set", None, 100.0),
        Command("info.weather", "query"),
    )
    gateway.say()
    means(rig, outcome="out_of_scope", by="server")
    gateway.say()
    page = gateway.page()
    assert counted(page, "malcha_utterances_total") == {
        named("malcha_utterances_total", outcome="understood", by="embedded", model="m1"): 1,
        named("malcha_utterances_total", outcome="out_of_scope", by="server", model="m1"): 1,
    }
    assert counted(page, "malcha_commands_total") == {
        named("malcha_commands_total", outcome=outcome): 1 for outcome in ("confirmed", "refused", "handed_off")
    }


def test_refusals_are_counted_by_reason(rig, gateway):
    rig.to_car = lambda frame: None  # a car that answers nothing
    handed_off = Command("info.weather", "query")  # has a reason, too, and is no refusal
    means(
        rig, Command("climate.temperature", "set", None, 100.0), Command("seat.heat", "set", "driver", 3.0), handed_off
    )
    gateway.say()
    gateway.say()
    assert counted(gateway.page(), "malcha_refusals_total") == {
        named("malcha_refusals_total", outcome="refused", reason="range"): 2,
        named("malcha_refusals_total", outcome="timed_out", reason="timed_out"): 2,
    }


def test_a_command_without_words_is_no_utterance_and_counted_all_the_same(gateway):
    wanted = command("seat.heat", "set", "driver", number=2)
    gateway.vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=[wanted]), timeout=PATIENCE)
    page = gateway.page()
    assert counted(page, "malcha_utterances_total") == {}
    assert counted(page, "malcha_commands_total") == {named("malcha_commands_total", outcome="confirmed"): 1}


def test_stages_of_a_turn_add_up_in_seconds(rig, gateway):
    means(rig, Command("seat.heat", "set", "driver", 3.0))
    said = gateway.say()
    page = gateway.page()
    spent = {timing.stage: timing.ms for timing in said.timings}
    assert {"understand", "encode and send", "confirm", "total"} <= set(spent)
    for stage, ms in spent.items():
        assert page[named("malcha_stage_seconds_count", stage=stage)] == 1
        assert page[named("malcha_stage_seconds_sum", stage=stage)] == pytest.approx(ms / 1000)


def test_calls_are_counted_by_their_status_and_a_bad_one_is_no_turn(gateway):
    assert status_of(gateway.vehicle.Say, vehicle_pb2.SayRequest()) is grpc.StatusCode.INVALID_ARGUMENT
    gateway.say()
    page = gateway.page()
    assert counted(page, "malcha_rpcs_total") == {
        named("malcha_rpcs_total", rpc="Say", status="INVALID_ARGUMENT"): 1,
        named("malcha_rpcs_total", rpc="Say", status="OK"): 1,
    }
    assert page[named("malcha_rpc_seconds_count", rpc="Say")] == 2
    assert named("malcha_open_streams", rpc="Say") not in page
    assert sum(counted(page, "malcha_utterances_total").values()) == 1


def test_calls_that_are_no_turns_go_through(gateway):
    calls = (
        (gateway.vehicle.GetState, vehicle_pb2.GetStateRequest()),
        (gateway.vehicle.ListFunctions, vehicle_pb2.ListFunctionsRequest()),
    )
    assert [status_of(*call) for call in calls] == [grpc.StatusCode.OK] * 2
    watching = gateway.vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=PATIENCE)
    assert next(watching).change.function
    assert gateway.page()[named("malcha_open_streams", rpc="WatchState")] == 1
    watching.cancel()


def test_what_the_guard_turns_away_is_counted(rig):
    with metered_gateway(rig, Security(rate=1 / BURST)) as gateway:
        gateway.say()
        assert status_of(gateway.vehicle.Say, vehicle_pb2.SayRequest(text="...")) is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert gateway.page()[named("malcha_rpcs_total", rpc="Say", status="RESOURCE_EXHAUSTED")] == 1


def test_nothing_said_is_on_the_page(rig, gateway):
    means(
        rig,
        Command("message.send", "do", None, {"to": "Sunhee", "text": "the safe is open"}),
        Command("nav.go", "do", None, "Hagwon"),
    )
    gateway.say("tell Sunhee that the safe is open and go to Hagwon")
    assert counted(gateway.page(), "malcha_utterances_total")
    with urllib.request.urlopen(f"http://127.0.0.1:{gateway.port}/metrics", timeout=PATIENCE) as page:
        text = page.read().decode()
    assert not [word for word in ("Sunhee", "safe", "Hagwon") if word in text]


def test_a_turn_that_is_told_as_it_goes_counts_once_and_an_answer_that_is_given_again_does_not(rig, gateway):
    means(rig, Command("seat.heat", "set", "driver", 3.0))
    converse = vehicle_pb2.ConverseRequest(text="...", request_id="r1")
    for _ in range(2):
        assert len(list(gateway.vehicle.Converse(iter([converse]), timeout=PATIENCE))) == 6
    say = vehicle_pb2.SayRequest(text="...", request_id="r2")
    for _ in range(2):
        gateway.vehicle.Say(say, timeout=PATIENCE)
    page = gateway.page()
    assert sum(counted(page, "malcha_utterances_total").values()) == 2
    assert sum(counted(page, "malcha_commands_total").values()) == 2
    assert page[named("malcha_rpcs_total", rpc="Converse", status="OK")] == 2


def test_models_are_told_apart_only_so_far(rig, gateway):
    for i in range(MOST_WORDS + 3):
        rig.heard = Understanding("out_of_scope", (), 1.0, model_version=f"m{i}", by="server")
        gateway.say()
    models = counted(gateway.page(), "malcha_utterances_total")
    assert len(models) == MOST_WORDS + 1
    assert models[named("malcha_utterances_total", outcome="out_of_scope", by="server", model=OTHER)] == 3


def test_what_came_as_audio_is_counted_by_who_recognised_it_and_where_and_why(rig):
    registry = CollectorRegistry()
    meter = vehicle_metrics.of(rig.assistant)(registry)
    by = {"recogniser": "vosk-ko", "recognised_where": "car", "recognised_why": "server late"}
    for heard in ({"text": "typed"}, {"text": "said"} | by):
        meter.tell("Converse", vehicle_pb2.ConverseResponse(heard=heard))
    again = vehicle_pb2.ConverseResponse(heard=by, answered_again=True)
    meter.tell("Converse", again)
    with endpoint(registry, "0") as at:
        page = scrape(at)
    assert counted(page, "malcha_heard_utterances_total") == {
        named("malcha_heard_utterances_total", recogniser="vosk-ko", where="car", why="server late"): 1
    }


# the buses


def test_frames_of_both_buses_are_counted_both_ways(rig, gateway):
    before = gateway.page()
    means(rig, Command("seat.heat", "set", "driver", 3.0))
    gateway.say()
    rig.live(1.0)
    after = gateway.page()
    more = {sample: after[sample] - before[sample] for sample in counted(after, "malcha_bus_frames_total")}
    assert more[named("malcha_bus_frames_total", bus="mcan", way="sent")] == len(rig.sent) > 0
    assert more.get(named("malcha_bus_frames_total", bus="ccan", way="sent"), 0) == 0
    assert all(more[named("malcha_bus_frames_total", bus=bus, way="received")] > 0 for bus in ("ccan", "mcan"))


def test_frames_not_used_are_counted_by_reason_and_never_by_id(rig, gateway):
    for id_ in range(0x700, 0x740):
        rig.hear(can.Message(arbitration_id=id_, data=bytes(8), is_extended_id=False, channel="ccan"))
    status = next(frame for frame in rig.sim.step(5.0) if frame.arbitration_id == 0x6B0)
    status.data[0] ^= 1
    rig.hear(status)
    assert counted(gateway.page(), "malcha_bus_refused_frames_total") == {
        named("malcha_bus_refused_frames_total", bus="ccan", reason="unknown id"): 64,
        named("malcha_bus_refused_frames_total", bus="mcan", reason="wrong CRC"): 1,
    }


def test_a_bus_shows_its_load_state_alarm_and_late_messages():
    health = BusHealth(
        "mcan",
        BusState.STOPPED,
        received=7,
        sent=2,
        load=0.25,
        bus_offs=3,
        late=("CGW1", "CGW2"),
        blocked={"mcan VA_SEAT_CMD: too many": 4},
        alarm="another sender",
        fault="reception: down",
        errors={"reception: down": 5},
    )
    registry = CollectorRegistry()
    vehicle_metrics.meter(registry, lambda: [health, BusHealth("ccan", BusState.ALIVE)])
    with endpoint(registry, "0") as port:
        page = scrape(port)
    assert page[named("malcha_bus_load", bus="mcan")] == 0.25
    assert page[named("malcha_bus_offs_total", bus="mcan")] == 3
    assert page[named("malcha_bus_late_messages", bus="mcan")] == 2
    assert page[named("malcha_bus_blocked_total", bus="mcan", reason="too many")] == 4
    assert page[named("malcha_bus_errors_total", bus="mcan", reason="down")] == 5
    assert counted(page, "malcha_bus_fault") == {named("malcha_bus_fault", bus="mcan"): 1}
    assert counted(page, "malcha_bus_alarm") == {named("malcha_bus_alarm", bus="mcan"): 1}
    assert counted(page, "malcha_bus_state") == {
        named("malcha_bus_state", bus="mcan", state="stopped"): 1,
        named("malcha_bus_state", bus="ccan", state="alive"): 1,
    }


def test_a_label_has_only_so_many_values_and_no_count_is_lost():
    label = Bounded()
    words = [label(f"reason {i}") for i in range(MOST_WORDS + 10)]
    assert words[:MOST_WORDS] == [f"reason {i}" for i in range(MOST_WORDS)]
    assert words[MOST_WORDS:] == [OTHER] * 10
    assert label("reason 3") == "reason 3"
    registry = CollectorRegistry()
    vehicle_metrics.meter(
        registry, lambda: [BusHealth("ccan", refused={f"ccan 123: reason {i}": 2 for i in range(500)})]
    )
    with endpoint(registry, "0") as port:
        found = counted(scrape(port), "malcha_bus_refused_frames_total")
    assert len(found) == MOST_WORDS + 1
    assert sum(found.values()) == 1000


# streams


class Context:
    def code(self):
        return None


def test_open_streams_are_counted_while_they_are_open():
    registry = CollectorRegistry()
    told = []
    meter = Meter(registry, "S", lambda rpc, response: told.append((rpc, response)))
    handler = grpc.unary_stream_rpc_method_handler(lambda request, context: iter(request))
    details = type("Details", (), {"method": "/S/Watch"})()
    several = meter.intercept_service(lambda details: handler, details).unary_stream

    def open_now():
        return registry.get_sample_value("malcha_open_streams", {"rpc": "Watch"})

    def ended(status):
        return registry.get_sample_value("malcha_rpcs_total", {"rpc": "Watch", "status": status})

    first, second = several("ab", Context()), several("cd", Context())
    assert open_now() == 0
    assert (next(first), next(second), open_now()) == ("a", "c", 2)
    first.close()  # the client has left
    assert (open_now(), ended("CANCELLED"), ended("OK")) == (1, 1, None)
    assert list(second) == ["d"]
    assert (open_now(), ended("OK")) == (0, 1)
    assert told == [("Watch", "a"), ("Watch", "c"), ("Watch", "d")]


def test_other_services_of_the_same_port_are_not_counted():
    meter = Meter(CollectorRegistry(), "S", lambda rpc, response: None)
    handler = grpc.unary_unary_rpc_method_handler(lambda request, context: request)
    details = type("Details", (), {"method": "/grpc.health.v1.Health/Check"})()
    assert meter.intercept_service(lambda details: handler, details) is handler


# the NLU server


class FakeEngine:
    """Understands everything as said to somebody else."""

    def __init__(self):
        self.catalogue = {}

    def understand(self, alternatives, context):
        return Understanding("out_of_scope", (), 0.9, (), "test", {"tokenise": 1.0, "run": 3.0, "decode": 2.0})


def test_the_nlu_server_counts_utterances_and_the_engines_time():
    registry = CollectorRegistry()
    serving, port = nlu_server.serve(FakeEngine(), ANY, meter=nlu_metrics.meter(registry))
    said = [understanding_pb2.Alternative(text="hello")]
    request, part = (kind(alternatives=said) for kind in (nlu_pb2.UnderstandRequest, nlu_pb2.UnderstandStreamRequest))
    try:
        with endpoint(registry, "0") as at, grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = nlu_pb2_grpc.NluServiceStub(channel)
            stub.Understand(request, timeout=PATIENCE)
            assert len(list(stub.UnderstandStream(iter([part, part]), timeout=PATIENCE))) == 2
            assert status_of(stub.Understand, nlu_pb2.UnderstandRequest()) is grpc.StatusCode.INVALID_ARGUMENT
            page = scrape(at)
    finally:
        serving.stop(0.0)
    assert counted(page, "malcha_utterances_total") == {
        named("malcha_utterances_total", outcome="out_of_scope", model="test"): 3
    }
    assert page[named("malcha_engine_seconds_count")] == 3
    assert page[named("malcha_engine_seconds_sum")] == pytest.approx(3 * 0.006)
    assert page[named("malcha_engine_stage_seconds_sum", stage="run")] == pytest.approx(3 * 0.003)
    assert page[named("malcha_rpcs_total", rpc="UnderstandStream", status="OK")] == 1
    assert page[named("malcha_rpcs_total", rpc="Understand", status="INVALID_ARGUMENT")] == 1
    assert page[named("malcha_open_streams", rpc="UnderstandStream")] == 0
    assert page[named("process_resident_memory_bytes")] > 1e6


def test_the_nlu_server_counts_what_it_heard_by_outcome_and_recogniser():
    registry = CollectorRegistry()
    meter = nlu_metrics.meter(registry)
    understanding = understanding_pb2.Understanding(outcome="OUTCOME_UNDERSTOOD", model_version="m1")
    words = speech_pb2.Recognised(recogniser="vosk-ko", understanding=understanding)
    for event in ({"partial": {"text": "에어컨"}}, {"recognised": words}, {"nothing_heard": {"reason": "no_words"}}):
        meter.tell("Recognise", speech_pb2.RecogniseResponse(**event))
    with endpoint(registry, "0") as at:
        page = scrape(at)
    assert counted(page, "malcha_heard_utterances_total") == {
        named("malcha_heard_utterances_total", outcome="understood", recogniser="vosk-ko"): 1,
        named("malcha_heard_utterances_total", outcome="no_words", recogniser="none"): 1,
    }
    assert counted(page, "malcha_utterances_total") == {
        named("malcha_utterances_total", outcome="understood", model="m1"): 1
    }


def test_calls_of_hearing_are_counted_beside_those_of_text():
    registry = CollectorRegistry()
    serving, port = nlu_server.serve(FakeEngine(), ANY, meter=nlu_metrics.meter(registry), ears=Future())
    try:
        with endpoint(registry, "0") as at, grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            hear = speech_pb2_grpc.SpeechServiceStub(channel).Recognise
            start = speech_pb2.RecogniseRequest(start={"rate_hz": 16_000, "locale": "ko"})
            assert status_of(whole(hear), iter([start])) is grpc.StatusCode.UNAVAILABLE
            assert scrape(at)[named("malcha_rpcs_total", rpc="Recognise", status="UNAVAILABLE")] == 1
    finally:
        serving.stop(0.0)


# the page


@pytest.mark.parametrize("where", ["", "abc", "-1", "65536", "127.0.0.1:", "localhost:x"])
def test_a_place_that_is_none_is_said(where):
    with pytest.raises(PortInUse, match="neither a port nor host:port"):
        metrics.place(where)


def test_the_page_is_for_this_machine_alone_unless_another_host_is_asked_for():
    assert metrics.place("9100") == ("127.0.0.1", 9100)
    assert metrics.place("0.0.0.0:9100") == ("0.0.0.0", 9100)
    assert metrics.place("[::]:9100") == ("::", 9100)


def test_the_page_has_the_servers_tls_and_is_for_who_proves_a_certificate(tmp_path):
    certs.make(tmp_path, [], ["prometheus"])
    files = {name: (tmp_path / f"{name}.pem", tmp_path / f"{name}.key") for name in ("server", "prometheus")}
    known, stranger = (ssl.create_default_context(cafile=tmp_path / "ca.pem") for _ in range(2))
    known.load_cert_chain(*files["prometheus"])
    with endpoint(CollectorRegistry(), "0", Tls(*files["server"], tmp_path / "ca.pem")) as port:
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/metrics", timeout=PATIENCE, context=known) as page:
            assert page.status == 200
        for asked in (f"https://127.0.0.1:{port}/metrics", f"http://127.0.0.1:{port}/metrics"):
            with pytest.raises(OSError, match=r"certificate required|[Rr]eset|closed|EOF"):  # the end may come first
                urllib.request.urlopen(asked, timeout=PATIENCE, context=stranger).read()


def test_a_certificate_that_is_none_is_said_before_the_page_is_there(tmp_path):
    with (
        pytest.raises(TlsError, match=r"none\.pem"),
        endpoint(CollectorRegistry(), "0", Tls(tmp_path / "none.pem", tmp_path / "none.key")),
    ):
        pass


@pytest.mark.parametrize(("host", "warned"), [("0.0.0.0", True), ("127.0.0.1", False)])
def test_a_page_without_tls_beyond_this_machine_is_warned_of(caplog, host, warned):
    with endpoint(CollectorRegistry(), f"{host}:0"):
        assert ("without TLS" in caplog.text) is warned


def test_the_page_ends_with_its_server():
    with endpoint(CollectorRegistry(), "0") as port:
        scrape(port)
    with pytest.raises(OSError, match="refused"):
        scrape(port)


@pytest.mark.parametrize("secured", [False, True])
def test_silent_connections_hold_up_neither_the_page_nor_its_end(tmp_path, monkeypatch, secured):
    monkeypatch.setattr(metrics_page, "PATIENCE", 1000.0)  # so that nothing here comes of waiting
    monkeypatch.setattr(metrics_page.Handler, "timeout", 1000.0)
    certs.make(tmp_path, [], [])
    tls = Tls(tmp_path / "server.pem", tmp_path / "server.key") if secured else Tls()
    context = ssl.create_default_context(cafile=tmp_path / "ca.pem") if secured else None
    with ExitStack() as opened:
        with endpoint(CollectorRegistry(), "0", tls) as port:
            silent = [
                opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) for _ in range(50)
            ]
            where = f"http{'s' if secured else ''}://127.0.0.1:{port}/metrics"
            with urllib.request.urlopen(where, timeout=PATIENCE, context=context) as page:
                assert page.status == 200
        assert [connection.recv(1) for connection in silent] == [b""] * 50  # the page has ended, and they with it


def test_a_connection_too_many_ends_the_oldest_silent_one(monkeypatch):
    monkeypatch.setattr(metrics_page, "PATIENCE", 1000.0)
    monkeypatch.setattr(metrics_page, "MOST_OPEN", 3)
    with endpoint(CollectorRegistry(), "0") as port, ExitStack() as opened:
        first, *_ = [
            opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) for _ in range(4)
        ]
        assert first.recv(1) == b""
        scrape(port)


def test_a_silent_connection_is_given_up_in_time(monkeypatch):
    monkeypatch.setattr(metrics_page, "PATIENCE", 0.05)
    monkeypatch.setattr(metrics_page.Handler, "timeout", 0.05)
    with (
        endpoint(CollectorRegistry(), "0") as port,
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as silent,
    ):
        assert silent.recv(1) == b""


def test_the_page_listens_on_ipv6_too():
    with endpoint(CollectorRegistry(), "[::1]:0") as port, urllib.request.urlopen(f"http://[::1]:{port}/") as page:
        assert page.status == 200
