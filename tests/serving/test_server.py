"""What every server does alike: pings, reflection, several services, the end."""

import socket
import threading

import grpc
import pytest
from calls import PATIENCE, failure, first, health, reflected, status_of
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2
from secured import ANY_PORT, DENIED, EXHAUSTED, OK, Echo
from turns import command

from malcha.v1 import nlu_pb2, nlu_pb2_grpc, understanding_pb2, vehicle_pb2, vehicle_pb2_grpc
from nlu.service import server as nlu_server
from serving import reflection
from serving import server as served
from serving.guard import everybody
from serving.limits import BURST
from serving.server import PINGS_TAKEN_EVERY, Security, Serving
from vehicle.doors import server as vehicle_server
from vehicle.doors.permissions import READ, Permissions

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SETTINGS, PING, GOAWAY, ACK = 4, 6, 7, 1  # HTTP/2's types of frames, and its flag


def frame(kind: int, payload: bytes = b"") -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, 0]) + bytes(4) + payload


def read(connection: socket.socket, number: int) -> bytes:
    """So many bytes, fewer where the server has closed the connection."""
    found = b""
    while len(found) < number and (more := connection.recv(number - len(found))):
        found += more
    return found


def sent_away(port: int, times: int) -> bool:
    """Does a client that sends so many pings, each as soon as the last is answered, get a goodbye?"""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(PREFACE + frame(SETTINGS) + frame(PING, bytes(8)))
        answered = 0
        while len(head := read(connection, 9)) == 9:
            read(connection, int.from_bytes(head[:3], "big"))
            if head[3] == GOAWAY:
                return True
            if (head[3], head[4]) == (PING, ACK):
                answered += 1
                if answered == times:
                    return False
                connection.sendall(frame(PING, bytes(8)))
    return True


@pytest.fixture
def start():
    """start(): the port of a server without services of its own."""
    started = []

    def make() -> int:
        started.append(Serving({}))
        return started[-1].start(ANY_PORT)

    yield make
    for serving in started:
        serving.stop(0.0)


def test_a_client_may_ping_every_ten_seconds_on_a_connection_where_nothing_happens(start, monkeypatch):
    assert 0 < PINGS_TAKEN_EVERY < 10
    assert ("grpc.http2.min_ping_interval_without_data_ms", 5000) in served.options()
    assert ("grpc.keepalive_permit_without_calls", 1) in served.options()
    monkeypatch.setattr(served, "PINGS_TAKEN_EVERY", 0.0)
    assert not sent_away(start(), 20)


def test_a_client_that_pings_without_pause_is_sent_away(start):
    assert sent_away(start(), 20)


def test_a_quiet_stream_lives_on_while_its_client_pings(start, monkeypatch):
    monkeypatch.setattr(served, "PINGS_TAKEN_EVERY", 0.0)
    pings = [("grpc.keepalive_time_ms", 20), ("grpc.http2.max_pings_without_data", 0)]
    with grpc.insecure_channel(f"127.0.0.1:{start()}", pings) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=1.0)
        assert next(watch).status == 1
        status, _ = failure(lambda **_: next(watch))
    assert status is grpc.StatusCode.DEADLINE_EXCEEDED  # its own, after some dozens of pings


@pytest.mark.parametrize("name", [reflection.V1, reflection.V1ALPHA])
def test_both_names_of_reflection_are_answered_and_described(start, name):
    with grpc.insecure_channel(f"127.0.0.1:{start()}") as channel:
        ask = channel.stream_stream(
            f"/{name}/ServerReflectionInfo",
            reflection_pb2.ServerReflectionRequest.SerializeToString,
            reflection_pb2.ServerReflectionResponse.FromString,
        )
        requests = [
            reflection_pb2.ServerReflectionRequest(list_services=""),
            reflection_pb2.ServerReflectionRequest(file_containing_symbol=name),
        ]
        listed, described = ask(iter(requests), timeout=PATIENCE)
    names = {service.name for service in listed.list_services_response.service}
    assert names == {"grpc.health.v1.Health", reflection.V1, reflection.V1ALPHA}
    assert described.file_descriptor_response.file_descriptor_proto


# several services


@pytest.fixture
def together(rig):
    """A channel to one server with the NLU and the gateway, where who shows no certificate may only look."""
    allowed = Permissions({None: frozenset({READ})}, frozenset())
    services = {nlu_server.SERVICE: everybody, vehicle_server.SERVICE: allowed.why_not}
    serving = Serving(services, Security(rate=4 / BURST))
    nlu_server.add(Echo(), serving.server)
    vehicle_server.add(rig.assistant, serving, allowed)
    port = serving.start(ANY_PORT)
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield channel
    serving.stop(0.0)


def test_several_services_share_a_server_each_with_its_own_permissions(together):
    nlu, vehicle = nlu_pb2_grpc.NluServiceStub(together), vehicle_pb2_grpc.VehicleServiceStub(together)
    request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="에어컨")])
    assert status_of(nlu.Understand, request) is OK
    acts = vehicle_pb2.ExecuteRequest(commands=[command("hazard", "on")])
    status, reason = failure(vehicle.Execute, acts)
    assert (status, reason.name) == (DENIED, "PERMISSION")
    assert reason.metadata == {"rpc": "Execute", "needs": "hazard", "function": "hazard", "op": "on"}
    assert status_of(vehicle.GetState, vehicle_pb2.GetStateRequest()) is OK


def test_a_clients_rate_counts_for_all_services_of_a_server(together):
    nlu, vehicle = nlu_pb2_grpc.NluServiceStub(together), vehicle_pb2_grpc.VehicleServiceStub(together)
    request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="에어컨")])
    calls = [(nlu.Understand, request), (vehicle.GetState, vehicle_pb2.GetStateRequest())] * 2
    assert [status_of(*call) for call in calls] == [OK] * 4
    status, reason = failure(vehicle.GetState, vehicle_pb2.GetStateRequest())
    assert (status, reason.name, reason.metadata) == (
        EXHAUSTED,
        "RATE",
        {"limit": "2", "client": "ipv4:127.0.0.1"},
    )


def test_each_service_has_its_health_and_describes_itself(together):
    assert [health(together, name) for name in ("", nlu_server.SERVICE, vehicle_server.SERVICE)] == [1, 1, 1]


def test_a_server_of_several_is_described_whole(rig):
    serving = Serving({nlu_server.SERVICE: everybody, vehicle_server.SERVICE: everybody})
    nlu_server.add(Echo(), serving.server)
    vehicle_server.add(rig.assistant, serving)
    with grpc.insecure_channel(f"127.0.0.1:{serving.start(ANY_PORT)}") as channel:
        request, call = reflected(channel, nlu_server.SERVICE, "Understand")
        assert call(request(alternatives=[{"text": "에어컨"}])).understanding.model_version == "echo"
        request, call = reflected(channel, vehicle_server.SERVICE, "GetState")
        assert call(request()).car == "genesis_g70"
    serving.stop(0.0)


# the end


def test_a_stream_ends_at_once_when_the_server_stops_and_a_call_under_way_is_finished(rig):
    entered, leave = threading.Event(), threading.Event()
    rig.assistant.understand = lambda *asked: (entered.set(), leave.wait(PATIENCE), rig.heard)[-1]
    serving, port = vehicle_server.serve(rig.assistant, ANY_PORT)
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        vehicle = vehicle_pb2_grpc.VehicleServiceStub(channel)
        running = vehicle.Say.future(vehicle_pb2.SayRequest(text="..."), timeout=PATIENCE)
        assert entered.wait(PATIENCE)
        watching = vehicle.WatchEvents(vehicle_pb2.WatchEventsRequest(), timeout=PATIENCE)
        assert next(watching).WhichOneof("event") == "heartbeat"
        stopping = threading.Thread(target=serving.stop, args=(PATIENCE,))
        stopping.start()
        status, reason = failure(lambda **_: list(watching))
        assert (status, reason.name) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
        assert not running.done()
        leave.set()
        assert running.result().turn.utterance_id
        stopping.join(PATIENCE)
        assert status_of(first(vehicle.WatchEvents), vehicle_pb2.WatchEventsRequest()) is grpc.StatusCode.UNAVAILABLE
